"""Can a calendar program subscribe: to the group's calendar, and to one's own under a secret address?"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.test import TestResponse

from oewg.accounts import actions, queries
from oewg.accounts.models import CalendarKey
from oewg.core.clock import local
from oewg.core.errors import Refusal
from oewg.meetings import actions as meetings
from oewg.meetings.rules.calendar import Dated, written
from oewg.record import queries as record
from oewg.record.models import Statement
from tests.consultations.given import FAR, an_open_call
from tests.meetings.given import JUNE, NEW_YORK, a_meeting, a_session, an_agenda, on_meeting, on_session
from tests.meetings.given_life import a_vice_chair, cancel, move, postpone, preside
from tests.meetings.given_timetable import a_list, inscribed, set_down, shift, take_off
from tests.negotiation.test_silence import a_clear_report, opens
from tests.world import World, words_of

TEN = local(2019, 6, 3, 10, zone=NEW_YORK)
ROOM = "Conference Room 4"


def read_back(sent: bytes) -> list[Any]:
    """The events of a calendar, as another program reads them."""
    return list(icalendar.Calendar.from_ical(sent).walk("VEVENT"))


def events(answer: TestResponse) -> dict[str, Any]:
    """UID -> event."""
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    return {str(event["UID"]): event for event in read_back(answer.data)}


def the_groups(site: World) -> dict[str, Any]:
    return events(site.as_("public").get("/calendar.ics"))


def key_of(site: World, who: str) -> str:
    """The address of somebody's own calendar, made on the page of the account."""
    shown = site.as_(who).does("/account/calendar", "/account", form="make-calendar")
    found = re.search(r"http://localhost(/calendar/[\w-]+\.ics)", shown.text)
    assert found, words_of(shown)
    return found[1]


def own(site: World, address: str) -> dict[str, Any]:
    return events(site.as_("public").get(address))


def a_day(site: World) -> int:
    return a_meeting(site, a_session(site, "Organizational session", *JUNE), TEN)


# --- The group's ---


def test_a_meeting_stands_in_the_groups_calendar_with_all_that_is_known_of_it(site: World) -> None:
    meeting, (_, items) = a_day(site), an_agenda(site)
    move(site, meeting, "hybrid", ROOM)
    preside(site, meeting, a_vice_chair(site))
    set_down(site, meeting, items[1])
    (uid, event), *others = the_groups(site).items()
    assert (uid, others) == ("meeting-1@A/AC.290", [])
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (TEN, TEN + timedelta(hours=3))
    assert event["SUMMARY"] == "Meeting 1, Organizational session"
    assert event["LOCATION"] == f"{ROOM}, New York"
    assert (event["STATUS"], event["URL"], event["TRANSP"]) == ("CONFIRMED", "http://localhost/meetings/1", "OPAQUE")
    assert str(event["DESCRIPTION"]).splitlines() == [
        "3 June 2019, 10:00 New York (-04:00), hybrid", "Presiding: the Vice-Chair (Kenya)", "2. Adoption of the agenda.",
    ]  # fmt: skip


def test_each_change_of_a_meeting_keeps_its_identity_and_raises_its_sequence(site: World) -> None:
    meeting, (_, items) = a_day(site), an_agenda(site)
    other = a_meeting(site, 1, TEN + timedelta(hours=5))
    seen = []
    changes: list[Callable[[], object]] = [
        lambda: postpone(site, meeting),
        lambda: move(site, meeting, "virtual"),
        lambda: set_down(site, meeting, items[0]),
        lambda: set_down(site, meeting, items[1]),
        lambda: shift(site, meeting, items[1], meeting, 1),
        lambda: shift(site, meeting, items[0], other),
        lambda: take_off(site, meeting, items[1]),
        lambda: cancel(site, meeting),
    ]
    for change in [lambda: None, *changes]:
        change()
        event = the_groups(site)[f"meeting-{meeting}@A/AC.290"]
        seen.append((event["SEQUENCE"], event["LAST-MODIFIED"].dt, event["DTSTAMP"].dt))
        assert site.read(record.changes, "meeting", [meeting], {"public"})[meeting][0] == event["SEQUENCE"]
    assert [sequence for sequence, *_ in seen] == list(range(1, len(seen) + 1))
    assert seen == sorted(seen)
    assert the_groups(site)[f"meeting-{other}@A/AC.290"]["SEQUENCE"] == 2


