"""Does what the secretariat adds to the account of the proceedings stay, and is it shown what changes beside it?"""

from datetime import date
from typing import Any

import pytest
from lxml import html

from oewg.core.errors import Invalid, Refusal
from oewg.meetings import actions as meetings
from oewg.record import queries as record
from oewg.report import actions, queries
from oewg.report.models import AddedSentence
from oewg.report.rules.kinds import Order
from oewg.report.rules.procedural import account
from oewg.texts import actions as texts
from oewg.texts.models import DraftText
from tests.report import given
from tests.report.drafted import program
from tests.world import CAST, World, words_of

WORDS = "Delegations were informed by letter."


def text_of(world: World) -> DraftText:
    with world.database.reading() as db:
        db.expire_on_commit = False
        return queries.draft_or_not_found(db)


def added(world: World, after: str = "sessions/overview", words: str = WORDS) -> AddedSentence:
    return world.act(actions.add_sentence, text_of(world), after, words, by="secretariat")


def line(world: World) -> queries.AddedLine:
    with world.database.reading() as db:
        text = queries.draft_or_not_found(db)
        (found,) = queries.added_sentences(db, text.id, account(queries.facts(db, text.id, world.at)))
        return found


def stored(world: World, row: AddedSentence) -> AddedSentence:
    with world.database.reading() as db:
        db.expire_on_commit = False
        found = queries.sentence(db, row.id)
        assert found.seen
        return found


def plans(world: World) -> None:
    world.act(
        meetings.plan_session, "substantive", "First substantive session", date(2019, 9, 9), date(2019, 9, 13), "New York",
        given.ZONE, by="secretariat",
    )  # fmt: skip


def tree(text: str) -> Any:
    return html.fromstring(text)


def report_words(world: World) -> str:
    with world.database.reading() as db:
        return (
            actions.write_report(
                db, queries.draft_or_not_found(db), Order(), at=world.at, formats=["html"], preview=True
            )
            .files["html"]
            .decode()
        )


def test_a_sentence_is_in_the_report_and_stays_when_all_else_is_made_anew(world: World) -> None:
    given.draft(world)
    added(world)
    assert WORDS in report_words(world)
    plans(world)
    assert WORDS in report_words(world)
    assert report_words(world) == report_words(world)


def test_what_has_changed_beside_it_is_shown_until_it_is_confirmed(world: World) -> None:
    given.draft(world)
    row = added(world)
    assert not line(world).changed
    with pytest.raises(Refusal, match="nothing to confirm"):
        world.act(actions.confirm_sentence, stored(world, row), by="secretariat")
    plans(world)
    found = line(world)
    assert (found.changed, found.gone, found.before) == (True, False, [])
    assert "".join(words for kind, words in found.following if kind == "insert").startswith(
        "The first substantive session"
    )
    world.act(actions.confirm_sentence, stored(world, row), by="secretariat")
    assert not line(world).changed
    assert len(stored(world, row).seen) == 2


def test_a_sentence_whose_paragraph_is_gone_stays_and_says_so(world: World) -> None:
    given.draft(world)
    added(world, "officers/none")
    with world.writing() as db:
        scene = given.Scene(world, db)
        agenda, items = scene.agenda()
        given._organizational_session(scene, agenda, items)
    found = line(world)
    assert (found.gone, bool(found.before)) == (True, True)
    assert WORDS in report_words(world)


def test_a_sentence_is_taken_out_with_a_reason_and_stays_on_record(world: World) -> None:
    given.draft(world)
    row = added(world)
    with pytest.raises(Invalid):
        world.act(actions.withdraw_sentence, stored(world, row), "", by="secretariat")
    world.act(actions.withdraw_sentence, stored(world, row), "It is told elsewhere.", by="secretariat")
    assert WORDS not in report_words(world)
    assert line(world).sentence.withdrawal_reason == "It is told elsewhere."
    for act, more in ((actions.withdraw_sentence, ("Again.",)), (actions.confirm_sentence, ())):
        with pytest.raises(Refusal, match="already"):
            world.act(act, stored(world, row), *more, by="secretariat")


@pytest.mark.parametrize(
    ("after", "words", "reason"),
    [
        ("sessions/overview", " ", "Please write the sentence"),
        ("sessions/99", WORDS, "no such paragraph"),
        ("sessions", WORDS, "no such paragraph"),
        ("sessions/overview", "See[^1].", "no footnotes"),
        ("sessions/overview", "See [3](#provision-3).", "no footnotes"),
        ("sessions/overview", "It [may] be.", "no footnotes"),
    ],
)
def test_a_sentence_that_is_refused(world: World, after: str, words: str, reason: str) -> None:
    given.draft(world)
    size = world.read(record.size)
    with pytest.raises(Invalid, match=reason):
        added(world, after, words)
    assert world.read(record.size) == size


