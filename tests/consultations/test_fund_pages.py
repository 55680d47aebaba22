"""What does each role read of the fund, and does the secretariat keep its books through the pages?"""

import csv
import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from oewg.consultations.queries import fund
from oewg.consultations.rules.fund import Paper
from oewg.core.spreadsheets import comma_separated, workbook
from oewg.meetings import actions as meetings
from oewg.meetings.actions import adjourn_meeting
from tests.consultations.given_fund import (
    NOTE,
    WITH_FILE,
    a_confirmed_consultation,
    a_planned_consultation,
    a_pledge,
    budgets,
    confirms,
    earmarks,
    money_comes_in,
    on_consultation,
    opens,
    receives,
    spends,
    stands,
)
from tests.world import CAST, World, words_of

PAPER = {"reference": "Note verbale 9", "dated": "2019-06-03"}
M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells_of(contents: bytes) -> list[list[str]]:
    """The cells of a workbook's one sheet as text, row by row; a sheet with a formula in it fails."""
    with zipfile.ZipFile(io.BytesIO(contents)) as file:
        sheet = etree.fromstring(file.read("xl/worksheets/sheet1.xml"))
        strings = [
            "".join(map(str, each.itertext()))
            for each in etree.fromstring(file.read("xl/sharedStrings.xml")).iter(f"{M}si")
        ]
        assert not [name for name in file.namelist() if "external" in name.lower() or "macro" in name.lower()]
    assert sheet.find(f".//{M}f") is None
    assert sheet.find(f".//{M}hyperlink") is None
    rows = []
    for row in sheet.iter(f"{M}row"):
        values = [(cell.get("t"), cell.findtext(f"{M}v") or "") for cell in row.iter(f"{M}c")]
        rows.append([strings[int(value)] if kind == "s" else value for kind, value in values])
    return rows


def test_the_public_reads_the_totals_and_the_donors_as_they_wish_and_nothing_more(site: World) -> None:
    a_pledge(site, "500", donor="A quiet foundation", shown_as="")
    receives(site, a_pledge(site, "1000", shown_as="The people of France"), "400")
    shown = words_of(site.as_("public").get("/fund"))
    for words in ("Pledged USD 1,500.00", "Received USD 400.00", "The people of France", "do not wish to be named"):
        assert words in shown
    for hidden in ("quiet foundation", "Note verbale", "Record a pledge", "Journal", "Our contributions"):
        assert hidden not in shown
    for address in ("/fund/contributions/1", "/fund/contributions/1/statement.csv", "/fund/journal/1/paper"):
        assert site.as_("public").get(address).status_code == 404, address
    for address in ("/fund/contributions", "/fund/journal", "/fund/journal.csv", "/fund/contributions/own"):
        assert site.as_("public").get(address).status_code == 401, address


def test_an_empty_fund_says_what_will_stand_there(site: World) -> None:
    assert "Nothing has been pledged yet" in words_of(site.as_("public").get("/fund"))
    assert "No rate yet" in words_of(site.as_("public").get("/fund/rates"))
    assert "has pledged nothing yet" in words_of(site.as_("delegate").get("/fund/contributions/own"))
    chair = site.as_("chair")
    assert "Nothing has been entered yet" in words_of(chair.get("/fund/journal"))
    assert "Nothing has been pledged yet" in words_of(chair.get("/fund/contributions"))


@pytest.mark.parametrize("who", ["public", *CAST])
def test_a_contribution_is_shown_to_its_donor_the_secretariat_and_the_chair(site: World, who: str) -> None:
    number = a_pledge(site, paper=WITH_FILE)
    browser = site.as_(who)
    reads = who in ("delegate", "secretariat", "chair")
    for address in (f"/fund/contributions/{number}", f"/fund/contributions/{number}/statement.xlsx"):
        assert browser.get(address).status_code == (200 if reads else 404), address
    paper = browser.get("/fund/journal/1/paper")
    assert paper.status_code == (200 if who in ("delegate", "secretariat") else 404)
    if paper.status_code == 200:
        assert paper.data == b"Paid in."
        assert paper.headers["Content-Disposition"].startswith("attachment")


