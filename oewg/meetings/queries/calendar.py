"""Which meetings stand in the group's calendar, and how often has each been changed?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.accounts.models import Capacity
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.meetings.models import Inscription, Meeting, Session, SpeakersList
from oewg.meetings.queries.sessions import deputy, history
from oewg.meetings.queries.timetable import SetDown, inscriptions_at, set_down
from oewg.meetings.rules.life import standing_of
from oewg.meetings.rules.sessions import dates_of
from oewg.record import queries as record
from oewg.record.actions import PUBLIC
from oewg.texts import queries as texts
from oewg.texts.queries import Line


@dataclass(frozen=True)
class Called:
    """A meeting as the calendar tells it."""

    meeting: Meeting
    items: Sequence[SetDown]
    changes: int
    """Entries of the record about it, and how often its session was postponed: that can leave it without a day."""
    changed_at: datetime
    deputy: Capacity | None
    """The Vice-Chair who is to preside; none for the Chair."""
    outside: bool
    """Is it planned for a day on which its session, having been postponed, is not held any more?"""


@dataclass(frozen=True)
class ToSpeak:
    """A delegation or an organization is inscribed to speak at a meeting."""

    called: Called
    inscription: Inscription
    item: Line | None
    """None on the list of a meeting that has no item."""


def calendar(db: Db, at: datetime) -> list[Called]:
    """Every meeting that was ever called, in the order of their starts: a fixed number of queries."""
    meetings = db.scalars(
        select(Meeting)
        .options(joinedload(Meeting.session).selectinload(Session.history), joinedload(Meeting.presiding))
        .order_by(Meeting.starts_at, Meeting.id)
    ).all()
    ids = [meeting.id for meeting in meetings]
    items, changes = set_down(db, ids), record.changes(db, "meeting", ids, PUBLIC)
    return [_called(each, items.get(each.id, ()), *changes[each.id], at) for each in meetings]


def _called(meeting: Meeting, items: Sequence[SetDown], changes: int, changed_at: datetime, at: datetime) -> Called:
    session = meeting.session
    postponed = [event.at for event in session.history if event.what == "postponed"]
    first, last = dates_of(session.planned_from, session.planned_until, history(session))
    day = meeting.starts_at.astimezone(ZoneInfo(session.zone)).date()
    outside = standing_of(meeting) == "planned" and not first <= day <= last
    return Called(meeting, items, changes + len(postponed), max([changed_at, *postponed]), deputy(meeting, at), outside)


def to_speak(db: Db, called: Sequence[Called], viewer: Viewer) -> list[ToSpeak]:
    """Where the viewer's delegation or organization is inscribed, at meetings that are not over."""
    ahead = {each.meeting.id: each for each in called if not (each.meeting.adjourned_at or each.meeting.cancelled_at)}
    own = (
        Inscription.delegation_id == viewer.delegation_id if viewer.delegation_id
        else Inscription.organization_id == viewer.organization_id if viewer.organization_id else None
    )  # fmt: skip
    if own is None or not ahead:
        return []
    rows = db.execute(
        inscriptions_at(ahead).where(own).options(joinedload(Inscription.speakers_list).load_only(SpeakersList.item_id))
    ).all()
    items = {found.id: found.speakers_list.item_id or 0 for _, found in rows}
    lines = texts.lines_by_id(db, set(items.values())) if items else {}
    return [ToSpeak(ahead[meeting_id], found, lines.get(items[found.id])) for meeting_id, found in rows]
