"""Can a program keep the fund's books, and is it told no more than a page would tell?"""

import base64

from oewg.consultations.queries import fund
from tests.consultations.given_fund import WITH_FILE, a_planned_consultation, a_pledge, money_comes_in, opens
from tests.world import World

PAPER = {"reference": "Note verbale 9", "dated": "2019-06-03"}


def test_a_program_keeps_the_books(site: World) -> None:
    consultation = a_planned_consultation(site)
    call = site.program("secretariat")
    rate = {"currency": "EUR", "per_dollar": "0.9", "dated": "2019-06-01", "source": "Operational rates"}
    assert call("POST", "/fund/rates", rate).get_json()["per_dollar"] == "0.9"
    file = {"file": base64.b64encode(b"We pledge.").decode(), "file_name": "note.txt"}
    pledge = PAPER | file | {"delegation": "FRA", "shown_as": "France", "amount": "1800", "currency": "EUR"}
    made = call("POST", "/fund/contributions", pledge)
    assert (made.status_code, made.get_json()["outstanding"]) == (201, "1800.00")
    at = f"/fund/contributions/{made.get_json()['id']}"
    assert call("POST", f"{at}/receipts", PAPER | {"amount": "900"}).get_json()["free"] == "1000.00"
    assert call("POST", f"{at}/earmark", PAPER | {"consultation": consultation}).get_json()["earmarked"] == "1000.00"
    assert call("POST", f"{at}/earmark/lift", PAPER).get_json()["earmarked_for"] is None
    budget = f"/consultations/{consultation}/budget"
    line = call("POST", budget, {"kind": "travel", "amount": "800"}).get_json()["lines"][0]
    struck = call("POST", budget, {"kind": "other", "amount": "5"}).get_json()["lines"][-1]
    assert [each["kind"] for each in call("POST", f"{budget}/{struck['id']}/strike", {}).get_json()["lines"]] == ["travel"]  # fmt: skip
    confirmed = call("POST", f"/consultations/{consultation}/confirmation", {}).get_json()
    assert (confirmed["standing"], confirmed["allocated"], confirmed["missing"]) == ("confirmed", "800.00", "0.00")
    spent = call("POST", f"/consultations/{consultation}/expenditure", PAPER | {"line": line["id"], "amount": "100"})
    assert spent.get_json()["spent"] == "100.00"
    assert call("POST", f"{at}/returns", PAPER | {"amount": "250"}).get_json()["returned"] == "250.00"
    assert site.program()("GET", budget).get_json() == {
        "consultation": consultation, "standing": "in_question", "budget": "800.00", "allocated": "650.00",
        "spent": "100.00", "missing": "50.00", "lines": None,
    }  # fmt: skip
    assert site.program()("GET", "/consultations").get_json()["items"][0]["standing"] == "in_question"
    (last, *_rest) = [each for each in call("GET", "/fund/journal").get_json()["items"] if each["kind"] == "return"]
    assert call("POST", f"/fund/journal/{last['id']}/reversal", PAPER).get_json()["reverses"] == last["id"]
    assert call("POST", f"{at}/withdrawal", PAPER).get_json()["outstanding"] == "0.00"
    assert call("POST", f"{at}/name", {"shown_as": ""}).status_code == 200
    opens(site, consultation)
    closed = call("POST", f"/consultations/{consultation}/accounts/close", {"reason": "All bills are paid."})
    assert (closed.get_json()["standing"], closed.get_json()["allocated"]) == ("held", "0.00")
    told = site.program()("GET", "/fund").get_json()
    assert (told["received"], told["spent"], told["free"]) == ("1000.00", "100.00", "900.00")
    assert told["donors"] == [{"shown_as": "", "pledged": "1000.00", "received": "1000.00"}]


def test_a_float_is_no_amount(site: World) -> None:
    number = a_pledge(site)
    call = site.program("secretariat")
    for amount in (0.1, 1e3, True, None, "0.1f"):
        sent = call("POST", f"/fund/contributions/{number}/receipts", PAPER | {"amount": amount})
        assert sent.status_code == 422, amount
    assert call("POST", f"/fund/contributions/{number}/receipts", PAPER | {"amount": 7}).status_code == 201


def test_a_program_is_told_no_more_than_a_page_tells(site: World) -> None:
    number = a_pledge(site, paper=WITH_FILE)
    money_comes_in(site, "70", code="JPN")
    for who, sees, papers in (
        ("secretariat", 200, 200), ("chair", 200, 404), ("delegate", 200, 200), ("second", 404, 404), ("public", 404, 404),
    ):  # fmt: skip
        call = site.program(who)
        assert call("GET", f"/fund/contributions/{number}").status_code == sees
        assert call("GET", "/fund/journal/1/paper").status_code == papers
    paper = site.program("delegate")("GET", "/fund/journal/1/paper").get_json()
    assert base64.b64decode(paper["file"]) == b"Paid in."
    own = site.program("delegate")("GET", "/fund/contributions/own").get_json()["items"]
    assert [each["delegation"] for each in own] == ["FRA"]
    assert len(site.program("chair")("GET", "/fund/contributions").get_json()["items"]) == 2


def test_lists_are_cut_and_go_on(site: World) -> None:
    for _ in range(3):
        money_comes_in(site, "1")
    call = site.program("secretariat")
    for address, whole in (("/fund/contributions", 3), ("/fund/journal", 6)):
        first = call("GET", f"{address}?limit=2").get_json()
        rest = call("GET", f"{address}?after={first['next']}").get_json()
        assert len(first["items"]) + len(rest["items"]) == whole
        assert rest["next"] is None
    moves = [move for each in call("GET", "/fund/journal").get_json()["items"] for move in each["moves"]]
    assert len(moves) == sum(len(line.entry.postings) for line in site.read(fund.whole_journal))
