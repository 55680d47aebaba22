"""Does every row of texts and of the negotiation that is not what the record says show, and none that is?

A small world with something in every table is forged column by column, row by row; each forgery has to be found. What the
record has been made to forget is unknown, and no forgery.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Column, Table, delete, insert, inspect, select, text, update
from sqlalchemy.exc import DBAPIError

from oewg.accounts.queries import group_by_code
from oewg.core.database import Base, Db, Instant
from oewg.negotiation import actions, queries
from oewg.negotiation.queries.verification import COMPARED, PARTS
from oewg.record import queries as record
from oewg.record.actions import erase, settle
from oewg.record.verification import faults
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from tests.negotiation.given import a_report, adopts, amends, an_open_meeting, revises, says
from tests.world import World


def everything(world: World) -> None:
    """Something in every table: what stands, what has ended, what was agreed, and what was adopted."""
    text_id, (first, second, third) = a_report(world)
    an_open_meeting(world)
    report = world.read(text_queries.text, text_id)
    first_of_all = world.read(text_queries.provision, first)
    world.act(texts.add_provision, report, "footnote", "A source.", parent=first_of_all, mark="1", by="secretariat")
    world.act(
        texts.add_provision, report, "paragraph", "Or else.", after=first_of_all, alternative=True, by="secretariat"
    )  # fmt: skip
    gone = world.act(texts.add_provision, report, "paragraph", "Soon gone.", label="9.", by="secretariat")
    world.act(texts.move_provision, gone, after=world.read(text_queries.provision, third), by="secretariat")
    world.act(actions.remove_provision, world.read(text_queries.provision, gone.id), by="secretariat")
    group = world.read(group_by_code, "EU")
    for text_ in (report,):
        aligned = world.read(group_by_code, "NAM")
        world.act(actions.align, text_, aligned, by="delegate")
        world.act(actions.end_alignment, text_, aligned, by="delegate")
        world.act(actions.align, text_, aligned, by="second")
    says(world, "coordinator", first, "object", for_group=True)
    says(world, "delegate", first, "support")
    says(world, "delegate", first, "reserve", visibility="chair")
    says(world, "second", first, "no_position", visibility="delegations")
    filed = amends(world, "delegate", third, "States protect all that is critical.")
    other = amends(world, "head", third, None, "move", after=world.read(text_queries.provision, first))
    for who, verdict, visibility in (
        ("second", "cannot_accept", "chair"), ("head", "can_accept", "public"), ("head", "cannot_accept", "delegations"),
    ):  # fmt: skip
        row = world.read(queries.amendment, filed)
        world.act(actions.receive_amendment, row, verdict, by=who, visibility=visibility)
    row = world.read(queries.amendment, other)
    world.act(actions.receive_amendment, row, "can_accept", by="coordinator", for_group=True)
    world.act(actions.co_sponsor, world.read(queries.amendment, filed), by="second")
    world.act(actions.co_sponsor, world.read(queries.amendment, filed), by="coordinator", for_group=True)
    says(world, "head", third, "can_accept_with_amendment", amendment_id=filed)
    world.act(actions.withdraw_amendment, world.read(queries.amendment, filed), by="delegate")
    amends(world, "head", third, None, "move", in_place_of=other, after=world.read(text_queries.provision, second))
    made = revises(world, third, "States protect what's critical.", "editorial")
    world.act(actions.contest_editorial, world.read(text_queries.revision, made), "It is not.", by="second")
    prepared(world, second)
    assert group
    agreed(world)


def prepared(world: World, provision_id: int) -> None:
    """Positions of Kenya's that wait, or were returned; the head clears them."""
    world.act(actions.require_clearance, by="head")
    with world.writing() as db:
        head = world.viewer("head", db)
        assert head.acting_as is not None
        adviser = type(head)(head.account_id, "An adviser", type(head.acting_as)(
            **{**vars(head.acting_as), "role": "adviser"}))  # fmt: skip
        for stance in ("object", "reserve"):
            provision = text_queries.provision(db, provision_id)
            actions.state_position(db, provision, stance, by=adviser, at=world.tick(), reason="Not yet.")
    with world.writing() as db:
        waits = queries.waiting_on(db, provision_id, world.viewer("head", db).delegation_id)
        assert waits is not None
        actions.clear_position(db, waits, by=world.viewer("head", db), at=world.tick())
    world.act(actions.lift_clearance, by="head")


