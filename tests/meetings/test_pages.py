"""What do the pages of meetings show, to whom, and what do they refuse?"""

from datetime import UTC, date, datetime

import pytest

from oewg.core.clock import local
from oewg.meetings import actions, queries
from oewg.texts import actions as texts
from oewg.texts import queries as texts_queries
from tests.meetings.given import (
    NEW_YORK,
    a_meeting,
    a_session,
    an_agenda,
    an_open_meeting,
    an_open_session,
    befalls,
    on_meeting,
    on_session,
)
from tests.world import World, words_of

PLANNED = {
    "form": "session", "kind": "substantive", "title": "First session", "first_day": "2019-12-02",
    "last_day": "2019-12-06", "place": "Geneva", "zone": "Europe/Zurich",
}  # fmt: skip


@pytest.mark.parametrize("who", ["public", "delegate", "chair", "secretariat"])
def test_everybody_reads_the_sessions_and_the_secretariat_alone_plans_one(site: World, who: str) -> None:
    befalls(site, a_session(site), "move_session_online", "Travel is not possible")
    words = words_of(site.as_(who).get("/sessions"))
    assert "Organizational session" in words
    assert "planned, online" in words
    assert ("Plan a session" in words) is (who == "secretariat")


@pytest.mark.parametrize(("name", "longest"), [("title", 200), ("place", 120)])
def test_what_is_too_long_for_the_database_is_refused_at_its_field(
    site_on_both: World, name: str, longest: int
) -> None:
    secretariat = site_on_both.as_("secretariat")
    refused = secretariat.post("/sessions", page="/sessions", **PLANNED | {name: "a" * (longest + 1)})
    assert refused.status_code == 422
    assert "This is too long." in words_of(refused)
    secretariat.does("/sessions", page="/sessions", **PLANNED | {name: "a" * longest})


def test_without_a_session_the_page_says_what_to_do_next(site: World) -> None:
    assert "Plan the organizational session below" in words_of(site.as_("secretariat").get("/sessions"))
    assert "The secretariat plans the organizational session first" in words_of(site.as_("public").get("/sessions"))


@pytest.mark.parametrize(
    ("who", "offered", "not_offered"),
    [
        ("public", (), ("What happens to the session", "Call a meeting")),
        ("delegate", (), ("What happens to the session", "Call a meeting")),
        ("chair", ("What happens to the session", 'value="opened"'), ("Call a meeting", 'value="postponed"')),
        ("secretariat", ("What happens to the session", "Call a meeting", 'value="opened"', 'value="postponed"'), ()),
    ],
)
def test_what_each_may_do_with_a_session(
    site: World, who: str, offered: tuple[str, ...], not_offered: tuple[str, ...]
) -> None:
    page = site.as_(who).get(f"/sessions/{a_session(site)}").text
    assert [words for words in offered if words not in page] == []
    assert [words for words in not_offered if words in page] == []


@pytest.mark.parametrize("what", ["postponed", "moved_online", "cancelled"])
def test_the_chair_opens_a_session_but_does_not_change_its_plan(site: World, what: str) -> None:
    session = a_session(site)
    more = {"new_from": "2020-01-01", "new_until": "2020-01-02"} if what == "postponed" else {}
    answer = site.as_("chair").post(f"/sessions/{session}/befall", form="befall", what=what, reason="Because", **more)
    assert answer.status_code == 403
    assert site.read(queries.session, session).status == "planned"
    site.as_("chair").does(f"/sessions/{session}/befall", form="befall", what="opened")
    assert site.read(queries.session, session).status == "opened"


def test_a_postponement_stands_in_the_history_with_its_reason_and_days(site: World) -> None:
    session = a_session(site)
    shown = site.as_("secretariat").does(
        f"/sessions/{session}/befall", form="befall", what="postponed", reason="The <pandemic>",
        new_from="2021-03-08", new_until="2021-03-12",
    )  # fmt: skip
    assert "A session was postponed." in words_of(shown)
    words = words_of(site.as_("public").get(f"/sessions/{session}"))
    assert "postponed to 8 March 2021 – 12 March 2021" in words
    assert "Reason: The &lt;pandemic&gt;" in words


