"""Do organizations hear what became of what they put in, and does no letter say whose an anonymous submission is?"""

import pytest

from oewg.texts.models import Provision
from oewg.texts.queries import provision
from tests.accounts.given import EVERYBODY, told_now, who_hears
from tests.consultations.given import (
    FAR,
    a_listed,
    a_submission,
    acts_on,
    an_open_call,
    begins_to_register,
    confirms,
    decides,
    does,
    on_name,
    registers,
    sent_back,
)
from tests.negotiation.given import a_report
from tests.world import World


def test_the_secretariat_hears_of_applications_and_submissions_and_letters_only_hint(world: World) -> None:
    told_now(world)
    asked = begins_to_register(world)
    assert told_now(world) == {}
    confirms(world, asked)
    told = told_now(world)
    assert told["secretariat"] == [("applications", "register_organization", True)]
    assert told["new"] == [("own_account", "give_capacity", True)]
    call = an_open_call(world, FAR)
    told_now(world)
    a_submission(world, call_id=call)
    assert told_now(world) == {"secretariat": [("submissions", "submit", True)]}


def test_an_applicant_hears_the_answer_and_nobody_else(world: World) -> None:
    application = registers(world)
    told_now(world)
    acts_on(world, application, "send_back_application", "The purpose is missing.")
    assert told_now(world) == {"new": [("own_organization", "send_back_application", True)]}


def test_who_objects_is_told_quietly_to_the_chair_and_the_secretariat_alone(world: World) -> None:
    told_now(world)
    list_id, (wires, _towers) = a_listed(world, "New Wires", "New Towers")
    told = told_now(world)
    assert told["delegate"] == [("non_objection_lists", "issue_list", False)]
    assert ("own_organization", "issue_list", False) in told["new-wires"]
    on_name(world, wires, "object_to_name", "It sells what it warns of.")
    heard = told_now(world)
    assert heard == {who: [("objections", "object_to_name", True)] for who in ("chair", "secretariat")}
    world.tick(60 * 24)
    world.act(lambda db, *, by, at: None, by="secretariat")
    closed = told_now(world)
    assert closed["new-wires"] == closed["new-towers"] == [("own_organization", "close_list", False)]
    assert closed["delegate"] == [("non_objection_lists", "close_list", False)]
    on_name(world, wires, "ask_basis", by="second")
    assert told_now(world) == {who: [("objections", "ask_basis", True)] for who in ("chair", "secretariat")}
    decides(world, list_id)
    decided = told_now(world)
    assert ("own_organization", "decide_list", False) in decided["new-towers"]
    assert ("non_objection_lists", "decide_list", False) in decided["observer"]


@pytest.mark.parametrize(("consent", "quietly"), [("named", False), ("anonymous", True)])
def test_what_became_of_a_submission_is_named_in_a_letter_only_if_its_author_is(
    world: World, consent: str, quietly: bool
) -> None:
    _, (first, *_rest) = a_report(world)
    submission = a_submission(world, consent, an_open_call(world, FAR))
    told_now(world)
    does(world, submission, "publish_submission")
    assert told_now(world) == {"stakeholder": [("own_organization", "publish_submission", quietly)]}
    with world.database.reading() as db:
        found: Provision = provision(db, first)
    does(world, submission, "tie_submission", found, "noted", "It is said already.")
    assert told_now(world) == {"stakeholder": [("own_organization", "tie_submission", quietly)]}


def test_a_submission_that_was_sent_back_is_hinted_at(world: World) -> None:
    submission = a_submission(world, call_id=an_open_call(world, FAR))
    told_now(world)
    sent_back(world, submission, "The title is missing.")
    assert told_now(world) == {"stakeholder": [("own_organization", "return_submission", True)]}


def test_everybody_hears_of_a_call(world: World) -> None:
    told_now(world)
    an_open_call(world, FAR)
    assert who_hears(world, "calls") == {key: [("open_call", False)] for key in EVERYBODY - {"secretariat"}}
