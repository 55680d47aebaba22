"""What is done with the timetable? Items of the agenda are set down for meetings, moved and taken off."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.meetings import queries
from oewg.meetings.models import Meeting, ScheduledItem
from oewg.meetings.rules import timetable as rules
from oewg.meetings.rules.life import standing_of
from oewg.record.actions import Subject, append
from oewg.texts.models import Provision

told(
    set_down_item=say("An item of the agenda was set down for a meeting."),
    order_items=say("The items that are set down for a meeting were put in another order."),
    take_off_item=say("An item of the agenda was taken off a meeting."),
)


def set_down_item(
    db: Db, meeting: Meeting, item: Provision, place: int | None = None, *, by: Viewer, at: datetime
) -> None:
    """Set an item of the agenda down for a meeting, at a place among its items (1 is the first; without one the last)."""
    order = queries.order_of(db, meeting.id)
    rules.check_set_down(item.text.kind, item.kind, item.removed_at is not None, standing_of(meeting), item.id in order)
    order = rules.placed(order, item.id, place)
    db.add(ScheduledItem(meeting_id=meeting.id, provision_id=item.id, place=order.index(item.id) + 1))
    _number(db, meeting, order)
    facts = {"provision": item.id, "place": order.index(item.id) + 1}
    append(db, "set_down_item", by.account_id, by.capacity, Subject("meeting", meeting.id), facts, at)


def move_item(
    db: Db, meeting: Meeting, item: Provision, to: Meeting, place: int | None = None, *, by: Viewer, at: datetime
) -> str:
    """Move an item to another place of its meeting, or to another meeting; the name of the act that was recorded last.

    To another meeting it is taken off the one and set down for the other: two acts, each about its own meeting.
    """
    if to.id != meeting.id:
        take_off_item(db, meeting, item, by=by, at=at)
        set_down_item(db, to, item, place, by=by, at=at)
        return "set_down_item"
    before = queries.order_of(db, meeting.id)
    rules.check_taken_off(standing_of(meeting), item.id in before)
    order = rules.placed(before, item.id, place)
    if order == before:
        raise Refusal(say("The item stands at this place already."))
    _number(db, meeting, order)
    facts = {"provisions": order}
    append(db, "order_items", by.account_id, by.capacity, Subject("meeting", meeting.id), facts, at)
    return "order_items"


def take_off_item(db: Db, meeting: Meeting, item: Provision, *, by: Viewer, at: datetime) -> None:
    """Take an item off a meeting."""
    row = db.get(ScheduledItem, (meeting.id, item.id))
    rules.check_taken_off(standing_of(meeting), row is not None)
    db.delete(row)
    db.flush()
    _number(db, meeting, queries.order_of(db, meeting.id))
    facts = {"provision": item.id}
    append(db, "take_off_item", by.account_id, by.capacity, Subject("meeting", meeting.id), facts, at)


def _number(db: Db, meeting: Meeting, order: Sequence[int]) -> None:
    db.flush()
    rows = {
        row.provision_id: row for row in db.scalars(select(ScheduledItem).where(ScheduledItem.meeting_id == meeting.id))
    }
    for place, provision_id in enumerate(order, start=1):
        rows[provision_id].place = place
    db.flush()
