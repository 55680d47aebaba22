"""Is a statement delivered by the speaker who speaks it, and by nothing else?"""

import pytest
from sqlalchemy.exc import IntegrityError

from oewg.core.errors import Refusal
from oewg.meetings import actions, queries
from oewg.meetings.models import Statement
from oewg.record import queries as record
from tests.meetings.given import a_meeting, an_agenda, an_open_meeting, an_open_session, on_meeting
from tests.meetings.given_statements import archive, delivers, does, ends, files, standing, takes_the_floor
from tests.world import World


def test_the_embargo_ends_when_the_speaker_has_spoken(world: World) -> None:
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    statement = files(world, meeting, item=items[1], consent=True)
    others = [
        files(world, meeting, "On another item.", item=items[2]),
        files(world, meeting, "Another delegation’s.", item=items[1], by="second"),
        files(world, meeting, "On no item."),
        files(world, meeting, "In writing.", item=items[1], form="written"),
        files(world, meeting, "Our second on this item.", item=items[1]),
    ]
    intervention = takes_the_floor(world, meeting, items[1], "delegate")
    assert ends(world, intervention) == statement
    assert archive(world) == [statement]
    kept = world.read(queries.statement, statement, world.viewer("public"))
    assert (kept.intervention_id, kept.delivered_at) == (intervention, world.at)
    assert [standing(world, each) for each in others] == ["embargo", "embargo", "embargo", "unpublished", "embargo"]


@pytest.mark.parametrize("kind", ["reply"])
def test_a_reply_delivers_nothing(world: World, kind: str) -> None:
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    statement = files(world, meeting, item=items[1])
    assert ends(world, takes_the_floor(world, meeting, items[1], "delegate", kind=kind)) is None
    assert standing(world, statement) == "embargo"


def test_a_spokesperson_delivers_the_statement_of_the_group_and_not_its_own(world: World) -> None:
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    national = files(world, meeting, "For Romania.", by="coordinator", item=items[0])
    for_all = files(world, meeting, "For the Union.", by="coordinator", item=items[0], for_group=True)
    assert ends(world, takes_the_floor(world, meeting, items[0], "coordinator", group="EU")) == for_all
    assert ends(world, takes_the_floor(world, meeting, items[0], "coordinator")) == national


@pytest.mark.parametrize("who", ["stakeholder", "observer"])
def test_organizations_and_observers_deliver_too_and_where_the_list_has_no_item(world: World, who: str) -> None:
    meeting = an_open_meeting(world)
    statement = files(world, meeting, by=who)
    assert ends(world, takes_the_floor(world, meeting, None, who)) == statement
    said = world.read(lambda db: list(record.everything_said(db)))[-1]
    assert (said.act, said.actor, said.capacity, said.sealed) == (
        "deliver_statement",
        world.viewer("chair").account_id,
        "chair",
        True,
    )


def test_another_meeting_delivers_nothing(world: World) -> None:
    session = an_open_session(world)
    first, second = a_meeting(world, session), a_meeting(world, session)
    statement = files(world, second)
    assert ends(world, takes_the_floor(world, first, None, "delegate")) is None
    assert standing(world, statement) == "embargo"


def test_filed_after_it_was_delivered_it_is_under_no_embargo(world: World) -> None:
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    spoken_at = world.at
    intervention = takes_the_floor(world, meeting, items[1], "delegate")
    assert ends(world, intervention) is None
    late = files(world, meeting, item=items[1], consent=True)
    kept = world.read(queries.statement, late, world.viewer("public"))
    assert (kept.delivered_at, kept.intervention_id) == (spoken_at, intervention)
    another = files(world, meeting, "A second one.", item=items[1])
    assert standing(world, another) == "embargo", "each time on the floor delivers one statement"
    does(world, actions.withdraw_statement, late)
    assert standing(world, files(world, meeting, "In its place.", item=items[1])) == "unpublished"


def test_two_statements_are_never_of_one_intervention(world: World) -> None:
    meeting = an_open_meeting(world)
    intervention = takes_the_floor(world, meeting, None, "delegate")
    files(world, meeting)
    other = files(world, meeting, "Another.")
    with world.writing() as db:
        db.get_one(Statement, other).intervention_id = intervention
        with pytest.raises(IntegrityError):
            db.flush()
        db.rollback()


@pytest.mark.parametrize(
    ("when", "reason"),
    [("planned", "has not been opened yet"), ("twice", "delivered already"), ("withdrawn", "withdrawn")],
)
def test_when_it_is_not_delivered_by_hand(world: World, when: str, reason: str) -> None:
    session = an_open_session(world)
    meeting = a_meeting(world, session)
    if when != "planned":
        on_meeting(world, actions.open_meeting, meeting)
    statement = files(world, meeting)
    if when == "twice":
        delivers(world, statement)
    if when == "withdrawn":
        does(world, actions.withdraw_statement, statement)
    with pytest.raises(Refusal, match=reason):
        delivers(world, statement)
