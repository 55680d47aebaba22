"""Does a delegation come on the list of a meeting with the code of its screen, and nobody learn the code otherwise?"""

import json
import re
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from config.settings import Settings
from oewg.core.errors import NotAllowed, Refusal
from oewg.meetings import actions, queries
from oewg.meetings.models import Attendance
from oewg.meetings.rules import check_in as rules
from oewg.record.models import Entry, Statement
from oewg.report.queries import proceedings
from tests.meetings.given import a_meeting, an_open_meeting, an_open_session, on_meeting
from tests.meetings.given_at_a_meeting import attend, take_off
from tests.world import World, words_of


def code(world: World, meeting: int) -> str:
    return world.read(queries.meeting, meeting).check_in_code or ""


def another(code: str) -> str:
    return rules.code_of((int(code) + 1) % 10**6)


def checks_in(world: World, meeting: int, who: str, typed: str | None = None) -> None:
    on_meeting(world, actions.check_in, meeting, typed or code(world, meeting), by=who)


# --- Rules ---------------------------------------------------------------------------------------------------------


@given(st.integers(0, 999_999))
def test_a_code_is_six_figures_and_is_accepted_as_people_type_it(number: int) -> None:
    made = rules.code_of(number)
    assert re.fullmatch(r"[0-9]{6}", made)
    arabic = "".join(chr(0x0660 + int(each)) for each in made)
    for typed in (made, f"{made[:3]} {made[3:]}", f" {made[:3]}-{made[3:]} ", arabic):
        rules.check_code(typed, made, "open")


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "123457", "abcdef", "１２３４５７", "½23456", "123456\u0301"]
)
def test_every_other_code_is_refused_in_the_same_words(typed: str) -> None:
    said = set()
    for kept in ("123456", None):
        with pytest.raises(Refusal) as caught:
            rules.check_code(typed, kept, "open")
        said.add((str(caught.value), caught.value.status))
    assert said == {("This is not the code of the meeting. It stands on the screen in the room.", 422)}


@pytest.mark.parametrize(
    ("standing", "words"), [("planned", "opened"), ("adjourned", "over"), ("cancelled", "cancelled: it is not held")]
)
@pytest.mark.parametrize("typed", ["123456", "123457"])
def test_before_and_after_the_meeting_no_code_tells_anything(standing: str, words: str, typed: str) -> None:
    with pytest.raises(Refusal, match=words):
        rules.check_code(typed, "123456", standing)


# --- Actions -------------------------------------------------------------------------------------------------------


def test_a_meeting_has_a_code_from_its_opening_to_its_adjournment(world: World) -> None:
    meeting = a_meeting(world, an_open_session(world))
    assert code(world, meeting) == ""
    on_meeting(world, actions.open_meeting, meeting)
    first = code(world, meeting)
    assert re.fullmatch(r"[0-9]{6}", first)
    on_meeting(world, actions.renew_check_in_code, meeting, by="chair")
    assert code(world, meeting) != first  # once in a million the same: then the code before is the code
    on_meeting(world, actions.adjourn_meeting, meeting)
    assert code(world, meeting) == ""
    with pytest.raises(Refusal, match="at a meeting that is open"):
        on_meeting(world, actions.renew_check_in_code, meeting, by="chair")


@pytest.mark.parametrize(
    ("who", "there"),
    [
        ("delegate", ("FRA", "")), ("head", ("KEN", "")), ("coordinator", ("ROU", "")), ("observer", ("VAT", "")),
        ("stakeholder", ("", "Open Wires")),
    ],
)  # fmt: skip
def test_each_checks_in_for_its_own_delegation_or_organization(world: World, who: str, there: tuple[str, str]) -> None:
    meeting = an_open_meeting(world)
    checks_in(world, meeting, who)
    present = world.read(queries.presence, meeting)
    with world.database.reading() as db:
        row = db.scalars(select(Attendance)).one()
        contents = json.loads(db.scalars(select(Statement.contents).where(Statement.act == "check_in")).one())
    viewer = world.viewer(who)
    assert row.checked_in_by == viewer.account_id
    assert present.organizations == ((there[1],) if there[1] else ())
    assert len(present.delegations) == bool(there[0])
    assert contents["facts"] == {
        "delegations": [there[0]] if there[0] else [],
        "organizations": [viewer.organization_id] if there[1] else [],
    }
    assert contents["actor"] == f"account:{viewer.account_id}"
    with pytest.raises(Refusal, match="on the list of this meeting already"):
        checks_in(world, meeting, who)


@pytest.mark.parametrize("who", ["pending", "chair", "secretariat", "public"])
def test_nobody_else_checks_in(world: World, who: str) -> None:
    meeting = an_open_meeting(world)
    with pytest.raises(NotAllowed):
        checks_in(world, meeting, who)
    assert world.read(queries.attendance) == {}


def test_whom_the_secretariat_has_recorded_is_on_the_list_already(world: World) -> None:
    meeting = an_open_meeting(world)
    attend(world, meeting, ["FRA"])
    with pytest.raises(Refusal, match="already"):
        checks_in(world, meeting, "delegate")
    checks_in(world, meeting, "second")
    with pytest.raises(Refusal, match="on the list already"):
        attend(world, meeting, ["JPN"])
    assert world.read(queries.attendance) == {meeting: (2, 0)}


