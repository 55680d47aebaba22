"""Does each submission end with what became of it, said of the wording of then, kept when it changes, and told to its authors?"""

from collections.abc import Callable

import pytest
from sqlalchemy.exc import IntegrityError

from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import actions, queries
from oewg.consultations.models import Bearing, Passage, Signature
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotFound, Refusal
from oewg.mandate import actions as mandate
from oewg.record import queries as record
from oewg.record.verification import faults
from oewg.texts import queries as texts
from tests.accounts.given import told_now
from tests.consultations.given import FAR, a_published_submission, a_submission, an_open_call, does, sent_back
from tests.consultations.given_dispositions import WORDS, a_passage, an_element, reword, tied, untied
from tests.negotiation.given import a_report
from tests.world import World


def became(world: World, submission_id: int, who: str = "secretariat") -> queries.Became:
    """What somebody reads of what became of a submission."""

    def ask(db: Db) -> queries.Became:
        return queries.became(db, queries.submission(db, submission_id, world.viewer(who, db)).submission)

    return world.read(ask)


def said(world: World, submission_id: int) -> list[tuple[str, str, str]]:
    """(what became of it, why, how it stands to the text of now) of what stands."""
    return [(one.bearing.disposition, one.bearing.reason, one.earlier) for one in became(world, submission_id).said]


def waits(world: World, who: str = "secretariat") -> list[int]:
    """What waits for its disposition."""
    page = world.read(queries.waiting, world.viewer(who))
    return [one.submission.submission.id for one in page.items]


def test_a_passage_keeps_its_words_and_is_marked_once(world: World) -> None:
    number = a_submission(world, words=WORDS)
    first, again = a_passage(world, number, "Cables need a plan"), a_passage(world, number, "Cables need a plan")
    overlapping = a_passage(world, number, "a plan. So do ports")
    assert first == again != overlapping
    parts = [part for part in became(world, number).parts if part.passage]
    assert [part.quote for part in parts] == ["Cables need a plan", "a plan. So do ports"]
    entries = world.read(record.entries_after, -1, ["secretariat"], limit=50, act="mark_passage")
    assert [entry.facts for entry in entries] == [
        {"passage": first, "starts": 0, "ends": 18},
        {"passage": overlapping, "starts": 12, "ends": 31},
    ]


def test_a_passage_of_which_something_was_said_stays_marked(world: World) -> None:
    _, (paragraph, *_rest) = a_report(world)
    number = a_submission(world, words=WORDS)
    silent, spoken = a_passage(world, number, "So do ports"), a_passage(world, number, "Cables need a plan")
    bearing = tied(world, number, paragraph, passage=spoken)
    untied(world, bearing)
    with pytest.raises(Refusal, match="stays on record"):
        unmark(world, spoken)
    unmark(world, silent)
    assert [part.passage.id for part in became(world, number).parts if part.passage] == [spoken]


def unmark(world: World, passage_id: int) -> None:
    """The secretariat takes the mark from a passage."""

    def act(db: Db, *, by: Viewer, at: object) -> None:
        actions.unmark_passage(db, queries.passage(db, passage_id, by), by=by, at=at)  # type: ignore[arg-type]

    world.act(act, by="secretariat")


def test_what_is_said_anew_ends_what_was_said_and_both_are_read(world: World) -> None:
    _, (paragraph, *_rest) = a_report(world)
    number = a_submission(world)
    tied(world, number, paragraph, "noted", "Not yet.")
    tied(world, number, paragraph, "taken_up", "It says so now.")
    assert said(world, number) == [("taken_up", "It says so now.", "")]
    (whole,) = became(world, number).parts
    assert [(row.disposition, row.reason, row.end_reason) for row in whole.before] == [("noted", "Not yet.", "")]
    first, second = world.read(record.entries_after, -1, ["secretariat"], limit=9, act="tie_submission")
    assert (first.facts["in_place_of"], second.facts["in_place_of"]) == (None, first.facts["bearing"])
    with pytest.raises(Refusal, match="so already"):
        tied(world, number, paragraph, "taken_up", "It says so now.")


def test_the_whole_a_passage_a_provision_and_an_element_each_have_their_own(world: World) -> None:
    _, (paragraph, other, *_rest) = a_report(world)
    element = an_element(world)
    number = a_submission(world, words=WORDS)
    passage = a_passage(world, number, "So do ports")
    for place in (paragraph, other, element):
        tied(world, number, place, "noted", "R.")
        tied(world, number, place, "noted", "R.", passage=passage)
    tied(world, number, None, "outside_mandate", "Nobody asked the group.", passage=passage)
    whole, part = became(world, number).parts
    assert (len(whole.said), len(part.said)) == (3, 4)


