"""What do the pages of the drafting show, to whom, and does the way from assignment to hand-in lead through them?"""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from oewg.report import queries
from oewg.report.models import Assignment, Remark
from oewg.texts.queries import Line
from tests.report import given
from tests.report.drafted import (
    account_of,
    assigned,
    drafted,
    headings,
    lines,
    paragraph_under,
    program,
    remarked,
    revised,
)
from tests.world import CAST, World, words_of

PAGES = ("/report/workspace", "/report/checks")
MAY = {"chair", "bureau", "secretariat"}


def row(site: World) -> Assignment:
    with site.database.reading() as db:
        db.expire_on_commit = False
        return db.scalars(select(Assignment).order_by(Assignment.id.desc())).first()  # type: ignore[return-value]


def last_remark(site: World) -> Remark:
    with site.database.reading() as db:
        db.expire_on_commit = False
        return db.scalars(select(Remark).order_by(Remark.id.desc())).first()  # type: ignore[return-value]


@pytest.mark.parametrize("who", ["public", *CAST])
def test_only_those_who_draft_reach_the_pages_of_the_drafting(site: World, who: str) -> None:
    heading, line = drafted(site)
    remarked(site, line)
    browser = site.as_(who)
    for address in (*PAGES, f"/report/sections/{heading}", f"/report/passages/{line.provision_id}"):
        answer = browser.get(address)
        assert answer.status_code == (200 if who in MAY else 401 if who == "public" else 403), address
        assert ("Is that so?" in answer.text) is (who in MAY and "passages" in address)
    assert ("/report/workspace" in browser.get("/report").text) is (who in MAY)


def test_whoever_may_not_enter_is_told_who_may(site: World) -> None:
    drafted(site)
    may = "It is for: the Chair, the Vice-Chairs and the Rapporteur, the secretariat."
    assert may in words_of(site.as_("delegate").get("/report/workspace"))
    assert program(site, "delegate")("GET", "/report/findings").json["detail"].endswith(may)


@pytest.mark.parametrize("who", ["public", "delegate", "head"])
def test_no_page_of_others_shows_what_is_said_while_drafting(site: World, who: str) -> None:
    _, line = drafted(site)
    remarked(site, line)
    browser = site.as_(who)
    text = site.read(queries.draft_or_not_found)
    for address in ("/report", f"/provisions/{line.provision_id}", f"/texts/{text.id}", "/record", "/"):
        answer = browser.get(address)
        assert "Is that so?" not in answer.text
        assert "Put into somebody" not in answer.text
        assert "A section of the draft report was" not in answer.text


def test_the_secretariat_assigns_and_the_drafter_finds_the_section_among_their_own(site: World) -> None:
    given.draft(site)
    heading = headings(site)[1]
    due = site.at + timedelta(days=400 * 20)
    page = site.as_("secretariat").does(
        f"/report/sections/{heading}/assign", f"/report/sections/{heading}", form="assign",
        drafter=str(account_of(site, "bureau")), due=f"{due:%Y-%m-%dT17:00}", zone="America/New_York", note="Please.",
        most_words="200",
    )  # fmt: skip
    assert "A section of the draft report was put into somebody’s hands." in words_of(page)
    own = words_of(site.as_("bureau").get("/report/workspace"))
    assert "1 section in your hands" in own
    assert re.search(r"being drafted \d+ / 200", own), own[:1500]
    assert "New York" in own
    assert "No section is in your hands" in words_of(site.as_("secretariat").get("/report/workspace"))


@pytest.mark.parametrize(
    ("change", "status", "reason"),
    [
        ({"due": "2019-01-01T10:00"}, 422, "has passed already"),
        ({"due": ""}, 422, "Please fill this in."),
        ({"drafter": "1"}, 422, "none of them"),
        ({"most_words": "0"}, 422, "cannot be read"),
    ],
)
def test_a_refused_assignment_is_given_back_with_the_reason(
    site: World, change: dict[str, str], status: int, reason: str
) -> None:
    given.draft(site)
    heading = headings(site)[1]
    sent = {
        "form": "assign", "drafter": str(account_of(site, "bureau")), "due": "2090-01-01T10:00", "zone": "UTC",
        "note": "Words that must not be lost", **change,
    }  # fmt: skip
    answer = site.as_("chair").post(f"/report/sections/{heading}/assign", f"/report/sections/{heading}", **sent)
    assert answer.status_code == status
    assert reason in words_of(answer)
    assert "Words that must not be lost" in answer.text