def test_a_wrong_code_records_nothing(world: World) -> None:
    meeting = an_open_meeting(world)
    with pytest.raises(Refusal, match="not the code"):
        checks_in(world, meeting, "delegate", another(code(world, meeting)))
    assert world.read(queries.attendance) == {}


def test_the_code_before_is_no_longer_accepted(world: World) -> None:
    meeting = an_open_meeting(world)
    before = code(world, meeting)
    while code(world, meeting) == before:
        on_meeting(world, actions.renew_check_in_code, meeting)
    with pytest.raises(Refusal, match="not the code"):
        checks_in(world, meeting, "delegate", before)


def test_no_entry_of_the_record_holds_a_code(world: World) -> None:
    meeting = an_open_meeting(world)
    codes = [code(world, meeting)]
    on_meeting(world, actions.renew_check_in_code, meeting)
    codes.append(code(world, meeting))
    checks_in(world, meeting, "delegate")
    with world.database.reading() as db:
        # Of an entry's facts: an instant or a hash may hold any six figures.
        facts = [json.dumps(json.loads(each)["facts"]) for each in db.scalars(select(Statement.contents))]
        assert len(facts) == len(db.scalars(select(Entry.index)).all())
    assert [each for each in facts for one in codes if one in each] == []


def test_two_members_of_a_delegation_at_once_are_one_entry_on_the_list(world: World) -> None:
    """Both type the code in the same instant: one is told that the delegation is there already."""
    meeting = an_open_meeting(world)
    typed, at = code(world, meeting), world.tick()
    answers: list[str] = []

    def press() -> None:
        try:
            with world.writing() as db:
                by = world.viewer("delegate", db)
                actions.check_in(db, queries.meeting(db, meeting), typed, by=by, at=at)
            answers.append("there")
        except Refusal:
            answers.append("already")

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["already"] * 7 + ["there"]
    assert world.read(queries.attendance) == {meeting: (1, 0)}


def test_the_reports_attendance_counts_those_who_checked_in_and_each_once(world: World) -> None:
    meeting = an_open_meeting(world)
    attend(world, meeting, ["KEN", "VAT"])
    for who in ("delegate", "second", "stakeholder"):
        checks_in(world, meeting, who)
    on_meeting(world, actions.adjourn_meeting, meeting)
    second = a_meeting(world, world.read(queries.meeting, meeting).session_id)
    on_meeting(world, actions.open_meeting, second)
    for who in ("delegate", "stakeholder"):
        checks_in(world, second, who)
    facts = world.read(proceedings.facts, 0, world.at).sessions[0].attendance
    assert (facts.members, facts.observer_states, facts.observer_organizations, facts.organizations) == (3, 1, 0, 1)


def test_whoever_was_taken_off_the_list_checks_in_again_while_the_meeting_is_open(world: World) -> None:
    meeting = an_open_meeting(world)
    typed = code(world, meeting)
    for who, state, organization in (("delegate", "FRA", ""), ("stakeholder", "", "Open Wires")):
        checks_in(world, meeting, who)
        take_off(world, meeting, state, organization)
        assert world.read(queries.attendance) == {}
        checks_in(world, meeting, who)
        take_off(world, meeting, state, organization)
    on_meeting(world, actions.adjourn_meeting, meeting)
    with pytest.raises(Refusal, match="over"):
        checks_in(world, meeting, "delegate", typed)


# --- Pages and programs --------------------------------------------------------------------------------------------


def test_a_delegate_checks_in_on_a_page_of_its_own(site: World) -> None:
    meeting = an_open_meeting(site)
    delegate, typed = site.as_("delegate"), code(site, meeting)
    address = f"/meetings/{meeting}/check-in"
    assert f'href="{address}"' in delegate.get(f"/meetings/{meeting}").text
    wrong = delegate.post(address, page=address, form="check_in", code=another(typed))
    assert wrong.status_code == 422
    assert "This is not the code of the meeting" in words_of(wrong)
    assert typed not in wrong.text
    shown = delegate.does(address, page=address, form="check_in", code=f"{typed[:3]} {typed[3:]}")
    assert "You are on the list" in words_of(shown)
    again = site.as_("delegate").post(address, page="/sign-in", form="check_in", code=typed)
    assert again.status_code == 409
    assert "on the list of this meeting already" in words_of(again)
    assert "France" in words_of(site.as_("public").get(f"/meetings/{meeting}"))
    assert f'href="{address}"' not in delegate.get(f"/meetings/{meeting}").text
    assert f'href="{address}"' in site.as_("second").get(f"/meetings/{meeting}").text