def test_what_is_taken_back_stays_readable_and_waits_anew(world: World) -> None:
    _, (paragraph, *_rest) = a_report(world)
    number = a_submission(world)
    bearing = tied(world, number, paragraph)
    assert waits(world) == []
    with pytest.raises(Invalid):
        untied(world, bearing, "")
    untied(world, bearing, "It was another submission.")
    assert (waits(world), said(world, number)) == ([number], [])
    assert [row.end_reason for row in became(world, number).parts[0].before] == ["It was another submission."]
    with pytest.raises(Refusal, match="does not stand"):
        untied(world, bearing, "Again.")


@pytest.mark.parametrize(
    ("nature", "earlier"), [("substantive", "reworded"), ("editorial", "")], ids=["in substance", "editorially"]
)
def test_what_was_said_of_wording_that_changed_in_substance_is_listed_until_it_is_said_anew(
    world: World, nature: str, earlier: str
) -> None:
    _, (paragraph, *_rest) = a_report(world)
    number = a_published_submission(world)
    tied(world, number, paragraph, "noted", "R.")
    reword(world, paragraph, "States share more information.", nature)
    assert said(world, number) == [("noted", "R.", earlier)]
    reviewed = world.read(queries.to_review, world.viewer("secretariat"))
    assert reviewed.total == bool(earlier)
    if not earlier:
        return
    (one,) = became(world, number).said
    assert ("insert", "more ") in one.pieces
    tied(world, number, paragraph, "noted", "R.")
    assert said(world, number) == [("noted", "R.", "")]
    assert world.read(queries.to_review, world.viewer("secretariat")).total == 0


def test_what_was_said_of_a_removed_provision_is_listed_and_its_wording_still_read(world: World) -> None:
    text, (paragraph, *_rest) = a_report(world)
    number = a_published_submission(world)
    tied(world, number, paragraph, "taken_up", "R.")

    def remove(db: Db, *, by: Viewer, at: object) -> None:
        texts.provision(db, paragraph).removed_at = at  # type: ignore[assignment]

    assert text
    world.act(remove, by="secretariat")
    assert said(world, number) == [("taken_up", "R.", "removed")]
    assert world.read(queries.to_review, world.viewer("public")).total == 1
    with pytest.raises(Refusal, match="removed from its text"):
        tied(world, number, paragraph, "noted", "R.")


def test_a_published_version_stands_while_the_later_one_was_sent_back(world: World) -> None:
    _, (paragraph, *_rest) = a_report(world)
    call_id = an_open_call(world, FAR)
    first = a_published_submission(world, call_id=call_id)
    second = a_submission(world, call_id=call_id, words="Two plans.")
    with pytest.raises(Refusal, match="later version"):
        tied(world, first, paragraph)
    assert waits(world) == [second]
    sent_back(world, second, "It is cut short.")
    assert waits(world) == [first]
    tied(world, first, paragraph)
    assert waits(world) == []
    third = a_submission(world, call_id=call_id, words="Three plans.")
    assert waits(world) == [third]


def test_what_was_said_of_an_earlier_version_is_carried_over_as_far_as_its_words_stand(world: World) -> None:
    _, (paragraph, *_rest) = a_report(world)
    call_id = an_open_call(world, FAR)
    first = a_submission(world, call_id=call_id, words=WORDS)
    tied(world, first, paragraph, "noted", "Whole.")
    for quote in ("Cables need a plan", "So do ports"):
        tied(world, first, paragraph, "partly", quote, passage=a_passage(world, first, quote))
    second = a_submission(world, call_id=call_id, words="We wrote before.\n\nCables need a plan.")
    assert waits(world) == [second]
    does(world, second, "carry_over")
    assert said(world, second) == [("noted", "Whole.", ""), ("partly", "Cables need a plan", "")]
    assert [part.quote for part in became(world, second).parts] == ["", "Cables need a plan"]
    assert len(said(world, first)) == 3
    with pytest.raises(Refusal, match="Nothing that was said"):
        does(world, second, "carry_over")