def test_a_postponed_meeting_moves_and_a_cancelled_one_is_told_as_cancelled(site: World) -> None:
    meeting = a_day(site)
    postpone(site, meeting)
    assert the_groups(site)["meeting-1@A/AC.290"]["DTSTART"].dt == local(2019, 6, 4, 15, zone=NEW_YORK)
    cancel(site, meeting)
    event = the_groups(site)["meeting-1@A/AC.290"]
    assert (event["STATUS"], event["TRANSP"]) == ("CANCELLED", "TRANSPARENT")


def test_the_meetings_of_a_cancelled_session_are_cancelled_in_the_calendar(site: World) -> None:
    a_day(site)
    on_session(site, meetings.cancel_session, 1, "The building is closed")
    assert the_groups(site)["meeting-1@A/AC.290"]["STATUS"] == "CANCELLED"


def test_a_meeting_for_which_a_postponed_session_has_no_day_any_more_is_tentative(site: World) -> None:
    """RFC 5545, 3.8.1.11. It stays as it was called until the secretariat decides, and a program hears of the change."""
    session = a_session(site, "Third session", date(2020, 7, 6), date(2020, 7, 10), kind="substantive")
    moved, left = (a_meeting(site, session, local(2020, 7, day, 20, zone=NEW_YORK)) for day in (6, 10))
    inscribed(site, a_list(site, session, meeting=left), "FRA")
    address, before = key_of(site, "delegate"), the_groups(site)
    on_session(site, meetings.postpone_session, session, "The pandemic", date(2021, 3, 8), date(2021, 3, 9))
    (to_speak,) = (event for uid, event in own(site, address).items() if uid.startswith("inscription"))
    assert to_speak["STATUS"] == "TENTATIVE"
    after = the_groups(site)
    uids = [f"meeting-{meeting}@A/AC.290" for meeting in (moved, left)]
    assert [before[uid]["STATUS"] for uid in uids] == ["CONFIRMED", "CONFIRMED"]
    assert [after[uid]["STATUS"] for uid in uids] == ["CONFIRMED", "TENTATIVE"]
    assert after[uids[1]]["DTSTART"].dt == before[uids[1]]["DTSTART"].dt
    for uid in uids:
        assert after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"]
        assert after[uid]["LAST-MODIFIED"].dt > before[uid]["LAST-MODIFIED"].dt
    move_back = local(2021, 3, 9, 10, zone=NEW_YORK)
    on_meeting(site, meetings.postpone_meeting, left, move_back, None, "", "A day was found")
    assert the_groups(site)[uids[1]]["STATUS"] == "CONFIRMED"
    on_session(site, meetings.postpone_session, session, "Again", date(2021, 5, 3), date(2021, 5, 3))
    cancel(site, left)
    assert the_groups(site)[uids[1]]["STATUS"] == "CANCELLED"


@pytest.mark.parametrize(
    ("zone", "day", "utc"),
    [
        (NEW_YORK, (2021, 3, 12, 10, 0), datetime(2021, 3, 12, 15, tzinfo=UTC)),
        (NEW_YORK, (2021, 3, 15, 10, 0), datetime(2021, 3, 15, 14, tzinfo=UTC)),
        ("Europe/Zurich", (2021, 10, 29, 10, 0), datetime(2021, 10, 29, 8, tzinfo=UTC)),
        ("Europe/Zurich", (2021, 11, 1, 10, 0), datetime(2021, 11, 1, 9, tzinfo=UTC)),
    ],
)
def test_ten_oclock_is_ten_oclock_before_and_after_the_clocks_are_changed(
    site: World, zone: str, day: tuple[int, int, int, int, int], utc: datetime
) -> None:
    starts_at = local(*day, zone=zone)
    session = a_session(site, "A session", starts_at.date(), starts_at.date(), zone=zone)
    a_meeting(site, session, starts_at)
    assert the_groups(site)["meeting-1@A/AC.290"]["DTSTART"].dt == utc
    assert b"DTSTART:" + f"{utc:%Y%m%dT%H%M%SZ}".encode() in site.as_("public").get("/calendar.ics").data


def test_a_calendar_program_that_asks_again_is_told_that_nothing_has_changed(site: World) -> None:
    meeting = a_day(site)
    for address in ("/calendar.ics", key_of(site, "delegate")):
        client = site.as_("public")
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert client.get(address).data == first.data
        set_down(site, meeting, an_agenda(site)[1][0])
        changed = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert changed.status_code == 200
        assert changed.headers["ETag"] != first.headers["ETag"]


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=120).map(str.strip).filter(bool)


