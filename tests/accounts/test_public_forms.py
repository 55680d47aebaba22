"""May a form that anybody can send be sent by machine, thousands of times? The work it asks for, the waiting, the tries that are counted."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app import create_app
from config.settings import Settings
from oewg.accounts.door import proofs as door
from oewg.accounts.door.pages import Guarded
from oewg.accounts.models import Confirmation, UsedProof
from oewg.accounts.rules import proofs as rules
from oewg.accounts.rules.permissions import ACTS
from tests.accounts.test_door import with_password
from tests.test_permissions import routes
from tests.world import PASSWORD, World, words_of

BITS = 6
FORM: dict[str, Any] = {
    "form": "organization", "name": "Quiet Signals", "sector": "business", "country": "FIN",
    "purpose": "To be heard on the silence between two signals.", "representative": "Aino", "email": "aino@signals.example",
}  # fmt: skip
REGISTER = "/organizations/register"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """A clock for the public forms that can be put forward."""
    ahead = [timedelta()]
    monkeypatch.setattr(door, "now", lambda: datetime.now(UTC) + ahead[0])

    def forward(by: timedelta) -> None:
        ahead[0] += by

    return forward


@pytest.fixture
def guarded(site_on_both: World, tmp_path: Path) -> Iterator[World]:
    """The site as it is set up for the public: forms ask for a little work."""
    yield from _set_up(site_on_both, tmp_path, proof_bits=BITS)


@pytest.fixture
def counted(site: World, tmp_path: Path) -> Iterator[World]:
    """The site with few tries."""
    yield from _set_up(
        site, tmp_path, sign_in_limit="4 per minute", named_limit="2 per hour", search_limit="2 per minute"
    )


def _set_up(site: World, folder: Path, **more: Any) -> Iterator[World]:
    usual = Settings(site.database.url, "a key for tests only", folder, testing=True, proof_bits=0)
    app = create_app(replace(usual, **more))
    app.extensions["oewg_database"].engine.dispose()
    app.extensions["oewg_database"] = site.database
    yield World(site.database, app, site.at)
    app.extensions["oewg_watch"].close()


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def solved(page: str) -> str:
    """What the script on the page would find."""
    nonce = re.search(r'data-nonce="([^"]+)" data-bits="(\d+)"', page)
    assert nonce
    return next(str(n) for n in range(10**6) if rules.is_solved(nonce[1], str(n), int(nonce[2])))


def register(site: World, page: TestResponse, **more: Any) -> TestResponse:
    """Send the form of a page that was opened, as it stands there."""
    sent = {**FORM, "challenge": hidden(page.text, "challenge"), "form_key": hidden(page.text, "form_key"), **more}
    return site.as_("public").post(REGISTER, REGISTER, **sent)


def opened(site: World) -> TestResponse:
    return site.as_("public").get(REGISTER)


def registered(site: World, name: str = "Quiet Signals") -> bool:
    return bool(site.read(lambda db: db.scalar(select(func.count()).where(Confirmation.name == name))))


# --- The work -------------------------------------------------------------------------------------------------------


def test_a_form_with_its_work_done_is_sent(guarded: World) -> None:
    page = opened(guarded)
    assert register(guarded, page, proof=solved(page.text)).status_code == 303
    assert registered(guarded)


def test_the_page_of_such_a_form_is_kept_by_no_browser(guarded: World) -> None:
    page = opened(guarded)
    assert "no-store" in page.headers["Cache-Control"]
    assert "ETag" not in page.headers
    again = guarded.as_("public").get(REGISTER)
    assert hidden(page.text, "challenge") != hidden(again.text, "challenge")


@pytest.mark.parametrize(
    "wrong", ["", "-1", "x", "1e3", "٣", "9" * 16, "0" * 15], ids=lambda each: each or "empty"
)  # fmt: skip
def test_wrong_answers_do_nothing_and_lose_nothing(guarded: World, wrong: str) -> None:
    page = opened(guarded)
    answer = register(guarded, page, proof=wrong or "abc")
    assert (answer.status_code, registered(guarded)) == (409, False)
    assert "the silence between two signals" in answer.text


def test_a_page_is_good_for_one_form(guarded: World) -> None:
    page = opened(guarded)
    proof = solved(page.text)
    assert register(guarded, page, proof=proof).status_code == 303
    other = register(guarded, page, proof=proof, name="Loud Signals", email="b@signals.example")
    assert (other.status_code, registered(guarded, "Loud Signals")) == (409, False)
    assert "sent from this page already" in words_of(other)


def test_a_refused_form_has_used_its_page_too_and_its_next_page_can_be_sent(guarded: World) -> None:
    page = opened(guarded)
    proof = solved(page.text)
    refused = register(guarded, page, proof=proof, country="ICRC")
    assert refused.status_code == 422
    assert register(guarded, page, proof=proof).status_code == 409, "or one page would try a thousand addresses"
    assert register(guarded, refused, proof=solved(refused.text)).status_code == 303


def test_a_button_pressed_twice_is_one_registration(guarded: World) -> None:
    page = opened(guarded)
    more = {"proof": solved(page.text)}
    browser = guarded.as_("public")
    sent = {**FORM, "challenge": hidden(page.text, "challenge"), "form_key": hidden(page.text, "form_key"), **more}
    answers = [browser.post(REGISTER, REGISTER, **sent).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert registered(guarded)


@pytest.mark.parametrize("token", ["", "x", "x.y", "W10.x"])
def test_what_was_not_signed_here_is_no_page(guarded: World, token: str) -> None:
    page = opened(guarded)
    assert register(guarded, page, proof=solved(page.text), challenge=token).status_code == 409
    assert not registered(guarded)


def test_the_page_of_another_form_is_no_page_of_this_one(guarded: World) -> None:
    assert guarded.app
    with guarded.app.app_context():
        token = door._serializer().dumps(["accounts.sign_in", "a" * 32, 0, int(datetime.now(UTC).timestamp())])
    answer = register(guarded, opened(guarded), challenge=token, proof="0")
    assert (answer.status_code, registered(guarded)) == (409, False)


def test_a_page_opened_long_ago_is_answered_by_a_fresh_one(guarded: World, clock: Callable[[timedelta], None]) -> None:
    page = opened(guarded)
    clock(rules.PAGE_LASTS + timedelta(seconds=2))
    answer = register(guarded, page, proof=solved(page.text))
    assert (answer.status_code, "opened long ago" in words_of(answer)) == (409, True)
    assert register(guarded, answer, proof=solved(answer.text)).status_code == 303


def test_what_is_kept_of_pages_that_were_sent_goes_when_they_cannot_be_sent_any_more(
    guarded: World, clock: Callable[[timedelta], None]
) -> None:
    page = opened(guarded)
    register(guarded, page, proof=solved(page.text))
    clock(rules.PAGE_LASTS + timedelta(seconds=2))
    later = opened(guarded)
    register(guarded, later, proof=solved(later.text), name="Loud Signals", email="b@signals.example")
    kept = guarded.read(lambda db: db.scalars(select(UsedProof.nonce)).all())
    assert len(kept) == 1


def test_forms_ask_for_nothing_where_the_settings_say_so(site: World) -> None:
    page = site.as_("public").get(REGISTER)
    assert "data-proof" not in page.text
    assert site.as_("public").post(REGISTER, REGISTER, **FORM).status_code == 303


# --- Waiting, without scripts ---------------------------------------------------------------------------------------


def test_a_form_without_work_waits_keeps_what_was_typed_and_is_then_sent(
    guarded: World, clock: Callable[[timedelta], None]
) -> None:
    page = opened(guarded)
    waiting = register(guarded, page)
    assert (waiting.status_code, registered(guarded)) == (429, False)
    assert 15 <= int(waiting.headers["Retry-After"]) <= 21
    assert "What you typed is still here" in words_of(waiting)
    assert "the silence between two signals" in waiting.text
    assert "Refused" not in words_of(waiting)
    assert hidden(waiting.text, "challenge") == hidden(page.text, "challenge"), (
        "the time counts from when it was opened"
    )
    clock(timedelta(seconds=10))
    assert register(guarded, waiting).status_code == 429, "too early again"
    clock(timedelta(seconds=11))
    assert register(guarded, waiting).status_code == 303
    assert registered(guarded)


def test_whoever_takes_time_to_fill_the_form_in_does_not_wait_at_all(
    guarded: World, clock: Callable[[timedelta], None]
) -> None:
    page = opened(guarded)
    clock(timedelta(seconds=21))
    assert register(guarded, page).status_code == 303


def test_waiting_many_times_over_at_once_makes_the_waiting_longer(
    guarded: World, clock: Callable[[timedelta], None]
) -> None:
    pages = [opened(guarded) for _ in range(rules.WAITING_USUAL + 1)]
    clock(timedelta(seconds=21))
    answers = [
        register(guarded, page, name=f"Signals {place}", email=f"p{place}@signals.example").status_code
        for place, page in enumerate(pages)
    ]
    assert answers == [303] * rules.WAITING_USUAL + [429]


# --- Rules ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("usual", "sent", "bits"),
    [(0, 1000, 0), (18, 0, 18), (18, 19, 18), (18, 20, 19), (18, 60, 20), (18, 140, 21), (18, 10**6, 24)],
)
def test_the_busier_the_forms_the_more_work(usual: int, sent: int, bits: int) -> None:
    assert rules.bits_now(usual, sent) == bits


@pytest.mark.parametrize(
    ("waited", "seconds"), [(0, 20), (4, 20), (5, 40), (10, 80), (49, 10_240), (50, 20_480), (10**6, 20_480)]
)
def test_the_more_have_waited_the_longer_the_others_wait(waited: int, seconds: int) -> None:
    assert rules.wait_now(20, waited) == seconds


def test_nobody_can_wait_without_end_for_the_page_would_be_too_old() -> None:
    assert rules.wait_now(20, 50) > rules.PAGE_LASTS.total_seconds()


@given(st.text("0123456789abcdef", min_size=32, max_size=32), st.integers(0, 10**6), st.integers(1, 24))
def test_an_answer_that_solves_more_solves_less(nonce: str, number: int, bits: int) -> None:
    assert not rules.is_solved(nonce, str(number), bits) or rules.is_solved(nonce, str(number), bits - 1)


# --- Tries ----------------------------------------------------------------------------------------------------------


def test_every_form_that_anybody_can_send_is_limited(site: World) -> None:
    assert site.app
    free = {"accounts.stop_notices"}  # signed in its address, and sent by mail programs in one click
    views: dict[str, Any] = site.app.view_functions
    unlimited = [
        f'{endpoint} is not limited: add limited="..." to its @asks, with the fields that name something'
        for endpoint, method, _, act in routes(site.app)
        if method != "GET" and act in ACTS and "public" in ACTS[act] and endpoint not in free
        and not (isinstance(views[endpoint], Guarded) and views[endpoint].limited)
    ]  # fmt: skip
    assert unlimited == []


def test_too_many_tries_are_refused_with_the_time_to_come_back_and_lose_nothing(counted: World) -> None:
    browser = counted.as_("public")
    sent = {**FORM, "country": "ICRC"}
    answers = [
        browser.post(REGISTER, REGISTER, **{**sent, "email": f"p{place}@x.example", "name": f"N{place}"})
        for place in range(5)
    ]
    assert [answer.status_code for answer in answers] == [422] * 4 + [429]
    last = answers[-1]
    assert 1 <= int(last.headers["Retry-After"]) <= 60
    assert re.search(r"try again in \d+ seconds", words_of(last))
    assert "the silence between two signals" in last.text
    assert 'value="p4@x.example"' in last.text


def test_all_addresses_of_one_network_are_one_asker(counted: World) -> None:
    def tries(address: str) -> int:
        browser = counted.as_("public")
        browser.client.environ_base["REMOTE_ADDR"] = address
        sent = {"form": "sign_in", "email": f"{address.replace(':', '-')}@x.example", "password": "wrong"}
        return browser.post("/sign-in", "/sign-in", **sent).status_code

    assert [tries(f"2001:db8::{n:x}") for n in range(1, 6)] == [422] * 4 + [429]
    assert tries("2001:db8:0:1::1") == 422
    assert [tries(f"::ffff:192.0.2.{n}") for n in range(1, 6)] == [422] * 5


def test_tries_for_one_name_are_counted_from_wherever_they_come(counted: World) -> None:
    def tries(email: str, address: str) -> TestResponse:
        browser = counted.as_("public")
        browser.client.environ_base["REMOTE_ADDR"] = address
        return browser.post("/sign-in", "/sign-in", form="sign_in", email=email, password="a wrong but long password")

    answers = [
        tries(email, f"192.0.2.{n}")
        for n, email in enumerate(["Head@example.org", "head@example.org ", "HEAD@example.org"])
    ]
    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert int(answers[-1].headers["Retry-After"]) > 60
    assert re.search(r"try again in \d+ minutes", words_of(answers[-1]))
    assert tries("chair@example.org", "192.0.2.9").status_code == 422


def test_one_address_that_tries_too_often_does_not_shut_the_person_out(counted: World) -> None:
    """An address that is refused does not use up the tries for the account that it names."""
    browser = counted.as_("public")
    for place in range(4):
        browser.post("/sign-in", "/sign-in", form="sign_in", email=f"p{place}@x.example", password=PASSWORD)
    for _ in range(4):
        assert (
            browser.post("/sign-in", "/sign-in", form="sign_in", email="head@example.org", password="w").status_code
            == 429
        )
    other = counted.as_("public")
    other.client.environ_base["REMOTE_ADDR"] = "192.0.2.77"
    assert other.post("/sign-in", "/sign-in", form="sign_in", email="head@example.org", password="w").status_code == 422


def test_searches_are_counted_and_other_pages_are_not(counted: World) -> None:
    browser = counted.as_("public")
    answers = [browser.get("/delegations?search=fra").status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert browser.get("/organizations?search=wires").status_code == 429
    assert browser.get("/delegations").status_code == 200
    assert browser.get("/delegations?search=").status_code == 200
    program = counted.program()("GET", "/documents?words=x")
    assert (program.status_code, program.content_type) == (429, "application/problem+json")
    assert int(program.headers["Retry-After"]) >= 1


def test_the_box_that_searches_everything_is_counted_too(counted: World) -> None:
    browser = counted.as_("public")
    assert [browser.get("/search?q=cables").status_code for _ in range(3)] == [200, 200, 429]
    assert browser.get("/api/v1/search?q=cables").status_code == 429


def test_the_right_password_begins_the_count_anew(counted: World) -> None:
    email = with_password(counted, "delegate")

    def tries(password: str, address: str) -> int:
        browser = counted.as_("public")
        browser.client.environ_base["REMOTE_ADDR"] = address
        return browser.post("/sign-in", "/sign-in", form="sign_in", email=email, password=password).status_code

    assert [tries("wrong", "192.0.2.1"), tries(PASSWORD, "192.0.2.2"), tries("wrong", "192.0.2.3")] == [422, 303, 422]
    assert [tries("wrong", "192.0.2.4"), tries(PASSWORD, "192.0.2.5")] == [422, 429]


@pytest.mark.parametrize(("proxies", "second"), [(0, 429), (1, 422)])
def test_where_a_request_comes_from_is_taken_from_ones_own_proxies_alone(
    site: World, tmp_path: Path, proxies: int, second: int
) -> None:
    served = next(setting_up := _set_up(site, tmp_path, sign_in_limit="1 per minute", proxies=proxies))
    assert served.app
    served.app.config["WTF_CSRF_ENABLED"] = False
    answers = [
        served.as_("public").client.post(
            "/sign-in", data={"email": "a@x.example"}, headers={"X-Forwarded-For": f"192.0.2.{place}"}
        ).status_code
        for place in range(2)
    ]  # fmt: skip
    next(setting_up, None)
    assert answers == [422, second]
