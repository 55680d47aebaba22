"""Small worlds for the negotiation's tests."""

from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.negotiation import actions, queries
from oewg.negotiation.models import Amendment, Position
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from tests.meetings.given import an_open_meeting
from tests.world import World

__all__ = ["a_report", "adopts", "amends", "an_open_meeting", "current", "revises", "says", "state"]


def a_report(world: World) -> tuple[int, list[int]]:
    """A draft report with a heading and three paragraphs: its number, and the paragraphs' numbers."""
    text = world.act(texts.begin_text, "report", "Draft report", by="secretariat")
    heading = world.act(texts.add_provision, text, "heading", "Threats", by="secretariat")
    words = ("States share information.", "States [should] cooperate.", "States protect what is critical.")
    paragraphs = [
        world.act(texts.add_provision, text, "paragraph", each, parent=heading, by="secretariat").id for each in words
    ]
    return text.id, paragraphs


def says(world: World, who: str, provision_id: int, stance: str, **more: object) -> int:
    """Somebody states a position; the reason is given where one is due."""
    reason = "It goes too far." if stance in ("object", "reserve") else ""

    def state_it(db: Db, *, by: Viewer, at: object) -> Position:
        provision = text_queries.provision(db, provision_id)
        given = {"reason": reason, **more}
        stated = actions.state_position(db, provision, stance, by=by, at=at, **given)  # type: ignore[arg-type]
        assert isinstance(stated, Position)
        return stated

    return world.act(state_it, by=who).id


def adopts(world: World, text_id: int, symbol: str) -> None:
    """The secretariat puts a text before the group, and the chair adopts it."""
    text = world.read(text_queries.text, text_id)
    world.act(actions.prepare_adoption, text, symbol, by="secretariat")
    world.act(actions.adopt, text, by="chair")


def amends(world: World, who: str, provision_id: int, words: str | None, kind: str = "replace", **more: object) -> int:
    """Somebody files an amendment: its id."""

    def file_it(db: Db, *, by: Viewer, at: object) -> Amendment:
        given = {"reason": "Clearer.", **more}
        if isinstance(earlier := more.get("in_place_of"), int):
            given["in_place_of"] = queries.amendment(db, earlier)
        provision = text_queries.provision(db, provision_id)
        return actions.file_amendment(db, provision, kind, words, by=by, at=at, **given)  # type: ignore[arg-type]

    return world.act(file_it, by=who).id


def revises(world: World, provision_id: int, words: str, nature: str = "substantive", who: str = "secretariat") -> int:
    """The secretariat gives a provision a new wording: the revision's id."""
    provision = world.read(text_queries.provision, provision_id)
    based_on = current(world, provision_id)
    return world.act(actions.revise, provision, words, nature, based_on=based_on, by=who).id


def state(world: World, provision_id: int, who: str = "chair") -> str:
    """The state of a provision, as somebody sees it."""
    viewer = world.viewer(who)
    return world.read(queries.examine_one, provision_id, viewer).state


def current(world: World, provision_id: int) -> int:
    """The revision that stands."""
    return world.read(text_queries.current_revision, provision_id).id
