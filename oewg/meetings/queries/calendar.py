"""Which meetings stand in the group's calendar, and how often has each been changed?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.meetings.models import Inscription, Meeting, SpeakersList
from oewg.meetings.queries.timetable import SetDown, inscriptions_at, set_down
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
    """Entries of the record about it."""
    changed_at: datetime


@dataclass(frozen=True)
class ToSpeak:
    """A delegation or an organization is inscribed to speak at a meeting."""

    called: Called
    inscription: Inscription
    item: Line | None
    """None on the list of a meeting that has no item."""


def calendar(db: Db) -> list[Called]:
    """Every meeting that was ever called, in the order of their starts: a fixed number of queries."""
    meetings = db.scalars(
        select(Meeting)
        .options(joinedload(Meeting.session), joinedload(Meeting.presiding))
        .order_by(Meeting.starts_at, Meeting.id)
    ).all()
    ids = [meeting.id for meeting in meetings]
    items, changes = set_down(db, ids), record.changes(db, "meeting", ids, PUBLIC)
    return [Called(each, items.get(each.id, ()), *changes[each.id]) for each in meetings]


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
