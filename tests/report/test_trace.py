"""What do provisions rest on, for whom, and which rest on nothing?"""

from typing import Any

import pytest

from oewg.consultations.models import Call, NationalView
from oewg.core.errors import Invalid, Refusal
from oewg.meetings import actions as meetings
from oewg.meetings import queries as held
from oewg.meetings.models import Decision, Statement
from oewg.negotiation import actions as negotiation
from oewg.record import queries as record
from oewg.report import actions, queries
from oewg.report.models import SourceTie
from oewg.report.queries.trace import provisions_resting_on_what_was_said
from oewg.report.rules import trace as rules
from oewg.texts import queries as texts
from tests.meetings.given_statements import delivers, files
from tests.report import given
from tests.report.given import Scene
from tests.world import CAST, World

SENTENCE = "Its second sentence follows what was said."


def paragraphs(world: World) -> list[int]:
    """The paragraphs of the draft."""
    with world.database.reading() as db:
        return Scene(world, db).report_paragraphs()


def nothing(world: World, who: str = "public") -> list[int]:
    """The paragraphs that rest on nothing that somebody may know of."""
    with world.database.reading() as db:
        return queries.rests_on_nothing(db, queries.draft_or_not_found(db), world.viewer(who, db))


def tie(world: World, provision: int, source: type[Any], number: int, sentence: str = SENTENCE) -> int:
    """The secretariat ties a provision to something."""
    with world.writing() as db:
        return actions.tie_source(
            db, texts.provision(db, provision), db.get_one(source, number), sentence, by=world.viewer("secretariat", db),
            at=world.tick(),
        ).id  # fmt: skip


def the_last_decision(world: World) -> Decision:
    """A decision that was taken: the group at work has two."""
    return world.read(held.decisions)[-1]


@pytest.mark.parametrize(
    ("origins", "expected"),
    [
        ({}, False),
        ({"element": {1}}, False),
        ({"element": {1}, "statement": set()}, False),
        *(({kind: {1}}, True) for kind in rules.RESTS_ON),
    ],
)
def test_a_provision_rests_on_all_but_the_element_that_it_answers(origins: dict[str, set[int]], expected: bool) -> None:
    assert rules.rests(origins) is expected


def test_a_paragraph_rests_on_what_its_subparagraphs_rest_on() -> None:
    text = [(1, "heading"), (2, "footnote"), (3, "paragraph"), (4, "footnote"), (5, "subparagraph"), (6, "paragraph"),
            (7, "paragraph"), (8, "footnote"), (9, "heading"), (10, "footnote")]  # fmt: skip
    assert rules.unfounded(text, {2, 5, 8, 10}) == [6]
    assert rules.unfounded(text, {2, 10}) == [3, 6, 7]
    assert rules.unfounded(text, {4, 6}) == [7]


def test_what_input_was_taken_up_in_rests_on_it_and_the_rest_on_nothing(site: World) -> None:
    given.group_at_work(site)
    every = paragraphs(site)
    assert nothing(site) == [each for each in every if each != every[1]]


def test_a_tie_is_made_said_anew_and_taken_back_and_all_of_it_stays(site: World) -> None:
    given.group_at_work(site)
    provision, decision = paragraphs(site)[0], the_last_decision(site).id
    first = tie(site, provision, Decision, decision)
    assert provision not in nothing(site)
    second = tie(site, provision, Decision, decision, "It repeats the decision.")
    with site.writing() as db:
        row = db.get_one(SourceTie, second)
        actions.untie_source(db, row, "It does not.", by=site.viewer("secretariat", db), at=site.tick())
    assert provision in nothing(site)
    with site.database.reading() as db:
        ended = [
            (one.id, one.ended_at is not None, one.end_reason) for one in db.query(SourceTie).order_by(SourceTie.id)
        ]
        assert ended == [(first, True, ""), (second, True, "It does not.")]
        said = record.entries_after(db, -1, ("public",), limit=500)
        facts = [each.facts for each in said if each.act in ("tie_source", "untie_source")]
    assert [each.get("in_place_of", "-") for each in facts] == [None, first, "-"]
    assert facts[0] | {"revision": 0} == {
        "provision": provision, "revision": 0, "kind": "decision", "source": decision, "sentence": SENTENCE,
        "in_place_of": None,
    }  # fmt: skip


def test_a_tie_altered_behind_the_record_is_found(site: World) -> None:
    given.group_at_work(site)
    provision, decision = paragraphs(site)[0], the_last_decision(site).id
    tie(site, provision, Decision, decision)
    last = tie(site, provision, Decision, decision, "It repeats the decision.")
    with site.database.reading() as db:
        assert list(queries.altered_ties(db)) == []
    with site.writing() as db:
        db.get_one(SourceTie, last).sentence = "It does not."
    with site.database.reading() as db:
        assert list(queries.altered_ties(db)) == [f"Tie {last} of provision {provision} is not what the record says."]
    with site.writing() as db:
        db.delete(db.get_one(SourceTie, last))
    with site.database.reading() as db:
        assert list(queries.altered_ties(db)) == [f"Tie {last} stands in the record, and its row is gone."]


