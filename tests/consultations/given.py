"""Small worlds for the consultations' tests."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import actions, queries
from oewg.consultations.rules.calls import Question, Terms
from oewg.core.database import Db
from tests.world import Browser, World

FAR = datetime(2099, 1, 1, tzinfo=UTC)
"""A deadline that is still to come when a page asks the real clock."""


def an_open_call(world: World, closes: datetime | None = None) -> int:
    """A call that is open for a day from now on, or until an instant."""
    opens = world.at
    return world.act(
        actions.open_call,
        some_terms(opens, closes or opens + timedelta(days=1)),
        by="secretariat",
    ).id


def some_terms(opens: datetime, closes: datetime, **more: Any) -> Terms:
    """What a call says that asks one question."""
    questions = more.pop("questions", (Question("a", "Which threats?"),))
    return Terms("Call", questions, opens, closes, "America/New_York", **more)


def a_submission(
    world: World, consent: str = "named", call_id: int | None = None, words: str = "Cables need a plan.",
    at: datetime | None = None,
) -> int:  # fmt: skip
    """A submission of the accredited organization, at an instant if one is named."""
    number = call_id or an_open_call(world)

    def send(db: Db, *, by: Viewer, at: object) -> int:
        call = queries.call(db, number)
        return actions.submit(db, call, "On cables", words, consent, by=by, at=at).id  # type: ignore[arg-type]

    return world.act(send, by="stakeholder", at=at)


def a_published_submission(world: World, consent: str = "named", call_id: int | None = None) -> int:
    """A submission of the accredited organization that the secretariat has published."""
    number = a_submission(world, consent, call_id)
    does(world, number, "publish_submission")
    return number


def does(
    world: World, submission_id: int, verb: str, *args: object, by: str = "secretariat", at: datetime | None = None
) -> None:
    """Somebody acts on a submission, by the name of the action, at an instant if one is named."""

    def act(db: Db, *, by: Viewer, at: object) -> None:
        found = queries.submission(db, submission_id, by).submission
        getattr(actions, verb)(db, found, *args, by=by, at=at)

    world.act(act, by=by, at=at)


def sent_back(world: World, submission_id: int, reason: str = "It is cut short.", at: datetime | None = None) -> None:
    """The secretariat sends a submission back; it may be repaired for a week."""
    until = (at or world.at) + timedelta(days=7)
    does(world, submission_id, "return_submission", "incomplete", reason, until, at=at)


def drafted(browser: Browser, call_id: int, **fields: str) -> str:
    """Save a draft on its page, as a person would; the digest under which its preview is sent."""
    address = f"/calls/{call_id}/draft"
    browser.does(address, address, form="draft", **had_on(browser, address), **fields)
    preview = browser.get(f"{address}/preview").text
    found = re.search(r'name="on" value="([0-9a-f]{64})"', preview)
    assert found, preview
    return found[1]


def had_on(browser: Browser, address: str) -> dict[str, str]:
    """The marks of what stands on a draft's page, as its form carries them."""
    return dict(re.findall(r'name="(had-[^"]+)" value="([0-9a-f]{16})"', browser.get(address).text))


def accredit_the_other(world: World) -> int:
    """The organization that waits is accredited: the cast's "pending" can answer calls and co-sign. Its number."""
    number = world.viewer("pending").organization_id
    assert number
    with world.writing() as db:
        db.get_one(Organization, number).accredited_since = world.at
    return number
