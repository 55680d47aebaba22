"""Are the books never changed, kept in balance by the database itself, and told from the record alone?"""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from oewg.consultations.models import ConsultationConfirmation, ExchangeRate, JournalEntry, Posting
from oewg.consultations.queries import fund
from oewg.consultations.rules.fund import Move, balances
from oewg.record.queries import everything_said
from oewg.record.verification import faults
from tests.consultations.given_fund import (
    NOTE,
    WITH_FILE,
    a_confirmed_consultation,
    a_pledge,
    a_rate,
    money_comes_in,
    on_contribution,
    reverses,
    spends,
)
from tests.world import World


@pytest.mark.parametrize("table", [JournalEntry, Posting, ExchangeRate])
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_what_is_written_in_the_journal_is_never_changed(world: World, table: Any, verb: str) -> None:
    a_rate(world)
    money_comes_in(world)
    column = "source" if table is ExchangeRate else "words" if table is JournalEntry else "amount"
    statement = delete(table) if verb == "delete" else update(table).values({column: "7"})
    with pytest.raises(DBAPIError, match="never changed"), world.writing() as db:
        db.execute(statement.execution_options(synchronize_session=False))


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 0},
        {"amount": -1},
        {"debit": "cash", "credit": "cash"},
        {"debit": "free", "credit": "returned"},
        {"debit": "free", "credit": "allocated"},
        {"debit": "expenditure", "credit": "cash", "consultation_id": 1},
        {"line_id": 1},
    ],
)
def test_a_posting_that_must_not_be_cannot_be_inserted(world: World, wrong: dict[str, Any]) -> None:
    a_confirmed_consultation(world)
    right = {"entry_id": 1, "place": 9, "debit": "cash", "credit": "free", "contribution_id": 1, "amount": 1}
    with pytest.raises(IntegrityError), world.writing() as db:
        db.execute(insert(Posting).values(right | wrong))
    with world.writing() as db:
        db.execute(insert(Posting).values(right))
        db.rollback()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "gift"},
        {"reference": ""},
        {"amount": None},
        {"currency": None},
        {"currency": "EUR"},
        {"reverses_id": 1},
        {"contribution_id": None},
        {"file_name": "a.txt"},
    ],
)
def test_an_entry_that_must_not_be_cannot_be_inserted(world: World, wrong: dict[str, Any]) -> None:
    money_comes_in(world)
    right = {
        "kind": "receipt", "dated": NOTE.dated, "entered_at": world.at, "contribution_id": 1, "amount": 1,
        "currency": "USD", "reference": "Advice", "words": "",
    }  # fmt: skip
    with pytest.raises(IntegrityError), world.writing() as db:
        db.execute(insert(JournalEntry).values(right | wrong))
    with world.writing() as db:
        db.execute(insert(JournalEntry).values(right))
        db.rollback()


def test_a_consultation_has_one_confirmation_that_holds(world: World) -> None:
    consultation = a_confirmed_consultation(world)
    with pytest.raises(IntegrityError), world.writing() as db:
        db.execute(insert(ConsultationConfirmation).values(consultation_id=consultation, confirmed_at=world.at))


def test_the_journal_can_be_written_anew_from_the_record(world: World) -> None:
    consultation = a_confirmed_consultation(world, "800")
    spends(world, consultation, "300")
    on_contribution(world, 1, "return_contribution", Decimal(100))
    reverses(world, money_entries(world)[-1])
    said = [one.facts for one in world.read(lambda db: list(everything_said(db))) if "moves" in one.facts]
    again = {int(one["entry"]): [Move(*move) for move in one["moves"]] for one in said}  # type: ignore
    kept = {line.id: fund.moves_of(line.entry) for line in world.read(fund.whole_journal)}
    assert again == kept
    assert {a: n for a, n in balances(m for moves in again.values() for m in moves).items() if n} == world.read(
        fund.balances
    )


def money_entries(world: World) -> list[int]:
    return [line.id for line in world.read(fund.whole_journal) if line.entry.kind == "return"]


def test_books_altered_behind_the_record_are_told_in_a_sentence(world: World) -> None:
    on_contribution(world, a_pledge(world), "receive_contribution", Decimal(5), paper=WITH_FILE)
    consultation = a_confirmed_consultation(world)
    spends(world, consultation, "1")
    assert world.read(lambda db: list(faults(db))) == []
    triggers = {
        "sqlite": ["DROP TRIGGER posting_no_update", "DROP TRIGGER journal_entry_no_update"],
        "postgresql": [
            "ALTER TABLE posting DISABLE TRIGGER posting_no_change",
            "ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_no_change",
        ],
    }[world.database.engine.dialect.name]
    with world.database.writing() as db:
        for statement in (*triggers, "UPDATE posting SET amount = amount + 1 WHERE entry_id = 1"):
            db.execute(text(statement))
    assert world.read(lambda db: list(faults(db))) == ["Entry 1 of the fund’s journal is not what the record says."]
    with world.database.writing() as db:
        db.execute(text("UPDATE posting SET amount = amount - 1 WHERE entry_id = 1"))
        db.execute(update(JournalEntry).where(JournalEntry.id == 2).values(contents=b"Paid in twice."))
    (told,) = world.read(lambda db: list(faults(db)))
    assert "paper of entry 2" in told
