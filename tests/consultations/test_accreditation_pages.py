"""Does an organization find its way through the pages, and does each member of the cast see of a list what is theirs?"""

import io
import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
import time_machine

from oewg.accounts.models import Confirmation, Organization
from oewg.accounts.queries import account_by_email
from oewg.consultations import queries
from oewg.consultations.models import Accreditation, ListedName, NameObjection
from oewg.meetings import actions as meetings
from tests.accounts.given import Nowhere, no_news, sends
from tests.consultations.given import (
    FAR,
    PASSWORD_HASH,
    a_listed,
    acts_on,
    an_open_call,
    begins_to_register,
    decides,
    on_name,
    registers,
    stands,
)
from tests.consultations.test_non_objection import passes, shown
from tests.meetings.given import a_session, an_open_meeting, on_session
from tests.world import CAST, PASSWORD, Browser, World, words_of

FIELDS = {
    "form": "organization", "name": "Quiet Signals", "sector": "business", "country": "FIN", "purpose": "To be heard.",
    "representative": "Ada R", "email": "ada@signals.example",
}  # fmt: skip
MOST_QUERIES = 22


def letters(site: World) -> list[str]:
    """The words of the letters that went out, the earliest first."""
    assert site.app
    folder: Path = site.app.config["OEWG"].var / "notices"
    found = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns) if folder.exists() else []
    return [message_from_bytes(path.read_bytes(), policy=policy.default).get_content() for path in found]


def link_in(letter: str) -> str:
    found = re.search(r"/confirmations/\S+", letter)
    assert found, letter
    return found[0]


def registers_by_page(site: World, **other: object) -> str:
    """Somebody registers; the address of the page that the letter's link opens."""
    sent = {**FIELDS, "file": (io.BytesIO(b"We ask to be accredited."), "our letter.txt"), **other}
    page = site.as_("public").does("/organizations/register", page="/organizations/register", **sent)
    assert "A letter is on its way" in words_of(page)
    return link_in(letters(site)[-1])


def confirms_by_page(browser: Browser, link: str, **fields: str) -> str:
    return words_of(browser.does(link, page=link, form="confirmation", **fields))


def test_from_the_first_visit_to_the_application(site: World) -> None:
    link = registers_by_page(site)
    assert "Quiet Signals" not in site.as_("secretariat").get("/accreditation").text
    browser = site.as_("public")
    shown_first = words_of(browser.get(link))
    assert "Quiet Signals" in shown_first
    assert "our-letter.txt" in shown_first
    own = confirms_by_page(browser, link, new_password=PASSWORD)
    assert "Waits for the secretariat’s check." in own
    assert "Form checked by the secretariat: now" in own
    secretariat = site.as_("secretariat")
    assert "Quiet Signals" in secretariat.get("/accreditation").text
    number = queries_number(site)
    page = secretariat.get(f"/accreditation/{number}")
    assert "ada@signals.example" in page.text
    assert "Ada R" not in site.as_("chair").get("/api/v1/record?limit=200").text
    letter = re.search(r"/organizations/letters/\d+", page.text)
    assert letter
    answer = secretariat.get(letter[0])
    assert answer.data == b"We ask to be accredited."
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    for who, status in {"public": 401, "delegate": 404, "chair": 404, "pending": 404}.items():
        assert site.as_(who).get(letter[0]).status_code == status, who


def queries_number(site: World, name: str = "Quiet Signals") -> int:
    (line,) = site.read(queries.applications, search=name).items
    return int(line.accreditation.id)


def test_sent_back_repaired_and_checked_by_its_pages(site: World) -> None:
    link, browser = registers_by_page(site), site.as_("public")
    confirms_by_page(browser, link, new_password=PASSWORD)
    secretariat, number = site.as_("secretariat"), queries_number(site)
    secretariat.does(f"/accreditation/{number}/send-back", form="return", reasons="The purpose says too little.")
    assert "The purpose says too little." in words_of(browser.get("/organization"))
    fields = {key: value for key, value in FIELDS.items() if key not in ("representative", "email", "form")}
    browser.does("/organization/repair", form="repair", **fields | {"purpose": "To teach how cables are kept."})
    assert "To teach how cables are kept." in words_of(secretariat.get(f"/accreditation/{number}"))
    secretariat.does(f"/accreditation/{number}/check", form="check")
    assert "waits for the next list" in words_of(browser.get("/organization"))
    late = secretariat.post(f"/accreditation/{number}/check", form="check")
    assert (late.status_code, "Only an application that waits" in words_of(late)) == (409, True)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("country", "ICRC", "Not found."),
        ("name", "OPEN WIRES", "Already in use."),
        ("email", "nobody", "e-mail address"),
    ],
)
def test_what_is_wrong_with_a_registration_stands_at_its_field_and_the_rest_is_kept(
    site: World, field: str, value: str, said: str
) -> None:
    answer = site.as_("public").post("/organizations/register", **FIELDS | {field: value})
    assert answer.status_code == 422
    assert said in answer.text
    assert "To be heard." in answer.text
    assert letters(site) == []


