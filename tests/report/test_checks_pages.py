"""What do the pages of the checks and of the list of terms show, to whom, and where does whoever accepts something go on?"""

import pytest

from oewg.report import actions, queries
from tests.report.drafted import drafted, headings, paragraph_under, program, revised
from tests.world import CAST, World, words_of


def test_a_program_is_told_the_findings_in_pieces(site: World) -> None:
    _, line = drafted(site)
    revised(site, line, "[new] words " * 250)
    asks = program(site, "bureau")
    everything, after = [], ""
    while True:
        piece = asks("GET", f"/report/findings?limit=120&after={after}").json
        everything += piece["findings"]
        assert len(piece["findings"]) <= 120
        if piece["next"] is None:
            break
        after = piece["next"]
    assert len(everything) == piece["open"] > 240
    assert len(
        {(one["check"], one["revision"], one["starts"], one["element"], one["sentence"]) for one in everything}
    ) == len(everything)
    assert len(asks("GET", "/report/findings").json["findings"]) == 50


def test_the_checks_page_shows_each_finding_at_its_place_and_accepts_it(site: World) -> None:
    _, line = drafted(site)
    made = revised(site, line, "Kenya proposed [new] words.")
    browser = site.as_("bureau")
    page = browser.get("/report/checks")
    assert "<mark>Kenya proposed</mark>" in page.text
    assert f'href="/report/passages/{line.provision_id}"' in page.text
    assert "Symbols that are not in the register nothing found" in words_of(page)
    done = browser.does(
        "/report/checks/accept", "/report/checks", check="brackets", revision=str(made.id), starts="15", ends="20",
        reason="It is quoted so.",
    )  # fmt: skip
    assert "Accepted as it is: It is quoted so." in words_of(done)
    with site.database.reading() as db:
        accepted = next(iter(queries.acceptances(db, line.text_id).values()))
    browser.does(f"/report/acceptances/{accepted.id}/reopen", "/report/checks")
    assert "Accepted as it is" not in words_of(browser.get("/report/checks"))


def test_a_finding_in_a_table_is_shown_in_its_cell(site: World) -> None:
    _, line = drafted(site)
    revised(site, line, "| Measure | Who |\n| --- | --- |\n| Points of [new] contact | each State |")
    page = site.as_("bureau").get("/report/checks?check=brackets")
    assert '<p class="words" dir="auto">Points of <mark>[new]</mark> contact</p>' in page.text


def test_one_check_can_be_looked_at_alone_and_a_finding_accepted_on_its_passage(site: World) -> None:
    _, line = drafted(site)
    made = revised(site, line, "Kenya proposed [new] words.")
    browser = site.as_("bureau")
    assert 'href="/report/checks?check=brackets#shown"' in browser.get("/report/checks").text
    page = browser.get("/report/checks?check=brackets")
    assert "This is still in square brackets." in words_of(page)
    assert "<mark>Kenya proposed</mark>" not in page.text
    assert "<mark>Kenya proposed</mark>" in browser.get("/report/checks?check=nothing+such").text
    address = f"/report/passages/{line.provision_id}"
    accept = {"check": "brackets", "revision": str(made.id), "starts": "15", "ends": "20"}
    form = f"accept-brackets-{made.id}-15-20"
    refused = browser.post(f"{address}/accept", address, form=form, **accept, reason="")
    assert refused.status_code == 422
    assert "Drafting paragraph" in words_of(refused)
    done = browser.does(f"{address}/accept", address, form=form, **accept, reason="It is quoted so.")
    assert "Accepted as it is: It is quoted so." in words_of(done)
    assert f'action="{address}/accept"' in done.text  # the others are offered still


def test_two_terms_that_begin_at_one_place_are_accepted_by_forms_of_their_own(site: World) -> None:
    _, line = drafted(site)
    for term, other in (("ICT", "cyber"), ("ICT security", "cyber security")):
        site.act(actions.add_term, term, other, by="secretariat")
    made = revised(site, line, "As cyber security grows.")
    page = site.as_("bureau").get(f"/report/passages/{line.provision_id}").text
    assert [f'id="accept-terms-{made.id}-{place}"' in page for place in ("3-8", "3-17")] == [True, True]


@pytest.mark.parametrize(("who", "may"), [("bureau", False), ("secretariat", True)])
def test_whoever_does_not_draft_the_section_is_offered_no_acceptance_on_the_passage(
    site: World, who: str, may: bool
) -> None:
    drafted(site)
    line = paragraph_under(site, headings(site)[2])
    made = revised(site, line, "Kenya proposed [new] words.")
    browser, address = site.as_(who), f"/report/passages/{line.provision_id}"
    page = browser.get(address)
    assert (page.status_code, f'action="{address}/accept"' in page.text) == (200, may)
    accept = {"check": "brackets", "revision": str(made.id), "starts": "15", "ends": "20", "reason": "It is quoted so."}
    answer = browser.post(f"{address}/accept", address, form=f"accept-brackets-{made.id}-15-20", **accept)
    assert answer.status_code == (303 if may else 403)


@pytest.mark.parametrize("who", ["public", *CAST])
def test_everybody_reads_the_terms_and_the_secretariat_keeps_them(site: World, who: str) -> None:
    browser = site.as_(who)
    assert "There is no term on the list yet" in words_of(browser.get("/report/terms"))
    site.as_("secretariat").does("/report/terms", "/report/terms", form="term", term="States", instead_of="nations")
    page = browser.get("/report/terms")
    assert "States nations since" in words_of(page)
    assert ('id="term"' in page.text) is (who == "secretariat")
    again = site.as_("secretariat").post(
        "/report/terms", "/report/terms", form="term", term="All", instead_of="nations"
    )
    assert (again.status_code, "has a term instead" in words_of(again)) == (422, True)


def test_a_term_is_taken_off_the_list_on_the_page(site: World) -> None:
    browser = site.as_("secretariat")
    browser.does("/report/terms", "/report/terms", form="term", term="States", instead_of="nations")
    with site.database.reading() as db:
        (found,) = queries.standing_terms(db)
    page = browser.does(f"/report/terms/{found.id}/end", "/report/terms", reason="Not needed.")
    assert "Taken off: Not needed." in words_of(page)


def test_what_the_checks_find_is_told_in_pages_and_whoever_accepts_something_goes_on_there(site: World) -> None:
    _, line = drafted(site)
    made = revised(site, line, "[new] words " * 450)
    browser = site.as_("secretariat")
    first, third = browser.get("/report/checks"), browser.get("/report/checks?check=brackets&page=3")
    assert first.text.count("<article") == 200
    assert "1 to 200 of" in words_of(first)
    assert 0 < third.text.count("<article") < 200
    at = 449 * len("[new] words ")
    answer = browser.post(
        "/report/checks/accept?check=brackets&page=3", "/report/checks?page=3", check="brackets", revision=str(made.id),
        starts=str(at), ends=str(at + 5), reason="So it was said.",
    )  # fmt: skip
    assert answer.status_code == 303
    assert "page=3&check=brackets" in answer.location


def test_a_program_keeps_the_terms(site: World) -> None:
    secretariat = program(site, "secretariat")
    made = secretariat("POST", "/report/terms", {"term": "States", "instead_of": "nations"}).json
    assert program(site)("GET", "/report/terms").json["items"] == [made]
    ended = secretariat("POST", f"/report/terms/{made['id']}/end", {"reason": "So."}).json
    assert (ended["end_reason"], ended["ended_at"] is not None) == ("So.", True)
    assert program(site, "chair")("POST", "/report/terms", {"term": "A", "instead_of": "B"}).status_code == 403