def agreed(world: World) -> None:
    """A second text: a package, gavels, a reopening, silence broken and kept, an adoption, an explanation."""
    report = world.act(texts.begin_text, "report", "Another report", by="secretariat", symbol="X/1")
    paragraphs = [
        world.act(texts.add_provision, report, "paragraph", f"Words {each}.", by="secretariat") for each in range(3)
    ]
    package = world.act(actions.form_package, report, "Balance", paragraphs[:2], by="chair")
    world.act(actions.gavel_package, package, by="chair")
    world.act(actions.reopen, paragraphs[0], "Instructions.", by="delegate")
    world.act(actions.dissolve_package, package, by="chair")
    world.act(actions.form_package, report, "Balance", paragraphs[1:], by="chair")
    for symbol in ("S/1", "S/2", "S/3"):
        report = world.read(text_queries.text, report.id)
        silence = world.act(actions.open_silence, report, symbol, world.at + timedelta(days=3), "UTC", by="chair")
        world.act(actions.extend_silence, silence, silence.deadline + timedelta(days=1), by="chair")
        silence = world.read(queries.silence, silence.id)
        if symbol == "S/1":
            world.act(actions.break_silence, silence, "Not so.", by="second")
        elif symbol == "S/2":
            world.act(actions.withdraw_silence, silence, "Other words are coming.", by="chair")
        else:
            world.at = silence.deadline
            with world.writing() as db:
                settle(db, world.at)
    adopts(world, report.id, "A/1")
    report = world.read(text_queries.text, report.id)
    kinds = [("disassociation", paragraphs[:2]), ("explanation", [])]
    for kind, named in kinds:
        made = world.act(actions.explain_position, report, kind, "Because.", named, by="delegate")
    world.act(actions.withdraw_explanation, made, by="delegate")
    world.act(
        actions.explain_position, report, "explanation", "So.", [], by="coordinator", for_group=True, language="fr"
    )
    agenda = world.act(texts.begin_text, "agenda", "Agenda", by="secretariat")
    world.act(texts.add_provision, agenda, "paragraph", "An item.", by="secretariat")
    world.act(actions.prepare_adoption, agenda, "A/2", by="secretariat")


def wrong(db: Db) -> list[str]:
    return list(queries.disagreements(db))


def unguarded(world: World) -> Db:
    """A transaction, never committed, in which neither triggers nor foreign keys guard the rows."""
    db = world.database.open_writing()
    if world.database.is_sqlite:
        db.execute(text("PRAGMA defer_foreign_keys=ON"))
        for name in db.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            db.execute(text(f"DROP TRIGGER {name}"))
    else:
        db.execute(text("SET LOCAL session_replication_role = replica"))
    return db


def table_of(model: type[Base]) -> Table:
    found = inspect(model).local_table
    assert isinstance(found, Table)
    return found


TABLES = [table_of(model) for model in (*COMPARED, *PARTS)]
ENUMERATED = (
    "rules", "paragraph", "heading", "subparagraph", "footnote", "editorial", "substantive", "delete", "insert", "replace",
    "move", "withdrawn", "taken_up", "superseded", "can_accept", "cannot_accept", "support", "object", "reserve",
    "replaced", "silence", "public", "chair", "delegations", "cleared", "returned", "broken", "lapsed", "explanation",
    "reservation", "disassociation", "fr",
)  # fmt: skip


def others(column: Column[Any], value: Any) -> Iterator[Any]:
    """What a forger might write instead."""
    if isinstance(column.type, Instant):
        yield (value or datetime(2019, 7, 1, tzinfo=UTC)) + timedelta(minutes=7)
    elif column.type.python_type is int:
        yield from ((value or 0) + 1, 991)
    else:
        yield f"{value}x"
        yield from (each for each in ENUMERATED if each != value)
    if value is not None:
        yield None


def forged(world: World, statement: Any) -> list[str] | None:
    """The sentences after a forgery; None if the database itself refuses it."""
    db = unguarded(world)
    try:
        try:
            db.execute(statement)
        except DBAPIError:
            return None
        return wrong(db)
    finally:
        db.rollback()
        db.close()


NOT_SAID = {
    ("provision", "rank"), ("sponsorship", "id"), ("reception", "id"), ("alignment", "id"), ("clearance", "id"),
    ("gavel", "id"),
}  # fmt: skip
"""Which number a row bears that nothing points to says nothing; of a rank, what counts is the order that it gives."""