@pytest.mark.parametrize(
    ("sent", "status", "reason"),
    [
        ({"what": "closed"}, 409, "A session that is planned cannot be closed."),
        ({"what": "cancelled"}, 409, "please give the reason"),
        ({"what": "postponed", "reason": "Because"}, 422, "A postponed session has new days."),
        ({"what": "forgotten"}, 422, "Please choose one of those offered."),
    ],
)
def test_a_refused_change_says_why_and_gives_back_what_was_typed(
    site: World, sent: dict[str, str], status: int, reason: str
) -> None:
    session = a_session(site)
    answer = site.as_("secretariat").post(f"/sessions/{session}/befall", form="befall", **{"reason": "", **sent})
    assert answer.status_code == status
    assert reason in words_of(answer)
    assert [event.what for event in site.read(queries.session, session).session.history] == ["planned"]


def test_a_session_is_planned_on_the_page_and_its_meeting_called_on_the_clocks_of_its_zone(site: World) -> None:
    secretariat = site.as_("secretariat")
    shown = secretariat.does("/sessions", **PLANNED)
    assert "A session was planned." in words_of(shown)
    called = secretariat.does("/sessions/1/meetings", form="meeting", starts_at="2019-12-02T10:00")
    assert "2 December 2019, 10:00 Geneva (+01:00)" in words_of(called)
    assert site.read(queries.meeting, 1).starts_at == local(2019, 12, 2, 9, zone="UTC")


@pytest.mark.parametrize(("day", "offset"), [(date(2019, 6, 3), "-04:00"), (date(2019, 12, 2), "-05:00")])
def test_ten_oclock_in_new_york_reads_ten_oclock_summer_and_winter(site: World, day: date, offset: str) -> None:
    session = a_session(site, "A session", day, day)
    a_meeting(site, session, local(day.year, day.month, day.day, 10, zone=NEW_YORK))
    for page in ("/meetings", "/meetings/1", f"/sessions/{session}"):
        assert f"10:00 New York ({offset})" in words_of(site.as_("public").get(page)), page


def test_a_refused_plan_keeps_what_was_typed(site: World) -> None:
    answer = site.as_("secretariat").post("/sessions", **{**PLANNED, "last_day": "2019-12-01"})
    assert answer.status_code == 422
    assert "A session ends after it begins." in words_of(answer)
    assert 'value="First session"' in answer.text


def test_the_checklist_says_what_is_still_missing_until_it_is_settled(site: World) -> None:
    def missing() -> int:
        return words_of(site.as_("public").get("/sessions")).count("still missing")

    assert missing() == 5
    text, _ = an_agenda(site)
    assert missing() == 5
    site.act(texts.close_text, site.read(texts_queries.text, text), by="secretariat")
    assert missing() == 4
    a_session(site, "First session", date(2019, 9, 9), date(2019, 9, 13), kind="substantive")
    assert missing() == 4
    an_open_meeting(site)
    on_meeting(site, actions.record_decision, 1, "organization", "The Working Group decided to meet twice a day.")
    assert missing() == 4
    on_meeting(site, actions.record_decision, 1, "dates", "The Working Group decided to meet in September.")
    assert missing() == 3
    decided = 'href="/meetings/1">The Working Group decided to meet in September.</a>'
    assert decided in site.as_("public").get("/sessions").text


