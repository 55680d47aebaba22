"""What is to be taken up when and where, and what on the timetable cannot be true at the same time?"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, select, union_all
from sqlalchemy.orm import joinedload

from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.mandate import queries as mandate
from oewg.mandate.models import Element
from oewg.meetings.models import Inscription, Meeting, ScheduledItem, SpeakersList
from oewg.meetings.queries.agenda import agenda
from oewg.meetings.queries.sessions import MeetingLine, SessionLine, deputy, meetings_of
from oewg.meetings.rules.life import offset_of
from oewg.meetings.rules.timetable import THE_CHAIR, Conflict, Slot, by_meeting, conflicts, working_days
from oewg.texts import queries as texts
from oewg.texts.models import Provision
from oewg.texts.queries import Line


@dataclass(frozen=True)
class SetDown:
    """An item of the agenda that is set down for a meeting, with the elements of the mandate to which it answers."""

    line: Line
    place: int
    elements: Sequence[Element] = ()


@dataclass(frozen=True)
class Planned:
    """A meeting on the timetable: what is set down for it, and with what it collides."""

    meeting: MeetingLine
    items: Sequence[SetDown]
    conflicts: Sequence[Conflict]

    @property
    def beside(self) -> dict[int, int]:
        """The other meetings of its conflicts, with their numbers."""
        pairs = [pair for each in self.conflicts for pair in zip(each.meetings, each.numbers, strict=True)]
        return {meeting: number for meeting, number in pairs if meeting != self.meeting.id}


@dataclass(frozen=True)
class Day:
    """A day of a session on the clocks of its zone: its meetings before and after noon, in the order of their starts."""

    day: date
    within: bool
    """Is it one of the days on which the session is now to be held?"""
    offset: str
    """Of the clocks from UTC at noon, "-04:00"."""
    morning: Sequence[Planned]
    afternoon: Sequence[Planned]


@dataclass(frozen=True)
class Timetable:
    """The timetable of a session: its days, and the items of the agenda that no meeting of it has set down."""

    days: Sequence[Day]
    waiting: Sequence[SetDown]
    conflicts: Sequence[Conflict]
    """Those of its meetings, with one another or with meetings of other sessions."""

    @property
    def offset(self) -> str:
        """The offset of the clocks on its first day."""
        return self.days[0].offset

    @property
    def meetings(self) -> list[Planned]:
        """Its meetings in the order in which the page shows them."""
        return [planned for day in self.days for planned in (*day.morning, *day.afternoon)]


def order_of(db: Db, meeting_id: int) -> list[int]:
    """The items (provisions) that are set down for a meeting and still stand on their agenda, in their order."""
    return list(
        db.scalars(
            select(ScheduledItem.provision_id)
            .join(Provision, ScheduledItem.provision_id == Provision.id)
            .where(ScheduledItem.meeting_id == meeting_id, Provision.removed_at.is_(None))
            .order_by(ScheduledItem.place, ScheduledItem.provision_id)
        )
    )


def set_down(db: Db, meeting_ids: Collection[int]) -> dict[int, list[SetDown]]:
    """Meeting -> the items that are set down for it, in their order: four queries, and one more for each further agenda."""
    rows = db.execute(
        select(ScheduledItem.meeting_id, ScheduledItem.provision_id)
        .where(ScheduledItem.meeting_id.in_(meeting_ids))
        .order_by(ScheduledItem.meeting_id, ScheduledItem.place, ScheduledItem.provision_id)
    ).all()
    ids = {row.provision_id for row in rows}
    lines = texts.lines_by_id(db, ids) if ids else {}
    elements = mandate.elements_by_provision(db, ids) if ids else {}
    found: dict[int, list[SetDown]] = defaultdict(list)
    for meeting_id, provision_id in rows:
        if provision_id in lines:  # an item that was taken off the agenda is not announced any more
            of_meeting = found[meeting_id]
            of_meeting.append(SetDown(lines[provision_id], len(of_meeting) + 1, elements.get(provision_id, ())))
    return dict(found)


def timetable(db: Db, line: SessionLine, viewer: Viewer, at: datetime) -> Timetable:
    """The timetable of a session as a viewer may see it: a fixed number of queries, however many meetings it has."""
    session = line.session
    meetings = sorted(meetings_of(db, session.id, at), key=lambda each: (each.starts_at, each.number))
    found = conflicts_at(db, [each.id for each in meetings], viewer)
    of_meeting, items = by_meeting(found), set_down(db, [each.id for each in meetings])
    there = ZoneInfo(session.zone)
    parts: dict[tuple[date, str], list[Planned]] = defaultdict(list)
    for each in meetings:
        day = each.starts_at.astimezone(there).date()
        parts[day, each.part].append(Planned(each, items.get(each.id, ()), of_meeting.get(each.id, ())))
    days = [
        Day(
            day,
            line.first_day <= day <= line.last_day,
            offset_of(datetime.combine(day, time(12), there)),
            parts[day, "morning"],
            parts[day, "afternoon"],
        )
        for day in sorted({day for day, _ in parts} | set(working_days(line.first_day, line.last_day)))
    ]
    return Timetable(days, _waiting(db, items), found)


def _waiting(db: Db, items: dict[int, list[SetDown]]) -> list[SetDown]:
    on_it = {each.line.provision_id for of_meeting in items.values() for each in of_meeting}
    lines = [line for line in agenda(db) if line.provision_id not in on_it]
    elements = mandate.elements_by_provision(db, [line.provision_id for line in lines]) if lines else {}
    return [SetDown(line, 0, elements.get(line.provision_id, ())) for line in lines]


def agenda_items(db: Db) -> list[tuple[SetDown, list[Meeting]]]:
    """The items of the agenda in force, each with its elements and the meetings for which it is set down."""
    lines = agenda(db)
    ids = [line.provision_id for line in lines]
    elements = mandate.elements_by_provision(db, ids)
    rows = db.execute(
        select(ScheduledItem.provision_id, Meeting)
        .join(Meeting, ScheduledItem.meeting_id == Meeting.id)
        .where(ScheduledItem.provision_id.in_(ids))
        .options(joinedload(Meeting.session))
        .order_by(Meeting.starts_at, Meeting.id)
    )
    meetings: dict[int, list[Meeting]] = defaultdict(list)
    for provision_id, meeting in rows:
        meetings[provision_id].append(meeting)
    return [(SetDown(e, 0, elements.get(e.provision_id, ())), meetings[e.provision_id]) for e in lines]


def conflicts_at(db: Db, meeting_ids: Collection[int], viewer: Viewer) -> list[Conflict]:
    """The conflicts in which some meetings take part, as a viewer may see them: two queries.

    Everybody sees what collides by the plan alone. Where a delegation is inscribed twice at once, it and those who
    plan or conduct the meetings are told.
    """
    wanted = set(meeting_ids)
    meetings = _beside(db, wanted)
    speakers = _inscribed(db, [each.id for each in meetings], viewer)
    slots = [
        Slot(
            each.id, each.starts_at, each.ends_at, each.number, each.session.place, "" if each.mode == "virtual" else each.room,
            _presiding(each), frozenset(speakers.get(each.id, ())),
        )
        for each in meetings
    ]  # fmt: skip
    return [found for found in conflicts(slots) if wanted.intersection(found.meetings)]


def _presiding(meeting: Meeting) -> int:
    found = deputy(meeting, meeting.starts_at)
    return found.id if found else THE_CHAIR


def _beside(db: Db, meeting_ids: Collection[int]) -> Sequence[Meeting]:
    """Some meetings and all others at about the same time, as far as they are still to be held or being held."""
    if not meeting_ids:
        return ()
    live = Meeting.cancelled_at.is_(None), Meeting.adjourned_at.is_(None)
    asked = select(Meeting.starts_at, Meeting.ends_at).where(Meeting.id.in_(meeting_ids), *live).subquery()
    beside = select(asked).where(asked.c.starts_at < Meeting.ends_at, asked.c.ends_at > Meeting.starts_at).exists()
    return db.scalars(
        select(Meeting)
        .where(*live, beside)
        .options(joinedload(Meeting.session), joinedload(Meeting.presiding))
        .order_by(Meeting.id)
    ).all()


def _sees_all(viewer: Viewer) -> bool:
    return viewer.may("plan_meetings") or viewer.may("conduct_meeting")


def _inscribed(db: Db, meeting_ids: Collection[int], viewer: Viewer) -> dict[int, set[int]]:
    """Meeting -> the delegations that are to speak at it, of those about which the viewer is told."""
    if not _sees_all(viewer) and viewer.delegation_id is None:
        return {}
    query = inscriptions_at(meeting_ids)
    if not _sees_all(viewer):
        query = query.where(Inscription.delegation_id == viewer.delegation_id)
    found: dict[int, set[int]] = defaultdict(set)
    for meeting_id, inscription in db.execute(query):
        if inscription.delegation_id is not None:
            found[meeting_id].add(inscription.delegation_id)
    return dict(found)


def inscriptions_at(meeting_ids: Collection[int]) -> Select[int, Inscription]:
    """(meeting, live inscription) on the list of a meeting, or of an item of its session that is set down for it."""
    of_item = and_(
        SpeakersList.item_id == ScheduledItem.provision_id, SpeakersList.session_id == Meeting.session_id
    )  # fmt: skip
    lists = union_all(
        select(SpeakersList.meeting_id.label("meeting_id"), SpeakersList.id.label("list_id")).where(
            SpeakersList.meeting_id.in_(meeting_ids)
        ),
        select(Meeting.id, SpeakersList.id)
        .join(ScheduledItem, ScheduledItem.meeting_id == Meeting.id)
        .join(SpeakersList, of_item)
        .where(Meeting.id.in_(meeting_ids)),
    ).subquery()
    return (
        select(lists.c.meeting_id, Inscription)
        .join(Inscription, Inscription.list_id == lists.c.list_id)
        .where(Inscription.ended_at.is_(None))
        .order_by(lists.c.meeting_id, Inscription.id)
    )


def present_session(lines: Sequence[SessionLine], at: datetime) -> SessionLine | None:
    """Of some sessions in their order the one that is open, else the next that is not over, else the last.

    A session is over when its last day is, on the clocks of its zone.
    """
    for line in lines:
        if line.status == "opened":
            return line
    ahead = [line for line in lines if line.status in ("planned", "postponed") and not _is_over(line, at)]
    return ahead[0] if ahead else lines[-1] if lines else None


def _is_over(line: SessionLine, at: datetime) -> bool:
    return line.last_day < at.astimezone(ZoneInfo(line.session.zone)).date()
