"""Small worlds for the consultations' tests."""

import re
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from oewg.accounts.models import Confirmation, Organization
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.consultations import actions, queries
from oewg.consultations.models import Accreditation, ListedName
from oewg.consultations.rules.accreditation import Described
from oewg.consultations.rules.calls import Question, Terms
from oewg.core.database import Db
from oewg.meetings import actions as meetings
from oewg.meetings import queries as meeting_queries
from oewg.texts.documents.uploads import Upload
from tests.meetings.given import a_meeting, a_session, on_meeting, on_session
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


PASSWORD_HASH = "not a hash: nobody signs in with it"


def begins_to_register(
    world: World, name: str = "New Wires", email: str = "new@example.org", *, sector: str = "non_governmental",
    country: str = "KEN", informs: bool = False, letter: Upload | None = None,
) -> int:  # fmt: skip
    """Somebody registers an organization; the number of the confirmation that its letter asks for."""
    with world.writing() as db:
        described = Described(name, sector, country, informs, "To be heard.")
        asked = actions.begin_registration(
            db, described, "Somebody", email, "en", letter, by=PUBLIC, at=world.tick()
        )  # fmt: skip
        return asked.id


def confirms(world: World, confirmation_id: int, at: datetime | None = None) -> int:
    """The address is confirmed; the number of the organization that registered, or that invited (then 0)."""
    with world.writing() as db:
        asked = db.get_one(Confirmation, confirmation_id)
        at = at or world.tick()
        if asked.purpose == "registration":
            return actions.confirm_registration(db, asked, PASSWORD_HASH, at=at)[0].id
        actions.accept_to_represent(db, asked, PASSWORD_HASH, at=at)
        return 0


def registers(world: World, name: str = "New Wires", email: str = "new@example.org", **more: object) -> int:
    """An organization registers and confirms its address; the number of its application."""
    organization_id = confirms(world, begins_to_register(world, name, email, **more))  # type: ignore[arg-type]
    return application_of(world, organization_id)


def application_of(world: World, organization_id: int) -> int:
    """The last application of an organization."""
    found = world.read(queries.latest_application, organization_id)
    assert found
    return found.id


def stands(world: World, application_id: int) -> str:
    """Where an application stands."""
    return world.read(queries.states_of, [application_id])[application_id]


def acts_on(
    world: World, application_id: int, verb: str, *args: object, by: str = "secretariat", at: datetime | None = None
) -> None:
    """Somebody acts on an application, by the name of the action, at an instant if one is named."""

    def act(db: Db, *, by: Viewer, at: object) -> None:
        getattr(actions, verb)(db, queries.application(db, application_id), *args, by=by, at=at)

    world.act(act, by=by, at=at)


def a_list(world: World, application_ids: Collection[int], deadline: datetime | None = None) -> int:
    """The chair puts checked applications before all States, for a day or until an instant."""

    def issue(db: Db, *, by: Viewer, at: datetime) -> int:
        chosen = [queries.application(db, each) for each in application_ids]
        until = deadline or at + timedelta(days=1)
        return actions.issue_list(db, "First list", chosen, until, "America/New_York", by=by, at=at).id

    return world.act(issue, by="chair")


def a_listed(world: World, *names: str, deadline: datetime | None = None) -> tuple[int, list[int]]:
    """Organizations of these names register, are checked and listed; the list, and the names on it in that order."""
    made = [registers(world, name, f"{name.lower().replace(' ', '-')}@example.org") for name in names]
    for each in made:
        acts_on(world, each, "check_application")
    found = a_list(world, made, deadline)
    with world.database.reading() as db:
        rows = [db.query(ListedName).filter_by(accreditation_id=each).one().id for each in made]
    return found, rows


def on_name(
    world: World, listed_id: int, verb: str, *args: object, by: str = "delegate", at: datetime | None = None
) -> None:
    """Somebody acts on a name on a list, by the name of the action, at an instant if one is named."""

    def act(db: Db, *, by: Viewer, at: object) -> None:
        getattr(actions, verb)(db, queries.listed_name(db, listed_id), *args, by=by, at=at)

    world.act(act, by=by, at=at)


def decides(
    world: World, list_id: int, *, refused: Collection[int] = (), session: int | None = None, by: str = "chair",
    meeting: int | None = None, at: datetime | None = None,
) -> int:  # fmt: skip
    """The group decides on a list whose deadline has passed, at an open meeting; all but `refused` are accredited, for the
    whole or for one session."""
    own = meeting is None
    if meeting is None:
        held = a_session(world, f"Session of {world.tick():%d %B, %H:%M}")
        on_session(world, meetings.open_session, held)
        meeting = a_meeting(world, held)
        on_meeting(world, meetings.open_meeting, meeting)

    def decide(db: Db, *, by: Viewer, at: datetime) -> int:
        found = queries.non_objection_list(db, list_id)
        line = meeting_queries.session(db, session) if session else None
        names = [each.accreditation for each in queries.every_name(db, found, by) if each.state != "withdrawn"]
        outcomes = {
            each.id: "refuse" if each.id in refused else "session" if session else "whole" for each in names
        }  # fmt: skip
        at_meeting = meeting_queries.meeting(db, meeting)
        return actions.decide_list(db, found, at_meeting, "Decided.", outcomes, line, by=by, at=at).id

    decision = world.act(decide, by=by, at=at)
    if own:
        on_meeting(world, meetings.adjourn_meeting, meeting)
    return decision


def accredits(world: World, application_id: int) -> None:
    """An application goes the whole way: checked, listed, nobody objects, the group decides."""
    acts_on(world, application_id, "check_application")
    found = a_list(world, [application_id])
    world.tick(60 * 24 + 1)
    decides(world, found)


def accreditation_of(world: World, application_id: int) -> Accreditation:
    """The row of an application."""
    return world.read(queries.application, application_id)
