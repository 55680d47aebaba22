"""Is the consultation of December 2019, with 110 organizations, replayed whole: from their registration to the report?

It is the replay that the demonstration plays, on the days of the real group's calendar; every organization is invented.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select

from app import create_app
from config.settings import Settings
from oewg.accounts import actions as accounts
from oewg.accounts import queries as people
from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.consultations import queries
from oewg.consultations.models import Accreditation, Attendee, Consultation, NonObjectionList
from oewg.consultations.queries import fund
from oewg.core.clock import now
from oewg.core.database import Database, Db
from oewg.core.migrations import migrate
from oewg.meetings.models import Intervention
from oewg.overview import demonstration
from oewg.overview.demonstration import words
from oewg.overview.demonstration.accrediting import FOR_A_SESSION, INCOMPLETE, REFUSED
from oewg.overview.demonstration.cast import ZONE
from oewg.overview.demonstration.hearing import PLACES, input_is_answered
from oewg.record.verification import faults
from oewg.report.queries import proceedings
from oewg.report.rules.procedural import procedural_part
from oewg.texts import queries as texts
from oewg.texts.documents.description import Paragraph
from tests.world import Browser, World

ATTENDED, FEW = 110, 10
"""How many organizations come to the meetings: as many as in 2019, and in a replay that is the same beside."""
SCENES = demonstration.SCENES[: demonstration.SCENES.index(input_is_answered) + 1]
MAIN_PAGES = (
    "/consultations", "/organizations", "/accreditation/lists", "/accreditation/lists/1", "/accreditation/lists/1/final",
    "/consultations/1", "/consultations/1/programme", "/consultations/1/registration", "/consultations/1/speakers",
    "/consultations/1/contributions", "/consultations/1/summary", "/consultations/1/participants",
    "/consultations/1/budget", "/fund", "/calls/1", "/submissions", "/dispositions", "/dispositions/coverage",
    "/meetings/3", "/report",
)  # fmt: skip
OF_THE_SECRETARIAT = ("/accreditation", "/fund/contributions", "/fund/journal", "/dispositions/waiting")
OF_AN_ORGANIZATION = ("/organization", "/organization/representatives")


@dataclass
class Replay:
    """A group that has been played, with its pages."""

    database: Database
    app: Flask

    def sample(self, role: str, db: Db) -> Viewer:
        """A sample account of the exercise, as it may act now."""
        account = people.account_by_email(db, demonstration.SAMPLES[role].email)
        assert account is not None
        return people.viewer_of_account(db, account, now())

    def browser(self, role: str) -> Browser:
        """A browser in which a sample account is signed in, or nobody."""
        client = self.app.test_client()
        if role != "public":
            with World(self.database).writing() as db:
                account = people.account_by_email(db, demonstration.SAMPLES[role].email)
                assert account is not None
                token = accounts.sign_in(db, account, at=now())
            with client.session_transaction() as session:
                session["_user_id"] = token
        return Browser(client)


def replayed(folder: Path, how_many: int) -> Replay:
    """Play the scenes until input is answered, with so many organizations at the meetings."""
    database = Database(f"sqlite:///{folder / f'{how_many}.db'}")
    migrate(database)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "PARTICIPANTS", words.PARTICIPANTS[:how_many])
        for scene in SCENES:
            scene(database)
    app = create_app(
        Settings(database_url=database.url, secret_key="a key for tests only", var=folder, testing=True, proof_bits=0)
    )
    return Replay(database, app)


@pytest.fixture(scope="module")
def december(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replay]:
    """The consultation with 110 organizations, played once, for it takes its seconds."""
    found = replayed(tmp_path_factory.mktemp("december"), ATTENDED)
    yield found
    found.app.extensions["oewg_watch"].close()
    found.database.engine.dispose()


@pytest.fixture
def db(december: Replay) -> Iterator[Db]:
    """What there is of it, read."""
    with december.database.reading() as reading:
        yield reading


@pytest.fixture
def held(db: Db) -> Consultation:
    """The consultation."""
    return queries.consultations(db)[0]


def state_of(db: Db, name: str) -> str:
    """Where the last application of an organization stands."""
    organization = db.scalars(select(Organization.id).where(Organization.name == name)).one()
    application = queries.latest_application(db, organization)
    assert application is not None
    return queries.states_of(db, [application.id])[application.id]


def test_its_record_verifies(db: Db) -> None:
    assert list(faults(db)) == []


def test_110_organizations_and_more_registered_and_each_letter_is_kept(db: Db) -> None:
    applied = db.scalars(select(Accreditation)).all()
    assert len(applied) >= ATTENDED
    without = [each.organization.name for each in applied if not queries.letters(db, each.organization_id)]
    assert without == [INCOMPLETE]  # it was sent back for that
    assert {state_of(db, name) for name in words.PARTICIPANTS} == {"accredited"}


def test_the_list_was_objected_to_and_the_group_decided_on_every_name(december: Replay, db: Db) -> None:
    found = db.scalars(select(NonObjectionList)).one()
    names = queries.every_name(db, found, december.sample("chair", db))
    objected = {line.organization.name for line in names if line.objected}
    assert objected == {REFUSED, FOR_A_SESSION}
    assert len(names) > ATTENDED
    assert (state_of(db, REFUSED), state_of(db, FOR_A_SESSION)) == ("refused", "expired")
    assert {line.accreditation.decided_at for line in names} == {found.decision and found.decision.at}


def test_contributions_alone_paid_for_it_and_the_books_balance(db: Db, held: Consultation) -> None:
    means = fund.means_of(db, held.id)
    assert means.standing == "held"
    assert 0 < means.spent <= means.budget
    lines = fund.trial_balance(db)
    assert sum(line.debits for line in lines) == sum(line.credits for line in lines) > 0


def test_six_meetings_were_held_on_three_days_with_all_of_them_there(db: Db, held: Consultation) -> None:
    assert [meeting.starts_at.astimezone(ZoneInfo(ZONE)).day for meeting in held.meetings] == [2, 2, 3, 3, 4, 4]
    assert all(meeting.opened_at and meeting.adjourned_at for meeting in held.meetings)
    assert queries.attended(db)[held.id][1] == ATTENDED


def test_the_places_were_all_taken_and_those_who_came_later_waited(db: Db, held: Consultation) -> None:
    period = queries.registration_period(db, held.id)
    assert period is not None
    taking = queries.taking(db, period)["in_person"]
    assert (taking.taken, taking.places) == (PLACES.in_person, PLACES.in_person)
    waiting = queries.waiting_attendees(db, held.id, "in_person")
    assert len(waiting) == taking.waiting > 0
    seated = queries.seats_taken(db, held.id, "in_person")
    last_with_a_place = max(db.get_one(Attendee, number).registered_at for number in seated)
    assert all(each.registered_at > last_with_a_place for each in waiting)


def test_organizations_spoke_two_on_each_theme(db: Db, held: Consultation) -> None:
    spoke = [
        db.scalars(select(Intervention).where(Intervention.meeting_id == meeting.id)).all() for meeting in held.meetings
    ]
    assert [len(each) for each in spoke] == [2, 2, 2, 2, 2, 0]
    assert all(one.organization_id and one.ended_at for each in spoke for one in each)


def test_the_summary_tells_of_all_that_was_said_and_of_what_it_does_not_tell_says_so(
    db: Db, held: Consultation
) -> None:
    assert held.summary is not None
    assert held.summary.closed_at is not None
    said = queries.said(db, PUBLIC, held)
    spoken = [each for each in said if each.source.kind == "intervention"]
    assert len(spoken) == 10
    assert all(each.stands_in for each in spoken)
    written = [each for each in said if each.source.kind == "written"]
    assert len(written) == len(words.CONTRIBUTIONS)
    assert queries.unplaced(written) != []


def test_the_report_tells_of_it_with_the_number_of_organizations(db: Db) -> None:
    report = texts.texts_of_kind(db, "report")[0]
    part = procedural_part(proceedings.facts(db, report.id, now()))
    told = [block.words for block in part if isinstance(block, Paragraph)]
    (meeting,) = [each for each in told if words.CONSULTATION.title in each]
    assert "held from 2 to 4 December 2019" in meeting
    assert f"attended by representatives of {ATTENDED} organizations" in meeting
    accredited = db.scalars(select(Organization).where(Organization.accredited_since.is_not(None))).all()
    assert any(f"was granted to {len(accredited)} organizations." in each for each in told)


def asked_by(replay: Replay, role: str, addresses: Sequence[str]) -> dict[str, int]:
    """How many queries each page asks when this role opens it for the second time."""
    browser, counted = replay.browser(role), World(replay.app.extensions["oewg_database"])
    found = {}
    for address in addresses:
        assert browser.get(address).status_code == 200, address
        with counted.counting() as sent:
            browser.get(address)
        found[address] = len(sent)
    return found


@pytest.fixture(scope="module")
def with_few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, Sequence[str]], dict[str, int]]]:
    """What the pages of the same consultation ask when ten organizations are there."""
    found = replayed(tmp_path_factory.mktemp("few"), FEW)
    yield lambda role, addresses: asked_by(found, role, addresses)
    found.app.extensions["oewg_watch"].close()
    found.database.engine.dispose()


@pytest.mark.parametrize(
    ("role", "further"), [("public", ()), ("secretariat", OF_THE_SECRETARIAT), ("stakeholder", OF_AN_ORGANIZATION)]
)
def test_its_pages_ask_as_many_queries_as_for_ten(
    december: Replay, with_few: Callable[[str, Sequence[str]], dict[str, int]], role: str, further: tuple[str, ...]
) -> None:
    addresses = [*MAIN_PAGES, *further]
    assert asked_by(december, role, addresses) == with_few(role, addresses)
