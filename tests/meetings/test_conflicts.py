"""Is it pointed out, and to whom, when two meetings want one room, one Chair or one delegation at once?"""

import pytest

from oewg.core.clock import local
from oewg.meetings import actions, queries
from tests.meetings.given import JUNE, NEW_YORK, a_meeting, a_session, an_agenda, on_meeting, on_session
from tests.meetings.given_life import a_vice_chair, cancel, move, postpone, preside
from tests.meetings.given_timetable import MORNING, NOON, ROOM, a_list, a_week, inscribed, set_down, take_off
from tests.world import World, words_of


def kinds(world: World, meeting: int, who: str = "secretariat") -> list[str]:
    """What is pointed out about a meeting to a member of the cast."""
    with world.database.reading() as db:
        return [each.kind for each in queries.conflicts_at(db, [meeting], world.viewer(who, db))]


def overlapping(world: World, room: str = "") -> tuple[int, int, int]:
    """A session with two meetings that overlap, in this room; over the second presides a Vice-Chair."""
    session = a_week(world)
    one, other = a_meeting(world, session, MORNING), a_meeting(world, session, NOON)
    preside(world, other, a_vice_chair(world))
    if room:
        move(world, one, "in_person", room)
        move(world, other, "in_person", room)
    return session, one, other


def test_the_same_room_at_the_same_time_is_pointed_out_and_not_refused(world: World) -> None:
    _, one, other = overlapping(world, ROOM)
    for who in ("public", "delegate", "secretariat"):
        assert (kinds(world, one, who), kinds(world, other, who)) == (["room"], ["room"])
    move(world, other, "virtual")
    assert kinds(world, one) == []


def test_one_meeting_after_another_in_the_same_room_is_no_conflict(world: World) -> None:
    _, one, other = overlapping(world, ROOM)
    postpone(world, other, local(2019, 6, 3, 13, zone=NEW_YORK))
    assert kinds(world, one) == []


def test_the_chair_at_two_meetings_at_once_is_pointed_out(world: World) -> None:
    _, one, other = overlapping(world)
    assert kinds(world, one) == []
    preside(world, other, None)
    assert kinds(world, one) == ["presiding"]


@pytest.mark.parametrize("end", ["cancelled", "adjourned"])
def test_a_meeting_that_is_over_collides_with_nothing(world: World, end: str) -> None:
    session, one, other = overlapping(world, ROOM)
    if end == "cancelled":
        cancel(world, one)
    else:
        on_session(world, actions.open_session, session)
        on_meeting(world, actions.open_meeting, one)
        on_meeting(world, actions.adjourn_meeting, one)
    assert (kinds(world, one), kinds(world, other)) == ([], [])


def test_meetings_of_two_sessions_collide_too(world: World) -> None:
    one = a_meeting(world, a_week(world), MORNING)
    other = a_meeting(world, a_session(world, "Another", *JUNE), NOON)
    assert (kinds(world, one), kinds(world, other)) == (["presiding"], ["presiding"])


TOLD = {"secretariat": ["delegation"], "chair": ["delegation"], "delegate": ["delegation"]}


@pytest.mark.parametrize("who", ["public", "stakeholder", "observer", "second", *TOLD])
def test_a_delegation_that_is_to_speak_at_two_meetings_at_once(world: World, who: str) -> None:
    """It and those who plan or conduct the meetings are told, and nobody else."""
    session, one, other = overlapping(world)
    _, items = an_agenda(world)
    set_down(world, one, items[0])
    inscribed(world, a_list(world, session, item=items[0]), "FRA")
    inscribed(world, a_list(world, session, meeting=other), "FRA")
    assert kinds(world, one, who) == kinds(world, other, who) == TOLD.get(who, [])


def test_whoever_withdrew_or_speaks_at_one_of_them_only_is_at_no_two_meetings(world: World) -> None:
    session, one, other = overlapping(world)
    _, items = an_agenda(world)
    of_item, of_meeting = a_list(world, session, item=items[0]), a_list(world, session, meeting=other)
    inscribed(world, of_item, "FRA")
    inscribed(world, of_meeting, "FRA", withdrawn=True)
    inscribed(world, of_meeting, "JPN", 2)
    set_down(world, one, items[0])
    assert kinds(world, one) == []
    inscribed(world, of_meeting, "FRA", 3)
    assert kinds(world, one) == ["delegation"]
    take_off(world, one, items[0])
    assert kinds(world, one) == []


def test_a_list_of_another_session_on_the_same_item_is_another_list(world: World) -> None:
    session, one, other = overlapping(world)
    _, items = an_agenda(world)
    elsewhere = a_session(world, "Another")
    set_down(world, one, items[0])
    inscribed(world, a_list(world, elsewhere, item=items[0]), "FRA")
    inscribed(world, a_list(world, session, meeting=other), "FRA")
    assert kinds(world, one) == []


def test_conflicts_are_shown_where_one_looks_and_after_planning(site: World) -> None:
    session = a_week(site)
    one = a_meeting(site, session, MORNING)
    move(site, one, "in_person", ROOM)
    shown = site.as_("secretariat").does(
        f"/sessions/{session}/meetings", f"/sessions/{session}", form="meeting", starts_at="2019-06-03T12:00", room=ROOM,
    )  # fmt: skip
    assert f"Meeting 1 and Meeting 2 overlap in the same room, {ROOM}." in words_of(shown)
    for page in (f"/meetings/{one}", f"/sessions/{session}/timetable"):
        words = words_of(site.as_("public").get(page))
        assert "Meeting 1 and Meeting 2 overlap in the same room" in words
        assert "the same officer is to preside over both" in words
        assert "href=" not in words
    assert "Conflict: Meeting 2" in words_of(site.as_("public").get(f"/sessions/{session}/timetable"))


def test_the_page_names_a_delegation_only_to_whom_it_concerns(site: World) -> None:
    session, one, other = overlapping(site)
    for meeting in (one, other):
        inscribed(site, a_list(site, session, meeting=meeting), "FRA")
    said = "France is inscribed to speak at both"
    for page in (f"/meetings/{one}", f"/sessions/{session}/timetable"):
        assert said in words_of(site.as_("delegate").get(page))
        assert said in words_of(site.as_("secretariat").get(page))
        for who in ("public", "second"):
            assert "inscribed" not in words_of(site.as_(who).get(page))
            assert "Conflict" not in words_of(site.as_(who).get(page))


def test_a_program_is_told_of_a_delegation_only_where_it_concerns_it(site: World) -> None:
    session, one, other = overlapping(site)
    for meeting in (one, other):
        inscribed(site, a_list(site, session, meeting=meeting), "FRA")
    path = f"/sessions/{session}/timetable"
    assert [each["kind"] for each in site.program("delegate")("GET", path).get_json()["conflicts"]] == ["delegation"]
    for who in ("public", "second"):
        assert site.program(who)("GET", path).get_json()["conflicts"] == []
