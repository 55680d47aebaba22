"""Does the demonstration hold what its pages are to show, and does its record prove it?"""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from oewg.accounts import queries as accounts
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.core.clock import now
from oewg.core.database import Database, Db
from oewg.core.migrations import migrate
from oewg.meetings import queries
from oewg.meetings.models import Meeting, SpeakersList
from oewg.overview import demonstration
from oewg.record.verification import faults


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Db]:
    """The demonstration group, read: made once, for it takes its seconds."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('demonstration') / 'oewg.db'}")
    migrate(database)
    for scene in demonstration.SCENES:
        scene(database)
    with database.reading() as reading:
        yield reading
    database.engine.dispose()


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
    assert len(held) == 25
    assert [each.number for each in held if not queries.taken_up(db, each.id)] == []
