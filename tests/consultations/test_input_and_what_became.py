"""Do the parts of input and what is said of it hold together: answers, what is black, versions, co-signers, names?"""

import pytest

from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import actions, queries
from oewg.consultations.queries import TiesAsked
from oewg.consultations.rules.calls import Question
from oewg.consultations.rules.submissions import standing_version
from oewg.core.database import Db
from oewg.core.errors import Invalid
from oewg.record import queries as record
from oewg.record.verification import faults
from tests.accounts.given import told_now
from tests.consultations.given import (
    FAR,
    a_published_submission,
    a_submission,
    an_open_call,
    does,
    sent_back,
    some_terms,
)
from tests.consultations.given_dispositions import a_passage, an_element, tied, untied
from tests.consultations.test_joint import OTHER, a_joint_submission
from tests.negotiation.given import a_report
from tests.world import World, words_of

SECRET = "Person Eleven"
ANSWERS = ("Ports need one.", f"Ask {SECRET}, who is ill. So do people.")


def an_answer(world: World, call_id: int, *said: str, words: str = "Cables need a plan.") -> int:
    """A submission that answers the questions of its call in their order, and adds some words."""

    def send(db: Db, *, by: Viewer, at: object) -> int:
        call = queries.call(db, call_id)
        answers = {question.id: each for question, each in zip(call.questions, said, strict=True)}
        return actions.submit(db, call, "On cables", words, "named", answers=answers, by=by, at=at).id  # type: ignore[arg-type]

    return world.act(send, by="stakeholder")


def a_call_with_two_questions(world: World) -> int:
    questions = (Question("a", "Which threats?"), Question("b", "Which rules?"))
    return world.act(actions.open_call, some_terms(world.at, FAR, questions=questions), by="secretariat").id


def question_numbers(world: World, call_id: int) -> list[int]:
    with world.database.reading() as db:
        return [each.id for each in queries.call(db, call_id).questions]


def quotes(world: World, number: int, who: str = "public") -> list[str]:
    with world.database.reading() as db:
        found = queries.became(db, queries.submission(db, number, world.viewer(who)).submission)
        return [part.quote for part in found.parts if part.passage]


def test_passages_are_marked_in_the_answers_and_shown_under_their_questions(site: World) -> None:
    call_id = a_call_with_two_questions(site)
    number = an_answer(site, call_id, "Ports need one.", "So do people.")
    does(site, number, "publish_submission")
    element = an_element(site)
    tied(site, number, element, "taken_up", passage=a_passage(site, number, "people"))
    a_passage(site, number, "Cables need a plan.")
    assert quotes(site, number) == ["people", "Cables need a plan."]
    page = site.as_("public").get(f"/submissions/{number}/what-became-of-it").text
    places = [
        page.index(each)
        for each in (
            'data-asked="(a) Which threats?"', "Ports need one.", 'data-asked="(b) Which rules?"', ">people</mark>",
            'data-asked="General contribution"', ">Cables need a plan.</mark>",
        )
    ]  # fmt: skip
    assert places == sorted(places)
    (said,) = site.read(queries.ties, site.viewer("public"), TiesAsked(element=element.id)).items
    assert said.quote == "people"


def test_a_passage_shows_black_what_is_blacked_out_in_it_to_everybody(site: World) -> None:
    _, (paragraph, *_rest) = a_report(site)
    call_id = a_call_with_two_questions(site)
    number = an_answer(site, call_id, *ANSWERS)
    tied(site, number, paragraph, "noted", passage=a_passage(site, number, f"Ask {SECRET}, who is ill."))
    does(site, number, "redact", question_numbers(site, call_id)[1], SECRET, "personal_data", "A name.")
    does(site, number, "publish_submission")
    black = f"Ask {'█' * len(SECRET)}, who is ill."
    for who in ("public", "delegate", "chair", "pending", "stakeholder", "secretariat"):
        assert quotes(site, number, who) == [black]
        for address in (
            f"/submissions/{number}/what-became-of-it", f"/api/v1/submissions/{number}/what-became-of-it", "/dispositions",
            "/api/v1/dispositions", f"/provisions/{paragraph}", "/dispositions/coverage", "/api/v1/record?limit=200",
        ):  # fmt: skip
            page = site.as_(who).get(address).text
            assert SECRET not in page or (
                address.startswith("/api/v1/record") and who in ("stakeholder", "secretariat")
            )
    page = words_of(site.as_("public").get(f"/provisions/{paragraph}"))
    assert black in page
    shown = site.as_("public").get(f"/submissions/{number}/what-became-of-it").text
    assert 'aria-label="blacked out: personal data of a third person"' in shown
    with site.database.reading() as db:
        assert list(faults(db)) == []


def test_what_is_black_is_not_a_passage_of_its_own(world: World) -> None:
    number = a_submission(world, words=f"Ask {SECRET}.", call_id=an_open_call(world, FAR))
    does(world, number, "redact", None, SECRET, "personal_data", "A name.")
    with pytest.raises(Invalid, match="no word in this passage"):
        a_passage(world, number, "█" * len(SECRET))