@pytest.mark.parametrize(
    ("forgery", "told"),
    [
        ("UPDATE amendment SET words = 'States share nothing.' WHERE words IS NOT NULL", "Amendment 1 is not what the record says: words."),
        ("UPDATE reception SET verdict = 'can_accept'", "verdict"),
        ("UPDATE sponsorship SET delegation_id = 7 WHERE id = 1", "Sponsorship 1, delegation:"),
        ("UPDATE provision SET rank = 99 - rank", "The order of text"),
        ("UPDATE text SET frozen_at = begun_at WHERE closed_at IS NULL", "Text 1 is not what the record says: frozen at."),
        ("DELETE FROM package_member", "members"),
    ],
)  # fmt: skip
def test_a_forgery_is_told_in_a_sentence(world: World, forgery: str, told: str) -> None:
    everything(world)
    found = forged(world, text(forgery))
    assert found
    assert any(told in sentence for sentence in found), found


def test_what_was_erased_is_unknown_and_not_wrong(world: World) -> None:
    """Also where later acts refer to it: what was withdrawn, replaced, or ended with a silence."""
    everything(world)
    with world.database.reading() as db:
        sealed = [said for said in record.everything_said(db) if said.sealed]
    assert {said.act for said in sealed} >= {
        "state_position",
        "prepare_position",
        "receive_amendment",
        "require_clearance",
    }
    for number, said in enumerate(sealed):
        with world.writing() as db:
            erase(db, said.index, actor=None, capacity="secretariat", reason="A court.", at=world.tick())
        with world.database.reading() as db:
            assert list(faults(db)) == [], said
            assert len(record.erased(db)) == number + 1
    assert forged(world, text("UPDATE position SET reason = 'No.' WHERE visibility = 'public'"))


def test_a_withdrawal_of_what_was_erased_verifies(world: World) -> None:
    _, (first, second, _) = a_report(world)
    said = says(world, "delegate", first, "object", visibility="chair")
    kept = says(world, "second", second, "support", visibility="chair")
    with world.database.reading() as db:
        (index,) = [
            one.index for one in record.everything_said(db) if one.act == "state_position" and one.subject_id == said
        ]
    with world.writing() as db:
        erase(db, index, actor=None, capacity="secretariat", reason="A court.", at=world.tick())
    with world.writing() as db:
        by = world.viewer("delegate", db)
        actions.withdraw_position(db, queries.position(db, said, by), by=by, at=world.tick())
    assert world.read(wrong) == []
    assert forged(world, text(f"UPDATE position SET stance = 'object', reason = 'x' WHERE id = {kept}")) == [
        f"Position {kept} is not what the record says: reason, stance."
    ]


def test_every_forged_column_is_found(world: World) -> None:
    everything(world)
    assert world.read(wrong) == []
    missed, refused = [], set[tuple[str, str]]()
    for table in TABLES:
        with world.database.reading() as db:
            rows = db.execute(select(table).order_by(*table.primary_key.columns)).mappings().all()
        assert rows, f"nothing in {table.name}"
        for column in table.columns:
            attempts = (
                found
                for row in rows
                for value in others(column, row[column])
                if (
                    found := forged(
                        world,
                        update(table)
                        .where(*(key == row[key] for key in table.primary_key.columns))
                        .values({column.name: value}),
                    )
                )
                is not None
            )
            found = next(attempts, None)
            if found is None:
                refused.add((table.name, column.name))
            elif not found:
                missed.append((table.name, column.name))
    assert set(missed) == NOT_SAID
    assert refused == set()


def test_every_removed_and_every_added_row_is_found(world: World) -> None:
    everything(world)
    for table in TABLES:
        with world.database.reading() as db:
            rows = db.execute(select(table).order_by(*table.primary_key.columns)).mappings().all()
        keys = list(table.primary_key.columns)
        gone = forged(world, delete(table).where(*(key == rows[0][key] for key in keys)))
        assert gone, f"a row of {table.name} is gone, and nobody sees it"
        last = keys[-1].name
        copies = (
            forged(world, insert(table).values({**{c.name: row[c] for c in table.columns}, last: 990})) for row in rows
        )
        assert next((found for found in copies if found is not None), ["the database refuses it"])
