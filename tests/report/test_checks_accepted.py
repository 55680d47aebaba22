"""What of the checks' findings is accepted as it is, what does the list of terms do, and who is shown what?"""

from collections.abc import Callable
from typing import TypeVar

import pytest
from click.testing import Result

from oewg.core.errors import Invalid, NotAllowed, Refusal
from oewg.meetings.actions import withdraw_statement
from oewg.meetings.models import Statement
from oewg.report import actions, queries
from oewg.report.models import Acceptance, Term
from oewg.texts.actions import register_document
from tests.meetings.given_statements import does, files
from tests.report import given
from tests.report.drafted import drafted, headings, lines, paragraph_under, provision, revised
from tests.report.test_trace import the_last_decision, tie
from tests.world import World, words_of

Stored = TypeVar("Stored")


def found(world: World, check: str, who: str = "secretariat") -> list[queries.Found]:
    with world.database.reading() as db:
        db.expire_on_commit = False
        text = queries.draft_or_not_found(db)
        return list(queries.checked(db, text, world.viewer(who, db), world.at).found[check])


def open_findings(world: World, check: str) -> list[str]:
    return [one.finding.quote for one in found(world, check) if one.acceptance is None]


def accept(world: World, one: queries.Found, by: str = "secretariat", reason: str = "It is a quotation.") -> Acceptance:
    check, revision, starts, ends = one.finding.place
    text = given_text(world)
    return world.act(actions.accept_finding, text, check, revision, starts, ends, reason, by=by)


def stored(world: World, query: Callable[..., Stored], id_: int) -> Stored:
    with world.database.reading() as db:
        db.expire_on_commit = False
        return query(db, id_)


def given_text(world: World) -> object:
    with world.database.reading() as db:
        db.expire_on_commit = False
        return queries.draft_or_not_found(db)


WORDS = "Kenya proposed [new] words for nations, as A/AC.290/2020/CRP.9 and paragraph 412 say."


def with_faults(world: World) -> int:
    """The paragraph in the Rapporteur's hands has something for most checks: its provision."""
    _, line = drafted(world)
    world.act(actions.add_term, "States", "nations", by="secretariat")
    revised(world, line, WORDS)
    return line.provision_id


def test_each_check_points_at_its_place_in_the_draft(world: World) -> None:
    with_faults(world)
    assert {
        name: open_findings(world, name) for name in ("attribution", "brackets", "terms", "symbols", "citations")
    } == {
        "attribution": ["Kenya proposed"], "brackets": ["[new]"], "terms": ["nations"],
        "symbols": ["A/AC.290/2020/CRP.9"], "citations": ["paragraph 412"],
    }  # fmt: skip


def test_a_draft_that_was_only_begun_rests_on_nothing_and_is_not_covered(world: World) -> None:
    given.draft(world)
    # Each answers to an element or names the resolution: that is why it stands there, and nobody has spoken of it yet.
    resting = [one.finding.wording.citation for one in found(world, "resting") if one.finding.wording]
    assert resting == ["1", "2", "3", "4", "5"]
    assert [one.finding.values["element"] for one in found(world, "elements")]


def test_a_finding_is_accepted_until_the_wording_changes(world: World) -> None:
    with_faults(world)
    (one,) = found(world, "attribution")
    row = accept(world, one)
    assert open_findings(world, "attribution") == []
    assert found(world, "attribution")[0].acceptance.reason == "It is a quotation."  # type: ignore[union-attr]
    with pytest.raises(Refusal, match="already"):
        accept(world, one)
    line = next(each for each in lines(world) if each.revision_id == row.revision_id)
    revised(world, line, f"So {WORDS}")
    assert open_findings(world, "attribution") == ["Kenya proposed"]


def test_what_was_accepted_is_to_be_mended_after_all(world: World) -> None:
    with_faults(world)
    row = accept(world, found(world, "brackets")[0])
    world.act(actions.reopen_finding, stored(world, queries.acceptance, row.id), by="bureau")
    assert open_findings(world, "brackets") == ["[new]"]
    with pytest.raises(Refusal, match="taken back already"):
        world.act(actions.reopen_finding, stored(world, queries.acceptance, row.id), by="bureau")
    accept(world, found(world, "brackets")[0])


def test_after_the_adoption_nothing_is_to_be_mended_any_more(site: World) -> None:
    with_faults(site)
    row = accept(site, found(site, "terms")[0])
    offer, browser = "It is to be mended after all", site.as_("secretariat")
    assert offer in words_of(browser.get("/report/checks"))
    given.adopted(site)
    with pytest.raises(Refusal, match="nothing is drafted any more"):
        site.act(actions.reopen_finding, stored(site, queries.acceptance, row.id), by="secretariat")
    page = words_of(browser.get("/report/checks"))
    assert "Accepted as it is" in page
    assert offer not in page