def test_the_drafter_changes_words_on_the_page_and_sees_what_came_meanwhile(site: World) -> None:
    _, line = drafted(site)
    address = f"/report/passages/{line.provision_id}"
    browser = site.as_("bureau")
    page = browser.does(
        f"{address}/revise", address, form="revise", words="New words.", nature="substantive",
        based_on=str(line.revision_id),
    )  # fmt: skip
    assert "A provision was given a new wording." in words_of(page)
    stale = browser.post(
        f"{address}/revise", address, form="revise", words="Mine.", nature="substantive", based_on=str(line.revision_id)
    )
    assert stale.status_code == 409
    assert "What somebody else has changed meanwhile" in words_of(stale)
    assert "Mine.</textarea>" in stale.text


@pytest.mark.parametrize("who", ["bureau", "chair", "secretariat"])
def test_the_form_for_words_stands_only_where_one_may_change_them(site: World, who: str) -> None:
    _, line = drafted(site)
    other = paragraph_under(site, headings(site)[2])
    browser = site.as_(who)
    assert 'id="revise"' in browser.get(f"/report/passages/{line.provision_id}").text
    assert ('id="revise"' in browser.get(f"/report/passages/{other.provision_id}").text) is (who != "bureau")
    answer = browser.post(
        f"/report/passages/{other.provision_id}/revise", f"/report/passages/{other.provision_id}", form="revise",
        words="New.", nature="editorial", based_on=str(other.revision_id),
    )  # fmt: skip
    assert answer.status_code == (403 if who == "bureau" else 303)


@pytest.mark.parametrize(
    "passage",
    [
        {"starts": "0", "ends": "17", "quote": "The Working Group"},
        {"sentences": "0-{end}"},
        {"first": "The Working Group considered", "last": "mandate"},
    ],
)
def test_a_passage_is_marked_by_selecting_by_sentences_or_by_its_ends(site: World, passage: dict[str, str]) -> None:
    _, line = drafted(site)
    address = f"/report/passages/{line.provision_id}"
    sent = {name: value.format(end=len(line.words)) for name, value in passage.items()}
    page = site.as_("secretariat").does(
        f"{address}/remarks", address, form="say", kind="comment", words="Well said.", on=str(line.revision_id), **sent
    )
    assert "Well said." in words_of(page)
    assert '<mark data-passages="1' in page.text
    assert last_remark(site).quote.startswith("The Working Group")


def test_a_remark_without_a_passage_is_refused_and_given_back(site: World) -> None:
    _, line = drafted(site)
    address = f"/report/passages/{line.provision_id}"
    answer = site.as_("chair").post(
        f"{address}/remarks", address, form="say", kind="question", words="Which?", on=str(line.revision_id)
    )
    assert answer.status_code == 422
    assert "Nothing has been marked" in words_of(answer)
    assert "Which?</textarea>" in answer.text


def test_the_way_from_question_and_suggestion_to_hand_in(site: World) -> None:
    heading, line = drafted(site)
    address = f"/report/passages/{line.provision_id}"
    question = remarked(site, line)
    chair = site.as_("chair")
    chair.does(
        f"{address}/suggestions", address, form="say", kind="comment", words="Shorter.", proposed="group",
        on=str(line.revision_id), starts="4", ends="17", quote="Working Group",
    )  # fmt: skip
    taken = last_remark(site)
    drafter = site.as_("bureau")
    refused = drafter.post(f"/report/assignments/{row(site).id}/hand-in", f"/report/sections/{heading}", form="hand-in")
    assert refused.status_code == 409
    assert "waits for an answer (2)" in words_of(refused)
    page = drafter.does(f"/report/remarks/{taken.id}/take", address, form=f"take-{taken.id}", nature="editorial")
    assert "with words that the Chair suggested" in words_of(page)
    empty = drafter.post(f"/report/remarks/{question.id}/resolve", address, form=f"resolve-{question.id}", words="")
    assert empty.status_code == 422
    drafter.does(f"/report/remarks/{question.id}/carry", address, form="carry", words="Later.")
    page = drafter.does(f"/report/assignments/{row(site).id}/hand-in", f"/report/sections/{heading}", words="Done.")
    assert "A section of the draft report was handed in." in words_of(page)
    assert "handed in" in words_of(site.as_("secretariat").get("/report/workspace"))


