"""Personal data for programs: the inventory, what is kept of oneself, and the erasures that people ask for."""

from datetime import datetime
from typing import Any

from oewg.accounts import actions, queries
from oewg.accounts.api.room import api
from oewg.accounts.door.desk import Desk
from oewg.accounts.door.frame import told
from oewg.accounts.door.programs import Cursor, Listed, Nothing, Out, cut, operation
from oewg.accounts.forms import DeclineForm
from oewg.accounts.models import Erasure
from oewg.accounts.rules import personal as rules
from oewg.accounts.views.personal import exported
from oewg.core.errors import NotFound


class InventoryLineOut(Out):
    """What is kept of people in one place: why, how long, who sees it, and what becomes of it when a person is erased."""

    what: str
    why: str
    how_long: str
    seen_by: str
    at_erasure: str
    columns: list[str]


@operation(
    api, "/privacy", act="read", answers=Listed[InventoryLineOut], summary="What is kept of people: the inventory"
)  # fmt: skip
def privacy(desk: Desk) -> Listed[InventoryLineOut]:
    """The inventory."""
    return Listed(
        items=[
            InventoryLineOut(
                what=told(line.what), why=told(line.why), how_long=told(line.kept), seen_by=told(line.seen),
                at_erasure=told(line.end), columns=list(line.columns),
            )
            for line in rules.lines()
        ]
    )  # fmt: skip


class KeptOut(Out):
    """Rows of one kind that are kept of oneself; `complete`: these are all."""

    what: str
    why: str
    how_long: str
    at_erasure: str
    table: str
    rows: list[dict[str, Any]]
    complete: bool


class OwnEntryOut(Out):
    """An entry of the record that one made, or that is addressed to oneself; facts are given of the latter."""

    index: int
    at: datetime
    act: str
    made_by_me: bool
    capacity: str
    facts: dict[str, Any]


class OwnDataOut(Out):
    """Everything that is kept of oneself."""

    account: int
    at: datetime
    kept: list[KeptOut]
    entries: list[OwnEntryOut]
    entries_complete: bool


@operation(
    api, "/account/data", act="keep_own_account", answers=OwnDataOut, summary="Everything that is kept of oneself"
)
def own_data(desk: Desk) -> OwnDataOut:
    """The same as the file on one's own page."""
    return OwnDataOut.model_validate(exported(desk))


@operation(
    api, "/account/data/entries", act="keep_own_account", query=Cursor, answers=Listed[OwnEntryOut],
    summary="The entries of the record that one made or that are addressed to oneself",
)  # fmt: skip
def own_entries(desk: Desk, asked: Cursor) -> Listed[OwnEntryOut]:
    """In pieces, for whoever has more of them than the file takes."""
    assert desk.viewer.account_id is not None
    after = asked.number() if asked.after else -1
    found = queries.entries_of_person(desk.db, desk.viewer.account_id, after, asked.limit + 1)
    return cut([OwnEntryOut.model_validate(each) for each in found], asked.limit, lambda each: each.index)


class ErasureOut(Out):
    """That a person asked to be erased, and what became of it: "carried_out", "declined" with a reason, "withdrawn"; null while it waits."""

    id: int
    account_id: int
    asked_at: datetime
    ended_at: datetime | None
    outcome: str | None
    reason: str


@operation(
    api, "/account/data/erasure", method="POST", act="keep_own_account", answers=ErasureOut,
    summary="Ask that what is kept of oneself be erased",
)  # fmt: skip
def ask_erasure(desk: Desk, _sent: Nothing) -> ErasureOut:
    """Ask."""
    return ErasureOut.model_validate(actions.ask_erasure(desk.db, by=desk.viewer, at=desk.at))


@operation(
    api, "/account/data/erasure/withdraw", method="POST", act="keep_own_account", answers=ErasureOut,
    summary="No longer ask to be erased", status=200,
)  # fmt: skip
def withdraw_erasure(desk: Desk, _sent: Nothing) -> ErasureOut:
    """Withdraw."""
    actions.withdraw_erasure(desk.db, by=desk.viewer, at=desk.at)
    found = queries.last_erasure(desk.db, desk.viewer.account_id or 0)
    if found is None:
        raise NotFound
    return ErasureOut.model_validate(found)


@operation(
    api, "/erasures", act="erase_person", query=Cursor, answers=Listed[ErasureOut], summary="Who asks to be erased"
)  # fmt: skip
def erasures(desk: Desk, asked: Cursor) -> Listed[ErasureOut]:
    """By number."""
    found = queries.erasures_after(desk.db, asked.number(), asked.limit + 1)
    return cut([ErasureOut.model_validate(each) for each in found], asked.limit, lambda each: each.id)


@operation(
    api, "/erasures/<int:erasure_id>/carry-out", method="POST", act="erase_person", answers=ErasureOut,
    summary="Erase the person who asks for it", status=200,
)  # fmt: skip
def carry_out_erasure(desk: Desk, _sent: Nothing, erasure_id: int) -> ErasureOut:
    """Carry it out."""
    actions.carry_out_erasure(desk.db, queries.erasure(desk.db, erasure_id), by=desk.viewer, at=desk.at)
    return _answered(desk, erasure_id)


@operation(
    api, "/erasures/<int:erasure_id>/decline", method="POST", act="erase_person", takes=DeclineForm, answers=ErasureOut,
    summary="Do not erase the person who asks for it, for a reason that they read", status=200,
)  # fmt: skip
def decline_erasure(desk: Desk, sent: DeclineForm, erasure_id: int) -> ErasureOut:
    """Decline it."""
    found: Erasure = queries.erasure(desk.db, erasure_id)
    actions.decline_erasure(desk.db, found, sent.reason, by=desk.viewer, at=desk.at)
    return _answered(desk, erasure_id)


def _answered(desk: Desk, erasure_id: int) -> ErasureOut:
    return ErasureOut.model_validate(queries.erasure(desk.db, erasure_id))