def test_the_checklist_names_the_officers_and_the_offices_that_are_vacant(site: World) -> None:
    an_open_meeting(site)

    def elected(office: str, email: str, delegation: str) -> str:
        sent = {"form": "election", "office": office, "delegation": delegation, "email": f"{email}@example.org"}
        site.as_("secretariat").does("/meetings/1/elections", **sent)
        return words_of(site.as_("public").get("/sessions"))

    shown = elected("chair", "second", "Japan")
    assert "Officers elected: still missing In office: Chair (Japan). Vacant: Vice-Chair, Rapporteur." in shown
    elected("vice_chair", "delegate", "France")
    shown = elected("rapporteur", "bureau", "Uruguay")
    assert "Officers elected: done In office: Chair (Japan), Vice-Chair (France), Rapporteur (Uruguay)." in shown
    assert "Vacant" not in shown


@pytest.mark.parametrize(
    ("who", "elected_at", "decided_at"),
    [("public", "/meetings/1", "/meetings/1"), ("secretariat", "/meetings/1#an-election", "/meetings/1#a-decision")],
)
def test_the_checklist_leads_to_where_what_is_missing_is_done(
    site: World, who: str, elected_at: str, decided_at: str
) -> None:
    def shown() -> str:
        return site.as_(who).get("/sessions").text

    assert ("Begin a text" in shown()) is (who == "secretariat")
    assert "At a meeting of the organizational session." in shown()
    session = an_open_session(site)
    assert f'<a href="/sessions/{session}">Where they are elected</a>' in shown()
    a_meeting(site, session, formality="informal")
    assert f'<a href="/sessions/{session}">Where they are elected</a>' in shown()
    on_meeting(site, actions.cancel_meeting, 1, "The hall is closed")
    meeting = a_meeting(site, session)
    text, _ = an_agenda(site)
    for words, link in (("elected", elected_at), ("decided", decided_at)):
        assert f'<a href="{link.replace("/1", f"/{meeting}")}">Where they are {words}</a>' in shown()
    assert f'<a href="/texts/{text}">Provisional agenda</a>' in shown()


def test_the_organizational_session_alone_shows_the_checklist(site: World) -> None:
    substantive = a_session(site, "First session", kind="substantive")
    assert "Organizational arrangements" in words_of(site.as_("public").get(f"/sessions/{a_session(site)}"))
    assert "Organizational arrangements" not in words_of(site.as_("public").get(f"/sessions/{substantive}"))


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("public", set()),
        ("delegate", set()),
        ("bureau", set()),
        ("chair", {"Conduct the meeting", "Record a decision"}),
        ("secretariat", {"Conduct the meeting", "Record a decision", "Record an election", "Record attendance"}),
    ],
)
def test_what_each_may_do_at_an_open_meeting(site: World, who: str, offered: set[str]) -> None:
    words = words_of(site.as_(who).get(f"/meetings/{an_open_meeting(site)}"))
    every = {"Conduct the meeting", "Record a decision", "Record an election", "Record attendance"}
    assert {one for one in every if one in words} == offered


@pytest.mark.parametrize("by_program", [False, True])
def test_a_state_is_elected_under_its_name_on_that_day_in_the_sessions_zone(
    site: World, monkeypatch: pytest.MonkeyPatch, by_program: bool
) -> None:
    """On the evening of 31 May in New York it is 1 June in UTC, from which day on Turkey is called Türkiye."""
    site.at = datetime(2022, 5, 31, 20, tzinfo=UTC)
    address = f"/meetings/{an_open_meeting(site)}/elections"
    browser, program = site.as_("secretariat"), site.program("secretariat")
    monkeypatch.setattr("oewg.accounts.door.desk.now", lambda: datetime(2022, 6, 1, 1, tzinfo=UTC))
    sent = {"office": "vice_chair", "delegation": "Turkey", "email": "second@example.org"}
    if by_program:
        assert program("POST", address, sent).status_code == 201
    else:
        browser.does(address, form="election", **sent)
    words = "on 31 May 2022, the Working Group elected, by acclamation, the representative of Turkey as Vice-Chair."
    assert words in site.read(queries.decisions)[0].words


