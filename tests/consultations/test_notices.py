"""Do organizations hear what became of what they put in, and does no letter say whose an anonymous submission is?"""

import pytest

from oewg.consultations import actions, queries
from oewg.texts.models import Provision
from oewg.texts.queries import provision
from tests.accounts.given import EVERYBODY, told_now, who_hears
from tests.consultations.given import FAR, a_submission, an_open_call, does, sent_back
from tests.negotiation.given import a_report
from tests.world import World


def test_the_secretariat_hears_of_applications_and_submissions_and_letters_only_hint(world: World) -> None:
    told_now(world)
    with world.writing() as db:
        actions.register_organization(
            db, "New Wires", "non_governmental", "KEN", False, "To be heard", "Somebody", "new@example.org", None,
            by=world.viewer("public"), at=world.tick(),
        )  # fmt: skip
    told = told_now(world)
    assert told["secretariat"] == [("applications", "register_organization", True)]
    assert told["new"] == [("own_account", "give_capacity", True)]
    call = an_open_call(world, FAR)
    told_now(world)
    a_submission(world, call_id=call)
    assert told_now(world) == {"secretariat": [("submissions", "submit", True)]}


def test_an_applicant_hears_the_answer_and_nobody_else(world: World) -> None:
    with world.writing() as db:
        organization = actions.register_organization(
            db, "New Wires", "non_governmental", "KEN", False, "To be heard", "Somebody", "new@example.org", None,
            by=world.viewer("public"), at=world.tick(),
        ).id  # fmt: skip
    told_now(world)
    with world.writing() as db:
        application = queries.latest_application(db, organization)
        assert application
        by = world.viewer("secretariat", db)
        actions.refuse_accreditation(db, application, "No purpose given.", by=by, at=world.tick())
    assert told_now(world) == {"new": [("own_organization", "refuse_accreditation", True)]}


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
