"""Is an item set down, moved and taken off as it must be, does the timetable show it, and are conflicts pointed out?"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from oewg.accounts import queries as people
from oewg.accounts.models import Organization
from oewg.core.clock import local
from oewg.core.errors import Refusal
from oewg.mandate import actions as mandate
from oewg.mandate import queries as elements
from oewg.mandate.models import Element
from oewg.meetings import actions, queries
from oewg.meetings.models import Inscription, SpeakersList
from oewg.meetings.queries import present_session
from oewg.record import queries as record
from oewg.texts import actions as texts
from oewg.texts import queries as texts_queries
from tests.meetings.given import (
    JUNE,
    NEW_YORK,
    a_meeting,
    a_session,
    an_agenda,
    an_open_meeting,
    befalls,
    on_meeting,
    on_session,
)
from tests.meetings.test_meetings_life import a_vice_chair, cancel, move, postpone, preside
from tests.world import World, words_of

MORNING, NOON, AFTERNOON = (local(2019, 6, 3, hour, zone=NEW_YORK) for hour in (10, 12, 15))
ROOM = "Conference Room 4"


def a_week(world: World) -> int:
    """The organizational session has been planned for two days."""
    return a_session(world, "Organizational session", *JUNE)


def set_down(world: World, meeting: int, item: int, place: int | None = None) -> None:
    with world.writing() as db:
        found, by = texts_queries.provision(db, item), world.viewer("secretariat", db)
        actions.set_down_item(db, queries.meeting(db, meeting), found, place, by=by, at=world.tick())


def shift(world: World, meeting: int, item: int, to: int, place: int | None = None) -> str:
    with world.writing() as db:
        found, by = texts_queries.provision(db, item), world.viewer("secretariat", db)
        one, other = queries.meeting(db, meeting), queries.meeting(db, to)
        return actions.move_item(db, one, found, other, place, by=by, at=world.tick())


def take_off(world: World, meeting: int, item: int) -> None:
    with world.writing() as db:
        found, by = texts_queries.provision(db, item), world.viewer("secretariat", db)
        actions.take_off_item(db, queries.meeting(db, meeting), found, by=by, at=world.tick())


def order(world: World, meeting: int) -> list[int]:
    return world.read(queries.order_of, meeting)


def a_list(world: World, session: int, *, item: int | None = None, meeting: int | None = None) -> int:
    """A speakers' list has been opened, for an item or for a meeting."""
    with world.writing() as db:
        limits = {"limit_delegation": 180, "limit_group": 300, "limit_organization": 180}
        row = SpeakersList(session_id=session, item_id=item, meeting_id=meeting, opened_at=world.at, **limits)
        db.add(row)
        db.flush()
        return row.id


def inscribed(world: World, of_list: int, code: str, place: int = 1, *, withdrawn: bool = False) -> int:
    """A delegation, or the organization of this name, stands on a list."""
    with world.writing() as db:
        states = people.delegations_by_code(db, [code])
        organization = None if states else db.query(Organization).filter_by(name=code).one()
        row = Inscription(
            list_id=of_list, kind="statement", place=place, inscribed_at=world.at,
            delegation_id=states[0].id if states else None, organization_id=organization.id if organization else None,
            ended_at=world.at if withdrawn else None, end_reason="withdrawn" if withdrawn else None,
        )  # fmt: skip
        db.add(row)
        db.flush()
        return row.id


def kinds(world: World, meeting: int, who: str = "secretariat") -> list[str]:
    """What is pointed out about a meeting to a member of the cast."""
    with world.database.reading() as db:
        return [each.kind for each in queries.conflicts_at(db, [meeting], world.viewer(who, db))]


def changes(world: World, meeting: int) -> list[str]:
    with world.database.reading() as db:
        found = record.entries_after(db, -1, {"public"}, limit=99, subject=("meeting", meeting))
    return [said.act for said in found]


# --- Items ---