def test_an_informal_meeting_offers_neither_election_nor_decision(site: World) -> None:
    words = words_of(site.as_("secretariat").get(f"/meetings/{an_open_meeting(site, 'informal')}"))
    assert "Record a decision" not in words
    assert "Record an election" not in words
    assert "Adjourn the meeting" in words


def test_a_meeting_is_conducted_on_its_page(site: World) -> None:
    meeting, (_, items) = a_meeting(site, an_open_session(site)), an_agenda(site)
    chair, secretariat = site.as_("chair"), site.as_("secretariat")
    assert "A meeting was opened." in words_of(chair.does(f"/meetings/{meeting}/open", form="open"))
    assert "Meeting 1 is open." in words_of(site.as_("public").get("/sessions"))
    chair.does(f"/meetings/{meeting}/items", form="item", item=items[2])
    decided = "The Working Group decided to meet in New York."
    chair.does(f"/meetings/{meeting}/decisions", form="decision", kind="organization", words=decided)
    secretariat.does(
        f"/meetings/{meeting}/attendance", form="attendance", delegations="fra, JPN\nken", organizations="Open Wires"
    )
    secretariat.does(
        f"/meetings/{meeting}/elections", form="election", office="rapporteur", delegation="URY",
        email="bureau@example.org",
    )  # fmt: skip
    shown = words_of(site.as_("public").get(f"/meetings/{meeting}"))
    for words in ("Organization of work.", decided, "3 delegations, 1 organization", "Open Wires", "Uruguay"):
        assert words in shown
    chair.does(f"/meetings/{meeting}/adjourn", form="adjourn")
    assert "A meeting was adjourned." in words_of(site.as_("public").get(f"/meetings/{meeting}"))
    of_session = words_of(site.as_("public").get("/sessions/1"))
    assert "Rapporteur: Uruguay" in of_session
    assert decided in of_session


def test_the_secretariat_takes_an_attendance_back_on_the_meetings_page(site: World) -> None:
    meeting = an_open_meeting(site)
    page, secretariat = f"/meetings/{meeting}", site.as_("secretariat")
    assert "recorded in error" not in words_of(secretariat.get(page))
    secretariat.does(f"{page}/attendance", form="attendance", delegations="FRA JPN", organizations="Open Wires")
    assert "recorded in error" in words_of(secretariat.get(page))
    shown = secretariat.does(
        f"{page}/attendance/take-off", form="take-off", delegation="JPN", reason="A slip of the pen"
    )
    assert (
        "A delegation or an organization was taken off a meeting’s attendance. It is about: Japan. Reason: A slip of the pen"
        in words_of(shown)
    )
    secretariat.does(f"{page}/attendance/take-off", form="take-off", organization="Open Wires", reason="Another one")
    words = words_of(site.as_("public").get(page))
    assert "1 delegation" in words
    assert "It is about: Open Wires. Reason: Another one" in words
    assert "recorded in error" not in words_of(site.as_("chair").get(page))
    refused = site.as_("chair").post(f"{page}/attendance/take-off", form="take-off", delegation="FRA", reason="No")
    assert refused.status_code == 403
    assert site.read(queries.attendance) == {meeting: (1, 0)}


@pytest.mark.parametrize("end", ["adjourned", "cancelled"])
def test_the_page_of_a_meeting_that_is_over_promises_nothing_more(site: World, end: str) -> None:
    meeting = a_meeting(site, an_open_session(site))
    page = f"/meetings/{meeting}"
    if end == "cancelled":
        assert words_of(site.as_("public").get(page)).count("None yet.") == 2
        on_meeting(site, actions.cancel_meeting, meeting, "Not needed")
    else:
        on_meeting(site, actions.open_meeting, meeting)
        assert "No speakers’ list has been opened yet." in words_of(site.as_("public").get(page))
        on_meeting(site, actions.adjourn_meeting, meeting)
    for who in ("public", "chair", "secretariat"):
        words = words_of(site.as_(who).get(page))
        assert "None yet." not in words
        assert "Items taken up None. Decisions None." in words
        assert "No speakers’ list" not in words
        assert "Open a speakers’ list" not in words
    console = words_of(site.as_("chair").get(f"{page}/console"))
    assert ("The meeting has been cancelled." in console) is (end == "cancelled")
    assert "has not been opened yet" not in console