@given(TEXT, TEXT, st.lists(TEXT, max_size=4))
@example("\\N", "\\n", ["a\\N", "\\\\N;", "b,\\;"])
def test_whatever_is_written_is_folded_escaped_and_read_back(title: str, room: str, items: list[str]) -> None:
    at = datetime(2019, 6, 3, 14, tzinfo=UTC)
    words = "\n".join(items)
    sent = written(title, [Dated("meeting-1@x", 3, at, title, at, at, "http://x/1", room, words)])
    assert all(len(line) <= 75 for line in sent.split(b"\r\n"))
    assert b"\n" not in sent.replace(b"\r\n", b"")
    (event,) = read_back(sent)
    assert (str(event["SUMMARY"]), str(event["LOCATION"]), event["SEQUENCE"]) == (title, room, 3)
    assert str(event.get("DESCRIPTION", "")) == words


def test_a_deadline_takes_no_time(site: World) -> None:
    at = datetime(2019, 6, 3, 14, 0, 0, 5, tzinfo=UTC)
    sent = written("x", [Dated("silence-1@x", 1, at, "Silence ends", at, None, "http://x/1", busy=False)])
    (event,) = read_back(sent)
    assert ("DTEND" in event, event["TRANSP"], event["DTSTART"].dt.microsecond) == (False, "TRANSPARENT", 0)


# --- One's own ---


def test_ones_own_calendar_adds_where_the_delegation_speaks_and_what_ends_when(site: World) -> None:
    meeting, (_, items) = a_day(site), an_agenda(site)
    other = a_meeting(site, 1, TEN + timedelta(hours=5))
    set_down(site, meeting, items[2])
    speaks = inscribed(site, a_list(site, 1, item=items[2]), "FRA")
    of_meeting = a_list(site, 1, meeting=other)
    inscribed(site, of_meeting, "JPN")
    inscribed(site, of_meeting, "FRA", 2, withdrawn=True)
    inscribed(site, of_meeting, "Open Wires", 3)
    text_id, _ = a_clear_report(site)
    silence = opens(site, text_id, deadline=FAR)
    call = an_open_call(site, FAR)
    found = own(site, key_of(site, "delegate"))
    name = f"inscription-{speaks}-{meeting}@A/AC.290"
    ends = {f"silence-{silence.id}@A/AC.290", f"call-{call}@A/AC.290"}
    assert set(found) == {f"meeting-{meeting}@A/AC.290", f"meeting-{other}@A/AC.290", name} | ends
    assert found[name]["SUMMARY"] == "You are inscribed to speak: Meeting 1, Organizational session"
    assert (found[name]["DESCRIPTION"], found[name]["TRANSP"]) == ("3. Organization of work.", "TRANSPARENT")
    assert found[name]["DTSTART"].dt == TEN
    for uid in ends:
        assert (found[uid]["DTSTART"].dt, "DTEND" in found[uid]) == (FAR, False)
    assert "A/AC.290/2021/L.1" in found[f"silence-{silence.id}@A/AC.290"]["SUMMARY"]
    assert found[f"silence-{silence.id}@A/AC.290"]["URL"] == f"http://localhost/texts/{text_id}/silence"
    assert len([uid for uid in own(site, key_of(site, "stakeholder")) if uid.startswith("inscription")]) == 1
    assert [uid for uid in own(site, key_of(site, "secretariat")) if uid.startswith("inscription")] == []


def test_a_delegation_that_withdrew_or_has_spoken_is_not_told_to_speak(site: World) -> None:
    meeting, address = a_day(site), key_of(site, "delegate")
    inscribed(site, a_list(site, 1, meeting=meeting), "FRA")
    assert len(own(site, address)) == 2
    cancel(site, meeting)
    assert list(own(site, address)) == ["meeting-1@A/AC.290"]


def test_the_secret_address_is_shown_once_and_only_its_digest_is_kept(site: World) -> None:
    a_day(site)
    browser = site.as_("delegate")
    shown = browser.does("/account/calendar", "/account", form="make-calendar")
    found = re.search(r"/calendar/([\w-]+)\.ics", shown.text)
    assert found
    assert found[1] not in browser.get("/account").text
    with site.database.reading() as db:
        (key,) = db.scalars(select(CalendarKey)).all()
        assert key.digest == queries.digest(found[1])
        for contents in db.scalars(select(Statement.contents)):
            assert found[1].encode() not in contents
    public = site.read(record.entries_after, -1, {"public"}, limit=999)
    assert [said.act for said in public if "calendar" in said.act] == []
    own_account = {f"account:{key.account_id}"}
    assert [said.act for said in site.read(record.entries_after, -1, own_account, limit=99)][-1] == "make_calendar_key"


