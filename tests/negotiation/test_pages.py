"""Do the pages of the negotiation show each viewer what is theirs, and nothing that is not?"""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from oewg.negotiation import actions, queries
from oewg.negotiation.models import Position
from tests.negotiation.given import a_report, an_open_meeting, current, says
from tests.world import Browser, World, words_of


def position(world: World, provision_id: int, stance: str, **more: str) -> dict[str, str]:
    return {"form": "position", "stance": stance, "on": str(current(world, provision_id)), **more}


def test_a_delegate_states_a_position_and_sees_it_in_the_text(site: World) -> None:
    text_id, (first, *_rest) = a_report(site)
    browser = site.as_("delegate")
    shown = browser.does(f"/provisions/{first}/position", **position(site, first, "support"))
    assert "A position was stated." in words_of(shown)
    assert "Our position" in words_of(browser.get(f"/texts/{text_id}"))
    assert "Support" in words_of(browser.get("/positions"))


def test_a_refused_form_gives_back_what_was_typed_and_says_why(site: World) -> None:
    _, (first, *_rest) = a_report(site)
    answer = site.as_("delegate").post(
        f"/provisions/{first}/position", **position(site, first, "can_accept_with_amendment", reason="My long reason")
    )
    assert answer.status_code == 422
    assert "My long reason" in answer.text
    assert "points to the amendment" in answer.text
    with site.database.reading() as db:
        assert db.scalar(select(func.count(Position.id))) == 0


@pytest.mark.parametrize(
    "fields", [{"stance": "support"}, {"on": "1"}, {"stance": "vote", "on": "1"}, {"stance": "support", "on": "x"}]
)
def test_a_form_with_missing_or_wrong_fields_is_refused_in_sentences(site: World, fields: dict[str, str]) -> None:
    _, (first, *_rest) = a_report(site)
    answer = site.as_("delegate").post(f"/provisions/{first}/position", form="position", **fields)
    assert answer.status_code == 422
    assert "cannot be accepted" in answer.text


def test_a_surplus_field_is_refused(site: World) -> None:
    _, (first, *_rest) = a_report(site)
    answer = site.as_("delegate").post(
        f"/provisions/{first}/position", **position(site, first, "support", delegation="JPN")
    )
    assert answer.status_code == 422


def test_the_same_form_sent_fifty_times_at_once_is_one_act_and_fifty_equal_answers(site_on_both: World) -> None:
    world = site_on_both
    _, (first, *_rest) = a_report(world)
    browser = world.as_("delegate")
    page = browser.get(f"/provisions/{first}").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    fields = {**position(world, first, "support"), "csrf_token": token[1], "form_key": "the-one-key"}
    cookie = browser.client.get_cookie("oewg")
    assert cookie
    assert world.app

    def send(_place: int) -> tuple[int, str | None, bytes]:
        client = world.app.test_client()  # type: ignore[union-attr]
        client.set_cookie("oewg", cookie.value)
        answer = client.post(f"/provisions/{first}/position", data=fields)
        return answer.status_code, answer.headers.get("Location"), answer.data

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(send, range(50)))
    assert {answer[0] for answer in answers} == {303}
    assert len({answer[1] for answer in answers}) == 1
    with world.database.reading() as db:
        assert db.scalar(select(func.count(Position.id))) == 1


def test_the_same_key_with_other_contents_is_refused(site: World) -> None:
    _, (first, *_rest) = a_report(site)
    browser = site.as_("delegate")
    browser.does(f"/provisions/{first}/position", form_key="k", **position(site, first, "support"))
    answer = browser.post(f"/provisions/{first}/position", form_key="k", **position(site, first, "no_position"))
    assert answer.status_code == 409
    assert "sent already" in answer.text


def seen(browser: Browser, addresses: list[str]) -> list[str]:
    """What pages show, without what differs from one opening to the next, and without the record's size."""
    found = []
    for address in addresses:
        text = browser.get(address).text
        text = re.sub(r'name="(csrf_token|form_key)" value="[^"]*"', "", text)
        text = re.sub(r' data-(known|last-look)="[^"]*"', "", text)  # the record's size and the time: anybody's
        text = re.sub(r"<footer.*</footer>", "", text, flags=re.S)
        found.append(re.sub(r"<dt>(Entries|Root)</dt><dd>[^<]*</dd>", "", text))
    return found