def test_what_waits_is_listed_before_a_section_can_be_handed_in(site: World) -> None:
    heading, line = drafted(site)
    drafter, address = site.as_("bureau"), f"/report/sections/{heading}"
    offered = f"/report/assignments/{row(site).id}/hand-in"
    assert offered in drafter.get(address).text
    question = remarked(site, line)
    page = drafter.get(address)
    assert offered not in page.text
    assert f"/report/passages/{line.provision_id}?remark={question.id}#remark-{question.id}" in page.text
    assert "1 remark waits for an answer" in words_of(page)


@pytest.mark.parametrize("who", ["public", *CAST])
def test_the_first_page_names_the_section_in_ones_hands_until_it_is_handed_in(site: World, who: str) -> None:
    heading, _ = drafted(site)
    led = f'href="/report/sections/{heading}"'
    assert (led in site.as_(who).get("/").text) is (who == "bureau")
    site.as_("bureau").does(f"/report/assignments/{row(site).id}/hand-in", f"/report/sections/{heading}")
    assert led not in site.as_(who).get("/").text


def test_a_section_that_was_in_ones_hands_at_the_adoption_is_asked_for_no_more(site: World) -> None:
    heading, _ = drafted(site)
    given.adopted(site)
    drafter = site.as_("bureau")
    assert f'href="/report/sections/{heading}"' not in drafter.get("/").text
    page = drafter.get(f"/report/sections/{heading}")
    assert "Hand the section in" not in words_of(page)
    assert "Look closer" in words_of(page)


def test_a_passage_leads_to_the_one_before_and_the_one_after(site: World) -> None:
    _, line = drafted(site)
    page = site.as_("bureau").get(f"/report/passages/{line.provision_id}")
    neighbours = re.findall(r'rel="(prev|next)" href="/report/passages/(\d+)"', page.text)
    order = [one.provision_id for one in lines(site)]
    at = order.index(line.provision_id)
    assert neighbours == [("prev", str(order[at - 1])), ("next", str(order[at + 1]))]
    first = site.as_("bureau").get(f"/report/passages/{order[0]}").text
    assert ('rel="prev"' in first, 'rel="next"' in first) == (False, True)


def test_a_figure_stands_once_where_its_passage_ends(site: World) -> None:
    _, line = drafted(site)
    remarked(site, line, quote="Working Group")
    remarked(site, line, quote="Working")
    page = site.as_("bureau").get(f"/report/passages/{line.provision_id}").text
    assert re.findall(r'data-passages="([^"]*)"', page) == ["2", "1"]


def test_a_suggestion_is_declined_or_withdrawn_and_a_question_resolved_on_the_page(site: World) -> None:
    _, line = drafted(site)
    address = f"/report/passages/{line.provision_id}"
    question = remarked(site, line)
    first, second = (
        remarked(site, line, by="chair", kind="suggestion", proposed=words) for words in ("group", "body")
    )  # fmt: skip
    site.as_("bureau").does(f"/report/remarks/{first.id}/decline", address, reason="Its name is given.")
    site.as_("chair").does(f"/report/remarks/{second.id}/withdraw", address)
    page = site.as_("bureau").does(f"/report/remarks/{question.id}/resolve", address, words="It is.")
    words = words_of(page)
    assert [each in words for each in ("Not taken", "Its name is given.", "Withdrawn", "Resolved", "It is.")] == [
        True
    ] * 5


def test_only_the_chair_is_offered_to_withdraw_what_the_chair_suggested(site: World) -> None:
    """Also if it is one's own: whoever was the Chair then may have another capacity now."""
    _, line = drafted(site)
    for who, offered in (("secretariat", False), ("chair", True)):
        remarked(site, line, by=who, kind="suggestion", proposed="group")
        page = words_of(site.as_(who).get(f"/report/passages/{line.provision_id}"))
        assert "Do not take them" in page
        assert ("Withdraw it" in page) is offered


