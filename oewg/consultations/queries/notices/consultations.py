"""Whom does it concern what is done about consultative meetings, and what is it about by name?

Of the programme as it is prepared nobody hears, nor of an organization's own registrations: whoever makes them sees them.
A place that became free concerns the organization that waited for it.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from oewg.accounts.queries import About, by_subject, concerns, describes, everybody, those_addressed, titled
from oewg.accounts.rules.notices import Whom, topic
from oewg.consultations.models import Attendee, Consultation, SceneSetter, Segment, Submission, WrittenContribution
from oewg.consultations.queries.notices.input import CALLS, OWN_ORGANIZATION, whose
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.meetings.models import Statement
from oewg.record.queries import Addressed

topic(
    "scene_setting", say("Who is asked to set the scene at a consultation, and what is answered"),
    why=say("Your delegation or organization is asked, or you prepare the programme."),
    roles={"stakeholder", "observer", "delegate", "head", "coordinator", "chair", "secretariat"}, pace="at_once", place=87,
)  # fmt: skip


@by_subject
def _its_organization(db: Db, ids: Collection[int]) -> dict[int, list[Whom]]:
    rows = db.execute(select(Attendee.id, Attendee.organization_id).where(Attendee.id.in_(ids)))
    return {row[0]: [Whom(f"organization:{row[1]}")] for row in rows}


@by_subject
def _who_posted(db: Db, ids: Collection[int]) -> dict[int, list[Whom]]:
    """What becomes of a contribution concerns its organization."""
    return whose(db, WrittenContribution, ids)


def _whose_words(db: Db, entries: Sequence[Addressed]) -> dict[int, list[Whom]]:
    """That the summary tells of something concerns the organization that said it, where it was put in or filed."""
    of = {entry.said.index: (str(entry.said.facts["kind"]), int(str(entry.said.facts["source"]))) for entry in entries}

    def told(kind: str) -> list[int]:
        return [number for each, number in of.values() if each == kind]

    whom = {("written", number): each for number, each in whose(db, WrittenContribution, told("written")).items()}
    whom |= {("submission", number): each for number, each in whose(db, Submission, told("submission")).items()}
    filed = select(Statement.id, Statement.organization_id).where(Statement.id.in_(told("statement")))
    whom |= {("statement", row[0]): [Whom(f"organization:{row[1]}")] for row in db.execute(filed) if row[1]}
    return {index: whom[source] for index, source in of.items() if source in whom}


def _sides(_db: Db, entries: Sequence[Addressed]) -> dict[int, list[Whom]]:
    """Whoever was asked to set the scene."""
    return {
        entry.said.index: [
            Whom(one) for one in sorted(entry.readers) if one.startswith(("organization:", "delegation:"))
        ]
        for entry in entries
    }


def _preparing(_db: Db, entries: Sequence[Addressed]) -> dict[int, list[Whom]]:
    return {entry.said.index: [Whom("chair"), Whom("secretariat")] for entry in entries}


concerns(
    CALLS, add_consultation_meeting=everybody, open_registration=everybody, change_registration=everybody,
    issue_programme=everybody, issue_summary=everybody,
)  # fmt: skip
concerns(
    OWN_ORGANIZATION, give_place=_its_organization, withdraw_registration=_its_organization, publish_written=_who_posted,
    return_written=_who_posted, trace=_whose_words,
)  # fmt: skip
concerns("submissions", post_written=those_addressed("secretariat"))
concerns("scene_setting", ask_to_set_scene=_sides, answer_scene_setting=_preparing)


def _attendees_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    """By the consultation, never by the person: a letter is read by all who act for the organization."""
    rows = db.execute(
        select(Attendee.id, Consultation.id, Consultation.title)
        .join(Consultation, Attendee.consultation_id == Consultation.id)
        .where(Attendee.id.in_(ids))
    )
    return {
        row[0]: About(say("%(title)s"), {"title": row[2]}, "consultations.attendees", {"consultation_id": row[1]})
        for row in rows
    }


def _scene_setters_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    rows = db.execute(
        select(SceneSetter.id, Segment.consultation_id, Segment.title)
        .join(Segment, SceneSetter.segment_id == Segment.id)
        .where(SceneSetter.id.in_(ids))
    )
    return {
        row[0]: About(say("%(title)s"), {"title": row[2]}, "consultations.programme", {"consultation_id": row[1]})
        for row in rows
    }


describes(
    attendee=_attendees_named,
    scene_setter=_scene_setters_named,
    written=titled(
        say("%(title)s"), "consultations.written_contribution", "written_id", WrittenContribution.id,
        title=WrittenContribution.title,
    ),
)  # fmt: skip