def test_items_stand_in_the_order_in_which_they_were_set_down_and_moved(world: World) -> None:
    meeting, (_, items) = a_meeting(world, a_week(world)), an_agenda(world)
    for item in items:
        set_down(world, meeting, item)
    assert order(world, meeting) == items
    assert shift(world, meeting, items[2], meeting, 1) == "order_items"
    assert order(world, meeting) == [items[2], items[0], items[1]]
    take_off(world, meeting, items[0])
    assert order(world, meeting) == [items[2], items[1]]
    set_down(world, meeting, items[0], 2)
    assert order(world, meeting) == [items[2], items[0], items[1]]
    found = world.read(queries.set_down, [meeting])[meeting]
    assert [(each.line.provision_id, each.place) for each in found] == [(items[2], 1), (items[0], 2), (items[1], 3)]
    assert changes(world, meeting) == [
        "plan_meeting", "set_down_item", "set_down_item", "set_down_item", "order_items", "take_off_item",
        "set_down_item",
    ]  # fmt: skip


def test_an_item_moved_to_another_meeting_is_told_of_both(world: World) -> None:
    session = a_week(world)
    (one, other), (_, items) = (a_meeting(world, session, at) for at in (MORNING, AFTERNOON)), an_agenda(world)
    set_down(world, one, items[0])
    set_down(world, other, items[1])
    assert shift(world, one, items[0], other, 1) == "set_down_item"
    assert (order(world, one), order(world, other)) == ([], [items[0], items[1]])
    assert (changes(world, one)[-1], changes(world, other)[-1]) == ("take_off_item", "set_down_item")


def test_what_is_not_moved_stays_where_it_was(world: World) -> None:
    session = a_week(world)
    (one, other), (_, items) = (a_meeting(world, session, at) for at in (MORNING, AFTERNOON)), an_agenda(world)
    set_down(world, one, items[0])
    set_down(world, other, items[0])
    before = world.read(record.size)
    refused: list[tuple[Callable[[], object], str]] = [
        (lambda: set_down(world, one, items[0]), "set down for this meeting already"),
        (lambda: shift(world, one, items[0], one, 1), "stands at this place already"),
        (lambda: shift(world, one, items[0], other), "set down for this meeting already"),
        (lambda: shift(world, one, items[1], other), "somebody has moved it"),
        (lambda: take_off(world, one, items[1]), "somebody has moved it"),
    ]
    for act, words in refused:
        with pytest.raises(Refusal, match=words):
            act()
    assert (order(world, one), order(world, other)) == ([items[0]], [items[0]])
    assert world.read(record.size) == before


def test_nothing_is_set_down_for_a_meeting_that_is_over_and_what_was_stays(world: World) -> None:
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    set_down(world, meeting, items[0])
    on_meeting(world, actions.adjourn_meeting, meeting)
    with pytest.raises(Refusal, match="adjourned: an item is set down"):
        set_down(world, meeting, items[1])
    with pytest.raises(Refusal, match="stays on the timetable"):
        take_off(world, meeting, items[0])
    assert order(world, meeting) == [items[0]]


def test_what_was_set_down_for_a_cancelled_meeting_can_be_moved_away(world: World) -> None:
    session = a_week(world)
    (one, other), (_, items) = (a_meeting(world, session, at) for at in (MORNING, AFTERNOON)), an_agenda(world)
    set_down(world, one, items[0])
    cancel(world, one)
    with pytest.raises(Refusal, match="cancelled: an item is set down"):
        set_down(world, one, items[1])
    shift(world, one, items[0], other)
    assert order(world, other) == [items[0]]


def test_an_item_taken_off_the_agenda_is_not_announced_any_more(world: World) -> None:
    meeting, (_, items) = a_meeting(world, a_week(world)), an_agenda(world)
    for item in items:
        set_down(world, meeting, item)
    with world.writing() as db:
        by = world.viewer("secretariat", db)
        texts.remove_provision(db, texts_queries.provision(db, items[1]), by=by, at=world.tick())
    assert order(world, meeting) == [items[0], items[2]]
    assert [each.place for each in world.read(queries.set_down, [meeting])[meeting]] == [1, 2]
    shift(world, meeting, items[2], meeting, 1)
    assert order(world, meeting) == [items[2], items[0]]


