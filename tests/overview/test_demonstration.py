"""Does the demonstration hold what its pages are to show, and does its record prove it?"""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from oewg.accounts import queries as accounts
from oewg.accounts.actions import bring_index_up_to_date, rebuild_index
from oewg.accounts.models import Delegation
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.core.clock import now
from oewg.core.database import Database, Db
from oewg.core.migrations import migrate
from oewg.meetings import queries
from oewg.meetings.models import Meeting, SpeakersList
from oewg.negotiation import queries as negotiation
from oewg.negotiation.models import Amendment, Sponsorship
from oewg.overview import demonstration
from oewg.overview.demonstration import words_sending, words_tabling
from oewg.record.verification import faults
from oewg.report import queries as reports
from oewg.texts import queries as texts
from oewg.texts.documents.changing import laid_out
from tests.overview.test_search import index_of
from tests.world import World


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The demonstration group, made once, for it takes its seconds; after each scene somebody searches."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('demonstration') / 'oewg.db'}")
    migrate(database)
    for scene in demonstration.SCENES:
        scene(database)
        with database.writing() as writing:
            bring_index_up_to_date(writing)
    yield database
    database.engine.dispose()


@pytest.fixture
def db(played: Database) -> Iterator[Db]:
    """The demonstration group, read."""
    with played.reading() as reading:
        yield reading


def sample(db: Db, role: str) -> Viewer:
    """A sample account as whoever tries the exercise signs in with it."""
    account = accounts.account_by_email(db, demonstration.SAMPLES[role].email)
    assert account is not None
    return accounts.viewer_of_account(db, account, now())


def sitting(db: Db) -> Meeting:
    """The meeting that is open."""
    found = queries.unfinished_meeting(db)
    assert found is not None
    return found


def open_list(db: Db) -> SpeakersList:
    """The speakers' list on which delegations wait."""
    return db.scalars(select(SpeakersList).where(SpeakersList.closed_at.is_(None))).one()


def test_its_record_verifies(db: Db) -> None:
    assert list(faults(db)) == []


def test_at_the_open_meeting_a_clock_stands_and_others_wait(db: Db) -> None:
    floor = queries.floor(db, sitting(db).id)
    assert floor is not None
    assert (floor.holder.spoken, floor.holder.running_since) == (84_000, None)
    waiting = [one.inscription for one in queries.waiting(db, open_list(db))]
    codes = [row.group.code if row.group else row.delegation.code if row.delegation else "" for row in waiting]
    assert codes == ["CARICOM", "MUS", "KEN", "NZL", "JAM", "VAT"]


def test_kenya_is_asked_by_jamaica_to_exchange_places(db: Db) -> None:
    found = open_list(db)
    waiting = queries.waiting(db, found)
    kenya, jamaica = (queries.own_part(db, found, waiting, sample(db, role)) for role in ("delegate", "head"))
    assert [one.id for one in kenya.asked] == [one.id for one in jamaica.proposed] != []


def test_kenya_can_still_check_in_and_jamaica_has(db: Db) -> None:
    there = [queries.is_present(db, sitting(db).id, sample(db, role)) for role in ("delegate", "head")]
    assert there == [False, True]


def test_whoever_still_waits_to_speak_is_under_embargo(db: Db) -> None:
    seen = [
        [line.standing for line in queries.statements_at(db, viewer, sitting(db).id)]
        for viewer in (PUBLIC, sample(db, "delegate"))
    ]
    assert seen == [["published", "published"], ["published", "published", "embargo"]]


def test_every_formal_meeting_that_was_held_took_something_up(db: Db) -> None:
    held = db.scalars(select(Meeting).where(Meeting.opened_at.is_not(None), Meeting.formality == "formal")).all()
    assert len(held) == 24
    assert [each.number for each in held if not queries.taken_up(db, each.id)] == []


def test_what_can_be_searched_has_followed_every_act_of_the_exercise(played: Database) -> None:
    followed = index_of(World(played))
    with played.writing() as db:
        rebuild_index(db)
    assert index_of(World(played)) == followed
    assert {entry[0] for entry in followed.values()} == {"ar", "zh", "en", "fr", "ru", "es"}


def test_its_drafts_are_compiled_and_its_report_is_not_transmitted_yet(db: Db) -> None:
    delegate, text = sample(db, "delegate"), reports.draft_or_not_found(db)
    found = [(one.kind, one.symbol) for one in reversed(reports.compilations(db, delegate).items)]
    assert found == [
        ("clean", "A/AC.290/2021/L.1"), ("redline", "A/AC.290/2021/L.1"), ("rolling", "A/AC.290/2021/WP.1"),
        ("redline", "A/AC.290/2021/WP.2"),
    ]  # fmt: skip
    assert "A/AC.290/2021/WP.2" not in [one.symbol for one in reports.compilations(db, PUBLIC).items]
    assert reports.transmission(db, text.id) is None


def test_what_a_delegation_changed_in_its_word_file_stands_as_its_amendments_with_its_comments_as_reasons(
    db: Db,
) -> None:
    filed = db.scalars(
        select(Amendment)
        .join(Sponsorship, Sponsorship.amendment_id == Amendment.id)
        .join(Delegation, Sponsorship.delegation_id == Delegation.id)
        .where(Delegation.code == words_sending.DELEGATION)
        .order_by(Amendment.id)
    ).all()
    for amendment, (_, _, new, comment) in zip(filed[-2:], words_sending.CHANGES, strict=True):
        assert amendment.reason == comment
        assert new in (amendment.words or "")


def test_a_table_of_its_report_is_negotiated_cell_by_cell_and_row_by_row(db: Db) -> None:
    report = texts.texts_of_kind(db, "report")[-1]
    [table] = [each for each in negotiation.examine(db, report.id, None) if each.line.words == words_tabling.TABLE]
    laid = laid_out((kind, words, tuple(ids)) for kind, words, ids in negotiation.rolling(table).pieces)
    assert laid
    assert [(row.standing, row.changes) for row in laid.rows] == [
        ("equal", False), ("equal", False), ("insert", True), ("equal", True)
    ]  # fmt: skip
    assert table.line.number == "Table 1"
