"""Small worlds for the negotiation's tests."""

from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.negotiation import actions, queries
from oewg.negotiation.models import Position
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from tests.meetings.given import an_open_meeting
from tests.world import World

__all__ = ["a_report", "an_open_meeting", "current", "says", "state"]


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
        return actions.state_position(db, provision, stance, by=by, at=at, **given)  # type: ignore[arg-type]

    return world.act(state_it, by=who).id


def state(world: World, provision_id: int, who: str = "chair") -> str:
    """The state of a provision, as somebody sees it."""
    viewer = world.viewer(who)
    return world.read(queries.examine_one, provision_id, viewer).state


def current(world: World, provision_id: int) -> int:
    """The revision that stands."""
    return world.read(text_queries.current_revision, provision_id).id