def test_the_lists_of_a_session_that_is_over_are_not_still_to_come(site: World) -> None:
    meeting = an_open_meeting(site)
    session = site.read(queries.meeting, meeting).session_id
    on_meeting(site, actions.adjourn_meeting, meeting)
    assert "No speakers’ list has been opened yet." in words_of(site.as_("public").get(f"/sessions/{session}"))
    on_session(site, actions.close_session, session)
    assert "No speakers’ list was opened." in words_of(site.as_("public").get(f"/sessions/{session}"))


@pytest.mark.parametrize(
    ("codes", "names", "told"),
    [
        ("FRA", "", "Attendance 1 delegation Who was there"),
        ("FRA JPN", "Open Wires", "Attendance 2 delegations, 1 organization Who was there"),
        ("", "Open Wires", "Attendance 1 organization Who was there"),
    ],
)
def test_attendance_is_told_of_those_of_whom_somebody_was_there(site: World, codes: str, names: str, told: str) -> None:
    meeting = an_open_meeting(site)
    sent = {"delegations": codes, "organizations": names}
    shown = site.as_("secretariat").does(f"/meetings/{meeting}/attendance", form="attendance", **sent)
    assert told in words_of(shown)


def test_a_decision_leads_to_the_document_that_holds_it(site: World) -> None:
    meeting = an_open_meeting(site)
    document = site.act(texts.register_document, "A/1/L.1", "A paper", "limited", "en", by="secretariat")
    sent = {"form": "decision", "kind": "other", "words": "So decided."}
    refused = site.as_("chair").post(f"/meetings/{meeting}/decisions", **sent, symbol="A/1/L.2")
    assert (refused.status_code, "There is no document A/1/L.2" in words_of(refused)) == (422, True)
    shown = site.as_("chair").does(f"/meetings/{meeting}/decisions", **sent, symbol="A/1/L.1")
    for page in (shown, site.as_("public").get("/sessions/1")):
        assert "So decided. Document: A/1/L.1" in words_of(page)
        assert f'href="/documents/{document.id}"' in page.text


@pytest.mark.parametrize(
    ("path", "sent", "status", "reason"),
    [
        ("items", {"form": "item", "item": "987654"}, 404, ""),
        ("elections", {"form": "election", "office": "chair", "delegation": "FRA", "email": "nobody@example.org"}, 422, "no account with this address"),
        ("elections", {"form": "election", "office": "chair", "delegation": "Atlantis", "email": "second@example.org"}, 422, "no delegation of this name"),
        ("elections", {"form": "election", "office": "king", "delegation": "FRA", "email": "second@example.org"}, 422, "choose one of those offered"),
        ("decisions", {"form": "decision", "words": " "}, 422, "Please fill this in."),
        ("decisions", {"form": "decision", "kind": "election", "words": "We elected"}, 422, "choose one of those offered"),
        ("attendance", {"form": "attendance", "delegations": "FRA XXX"}, 422, "no delegation with the code XXX"),
        ("attendance", {"form": "attendance", "organizations": "Atlantis Ltd"}, 422, "no organization called Atlantis Ltd"),
        ("attendance", {"form": "attendance"}, 422, "Please say who was there."),
        ("attendance", {"form": "attendance", "organizations": "Not Yet Heard"}, 409, "is not accredited"),
        ("attendance/take-off", {"form": "take-off", "delegation": "FRA"}, 422, "cannot be accepted"),
        ("attendance/take-off", {"form": "take-off", "reason": "A slip"}, 422, "one delegation or one organization"),
        ("attendance/take-off", {"form": "take-off", "delegation": "FRA", "reason": "A slip"}, 409, "nothing to take back"),
    ],
)  # fmt: skip
def test_what_is_refused_at_a_meeting_and_why(
    site: World, path: str, sent: dict[str, str], status: int, reason: str
) -> None:
    meeting = an_open_meeting(site)
    answer = site.as_("secretariat").post(f"/meetings/{meeting}/{path}", **sent)
    assert answer.status_code == status
    assert reason in words_of(answer)
    assert not site.read(queries.decisions)
    assert site.read(queries.attendance) == {}


