"""Does the timetable show each day of the present session, and lead whoever may move its items?"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from oewg.meetings import queries
from oewg.meetings.queries import present_session
from tests.meetings.given import JUNE, a_meeting, a_session, an_agenda, befalls
from tests.meetings.given_life import move
from tests.meetings.given_timetable import (
    AFTERNOON,
    MORNING,
    NOON,
    ROOM,
    a_list,
    a_week,
    an_element,
    inscribed,
    order,
    set_down,
)
from tests.world import World, words_of


def test_the_timetable_shows_each_day_its_mornings_and_afternoons(world: World) -> None:
    session, (_, items) = a_week(world), an_agenda(world)
    afternoon, morning, second = (
        a_meeting(world, session, at) for at in (AFTERNOON, MORNING, MORNING + timedelta(days=1))
    )
    set_down(world, morning, items[1])
    with world.database.reading() as db:
        found = queries.timetable(db, queries.session(db, session), world.viewer("public", db), world.at)
    assert [(day.day, [p.meeting.id for p in day.morning], [p.meeting.id for p in day.afternoon]) for day in found.days] == [
        (JUNE[0], [morning], [afternoon]), (JUNE[1], [second], []),
    ]  # fmt: skip
    assert [each.line.provision_id for each in found.waiting] == [items[0], items[2]]
    assert (found.offset, [day.within for day in found.days]) == ("-04:00", [True, True])


def test_a_week_in_which_the_clocks_are_changed_shows_both_offsets(site: World) -> None:
    session = a_session(site, "A session", date(2021, 3, 11), date(2021, 3, 16))
    words = words_of(site.as_("public").get(f"/sessions/{session}/timetable"))
    assert "on the clocks of New York (-05:00)" in words
    assert "Friday 12 March Morning" in words
    assert "Monday 15 March (-04:00)" in words
    assert "Sunday" not in words


def test_meetings_left_outside_a_postponed_session_are_shown_as_outside(site: World) -> None:
    session = a_week(site)
    a_meeting(site, session, MORNING)
    a_meeting(site, session, MORNING + timedelta(days=1))
    befalls(site, session, "postpone_session", "Because", date(2019, 7, 1), date(2019, 7, 1))
    words = words_of(site.as_("public").get(f"/sessions/{session}/timetable"))
    assert "Tuesday 4 June outside the session" in words
    assert "Monday 3 June" not in words
    assert "Monday 1 July Morning Meeting 1 10:00–13:00" in words


@pytest.mark.parametrize(
    ("befallen", "found"),
    [
        ((), 0),
        ((("open_session", 1),), 1),
        ((("cancel_session", 0),), 1),
        ((("cancel_session", 0), ("cancel_session", 1), ("cancel_session", 2)), 2),
    ],
)
def test_which_session_is_the_present_one(world: World, befallen: tuple[tuple[str, int], ...], found: int) -> None:
    days = [(date(2019, month, 3), date(2019, month, 4)) for month in (7, 8, 9)]
    sessions = [a_session(world, f"Session {n}", *each) for n, each in enumerate(days)]
    for verb, n in befallen:
        befalls(world, sessions[n], verb, *(["Because"] if verb == "cancel_session" else []))
    line = present_session(world.read(queries.sessions), world.at)
    assert line is not None
    assert line.session.id == sessions[found]


def test_a_session_is_over_when_its_last_day_is_on_the_clocks_of_its_zone(world: World) -> None:
    first, second = (
        a_session(world, str(day), date(2019, 6, day), date(2019, 6, day), kind="substantive") for day in (3, 10)
    )
    for hour, found in ((3, first), (4, second)):  # midnight in New York
        line = present_session(world.read(queries.sessions), datetime(2019, 6, 4, hour, tzinfo=UTC))
        assert line is not None
        assert line.session.id == found


def test_the_address_of_the_timetable_leads_to_the_present_session(site: World) -> None:
    assert site.as_("public").get("/timetable").location == "/sessions"
    session = a_week(site)
    assert site.as_("public").get("/timetable").location == f"/sessions/{session}/timetable"
    assert site.as_("public").get("/sessions/987654/timetable").status_code == 404


MOVES = ("draggable", "data-meeting", "Take off", "Set down")


@pytest.mark.parametrize("who", ["public", "delegate", "chair", "secretariat"])
def test_everybody_reads_the_timetable_and_the_secretariat_alone_moves(site: World, who: str) -> None:
    session, (_, items) = a_week(site), an_agenda(site)
    meeting = a_meeting(site, session, MORNING)
    move(site, meeting, "hybrid", ROOM)
    set_down(site, meeting, items[0])
    page = site.as_(who).get(f"/sessions/{session}/timetable")
    words = words_of(page)
    for shown in ("Monday 3 June", "Meeting 1", "10:00–13:00", "hybrid", ROOM, "Election of officers.", "No meeting"):
        assert shown in words
    for offer in MOVES:
        assert (offer in page.text) is (who == "secretariat"), offer


def test_the_forms_of_the_timetable_do_what_they_say(site: World) -> None:
    session, (_, items) = a_week(site), an_agenda(site)
    one, other = a_meeting(site, session, MORNING), a_meeting(site, session, AFTERNOON)
    secretariat, page = site.as_("secretariat"), f"/sessions/{session}/timetable"
    for item in items:
        secretariat.does(f"{page}/items", page, form="down", item=item, meeting=one, place="")
    secretariat.does(f"{page}/move", page, form="up", item=items[1], meeting=one, to=one, place=1)
    assert order(site, one) == [items[1], items[0], items[2]]
    moved = secretariat.post(f"{page}/move", page, form="move", item=items[1], meeting=one, to=other, place="")
    assert re.search(rf"\?did=set_down_item~\w+#item-{other}-{items[1]}$", moved.location)
    secretariat.does(f"{page}/off", page, form="off", item=items[0], meeting=one)
    assert (order(site, one), order(site, other)) == ([items[2]], [items[1]])


def test_the_first_item_is_not_moved_up_nor_the_last_down(site: World) -> None:
    session, (_, items) = a_week(site), an_agenda(site)
    meeting = a_meeting(site, session, MORNING)
    for item in items:
        set_down(site, meeting, item)
    page = site.as_("secretariat").get(f"/sessions/{session}/timetable").text
    offered = [
        (way, n) for way in ("up", "down") for n, item in enumerate(items) if f'id="{way}-{meeting}-{item}"' in page
    ]
    assert offered == [("up", 1), ("up", 2), ("down", 0), ("down", 1)]


def test_a_refused_move_is_shown_on_the_timetable(site: World) -> None:
    session, (_, items) = a_week(site), an_agenda(site)
    meeting = a_meeting(site, session, MORNING)
    secretariat, page = site.as_("secretariat"), f"/sessions/{session}/timetable"
    gone = secretariat.post(f"{page}/off", page, form="off", item=items[0], meeting=meeting)
    assert (gone.status_code, "somebody has moved it" in words_of(gone)) == (409, True)
    assert "Monday 3 June" in words_of(gone)
    elsewhere = a_meeting(site, a_session(site, "Another"))
    for sent in ({"meeting": elsewhere}, {"meeting": 987654}, {"item": 987654}):
        fields: dict[str, Any] = {"item": items[0], "meeting": meeting, **sent}
        assert secretariat.post(f"{page}/items", page, form="down", **fields).status_code == 404
    assert order(site, elsewhere) == []


@pytest.mark.parametrize(("who", "status"), [("public", 401), ("delegate", 403), ("chair", 403)])
def test_others_move_nothing(site: World, who: str, status: int) -> None:
    session, (_, items) = a_week(site), an_agenda(site)
    meeting = a_meeting(site, session)
    for path in ("items", "move", "off"):
        sent: dict[str, Any] = {"item": items[0], "meeting": meeting, "to": meeting}
        assert site.as_(who).post(f"/sessions/{session}/timetable/{path}", **sent).status_code == status


def test_a_timetable_asks_the_database_as_often_for_many_rows_as_for_few(site: World) -> None:
    session, (_, items) = a_week(site), an_agenda(site)
    counts: list[list[int]] = []
    browser = site.as_("secretariat")
    pages = (f"/sessions/{session}/timetable", "/meetings/1", "/agenda", "/calendar.ics")
    for round_ in range(2):
        for number in range(2 + 4 * round_):
            meeting = a_meeting(site, session, MORNING + timedelta(minutes=number))
            move(site, meeting, "in_person", ROOM)
            for item in items:
                set_down(site, meeting, item)
            inscribed(site, a_list(site, session, meeting=meeting), "FRA")
        counts.append([])
        for page in pages:
            with site.counting() as sent:
                assert browser.get(page).status_code == 200
            counts[-1].append(len(sent))
    assert counts[0] == counts[1]
    assert all(count <= most for count, most in zip(counts[0], (22, 32, 14, 12), strict=True)), counts[0]


def test_a_program_arranges_the_timetable(site: World) -> None:
    session, (_, items), element = a_week(site), an_agenda(site), an_element(site)
    one, other = a_meeting(site, session, MORNING), a_meeting(site, session, NOON)
    secretariat = site.program("secretariat")
    secretariat("POST", "/agenda/elements", {"item": items[0], "element": element})
    down = secretariat("POST", f"/meetings/{one}/schedule", {"item": items[0]})
    assert (down.status_code, [each["provision_id"] for each in down.get_json()["set_down"]]) == (201, [items[0]])
    secretariat("POST", f"/meetings/{one}/schedule", {"item": items[1], "place": 1})
    moved = secretariat("POST", f"/meetings/{one}/schedule/move", {"item": items[0], "to": other}).get_json()
    assert (moved["id"], [each["number"] for each in moved["set_down"]]) == (other, ["1."])
    assert moved["conflicts"] == [{"kind": "presiding", "meetings": [one, other], "room": "", "who": 0}]
    found = site.program()("GET", f"/sessions/{session}/timetable").get_json()
    first = found["days"][0]
    assert (first["within"], first["offset"]) == (True, "-04:00")
    assert [(p["meeting"]["id"], [i["provision_id"] for i in p["items"]]) for p in first["morning"]] == [
        (one, [items[1]]), (other, [items[0]]),
    ]  # fmt: skip
    assert first["morning"][1]["items"][0]["elements"] == ["threats"]
    assert ([each["provision_id"] for each in found["waiting"]], len(found["conflicts"])) == ([items[2]], 1)
    agenda = site.program()("GET", "/agenda").get_json()["items"]
    assert [(each["meetings"], each["elements"]) for each in agenda] == [([other], ["threats"]), ([one], []), ([], [])]
    off = secretariat("POST", f"/meetings/{other}/schedule/off", {"item": items[0]})
    assert off.get_json()["set_down"] == []
    untied = secretariat("POST", "/agenda/elements/untie", {"item": items[0], "element": element}).get_json()
    assert untied["items"][0]["elements"] == []
    assert site.program("chair")("POST", f"/meetings/{one}/schedule", {"item": items[0]}).status_code == 403


def test_two_meetings_on_one_instant_stand_in_the_order_of_their_numbers(world: World) -> None:
    session = a_week(world)
    at: datetime = MORNING
    one, other = a_meeting(world, session, at), a_meeting(world, session, at)
    with world.database.reading() as db:
        found = queries.timetable(db, queries.session(db, session), world.viewer("public", db), world.at)
    assert [planned.meeting.id for planned in found.meetings] == [one, other]