def test_a_donor_reads_what_became_of_its_money_and_not_whose_else_there_is(site: World) -> None:
    consultation = a_planned_consultation(site)
    money_comes_in(site, "300")
    money_comes_in(site, "700", code="JPN")
    budgets(site, consultation, "800")
    confirms(site, consultation)
    opens(site, consultation)
    spends(site, consultation, "500")
    donor = site.as_("delegate")
    shown = words_of(donor.get("/fund/contributions/1"))
    assert re.search(r"– spent\s+USD 300\.00", shown)
    assert "Interpretation" in shown
    assert "Voices" in shown
    assert "Invoice 9" not in shown, "the bills are not a donor's"
    assert "200.00" not in shown, "what another's contribution paid"
    assert "France" in words_of(donor.get("/fund/contributions/own"))
    assert "Japan" not in words_of(donor.get("/fund/contributions/own"))
    assert donor.get("/fund/contributions/2").status_code == 404


def test_the_secretariat_keeps_the_books_through_the_pages(site: World) -> None:
    consultation = a_planned_consultation(site)
    secretariat = site.as_("secretariat")
    rate = {"currency": "EUR", "per_dollar": "0.9", "dated": "2019-06-01", "source": "Operational rates"}
    assert "0.9" in words_of(secretariat.does("/fund/rates", **rate))
    pledge = PAPER | {"delegation": "FRA", "shown_as": "France", "amount": "1,800", "currency": "EUR"}
    file = (io.BytesIO(b"We pledge."), "note.txt")
    shown = secretariat.does("/fund/contributions", "/fund/contributions/new", **pledge, file=file)
    assert "EUR 1,800.00" in words_of(shown)
    page = "/fund/contributions/1"
    assert "USD 1,000.00" in words_of(secretariat.does(f"{page}/receipts", page, **PAPER, amount="900"))
    secretariat.does(f"{page}/earmark", page, **PAPER, consultation=str(consultation))
    secretariat.does(f"{page}/earmark/lift", page, **PAPER)
    budget = f"/consultations/{consultation}/budget"
    line = {"kind": "interpretation", "amount": "800.00", "words": "Six booths"}
    assert "can be confirmed" in words_of(secretariat.does(budget, budget, **line))
    assert "Confirmed" in words_of(secretariat.does(f"/consultations/{consultation}/confirmation", budget))
    spent = secretariat.does(f"/consultations/{consultation}/expenditure", budget, **PAPER, line="1", amount="100")
    assert "USD 100.00" in words_of(spent)
    assert "In question" not in words_of(secretariat.get(budget))
    secretariat.does(f"{page}/returns", page, **PAPER, amount="250")
    assert "In question" in words_of(site.as_("public").get(budget))
    assert "USD 50.00 are missing" in words_of(site.as_("public").get(budget))
    secretariat.does(f"{page}/receipts", page, **PAPER, amount="900")
    assert stands(site, consultation) == "confirmed"
    opens(site, consultation)
    closed = secretariat.does(f"/consultations/{consultation}/accounts/close", budget, reason="All bills are paid.")
    assert "being held" in words_of(closed).lower()
    secretariat.does(f"{page}/name", page, shown_as="The French Republic")
    assert "The French Republic" in words_of(site.as_("public").get("/fund"))
    journal = words_of(secretariat.get("/fund/journal"))
    together = re.search(r"Together USD ([\d,.]+) USD ([\d,.]+) USD 0\.00", journal)
    assert together
    assert together[1] == together[2]


