"""Small worlds for the tests of what becomes of input."""

from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import actions, queries
from oewg.core.database import Db
from oewg.mandate import queries as mandate
from oewg.mandate.models import Element
from oewg.negotiation import actions as negotiation
from oewg.texts import queries as texts
from tests.world import World

WORDS = "Cables need a plan. So do ports, and so do people."


def an_element(world: World) -> Element:
    """The one element of a small mandate."""
    with world.writing() as db:
        found = Element(key="threats", title="Threats", source="paragraph 5", quote="existing threats", place=1)
        db.add(found)
        db.flush()
        db.expire_on_commit = False
    return found


def a_passage(world: World, submission_id: int, words: str) -> int:
    """A passage of a submission, marked by its words."""

    def act(db: Db, *, by: Viewer, at: object) -> int:
        found = queries.submission(db, submission_id, by).submission
        starts = queries.words_of(found).index(words)
        return actions.mark_passage(db, found, starts, starts + len(words), words, by=by, at=at).id  # type: ignore[arg-type]

    return world.act(act, by="secretariat")


def tied(
    world: World, submission_id: int, place: int | Element | None, disposition: str = "noted", reason: str = "R.", *,
    passage: int | None = None,
) -> int:  # fmt: skip
    """Something was said of a submission or a passage: in a provision (its number), on an element, or nowhere."""

    def act(db: Db, *, by: Viewer, at: object) -> int:
        found = queries.submission(db, submission_id, by).submission
        where = (
            texts.provision(db, place) if isinstance(place, int) else mandate.element(db, place.id) if place else None
        )
        of = queries.passage(db, passage, by) if passage else None
        return actions.tie_submission(db, found, where, disposition, reason, by=by, at=at, passage=of).id  # type: ignore[arg-type]

    return world.act(act, by="secretariat")


def untied(world: World, bearing_id: int, reason: str = "It was another submission.") -> None:
    """What was said was taken back."""

    def act(db: Db, *, by: Viewer, at: object) -> None:
        actions.untie_submission(db, queries.bearing(db, bearing_id, by), reason, by=by, at=at)  # type: ignore[arg-type]

    world.act(act, by="secretariat")


def reword(world: World, provision_id: int, words: str, nature: str = "substantive") -> None:
    """The secretariat gives a provision another wording."""

    def act(db: Db, *, by: Viewer, at: object) -> None:
        provision = texts.provision(db, provision_id)
        on = texts.current_revision(db, provision_id).id
        negotiation.revise(db, provision, words, nature, based_on=on, by=by, at=at)  # type: ignore[arg-type]

    world.act(act, by="secretariat")