def test_the_list_of_meetings_is_paged_and_filtered_and_says_when_it_is_empty(site: World) -> None:
    assert "Meetings are called on the page of their session." in words_of(site.as_("public").get("/meetings"))
    one, other = a_session(site), a_session(site, "Another session")
    for session in (one, one, other):
        a_meeting(site, session)
    words = words_of(site.as_("public").get(f"/meetings?session={other}"))
    assert "Meeting 3" in words
    assert "Meeting 2" not in words
    assert "1 to 1 of 1" in words
    assert site.as_("public").get("/meetings?session=x").status_code == 422
    assert "No meeting here" in words_of(site.as_("public").get("/meetings?session=987654"))


@pytest.mark.parametrize("path", ["/sessions/987654", "/meetings/987654"])
def test_a_page_that_is_not_there(site: World, path: str) -> None:
    assert site.as_("public").get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "most"), [("/sessions", 14), ("/meetings", 14), ("/sessions/1", 18), ("/meetings/1", 24)]
)
def test_a_page_asks_the_database_as_often_for_many_rows_as_for_few(site: World, path: str, most: int) -> None:
    an_open_meeting(site)
    an_agenda(site)
    browser, counts = site.as_("secretariat"), []
    for round_ in range(2):
        with site.counting() as sent:
            assert browser.get(path).status_code == 200
        counts.append(len(sent))
        for number in range(6):
            session = a_session(site, f"Session {round_} {number}")
            a_meeting(site, session)
            a_meeting(site, 1)
            on_meeting(site, actions.record_decision, 1, "other", f"Decision {number}")
    assert counts[0] == counts[1] <= most


def test_a_meeting_of_a_session_that_is_not_opened_leads_to_the_session_and_offers_no_refusal(site: World) -> None:
    session = a_session(site)
    page = site.as_("chair").get(f"/meetings/{a_meeting(site, session)}").text
    said = page.split("The session has to be opened first, on its own page:")[1].split("</p>")[0]
    assert f'href="/sessions/{session}"' in said
    assert "Open the meeting" not in page


def test_a_subitem_is_named_with_its_item_wherever_it_is_chosen(site: World) -> None:
    meeting, (text, items) = an_open_meeting(site), an_agenda(site)
    beneath = site.act(
        texts.add_provision, site.read(texts_queries.text, text), "subparagraph", "Confidence-building;",
        parent=site.read(texts_queries.provision, items[2]), by="secretariat",
    )  # fmt: skip
    named = "3 (a) Confidence-building"
    session = f"/sessions/{site.read(queries.meeting, meeting).session_id}"
    for who, address in (
        ("chair", f"/meetings/{meeting}"), ("chair", session), ("secretariat", f"{session}/timetable"),
        ("delegate", "/statements/new"), ("public", "/agenda"),
    ):  # fmt: skip
        assert named in words_of(site.as_(who).get(address)), (who, address)
    on_meeting(site, actions.take_up, meeting, site.read(texts_queries.provision, beneath.id), by="chair")
    assert "Open a list for item 3 (a)" in words_of(site.as_("chair").get(f"/meetings/{meeting}/console"))
    assert named in words_of(site.as_("chair").get(f"/meetings/{meeting}"))
