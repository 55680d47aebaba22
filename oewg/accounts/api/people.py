"""Delegations and groups for programs."""

from datetime import date

from oewg.accounts import queries
from oewg.accounts.api.room import api
from oewg.accounts.door.desk import Desk, language
from oewg.accounts.door.programs import Cursor, Listed, Out, cut, operation


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
    name = queries.delegation_names(desk.db, language(), desk.at.date())[found.id]
    return DelegationOut(id=found.id, code=found.code, kind=found.kind, name=name, admitted=found.admitted)


@operation(api, "/groups", act="read", answers=Listed[GroupOut], summary="Groups of delegations")
def groups(desk: Desk) -> Listed[GroupOut]:
    """Every group."""
    return Listed(items=[GroupOut.model_validate(row) for row in queries.groups(desk.db)])
