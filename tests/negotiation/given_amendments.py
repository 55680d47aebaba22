"""What the tests of amendments look at."""

from oewg.negotiation import queries
from oewg.negotiation.models import Amendment
from oewg.record import queries as record
from oewg.texts import queries as text_queries
from tests.world import World

EVERYBODY = frozenset({"public", "delegations", "chair"})
FIRST = "States share information."


def amendment(world: World, amendment_id: int) -> Amendment:
    return world.read(queries.amendment, amendment_id)


def words(world: World, provision_id: int) -> str:
    return world.read(text_queries.current_revision, provision_id).words


def acts(world: World) -> list[str]:
    return [said.act for said in world.read(record.entries_after, -1, EVERYBODY, limit=2000)]