def test_a_letter_that_is_a_program_is_not_kept(site: World) -> None:
    sent: dict[str, Any] = {**FIELDS, "file": (io.BytesIO(b"MZ\x90\x00\x03"), "letter.txt")}
    answer = site.as_("public").post("/organizations/register", **sent)
    assert (answer.status_code, "Please save it as one of these" in words_of(answer)) == (422, True)


def test_a_link_that_was_used_has_expired_or_is_not_ours_says_so(site: World) -> None:
    link = registers_by_page(site)
    public = site.as_("public")
    with time_machine.travel(datetime.now(UTC) + timedelta(days=3, seconds=1), tick=False):
        stale = public.get(link)
        assert (stale.status_code, "This link has expired" in words_of(stale)) == (410, True)
        assert public.post(link, page=None, form="confirmation", new_password=PASSWORD).status_code in (409, 422)
    other = registers_by_page(site, name="Quiet Towers", email="eve@towers.example")
    browser = site.as_("public")
    confirms_by_page(browser, other, new_password=PASSWORD)
    used = public.get(other)
    assert (used.status_code, "has been used already" in words_of(used)) == (410, True)
    for wrong in (f"{other}x", "/confirmations/nothing", other[:-1]):
        found = public.get(wrong)
        assert (found.status_code, "not copied whole" in words_of(found)) == (404, True)
        assert public.post(wrong, form="confirmation", new_password=PASSWORD).status_code == 404


def test_the_link_says_nothing_to_a_cache_and_asks_for_a_good_password(site: World) -> None:
    link = registers_by_page(site)
    public = site.as_("public")
    assert public.get(link).headers["Cache-Control"] == "no-store"
    for password in ("", "short"):
        answer = public.post(link, page=link, form="confirmation", new_password=password)
        assert answer.status_code in (409, 422)
        assert "Quiet Signals" in answer.text
    confirms_by_page(public, link, new_password=PASSWORD)


def test_whoever_has_an_account_keeps_its_password_and_is_not_signed_in_by_a_letter(site: World) -> None:
    with site.writing() as db:
        account = account_by_email(db, "delegate@example.org")
        assert account is not None
        account.password_hash = PASSWORD_HASH
    link = registers_by_page(site, email="delegate@example.org")
    browser = site.as_("public")
    page = words_of(browser.get(link))
    assert "You have an account under this address" in page
    assert "Choose a password" not in page
    assert "Sign in" in confirms_by_page(browser, link)
    assert browser.get("/organization").status_code == 401
    both = site.as_("delegate")
    assert both.get("/organization").status_code == 404
    site.at = datetime.now(UTC)
    other = site.viewer("delegate").others[0]
    both.does("/account/capacity", page="/account", form="capacity", capacity=str(other.id))
    assert "Quiet Signals" in words_of(both.get("/organization"))
    assert both.get("/positions").status_code == 403


def test_a_letter_that_could_not_go_out_goes_with_the_next_round(site: World) -> None:
    no_news(site)
    site.at = datetime.now(UTC)
    asked = begins_to_register(site)
    assert letters(site) == []
    carrier = Nowhere()
    sends(site, carrier)
    (letter,) = [each for each in carrier.letters if each["To"] == "new@example.org"]
    assert letter["Subject"] == "OEWG: please confirm your address"
    assert "To be heard." not in letter.get_content()
    again = Nowhere()
    sends(site, again)
    assert [each for each in again.letters if each["To"] == "new@example.org"] == []
    with site.database.reading() as db:
        assert db.get_one(Confirmation, asked).sent_at is not None
    assert "New Wires" in words_of(site.as_("public").get(link_in(letter.get_content())))