def test_a_pledge_is_withdrawn_and_a_mistake_reversed_through_the_pages(site: World) -> None:
    number = a_pledge(site, "1000")
    secretariat = site.as_("secretariat")
    page = f"/fund/contributions/{number}"
    secretariat.does(f"{page}/withdrawal", page, **PAPER)
    assert "USD 1,000.00 withdrawn" in words_of(secretariat.get("/fund/contributions"))
    assert "Withdrawn USD 1,000.00" in words_of(secretariat.get(page))
    shown = secretariat.does("/fund/journal/2/reversal", "/fund/journal/2", **PAPER, words="The wrong pledge.")
    assert "Reverses entry 2" in words_of(shown)
    assert "Reversed by entry 3" in words_of(secretariat.get("/fund/journal/2"))
    assert "Reverse this entry" not in words_of(secretariat.get("/fund/journal/2"))
    assert "Reverse this entry" not in words_of(site.as_("chair").get("/fund/journal/1"))


def test_what_is_refused_is_said_on_the_page_with_what_was_typed(site: World) -> None:
    number = a_pledge(site, "1000")
    secretariat, page = site.as_("secretariat"), f"/fund/contributions/{number}"
    refused = secretariat.post(f"{page}/receipts", page, form="receipt", **PAPER, amount="1,000.01")
    assert refused.status_code == 409
    assert "USD 1,000.00 are outstanding" in words_of(refused)
    assert "1,000.01" in refused.text
    for amount in ("12,00", "1e3", "0x10", "-5", "12.345", "1" * 30):
        wrong = secretariat.post(f"{page}/receipts", page, form="receipt", **PAPER, amount=amount)
        assert wrong.status_code == 422, amount
    bad = secretariat.post(f"{page}/receipts", page, form="receipt", **PAPER, amount="1", file=(io.BytesIO(b"MZ\x00\x01"), "a.exe"))  # fmt: skip
    assert bad.status_code == 422
    assert site.read(fund.totals).received == 0


def test_a_meeting_that_is_not_paid_for_is_refused_on_its_page_with_figures(site: World) -> None:
    consultation = a_planned_consultation(site)
    budgets(site, consultation, "800")
    meeting = site.as_("secretariat").post("/meetings/1/open", "/meetings/1")
    assert meeting.status_code == 409
    assert "USD 800.00 are missing" in words_of(meeting)


def test_a_consultation_says_where_it_stands_on_its_pages(site: World) -> None:
    consultation = a_planned_consultation(site)
    public = site.as_("public")

    def shown() -> list[str]:
        pages = (f"/consultations/{consultation}", f"/consultations/{consultation}/budget", "/fund", "/consultations")
        return [words_of(public.get(page)).lower() for page in pages]

    assert all("planned" in words for words in shown())
    money_comes_in(site)
    budgets(site, consultation, "800")
    confirms(site, consultation)
    assert all("confirmed" in words for words in shown())
    assert all("six booths" not in words for words in shown()), "the lines are for the secretariat and the chair"
    assert "Six booths" in words_of(site.as_("chair").get(f"/consultations/{consultation}/budget"))
    opens(site, consultation)
    assert all("being held" in words for words in shown())
    on_consultation(site, consultation, lambda db, found, **who: adjourn_meeting(db, found.meetings[0], **who))
    assert all("held" in words and "being held" not in words for words in shown())


def test_a_cancelled_consultation_is_offered_no_budget_and_its_bills_are_still_paid(site: World) -> None:
    consultation = a_confirmed_consultation(site)
    secretariat, address = site.as_("secretariat"), f"/consultations/{consultation}/budget"
    assert "Set a line of the budget" in words_of(secretariat.get(address))
    on_consultation(
        site, consultation, lambda db, found, **who: meetings.cancel_meeting(db, found.meetings[0], "A strike.", **who)
    )
    shown = words_of(secretariat.get(address))
    assert ("Set a line of the budget" in shown, "Strike out" in shown) == (False, False)
    assert "Record what was paid" in shown


