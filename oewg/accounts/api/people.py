"""Delegations and groups for programs."""

from datetime import date

from flask import url_for

from oewg.accounts import actions, queries
from oewg.accounts.api.room import api
from oewg.accounts.door.desk import Desk, language
from oewg.accounts.door.programs import Cursor, Listed, Nothing, Out, cut, operation


class DelegationOut(Out):
    """A delegation under its name of today, in the language asked for by Accept-Language."""

    id: int
    code: str
    kind: str
    name: str
    admitted: date | None


class GroupOut(Out):
    """A group of delegations."""

    code: str
    kind: str
    name: str


@operation(
    api, "/delegations", act="read", answers=Listed[DelegationOut], query=Cursor, summary="Delegations"
)  # fmt: skip
def delegations(desk: Desk, asked: Cursor) -> Listed[DelegationOut]:
    """Delegations by number."""
    rows = queries.delegations_after(desk.db, language(), desk.at.date(), asked.number(), asked.limit + 1)
    items = [DelegationOut(id=d.id, code=d.code, kind=d.kind, name=name, admitted=d.admitted) for d, name in rows]
    return cut(items, asked.limit, lambda item: item.id)


@operation(api, "/delegations/<code>", act="read", answers=DelegationOut, summary="One delegation")
def delegation(desk: Desk, code: str) -> DelegationOut:
    """One delegation by its code."""
    found = queries.delegation_by_code(desk.db, code)
    name = queries.delegation_names(desk.db, language(), desk.at.date()).get(found.id, found.code)
    return DelegationOut(id=found.id, code=found.code, kind=found.kind, name=name, admitted=found.admitted)


@operation(api, "/groups", act="read", answers=Listed[GroupOut], summary="Groups of delegations")
def groups(desk: Desk) -> Listed[GroupOut]:
    """Every group."""
    return Listed(items=[GroupOut.model_validate(row) for row in queries.groups(desk.db)])


class CalendarOut(Out):
    """The secret address of one's own calendar, given this once; empty when it was withdrawn."""

    address: str


@operation(
    api, "/account/calendar", method="POST", act="keep_own_account", answers=CalendarOut,
    summary="Make the secret address of one's own calendar; the one before is withdrawn",
)  # fmt: skip
def make_calendar_key(desk: Desk, _sent: Nothing) -> CalendarOut:
    """Make the address."""
    token = actions.make_calendar_key(desk.db, by=desk.viewer, at=desk.at)
    return CalendarOut(address=url_for("overview.own_calendar", token=token, _external=True))


@operation(
    api, "/account/calendar/withdraw", method="POST", act="keep_own_account", answers=CalendarOut,
    summary="Withdraw the secret address of one's own calendar", status=200,
)  # fmt: skip
def withdraw_calendar_key(desk: Desk, _sent: Nothing) -> CalendarOut:
    """Withdraw the address."""
    actions.withdraw_calendar_key(desk.db, by=desk.viewer, at=desk.at)
    return CalendarOut(address="")