def many_remarks(site: World, line: Line, count: int = 45) -> list[int]:
    """What was said of a passage, so often: the numbers of the remarks. Of the first three it is known how they ended."""
    first = remarked(site, line)
    with site.database.writing() as db:
        common = {
            name: getattr(first, name)
            for name in (
                "provision_id",
                "revision_id",
                "kind",
                "starts",
                "ends",
                "quote",
                "said_at",
                "said_by",
                "capacity",
            )
        }
        db.add_all(Remark(words=f"Remark {number}.", **common) for number in range(2, count + 1))
        db.flush()
        rows = db.scalars(select(Remark).order_by(Remark.id)).all()
        for row in rows[:3]:
            row.ended_at, row.ended_by, row.outcome, row.end_words = site.at, first.said_by, "resolved", "It is."
        return [row.id for row in rows]


def shown_remarks(page: TestResponse) -> list[int]:
    return [int(one) for one in re.findall(r'<article[^>]* id="remark-(\d+)"', page.text)]


def test_remarks_stand_in_pages_those_that_wait_first(site: World) -> None:
    _, line = drafted(site)
    ids = many_remarks(site, line)
    browser, address = site.as_("bureau"), f"/report/passages/{line.provision_id}"
    listed = [shown_remarks(browser.get(f"{address}?page={number}")) for number in (1, 2, 3)]
    assert listed == [ids[3:23], ids[23:43], [*ids[43:], *ids[:3]]]
    first = browser.get(address)
    assert "1 to 20 of 45" in words_of(first)
    assert f'href="{address}?page=2"' in first.text
    assert [*re.findall(r'data-passages="([^"]*)"', first.text)][-1].endswith("20")


@pytest.mark.parametrize(("place", "number"), [(3, 1), (22, 1), (23, 2), (44, 3), (0, 3)])
def test_an_address_that_names_a_remark_shows_the_page_on_which_it_stands(site: World, place: int, number: int) -> None:
    _, line = drafted(site)
    ids = many_remarks(site, line)
    browser, address = site.as_("bureau"), f"/report/passages/{line.provision_id}"
    named = browser.get(f"{address}?remark={ids[place]}")
    assert shown_remarks(named) == shown_remarks(browser.get(f"{address}?page={number}"))
    assert ids[place] in shown_remarks(named)
    assert shown_remarks(browser.get(f"{address}?remark=999999")) == ids[3:23]


def test_whoever_answers_a_remark_goes_on_with_the_same_page_of_the_list(site: World) -> None:
    _, line = drafted(site)
    ids = many_remarks(site, line)
    browser, address = site.as_("bureau"), f"/report/passages/{line.provision_id}?page=2"
    page = browser.get(address)
    one, other = shown_remarks(page)[:2]
    assert f'action="/report/remarks/{one}/resolve?page=2"' in page.text
    refused = browser.post(
        f"/report/remarks/{one}/resolve?page=2", address, form=f"resolve-{one}", words=""
    )  # fmt: skip
    assert (refused.status_code, one in shown_remarks(refused)) == (422, True)
    resolved = browser.post(f"/report/remarks/{one}/resolve?page=2", address, form=f"resolve-{one}", words="It is.")
    assert "page=2" in resolved.location
    assert resolved.location.endswith("#remarks")
    carried = browser.post(f"/report/remarks/{other}/carry?page=2", address, form=f"carry-{other}", words="Later.")
    assert "page=2" in carried.location
    assert carried.location.endswith(f"#remark-{other}")
    said = browser.post(
        f"/report/passages/{line.provision_id}/remarks", address, form="say", kind="comment", words="The last.",
        on=str(line.revision_id), starts="4", ends="17", quote="Working Group",
    )  # fmt: skip
    new = last_remark(site).id
    assert said.location.endswith(f"#remark-{new}")
    assert new in shown_remarks(browser.get(said.location))
    assert new > max(ids)


