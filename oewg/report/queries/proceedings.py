"""What does the record know of the group's proceedings? A fixed number of queries, however long the group has met."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from oewg.accounts.models import Capacity, Delegation, DelegationName, Organization
from oewg.accounts.rules.capacities import PUBLIC
from oewg.consultations import queries as consultation_queries
from oewg.consultations.models import Call, ConsultationElement, NationalView, Submission
from oewg.core.database import Db
from oewg.mandate import queries as mandate
from oewg.mandate.models import Element
from oewg.meetings import queries as meetings
from oewg.meetings.models import Attendance, Consideration, Decision, Meeting, Officer
from oewg.meetings.rules.credentials import HEADQUARTERS
from oewg.negotiation.models import Adoption
from oewg.report.models import AddedSentence
from oewg.report.rules.facts import (
    AddedFacts,
    AdoptionFacts,
    AgendaItem,
    AttendanceFacts,
    CallFacts,
    ConsultationFacts,
    DecisionFacts,
    DocumentFacts,
    Facts,
    MandateFacts,
    MeetingFacts,
    OfficerFacts,
    SessionFacts,
)
from oewg.texts import queries as texts

LANGUAGE = "en"
"""The language of the records, in which the report is written."""


def facts(db: Db, text_id: int, at: datetime) -> Facts:
    """The facts of the procedural part, as they stand at an instant, for the report with this text."""
    held = _held_meetings(db, at)
    adoptions = _adoptions(db, held)
    agenda, former_agenda = _agendas(db, held, {of_text: found.meeting for of_text, found in adoptions})
    return Facts(
        mandate=_mandate(db),
        sessions=_sessions(db, held),
        officers=_officers(db, held),
        agenda=agenda,
        former_agenda=former_agenda,
        adoptions=tuple(found for of_text, found in adoptions if found.kind != "report"),
        decisions=_decisions(db, held),
        documents=_documents(db),
        consultations=_consultations(db, held),
        calls=_calls(db, at, "organizations"),
        calls_to_states=_calls(db, at, "states"),
        accredited=db.scalar(
            select(func.count()).select_from(Organization).where(Organization.accredited_since.is_not(None))
        )
        or 0,
        report=next((found for of_text, found in adoptions if of_text == text_id), None),
        added=_added(db, text_id),
    )


def _added(db: Db, text_id: int) -> tuple[AddedFacts, ...]:
    rows = db.scalars(
        select(AddedSentence)
        .where(AddedSentence.text_id == text_id, AddedSentence.withdrawn_at.is_(None))
        .order_by(AddedSentence.id)
    )
    return tuple(AddedFacts(row.id, row.after, row.words) for row in rows)


def _held_meetings(db: Db, at: datetime) -> dict[int, tuple[int, MeetingFacts]]:
    """Meeting -> (session, the meeting as a value), in the order of the numbers; only those that were opened."""
    rows = db.scalars(
        select(Meeting)
        .where(Meeting.opened_at.is_not(None))
        .options(joinedload(Meeting.session), joinedload(Meeting.presiding))
        .order_by(Meeting.number)
    ).all()
    deputies = {row.id: deputy for row in rows if (deputy := meetings.deputy(row, at)) is not None}
    names = _names(db, (each.delegation_id for each in deputies.values()))
    found: dict[int, tuple[int, MeetingFacts]] = {}
    for row in rows:
        day = _day(row.starts_at, row.session.zone)
        presiding = _name_on(names, deputies[row.id].delegation_id, day) if row.id in deputies else ""
        found[row.id] = (row.session_id, MeetingFacts(row.number, day, row.formality, row.mode, presiding))
    return found


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def _mandate(db: Db) -> MandateFacts | None:
    resolution = mandate.resolution(db)
    if resolution is None:
        return None
    asks = next((m for m in mandate.milestones(db) if m.key == "report"), None)
    return MandateFacts(
        symbol=resolution.symbol,
        title=resolution.text.title,
        paragraph=asks.source.removeprefix("operative ") if asks else "",
        report_to=asks.assembly_session if asks else None,
        elements=tuple(element.title for element in mandate.elements(db)),
    )


def _sessions(db: Db, held: dict[int, tuple[int, MeetingFacts]]) -> tuple[SessionFacts, ...]:
    of_session: dict[int, list[MeetingFacts]] = defaultdict(list)
    for session_id, meeting in held.values():
        of_session[session_id].append(meeting)
    attendance, cancelled = _attendance(db), _cancelled(db)
    return tuple(
        SessionFacts(
            kind=line.session.kind,
            title=line.session.title,
            place=line.session.place,
            planned_from=line.session.planned_from,
            planned_until=line.session.planned_until,
            history=tuple(meetings.history(line.session)),
            zone=line.session.zone,
            meetings=tuple(of_session[line.session.id]),
            attendance=attendance.get(line.session.id, AttendanceFacts()),
            cancelled=tuple(cancelled[line.session.id]),
            id=line.session.id,
        )
        for line in meetings.sessions(db)
    )


def _cancelled(db: Db) -> dict[int, list[MeetingFacts]]:
    """Session -> those of its meetings that were planned and cancelled."""
    rows = db.scalars(
        select(Meeting)
        .where(Meeting.cancelled_at.is_not(None))
        .options(joinedload(Meeting.session))
        .order_by(Meeting.number)
    )
    found: dict[int, list[MeetingFacts]] = defaultdict(list)
    for row in rows:
        day = _day(row.starts_at, row.session.zone)
        found[row.session_id].append(MeetingFacts(row.number, day, row.formality, row.mode))
    return found


def _attendance(db: Db) -> dict[int, AttendanceFacts]:
    """Session -> how many different delegations of each kind, and organizations, were at any of its meetings."""
    delegations = db.execute(
        select(Meeting.session_id, Delegation.kind, func.count(Attendance.delegation_id.distinct()))
        .join(Meeting, Attendance.meeting_id == Meeting.id)
        .join(Delegation, Attendance.delegation_id == Delegation.id)
        .group_by(Meeting.session_id, Delegation.kind)
    )
    organizations = db.execute(
        select(Meeting.session_id, func.count(Attendance.organization_id.distinct()))
        .join(Meeting, Attendance.meeting_id == Meeting.id)
        .where(Attendance.organization_id.is_not(None))
        .group_by(Meeting.session_id)
    )
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for session_id, kind, number in delegations:
        counts[session_id][kind] = number
    for session_id, number in organizations:
        counts[session_id]["organization"] = number
    return {
        session_id: AttendanceFacts(
            members=found.get("member", 0),
            observer_states=found.get("observer_state", 0),
            observer_organizations=found.get("observer_organization", 0),
            organizations=found.get("organization", 0),
        )
        for session_id, found in counts.items()
    }


def _officers(db: Db, held: dict[int, tuple[int, MeetingFacts]]) -> tuple[OfficerFacts, ...]:
    rows = db.execute(
        select(Officer.office, Decision.meeting_id, Delegation.id)
        .join(Decision, Officer.decision_id == Decision.id)
        .join(Capacity, Officer.capacity_id == Capacity.id)
        .join(Delegation, Capacity.delegation_id == Delegation.id)
        .order_by(Decision.at, Decision.id)
    ).all()
    names = _names(db, (row[2] for row in rows))
    return tuple(
        OfficerFacts(office, _name_on(names, delegation_id, held[meeting_id][1].day), held[meeting_id][1])
        for office, meeting_id, delegation_id in rows
    )


def _names(db: Db, delegation_ids: Iterable[int | None]) -> Sequence[DelegationName]:
    """All names that some delegations have or had."""
    of = DelegationName.delegation_id.in_(set(delegation_ids) - {None})
    return db.scalars(select(DelegationName).where(of, DelegationName.language == LANGUAGE)).all()


def _name_on(names: Sequence[DelegationName], delegation_id: int | None, day: date) -> str:
    """What a delegation was called on a day."""
    return next(
        name.name
        for name in names
        if name.delegation_id == delegation_id and name.since <= day and (name.until is None or day < name.until)
    )


def _agendas(
    db: Db, held: dict[int, tuple[int, MeetingFacts]], adopted_at: dict[int, MeetingFacts]
) -> tuple[tuple[AgendaItem, ...], tuple[AgendaItem, ...]]:
    """The items of the agenda in force, and those of the agendas before it; `adopted_at` is text -> meeting."""
    taken_up: dict[int, dict[int, list[MeetingFacts]]] = defaultdict(lambda: defaultdict(list))
    rows = db.execute(select(Consideration.provision_id, Consideration.meeting_id)).all()
    for provision_id, meeting_id in sorted(rows, key=lambda row: held[row[1]][1].number):
        session_id, meeting = held[meeting_id]
        taken_up[provision_id][session_id].append(meeting)

    def items(lines: Iterable[texts.Line], at: MeetingFacts | None = None) -> Iterator[AgendaItem]:
        for line in lines:
            yield AgendaItem(
                number=line.number,
                words=line.words,
                depth=0 if line.kind == "paragraph" else line.level,
                taken_up=tuple(tuple(found) for found in taken_up[line.provision_id].values()),
                id=line.provision_id,
                adopted_at=at,
            )

    former = meetings.former_agendas(db).items()
    return (
        tuple(items(meetings.agenda(db))),
        tuple(item for text_id, lines in former for item in items(lines, adopted_at.get(text_id))),
    )


def _adoptions(db: Db, held: dict[int, tuple[int, MeetingFacts]]) -> list[tuple[int, AdoptionFacts]]:
    rows = db.scalars(
        select(Adoption)
        .options(joinedload(Adoption.text), joinedload(Adoption.edition))
        .order_by(Adoption.at, Adoption.text_id)
    )
    return [
        (
            row.text_id,
            AdoptionFacts(row.text.kind, row.text.title, row.edition.symbol, held[row.meeting_id][1], row.text_id),
        )
        for row in rows
    ]


def _decisions(db: Db, held: dict[int, tuple[int, MeetingFacts]]) -> tuple[DecisionFacts, ...]:
    """Elections and adoptions are told by themselves; the others stand in their own words."""
    rows = db.scalars(
        select(Decision).where(Decision.kind.not_in(("election", "adoption"))).order_by(Decision.at, Decision.id)
    )
    return tuple(DecisionFacts(row.words, held[row.meeting_id][1], row.id, row.symbol or "") for row in rows)


def _documents(db: Db) -> tuple[DocumentFacts, ...]:
    """The documents of the register that everybody may know of, in the order in which they entered it."""
    return tuple(
        DocumentFacts(row.symbol, row.title, _day(row.registered_at, HEADQUARTERS))
        for row in texts.public_documents(db)
    )


def _consultations(db: Db, held: dict[int, tuple[int, MeetingFacts]]) -> tuple[ConsultationFacts, ...]:
    rows = db.execute(
        select(ConsultationElement.consultation_id, Element.title)
        .join(Element, ConsultationElement.element_id == Element.id)
        .order_by(Element.place)
    )
    elements: dict[int, list[str]] = defaultdict(list)
    for consultation_id, title in rows:
        elements[consultation_id].append(title)
    attended = consultation_queries.attended(db)
    found = []
    for row in consultation_queries.consultations(db):
        sat = tuple(held[each.id][1] for each in row.meetings if each.id in held)
        if sat:
            organizations = attended.get(row.id, (0, 0))[1]
            told = ConsultationFacts(row.title, sat, tuple(elements[row.id]), organizations, row.id)
            found.append((sat[0].number, told))
    return tuple(facts for _, facts in sorted(found, key=lambda each: each[0]))


def _calls(db: Db, at: datetime, addressed_to: str) -> tuple[CallFacts, ...]:
    """The calls that were opened, with what everybody may read of the answers: a number tells of nothing else."""
    if addressed_to == "states":
        answers = select(NationalView.call_id, func.count(NationalView.delegation_id.distinct()))
        answers = answers.where(consultation_queries.visible_views(PUBLIC)).group_by(NationalView.call_id)
    else:
        answers = select(Submission.call_id, func.count(Submission.id))
        answers = answers.where(consultation_queries.standing(PUBLIC)).group_by(Submission.call_id)
    published = {row[0]: row[1] for row in db.execute(answers)}
    opened = select(Call).where(Call.opens_at <= at, Call.addressed_to == addressed_to)
    return tuple(
        CallFacts(
            call.title,
            _day(call.opens_at, call.zone),
            _day(call.closes_at, call.zone),
            published.get(call.id, 0),
            call.id,
        )
        for call in db.scalars(opened.order_by(Call.opens_at, Call.id))
    )
