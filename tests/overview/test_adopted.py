"""Does the demonstration, gone through to the end, show what follows when a group has adopted its report?"""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest
from sqlalchemy import select
from sqlalchemy.orm import undefer

from app import create_app
from config.settings import Settings
from oewg.accounts import queries as accounts
from oewg.accounts.actions import sign_in
from oewg.core.database import Database, Db
from oewg.mandate import queries as mandate
from oewg.meetings import queries as meetings
from oewg.meetings.models import Session, SpeakersList
from oewg.meetings.rules.sessions import status_of
from oewg.negotiation import queries as negotiation
from oewg.negotiation.models import Amendment, Package, Silence, WaitingPosition
from oewg.overview import demonstration
from oewg.record.verification import faults
from oewg.report import queries
from oewg.report.actions import FORMATS
from oewg.report.models import Assignment, Compilation, CompiledFile, Remark
from oewg.report.rules.archive import faults as faults_of_archive
from oewg.texts.models import DraftText
from tests.journeys.test_every_page import MOST_PAGES, ROLES, shape
from tests.world import Browser, World, words_of


@pytest.fixture(scope="module")
def ended(adopted_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A copy of the exercise after its end, with pages."""
    folder = tmp_path_factory.mktemp("ended")
    url = f"sqlite:///{shutil.copy(adopted_file, folder / 'oewg.db')}"
    app = create_app(
        Settings(database_url=url, secret_key="a key for tests only", var=folder, search_limit="1000 per minute")
    )
    database: Database = app.extensions["oewg_database"]
    yield World(database, app)
    app.extensions["oewg_watch"].close()
    database.engine.dispose()


@pytest.fixture
def db(ended: World) -> Iterator[Db]:
    """The exercise after its end, read."""
    with ended.database.reading() as reading:
        yield reading


def signed_in(world: World, role: str) -> Browser:
    """A browser in which one of the sample accounts is signed in."""
    assert world.app is not None
    client = world.app.test_client()
    if role != "public":
        with world.writing() as db:
            account = accounts.account_by_email(db, demonstration.SAMPLES[role].email)
            assert account is not None
            token = sign_in(db, account, at=datetime.now(UTC))
        with client.session_transaction() as session:
            session["_user_id"] = token
    return Browser(client)


def test_its_record_verifies(db: Db) -> None:
    assert list(faults(db)) == []


def test_the_report_is_adopted_and_every_provision_of_it_with_it(db: Db) -> None:
    report = queries.draft_or_not_found(db)
    adoption = negotiation.adoption(db, report.id)
    assert adoption is not None
    assert (adoption.edition.symbol, adoption.meeting.number) == ("A/AC.290/2021/CRP.2", 37)
    assert {each.state for each in negotiation.examine(db, report.id, None)} == {"adopted"}


def test_nothing_is_left_open(db: Db) -> None:
    assert meetings.unfinished_meeting(db) is None
    assert {status_of(meetings.history(each)) for each in db.scalars(select(Session))} == {"closed"}
    assert [each.id for each in db.scalars(select(SpeakersList)) if meetings.waiting(db, each)] == []
    assert db.scalars(select(SpeakersList).where(SpeakersList.closed_at.is_(None))).all() == []
    for model in (Amendment, Silence, WaitingPosition, Remark, Assignment):
        still = select(model).where(model.ended_at.is_(None))
        if model is Assignment:
            still = still.where(Assignment.handed_in_at.is_(None))
        assert db.scalars(still).all() == [], model.__name__
    for text in db.scalars(select(DraftText)):
        assert text.closed_at is not None, text.title
        assert [each.in_the_way for each in negotiation.examine(db, text.id, None) if each.in_the_way] == []
    for package in db.scalars(select(Package)):
        assert all(negotiation.standing_gavel(db, member.provision_id) for member in package.members)


def test_it_is_compiled_in_every_kind_and_each_in_every_form(db: Db) -> None:
    found = db.scalars(select(Compilation).order_by(Compilation.id)).all()
    assert [(one.kind, one.document.symbol) for one in found if one.compiled_at.year == 2021][-6:] == [
        ("rolling", "A/AC.290/2021/WP.3"),
        ("clean", "A/AC.290/2021/L.1/Rev.1"),
        ("redline", "A/AC.290/2021/L.1/Rev.1"),
        ("clean", "A/AC.290/2021/CRP.2"),
        ("redline", "A/AC.290/2021/CRP.2"),
        ("compendium", "A/AC.290/2021/INF/2"),
    ]
    assert {tuple(sorted(file.format for file in one.files)) for one in found} == {tuple(sorted(FORMATS))}


def test_it_is_transmitted_and_its_archive_verifies(ended: World, db: Db) -> None:
    found = queries.archive(db, queries.draft_or_not_found(db).id)
    assert (found.document.symbol, found.assembly_session) == ("A/75/816", 75)
    assert list(faults_of_archive(found.archive)) == []
    assert signed_in(ended, "public").get("/report/archive.zip").data == found.archive


def test_the_compendium_has_what_was_placed_on_record_in_the_languages_in_which_it_was(db: Db) -> None:
    one = db.scalars(select(Compilation).where(Compilation.kind == "compendium")).one()
    page = db.scalars(
        select(CompiledFile)
        .where(CompiledFile.compilation_id == one.id, CompiledFile.format == "html")
        .options(undefer(CompiledFile.contents))
    ).one()
    written = page.contents.decode()
    for language, words in {
        "ar": "يؤيد وفدي", "zh": "我国代表团支持", "ru": "Делегация присоединилась",
    }.items():  # fmt: skip
        assert re.search(rf'lang="{language}"[^>]*>[^<]*{words}', written), language
    for words in ("Ma délégation se félicite", "Chile se sumó al consenso", "We disassociate ourselves"):
        assert words in written


@pytest.mark.parametrize("role", ROLES)
def test_every_page_that_a_role_can_reach_answers(ended: World, role: str) -> None:
    browser = signed_in(ended, role)
    seen: dict[str, str] = {}
    waiting = ["/", "/report", "/texts/10/explanations", "/report/compilations/8"]
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if shape(address) in seen:
            continue
        answer = browser.get(address, follow_redirects=True)
        assert answer.status_code == 200, address
        seen[shape(address)] = address
        if answer.mimetype == "text/html":
            links = re.findall(r'<a [^>]*href="(/[^"#]*)', answer.text)
            waiting += [link.replace("&amp;", "&") for link in links if "language=" not in link]
    assert len(seen) == MOST_PAGES


def test_the_pages_say_that_it_is_over_and_offer_nothing_that_would_be_refused(ended: World) -> None:
    chair, secretariat, delegate = (signed_in(ended, role) for role in ("chair", "secretariat", "delegate"))
    first = words_of(chair.get("/"))
    assert "The group adopted its report on 12 March 2021, without a vote" in first
    assert "It was transmitted to the General Assembly as A/75/816." in first
    assert "See what stands between the group and consensus" not in first
    assert "Place on record how your delegation understands the report" in words_of(delegate.get("/"))
    board = words_of(chair.get("/texts/10/board"))
    assert "Nothing stands in the way any more" in board
    assert "on earlier text" not in board
    form = secretariat.get("/report/compile").text
    assert 'value="rolling"' not in form
    assert "issued as a new edition" not in form
    assert "Draft report" not in words_of(secretariat.get("/texts/10"))


def test_what_the_draft_was_called_in_another_language_is_not_what_the_report_is_called(ended: World) -> None:
    french = words_of(signed_in(ended, "delegate").get("/report/languages/fr"))
    assert "Rapport du Groupe de travail" in french
    assert "Projet de rapport" not in french


def test_every_element_of_the_mandate_is_covered(db: Db) -> None:
    assert [one.element.title for one in mandate.coverage(db) if one.missing] == []


def test_the_shell_says_that_an_ending_needs_the_demonstration(ended: World) -> None:
    assert ended.app is not None
    ran = ended.app.test_cli_runner().invoke(args=["serve", "--adopted"])
    assert (ran.exit_code, "needs --demo" in ran.output) == (2, True)


def test_what_has_ended_is_served_as_it_is(ended: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ended.app is not None
    served = Mock()
    monkeypatch.setattr("oewg.overview.cli.Server", served)
    ran = ended.app.test_cli_runner().invoke(args=["serve", "--demo", "--adopted"])
    assert ran.exit_code == 0, ran.output
    assert served.return_value.serve.called