def test_pages_ask_as_much_for_many_as_for_few(site: World) -> None:
    consultation = a_planned_consultation(site)
    money_comes_in(site, "900")
    a_pledge(site, "5", donor="A foundation", shown_as="A foundation")
    budgets(site, consultation, "800")
    confirms(site, consultation)
    secretariat, donor = site.as_("secretariat"), site.as_("delegate")
    pages = (
        (secretariat, (
            "/fund", "/fund/contributions", "/fund/journal", "/fund/journal.csv", "/fund/contributions.xlsx",
            f"/consultations/{consultation}/budget", "/fund/contributions/1", "/fund/journal/1", "/consultations",
        )),
        (donor, ("/fund/contributions/own", "/fund/contributions/1", "/fund")),
    )  # fmt: skip

    def asked() -> dict[tuple[int, str], int]:
        found = {}
        for place, (browser, addresses) in enumerate(pages):
            for address in addresses:
                with site.counting() as sent:
                    assert browser.get(address).status_code == 200, address
                found[place, address] = len(sent)
        return found

    asked()
    before = asked()
    for title in ("Two", "Three"):
        earmarks(site, money_comes_in(site, "10"), a_planned_consultation(site, title))
    for _ in range(4):
        money_comes_in(site, "100")
        spends(site, consultation, "10")
    assert asked() == before


# --- Tables ---------------------------------------------------------------------------------------------------------

DANGEROUS = (
    "=1+1",
    "@SUM(A1)",
    "+1",
    "-1",
    '=HYPERLINK("http://evil")',
    "|calc",
    "\t=1",
    "＝1",
    "http://evil.example/",
)


def test_no_cell_of_an_export_is_taken_for_a_formula(site: World) -> None:
    for words in ("=1+1", '=HYPERLINK("http://evil")', "@SUM(A1)"):
        a_pledge(site, "10", donor=words, shown_as=words, paper=Paper(words, date(2019, 6, 3), words))
    chair = site.as_("chair")
    for name in ("/fund/journal", "/fund/contributions", "/fund/contributions/1/statement"):
        rows = list(csv.reader(io.StringIO(chair.get(f"{name}.csv").text.removeprefix("\ufeff"))))
        assert len(rows) > 1
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "@"))]
        assert any(cell.startswith("'=") for row in rows for cell in row)
        answer = chair.get(f"{name}.xlsx")
        assert answer.content_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        assert "=1+1" in {cell for row in cells_of(answer.data) for cell in row}
    assert chair.get("/fund/journal.ods").status_code == 404


@pytest.mark.parametrize("words", DANGEROUS)
def test_a_workbook_holds_dangerous_words_as_words(words: str) -> None:
    assert cells_of(workbook("[a]/b", ["head"], [[words]])) == [["head"], [words]]


def test_a_table_writes_numbers_and_days_as_what_they_are() -> None:
    rows: list[list[Any]] = [["Ünï", Decimal("-12.50"), 3, date(2019, 6, 3), None]]
    assert comma_separated(["a", "b", "c", "d", "e"], rows).splitlines()[1] == '"Ünï",-12.50,3,"2019-06-03",""'
    assert cells_of(workbook("T", ["a", "b", "c", "d", "e"], rows))[1] == ["Ünï", "-12.50", "3", "43619"]


def test_the_journal_as_a_table_is_in_balance(site: World) -> None:
    consultation = a_confirmed_consultation(site, "800")
    spends(site, consultation, "333.33")
    rows = list(
        csv.DictReader(io.StringIO(site.as_("secretariat").get("/fund/journal.csv").text.removeprefix("\ufeff")))
    )
    debits = [row["debit USD"] for row in rows if row["debit USD"]]
    credits = [row["credit USD"] for row in rows if row["credit USD"]]
    assert debits
    assert sorted(debits) == sorted(credits)
    assert {row["entry"] for row in rows} == {str(line.id) for line in site.read(fund.whole_journal)}


def test_a_statement_ends_with_what_is_in_the_fund(site: World) -> None:
    consultation = a_confirmed_consultation(site, "800")
    spends(site, consultation, "500")
    table = site.as_("delegate").get("/fund/contributions/1/statement.csv").text.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["what"] for row in rows] == ["pledge", "receipt", "allocation", "expenditure"]
    assert (rows[-1]["amount USD"], rows[-1]["in the fund USD"]) == ("500.00", "300.00")
    assert (rows[0]["paper"], rows[-1]["paper"]) == (NOTE.reference, "")