def test_nothing_is_added_to_a_report_that_was_adopted(world: World) -> None:
    given.draft(world)
    world.act(texts.close_text, text_of(world), by="chair")
    with pytest.raises(Refusal, match="has been adopted"):
        added(world)


@pytest.mark.parametrize("who", ["public", *CAST])
def test_everybody_reads_the_account_and_the_secretariat_adds_to_it(site: World, who: str) -> None:
    given.group_at_work(site)
    page = site.as_(who).get("/report/proceedings")
    assert "The Working Group considered item 2 (a), “Threats”" in words_of(page)
    assert ('id="add-sentence"' in page.text) is (who == "secretariat")


def test_the_secretariat_adds_confirms_and_takes_out_on_the_page(site: World) -> None:
    given.draft(site)
    here, browser = "/report/proceedings", site.as_("secretariat")
    chosen = browser.get(f"{here}?after=officers/none")
    assert '<option value="officers/none" selected>' in chosen.text
    page = browser.does(f"{here}/sentences", here, form="add-sentence", after="sessions/overview", words=WORDS)
    assert "Added by the secretariat" in words_of(page)
    plans(site)
    page = browser.get(here)
    assert "Beside 1 added sentence something has changed" in words_of(page)
    assert "<ins>The first substantive session" in page.text
    assert "something has changed" not in words_of(site.as_("delegate").get(here))
    row = line(site).sentence
    page = browser.does(f"{here}/sentences/{row.id}/confirm", here)
    assert "something has changed" not in words_of(page)
    refused = browser.post(f"{here}/sentences/{row.id}/withdraw", here, form=f"withdraw-{row.id}", reason="")
    assert refused.status_code == 422
    page = browser.does(f"{here}/sentences/{row.id}/withdraw", here, reason="Told elsewhere.")
    assert "Sentences that were taken out" in words_of(page)


def test_a_sentence_is_added_where_one_reads(site: World) -> None:
    given.draft(site)
    here, browser = "/report/proceedings", site.as_("secretariat")
    page = tree(browser.get(here).text)
    outline = [link.get("href")[1:] for link in page.xpath("//nav[contains(@class, 'account-outline')]//a")]
    headings = page.xpath("//section/*[self::h2 or self::h3]/@id")
    assert outline == headings
    links = page.xpath("//section/p[@class='account-add']/a/@href")
    assert 1 < len(links) < len(headings)
    assert page.xpath("//form[@id='add-sentence']/ancestor::section/@id") == ["add"]

    def places(text: str) -> tuple[str, list[str]]:
        [form] = tree(text).xpath("//form[@id='add-sentence']")
        [section] = form.xpath("ancestor::section[@aria-labelledby]/@aria-labelledby")
        return section, form.xpath(".//select[@name='after']/option/@value")

    section, choices = places(browser.get(links[-1].partition("#")[0]).text)
    assert {choice.partition("/")[0] for choice in choices} == {"adoption"}
    refused = browser.post(f"{here}/sentences", here, form="add-sentence", after=choices[-1], words="With a [bracket")
    assert refused.status_code == 422
    assert places(refused.text) == (section, choices)


def test_the_page_asks_as_many_queries_for_many_sentences_as_for_one(site: World) -> None:
    given.draft(site)
    plans(site)
    browser = site.as_("secretariat")

    def counted() -> int:
        browser.get("/")
        with site.counting() as sent:
            assert browser.get("/report/proceedings").status_code == 200
        return len(sent)

    added(site)
    few = counted()
    for place in range(6):
        added(site, words=f"{WORDS} {place}")
    assert counted() == few <= 50


def test_a_program_adds_confirms_and_takes_out(site: World) -> None:
    given.draft(site)
    secretariat = program(site, "secretariat")
    made = secretariat("POST", "/report/proceedings/sentences", {"after": "sessions/overview", "words": WORDS})
    assert made.status_code == 201
    (block,) = (one for one in made.json["blocks"] if one["sentence"])
    assert (block["words"], block["key"], block["kind"]) == (WORDS, "sessions/overview", "paragraph")
    plans(site)
    number = block["sentence"]
    assert program(site)("GET", "/report/proceedings").json["added"][0]["changed"] is True
    done = secretariat("POST", f"/report/proceedings/sentences/{number}/confirm").json
    assert done["added"] == [{"id": number, "after": "sessions/overview", "words": WORDS, "changed": False}]
    done = secretariat("POST", f"/report/proceedings/sentences/{number}/withdraw", {"reason": "So."}).json
    assert done["added"] == []
    refused = program(site, "chair")("POST", "/report/proceedings/sentences", {"after": "a", "words": "b"})
    assert refused.status_code == 403
