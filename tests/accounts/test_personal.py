"""What is kept of a person is shown to them, and erased so that the record verifies; nothing of anybody else is touched."""

import gzip
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from oewg.accounts import actions, queries
from oewg.accounts.models import Account, Capacity, Erasure, Invitation, NoticeChoice, SignIn, Token
from oewg.accounts.queries.personal import idle_accounts
from oewg.accounts.rules import personal as rules
from oewg.accounts.rules.capacities import PUBLIC, ActingAs
from oewg.core.database import Database, Db
from oewg.core.errors import Invalid, Refusal
from oewg.core.migrations import migrate
from oewg.meetings import actions as meetings
from oewg.meetings import queries as meetings_queries
from oewg.meetings.models import CredentialedPerson
from oewg.meetings.rules.credentials import Named
from oewg.record import queries as record
from oewg.record.backup import restore_backup, write_backup
from oewg.record.models import Answer, Statement
from oewg.record.verification import faults
from tests.negotiation.given import a_report, says
from tests.world import BEGIN, World

HOME = "the-adviser@private.example"


def account_of(world: World, who: str) -> Account:
    return world.read(lambda db: db.scalars(select(Account).where(Account.email == f"{who}@example.org")).one())


def with_a_life(world: World) -> int:
    """A person whom a letter names beside another, who signed in, chose notices and stated a position; the account's number."""
    with world.writing() as db:
        delegation = queries.delegation_by_code(db, "FRA")
        persons = [
            Named("Ariadne Exampleton", HOME, "Counsellor in the exercise", "adviser"),
            Named("Bartholomew Sampleby", "other@private.example", "Attaché in the exercise", "adviser"),
        ]
        meetings.receive_credentials(
            db,
            delegation,
            None,
            "Minister",
            date(2019, 5, 2),
            persons,
            by=world.viewer("secretariat", db),
            at=world.tick(),
        )
        account = queries.account_by_email(db, HOME)
        assert account is not None
        actions.sign_in(db, account, at=world.tick())
        viewer = queries.viewer_of_account(db, account, world.at)
        actions.choose_notices(db, account, {"own_account": "daily"}, by=viewer, at=world.tick())
        actions.create_token(db, account, timedelta(days=30), by=world.viewer("admin", db), at=world.tick())
        actions.make_calendar_key(db, by=viewer, at=world.tick())
        db.add(Answer(key=f"{account.id}:k", digest="d", status=303, headers="{}", body=b"", at=world.at))
        return account.id


def asked(world: World, account_id: int) -> Erasure:
    with world.writing() as db:
        viewer = queries.viewer_of_account(db, queries.account(db, account_id), world.at)
        row = actions.ask_erasure(db, by=viewer, at=world.tick())
        db.expire_on_commit = False
    return row


def all_words(database: Database, path: Path) -> str:
    """Everything that is stored, as the backup writes it; bytes as they are."""
    write_backup(database, path)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    with database.reading() as db:
        said = b"".join(db.scalars(select(Statement.contents)))
    return json.dumps(lines, ensure_ascii=False) + said.decode()


def test_an_erased_person_stands_nowhere_and_the_record_verifies(world: World, tmp_path: Path) -> None:
    _, (first, *_) = a_report(world)
    says(world, "delegate", first, "object")
    says(world, "second", first, "support", visibility="chair")
    number = with_a_life(world)
    before = all_words(world.database, tmp_path / "before")
    assert all(each in before for each in ("Ariadne Exampleton", HOME, "Counsellor in the exercise"))
    row = asked(world, number)
    world.act(actions.carry_out_erasure, row, by="secretariat")
    after = all_words(world.database, tmp_path / "after")
    assert [each for each in ("Ariadne", "Exampleton", HOME, "Counsellor in the exercise") if each in after] == []
    assert "Bartholomew Sampleby" in after
    with world.database.reading() as db:
        assert list(faults(db)) == []
        account = queries.account(db, number)
        assert (account.name, account.email) == (f"Person {number}", f"person-{number}@erased.invalid")
        assert account.disabled_at is not None
        assert account.password_hash is None
        for table in (SignIn, Token, NoticeChoice, Invitation):
            assert db.scalars(select(table.account_id).where(table.account_id == number)).all() == []
        assert db.get(Answer, f"{number}:k") is None
        assert all(
            c.until is not None for c in db.scalars(select(Capacity).where(Capacity.account_id == number))
        )  # fmt: skip
        [person] = db.scalars(
            select(CredentialedPerson).join(Capacity).where(Capacity.account_id == number)
        )  # fmt: skip
        assert (person.name, person.title) == ("", "")
        letter = person.credentials_id or 0
        shown = {member.name for member in meetings_queries.persons_on(db, letter, world.at, "UTC")}
        assert shown == {f"Person {number}", "Bartholomew Sampleby"}


