"""Do the pages of a delegation and of letters show and let do what each member of the cast may?"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from oewg.accounts import actions as accounts
from oewg.accounts import queries as people
from oewg.accounts.models import Capacity
from oewg.core.errors import Invalid
from oewg.core.forms import parse
from oewg.meetings import actions, queries
from oewg.meetings.forms.credentials import PersonForm
from oewg.meetings.models import CredentialedPerson
from oewg.meetings.rules.credentials import Named
from tests.meetings.given_credentials import (
    a_letter,
    names,
    size,
)
from tests.world import PASSWORD, World, words_of

SENT = {
    "form": "member",
    "name": "Otieno Odhiambo",
    "email": "otieno@example.org",
    "title": "Counsellor",
    "role": "adviser",
}


def link_in(page: str) -> str:
    found = re.search(r"/invitation/([\w-]+)", page)
    return found[1] if found else ""


def test_a_head_names_a_member_who_signs_in_with_the_link(site: World) -> None:
    head = site.as_("head")
    shown = head.does("/delegation/members", page="/delegation", **SENT)
    assert "A member of a delegation was named." in words_of(shown)
    token = link_in(shown.text)
    assert token
    assert shown.cache_control.no_store
    assert not link_in(head.get("/delegation").text), "it is shown once"
    person = site.as_("public")
    assert "adviser" in words_of(person.does(f"/invitation/{token}", form="invitation", new_password=PASSWORD))
    assert "Otieno Odhiambo" in words_of(person.get("/delegation"))
    number = site.read(lambda db: db.scalars(select(CredentialedPerson.capacity_id)).one())
    head.does(f"/delegation/members/{number}/end", page="/delegation", form=f"end-{number}")
    assert person.get("/delegation").status_code == 403
    assert "1 membership that has ended" in words_of(head.get("/delegation"))


def test_a_head_reads_the_same_answer_for_a_known_and_an_unknown_address(site: World) -> None:
    with site.writing() as db:
        known = people.account_by_email(db, "delegate@example.org")
        assert known is not None
        known.password_hash = "set"
    answers, entries = [], []
    for email in ("delegate@example.org", "unknown@example.org"):
        head, before = site.as_("head"), size(site)
        shown = head.does("/delegation/members", page="/delegation", **{**SENT, "email": email})
        entries.append(size(site) - before)
        page = re.sub(r'value="[^"]*"|/invitation/[\w-]{43}', "", shown.text).replace(email, "ADDRESS")
        page = re.sub(r"\d+ \w+ \d{4}, \d\d:\d\d|data-known=\"\d+\"|(change|title|end|invite|members)[-/]\d+", "", page)
        answers.append(page)
        number = site.read(
            lambda db: db.scalars(select(CredentialedPerson.capacity_id).order_by(-CredentialedPerson.id)).first()
        )
        head.does(f"/delegation/members/{number}/end", page="/delegation", form="end")
        with site.writing() as db:
            db.query(CredentialedPerson).delete()
            db.query(Capacity).filter(Capacity.id == number).delete()
    assert "Delegate" not in words_of(shown).replace("delegate", "")
    assert answers[0] == answers[1]
    assert entries[0] == entries[1]


def test_the_name_behind_a_known_address_is_not_shown_to_the_head(site: World) -> None:
    shown = site.as_("head").does("/delegation/members", page="/delegation", **{**SENT, "email": "second@example.org"})
    assert "Otieno Odhiambo" in words_of(shown)
    assert "Second" not in words_of(shown)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("head", 200), ("coordinator", 200), ("delegate", 200), ("observer", 200), ("chair", 404), ("bureau", 404),
        ("secretariat", 404), ("admin", 404), ("stakeholder", 404), ("pending", 404), ("public", 401),
    ],
)  # fmt: skip
def test_every_member_of_a_delegation_reads_its_page_and_nobody_else(site: World, who: str, status: int) -> None:
    names(site)
    answer = site.as_(who).get("/delegation")
    assert answer.status_code == status
    assert ("Name a member" in words_of(answer)) is (who == "head")
    assert ("otieno@example.org" in answer.text) is (who == "head")
    assert ("Otieno" in answer.text) is (who == "head")


def test_another_member_reads_the_names_but_no_addresses_and_changes_nothing(site: World) -> None:
    site.at = datetime.now(UTC) - timedelta(minutes=30)
    first, second = names(site), names(site, Named("Third", "third@example.org", "", "alternate"))
    member = site.as_("third")
    page = member.get("/delegation")
    assert "Otieno Odhiambo" in words_of(page)
    assert "otieno@example.org" not in page.text
    for address in ("members", f"members/{first.person.capacity_id}/end", f"members/{second.person.capacity_id}/title"):
        assert member.post(f"/delegation/{address}", **SENT).status_code == 403


def test_a_head_does_not_reach_into_another_delegation(site: World) -> None:
    other = site.viewer("delegate").acting_as
    assert other is not None
    head = site.as_("head")
    for act in ("end", "title", "invitation"):
        assert head.post(f"/delegation/members/{other.id}/{act}", page="/delegation", form="x").status_code == 404
    assert site.viewer("delegate").role == "delegate"


def test_a_refused_member_says_why_and_gives_back_what_was_typed(site: World) -> None:
    answer = site.as_("head").post("/delegation/members", page="/delegation", **{**SENT, "email": "no address"})
    assert answer.status_code == 422
    assert "name@example.org" in words_of(answer)
    assert 'value="Otieno Odhiambo"' in answer.text
    head = site.as_("head").post("/delegation/members", page="/delegation", **{**SENT, "role": "head"})
    assert "comes by letter of credentials" in words_of(head)


LETTER = {
    "form": "letter", "delegation": "KEN", "signed_by": "Minister for Foreign Affairs", "dated": "2019-05-28",
    "name_1": "Amina Wanjiru", "email_1": "amina@example.org", "title_1": "Minister", "role_1": "head",
    "name_3": "Otieno Odhiambo", "email_3": "otieno@example.org", "role_3": "adviser",
}  # fmt: skip


def test_the_secretariat_records_a_letter_and_passes_the_links_on(site: World) -> None:
    with site.writing() as db:
        known = people.account_by_email(db, "second@example.org")
        assert known is not None
        known.password_hash = "set"
    secretariat = site.as_("secretariat")
    more = {"name_4": "Known", "email_4": "second@example.org"}
    shown = secretariat.does("/credentials", page="/credentials", **LETTER, **more)
    words = words_of(shown)
    assert "A letter of credentials was received." in words
    assert len(set(re.findall(r"/invitation/[\w-]{43}", shown.text))) == 2
    assert "has an account already" in words
    assert "Otieno Odhiambo" in words
    assert not link_in(secretariat.get("/credentials/1").text)
    assert 'href="/credentials/1"' in secretariat.get("/credentials").text
    assert "No letter here" in words_of(secretariat.get("/credentials?delegation=FRA"))
    assert "signed by Minister for Foreign Affairs" in words_of(site.as_("head").get("/delegation"))


def test_a_head_who_kept_the_link_does_not_act_for_the_delegation_that_names_the_person_by_letter(site: World) -> None:
    made = site.as_("head").does("/delegation/members", "/delegation", name="X", email="x@example.org", role="adviser")
    link = re.search(r"/invitation/[\w-]+", made.text)
    assert link
    kept = site.as_("public")
    assert kept.post(link[0], link[0], new_password=PASSWORD).status_code == 303
    letter = site.as_("secretariat").does(
        "/credentials", "/credentials", delegation="FRA", signed_by="Minister", dated="2019-06-01", name_1="X",
        email_1="x@example.org", role_1="head",
    )  # fmt: skip
    account = kept.get("/account")
    assert "Another capacity" not in words_of(account)
    assert "please ask the secretariat for a link to another password" in words_of(account)
    assert kept.get("/delegation").text.count("FRA") == 0
    link = re.search(r"/invitation/[\w-]+", letter.text)
    assert link
    person = site.as_("public")
    assert person.post(link[0], link[0], new_password="a sentence of the person alone").status_code == 303
    assert "France" in words_of(person.get("/account"))
    assert kept.get("/account").status_code == 401


@pytest.mark.parametrize(
    ("change", "status", "reason"),
    [
        ({"email_3": ""}, 422, "has a name and an e-mail address"),
        ({"email_3": "otieno"}, 422, "name@example.org"),
        ({"name_1": "", "email_1": "", "title_1": "", "name_3": "", "email_3": ""}, 422, "names at least one person"),
        ({"delegation": "Atlantis"}, 422, "no delegation of this name"),
        ({"dated": "2999-01-01"}, 422, "not dated after the day"),
        ({"session": "987654"}, 404, ""),
        ({"email_3": "amina@example.org"}, 422, "one address twice"),
        ({"email_3": "secretariat@example.org"}, 409, "Nobody gives a capacity to themselves"),
    ],
)
def test_a_letter_that_is_refused_says_why_and_nothing_has_happened(
    site: World, change: dict[str, str], status: int, reason: str
) -> None:
    before = size(site)
    secretariat = site.as_("secretariat")
    signed_in = size(site)
    answer = secretariat.post("/credentials", page="/credentials", **{**LETTER, **change})
    assert answer.status_code == status
    assert reason in words_of(answer)
    assert size(site) == signed_in > before
    if status == 422 and "name_3" not in change:
        assert 'value="Otieno Odhiambo"' in answer.text


@pytest.mark.parametrize(
    "email",
    [
        "a@b.org,evil@example.org", "a@b@example.org", "a<b>@example.org", "a@example.org>", "(c)a@example.org", '"a@example.org',
        "a@example..org", "a@example", "@example.org", "a\x01b@example.org", "a\x7fb@example.org", "a\u200bb@example.org",
        "a\u202eb@example.org", "a b@example.org",
    ],
)  # fmt: skip
def test_nobody_is_named_by_what_is_no_address_or_looks_like_another(email: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse(PersonForm, {"name": "A", "email": email})
    assert "e-mail address" in refusal.value.fields["email"]


@pytest.mark.parametrize("email", ["Zoë.o'neill+un@bücher.example.org", "a-b_c@x.org"])
def test_an_address_may_hold_what_addresses_hold(email: str) -> None:
    assert parse(PersonForm, {"name": "A", "email": email}).email == email.lower()


def test_the_secretariat_adds_ends_and_corrects_on_the_letters_page(site: World) -> None:
    secretariat = site.as_("secretariat")
    secretariat.does("/credentials", page="/credentials", **LETTER)
    first, second = site.read(
        lambda db: db.scalars(select(CredentialedPerson.capacity_id).order_by(CredentialedPerson.id)).all()
    )
    at = f"/credentials/1/persons/{second}"
    assert "Ambassador" in words_of(
        secretariat.does(f"{at}/title", page="/credentials/1", form="t", title="Ambassador")
    )
    assert link_in(secretariat.does(f"{at}/invitation", page="/credentials/1", form="i").text)
    assert "ended" in words_of(secretariat.does(f"{at}/end", page="/credentials/1", form="e"))
    refused = secretariat.post(f"{at}/end", page="/credentials/1", form=f"end-{second}")
    assert refused.status_code == 409
    assert "has ended already" in words_of(refused)
    added = secretariat.does(
        "/credentials/1/persons", page="/credentials/1", name="X", email="x@example.org", role="adviser"
    )
    assert link_in(added.text)
    assert secretariat.post(f"/credentials/2/persons/{first}/end", page="/credentials", form="e").status_code == 404
    assert secretariat.get("/credentials/2").status_code == 404


@pytest.mark.parametrize("path", ["/credentials", "/credentials/1"])
@pytest.mark.parametrize("who", ["delegate", "head", "chair", "bureau", "admin"])
def test_letters_are_the_secretariats_to_read(site: World, who: str, path: str) -> None:
    a_letter(site)
    assert site.as_(who).get(path).status_code == 403


@pytest.mark.parametrize(
    ("who", "path", "most"),
    [("secretariat", "/credentials", 9), ("secretariat", "/credentials/1", 9), ("head", "/delegation", 8)],
)
def test_a_page_asks_the_database_as_often_for_many_persons_as_for_few(
    site: World, who: str, path: str, most: int
) -> None:
    a_letter(site)
    browser, counts = site.as_(who), []
    for round_ in range(2):
        browser.get(path)  # what follows from deadlines that have passed is recorded by whoever comes first
        with site.counting() as sent:
            assert browser.get(path).status_code == 200
        counts.append(len(sent))
        for number in range(4):
            a_letter(site, Named("N", f"n{round_}{number}@example.org", "", "adviser"))
            names(site, Named("M", f"m{round_}{number}@example.org", "", "adviser"))
            with site.writing() as db:
                found = queries.letter_line(db, 1).letter
                person = Named("P", f"p{round_}{number}@example.org", "", "adviser")
                actions.name_person(db, found, person, by=site.viewer("secretariat", db), at=site.tick())
    assert counts[0] == counts[1] <= most


def test_a_program_records_a_letter_and_a_heads_program_names_and_ends_members(site: World) -> None:
    secretariat, head = site.program("secretariat"), site.program("head")
    sent = {
        "delegation": "KEN", "signed_by": "Permanent Mission", "dated": "2019-05-28",
        "persons": [{"name": "Amina", "email": "amina@example.org", "role": "head"}],
    }  # fmt: skip
    made = secretariat("POST", "/credentials", sent).get_json()
    assert [person["name"] for person in made["named"]] == ["Amina"]
    assert "/invitation/" in made["links"][0]["link"]
    assert secretariat("POST", "/credentials", {**sent, "persons": []}).status_code == 422
    assert [row["id"] for row in secretariat("GET", "/credentials").get_json()["items"]] == [made["id"]]
    assert "links" not in secretariat("GET", f"/credentials/{made['id']}").get_json()
    added = secretariat(
        "POST", f"/credentials/{made['id']}/persons", {"name": "Third", "email": "t@example.org", "until": "2099-01-01"}
    ).get_json()
    assert added["member"]["until"] == "2099-01-02T05:00:00Z"
    on_letter = f"/credentials/{made['id']}/persons/{added['member']['number']}"
    assert secretariat("POST", f"{on_letter}/title", {"title": "Expert"}).get_json()["named"][1]["title"] == "Expert"
    assert "/invitation/" in secretariat("POST", f"{on_letter}/invitation").get_json()["link"]
    assert secretariat("POST", f"{on_letter}/end", {}).get_json()["named"][1]["membership"] == "ended"

    member = head("POST", "/delegation/members", {"name": "Otieno", "email": "otieno@example.org"}).get_json()
    assert "/invitation/" in member["link"]
    at = f"/delegation/members/{member['member']['number']}"
    titled = head("POST", f"{at}/title", {"title": "Counsellor"}).get_json()
    assert [(m["name"], m["title"]) for m in titled["members"] if m["name"] == "Otieno"] == [("Otieno", "Counsellor")]
    assert "/invitation/" in head("POST", f"{at}/invitation").get_json()["link"]
    ended = head("POST", f"{at}/end", {}).get_json()
    assert [m["membership"] for m in ended["members"] if m["name"] == "Otieno"] == ["ended"]
    assert head("POST", f"{at}/end", {}).status_code == 409
    assert head("GET", "/delegation").get_json() == ended
    assert site.program("delegate")("GET", "/delegation").get_json()["code"] == "FRA"
    assert secretariat("GET", "/delegation").status_code == 404


def test_an_answer_given_again_to_a_program_no_longer_holds_the_link(site: World) -> None:
    assert site.app
    with site.writing() as db:
        account = people.account_by_email(db, "head@example.org")
        assert account is not None
        token = accounts.create_token(db, account, timedelta(days=3650), by=site.viewer("admin", db), at=site.tick())
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "one"}
    sent = {"name": "Otieno", "email": "otieno@example.org"}
    client = site.app.test_client()
    first, again = (client.post("/api/v1/delegation/members", json=sent, headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert "/invitation/" in first.get_json()["link"]
    assert again.get_json() == {**first.get_json(), "link": ""}
