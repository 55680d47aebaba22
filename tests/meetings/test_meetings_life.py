"""Is a meeting suspended, resumed, postponed, moved and cancelled as it must be, and does its history tell it?"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from oewg.accounts import actions as accounts
from oewg.accounts import queries as people
from oewg.core.clock import local
from oewg.core.errors import NotFound, Refusal
from oewg.meetings import actions, queries
from oewg.meetings.models import Meeting
from oewg.meetings.rules.life import standing_of
from oewg.record import queries as record
from tests.meetings.given import (
    JUNE,
    NEW_YORK,
    a_meeting,
    a_session,
    an_agenda,
    an_open_meeting,
    an_open_session,
    on_meeting,
    on_session,
)
from tests.meetings.test_at_a_meeting import attend, elect, take_up
from tests.world import World, words_of

TEN, THREE = local(2019, 6, 3, 10, zone=NEW_YORK), local(2019, 6, 4, 15, zone=NEW_YORK)
ROOM = "Conference Room 4"


def standing(world: World, meeting: int) -> str:
    return standing_of(world.read(queries.meeting, meeting))


def told(world: World, meeting: int) -> list[tuple[str, str]]:
    return [(each.act, each.reason) for each in world.read(queries.history_of, meeting)]


def postpone(world: World, meeting: int, starts_at: datetime = THREE, ends_at: datetime | None = None) -> None:
    on_meeting(
        world, actions.postpone_meeting, meeting, starts_at, ends_at, ROOM, "The interpreters are needed elsewhere."
    )


def move(world: World, meeting: int, mode: str, room: str = "", reason: str = "Because") -> None:
    on_meeting(world, actions.move_meeting, meeting, mode, room, reason)


def cancel(world: World, meeting: int) -> None:
    on_meeting(world, actions.cancel_meeting, meeting, "Nobody is left on the list.")


def entries(world: World) -> int:
    return world.read(record.size)


def a_vice_chair(world: World, code: str = "KEN", who: str = "head") -> int:
    """Somebody has been made a Vice-Chair: the capacity."""
    with world.writing() as db:
        account = people.account_by_email(db, f"{who}@example.org")
        assert account is not None
        state = people.delegation_by_code(db, code)
        by, at = world.viewer("admin", db), world.tick()
        return accounts.give_capacity(db, account, "vice_chair", by=by, at=at, since=at, delegation_id=state.id).id


def preside(world: World, meeting: int, capacity: int | None) -> None:
    with world.writing() as db:
        named = queries.vice_chair(db, capacity) if capacity else None
        by = world.viewer("secretariat", db)
        actions.name_presiding(db, queries.meeting(db, meeting), named, by=by, at=world.tick())


def test_a_whole_life_stands_in_the_history_as_it_happened(world: World) -> None:
    meeting = a_meeting(world, a_session(world, "Organizational session", *JUNE), TEN)
    postpone(world, meeting)
    move(world, meeting, "hybrid", "Conference Room 2", "Delegations cannot travel.")
    on_session(world, actions.open_session, 1)
    on_meeting(world, actions.open_meeting, meeting)
    on_meeting(world, actions.suspend_meeting, meeting, "For consultations")
    on_meeting(world, actions.resume_meeting, meeting)
    on_meeting(world, actions.adjourn_meeting, meeting, "The agenda is exhausted")
    found = world.read(queries.history_of, meeting)
    assert [(each.act, each.reason) for each in found] == [
        ("plan_meeting", ""), ("postpone_meeting", "The interpreters are needed elsewhere."),
        ("move_meeting", "Delegations cannot travel."), ("open_meeting", ""), ("suspend_meeting", "For consultations"),
        ("resume_meeting", ""), ("adjourn_meeting", "The agenda is exhausted"),
    ]  # fmt: skip
    assert (found[0].starts_at, found[1].starts_at, found[1].ends_at) == (TEN, THREE, THREE + timedelta(hours=3))
    assert (found[1].room, found[2].mode, found[2].room) == (ROOM, "hybrid", "Conference Room 2")
    assert [each.at for each in found] == sorted(each.at for each in found)


def test_items_taken_up_and_attendance_are_not_the_meetings_life(world: World) -> None:
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    take_up(world, meeting, items[0])
    attend(world, meeting, ["FRA"])
    assert [act for act, _ in told(world, meeting)] == ["plan_meeting", "open_meeting"]


@pytest.mark.parametrize("by", ["chair", "secretariat"])
def test_a_suspended_meeting_is_resumed_and_suspended_again(world: World, by: str) -> None:
    meeting = an_open_meeting(world)
    for _ in range(2):
        on_meeting(world, actions.suspend_meeting, meeting, by=by)
        assert standing(world, meeting) == "suspended"
        assert world.read(queries.open_meeting) is None
        on_meeting(world, actions.resume_meeting, meeting, by=by)
        assert standing(world, meeting) == "open"
    with pytest.raises(Refusal, match="Only a meeting that is suspended"):
        on_meeting(world, actions.resume_meeting, meeting)


def test_each_of_these_acts_is_one_entry(world: World) -> None:
    meeting = an_open_meeting(world)
    other = a_meeting(world, 1)
    acts: list[Callable[[], None]] = [
        lambda: on_meeting(world, actions.suspend_meeting, meeting),
        lambda: on_meeting(world, actions.resume_meeting, meeting),
        lambda: postpone(world, other, THREE),
        lambda: move(world, other, "virtual"),
        lambda: preside(world, other, vice_chair),
        lambda: cancel(world, other),
    ]
    vice_chair = a_vice_chair(world)
    for act in acts:
        before = entries(world)
        act()
        assert entries(world) == before + 1


ACTS_AT_A_MEETING: dict[str, Callable[[World, int], None]] = {
    "take_up": lambda world, meeting: take_up(world, meeting, an_agenda(world)[1][0]),
    "elect": lambda world, meeting: elect(world, meeting, "delegate", "FRA", "France", "rapporteur"),
    "decide": lambda world, meeting: on_meeting(world, actions.record_decision, meeting, "other", "It was so decided."),
    "suspend": lambda world, meeting: on_meeting(world, actions.suspend_meeting, meeting),
}


@pytest.mark.parametrize("what", ACTS_AT_A_MEETING)
def test_nothing_is_done_at_a_suspended_meeting(world: World, what: str) -> None:
    meeting = an_open_meeting(world)
    on_meeting(world, actions.suspend_meeting, meeting)
    with pytest.raises(Refusal, match="suspended: it has to be resumed first"):
        ACTS_AT_A_MEETING[what](world, meeting)
    on_meeting(world, actions.resume_meeting, meeting)
    ACTS_AT_A_MEETING[what](world, meeting)


def test_attendance_is_recorded_while_the_meeting_is_suspended(world: World) -> None:
    meeting = an_open_meeting(world)
    on_meeting(world, actions.suspend_meeting, meeting)
    attend(world, meeting, ["FRA"])


def test_no_other_meeting_is_opened_while_one_is_suspended_and_the_session_is_not_closed(world: World) -> None:
    meeting = an_open_meeting(world)
    other = a_meeting(world, 1)
    on_meeting(world, actions.suspend_meeting, meeting)
    with pytest.raises(Refusal, match="The 1st meeting is still open"):
        on_meeting(world, actions.open_meeting, other)
    with pytest.raises(Refusal, match="The 1st meeting has not been adjourned"):
        on_session(world, actions.close_session, 1)
    on_meeting(world, actions.adjourn_meeting, meeting)
    assert standing(world, meeting) == "adjourned"
    on_meeting(world, actions.open_meeting, other)
    with pytest.raises(Refusal, match="The 2nd meeting has not been adjourned"):
        on_session(world, actions.close_session, 1)


def test_a_postponed_meeting_keeps_its_length_unless_it_is_given_an_end(world: World) -> None:
    meeting = a_meeting(world, a_session(world, "Organizational session", *JUNE), TEN)
    postpone(world, meeting, ends_at=THREE + timedelta(hours=2))
    row = world.read(queries.meeting, meeting)
    assert (row.starts_at, row.ends_at, row.room) == (THREE, THREE + timedelta(hours=2), ROOM)
    postpone(world, meeting, TEN)
    assert world.read(queries.meeting, meeting).ends_at == TEN + timedelta(hours=2)


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "reason", "words"),
    [
        (TEN, None, "Because", "called for this time already"),
        (THREE, None, " ", "please give the reason"),
        (THREE, THREE, "Because", "ends after it starts"),
        (local(2019, 6, 5, 10, zone=NEW_YORK), None, "Because", "lasts from 3 June 2019 to 4 June 2019"),
    ],
)
def test_a_meeting_is_not_postponed(
    world: World, starts_at: datetime, ends_at: datetime | None, reason: str, words: str
) -> None:
    meeting = a_meeting(world, a_session(world, "Organizational session", *JUNE), TEN)
    with pytest.raises(Refusal, match=words):
        on_meeting(world, actions.postpone_meeting, meeting, starts_at, ends_at, "", reason)
    assert world.read(queries.meeting, meeting).starts_at == TEN
    assert told(world, meeting) == [("plan_meeting", "")]


def test_a_session_is_closed_when_what_was_still_called_for_has_been_cancelled(world: World) -> None:
    meeting = a_meeting(world, an_open_session(world))
    with pytest.raises(Refusal, match="The 1st meeting is still called for"):
        on_session(world, actions.close_session, 1)
    assert world.read(queries.session, 1).status == "opened"
    cancel(world, meeting)
    on_session(world, actions.close_session, 1)
    assert world.read(queries.session, 1).status == "closed"


@pytest.mark.parametrize("act", [postpone, cancel])
def test_what_has_been_opened_is_neither_postponed_nor_cancelled(world: World, act: Callable[..., None]) -> None:
    meeting = an_open_meeting(world)
    with pytest.raises(Refusal, match="neither postponed nor cancelled"):
        act(world, meeting)


def test_a_cancelled_meeting_keeps_its_number_and_is_not_held(world: World) -> None:
    session = an_open_session(world)
    first, second = a_meeting(world, session), a_meeting(world, session)
    cancel(world, first)
    third = a_meeting(world, session)
    assert [world.read(queries.meeting, each).number for each in (first, second, third)] == [1, 2, 3]
    assert world.read(queries.session, session).meetings == 2
    refused: list[tuple[Callable[[], None], str]] = [
        (lambda: on_meeting(world, actions.open_meeting, first), "cancelled: it is not held"),
        (lambda: cancel(world, first), "cancelled already"),
        (lambda: postpone(world, first), "cancelled already"),
        (lambda: move(world, first, "virtual"), "cancelled is not moved any more"),
        (lambda: preside(world, first, None), "Nobody presides over a meeting that is cancelled"),
        (lambda: attend(world, first, ["FRA"]), "has been opened"),
    ]
    for act, words in refused:
        with pytest.raises(Refusal, match=words):
            act()
    assert standing(world, first) == "cancelled"


@pytest.mark.parametrize(
    ("mode", "room", "reason", "words"),
    [
        ("in_person", "", "Because", "in this mode and this room already"),
        ("virtual", "", "", "please give the reason"),
        ("virtual", ROOM, "Because", "no conference room"),
    ],
)
def test_a_meeting_is_not_moved(world: World, mode: str, room: str, reason: str, words: str) -> None:
    meeting = a_meeting(world, a_session(world))
    with pytest.raises(Refusal, match=words):
        move(world, meeting, mode, room, reason)
    assert world.read(queries.meeting, meeting).mode == "in_person"


def test_a_meeting_that_is_open_or_suspended_can_be_moved_and_one_that_is_over_cannot(world: World) -> None:
    meeting = an_open_meeting(world)
    move(world, meeting, "hybrid", ROOM)
    on_meeting(world, actions.suspend_meeting, meeting)
    move(world, meeting, "virtual")
    assert (world.read(queries.meeting, meeting).mode, standing(world, meeting)) == ("virtual", "suspended")
    on_meeting(world, actions.adjourn_meeting, meeting)
    with pytest.raises(Refusal, match="adjourned is not moved any more"):
        move(world, meeting, "in_person")


def test_when_a_session_is_cancelled_its_meetings_are_with_the_same_reason(world: World) -> None:
    session = a_session(world)
    meetings = [a_meeting(world, session) for _ in range(2)]
    other = a_meeting(world, a_session(world, "Another"))
    on_session(world, actions.cancel_session, session, "The building is closed")
    for meeting in meetings:
        assert told(world, meeting)[-1] == ("cancel_meeting", "The building is closed")
    assert standing(world, other) == "planned"


def test_when_a_session_is_postponed_its_meetings_are_with_it(world: World) -> None:
    """From July to March: other days and another offset, the same hour; the one without a day left stays as it was."""
    session = a_session(world, "Third session", date(2020, 7, 6), date(2020, 7, 10), kind="substantive")
    starts = [local(2020, 7, day, hour, zone=NEW_YORK) for day, hour in ((6, 10), (7, 15), (10, 10))]
    first, second, last = (a_meeting(world, session, each) for each in starts)
    cancel(world, second)
    on_session(world, actions.postpone_session, session, "The pandemic.", date(2021, 3, 8), date(2021, 3, 10))
    found = world.read(queries.meeting, first)
    assert (found.starts_at, found.ends_at) == tuple(local(2021, 3, 8, hour, zone=NEW_YORK) for hour in (10, 13))
    assert told(world, first)[-1] == ("postpone_meeting", "The pandemic.")
    assert [world.read(queries.meeting, each).starts_at for each in (second, last)] == starts[1:]
    assert told(world, last)[-1][0] == "plan_meeting"


def test_when_a_session_moves_online_the_meetings_in_person_do(world: World) -> None:
    session = an_open_session(world)
    held, ahead, hybrid = (a_meeting(world, session) for _ in range(3))
    on_meeting(world, actions.open_meeting, held)
    on_meeting(world, actions.adjourn_meeting, held)
    move(world, hybrid, "hybrid", ROOM)
    on_session(world, actions.move_session_online, session, "Travel is not possible")
    modes = [world.read(queries.meeting, each).mode for each in (held, ahead, hybrid)]
    assert modes == ["in_person", "virtual", "hybrid"]
    assert told(world, ahead)[-1] == ("move_meeting", "Travel is not possible")


def test_a_session_that_was_moved_online_and_then_postponed_stays_online_like_its_meetings(site: World) -> None:
    session = a_session(site, "Third session", date(2020, 7, 6), date(2020, 7, 10), kind="substantive")
    meeting = a_meeting(site, session, local(2020, 7, 6, 10, zone=NEW_YORK))
    on_session(site, actions.move_session_online, session, "Travel is not possible")
    on_session(site, actions.postpone_session, session, "The pandemic", date(2021, 3, 8), date(2021, 3, 12))
    assert (site.read(queries.session, session).online, site.read(queries.meeting, meeting).mode) == (True, "virtual")
    assert "postponed, online" in words_of(site.as_("public").get("/sessions"))


def test_a_vice_chair_is_named_to_preside_and_the_chair_again(world: World) -> None:
    meeting, vice_chair = a_meeting(world, a_session(world)), a_vice_chair(world)
    preside(world, meeting, vice_chair)
    line = world.read(queries.meeting_line, meeting, world.at)
    with world.database.reading() as db:
        assert line.presiding == people.delegation_by_code(db, "KEN").id
    assert world.read(queries.history_of, meeting)[-1].presiding == line.presiding
    with pytest.raises(Refusal, match="so already"):
        preside(world, meeting, vice_chair)
    preside(world, meeting, None)
    assert world.read(queries.meeting_line, meeting, world.at).presiding is None


def test_the_chair_presides_when_the_office_of_the_vice_chair_who_was_named_has_ended(site: World) -> None:
    session, vice_chair = a_session(site), a_vice_chair(site)
    over, ahead = a_meeting(site, session), a_meeting(site, session, THREE)
    for meeting in (over, ahead):
        preside(site, meeting, vice_chair)
    on_meeting(site, actions.cancel_meeting, over, "Nobody is left on the list.")
    page = site.as_("public")

    def who(meeting: int) -> tuple[bool, bool, bool]:
        named = "Presiding The Vice-Chair (Kenya)" in words_of(page.get(f"/meetings/{meeting}"))
        in_json = page.get(f"/api/v1/meetings/{meeting}").get_json()["presiding"] is not None
        unfolded = page.get("/calendar.ics").text.replace("\r\n ", "")
        return named, in_json, unfolded.count("Presiding: the Vice-Chair (Kenya)") == 2

    assert (who(over), who(ahead)) == ((True, True, True), (True, True, True))
    with site.writing() as db:
        accounts.end_capacity(db, queries.vice_chair(db, vice_chair), by=site.viewer("admin", db), at=site.tick())
    assert (who(over), who(ahead)) == ((True, True, False), (False, False, False))
    [slot] = [each for each in site.read(queries.meetings_of, session, site.at) if each.id == ahead]
    assert slot.presiding is None


def test_who_is_not_or_no_longer_a_vice_chair_does_not_preside(world: World) -> None:
    meeting, vice_chair = a_meeting(world, a_session(world)), a_vice_chair(world)
    with pytest.raises(NotFound):
        preside(world, meeting, 1)
    with world.writing() as db:
        row = queries.vice_chair(db, vice_chair)
        accounts.end_capacity(db, row, by=world.viewer("admin", db), at=world.tick())
    assert world.read(queries.vice_chairs, world.at) == []
    with pytest.raises(Refusal, match="a Vice-Chair in office"):
        preside(world, meeting, vice_chair)
    session = world.read(queries.session, 1).session
    with pytest.raises(Refusal, match="a Vice-Chair in office"):
        world.act(
            actions.plan_meeting, session, "formal", "in_person", TEN, by="secretariat",
            presiding=world.read(queries.vice_chair, vice_chair),
        )  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"cancelled_at": TEN, "opened_at": TEN},
        {"suspended_at": TEN},
        {"suspended_at": TEN, "opened_at": TEN, "adjourned_at": TEN},
        {"ends_at": TEN - timedelta(minutes=1)},
    ],
)
def test_the_database_refuses_a_life_that_cannot_be(world: World, wrong: dict[str, datetime]) -> None:
    session = a_session(world)
    row = {"starts_at": TEN, "ends_at": THREE, **wrong}
    with pytest.raises(IntegrityError), world.writing() as db:
        db.add(Meeting(session_id=session, number=7, formality="formal", mode="in_person", **row))


# --- Pages ---

PLAN = {"form": "meeting", "starts_at": "2019-06-03T10:00", "formality": "formal", "mode": "in_person"}


def test_a_meeting_is_called_with_its_end_its_room_and_who_presides(site: World) -> None:
    session, vice_chair = a_session(site, "Organizational session", *JUNE), a_vice_chair(site)
    shown = site.as_("secretariat").does(
        f"/sessions/{session}/meetings", f"/sessions/{session}", **PLAN, ends_at="2019-06-03T12:30", room=ROOM,
        presiding=vice_chair,
    )  # fmt: skip
    words = words_of(shown)
    for expected in ("3 June 2019, 12:30 New York (-04:00)", ROOM, "The Vice-Chair (Kenya)", "A meeting was called."):
        assert expected in words
    assert "Take care" not in words


@pytest.mark.parametrize(
    ("sent", "status", "reason"),
    [
        ({"ends_at": "2019-06-03T09:00"}, 422, "A meeting ends after it starts."),
        ({"mode": "virtual", "room": ROOM}, 422, "A virtual meeting has no conference room"),
        ({"room": "R" * 121}, 422, "This is too long."),
        ({"presiding": 987654}, 404, "no such page"),
    ],
)
def test_a_meeting_that_cannot_be_called_is_refused_with_what_was_typed(
    site: World, sent: dict[str, Any], status: int, reason: str
) -> None:
    session = a_session(site, "Organizational session", *JUNE)
    answer = site.as_("secretariat").post(f"/sessions/{session}/meetings", **{**PLAN, **sent})
    assert answer.status_code == status
    assert reason in words_of(answer)
    assert site.read(queries.meetings_of, session, site.at) == []


@pytest.mark.parametrize(
    ("zone", "starts_at"),
    [
        (NEW_YORK, "9999-12-31T23:30:00Z"),
        (NEW_YORK, "9999-12-31T23:00:00"),
        (NEW_YORK, "0001-01-01T00:30:00Z"),
        ("Pacific/Auckland", "9999-12-31T20:00:00Z"),
        ("Pacific/Auckland", "9999-12-31T23:00:00"),
        ("Pacific/Auckland", "0001-01-01T00:30:00"),
    ],
)
def test_the_end_of_the_calendar_is_refused_in_words(site: World, zone: str, starts_at: str) -> None:
    session = a_session(site, "A session", date(1, 1, 1), date(9999, 12, 31), zone=zone)
    secretariat = site.program("secretariat")
    answer = secretariat("POST", f"/sessions/{session}/meetings", {"starts_at": starts_at})
    assert (answer.status_code, "outside the calendar" in answer.get_json()["detail"]) == (422, True)
    meeting = a_meeting(site, session, TEN)
    sent = {"starts_at": starts_at, "reason": "Because"}
    assert secretariat("POST", f"/meetings/{meeting}/postpone", sent).status_code == 422
    assert site.as_("public").get(f"/sessions/{session}/timetable").status_code == 200


@pytest.mark.parametrize(
    ("zone", "day", "hour", "said"),
    [
        (NEW_YORK, date(2021, 3, 14), "02:30", "There is no 02:30 on 2021-03-14 in New York"),
        ("Europe/Zurich", date(2021, 3, 28), "02:30", "There is no 02:30 on 2021-03-28 in Geneva"),
        (NEW_YORK, date(2021, 11, 7), "01:30", "There are two 01:30 on 2021-11-07 in New York"),
        ("Europe/Zurich", date(2021, 10, 31), "02:30", "There are two 02:30 on 2021-10-31 in Geneva"),
        ("Europe/Zurich", date(2021, 10, 31), "10:00", "31 October 2021, 10:00 Geneva (+01:00)"),
    ],
)
def test_on_the_days_when_the_clocks_are_changed(site: World, zone: str, day: date, hour: str, said: str) -> None:
    session = a_session(site, "A session", day, day, zone=zone)
    secretariat = site.as_("secretariat")
    answer = secretariat.post(f"/sessions/{session}/meetings", **{**PLAN, "starts_at": f"{day}T{hour}"})
    if answer.status_code == 303:
        answer = secretariat.get(answer.location)
    assert said in words_of(answer)


def test_the_life_of_a_meeting_is_led_on_its_page_and_read_by_everybody(site: World) -> None:
    session = a_session(site, "Organizational session", *JUNE)
    meeting = a_meeting(site, session, TEN)
    secretariat, chair, page = site.as_("secretariat"), site.as_("chair"), f"/meetings/{meeting}"
    secretariat.does(
        f"{page}/postpone", page, form="postpone", starts_at="2019-06-04T15:00", room=ROOM, reason="The <hall>"
    )
    secretariat.does(f"{page}/move", page, form="move", mode="hybrid", room=ROOM, reason="Travel")
    secretariat.does(f"{page}/presiding", page, form="presiding", presiding=a_vice_chair(site))
    on_session(site, actions.open_session, session)
    chair.does(f"{page}/open", page, form="open")
    shown = chair.does(f"{page}/suspend", page, form="suspend", reason="Consultations")
    assert "A meeting was suspended." in words_of(shown)
    assert "Meeting 1 is suspended." in words_of(site.as_("public").get("/"))
    assert "Meeting 1 is suspended." in words_of(site.as_("public").get("/sessions"))
    assert "Record a decision" not in words_of(chair.get(page))
    chair.does(f"{page}/resume", page, form="resume")
    assert "Meeting 1 is open." in words_of(site.as_("public").get("/"))
    chair.does(f"{page}/adjourn", page, form="adjourn", reason="The <agenda> is exhausted")
    words = words_of(site.as_("public").get(page))
    order = [
        "A meeting was called. For 3 June 2019, 10:00 New York (-04:00), until 3 June 2019, 13:00 New York (-04:00).",
        "A meeting was postponed. For 4 June 2019, 15:00 New York (-04:00)", "Reason: The &lt;hall&gt;",
        "A meeting was moved to another mode or room. Mode: hybrid. Room: Conference Room 4.", "Reason: Travel",
        "It was said who is to preside over a meeting. Presiding: the Vice-Chair (Kenya).", "A meeting was opened.", "A meeting was suspended.",
        "Reason: Consultations", "A meeting was resumed.", "A meeting was adjourned.",
        "Reason: The &lt;agenda&gt; is exhausted",
    ]  # fmt: skip
    places = [words.find(each) for each in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("public", set()),
        ("delegate", set()),
        ("chair", {"Open the meeting"}),
        ("secretariat", {"Open the meeting", "Postpone the meeting", "Cancel the meeting", "Move the meeting"}),
    ],
)
def test_what_each_may_do_with_a_planned_meeting(site: World, who: str, offered: set[str]) -> None:
    words = words_of(site.as_(who).get(f"/meetings/{a_meeting(site, an_open_session(site))}"))
    every = {"Open the meeting", "Postpone the meeting", "Cancel the meeting", "Move the meeting"}
    assert {one for one in every if one in words} == offered


@pytest.mark.parametrize(
    ("path", "sent", "status", "reason"),
    [
        ("cancel", {"form": "cancel", "reason": " "}, 422, "Please fill this in."),
        ("postpone", {"form": "postpone", "starts_at": "2019-06-09T10:00", "reason": "Because"}, 422, "Outside the session."),
        ("postpone", {"form": "postpone", "starts_at": "", "reason": "Because"}, 422, "Please fill this in."),
        ("move", {"form": "move", "mode": "by_post", "reason": "Because"}, 422, "choose one of those offered"),
        ("resume", {"form": "resume"}, 409, "Only a meeting that is suspended is resumed"),
    ],
)  # fmt: skip
def test_a_refused_change_gives_back_what_was_typed_and_changes_nothing(
    site: World, path: str, sent: dict[str, str], status: int, reason: str
) -> None:
    meeting = a_meeting(site, a_session(site, "Organizational session", *JUNE), TEN)
    answer = site.as_("secretariat").post(f"/meetings/{meeting}/{path}", f"/meetings/{meeting}", **sent)
    assert answer.status_code == status
    assert reason in words_of(answer)
    assert told(site, meeting) == [("plan_meeting", "")]


def test_a_cancelled_meeting_offers_nothing_and_says_why(site: World) -> None:
    meeting = a_meeting(site, an_open_session(site))
    page = f"/meetings/{meeting}"
    site.as_("secretariat").does(f"{page}/cancel", page, form="cancel", reason="Nobody is left on the list.")
    words = words_of(site.as_("secretariat").get(page))
    assert "Reason: Nobody is left on the list." in words
    for offer in ("Open the meeting", "Change the plan", "Conduct the meeting"):
        assert offer not in words
    assert "cancelled" in words_of(site.as_("public").get("/meetings"))


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [("delegate", "suspend", 403), ("chair", "cancel", 403), ("chair", "postpone", 403), ("public", "move", 401)],
)
def test_others_do_not(site: World, who: str, path: str, status: int) -> None:
    meeting = an_open_meeting(site)
    assert site.as_(who).post(f"/meetings/{meeting}/{path}", reason="Because").status_code == status


def test_a_program_leads_the_life_of_a_meeting(site: World) -> None:
    session = a_session(site, "Organizational session", *JUNE)
    secretariat, chair = site.program("secretariat"), site.program("chair")
    called = secretariat(
        "POST", f"/sessions/{session}/meetings",
        {"starts_at": "2019-06-03T10:00:00", "ends_at": "2019-06-03T12:00:00", "room": ROOM},
    ).get_json()  # fmt: skip
    assert (called["part"], called["room"], called["ends_at"]) == ("morning", ROOM, "2019-06-03T16:00:00Z")
    at = f"/meetings/{called['id']}"
    gap = secretariat("POST", f"{at}/postpone", {"starts_at": "2019-03-10T02:30:00", "reason": "Because"})
    assert gap.get_json()["fields"]["starts_at"] == "The clocks pass over this time."
    later = {"starts_at": "2019-06-04T15:00:00", "room": ROOM, "reason": "Because"}
    moved = secretariat("POST", f"{at}/postpone", later).get_json()
    assert (moved["part"], moved["ends_at"]) == ("afternoon", "2019-06-04T21:00:00Z")
    online = secretariat("POST", f"{at}/move", {"mode": "virtual", "reason": "Because"}).get_json()
    assert (online["mode"], online["room"]) == ("virtual", "")
    vice_chair = a_vice_chair(site)
    assert secretariat("POST", f"{at}/presiding", {"presiding": vice_chair}).get_json()["presiding"] is not None
    on_session(site, actions.open_session, session)
    chair("POST", f"{at}/open", {})
    assert chair("POST", f"{at}/suspend", {}).get_json()["standing"] == "suspended"
    refused = chair("POST", f"{at}/decisions", {"kind": "other", "words": "It was so decided."})
    assert (refused.status_code, "resumed first" in refused.get_json()["detail"]) == (409, True)
    assert chair("POST", f"{at}/resume", {}).get_json()["standing"] == "open"
    history = chair("POST", f"{at}/adjourn", {"reason": "The agenda is exhausted"}).get_json()["history"]
    assert [each["act"] for each in history] == [
        "plan_meeting", "postpone_meeting", "move_meeting", "name_presiding", "open_meeting", "suspend_meeting",
        "resume_meeting", "adjourn_meeting",
    ]  # fmt: skip
    assert history[-1]["reason"] == "The agenda is exhausted"
    other = secretariat("POST", f"/sessions/{session}/meetings", {"starts_at": "2019-06-04T10:00:00"}).get_json()
    cancelled = secretariat("POST", f"/meetings/{other['id']}/cancel", {"reason": "Because"}).get_json()
    assert (cancelled["standing"], cancelled["number"]) == ("cancelled", 2)
    assert site.program()("GET", f"/sessions/{session}").get_json()["meetings"] == 1


def test_what_is_recorded_is_enough_to_rebuild_the_row(world: World) -> None:
    meeting = a_meeting(world, a_session(world, "Organizational session", *JUNE), TEN)
    postpone(world, meeting)
    move(world, meeting, "hybrid", "Conference Room 2")
    rebuilt: dict[str, object] = {}
    with world.database.reading() as db:
        for said in record.entries_of(db, ("meeting", meeting), ("plan_meeting", "postpone_meeting", "move_meeting"), {"public"}, limit=9):  # fmt: skip
            rebuilt |= said.facts
        row = db.get_one(Meeting, meeting)
    for name in ("formality", "mode", "room", "number"):
        assert rebuilt[name] == getattr(row, name)
    for name in ("starts_at", "ends_at"):
        assert datetime.fromisoformat(str(rebuilt[name])) == getattr(row, name)