@pytest.mark.parametrize("who", ["public", "second", "secretariat", "bureau", "observer", "stakeholder"])
def test_a_position_for_the_chair_alone_shows_nowhere_else(site: World, who: str) -> None:
    text_id, (first, *_rest) = a_report(site)
    addresses = [
        "/", "/texts", f"/texts/{text_id}", f"/provisions/{first}", "/record", "/record?act=state_position", "/report",
        f"/texts/{text_id}/board", f"/api/v1/texts/{text_id}/states", f"/api/v1/provisions/{first}/positions",
        "/api/v1/record?act=state_position", f"/api/v1/provisions/{first}",
    ]  # fmt: skip
    browser = site.as_(who)
    before = seen(browser, addresses)
    says(site, "delegate", first, "object", visibility="chair")
    assert seen(browser, addresses) == before


def test_the_chair_sees_what_was_told_in_confidence_on_the_board(site: World) -> None:
    text_id, (first, *_rest) = a_report(site)
    says(site, "delegate", first, "object", visibility="chair")
    words = words_of(site.as_("chair").get(f"/texts/{text_id}/board"))
    assert "Objected" in words
    assert "France" in words
    assert "It goes too far." in words


def test_the_gavel_falls_from_the_chairs_page(site: World) -> None:
    _, (first, bracketed, _third) = a_report(site)
    an_open_meeting(site)
    chair = site.as_("chair")
    shown = chair.does(f"/provisions/{first}/gavel", form="gavel", on=str(current(site, first)))
    assert "Agreed ad referendum" in words_of(shown)
    answer = chair.post(f"/provisions/{bracketed}/gavel", form="gavel", on=str(current(site, bracketed)))
    assert answer.status_code == 409
    assert "square brackets" in answer.text


def test_a_stale_wording_is_refused_with_both_texts_shown(site: World) -> None:
    _, (first, *_rest) = a_report(site)
    seen_revision = str(current(site, first))
    secretariat = site.as_("secretariat")
    fields = {"form": "revise", "nature": "substantive", "based_on": seen_revision}
    secretariat.does(f"/provisions/{first}/revisions", words="What one wrote.", **fields)
    answer = secretariat.post(f"/provisions/{first}/revisions", words="What the other wrote.", **fields)
    assert answer.status_code == 409
    assert "What one wrote." in answer.text
    assert "What the other wrote." in answer.text


@pytest.mark.parametrize("address", ["/texts", "/texts/{text}", "/texts/{text}/board", "/positions"])
def test_pages_take_a_bounded_number_of_queries(site: World, address: str) -> None:
    text_id, paragraphs = a_report(site)
    who = "delegate" if address == "/positions" else "chair"
    browser = site.as_(who)
    browser.get(address.format(text=text_id))
    with site.counting() as few:
        browser.get(address.format(text=text_id))
    for paragraph in paragraphs:
        says(site, "delegate", paragraph, "object")
        says(site, "second", paragraph, "support")
    with site.counting() as many:
        browser.get(address.format(text=text_id))
    assert len(many) <= len(few) + 4 <= 30


def test_the_three_blanks_are_different_things(site: World) -> None:
    """Never registered is counted and named; a registered "no position" is a position; what ended was registered."""
    text_id, (provision_id, *_) = a_report(site)
    says(site, "delegate", provision_id, "no_position")
    says(site, "second", provision_id, "object", reason="Too far.", visibility="chair")
    for address in (f"/texts/{text_id}/board", f"/provisions/{provision_id}"):
        told = words_of(site.as_("chair").get(address))
        assert "191 delegations never registered a position" in told
        assert "France; Gabon" not in told
        assert "Jamaica; Jordan" in told
        # What Japan told the Chair in confidence does not show by its absence from the list.
        others = words_of(site.as_("bureau").get(address))
        assert "192 delegations registered no position that you may see" in others
        assert "Jamaica; Japan; Jordan" in others
    with site.writing() as db:
        by = site.viewer("delegate", db)
        held = queries.live_position(db, provision_id, delegation_id=by.delegation_id)
        assert held is not None
        actions.withdraw_position(db, held, by=by, at=site.tick())
    assert "191 delegations never registered" in words_of(site.as_("chair").get(f"/provisions/{provision_id}"))