def test_a_passage_shows_its_last_ten_wordings_and_leads_to_all_of_them(site: World) -> None:
    _, line = drafted(site)
    browser, address = site.as_("bureau"), f"/report/passages/{line.provision_id}"
    for number in range(2, 11):
        revised(site, line, f"Wording of step {number}.")
    ten = browser.get(address)
    assert "Every wording it had" in words_of(ten)
    assert f"/provisions/{line.provision_id}/why" not in ten.text
    with site.counting() as of_ten:
        browser.get(f"{address}?page=1")
    for number in range(11, 31):
        revised(site, line, f"Wording of step {number}.")
    browser.get(address)
    with site.counting() as of_thirty:
        page = browser.get(f"{address}?page=1")
    assert "The last wordings that it had" in words_of(page)
    assert [f"Wording of step {number}." in words_of(page) for number in (29, 21, 20, 2)] == [True, True, False, False]
    assert f'href="/provisions/{line.provision_id}/why#the-course"' in page.text
    assert "All 30 wordings" in words_of(page)
    assert len(of_thirty) == len(of_ten)


def test_a_passage_shows_fifty_findings_what_is_to_be_mended_first_and_leads_to_the_rest(site: World) -> None:
    _, line = drafted(site)
    browser, address = site.as_("bureau"), f"/report/passages/{line.provision_id}"
    made = revised(site, line, "[new] words " * 40)
    assert "More is found by" not in words_of(browser.get(address))
    with site.counting() as of_few:
        browser.get(f"{address}?page=1")
    made = revised(site, line, "[new] words " * 90)
    accept = {"check": "brackets", "revision": str(made.id), "starts": "0", "ends": "5"}
    page = browser.does(f"{address}/accept", address, form=f"accept-brackets-{made.id}-0", **accept, reason="Quoted.")
    assert page.text.count("<article") == 50
    assert page.text.count(f'action="{address}/accept"') == 50
    assert "Accepted as it is" not in words_of(page)
    more = re.search(
        r'href="/report/checks\?check=brackets#shown">[^<]*</a> <span class="figures">\((\d+) more', page.text
    )
    assert more
    assert 0 < int(more[1]) <= 40
    assert len(re.findall(r'data-passages="', page.text)) <= 50
    with site.counting() as of_many:
        browser.get(f"{address}?page=1")
    assert len(of_many) == len(of_few)


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


def test_a_section_is_taken_back_on_the_page_with_a_reason(site: World) -> None:
    heading, _ = drafted(site)
    address, here = f"/report/assignments/{row(site).id}/take-back", f"/report/sections/{heading}"
    assert site.as_("chair").post(address, here, form="take-back", reason="").status_code == 422
    page = site.as_("chair").does(address, here, form="take-back", reason="Another drafts it.")
    assert "Another drafts it." in words_of(page)
    assert "In whose hands nobody" in words_of(page)


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
    form = f"accept-brackets-{made.id}-15"
    refused = browser.post(f"{address}/accept", address, form=form, **accept, reason="")
    assert refused.status_code == 422
    assert "Drafting paragraph" in words_of(refused)
    done = browser.does(f"{address}/accept", address, form=form, **accept, reason="It is quoted so.")
    assert "Accepted as it is: It is quoted so." in words_of(done)
    assert f'action="{address}/accept"' in done.text  # the others are offered still


@pytest.mark.parametrize("who", ["second", "coordinator", "delegate"])
def test_whoever_does_not_draft_the_section_is_offered_no_acceptance_on_the_passage(site: World, who: str) -> None:
    _, line = drafted(site)
    revised(site, line, "Kenya proposed [new] words.")
    address = f"/report/passages/{line.provision_id}"
    assert site.as_("bureau").get(address).status_code == 200
    answer = site.as_(who).get(address)
    assert answer.status_code == 403
    assert f"{address}/accept" not in answer.text


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


@pytest.mark.parametrize("address", ["/report/workspace", "/report/checks", "/report/proceedings"])
def test_before_there_is_a_draft_there_is_no_such_page(site: World, address: str) -> None:
    assert site.as_("secretariat").get(address).status_code == 404


def test_the_pages_take_a_fixed_number_of_queries(site: World) -> None:
    heading, line = drafted(site)
    remarked(site, line)
    browser = site.as_("bureau")
    addresses = (*PAGES, f"/report/sections/{heading}", f"/report/passages/{line.provision_id}", "/report/proceedings")

    def counted(address: str) -> int:
        browser.get("/")  # what has followed from deadlines is recorded by whoever comes first
        with site.counting() as sent:
            assert browser.get(address).status_code == 200
        return len(sent)

    few = [counted(address) for address in addresses]
    for place in range(2, len(headings(site))):
        assigned(site, place)
        remarked(site, paragraph_under(site, headings(site)[place]))
    for _ in range(24):
        remarked(site, line)
    assert [counted(address) for address in addresses] == few
    assert max(few) <= 80


