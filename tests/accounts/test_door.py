"""Is the door as it should be? Signing in and out, what a browser already has, bad input, a lost database."""

import io
import re

import pytest

from oewg.accounts import actions, queries
from tests.negotiation.given import a_report, current, says
from tests.world import PASSWORD, World, words_of


def with_password(site: World, who: str = "delegate") -> str:
    """Give a member of the cast a password; returns the address."""
    with site.database.reading() as db:
        account = queries.account_by_email(db, f"{who}@example.org")
    site.act(actions.change_password, account, PASSWORD, by="admin")
    return f"{who}@example.org"


def test_where_a_line_ends_the_name_of_a_zone_does_not_stand_alone_on_the_next(site: World) -> None:
    assert site.app
    with site.app.test_request_context():
        shown = site.app.jinja_env.filters["instant"]
        assert shown(site.at) == "3 June 2019, 14:00\u00a0UTC"
        assert shown(site.at, "America/New_York") == "3 June 2019, 10:00 New York\u00a0(-04:00)"
        assert shown(None) == ""


def test_signing_in_and_out(site: World) -> None:
    email = with_password(site)
    browser = site.as_("public")
    shown = browser.does("/sign-in", form="sign_in", email=email, password=PASSWORD)
    assert "France" in words_of(shown)
    browser.does("/sign-out", page="/", form="sign_out")
    assert browser.get("/account").status_code == 401


