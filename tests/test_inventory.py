"""Does the inventory of personal data say something of every column that could hold some, and only of columns that there are?"""

import importlib
import importlib.util
from datetime import timedelta

import pytest
from sqlalchemy import Column, LargeBinary, String, Table

from app import ROOMS
from oewg.accounts.models import Account
from oewg.accounts.rules import personal
from oewg.core.database import Base, Instant

for room in ROOMS:
    if importlib.util.find_spec(f"oewg.{room}.models"):
        importlib.import_module(f"oewg.{room}.models")

ROOM_OF = {mapper.class_.__tablename__: mapper.class_.__module__.split(".")[1] for mapper in Base.registry.mappers}


def points_at_account(column: Column[object]) -> bool:
    return any(key.column.table.name == Account.__tablename__ for key in column.foreign_keys)


def to_declare(table: Table) -> set[str]:
    """Text, bytes, and what points at an account; numbers, instants and what points elsewhere need no word."""
    return {c.name for c in table.columns if isinstance(c.type, String | LargeBinary) or points_at_account(c)}


def line_to_add(table: Table, name: str) -> str:
    where = f"oewg/{ROOM_OF[table.name]}/rules/personal.py"
    if points_at_account(table.c[name]):
        return f'{table.name}.{name} is not declared. Add to {where}:  acts("{table.name}", "{name}")'
    return (
        f"{table.name}.{name} is not declared. If it cannot hold anything of a person, add to {where}:  "
        f'impersonal("{table.name}", "{name}")   -- and if it can:  about("{table.name}", "{name}", person="account_id", '
        'what=say("..."), why=say("..."), kept=WITH_THE_ACCOUNT, seen=ADMINISTRATION, end="deleted")'
    )


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=str)
def test_every_column_that_could_tell_of_a_person_is_declared(table: Table) -> None:
    declared = personal.declared().get(table.name, set())
    assert sorted(line_to_add(table, name) for name in to_declare(table) - declared) == []


def test_only_columns_that_there_are_are_declared() -> None:
    tables = Base.metadata.tables
    gone = [
        f"{table}.{column} is declared and is not there: take it out of its room’s rules/personal.py"
        for table, columns in personal.declared().items()
        for column in columns
        if table not in tables or column not in tables[table].c
    ]
    assert sorted(gone) == []


def test_nothing_is_declared_in_two_ways() -> None:
    seen = [(each.table, column) for each in personal.INVENTORY for column in each.columns]
    seen += [(table, column) for table, columns in personal.IMPERSONAL.items() for column in columns]
    assert sorted({place for place in seen if seen.count(place) > 1}) == []


@pytest.mark.parametrize("held", personal.INVENTORY, ids=lambda each: f"{each.table}.{each.columns[0]}")
def test_each_declaration_fits_its_table(held: personal.Personal) -> None:
    table = Base.metadata.tables[held.table]
    if held.person and held.person != "id":
        *steps, last = held.person.split(".")
        at = table
        for step in steps:
            at = next(iter(at.c[step].foreign_keys)).column.table
        assert points_at_account(at.c[last]), f"{held.table}: {held.person} does not lead to an account"
    if held.after:
        assert isinstance(table.c[held.after].type, Instant)
        assert held.lasts
        assert held.lasts >= timedelta(days=1)
    if held.end == "emptied":
        assert all(table.c[name].nullable or isinstance(table.c[name].type, String) for name in held.columns)
    assert held.end != "replaced" or held.table == "account"


def test_what_goes_and_what_stays_is_said_once() -> None:
    goes, stays = personal.goes_and_stays()
    told = [(line.what, line.why, line.end) for line in (*goes, *stays)]
    assert len(told) == len(set(told)) > 0
    assert {(line.what, line.why) for line in stays} >= {
        (each.what, each.why) for each in personal.INVENTORY if each.person and each.end == "stays"
    }