def test_an_invited_person_accepts_by_page(site: World) -> None:
    focal = site.as_("stakeholder")
    page = "/organization/representatives"
    focal.does(page, page=page, form="invite", name="Helper", email="helper@example.org")
    browser = site.as_("public")
    link = link_in(letters(site)[-1])
    assert "invited to act for an organization" in words_of(browser.get(link))
    assert "Open Wires" in confirms_by_page(browser, link, new_password=PASSWORD)
    said = words_of(focal.get(page))
    assert "Helper" in said
    assert "Make focal point" in said
    assert "Make focal point" not in words_of(browser.get(page))
    site.at = datetime.now(UTC)
    number = site.viewer("helper").acting_as
    assert number
    focal.does(f"{page}/{number.id}/hand-over", page=page)
    assert "Make focal point" in words_of(browser.get(page))
    browser.does("/organization/gender", page=page, form="gender", gender="woman")
    browser.does(f"{page}/{site.viewer('stakeholder').acting_as.id}/end", page=page)  # type: ignore[union-attr]
    site.at = datetime.now(UTC)
    assert site.viewer("stakeholder").role == "public"


@pytest.mark.parametrize("who", ["public", *CAST])
def test_each_sees_of_a_list_what_is_theirs(site: World, who: str) -> None:
    list_id, (wires, _) = a_listed(site, "New Wires", "New Towers", deadline=FAR)
    on_name(site, wires, "object_to_name", "It sells what it warns of.")
    page = site.as_(who).get(f"/accreditation/lists/{list_id}")
    said = words_of(page)
    assert "1 January 2099" in said or "31 December 2098" in said
    assert ("Object to this name" in said) == (who in ("delegate", "second", "head", "coordinator"))
    assert ("It sells what it warns of." in said) == (who in ("delegate", "chair", "secretariat"))
    assert ("FRA" in said) == (who in ("chair", "secretariat"))
    assert ("Record the group’s decision" in said) is False
    api = site.program(who)("GET", f"/non-objection-lists/{list_id}/names").get_json()
    assert ("It sells what it warns of." in repr(api)) == (who in ("delegate", "chair", "secretariat"))


def test_a_delegate_finds_a_name_among_many_objects_and_stays_where_they_were(site: World) -> None:
    list_id, _ = a_listed(site, "New Wires", "New Towers", "Old Roads", deadline=FAR)
    browser, address = site.as_("delegate"), f"/accreditation/lists/{list_id}?search=old"
    page = browser.get(address)
    assert ("Old Roads" in page.text, "New Wires" in page.text) == (True, False)
    form = re.search(r'action="(/accreditation/names/\d+/objection[^"]*)"', page.text)
    assert form
    after = browser.post(form[1].replace("&amp;", "&"), page=address, form="object", basis="It sells roads.")
    assert after.status_code == 303
    assert "search=old" in after.location
    assert "#name-" in after.location
    assert "Our delegation objects" in words_of(browser.get(after.location))
    assert "Old Roads" in browser.get(f"/accreditation/lists/{list_id}?standing=own").text
    assert "Old Roads" not in site.as_("second").get(f"/accreditation/lists/{list_id}?standing=own").text
    assert "Old Roads" not in site.as_("second").get(f"/accreditation/lists/{list_id}?standing=objected").text
    again = browser.post(form[1].replace("&amp;", "&"), page=address, form="object", basis="More.")
    assert (again.status_code, "objects to this name already" in words_of(again)) == (409, True)