def test_a_call_is_answered_when_all_that_stands_is(world: World) -> None:
    _, (paragraph, *_rest) = a_report(world)
    call_id = an_open_call(world, FAR)
    number = a_submission(world, call_id=call_id, words=WORDS)

    def counted(who: str) -> list[tuple[int, int, bool]]:
        return [
            (one.standing, one.answered, one.complete) for one in world.read(queries.calls_answered, world.viewer(who))
        ]

    assert (counted("secretariat"), counted("public")) == ([(1, 0, False)], [])
    tied(world, number, paragraph)
    assert counted("secretariat") == [(1, 1, True)]
    passage = a_passage(world, number, "So do ports")
    assert (counted("secretariat"), waits(world)) == ([(1, 0, False)], [number])
    tied(world, number, paragraph, passage=passage)
    assert (counted("secretariat"), counted("public")) == ([(1, 1, True)], [])
    does(world, number, "publish_submission")
    assert counted("public") == [(1, 1, True)]


def test_how_much_of_the_words_is_answered_is_counted_by_passages(world: World) -> None:
    _, (paragraph, *_rest) = a_report(world)
    number = a_submission(world, words=WORDS)
    passage = a_passage(world, number, "Cables need a plan")
    assert became(world, number).answered.words_covered == 0
    tied(world, number, paragraph, passage=passage)
    assert (became(world, number).answered.words_covered, became(world, number).answered.words) == (4, 11)


@pytest.mark.parametrize("who", ["public", "delegate", "chair", "pending", "second"])
def test_what_is_not_published_shows_to_nobody_else_not_even_as_a_count(world: World, who: str) -> None:
    _, (paragraph, *_rest) = a_report(world)
    number = a_submission(world, words=WORDS)
    passage = a_passage(world, number, "So do ports")
    bearing = tied(world, number, paragraph, "taken_up", "R.", passage=passage)
    viewer = world.viewer(who)
    assert world.read(queries.ties, viewer).total == 0
    assert world.read(texts.resting_on, viewer, paragraph) == []
    assert all(not line.submissions for line in world.read(queries.coverage, viewer))
    assert world.read(queries.calls_answered, viewer) == []
    for ask in (queries.bearing, queries.passage):
        with pytest.raises(NotFound):
            world.read(ask, bearing if ask is queries.bearing else passage, viewer)
    entries = world.read(record.entries_after, -1, viewer.audiences, limit=500)
    assert not {entry.act for entry in entries} & {"tie_submission", "mark_passage"}
    assert world.read(queries.ties, world.viewer("stakeholder")).total == 1


def test_sector_and_element_count_an_anonymous_author_for_nobody(world: World) -> None:
    element = an_element(world)
    for consent in ("named", "anonymous"):
        number = a_published_submission(world, consent)
        tied(world, number, element, "noted", "R.")
    seen = {who: counted(world, who) for who in ("public", "delegate", "secretariat", "stakeholder")}
    named = {"non_governmental": 1, "unnamed": 1}
    assert seen == {
        "public": named, "delegate": named, "secretariat": {"non_governmental": 2}, "stakeholder": {"non_governmental": 2},
    }  # fmt: skip
    for sector, total in (("non_governmental", 1), ("unnamed", 1), ("business", 0)):
        asked = queries.TiesAsked(sector=sector)
        assert world.read(queries.ties, world.viewer("public"), asked).total == total, sector


def counted(world: World, who: str) -> dict[str, int]:
    """How much input the first element has, by sector, as somebody may see it."""
    first = world.read(queries.coverage, world.viewer(who))[0]
    return dict(first.sectors)


def test_a_submission_on_a_provision_counts_for_the_elements_to_which_the_provision_answers(world: World) -> None:
    _, (paragraph, other, *_rest) = a_report(world)
    element = an_element(world)
    world.act(mandate.tie_element, world.read(texts.provision, paragraph), element, by="secretariat")
    number = a_published_submission(world)
    tied(world, number, paragraph, "taken_up", "R.")
    tied(world, number, other, "noted", "R.")
    first, *_others, none = world.read(queries.coverage, world.viewer("public"))
    assert (first.element.id if first.element else 0, dict(first.ends)) == (element.id, {"taken_up": 1})
    assert (none.element, dict(none.ends)) == (None, {"noted": 1})
    for asked, found in ((element.id, "taken_up"), (0, "noted")):
        page = world.read(queries.ties, world.viewer("public"), queries.TiesAsked(element=asked))
        assert [one.said.bearing.disposition for one in page.items] == [found]