def test_the_same_is_not_said_twice_nor_taken_back_twice(site: World) -> None:
    given.group_at_work(site)
    provision, decision = paragraphs(site)[0], the_last_decision(site).id
    made = tie(site, provision, Decision, decision)
    with pytest.raises(Refusal, match="already"):
        tie(site, provision, Decision, decision)
    with pytest.raises(Invalid, match="sentence"):
        tie(site, provision, Decision, decision, " ")
    with site.writing() as db:
        row, by = db.get_one(SourceTie, made), site.viewer("secretariat", db)
        with pytest.raises(Invalid, match="why"):
            actions.untie_source(db, row, " ", by=by, at=site.tick())
        actions.untie_source(db, row, "Wrong.", by=by, at=site.tick())
        with pytest.raises(Refusal, match="does not stand"):
            actions.untie_source(db, row, "Wrong.", by=by, at=site.tick())


@pytest.mark.parametrize(
    ("provision", "refused"),
    [
        (("paragraph", True, True), "removed"),
        (("footnote", True, False), "footnote"),
        (("paragraph", False, False), "traced"),
        (("paragraph", True, False), ""),
        (("heading", True, False), ""),
    ],
)
def test_what_has_no_words_of_the_groups_own_is_not_tied(provision: tuple[str, bool, bool], refused: str) -> None:
    if refused:
        with pytest.raises(Refusal, match=refused):
            rules.check_tie(*provision)
    else:
        rules.check_tie(*provision)


@pytest.mark.parametrize(
    ("source", "refused"),
    [
        ((1, 1, "paragraph"), "same text"),
        ((2, 1, "heading"), "heading"),
        ((2, 1, "footnote"), "heading"),
        ((2, 1, "paragraph"), ""),
    ],
)
def test_a_paragraph_rests_on_paragraphs_of_other_texts(source: tuple[int, int, str], refused: str) -> None:
    if refused:
        with pytest.raises(Refusal, match=refused):
            rules.check_paragraph(*source)
    else:
        rules.check_paragraph(*source)


def test_a_statement_under_embargo_is_nothing_for_whoever_may_not_know_of_it(site: World) -> None:
    given.group_at_work(site)
    provision = paragraphs(site)[0]
    statement = files(site, the_last_decision(site).meeting_id, consent=True)
    tie(site, provision, Statement, statement)
    know = {"delegate", "secretariat"}
    for who in ("public", *CAST):
        assert (provision not in nothing(site, who)) is (who in know), who
    with site.database.reading() as db:
        assert "tie_source" not in record.acts(db, ("public", "delegations", "chair"))
    delivers(site, statement)
    assert provision not in nothing(site)


def test_a_statement_that_speaks_on_a_paragraph_is_what_it_rests_on(site: World) -> None:
    given.group_at_work(site)
    provision = paragraphs(site)[0]
    statement = files(site, the_last_decision(site).meeting_id, form="written", provisions=[provision])
    assert provision in nothing(site)
    with site.writing() as db:
        found = db.get_one(Statement, statement)
        meetings.consent_to_publication(db, found, by=site.viewer("delegate", db), at=site.tick())
    assert provision not in nothing(site)


def test_a_paragraph_that_rests_on_a_published_view_covers_its_element(site: World) -> None:
    given.group_at_work(site)
    provision = paragraphs(site)[0]
    with site.writing() as db:
        call = Call(title="Views", opens_at=site.at, closes_at=site.tick(60), zone="UTC", addressed_to="states")
        db.add(call)
        db.flush()
        by = site.viewer("delegate", db)
        view = NationalView(
            call_id=call.id, delegation_id=by.delegation_id, version=1, words="We see it so.", language="en", digest="",
            submitted_at=site.at, submitted_by=by.account_id,
        )  # fmt: skip
        db.add(view)
        db.flush()
        number = view.id
    tie(site, provision, NationalView, number)
    assert provision not in site.read(provisions_resting_on_what_was_said)
    with site.writing() as db:
        db.get_one(NationalView, number).published_at = site.tick()
    assert provision in site.read(provisions_resting_on_what_was_said)


@pytest.mark.parametrize("kind", ["replace", "insert"])
def test_what_an_amendment_made_rests_on_it(site: World, kind: str) -> None:
    given.group_at_work(site)
    beside = paragraphs(site)[0]
    with site.writing() as db:
        scene = Scene(site, db)
        filed = scene.act(
            negotiation.file_amendment,
            texts.provision(db, beside),
            kind,
            "Other words of ours.",
            "Clearer.",
            by="delegate",
        )
        scene.act(negotiation.take_up_amendment, filed)
        number = filed.id
    made = next(each for each in paragraphs(site) if each != beside) if kind == "insert" else beside
    with site.database.reading() as db:
        found = queries.origins(db, site.viewer("public", db), [beside, made])
    assert found.of[made]["amendment"] == {number}
    assert made not in nothing(site)


def test_how_much_is_asked_does_not_grow_with_the_paragraphs(site: World) -> None:
    given.group_at_work(site)

    def asked(several: int) -> int:
        with site.database.reading() as db, site.counting() as sent:
            queries.origins(db, site.viewer("public", db), paragraphs_of(db)[:several])
        return len(sent)

    def paragraphs_of(db: Any) -> list[int]:
        return Scene(site, db).report_paragraphs()

    assert asked(1) == asked(5) <= 6