def test_what_is_erased_stays_erased_in_a_backup_of_afterwards(world: World, tmp_path: Path) -> None:
    number = with_a_life(world)
    row = asked(world, number)
    world.act(actions.carry_out_erasure, row, by="admin")
    write_backup(world.database, tmp_path / "b")
    restored = Database(f"sqlite:///{tmp_path / 'restored.db'}")
    migrate(restored)
    restore_backup(restored, tmp_path / "b")
    with restored.reading() as db:
        assert list(faults(db)) == []
        assert queries.account(db, number).name == f"Person {number}"
        [erased] = queries.erased_accounts(db)
        assert (erased.account_id, erased.erased_at) == (number, world.at)


def test_what_is_erased_does_not_lie_on_in_the_file(sqlite_database: Database, tmp_path: Path) -> None:
    world = World(sqlite_database)
    number = with_a_life(world)

    def in_the_file() -> list[bool]:
        with sqlite_database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        kept = (tmp_path / "world.db").read_bytes()
        return [
            each.encode() in kept for each in ("Ariadne Exampleton", HOME, "Counsellor in the exercise", "Bartholomew")
        ]

    assert in_the_file() == [True] * 4
    world.act(actions.carry_out_erasure, asked(world, number), by="secretariat")
    assert in_the_file() == [False, False, False, True]


def test_the_erasure_of_one_leaves_every_other_person_as_they_were(world: World) -> None:
    number = with_a_life(world)

    def others(db: Db) -> list[object]:
        accounts = db.execute(select(Account.id, Account.name, Account.email).where(Account.id != number))
        sign_ins = db.execute(select(SignIn.id, SignIn.ended_at).where(SignIn.account_id != number))
        capacities = db.execute(select(Capacity.id, Capacity.until).where(Capacity.account_id != number))
        persons = db.execute(
            select(CredentialedPerson.name, CredentialedPerson.title)
            .join(Capacity)
            .where(Capacity.account_id != number)
        )
        return [sorted(tuple(row) for row in rows) for rows in (accounts, sign_ins, capacities, persons)]

    before = world.read(others)
    world.act(actions.carry_out_erasure, asked(world, number), by="secretariat")
    assert world.read(others) == before


@pytest.mark.parametrize("who", ["head", "coordinator", "chair", "bureau", "secretariat"])
def test_somebody_in_office_is_not_erased(world: World, who: str) -> None:
    row = asked(world, account_of(world, who).id)
    with pytest.raises(Refusal, match="in office"):
        world.act(actions.carry_out_erasure, row, by="admin")
    assert world.read(lambda db: queries.erasure(db, row.id).outcome) is None


def test_a_head_is_erased_once_the_capacity_has_ended(world: World) -> None:
    head = account_of(world, "head")
    row = asked(world, head.id)
    with world.writing() as db:
        capacity = db.scalars(select(Capacity).where(Capacity.account_id == head.id)).one()
        actions.end_capacity(db, capacity, by=world.viewer("secretariat", db), at=world.tick())
    world.act(actions.carry_out_erasure, row, by="secretariat")
    assert world.read(lambda db: queries.account(db, head.id).name) == f"Person {head.id}"