def test_a_wrong_password_and_an_unknown_address_answer_alike(site: World) -> None:
    email = with_password(site)
    browser = site.as_("public")
    answers = [
        browser.post("/sign-in", form="sign_in", email=address, password="a wrong but long password")
        for address in (email, "nobody@example.org")
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    words = [re.sub(r"\S+@example\.org", "", words_of(answer)) for answer in answers]
    assert words[0] == words[1]
    assert all("a wrong but long password" not in answer.text for answer in answers)


@pytest.mark.parametrize("where", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(site: World, where: str) -> None:
    email = with_password(site)
    answer = site.as_("public").post("/sign-in", form="sign_in", email=email, password=PASSWORD, next=where)
    assert answer.location == "/"


def test_signing_in_leads_back_to_where_one_was(site: World) -> None:
    email = with_password(site)
    asked = site.as_("public").get("/positions")
    assert asked.status_code == 401
    assert 'name="next" value="/positions"' in asked.text
    answer = site.as_("public").post("/sign-in", form="sign_in", email=email, password=PASSWORD, next="/positions")
    assert answer.location == "/positions"


def test_changing_the_password_ends_every_sign_in(site: World) -> None:
    with_password(site)
    first, second = site.as_("delegate"), site.as_("delegate")
    first.does("/account/password", form="password", password=PASSWORD, new_password="another sentence to keep")
    assert (first.get("/account").status_code, second.get("/account").status_code) == (401, 401)


def test_a_short_password_is_refused(site: World) -> None:
    with_password(site)
    answer = site.as_("delegate").post("/account/password", form="password", password=PASSWORD, new_password="short")
    assert answer.status_code == 422
    assert "15 characters" in answer.text


@pytest.mark.parametrize(("form", "in_form"), [("password", True), ("no-longer-there", False)])
def test_a_refusal_is_said_once_by_its_form_or_else_by_the_page(site: World, form: str, in_form: bool) -> None:
    with_password(site)
    page = (
        site.as_("delegate").post("/account/password", form=form, password="a long one " * 9, new_password="short").text
    )
    assert page.count("note-refused") == page.count("Nothing has been changed.") == 1
    assert (page.index("note-refused") > page.index('id="password"')) is in_form
    assert "a long one" not in page


def test_disabling_an_account_ends_its_sign_ins_at_once(site: World) -> None:
    delegate, admin = site.as_("delegate"), site.as_("admin")
    number = site.viewer("delegate").account_id
    admin.does(f"/people/{number}/disable", page="/people", form="disable")
    assert delegate.get("/account").status_code == 401
    assert admin.post(f"/people/{site.viewer('admin').account_id}/disable", form="disable").status_code == 409


def test_a_capacity_that_has_ended_no_longer_acts(site: World) -> None:
    _, (first, *_rest) = a_report(site)
    delegate = site.as_("delegate")
    acting = site.viewer("delegate").acting_as
    assert acting
    site.as_("secretariat").does(f"/capacities/{acting.id}/end", page="/people", form="end")
    answer = delegate.post(
        f"/provisions/{first}/position", form="position", stance="support", on=str(current(site, first))
    )
    assert answer.status_code == 403


def test_a_page_asked_again_is_answered_before_any_query_for_content(site: World) -> None:
    text_id, (first, *_rest) = a_report(site)
    browser = site.as_("delegate")
    etag = browser.get(f"/texts/{text_id}").headers["ETag"]
    with site.counting() as sent:
        again = browser.get(f"/texts/{text_id}", headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert not any("revision" in statement or "provision" in statement for statement in sent)
    assert len(sent) <= 6
    says(site, "second", first, "support")
    assert browser.get(f"/texts/{text_id}", headers={"If-None-Match": etag}).status_code == 200


def test_the_etag_knows_the_viewer_and_the_language(site: World) -> None:
    tags = {
        site.as_("public").get("/mandate").headers["ETag"],
        site.as_("delegate").get("/mandate").headers["ETag"],
        site.as_("public").get("/mandate", headers={"Accept-Language": "fr"}).headers["ETag"],
    }
    assert len(tags) == 3


def test_arabic_is_read_from_right_to_left_and_the_choice_is_kept(site: World) -> None:
    browser = site.as_("public")
    assert 'dir="rtl"' in browser.get("/delegations?language=ar").text
    assert 'lang="ar"' in browser.get("/delegations").text
    assert "سويسرا" in browser.get("/delegations/CHE").text


def test_every_answer_has_a_strict_policy(site: World) -> None:
    for address in ("/", "/nowhere", "/static/oewg.css", "/api/v1/texts"):
        answer = site.as_("public").get(address)
        policy = answer.headers["Content-Security-Policy"]
        answer.close()
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_the_cookie_is_for_this_site_and_no_script(site: World) -> None:
    email = with_password(site)
    answer = site.as_("public").post("/sign-in", form="sign_in", email=email, password=PASSWORD)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_form_without_its_token_is_refused_and_given_back(site: World) -> None:
    _, (first, *_rest) = a_report(site)
    answer = site.as_("delegate").client.post(
        f"/provisions/{first}/position", data={"stance": "object", "reason": "A long reason"}
    )
    assert answer.status_code == 400
    assert "A long reason" in answer.text


@pytest.mark.parametrize(
    "address", ["/texts/999999", "/provisions/999999", "/record/999999", "/nowhere", "/delegations/XXX"]
)
def test_what_does_not_exist_answers_alike(site: World, address: str) -> None:
    answer = site.as_("public").get(address)
    assert answer.status_code == 404
    assert "There is no such page, or it is not open to you." in answer.text


@pytest.mark.parametrize("address", ["/delegations?page=x", "/record?before=-1", "/delegations?page=0"])
def test_an_address_that_is_no_number_is_refused(site: World, address: str) -> None:
    assert site.as_("public").get(address).status_code == 422


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/texts/99999999999999999999", 404), ("/record/4294967296", 404), ("/api/v1/texts/99999999999999999999", 404),
        ("/texts/2147483647", 404), ("/api/v1/texts?after=999999999999999", 422), ("/delegations?page=999999999", 200),
    ],
)  # fmt: skip
def test_numbers_beyond_every_row_are_answered_on_both_engines(site_on_both: World, address: str, status: int) -> None:
    assert site_on_both.as_("public").get(address).status_code in (status, 200)


def test_a_zero_byte_or_a_huge_number_in_a_form_is_refused_on_both_engines(site_on_both: World) -> None:
    browser = site_on_both.as_("secretariat")
    for fields in ({"title": "a\x00b", "kind": "agenda"}, {"title": "\x00", "kind": "agenda"}):
        assert browser.post("/texts/new", form="text", **fields).status_code == 422
    assert (
        browser.post("/consultations", form="consultation", meeting="9" * 30, title="T", elements="1").status_code
        == 422
    )
    assert browser.get("/delegations?search=%00").status_code in (200, 422)


@pytest.mark.parametrize("address", ["/delegations?search=%00", "/delegations?search=%ff%fe", "/texts?kind=%27%3B--"])
def test_odd_characters_in_an_address_do_no_harm(site: World, address: str) -> None:
    assert site.as_("public").get(address).status_code == 200


def test_a_paste_of_fifty_megabytes_is_refused_in_words(site: World) -> None:
    browser = site.as_("secretariat")
    answer = browser.client.post("/mandate/preview", data={"contents": "x" * 50_000_000})
    assert answer.status_code == 413
    assert "too large" in answer.text


def test_a_binary_upload_is_refused_in_words(site: World) -> None:
    browser = site.as_("secretariat")
    for contents, why in ((b"PK\x03\x04rest", "Word or PDF"), (b"abc\xff\xfe", "byte 4"), (b"", "choose a file")):
        answer = browser.post("/mandate/preview", form="upload", file=(io.BytesIO(contents), "r.txt"), symbol="X/1")
        assert answer.status_code == 422
        assert why in answer.text


def test_a_lost_database_is_said_and_what_was_typed_is_given_back(site: World) -> None:
    _, (first, *_rest) = a_report(site)
    browser = site.as_("delegate")
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/sign-in").text)
    assert token
    with site.database.engine.connect() as connection:
        connection.exec_driver_sql("ALTER TABLE record_head RENAME TO lost")
        connection.commit()
    answer = browser.client.post(
        f"/provisions/{first}/position", data={"csrf_token": token[1], "reason": "What I wrote", "form_key": "k"}
    )
    assert answer.status_code == 503
    assert "What I wrote" in answer.text
    assert browser.get("/").status_code == 503


def test_a_page_for_which_no_connection_comes_free_asks_to_come_again(
    site: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, pool = site.as_("public"), site.database.engine.pool
    monkeypatch.setattr(pool, "_timeout", 0.1)
    monkeypatch.setattr(pool, "_max_overflow", 0)
    taken = [site.database.engine.connect() for _ in range(20)]
    assert browser.get("/").status_code == 503
    for connection in taken:
        connection.close()
    assert browser.get("/").status_code == 200


def test_too_many_attempts_at_signing_in_are_slowed_down(site: World, tmp_path: object) -> None:
    from app import create_app
    from config.settings import Settings

    app = create_app(Settings(site.database.url, "key", testing=True, sign_in_limit="3 per minute"))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    answers = [client.post("/sign-in", data={}).status_code for _ in range(5)]
    app.extensions["oewg_database"].engine.dispose()
    assert answers[-1] == 429


def test_a_token_acts_for_a_person_until_it_expires(site: World) -> None:
    from datetime import timedelta

    with site.database.reading() as db:
        account = queries.account_by_email(db, "delegate@example.org")
    long = site.act(actions.create_token, account, timedelta(days=3650), by="admin")
    over = site.act(actions.create_token, account, timedelta(minutes=1), by="admin")
    client = site.as_("public").client
    _, (first, *_rest) = a_report(site)
    body = {"stance": "support", "on": current(site, first)}
    address = f"/api/v1/provisions/{first}/positions"
    assert client.post(address, json=body, headers={"Authorization": f"Bearer {over}"}).status_code == 401
    assert client.post(address, json=body).status_code == 401
    headers = {"Authorization": f"Bearer {long}", "Idempotency-Key": "one"}
    answers = [client.post(address, json=body, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json == answers[1].json
    other = client.post(address, json={**body, "stance": "no_position"}, headers=headers)
    assert other.status_code == 409
    assert other.content_type == "application/problem+json"


def test_no_link_from_outside_says_that_something_was_done(site: World) -> None:
    browser = site.as_("secretariat")
    form = {"kind": "report", "title": "Draft report"}
    there = browser.post("/texts/new", page="/texts/new", form="text", **form).location
    assert "A text was begun." in browser.get(there).text
    assert "A text was begun." not in site.as_("secretariat").get(there).text, "another session's address says nothing"
    for address in ("/?did=adopt", "/?did=adopt~", f"/?did=adopt~{'0' * 12}"):
        assert "A text was adopted." not in browser.get(address).text
        assert "A text was adopted." not in site.as_("public").get(address).text


@pytest.mark.parametrize("address", ["/report/compilations/987654", "/people", "/account", "/api/v1/texts/987654"])
def test_no_server_in_between_keeps_what_is_refused_or_not_found(site: World, address: str) -> None:
    """Such a page bears the name of whoever is signed in, and what is not there may be there tomorrow."""
    answers = [site.as_(who).get(address) for who in ("public", "delegate")]
    refused = [answer.headers["Cache-Control"] for answer in answers if answer.status_code >= 400]
    assert answers[0].status_code in (401, 404)
    assert set(refused) == {"private, no-cache"}