def test_a_withdrawn_address_and_one_that_never_was_answer_alike(site: World) -> None:
    a_day(site)
    address = key_of(site, "delegate")
    site.as_("delegate").does("/account/calendar/withdraw", "/account", form="withdraw-calendar")
    gone, never = (site.as_("public").get(path) for path in (address, "/calendar/nowhere.ics"))
    assert (gone.status_code, never.status_code) == (404, 404)
    assert words_of(gone) == words_of(never)
    twice = site.as_("delegate").post("/account/calendar/withdraw", "/account", form="withdraw-calendar")
    assert (twice.status_code, "withdrawn already" in words_of(twice)) == (409, True)


def test_another_address_takes_the_place_of_the_one_before(site: World) -> None:
    a_day(site)
    first, second = key_of(site, "delegate"), key_of(site, "delegate")
    assert site.as_("public").get(first).status_code == 404
    assert len(own(site, second)) == 1
    with site.database.reading() as db:
        assert [key.withdrawn_at is None for key in db.scalars(select(CalendarKey).order_by(CalendarKey.id))] == [
            False,
            True,
        ]


def test_the_address_ends_with_the_capacity_and_with_the_account(site: World) -> None:
    a_day(site)
    one, other = key_of(site, "delegate"), key_of(site, "second")
    etag = site.as_("public").get(one).headers["ETag"]
    with site.writing() as db:
        account = queries.account_by_email(db, "delegate@example.org")
        assert account is not None
        actions.end_capacity(db, account.capacities[0], by=site.viewer("admin", db), at=site.tick())
        disabled = queries.account_by_email(db, "second@example.org")
        assert disabled is not None
        actions.disable_account(db, disabled, by=site.viewer("admin", db), at=site.tick())
    assert site.as_("public").get(one, headers={"If-None-Match": etag}).status_code == 404
    assert site.as_("public").get(other).status_code == 404


def test_the_address_opens_the_calendar_and_nothing_else(site: World) -> None:
    a_day(site)
    address, client = key_of(site, "delegate"), site.as_("public")
    answer = client.get(address)
    assert len(events(answer)) == 1
    assert "Set-Cookie" not in answer.headers
    for other in ("/account", "/positions"):
        assert client.get(other).status_code == 401
    token = address.removeprefix("/calendar/").removesuffix(".ics")
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/sessions", headers=headers).status_code == 401


def test_without_a_capacity_there_is_no_calendar_of_ones_own(site: World) -> None:
    with site.writing() as db:
        account = queries.account_by_email(db, "delegate@example.org")
        assert account is not None
        actions.end_capacity(db, account.capacities[0], by=site.viewer("admin", db), at=site.tick())
    assert site.as_("delegate").post("/account/calendar", form="make-calendar").status_code == 403
    with site.database.reading() as db:
        assert db.scalars(select(CalendarKey)).all() == []


def test_a_program_makes_and_withdraws_the_address(site: World) -> None:
    a_day(site)
    program = site.program("delegate")
    made = program("POST", "/account/calendar", {})
    address = made.get_json()["address"]
    assert (made.status_code, address.startswith("http://localhost/calendar/")) == (201, True)
    assert len(own(site, address.removeprefix("http://localhost"))) == 1
    assert program("POST", "/account/calendar/withdraw", {}).get_json() == {"address": ""}
    assert site.as_("public").get(address.removeprefix("http://localhost")).status_code == 404
    assert site.program()("POST", "/account/calendar", {}).status_code == 401


def test_one_address_lives_for_a_person_and_capacity(world: World) -> None:
    token = world.act(actions.make_calendar_key, by="delegate")
    viewer = world.read(queries.viewer_of_calendar_key, token, world.at)
    assert viewer is not None
    assert (viewer.role, viewer.name) == ("delegate", "Delegate")
    assert viewer.acting_as is not None
    again = {"account_id": viewer.account_id, "capacity_id": viewer.acting_as.id, "since": world.at}
    with pytest.raises(IntegrityError), world.writing() as db:
        db.add(CalendarKey(digest="0" * 64, **again))
    world.act(actions.make_calendar_key, by="second")
    world.act(actions.withdraw_calendar_key, by="delegate")
    assert world.read(queries.viewer_of_calendar_key, token, world.at) is None
    with pytest.raises(Refusal, match="withdrawn already"):
        world.act(actions.withdraw_calendar_key, by="delegate")
    with pytest.raises(Refusal, match="no capacity"):
        world.act(actions.make_calendar_key, by="public")
