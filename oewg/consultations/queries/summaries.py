"""What was said at a consultation, and where does it stand in the chair's summary? Asked from either end."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import Consultation, ConsultationMeeting, Submission, Trace, WrittenContribution
from oewg.consultations.models.consultations import SOURCES
from oewg.consultations.queries.input import knows_author, visible
from oewg.consultations.queries.programme import named_publicly, names_not_public
from oewg.consultations.queries.written import knows_whose, visible_written
from oewg.consultations.rules import consultations as rules
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.meetings import queries as meetings
from oewg.meetings.models import Attendance, Intervention, Statement
from oewg.meetings.rules.statements import own_audiences
from oewg.meetings.rules.statements import readers_of as readers_of_statement
from oewg.texts import queries as texts
from oewg.texts.models import Provision
from oewg.texts.queries import Line


@dataclass(frozen=True)
class Source:
    """Something that was said: its kind ("intervention", "statement", "written", "submission") and its number."""

    kind: str
    id: int


@dataclass(frozen=True)
class Said:
    """Something that was said, filed, contributed or submitted, as far as a viewer may know of it.

    Whose it is: a delegation by number, a group by name, an organization by name; nothing of an author who is not to be known.
    """

    source: Source
    at: datetime
    meeting: int | None
    """The number of the meeting at which it was said; none for what was contributed or submitted."""
    delegation_id: int | None
    group: str
    organization: str
    words: str
    """Its title or how it begins; empty for an intervention of which no statement is there."""
    stands_in: list[Line] = field(default_factory=list)
    """The provisions of the summary that tell of it."""


def traced(db: Db, provision_id: int, source: Source) -> Trace | None:
    """That a provision of the summary tells of something, if it was recorded."""
    column = getattr(Trace, f"{source.kind}_id")
    return db.scalars(select(Trace).where(Trace.provision_id == provision_id, column == source.id)).one_or_none()


def must_belong(db: Db, consultation: Consultation, source: Source) -> None:
    """NotFound for anything that was not said at this consultation; a submission may have come under any call."""
    here = select(ConsultationMeeting.meeting_id).where(ConsultationMeeting.consultation_id == consultation.id)
    found = {
        "intervention": select(Intervention.id).where(
            Intervention.id == source.id, Intervention.meeting_id.in_(here), Intervention.ended_at.is_not(None)
        ),
        "statement": select(Statement.id).where(
            Statement.id == source.id, Statement.meeting_id.in_(here), Statement.withdrawn_at.is_(None)
        ),
        "written": select(WrittenContribution.id).where(
            WrittenContribution.id == source.id, WrittenContribution.consultation_id == consultation.id,
            WrittenContribution.returned_at.is_(None), WrittenContribution.withdrawn_at.is_(None),
        ),
        "submission": select(Submission.id).where(Submission.id == source.id, Submission.returned_at.is_(None)),
    }  # fmt: skip
    if source.kind not in found or db.scalar(found[source.kind]) is None:
        raise NotFound


def readers_of(db: Db, source: Source) -> Collection[str]:
    """Who may read in the record that something was traced: whoever may read what it was traced to."""
    if source.kind == "intervention":
        return ("public",)
    if source.kind == "statement":
        row = db.get_one(Statement, source.id)
        own = own_audiences(
            row.delegation.code if row.delegation else None, row.group.code if row.group else None, row.organization_id
        )
        now = meetings.standing(row)
        return readers_of_statement(own, now, now)
    put_in: WrittenContribution | Submission = (
        db.get_one(WrittenContribution, source.id) if source.kind == "written" else db.get_one(Submission, source.id)
    )
    return ("public",) if put_in.published_at else ("secretariat", f"organization:{put_in.organization_id}")


def said(db: Db, viewer: Viewer, consultation: Consultation) -> list[Said]:
    """Everything that was said at a consultation, as far as a viewer may know of it, with where it stands in the summary.

    What was said and filed as a statement is there once, as the statement. In the order of time; of submissions only those
    of which the summary tells. A fixed number of queries.
    """
    rows = _traces(db, consultation)
    lines = {line.provision_id: line for line in _lines(db, consultation)}
    stands: dict[Source, list[Line]] = defaultdict(list)
    for row in rows:
        if row.provision_id in lines:
            stands[_source(row)].append(lines[row.provision_id])
    here = select(ConsultationMeeting.meeting_id).where(ConsultationMeeting.consultation_id == consultation.id)
    found: list[Said] = []
    as_statement: set[int] = set()
    for filed in meetings.statements_at_any(db, viewer, here):
        statement = filed.statement
        both = [Source("statement", statement.id)]
        if statement.intervention_id:
            as_statement.add(statement.intervention_id)
            both.append(Source("intervention", statement.intervention_id))
        at = statement.delivered_at or statement.filed_at
        found.append(
            Said(
                both[0], at, statement.meeting.number, statement.delegation_id,
                statement.group.name if statement.group else "",
                statement.organization.name if statement.organization else "", filed.excerpt,
                _in_order([line for each in both for line in stands[each]]),
            )
        )  # fmt: skip
    for spoken in meetings.interventions_at_any(db, here):
        if spoken.id not in as_statement:
            source = Source("intervention", spoken.id)
            found.append(
                Said(
                    source, spoken.called_at, spoken.meeting.number, spoken.delegation_id,
                    spoken.group.name if spoken.group else "", spoken.organization.name if spoken.organization else "",
                    "", _in_order(stands[source]),
                )
            )  # fmt: skip
    found += _put_in(db, viewer, consultation, rows, stands)
    return sorted(found, key=lambda each: (each.at, each.source.kind, each.source.id))


def _put_in(
    db: Db, viewer: Viewer, consultation: Consultation, rows: Sequence[Trace], stands: dict[Source, list[Line]]
) -> list[Said]:
    contributions = db.execute(
        select(WrittenContribution, Organization.name, knows_whose(viewer))
        .join(Organization, WrittenContribution.organization_id == Organization.id)
        .where(
            WrittenContribution.consultation_id == consultation.id, visible_written(viewer),
            WrittenContribution.returned_at.is_(None), WrittenContribution.withdrawn_at.is_(None),
        )
    )  # fmt: skip
    submissions = db.execute(
        select(Submission, Organization.name, knows_author(viewer))
        .join(Organization, Submission.organization_id == Organization.id)
        .where(Submission.id.in_([row.submission_id for row in rows if row.submission_id]), visible(viewer))
    )
    found = []
    for kind, put_in in (("written", contributions), ("submission", submissions)):
        for row, name, known in put_in:
            source = Source(kind, row.id)
            at = row.posted_at if isinstance(row, WrittenContribution) else row.submitted_at
            found.append(Said(source, at, None, None, "", name if known else "", row.title, _in_order(stands[source])))
    return found


def stands_in(db: Db, consultation: Consultation, source: Source) -> list[Line]:
    """The provisions of the summary that tell of something: asked from what was said."""
    told = {row.provision_id for row in _traces(db, consultation) if _source(row) == source}
    return [line for line in _lines(db, consultation) if line.provision_id in told] if told else []


def unplaced(found: Sequence[Said]) -> list[Said]:
    """What was said and stands nowhere in the summary."""
    return [each for each in found if not each.stands_in]


def by_provision(found: Sequence[Said]) -> dict[int, list[Said]]:
    """Provision of the summary -> what it tells of."""
    rests: dict[int, list[Said]] = defaultdict(list)
    for each in found:
        for line in each.stands_in:
            rests[line.provision_id].append(each)
    return rests


def named_in_summary(db: Db, consultation: Consultation) -> list[str]:
    """Whom the summary names although it must not: persons and organizations that were not on the public programme."""
    lines = _lines(db, consultation)
    wordings = [line.words for line in lines] + [note.words for line in lines for note in line.notes]
    there = (
        select(Organization.name)
        .join(Attendance, Attendance.organization_id == Organization.id)
        .join(ConsultationMeeting, ConsultationMeeting.meeting_id == Attendance.meeting_id)
        .where(ConsultationMeeting.consultation_id == consultation.id)
    )
    names = (set(db.scalars(there)) | names_not_public(db, consultation.id)) - named_publicly(db, consultation.id)
    return rules.named_in(wordings, names)


def _lines(db: Db, consultation: Consultation) -> list[Line]:
    return texts.lines(db, consultation.summary_text_id) if consultation.summary_text_id else []


def _traces(db: Db, consultation: Consultation) -> Sequence[Trace]:
    return db.scalars(
        select(Trace)
        .join(Provision, Trace.provision_id == Provision.id)
        .where(Provision.text_id == consultation.summary_text_id)
        .order_by(Trace.id)
    ).all()


def _source(row: Trace) -> Source:
    return next(Source(kind, number) for kind in SOURCES if (number := getattr(row, f"{kind}_id")) is not None)


def _in_order(lines: Collection[Line]) -> list[Line]:
    return list({line.provision_id: line for line in lines}.values())