def test_a_program_does_all_of_it(site: World) -> None:
    given.draft(site)
    heading = headings(site)[1]
    line = paragraph_under(site, heading)
    secretariat, chair, drafter = (program(site, who) for who in ("secretariat", "chair", "bureau"))
    put = secretariat(
        "POST", f"/report/sections/{heading}/assign",
        {"drafter": account_of(site, "bureau"), "due": "2090-01-01T10:00", "zone": "UTC", "most_words": 50},
    )  # fmt: skip
    assert (put.status_code, put.json["state"]) == (201, "in_hand")
    place = {"starts": 4, "ends": 17, "quote": "Working Group", "on": line.revision_id}
    passage = f"/report/passages/{line.provision_id}"
    asked = secretariat("POST", f"{passage}/remarks", {"kind": "question", "words": "Which?", **place}).json
    offered = chair("POST", f"{passage}/suggestions", {"proposed": "group", **place}).json
    dropped = chair("POST", f"{passage}/suggestions", {"proposed": "body", **place}).json
    other = chair("POST", f"{passage}/suggestions", {"proposed": "organ", **place}).json
    assert secretariat("POST", f"{passage}/suggestions", {"proposed": "group", **place}).status_code == 403
    assert chair("POST", f"/report/remarks/{dropped['id']}/withdraw").json["state"] == "withdrawn"
    assert drafter("POST", f"/report/remarks/{other['id']}/decline", {"reason": "No."}).json["state"] == "declined"
    taken = drafter("POST", f"/report/remarks/{offered['id']}/take", {"nature": "editorial"}).json
    assert (taken["state"], taken["made_revision"] is not None) == ("taken", True)
    assert drafter("POST", f"/report/remarks/{asked['id']}/carry", {"words": "Later."}).json["state"] == "carried"
    assert drafter("POST", f"/report/remarks/{asked['id']}/resolve", {"words": "This."}).json["state"] == "resolved"
    made = drafter(
        "POST", f"{passage}/revisions",
        {"words": "Kenya said [so].", "nature": "editorial", "based_on": taken["made_revision"]},
    )  # fmt: skip
    assert made.status_code == 201
    assert [one["id"] for one in drafter("GET", "/report/remarks").json["items"]] == [
        asked["id"], offered["id"], dropped["id"], other["id"],
    ]  # fmt: skip
    found = drafter("GET", "/report/findings").json
    (bracket,) = (one for one in found["findings"] if one["check"] == "brackets")
    accepted = drafter(
        "POST", "/report/findings/accept",
        {"reason": "Quoted.", "check": "brackets", **{name: bracket[name] for name in ("revision", "starts", "ends")}},
    ).json  # fmt: skip
    assert accepted["open"] == found["open"] - 1
    (bracket,) = (one for one in accepted["findings"] if one["check"] == "brackets")
    assert drafter("POST", f"/report/acceptances/{bracket['acceptance']}/reopen").json["open"] == found["open"]
    assignment = put.json["assignment"]["id"]
    assert drafter("POST", f"/report/assignments/{assignment}/hand-in", {}).json["state"] == "handed_in"
    back = chair("POST", f"/report/assignments/{assignment}/take-back", {"reason": "Mine."}).json
    assert (back["state"], back["assignment"]) == ("unassigned", None)
    assert drafter("GET", "/report/sections").json["items"][1]["heading"] == heading
    assert program(site, "delegate")("GET", "/report/remarks").status_code == 403


def test_a_program_keeps_the_terms(site: World) -> None:
    secretariat = program(site, "secretariat")
    made = secretariat("POST", "/report/terms", {"term": "States", "instead_of": "nations"}).json
    assert program(site)("GET", "/report/terms").json["items"] == [made]
    ended = secretariat("POST", f"/report/terms/{made['id']}/end", {"reason": "So."}).json
    assert (ended["end_reason"], ended["ended_at"] is not None) == ("So.", True)
    assert program(site, "chair")("POST", "/report/terms", {"term": "A", "instead_of": "B"}).status_code == 403