def test_what_was_said_of_words_since_blacked_out_is_carried_over_to_the_same_words(world: World) -> None:
    element, call_id = an_element(world), an_open_call(world, FAR)
    first = a_submission(world, call_id=call_id, words=f"Ask {SECRET}, who is ill.")
    tied(world, first, element, "noted", passage=a_passage(world, first, f"Ask {SECRET}"))
    does(world, first, "redact", None, SECRET, "personal_data", "A name.")
    second = a_submission(world, call_id=call_id, words=f"In short: ask nobody. Ask {SECRET}, who is ill.")
    does(world, second, "redact", None, "who is ill", "personal_data", "Health.")
    does(world, second, "carry_over")
    assert quotes(world, second, "secretariat") == [f"Ask {SECRET}"]
    does(world, second, "redact", None, SECRET, "personal_data", "A name.")
    assert quotes(world, second, "secretariat") == [f"Ask {'█' * len(SECRET)}"]


@pytest.mark.parametrize("returned", [(0,), (1,), (0, 0), (0, 1), (1, 0), (0, 1, 1), (0, 0, 1), (1, 1), (0, 1, 0)])
def test_the_version_that_stands_is_the_same_for_every_list_and_act(world: World, returned: tuple[int, ...]) -> None:
    element, call_id = an_element(world), an_open_call(world, FAR)
    numbers = []
    for version, back in enumerate(returned, start=1):
        numbers.append(a_submission(world, call_id=call_id, words=f"Version {version}."))
        if back:
            sent_back(world, numbers[-1])
    place = standing_version([bool(each) for each in returned])
    stands = [numbers[place - 1]] if place else []
    viewer = world.viewer("secretariat")
    with world.database.reading() as db:
        found = [queries.submission(db, each, viewer).submission for each in numbers]
        assert [row.id for row in found if queries.is_standing(db, row)] == stands
        assert [each.submission.submission.id for each in queries.waiting(db, viewer).items] == stands
        assert [each.standing for each in queries.calls_answered(db, viewer)] == [1 for _ in stands]
    for number in stands:
        tied(world, number, element)
    assert [one.submission.submission.id for one in world.read(queries.ties, viewer).items] == stands


@pytest.mark.parametrize(("consent", "quietly"), [("named", False), ("anonymous", True)])
def test_co_signers_are_told_what_became_of_what_they_signed(world: World, consent: str, quietly: bool) -> None:
    element = an_element(world)
    number = a_joint_submission(world, consent)
    does(world, number, "co_sign", by="pending")
    told_now(world)
    does(world, number, "publish_submission")
    everybody = {who: [("own_organization", "publish_submission", quietly)] for who in ("stakeholder", "pending")}
    assert told_now(world) == everybody
    bearing = tied(world, number, element)
    everybody = {who: [("own_organization", "tie_submission", quietly)] for who in ("stakeholder", "pending")}
    assert told_now(world) == everybody
    untied(world, bearing)
    everybody = {who: [("own_organization", "untie_submission", quietly)] for who in ("stakeholder", "pending")}
    assert told_now(world) == everybody


def test_who_was_only_invited_or_declined_is_not_told_what_became_of_it(world: World) -> None:
    element = an_element(world)
    number = a_joint_submission(world)
    for decline in (False, True):
        if decline:
            does(world, number, "decline_to_co_sign", by="pending")
        told_now(world)
        tied(world, number, element, reason=f"R {decline}.")
        assert list(told_now(world)) == ["stakeholder"]


def test_a_co_signer_is_told_that_it_was_sent_back(world: World) -> None:
    number = a_joint_submission(world)
    does(world, number, "co_sign", by="pending")
    told_now(world)
    sent_back(world, number)
    told = told_now(world)
    assert told["pending"] == told["stakeholder"] == [("own_organization", "return_submission", True)]


def test_what_became_of_a_joint_submission_without_names_names_nobody(site: World) -> None:
    _, (paragraph, *_rest) = a_report(site)
    number = a_joint_submission(site, "anonymous", an_open_call(site, FAR))
    does(site, number, "co_sign", by="pending")
    does(site, number, "publish_submission")
    tied(site, number, paragraph, "taken_up", passage=a_passage(site, number, "Cables need a plan."))
    for who in ("public", "delegate", "chair", "admin"):
        for address in (
            f"/submissions/{number}/what-became-of-it", f"/api/v1/submissions/{number}/what-became-of-it", "/dispositions",
            "/api/v1/dispositions", f"/provisions/{paragraph}", "/dispositions/coverage", "/record",
            "/dispositions?sector=business", "/dispositions?sector=non_governmental",
        ):  # fmt: skip
            page = site.as_(who).get(address).text
            for name in ("Open Wires", OTHER):
                assert name not in page, (who, address, name)
    assert "not named" in words_of(site.as_("public").get("/dispositions/coverage"))


def test_everybody_who_signed_is_named_where_it_is_told_what_became_of_it(site: World) -> None:
    _, (paragraph, *_rest) = a_report(site)
    number = a_joint_submission(site, call_id=an_open_call(site, FAR))
    does(site, number, "co_sign", by="pending")
    does(site, number, "publish_submission")
    tied(site, number, paragraph, "taken_up")
    for address in (f"/submissions/{number}/what-became-of-it", "/dispositions", f"/provisions/{paragraph}"):
        assert f"Open Wires · {OTHER}" in words_of(site.as_("public").get(address)), address


def test_no_entry_of_the_record_repeats_the_words_of_a_passage(world: World) -> None:
    number = a_published_submission(world)
    a_passage(world, number, "Cables need a plan.")
    entries = world.read(record.entries_after, -1, ["public"], limit=9, act="mark_passage")
    assert [sorted(entry.facts) for entry in entries] == [["ends", "passage", "starts"]]