def test_nobody_carries_out_their_own_erasure(world: World) -> None:
    row = asked(world, account_of(world, "secretariat").id)
    with pytest.raises(Refusal, match="Nobody erases themselves"):
        world.act(actions.carry_out_erasure, row, by="secretariat")


def test_asking_twice_is_refused_and_taking_it_back_ends_it(world: World) -> None:
    world.act(actions.ask_erasure, by="delegate")
    with pytest.raises(Refusal, match="asked for it already"):
        world.act(actions.ask_erasure, by="delegate")
    world.act(actions.withdraw_erasure, by="delegate")
    with pytest.raises(Refusal, match="Nobody asks"):
        world.act(actions.withdraw_erasure, by="delegate")


def test_an_erasure_is_declined_with_a_reason_and_answered_once(world: World) -> None:
    row = asked(world, account_of(world, "delegate").id)
    with pytest.raises(Invalid, match="give a reason"):
        world.act(actions.decline_erasure, row, "", by="secretariat")
    world.act(actions.decline_erasure, row, "The letter is being checked.", by="secretariat")
    for again in (actions.carry_out_erasure, lambda db, row, **who: actions.decline_erasure(db, row, "No.", **who)):
        with pytest.raises(Refusal, match="Nobody asks"):
            world.act(again, world.read(queries.erasure, row.id), by="secretariat")


def test_that_somebody_asks_is_for_them_and_those_who_answer_alone(world: World) -> None:
    world.act(actions.ask_erasure, by="delegate")
    with world.database.reading() as db:
        index = record.size(db) - 1
        for who in ("public", "pending", "observer", "second", "head", "chair"):
            assert record.entry(db, index, world.viewer(who, db).audiences) is None, who
        for who in ("delegate", "secretariat", "admin"):
            assert record.entry(db, index, world.viewer(who, db).audiences) is not None, who


# --- What a person is shown -----------------------------------------------------------------------------------------


def test_a_person_is_shown_their_own_rows_and_nothing_of_others(world: World) -> None:
    number = with_a_life(world)
    with world.database.reading() as db:
        parts = queries.kept_of(db, number, 100)
        entries = queries.entries_of_person(db, number, -1, 1000)
    shown = json.dumps([part.rows for part in parts], ensure_ascii=False, default=str)
    assert all(each in shown for each in ("Ariadne Exampleton", HOME, "Counsellor in the exercise"))
    told = shown + json.dumps([entry.facts for entry in entries], ensure_ascii=False)
    assert [each for each in ("Bartholomew", "Attaché", "secretariat@example.org", "argon2") if each in told] == []
    by_table = {part.held.table for part in parts if part.rows}
    assert {"account", "sign_in", "token", "calendar_key", "notice_choice", "credentialed_person"} <= by_table
    secrets = {value for part in parts for row in part.rows for name, value in row.items() if "digest" in name}
    assert secrets == set()


def test_a_person_is_shown_what_they_did_and_what_was_done_with_their_account(world: World) -> None:
    number = with_a_life(world)
    entries = world.read(queries.entries_of_person, number, -1, 1000)
    acts = [(entry.act, entry.made_by_me) for entry in entries]
    assert ("create_account", False) in acts
    assert ("sign_in", True) in acts
    assert "receive_credentials" not in dict(acts), "the letter names others too, and is its delegation's"


def test_what_a_person_is_shown_is_cut_where_it_is_too_much(world: World) -> None:
    with world.writing() as db:
        account = db.merge(account_of(world, "delegate"))
        for _ in range(3):
            actions.sign_in(db, account, at=world.tick())
    parts = world.read(queries.kept_of, account_of(world, "delegate").id, 2)
    [sign_ins] = [part for part in parts if part.held.table == "sign_in"]
    assert (len(sign_ins.rows), sign_ins.more) == (2, True)