@pytest.mark.parametrize(
    ("by", "reason", "error", "words"),
    [("secretariat", "", Invalid, "why it may stay"), ("delegate", "So.", NotAllowed, "not in your hands")],
)
def test_an_acceptance_that_is_refused(world: World, by: str, reason: str, error: type[Refusal], words: str) -> None:
    with_faults(world)
    with pytest.raises(error, match=words):
        accept(world, found(world, "terms")[0], by, reason)


def test_a_drafter_accepts_in_their_section_and_in_no_other(world: World) -> None:
    with_faults(world)
    accept(world, found(world, "terms")[0], "bureau")
    other = paragraph_under(world, headings(world)[2])
    revised(world, other, "Kenya proposed it.")
    (elsewhere,) = (one for one in found(world, "attribution") if one.acceptance is None and one.finding.wording.page_id == other.provision_id)  # type: ignore[union-attr]  # fmt: skip
    with pytest.raises(NotAllowed):
        accept(world, elsewhere, "bureau")


def test_what_is_not_found_any_more_is_not_accepted(world: World) -> None:
    with_faults(world)
    (one,) = found(world, "brackets")
    line = next(each for each in lines(world) if each.words == WORDS)
    revised(world, line, WORDS.replace("[new]", "new"))
    with pytest.raises(Refusal, match="does not find this any more"):
        accept(world, one)


def test_the_check_and_the_coverage_find_the_same_paragraphs_that_rest_on_nothing(world: World) -> None:
    given.group_at_work(world)
    document = "A/AC.290/2021/WP.4"
    world.act(register_document, document, "A paper", "limited", "en", by="secretariat")

    def both() -> list[int]:
        with world.database.reading() as db:
            listed = queries.rests_on_nothing(db, queries.draft_or_not_found(db), world.viewer("secretariat", db))
        assert [one.finding.wording.provision_id for one in found(world, "resting") if one.finding.wording] == listed
        return listed

    bare = both()
    line = next(each for each in lines(world) if each.provision_id == bare[0])
    for words, fewer in ((f"As {document} says, it is so.", 1), ("As A/C.1/73/L.99 asks, it is so.", 0)):
        revised(world, line, words)
        line = next(each for each in lines(world) if each.provision_id == bare[0])
        assert len(both()) == len(bare) - fewer
    statement = files(world, the_last_decision(world).meeting_id, form="written", consent=True)
    tie(world, bare[0], Statement, statement)
    assert both() == bare[1:]
    does(world, withdraw_statement, statement, by="delegate")
    assert both() == bare


def term(world: World, words: str = "States", instead_of: str = "nations") -> Term:
    return world.act(actions.add_term, words, instead_of, by="secretariat")


def test_a_term_is_on_the_list_from_one_day_to_another(world: World) -> None:
    row = term(world, "States ", " nations")
    assert (row.term, row.instead_of) == ("States", "nations")
    with pytest.raises(Invalid, match="has a term instead"):
        term(world, "countries", "Nations")
    world.act(actions.end_term, stored(world, queries.term, row.id), "Not used.", by="secretariat")
    assert world.read(queries.standing_terms) == []
    with pytest.raises(Refusal, match="already"):
        world.act(actions.end_term, stored(world, queries.term, row.id), by="secretariat")
    term(world)
    assert world.read(queries.terms).total == 2


def test_a_term_stands_instead_of_other_words(world: World) -> None:
    with pytest.raises(Invalid, match="the same words"):
        term(world, "States", "states")


def test_the_number_of_queries_of_a_check_does_not_grow_with_the_draft(world: World) -> None:
    with_faults(world)

    def counted() -> int:
        with world.counting() as sent:
            found(world, "terms")
        return len(sent)

    few = counted()
    for place in range(2, 5):
        revised(world, paragraph_under(world, headings(world)[place]), WORDS)
    for number in range(5):
        term(world, f"term {number}", f"other {number}")
    assert counted() == few <= 75


def runs(site: World) -> Result:
    assert site.app
    return site.app.test_cli_runner().invoke(args=["report", "check"])


def test_the_shell_ends_with_what_there_is_to_mend(site: World) -> None:
    assert runs(site).exit_code == 2
    provision_id = with_faults(site)
    done = runs(site)
    assert done.exit_code == 1
    assert "Open brackets: 1" in done.output
    assert "2: The register has no document A/AC.290/2020/CRP.9. “A/AC.290/2020/CRP.9”" in done.output
    assert "Subheadings that stand alone: nothing found" in done.output
    assert provision(site, provision_id).id == provision_id


def test_the_shell_ends_well_when_all_is_mended_or_accepted(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    given.draft(site)
    for one in found(site, "resting"):
        accept(site, one)
    monkeypatch.setattr("oewg.mandate.queries.coverage", lambda _db: [])
    for each in lines(site):
        if each.open:
            revised(site, each, each.words.replace("[", "").replace("]", ""))
    done = runs(site)
    assert (done.exit_code, "(5 accepted as they are)" in done.output) == (0, True), done.output