def test_the_chair_issues_a_list_and_records_the_decision_by_their_pages(site: World) -> None:
    first, second = registers(site), registers(site, "New Towers", "towers@example.org")
    for each in (first, second):
        acts_on(site, each, "check_application")
    chair = site.as_("chair")
    assert "2 names whose form is in order" in words_of(chair.get("/accreditation/lists"))
    soon = datetime.now(UTC) + timedelta(hours=2)
    sent: dict[str, Any] = {"form": "list", "title": "First list", "zone": "UTC", "names": [str(first), str(second)]}
    refused = chair.post("/accreditation/lists", **sent | {"deadline": "2019-01-01T18:00"})
    assert (refused.status_code, "Not in the future." in refused.text) == (422, True)
    chair.does("/accreditation/lists", **sent | {"deadline": f"{soon:%Y-%m-%dT%H:%M}"})
    (list_id,) = [row.id for row, _ in site.read(queries.lists)]
    listed = {name: line.listed.id for name, line in shown(site, list_id, "chair").items()}
    site.as_("delegate").does(f"/accreditation/names/{listed['New Wires']}/objection", form="object", basis="")
    assert "Not before the deadline" in words_of(chair.get(f"/accreditation/lists/{list_id}/decision"))
    with time_machine.travel(soon + timedelta(minutes=1), tick=False):
        site.at = soon + timedelta(minutes=1)
        chair, address = site.as_("chair"), f"/accreditation/lists/{list_id}/decision"
        assert "No formal meeting is open" in words_of(chair.get(address))
        meeting = an_open_meeting(site)
        page = words_of(chair.get(address))
        assert "Objected to by FRA." in page
        decision = {"form": "decision", "meeting": str(meeting), "words": "The group decided.", "unobjected": "whole"}
        left_out = chair.post(address, page=address, **decision)
        assert (left_out.status_code, "The group decided." in left_out.text) == (422, True)
        final = words_of(chair.does(address, page=address, **decision, **{f"outcome_{first}": "refuse"}))
        assert "The group decided." in final
        public = words_of(site.as_("public").get(f"/accreditation/lists/{list_id}/final"))
        assert "New Wires business" not in public
        assert "not accredited objected to" in public
        assert "accredited for the whole of the group’s work" in public
        assert "The group decided." in public
        assert "New Towers" in words_of(site.as_("public").get("/organizations"))
        assert "New Wires" not in site.as_("public").get("/organizations").text
    assert (stands(site, first), stands(site, second)) == ("refused", "accredited")


def test_a_cached_page_of_a_list_is_asked_for_anew_at_its_deadline(site: World) -> None:
    deadline = datetime.now(UTC) + timedelta(minutes=10)
    list_id, _ = a_listed(site, "New Wires", deadline=deadline)
    browser, address = site.as_("second"), f"/accreditation/lists/{list_id}"
    kept = {"If-None-Match": browser.get(address).headers["ETag"]}
    assert browser.get(address, headers=kept).status_code == 304
    with time_machine.travel(deadline, tick=False):
        page = words_of(browser.get(address, headers=kept))
    assert "The deadline has passed" in page
    assert "Object to this name" not in page


def test_an_objection_by_page_at_the_deadline_is_late_and_its_basis_is_given_back(site: World) -> None:
    deadline = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=10)
    _, (wires,) = a_listed(site, "New Wires", deadline=deadline)
    early, browser = site.as_("second"), site.as_("delegate")
    with time_machine.travel(deadline - timedelta(seconds=1), tick=False):
        made = early.post(f"/accreditation/names/{wires}/objection", form=f"object-{wires}", basis="It sells.")
        assert made.status_code == 303
    with time_machine.travel(deadline, tick=False):
        late = browser.post(f"/accreditation/names/{wires}/objection", form=f"object-{wires}", basis="It sells.")
        assert (late.status_code, "late" in words_of(late)) == (409, True)


def test_whoever_was_refused_or_has_withdrawn_reads_why_it_cannot_answer_a_call(site: World) -> None:
    list_id, (wires, _) = a_listed(site, "New Wires", "New Towers")
    on_name(site, wires, "object_to_name")
    passes(site)
    applications = {name: line.accreditation.id for name, line in shown(site, list_id, "chair").items()}
    decides(site, list_id, refused=[applications["New Wires"]])
    acts_on(site, applications["New Towers"], "withdraw_application", by="new-towers")
    call = an_open_call(site, FAR)
    assert "was not accredited" in words_of(site.as_("new-wires").get(f"/calls/{call}"))
    assert "not accredited any more" in words_of(site.as_("new-towers").get(f"/calls/{call}"))
    own = site.as_("new-wires")
    assert "the group decided not to accredit it" in words_of(own.get("/organization"))
    assert "Waits for the secretariat’s check" in words_of(own.does("/organization/apply", page="/organization"))


