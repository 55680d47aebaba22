"""What is on the agenda, which meeting took up what, and what has still to be settled?"""

from collections.abc import Collection

from sqlalchemy import Select, select

from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.meetings.models import Consideration, Meeting, Officer, Session
from oewg.meetings.queries.sessions import session_lines
from oewg.meetings.rules import sessions as rules
from oewg.texts import queries as texts
from oewg.texts.models import DraftText, Provision
from oewg.texts.queries import Line


def _items(db: Db, text_ids: Collection[int]) -> list[Line]:
    return [line for i in sorted(text_ids) for line in texts.lines(db, i) if line.kind in ("paragraph", "subparagraph")]


def agenda(db: Db) -> list[Line]:
    """The items of the agenda in force: the latest one adopted, before that the latest one proposed; no headings."""
    found = texts.texts_of_kind(db, "agenda")
    adopted = [text for text in found if text.closed_at]
    return _items(db, {(adopted or found)[-1].id} if found else ())


def agenda_item(db: Db, provision_id: int) -> Provision:
    """An item of an agenda, or NotFound."""
    found = texts.provision(db, provision_id)
    if not rules.is_item(found.text.kind, found.kind):
        raise NotFound
    return found


def considerations(db: Db) -> dict[int, list[int]]:
    """Agenda item (provision) -> the numbers of the meetings that took it up."""
    rows = db.execute(
        select(Consideration.provision_id, Meeting.number)
        .join(Meeting, Consideration.meeting_id == Meeting.id)
        .order_by(Meeting.number)
    )
    found: dict[int, list[int]] = {}
    for provision_id, number in rows:
        found.setdefault(provision_id, []).append(number)
    return found


def taken_up(db: Db, meeting_id: int) -> list[int]:
    """The agenda items (provisions) that a meeting took up, in the order in which it did."""
    return list(
        db.scalars(
            select(Consideration.provision_id)
            .where(Consideration.meeting_id == meeting_id)
            .order_by(Consideration.at, Consideration.provision_id)
        )
    )


def items_taken_up(db: Db, meeting_id: int) -> list[Line]:
    """The agenda items that a meeting took up, in that order, whichever agenda they stood on."""
    order = taken_up(db, meeting_id)
    text_ids = set(db.scalars(select(Provision.text_id).where(Provision.id.in_(order)))) if order else set()
    lines = {line.provision_id: line for line in _items(db, text_ids)}
    return [lines[provision_id] for provision_id in order if provision_id in lines]


def modalities_adopted(db: Db) -> bool:
    """Has the group adopted its modalities of participation?"""
    return db.scalars(_adopted_kinds().where(DraftText.kind == "modalities")).first() is not None


def _adopted_kinds() -> Select[str]:
    return select(DraftText.kind).where(DraftText.closed_at.is_not(None))


def checklist(db: Db) -> list[tuple[str, bool]]:
    """What paragraph 6 asks the organizational session to settle, and whether it is settled."""
    offices = set(db.scalars(select(Officer.office)))
    closed = set(db.scalars(_adopted_kinds()))
    substantive = session_lines(db, select(Session).where(Session.kind == "substantive"))
    return rules.settled(offices, closed, [line.status for line in substantive])