# --- Conflicts ---


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


# --- The timetable ---


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


# --- The agenda and the mandate ---


def an_element(world: World, key: str = "threats") -> int:
    with world.writing() as db:
        row = Element(key=key, title="Threats", source="operative paragraph 5", quote="existing threats", place=1)
        db.add(row)
        db.flush()
        return row.id


def test_the_secretariat_ties_an_item_to_an_element_from_the_item(site: World) -> None:
    (_, items), element = an_agenda(site), an_element(site)
    meeting = a_meeting(site, a_week(site), MORNING)
    set_down(site, meeting, items[0])
    secretariat = site.as_("secretariat")
    assert "Tied to no element of the mandate." in words_of(site.as_("public").get("/agenda"))
    shown = secretariat.does("/agenda/elements", "/agenda", form="tie", item=items[0], element=element)
    assert "A provision was tied to an element of the mandate." in words_of(shown)
    for page in ("/agenda", "/sessions/1/timetable"):
        assert "Threats" in words_of(site.as_("public").get(page))
    assert "Set down for: Meeting 1 (3 June 2019)" in words_of(site.as_("public").get("/agenda"))
    assert [each.key for each in site.read(elements.elements_of, items[0])] == ["threats"]
    twice = secretariat.post("/agenda/elements", "/agenda", form="tie", item=items[0], element=element)
    assert (twice.status_code, "tied to this element already" in words_of(twice)) == (409, True)
    secretariat.does("/agenda/elements/untie", "/agenda", form="untie", item=items[0], element=element)
    assert site.read(elements.elements_of, items[0]) == []


def test_only_items_of_an_agenda_are_tied_there(site: World) -> None:
    element = an_element(site)
    report = site.act(texts.begin_text, "report", "Draft report", by="secretariat")
    other = site.act(texts.add_provision, report, "paragraph", "Words", by="secretariat")
    assert site.as_("secretariat").post("/agenda/elements", item=other.id, element=element).status_code == 404
    _, items = an_agenda(site)
    assert site.as_("secretariat").post("/agenda/elements", item=items[0], element=987654).status_code == 404
    assert site.as_("delegate").post("/agenda/elements", item=items[0], element=element).status_code == 403
    assert "Tie it" not in words_of(site.as_("delegate").get("/agenda"))


def test_the_page_of_an_agenda_that_does_not_exist_says_what_comes(site: World) -> None:
    assert "The secretariat drafts the agenda" in words_of(site.as_("public").get("/agenda"))


# --- Programs ---


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


def test_a_program_is_told_of_a_delegation_only_where_it_concerns_it(site: World) -> None:
    session, one, other = overlapping(site)
    for meeting in (one, other):
        inscribed(site, a_list(site, session, meeting=meeting), "FRA")
    path = f"/sessions/{session}/timetable"
    assert [each["kind"] for each in site.program("delegate")("GET", path).get_json()["conflicts"]] == ["delegation"]
    for who in ("public", "second"):
        assert site.program(who)("GET", path).get_json()["conflicts"] == []


def test_a_tie_is_the_mandates_own_act(world: World) -> None:
    (_, items), element = an_agenda(world), an_element(world)
    with world.writing() as db:
        item, found = queries.agenda_item(db, items[0]), elements.element(db, element)
        mandate.tie_element(db, item, found, by=world.viewer("secretariat", db), at=world.tick())
    assert world.read(elements.elements_by_provision, items)[items[0]][0].id == element


def test_two_meetings_on_one_instant_stand_in_the_order_of_their_numbers(world: World) -> None:
    session = a_week(world)
    at: datetime = MORNING
    one, other = a_meeting(world, session, at), a_meeting(world, session, at)
    with world.database.reading() as db:
        found = queries.timetable(db, queries.session(db, session), world.viewer("public", db), world.at)
    assert [planned.meeting.id for planned in found.meetings] == [one, other]