def test_everything_that_is_said_is_told_to_its_authors(world: World) -> None:
    _, (paragraph, *_rest) = a_report(world)
    number = a_published_submission(world, call_id=an_open_call(world, FAR))
    told_now(world)
    bearing = tied(world, number, paragraph)
    assert told_now(world) == {"stakeholder": [("own_organization", "tie_submission", False)]}
    untied(world, bearing, "It was another one.")
    assert told_now(world) == {"stakeholder": [("own_organization", "untie_submission", False)]}
    a_passage(world, number, "Cables")
    assert told_now(world) == {}


def test_who_co_signed_what_is_not_published_reads_what_became_of_it(world: World) -> None:
    element = an_element(world)
    number = a_submission(world)
    viewer = world.viewer("pending")
    assert viewer.organization_id
    for answer, read in (("declined", 0), ("accepted", 1)):
        with world.writing() as db:
            db.query(Signature).delete()
            db.add(
                Signature(
                    submission_id=number, organization_id=viewer.organization_id, invited_at=world.at, answer=answer,
                    answered_at=world.at, answered_by=viewer.account_id,
                )
            )  # fmt: skip
        tied(world, number, element, "noted", answer)
        entries = world.read(record.entries_after, -1, viewer.audiences, limit=9, act="tie_submission")
        assert len(entries) == read, answer


IMPOSSIBLE: list[tuple[str, Callable[[int, int, int, int], object]]] = [
    (
        "ck_passage_quote",
        lambda s, _p, _r, _e: Passage(submission_id=s, starts=0, ends=3, quote="Cables", marked_at=FAR),
    ),
    ("ck_passage_quote", lambda s, _p, _r, _e: Passage(submission_id=s, starts=0, ends=2, quote="  ", marked_at=FAR)),
    (
        "ck_passage_place",
        lambda s, _p, _r, _e: Passage(submission_id=s, starts=-1, ends=3, quote="Cabl", marked_at=FAR),
    ),
    ("ck_bearing_wording", lambda s, p, _r, _e: bearing_of(s, provision_id=p)),
    ("ck_bearing_one_place", lambda s, p, r, e: bearing_of(s, provision_id=p, revision_id=r, element_id=e)),
    ("ck_bearing_within_mandate", lambda s, _p, _r, _e: bearing_of(s)),
    ("ck_bearing_within_mandate", lambda s, _p, _r, e: bearing_of(s, element_id=e, disposition="outside_mandate")),
    ("ck_bearing_end_reason", lambda s, _p, _r, e: bearing_of(s, element_id=e, end_reason="Why")),
    ("(?i)foreign key", lambda s, _p, _r, e: bearing_of(s, element_id=e, passage_id=999)),
]


def bearing_of(submission_id: int, **more: object) -> Bearing:
    """Something said of a submission."""
    given = {"disposition": "noted", "reason": "R.", "tied_at": FAR, "end_reason": "", **more}
    return Bearing(submission_id=submission_id, **given)


@pytest.mark.parametrize(("rule", "row"), IMPOSSIBLE, ids=[str(n) for n in range(len(IMPOSSIBLE))])
def test_a_row_that_must_not_exist_is_refused_by_the_database(
    world: World, rule: str, row: Callable[[int, int, int, int], object]
) -> None:
    _, (paragraph, *_rest) = a_report(world)
    number, element = a_submission(world), an_element(world).id
    revision = world.read(texts.current_revision, paragraph).id
    with pytest.raises(IntegrityError, match=rule), world.writing() as db:
        db.add(row(number, paragraph, revision, element))


def test_the_same_is_not_said_twice_at_once(world: World) -> None:
    element = an_element(world).id
    number = a_submission(world)
    with pytest.raises(IntegrityError), world.writing() as db:
        db.add_all([bearing_of(number, element_id=element), bearing_of(number, element_id=element)])


def test_a_passage_that_was_altered_behind_the_record_shows(world: World) -> None:
    number = a_submission(world, words=WORDS)
    passage = a_passage(world, number, "So do ports")
    assert world.read(lambda db: list(faults(db))) == []
    with world.writing() as db:
        db.get_one(Passage, passage).quote = "So do parts"
    assert world.read(lambda db: list(faults(db))) == [
        f"Passage {passage} is not what stands at its place in submission {number}."
    ]


def test_what_is_blacked_out_is_black_in_the_passages_that_quote_it(world: World) -> None:
    number = a_published_submission(world)
    passage = a_passage(world, number, "Cables need a plan")
    does(world, number, "redact", None, "Cables", "personal_data", "A name.")
    with world.database.reading() as db:
        assert db.get_one(Passage, passage).quote == "\u2588" * 6 + " need a plan"
        assert list(faults(db)) == []
