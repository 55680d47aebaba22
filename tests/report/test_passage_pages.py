"""What does the page of a passage show, and are remarks, suggestions and wordings made and answered there?"""

import re

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from oewg.report.models import Remark
from oewg.texts.queries import Line
from tests.report.drafted import drafted, headings, last_remark, lines, paragraph_under, remarked, revised
from tests.world import World, words_of


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
    page = browser.does(f"{address}/accept", address, form=f"accept-brackets-{made.id}-0-5", **accept, reason="Quoted.")
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
