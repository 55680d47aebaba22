"""What the tests of notices begin with: news, rounds, and the letters that they sent."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import func, select, update

from config.settings import Settings
from oewg.accounts import actions, queries
from oewg.accounts.mail.carriers import Carrier, Folder, Server
from oewg.accounts.mail.rounds import Round, send_notices
from oewg.accounts.models import Account, Notice
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from tests.accounts.smtp_server import MailServer
from tests.meetings.given import a_session
from tests.world import World

EVERYBODY = {
    "pending", "stakeholder", "observer", "delegate", "second", "head", "coordinator", "chair", "bureau", "secretariat", "admin",
}  # fmt: skip
TOLD = EVERYBODY - {"secretariat"}
"""Who hears of a session that the secretariat planned."""


def no_news(world: World) -> None:
    """What the making of the cast was itself news of has been told."""
    sends(world, Nowhere())


class Nowhere(Folder):
    """Carries letters nowhere, and keeps them."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    def carry(self, letter: EmailMessage, key: str) -> None:
        self.letters.append(letter)


class Crash(BaseException):
    """The process ends here: nothing may catch it."""


def only(world: World, *who: str) -> None:
    """Everybody else's account is disabled, so that fewer letters show the same in less time."""
    with world.database.writing() as db:
        others = Account.email.not_in([f"{one}@example.org" for one in who])
        db.execute(update(Account).where(others).values(disabled_at=world.at))


def a_session_is_planned(world: World, number: int = 1) -> None:
    """Something that everybody hears of at once, but for the secretariat, whose act it is."""
    a_session(world, f"Session {number}")


def sends(world: World, carrier: Carrier, at: datetime | None = None) -> Round:
    """One round, at the world's present instant."""
    assert world.app
    with world.app.app_context():
        return send_notices(carrier, lambda: at or world.tick(0))


def settings_of(world: World, **more: object) -> Settings:
    """The settings of the world, some of them changed."""
    assert world.app
    settings: Settings = replace(world.app.config["OEWG"], **more)
    world.app.config["OEWG"] = settings
    return settings


def letters_in(folder: Path) -> dict[str, list[EmailMessage]]:
    """Whom of the cast the letters in a folder are for, with the letters."""
    found: dict[str, list[EmailMessage]] = {}
    for path in sorted(folder.glob("*.eml")) if folder.exists() else ():
        letter = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert isinstance(letter, EmailMessage)
        found.setdefault(str(letter["To"]).partition("@")[0], []).append(letter)
    return found


def letters_to(world: World, who: str, at: datetime | None = None) -> list[EmailMessage]:
    """One round, and the letters to one of the cast."""
    carrier = Nowhere()
    sends(world, carrier, at)
    return [letter for letter in carrier.letters if letter["To"] == f"{who}@example.org"]


def page_of(letter: EmailMessage) -> str:
    """The address, within the house, of the page that says what a letter must not."""
    found = re.search(r"/account/notices/\d+", words(letter))
    assert found
    return found[0]


def words(letter: EmailMessage) -> str:
    """What a letter says."""
    content: str = letter.get_content()
    return content


def account_of(db: Db, who: str) -> Account:
    """The account of one of the cast."""
    found = queries.account_by_email(db, f"{who}@example.org")
    assert found is not None
    return found


def chooses(world: World, who: str, language: str = "", **choices: str) -> None:
    """One of the cast chooses what to hear of."""

    def choose(db: Db, *, by: Viewer, at: datetime) -> None:
        actions.choose_notices(db, account_of(db, who), choices, by=by, at=at, language=language)

    world.act(choose, by=who)


def told_now(world: World, *, daily: bool = True) -> dict[str, list[tuple[str, str, bool]]]:
    """Whom of the cast is told what is new, as (topic, act, is it only hinted at), at both paces: decided, not sent."""
    since = world.at + timedelta(minutes=1) if daily else datetime(2000, 1, 1, tzinfo=UTC)
    with world.database.reading() as db:
        known = db.scalar(select(func.max(Notice.id))) or 0
        news = queries.news(db, world.at, since)
    if news is not None:
        with world.database.writing() as db:
            assert actions.decide_notices(db, news, world.at) is not None
    found: dict[str, list[tuple[str, str, bool]]] = {}
    with world.database.reading() as db:
        for notice in db.scalars(select(Notice).where(Notice.id > known).order_by(Notice.id)):
            who = queries.account(db, notice.account_id).email.partition("@")[0]
            found.setdefault(who, []).extend(
                (line.told.topic.key, line.entry.act, line.told.quietly)
                for line in queries.contents(db, notice, world.at).lines
            )
    return {who: sorted(each) for who, each in found.items()}


def who_hears(world: World, topic: str) -> dict[str, list[tuple[str, bool]]]:
    """Who hears what is new under one topic: (act, is it only hinted at)."""
    found = {
        who: [(act, quietly) for key, act, quietly in each if key == topic] for who, each in told_now(world).items()
    }
    return {who: each for who, each in found.items() if each}


def by_smtp(world: World, mail: MailServer, **more: object) -> Server:
    given: dict[str, object] = {"smtp_host": "127.0.0.1", "smtp_port": mail.port, "smtp_starttls": False, **more}
    return Server(settings_of(world, **given))