def test_the_page_says_when_there_is_nothing_to_type(site: World) -> None:
    meeting = a_meeting(site, an_open_session(site))
    assert "when the meeting has been opened" in words_of(site.as_("delegate").get(f"/meetings/{meeting}/check-in"))
    on_meeting(site, actions.open_meeting, meeting)
    on_meeting(site, actions.suspend_meeting, meeting)
    page = f"/meetings/{meeting}/check-in"
    assert f'href="{page}"' in site.as_("second").get(f"/meetings/{meeting}").text
    assert "The meeting is over" not in words_of(site.as_("second").get(page))
    shown = site.as_("second").does(page, page=page, form="check_in", code=code(site, meeting))
    assert "You are on the list" in words_of(shown)
    on_meeting(site, actions.adjourn_meeting, meeting)
    assert "The meeting is over" in words_of(site.as_("delegate").get(f"/meetings/{meeting}/check-in"))
    assert site.as_("delegate").get("/meetings/987654/check-in").status_code == 404
    other = a_meeting(site, 1)
    on_meeting(site, actions.cancel_meeting, other, "Not needed")
    assert "cancelled: it is not held" in words_of(site.as_("delegate").get(f"/meetings/{other}/check-in"))


@pytest.mark.parametrize(
    "who", ["public", "delegate", "head", "observer", "stakeholder", "bureau", "admin", "chair", "secretariat"]
)
def test_only_who_conducts_the_meeting_reads_the_code(site: World, who: str) -> None:
    meeting = an_open_meeting(site)
    typed = code(site, meeting)
    reads = who in ("chair", "secretariat")
    page, program = site.as_(who).get(f"/meetings/{meeting}"), site.program(who)
    assert (f"{typed[:3]} {typed[3:]}" in page.text) is reads
    for path in ("", "/check-in"):
        assert typed not in site.as_(who).get(f"/meetings/{meeting}{path}").text
    assert typed not in json.dumps(program("GET", f"/meetings/{meeting}").get_json())
    answer = program("GET", f"/meetings/{meeting}/check-in/code")
    assert (answer.status_code == 200 and answer.get_json() == {"code": typed}) is reads


def test_the_chair_replaces_the_code_on_the_meetings_page(site: World) -> None:
    meeting = an_open_meeting(site)
    before = code(site, meeting)
    chair = site.as_("chair")
    while code(site, meeting) == before:
        chair.does(f"/meetings/{meeting}/check-in/renew", page=f"/meetings/{meeting}", form="renew-code")
    shown = words_of(chair.get(f"/meetings/{meeting}"))
    assert f"{before[:3]} {before[3:]}" not in shown
    renewed = site.program("chair")("POST", f"/meetings/{meeting}/check-in/renew")
    assert renewed.get_json() == {"code": code(site, meeting)}


def test_a_program_checks_in(site: World) -> None:
    meeting = an_open_meeting(site)
    program = site.program("stakeholder")
    refused = program("POST", f"/meetings/{meeting}/check-in", {"code": another(code(site, meeting))})
    assert (refused.status_code, refused.get_json()["fields"]) == (422, {"code": "Not the code."})
    made = program("POST", f"/meetings/{meeting}/check-in", {"code": code(site, meeting)})
    assert (made.status_code, made.get_json()["organizations"]) == (201, 1)
    assert program("POST", f"/meetings/{meeting}/check-in", {"code": code(site, meeting)}).status_code == 409


def test_codes_are_not_found_by_trying_and_one_persons_tries_do_not_hinder_another(site: World) -> None:
    """A conference room sits behind one address, so tries are counted by person: over pages and programs together."""
    from datetime import timedelta

    from app import create_app
    from oewg.accounts import actions as accounts
    from oewg.accounts import queries as people

    meeting = an_open_meeting(site)
    app = create_app(Settings(site.database.url, "key", testing=True, sign_in_limit="3 per minute"))
    app.config["WTF_CSRF_ENABLED"] = False
    site.app = app
    wrong = another(code(site, meeting))
    tries = [
        site.as_("delegate").client.post(f"/meetings/{meeting}/check-in", data={"code": wrong}).status_code
        for _ in range(2)  # each in a browser of its own: a new sign-in gives no new tries
    ]
    with site.writing() as db:
        account = people.account_by_email(db, "delegate@example.org")
        assert account is not None
        token = accounts.create_token(db, account, timedelta(days=3650), by=site.viewer("admin", db), at=site.tick())
    program = app.test_client()
    headers = {"Authorization": f"Bearer {token}"}
    tries += [
        program.post(f"/api/v1/meetings/{meeting}/check-in", json={"code": wrong}, headers=headers).status_code
        for _ in range(2)
    ]
    other = site.as_("second").client.post(f"/meetings/{meeting}/check-in", data={"code": code(site, meeting)})
    app.extensions["oewg_database"].engine.dispose()
    assert tries == [422, 422, 422, 429]
    assert other.status_code == 303


def test_checking_in_asks_the_database_as_often_in_a_full_room(site: World) -> None:
    meeting = an_open_meeting(site)
    browser, counts = site.as_("delegate"), []
    for codes in (["KEN"], ["JPN", "CHE", "URY", "BRA", "IND", "EGY"]):
        attend(site, meeting, codes)
        with site.counting() as sent:
            assert browser.get(f"/meetings/{meeting}/check-in").status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 10
