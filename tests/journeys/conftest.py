"""A real Chromium before the real application, served on this machine."""

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright
from sqlalchemy import update
from werkzeug.serving import make_server

from app import create_app
from config.settings import Settings
from oewg.accounts.models import Account
from oewg.accounts.rules.passwords import hashed as hash_password
from oewg.core import clock
from oewg.core.database import Database
from oewg.overview import demonstration
from tests.world import PASSWORD

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
ZONE = "America/New_York"


# Where a browser is closed before it has all of a page, the server of werkzeug that serves it here does not close what it was sending.
LEFT_OPEN = "ignore:Exception ignored in. <_io.FileIO name='[^']*/oewg/static/:pytest.PytestUnraisableExceptionWarning"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey."""
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.filterwarnings(LEFT_OPEN))


@dataclass
class Served:
    """The application at an address, with the database behind it."""

    address: str
    database: Database
    app: Flask


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """The system's Chromium, without a window."""
    path = shutil.which("chromium")
    assert path, "the journeys need Debian's package chromium (.ci/prepare installs it)"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def _serve(url: str, folder: Path, proof_bits: int = 0) -> Iterator[Served]:
    settings = Settings(
        database_url=url, secret_key="a key for tests only", var=folder, sign_in_limit="1000 per minute",
        named_limit="1000 per minute", search_limit="1000 per minute", proof_bits=proof_bits,
    )  # fmt: skip
    app = create_app(settings)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    database: Database = app.extensions["oewg_database"]
    yield Served(f"http://127.0.0.1:{server.server_port}", database, app)
    app.extensions["oewg_watch"].close()
    server.shutdown()
    thread.join()
    database.engine.dispose()


@pytest.fixture(scope="module")
def demonstrated(demonstration_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demonstration group, served; a copy for each module of tests."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copy(demonstration_file, folder / "oewg.db")
    yield from _serve(f"sqlite:///{folder / 'oewg.db'}", folder)


@pytest.fixture(scope="module")
def adopted(adopted_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demonstration group gone through to the end, served; a copy for each module of tests."""
    folder = tmp_path_factory.mktemp("adopted")
    shutil.copy(adopted_file, folder / "oewg.db")
    yield from _serve(f"sqlite:///{folder / 'oewg.db'}", folder)


@pytest.fixture
def nearly_adopted(begun_file: Path, tmp_path: Path) -> Iterator[Served]:
    """The demonstration group on the morning of 10 March 2021, served: its report is not agreed yet."""
    shutil.copy(begun_file, tmp_path / "oewg.db")
    database = Database(f"sqlite:///{tmp_path / 'oewg.db'}")
    for scene in ending(until="proposals_are_settled"):
        scene(database)
    database.engine.dispose()
    yield from _serve(f"sqlite:///{tmp_path / 'oewg.db'}", tmp_path)


def ending(since: str = "", until: str = "") -> Sequence[Callable[[Database], None]]:
    """The scenes of the last days of the demonstration group, from one of them on, or before one of them."""
    scenes = demonstration.ADOPTED[len(demonstration.UNTIL_THE_MEETING) :]
    names = [scene.__name__ for scene in scenes]
    return scenes[names.index(since) if since else 0 : names.index(until) if until else None]


@pytest.fixture
def empty_house(database: Database, tmp_path: Path) -> Iterator[Served]:
    """An installation with nothing but the cast, served, once on each engine."""
    yield from _serve(database.url, tmp_path)


@pytest.fixture
def guarded_house(sqlite_database: Database, tmp_path: Path) -> Iterator[Served]:
    """The same as it is for the public: its forms ask the browser for a little work."""
    yield from _serve(sqlite_database.url, tmp_path, proof_bits=16)


@pytest.fixture
def passwords(empty_house: Served) -> None:
    """Everybody of the cast can sign in by hand."""
    hashed = hash_password(PASSWORD)
    with empty_house.database.writing() as db:
        db.execute(update(Account).values(password_hash=hashed))


class ClockOfTheHouse:
    """The clock of the house, which goes on from whatever it is set to."""

    ahead = timedelta(0)

    def strikes(self, hour: int, minute: int = 0, *, day: int = 3, month: int = 6, year: int = 2019) -> None:
        """It is now this hour on the clocks of New York; of 3 June 2019, unless another day is named."""
        self.ahead = clock.local(year, month, day, hour, minute, zone=ZONE) - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def clock_of_the_house(monkeypatch: pytest.MonkeyPatch) -> ClockOfTheHouse:
    """The clock that the served house reads; it shows the real time until it is set."""
    house = ClockOfTheHouse()

    class Read(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return house.now()

    monkeypatch.setattr(clock, "datetime", Read)
    return house


@pytest.fixture
def opened(chromium: Chromium) -> Iterator[Callable[..., Page]]:
    """Open a page in a browser of its own; whatever the console complains of fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(served: Served, **options: object) -> Page:
        context = chromium.new_context(base_url=served.address, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        # A refusal is an answer of 4xx, which the browser reports as well: those are the journey's own business.
        page.on(
            "console",
            lambda said: (
                complaints.append(said.text)
                if said.type == "error" and "Failed to load resource" not in said.text
                else None
            ),
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def done(page: Page, words: str) -> None:
    """The page says what was done."""
    expect(page.get_by_role("status").filter(has_text="Done.").first).to_contain_text(words)


def plans_a_session(page: Page, kind: str, title: str, first: str, last: str, place: str = "") -> None:
    """The secretariat plans a session on the page of sessions; `place`: on New York's clocks."""
    plan = page.locator("#session")
    plan.get_by_label("Kind").select_option(kind)
    for label, words in {"Title": title, "First day": first, "Last day": last}.items():
        plan.get_by_label(label).fill(words)
    if place:
        plan.get_by_label("Place").fill(place)
        plan.get_by_label("Time zone").select_option("New York")
    plan.get_by_role("button", name="Plan the session").click()
    done(page, "A session was planned.")


def looks_well(page: Page) -> None:
    """Nothing that axe finds, and nothing wider than a phone."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found] == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.set_viewport_size({"width": 1280, "height": 800})


def sign_in(page: Page, email: str, password: str) -> None:
    """Sign in by hand."""
    page.goto("/sign-in")
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("#main button.primary, #main form button").first.click()
    page.wait_for_url("**/")
