"""What of the consultations can be searched? Submissions, calls for input, consultations and organizations.

A submission is indexed twice, with its author and without: who may not know the author searches in the other.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import false, not_, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts.models import Organization
from oewg.accounts.queries import About, Narrowed, Shown, Source, of_some, searched, the_same
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import (
    Accreditation,
    Call,
    Consultation,
    ConsultationMeeting,
    Submission,
    SubmissionAnswer,
)
from oewg.consultations.queries.consultations import elements_of
from oewg.consultations.queries.input import knows_author, stands, visible
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.core.search import Among, Indexed, language_of
from oewg.meetings.models import Meeting
from oewg.texts.queries.search import dated

WITH_AUTHOR = "author"


def _submissions_say(db: Db, ids: Collection[int] | None) -> Iterable[Indexed]:
    query = select(Submission.id, Submission.title, Submission.words, Organization.name)
    query = query.join(Organization, Submission.organization_id == Organization.id)
    said = select(SubmissionAnswer.submission_id, SubmissionAnswer.words)
    said = of_some(said, SubmissionAnswer.submission_id, ids)
    answers: dict[int, list[str]] = defaultdict(list)
    for number, answer in db.execute(said.order_by(SubmissionAnswer.question_id)):
        answers[number].append(answer)
    for number, title, general, author in db.execute(of_some(query, Submission.id, ids)):
        words = "\n".join([*answers[number], general])
        language = language_of(f"{title} {words}")
        yield Indexed("submission", number, language, title, words)
        yield Indexed("submission", number, language, f"{title} {author}", words, WITH_AUTHOR)


def _submissions_of_organizations(db: Db, ids: Collection[int]) -> Collection[int]:
    return db.scalars(select(Submission.id).where(Submission.organization_id.in_(ids))).all()


def _submissions_of_applications(db: Db, ids: Collection[int]) -> Collection[int]:
    """An application that is repaired may give an organization another name."""
    applied = select(Accreditation.organization_id).where(Accreditation.id.in_(ids))
    return db.scalars(select(Submission.id).where(Submission.organization_id.in_(applied))).all()


def _submissions_open_to(viewer: Viewer, narrowed: Narrowed) -> Sequence[Among]:
    if narrowed.session:
        return []
    seen = select(Submission.id).where(visible(viewer), stands(viewer), *dated(narrowed, Submission.submitted_at))
    knows = knows_author(viewer)
    if narrowed.sector:
        of_sector = select(Organization.id).where(Organization.sector == narrowed.sector)
        return [Among("submission", seen.where(knows, Submission.organization_id.in_(of_sector)), WITH_AUTHOR)]
    return [Among("submission", seen.where(knows), WITH_AUTHOR), Among("submission", seen.where(not_(knows)))]


def _submissions_shown(db: Db, viewer: Viewer, ids: Collection[int]) -> Mapping[int, Shown]:
    rows = db.execute(
        select(Submission, knows_author(viewer))
        .where(Submission.id.in_(ids))
        .options(joinedload(Submission.organization), joinedload(Submission.call), selectinload(Submission.answers))
    )
    return {
        row.id: Shown(
            _titled(row.title, "consultations.submission", submission_id=row.id),
            "\n".join([*(each.words for each in row.answers), row.words]), row.submitted_at,
            [
                *([_organization(row.organization)] if known else []),
                _titled(row.call.title, "consultations.call", call_id=row.call_id),
            ],
        )
        for row, known in rows
    }  # fmt: skip


def _titled(title: str, endpoint: str, **place: int) -> About:
    return About(say("%(title)s"), {"title": title}, endpoint, place)


def _organization(row: Organization) -> About:
    return About(say("%(name)s"), {"name": row.name}, "consultations.organization", {"organization_id": row.id})


def _calls_say(db: Db, ids: Collection[int] | None) -> Iterable[Indexed]:
    query = select(Call).options(selectinload(Call.questions))
    for row in db.scalars(of_some(query, Call.id, ids)):
        questions = _questions(row)
        yield Indexed("call", row.id, language_of(f"{row.title} {questions}"), row.title, questions)


def _questions(call: Call) -> str:
    return "\n".join(question.words for question in call.questions)


def _calls_open_to(_viewer: Viewer, narrowed: Narrowed) -> Sequence[Among]:
    if narrowed.session or narrowed.sector:
        return []
    return [Among("call", select(Call.id).where(*dated(narrowed, Call.opens_at)))]


def _calls_shown(db: Db, _viewer: Viewer, ids: Collection[int]) -> Mapping[int, Shown]:
    return {
        row.id: Shown(
            _titled(row.title, "consultations.call", call_id=row.id),
            _questions(row), row.opens_at,
        )
        for row in db.scalars(select(Call).where(Call.id.in_(ids)).options(selectinload(Call.questions)))
    }  # fmt: skip


def _consultations_say(db: Db, ids: Collection[int] | None) -> Iterable[Indexed]:
    query = select(Consultation.id, Consultation.title)
    rows = db.execute(of_some(query, Consultation.id, ids)).all()
    themes = elements_of(db, [row[0] for row in rows])
    for number, title in rows:
        words = "; ".join(element.title for element in themes[number])
        yield Indexed("consultation", number, language_of(f"{title} {words}"), title, words)


def _consultations_open_to(_viewer: Viewer, narrowed: Narrowed) -> Sequence[Among]:
    if narrowed.sector:
        return []
    here = select(ConsultationMeeting.consultation_id).join(Meeting, ConsultationMeeting.meeting_id == Meeting.id)
    here = here.where(*dated(narrowed, Meeting.starts_at))
    if narrowed.session:
        here = here.where(Meeting.session_id == narrowed.session)
    return [Among("consultation", select(Consultation.id).where(Consultation.id.in_(here)))]


def _consultations_shown(db: Db, _viewer: Viewer, ids: Collection[int]) -> Mapping[int, Shown]:
    rows = db.scalars(select(Consultation).where(Consultation.id.in_(ids)).options(selectinload(Consultation.meetings)))
    themes = elements_of(db, ids)
    return {
        row.id: Shown(
            _titled(row.title, "consultations.consultation", consultation_id=row.id),
            "; ".join(element.title for element in themes[row.id]), row.meetings[0].starts_at,
        )
        for row in rows
    }  # fmt: skip


def _organizations_say(db: Db, ids: Collection[int] | None) -> Iterable[Indexed]:
    query = select(Organization.id, Organization.name, Organization.purpose)
    for number, name, purpose in db.execute(of_some(query, Organization.id, ids)):
        yield Indexed("organization", number, language_of(purpose), name, purpose)


def _organizations_with(db: Db, ids: Collection[int]) -> Collection[int]:
    return db.scalars(select(Accreditation.organization_id).where(Accreditation.id.in_(ids))).all()


def _organizations_open_to(viewer: Viewer, narrowed: Narrowed) -> Sequence[Among]:
    if narrowed.session or narrowed.since or narrowed.until:
        return []
    own = Organization.id == viewer.organization_id if viewer.organization_id else false()
    known = true() if viewer.role == "secretariat" else or_(Organization.accredited_since.is_not(None), own)
    query = select(Organization.id).where(known)
    return [Among("organization", query.where(Organization.sector == narrowed.sector) if narrowed.sector else query)]


def _organizations_shown(db: Db, _viewer: Viewer, ids: Collection[int]) -> Mapping[int, Shown]:
    rows = db.scalars(select(Organization).where(Organization.id.in_(ids)))
    return {row.id: Shown(_organization(row), row.purpose) for row in rows}


searched(
    Source(
        "submission", say("Submissions"), say("Submission"), place=40,
        follows={
            "submission": the_same, "organization": _submissions_of_organizations, "accreditation": _submissions_of_applications,
        },
        says=_submissions_say, open_to=_submissions_open_to, shows=_submissions_shown,
    )
)  # fmt: skip
searched(
    Source(
        "call", say("Calls for input"), say("Call for input"), place=70, follows={"call": the_same},
        says=_calls_say, open_to=_calls_open_to, shows=_calls_shown,
    )
)  # fmt: skip
searched(
    Source(
        "consultation", say("Consultations"), say("Consultation"), place=60, follows={"consultation": the_same},
        says=_consultations_say, open_to=_consultations_open_to, shows=_consultations_shown,
    )
)  # fmt: skip
searched(
    Source(
        "organization", say("Organizations"), say("Organization"), place=80,
        follows={"organization": the_same, "accreditation": _organizations_with},
        says=_organizations_say, open_to=_organizations_open_to, shows=_organizations_shown,
    )
)  # fmt: skip