def test_what_a_person_is_shown_costs_as_many_queries_as_the_inventory_has_lines(world: World) -> None:
    number = with_a_life(world)
    with world.counting() as few:
        world.read(queries.kept_of, number, 50)
    with world.writing() as db:
        account = queries.account(db, number)
        for _ in range(5):
            actions.sign_in(db, account, at=world.tick())
    with world.counting() as many:
        world.read(queries.kept_of, number, 50)
    assert len(many) == len(few) <= len(rules.INVENTORY)


# --- What has outlived its time -------------------------------------------------------------------------------------


def test_nothing_has_outlived_its_time_at_first_and_pruning_records_nothing(world: World) -> None:
    with_a_life(world)
    size = world.read(record.size)
    assert world.act(actions.prune, by="admin") == []
    assert world.read(record.size) == size


def test_what_has_outlived_its_time_is_listed_and_erased_and_the_record_verifies(world: World) -> None:
    number = with_a_life(world)
    later = world.at + timedelta(days=3 * 365)
    with world.database.reading() as db:
        listed = {each.what: each.count for each in queries.outlived(db, later)}
    assert listed["When you signed in, and until when it held"] == 1
    assert "Your name and e-mail address" not in listed, "a capacity without an end has not ended"
    world.act(actions.prune, by="admin", at=later)
    with world.database.reading() as db:
        assert queries.outlived(db, later) == []
        assert list(faults(db)) == []
        assert queries.account(db, number).email == HOME
        assert db.scalars(select(SignIn)).all() == []
        acts = {entry.act for entry in queries.entries_of_person(db, number, -1, 1000)}
    assert "sign_in" not in acts
    assert "give_capacity" in acts


def test_an_account_whose_last_capacity_ended_long_ago_is_erased(world: World) -> None:
    number = with_a_life(world)
    with world.writing() as db:
        capacity = db.scalars(select(Capacity).where(Capacity.account_id == number)).one()
        actions.end_capacity(db, capacity, by=world.viewer("secretariat", db), at=world.tick())
    almost, over = world.at + rules.IDLE - timedelta(minutes=1), world.at + rules.IDLE
    world.act(actions.prune, by="admin", at=almost)
    assert world.read(queries.account, number).email == HOME
    world.act(actions.prune, by="admin", at=over)
    assert world.read(queries.account, number).name == f"Person {number}"
    assert world.read(queries.outlived, over) == []


@pytest.mark.parametrize(
    ("until", "idle"),
    [([], False), ([None], False), ([0], True), ([0, None], False), ([0, 1], False), ([0, 0], True)],
)
def test_an_account_is_idle_when_every_capacity_of_it_ended_long_ago(
    world: World, until: list[int | None], idle: bool
) -> None:
    with world.writing() as db:
        account = actions.create_account(db, "was@example.org", "Was", None, by=PUBLIC, at=world.tick())
        db.add_all(
            Capacity(
                account_id=account.id, role="adviser", delegation_id=queries.delegation_by_code(db, "FRA").id,
                since=BEGIN - timedelta(days=1), until=None if days is None else BEGIN + timedelta(days=days),
            )
            for days in until
        )  # fmt: skip
        number = account.id
    found = [account_id for account_id, _ in world.read(idle_accounts, BEGIN + rules.IDLE)]
    assert (number in found) is idle


@pytest.mark.parametrize("role", sorted(rules.IN_OFFICE))
@pytest.mark.parametrize(("until", "refused"), [(None, True), (1, True), (0, False)])
def test_an_office_keeps_its_holder_until_it_has_ended(role: str, until: int | None, refused: bool) -> None:
    ends = None if until is None else BEGIN + timedelta(days=until)
    held = [ActingAs(1, role, BEGIN - timedelta(days=9), ends)]
    assert bool(rules.offices(held, BEGIN)) is refused


def test_the_public_is_nobody_who_could_ask(world: World) -> None:
    with pytest.raises(AssertionError):
        world.act(actions.ask_erasure, by="public")
    assert PUBLIC.account_id is None
