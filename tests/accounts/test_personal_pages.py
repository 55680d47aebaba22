"""The pages, operations and commands of personal data: for everybody, for oneself alone, and for those who erase."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import select

from oewg.accounts import actions, queries
from oewg.accounts.models import SignIn
from oewg.accounts.rules import personal as rules
from oewg.record.verification import faults
from tests.accounts.given import told_now
from tests.world import CAST, World, words_of

ROOT = Path(__file__).resolve().parents[2]


def number_of(site: World, who: str) -> int:
    found = site.viewer(who).account_id
    assert found is not None
    return found


# --- The inventory --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["public", "pending", "delegate", "chair", "admin"])
def test_everybody_reads_what_is_kept_of_people(site: World, who: str) -> None:
    page = site.as_(who).get("/privacy")
    assert page.status_code == 200
    words = words_of(page)
    for line in rules.lines():
        assert line.what in words
        assert all(name in words for name in line.columns)
    assert 'href="/privacy"' in site.as_(who).get("/").text


def test_the_inventory_stands_in_the_documents_as_the_rooms_declare_it() -> None:
    written = (ROOT / "docs" / "personal-data.md").read_text()
    assert written == rules.as_document(), "write it anew: oewg personal inventory > docs/personal-data.md"


def test_programs_read_the_inventory(site: World) -> None:
    answer = site.program()("GET", "/privacy")
    assert len(answer.get_json()["items"]) == len(rules.lines())


# --- One's own data -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", CAST)
def test_each_person_reads_and_takes_what_is_kept_of_them_and_of_nobody_else(site: World, who: str) -> None:
    browser = site.as_(who)
    page, file = browser.get("/account/data"), browser.get("/account/data.json")
    assert f"{who}@example.org" in page.text
    others = [other for other in CAST if other != who]
    assert [other for other in others if f"{other}@example.org" in page.text + file.text] == []
    assert "no-store" in page.headers["Cache-Control"]
    assert "no-store" in file.headers["Cache-Control"]
    assert file.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    data = json.loads(file.text)
    assert data["account"] == number_of(site, who)
    assert {part["table"] for part in data["kept"]} >= {"account", "capacity", "sign_in"}
    assert {entry["act"] for entry in data["entries"]} >= {"create_account", "give_capacity", "sign_in"}
    assert data["entries_complete"] is True


def test_nobody_else_reads_it(site: World) -> None:
    for address in ("/account/data", "/account/data.json"):
        assert site.as_("public").get(address).status_code == 401


def test_a_program_reads_the_same_and_the_entries_in_pieces(site: World) -> None:
    program = site.program("delegate")
    data = program("GET", "/account/data").get_json()
    assert data["account"] == number_of(site, "delegate")
    first = program("GET", "/account/data/entries?limit=1").get_json()
    rest = program("GET", f"/account/data/entries?after={first['next']}").get_json()
    indexes = [entry["index"] for entry in [*first["items"], *rest["items"]]]
    assert indexes == [entry["index"] for entry in data["entries"]]


def test_ones_own_page_asks_the_database_as_often_however_much_there_is(site: World) -> None:
    browser, counts = site.as_("delegate"), []
    for more in (0, 6):
        for _ in range(more):
            site.as_("delegate")
        with site.counting() as sent:
            assert browser.get("/account/data").status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1] <= len(rules.INVENTORY) + 15


# --- Asking, answering ----------------------------------------------------------------------------------------------


def test_a_person_asks_and_is_erased_and_signed_out_for_good(site: World) -> None:
    browser, secretariat = site.as_("second"), site.as_("secretariat")
    number = number_of(site, "second")
    shown = browser.does("/account/data/erasure", page="/account/data", form="ask-erasure")
    assert "The secretariat or an administrator will answer" in words_of(shown)
    waiting = secretariat.get("/erasures")
    assert "Second" in words_of(waiting)
    [row] = site.read(queries.erasures).items
    done = secretariat.does(f"/erasures/{row.id}/carry-out", page="/erasures", form=f"carry-out-{row.id}")
    assert f"Person {number}: erased" in words_of(done)
    assert browser.get("/account").status_code == 401
    assert f"Person {number}" in words_of(secretariat.get(f"/people/{number}"))
    with site.database.reading() as db:
        assert list(faults(db)) == []
        assert db.scalars(select(SignIn).where(SignIn.account_id == number)).all() == []


def test_somebody_in_office_is_told_so_and_offered_to_nobody_for_erasure(site: World) -> None:
    head, secretariat = site.as_("head"), site.as_("secretariat")
    assert "You are in office: head of delegation" in words_of(head.get("/account/data"))
    head.does("/account/data/erasure", page="/account/data", form="ask-erasure")
    page = secretariat.get("/erasures")
    assert "In office: head of delegation" in words_of(page)
    [row] = site.read(queries.erasures).items
    assert f"/erasures/{row.id}/carry-out" not in page.text
    refused = secretariat.post(f"/erasures/{row.id}/carry-out", page="/erasures", form=f"carry-out-{row.id}")
    assert (refused.status_code, "once the capacity has ended" in words_of(refused)) == (409, True)


def test_an_erasure_is_declined_with_a_reason_that_the_person_reads(site: World) -> None:
    browser, admin = site.as_("delegate"), site.as_("admin")
    browser.does("/account/data/erasure", page="/account/data", form="ask-erasure")
    [row] = site.read(queries.erasures).items
    name, address = f"decline-{row.id}", f"/erasures/{row.id}/decline"
    assert admin.post(address, page="/erasures", form=name, reason="").status_code == 422
    admin.does(address, page="/erasures", form=name, reason="A credential is being checked.")
    assert "A credential is being checked." in words_of(browser.get("/account/data"))
    browser.does("/account/data/erasure", page="/account/data", form="ask-erasure")
    shown = browser.does("/account/data/erasure/withdraw", page="/account/data", form="withdraw-erasure")
    assert "Ask that it be erased" in words_of(shown)


def test_programs_ask_and_answer_as_the_pages_do(site: World) -> None:
    asked = site.program("second")("POST", "/account/data/erasure")
    assert (asked.status_code, asked.get_json()["outcome"]) == (201, None)
    number = asked.get_json()["id"]
    secretariat = site.program("secretariat")
    assert [row["id"] for row in secretariat("GET", "/erasures").get_json()["items"]] == [number]
    declined = secretariat("POST", f"/erasures/{number}/decline", {"reason": "Not yet."})
    assert (declined.status_code, declined.get_json()["reason"]) == (200, "Not yet.")
    again = site.program("second")("POST", "/account/data/erasure").get_json()["id"]
    taken_back = site.program("second")("POST", "/account/data/erasure/withdraw")
    assert (taken_back.get_json()["id"], taken_back.get_json()["outcome"]) == (again, "withdrawn")
    last = site.program("second")("POST", "/account/data/erasure").get_json()["id"]
    assert secretariat("POST", f"/erasures/{last}/carry-out").get_json()["outcome"] == "carried_out"
    assert secretariat("POST", f"/erasures/{last}/carry-out").status_code == 409
    assert secretariat("POST", "/erasures/99999/carry-out").status_code == 404


def test_the_page_of_erasures_says_what_will_be_there_and_asks_the_database_as_often(site: World) -> None:
    admin = site.as_("admin")
    assert "Nobody asks to be erased" in words_of(admin.get("/erasures"))
    counts = []
    for some in (("delegate",), ("second", "observer", "head", "stakeholder")):
        for who in some:
            site.act(actions.ask_erasure, by=who)
        with site.counting() as sent:
            assert admin.get("/erasures").status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_those_who_answer_hear_that_somebody_asks_and_the_person_hears_why_not(world: World) -> None:
    told_now(world)
    row = world.act(actions.ask_erasure, by="delegate")
    asked = ("erasures", "ask_erasure", True)
    assert told_now(world) == {"secretariat": [asked], "admin": [asked]}
    world.act(actions.decline_erasure, row, "Not yet.", by="secretariat")
    assert told_now(world) == {"delegate": [("own_account", "decline_erasure", True)]}


# --- Outlived -------------------------------------------------------------------------------------------------------


def test_what_has_outlived_its_time_is_listed_and_erased_by_the_command_alone(site: World) -> None:
    admin = site.as_("admin")
    site.as_("delegate")
    assert "Nothing has" in words_of(admin.get("/people/outlived"))
    with site.writing() as db:
        for row in db.scalars(select(SignIn)):
            if row.account_id == number_of(site, "delegate"):
                row.expires_at -= timedelta(days=400)
    page = words_of(admin.get("/people/outlived"))
    assert "When you signed in, and until when it held" in page
    assert "oewg personal prune --really" in page
    listed = run(site, "personal", "prune")
    assert "Nothing has been erased" in listed.output
    assert "When you signed in, and until when it held" in words_of(admin.get("/people/outlived"))
    assert "Erased." in run(site, "personal", "prune", "--really").output
    assert "Nothing has" in words_of(admin.get("/people/outlived"))
    assert "Nothing has outlived its time." in run(site, "personal", "prune", "--really").output


def run(site: World, *command: str) -> Result:
    assert site.app
    result = site.app.test_cli_runner().invoke(args=list(command))
    assert result.exit_code == 0, result.output
    return result


# --- After a backup -------------------------------------------------------------------------------------------------


def erased(site: World, who: str) -> int:
    row = site.act(actions.ask_erasure, by=who)
    site.act(actions.carry_out_erasure, row, by="admin")
    return row.account_id


def test_whom_a_backup_has_brought_back_is_erased_again(site: World, tmp_path: Path) -> None:
    with site.database.reading() as db:
        account = queries.account(db, number_of(site, "second"))
        created = account.created_at
    number = account.id
    (tmp_path / "list").write_text(f"{number}\t{created.isoformat()}\t2019-07-01T00:00:00+00:00\n")
    assert "Erased again: 1." in run(site, "personal", "erase-again", str(tmp_path / "list")).output
    assert site.read(queries.account, number).name == f"Person {number}"
    assert "Erased again: 0." in run(site, "personal", "erase-again", str(tmp_path / "list")).output


def test_the_list_that_is_written_is_the_list_that_is_read(site: World, tmp_path: Path) -> None:
    number = erased(site, "second")
    listed = run(site, "personal", "erased").output
    assert listed.startswith(f"{number}\t")
    (tmp_path / "list").write_text(listed)
    assert "Erased again: 0." in run(site, "personal", "erase-again", str(tmp_path / "list")).output


def test_another_person_with_the_number_of_one_who_was_erased_is_let_be(site: World, tmp_path: Path) -> None:
    number = number_of(site, "second")
    (tmp_path / "list").write_text(f"{number}\t2019-01-01T00:00:00+00:00\t2019-07-01T00:00:00+00:00\n")
    assert "Erased again: 0." in run(site, "personal", "erase-again", str(tmp_path / "list")).output
    assert site.read(queries.account, number).name == "Second"


def test_a_list_of_something_else_is_refused_in_a_sentence(site: World, tmp_path: Path) -> None:
    assert site.app
    (tmp_path / "list").write_text("Ariadne\n")
    result = site.app.test_cli_runner().invoke(args=["personal", "erase-again", str(tmp_path / "list")])
    assert (result.exit_code, "not a list" in result.output) == (1, True)