def test_what_an_organization_said_stays_under_its_name_when_its_accreditation_has_expired(site: World) -> None:
    list_id, _ = a_listed(site, "New Wires")
    passes(site)
    session = a_session(site, "Second session")
    decides(site, list_id, session=session)
    on_session(site, meetings.open_session, session)
    organization = site.viewer("new-wires").organization_id
    assert "New Wires" in site.as_("public").get("/organizations").text
    on_session(site, meetings.close_session, session)
    public = site.as_("public")
    assert "New Wires" not in public.get("/organizations").text
    assert "It was accredited until" in words_of(public.get(f"/organizations/{organization}"))
    assert "expired with its session" in words_of(public.get(f"/accreditation/lists/{list_id}/final"))
    assert "The session for which you were accredited is over" in words_of(site.as_("new-wires").get("/organization"))


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("delegate", "/accreditation/lists/1"),
        ("chair", "/accreditation/lists/1"),
        ("public", "/accreditation/lists/1/final"),
        ("public", "/organizations"),
        ("public", "/accreditation/lists"),
        ("secretariat", "/accreditation"),
        ("delegate", "/api/v1/non-objection-lists/1/names"),
    ],
)
def test_a_long_list_asks_no_more_than_a_short_one(site: World, who: str, address: str) -> None:
    list_id, names = a_listed(site, "Name 1", "Name 2")
    on_name(site, names[0], "object_to_name", "A basis.", by="second")
    assert list_id == 1
    browser = site.as_(who)

    def asked() -> int:
        browser.get(address)  # deadlines that have passed are seen to once
        with site.counting() as sent:
            assert browser.get(address).status_code == 200
        return len(sent)

    few = asked()
    with site.writing() as db:
        for number in range(3, 30):
            made = Organization(
                name=f"Name {number}", sector="academia", country="FIN", consultative_status=False, purpose="P",
                registered_at=site.at,
            )  # fmt: skip
            db.add(made)
            db.flush()
            row = Accreditation(organization_id=made.id, applied_at=site.at, checked_at=site.at, reason="")
            db.add(row)
            db.flush()
            listed = ListedName(list_id=list_id, accreditation_id=row.id)
            db.add(listed)
            db.flush()
            viewer = site.viewer("second", db)
            db.add(
                NameObjection(
                    listed_id=listed.id, delegation_id=viewer.delegation_id, basis="B", objected_at=site.at,
                    objected_by=viewer.account_id,
                )
            )  # fmt: skip
    assert asked() == few <= MOST_QUERIES


def test_a_program_goes_the_whole_way(site: World) -> None:
    sent = {key: value for key, value in FIELDS.items() if key != "form"}
    number = registers(site, "Quiet Signals", "ada@signals.example")
    secretariat = site.program("secretariat")
    assert secretariat("GET", "/accreditations").get_json()["items"][-1]["id"] == number
    back = secretariat("POST", f"/accreditations/{number}/send-back", {"reasons": "Too short."})
    assert back.get_json()["sent_back"][0]["reasons"] == "Too short."
    with site.writing() as db:
        account = account_by_email(db, "ada@signals.example")
        assert account is not None
        account.email = "ada@example.org"
    own = site.program("ada")
    described = {key: value for key, value in sent.items() if key not in ("representative", "email")}
    assert own("POST", "/organization/repair", described).get_json()["state"] == "applied"
    assert secretariat("POST", f"/accreditations/{number}/check", {}).get_json()["state"] == "checked"
    deadline = {"deadline": f"{FAR:%Y-%m-%dT%H:%M}", "zone": "UTC", "title": "First list", "names": [number]}
    made = site.program("chair")("POST", "/non-objection-lists", deadline)
    assert (made.status_code, made.get_json()["names"]) == (201, 1)
    address = f"/non-objection-lists/{made.get_json()['id']}"
    (name,) = site.program()("GET", f"{address}/names").get_json()["items"]
    assert (name["state"], name["objections"]) == ("listed", [])
    delegate = site.program("delegate")
    objected = delegate("POST", f"/listed-names/{name['id']}/objection", {"basis": "It sells."})
    assert (objected.status_code, objected.get_json()["own_objection"]) == (201, "It sells.")
    assert delegate("POST", f"/listed-names/{name['id']}/objection/withdraw", {}).get_json()["own_objection"] is None
    early = site.program("chair")(
        "POST", f"{address}/decision", {"meeting": an_open_meeting(site), "words": "W", "outcomes": {str(number): "whole"}}
    )  # fmt: skip
    assert (early.status_code, "after it" in early.get_json()["detail"]) == (409, True)
    balance = site.program()("GET", "/organizations/balance").get_json()
    assert balance["sectors"] == {"non_governmental": 1}
    assert set(balance["genders"].values()) == {None}
    people = own("GET", "/organization/representatives").get_json()["items"]
    assert [each["focal_point"] for each in people] == [True]
    assert own("POST", f"/organization/representatives/{people[0]['id']}/end", {}).status_code == 409
    assert own("POST", "/organization/gender", {"gender": "woman"}).get_json() == {"gender": "woman"}
    assert own("POST", "/organization/withdraw", {}).get_json()["state"] == "withdrawn"
    assert own("POST", "/organization/apply", {}).get_json()["state"] == "applied"
