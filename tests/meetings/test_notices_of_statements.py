"""Does each hear what becomes of its own statements, and nobody else of one that is not published?"""

import pytest

from oewg.meetings import actions
from oewg.meetings.rules.statements import Content
from tests.accounts.given import chooses, letters_to, no_news, page_of, told_now, who_hears, words
from tests.meetings.given import an_agenda, an_open_meeting
from tests.meetings.given_speaking import viewer_of
from tests.meetings.given_statements import delivers, does, files, tie
from tests.world import World, words_of

OWN, FILED, ALL = "own_statements", "statements_filed", "statements"


def correct(world: World, statement: int, by: str = "delegate") -> None:
    does(world, actions.correct_statement, statement, Content("We welcome it."), by=by)


@pytest.fixture
def meeting(world: World) -> int:
    """An open meeting, and everybody asks to hear at once of what is published; colleagues of those who file."""
    viewer_of(world, "FRA")
    viewer_of(world, "ROU")
    for who in ("delegate", "second", "head", "observer", "chair", "secretariat", "stakeholder", "pending", "admin"):
        chooses(world, who, statements="at_once")
    found = an_open_meeting(world)
    told_now(world)
    return found


def test_under_embargo_its_own_side_and_the_secretariat_hear_and_nobody_else_and_letters_hint(
    world: World, meeting: int
) -> None:
    statement = files(world, meeting)
    assert told_now(world) == {"fra": [(OWN, "file_statement", True)], "secretariat": [(FILED, "file_statement", True)]}
    correct(world, statement)
    assert told_now(world) == {
        "fra": [(OWN, "correct_statement", True)], "secretariat": [(FILED, "correct_statement", True)],
    }  # fmt: skip
    does(world, actions.consent_to_publication, statement)
    assert told_now(world) == {"fra": [(OWN, "consent_to_publication", True)]}
    does(world, actions.withdraw_consent, statement)
    assert told_now(world) == {"fra": [(OWN, "withdraw_consent", True)]}


def test_delivered_without_consent_its_own_side_hears_and_nobody_else(world: World, meeting: int) -> None:
    statement = files(world, meeting)
    told_now(world)
    delivers(world, statement)
    assert told_now(world) == {key: [(OWN, "deliver_statement", True)] for key in ("delegate", "fra")}


def test_a_statement_that_is_published_is_told_openly_to_its_own_and_to_those_who_asked(
    world: World, meeting: int
) -> None:
    statement = files(world, meeting, consent=True)
    told_now(world)
    delivers(world, statement)
    told = told_now(world)
    assert told == {
        **{key: [(OWN, "deliver_statement", False)] for key in ("delegate", "fra")},
        **{
            key: [(ALL, "deliver_statement", False)]
            for key in ("second", "head", "observer", "chair", "stakeholder", "pending", "admin")
        },
    }
    correct(world, statement)
    told = told_now(world)
    assert told["second"] == [(ALL, "correct_statement", False)]
    assert told["secretariat"] == [(ALL, "correct_statement", False)]  # the faster of the two
    assert "bureau" not in told  # did not ask


def test_whoever_does_not_ask_hears_of_no_statement_of_others(world: World) -> None:
    statement = files(world, an_open_meeting(world), consent=True)
    told_now(world)
    delivers(world, statement)
    assert told_now(world) == {"delegate": [(OWN, "deliver_statement", False)]}


def test_consent_publishes_what_was_delivered(world: World, meeting: int) -> None:
    statement = files(world, meeting)
    delivers(world, statement)
    told_now(world)
    does(world, actions.consent_to_publication, statement)
    assert who_hears(world, ALL).keys() == {
        "second", "head", "observer", "chair", "secretariat", "stakeholder", "pending", "admin",
    }  # fmt: skip


@pytest.mark.parametrize("back", ["withdraw_consent", "withdraw_statement"])
def test_what_is_not_published_any_more_when_the_letter_goes_out_is_told_to_its_own_side_alone(
    world: World, meeting: int, back: str
) -> None:
    statement = files(world, meeting, consent=True)
    delivers(world, statement)
    does(world, getattr(actions, back), statement)
    told = told_now(world)
    assert set(told) == {"fra", "delegate", "secretariat"}
    assert not any(key == ALL for each in told.values() for key, _, _ in each)


def test_of_a_group_s_statement_the_coordinator_and_the_spokesperson_s_delegation_hear(
    world: World, meeting: int
) -> None:
    statement = files(world, meeting, by="coordinator", for_group=True)
    assert told_now(world)["rou"] == [(OWN, "file_statement", True)]
    delivers(world, statement)
    assert who_hears(world, OWN) == {key: [("deliver_statement", True)] for key in ("coordinator", "rou")}


def test_an_organization_hears_of_its_own(world: World, meeting: int) -> None:
    statement = files(world, meeting, by="stakeholder")
    told_now(world)
    delivers(world, statement)
    assert told_now(world) == {"stakeholder": [(OWN, "deliver_statement", True)]}


def test_what_the_secretariat_ties_a_statement_to_is_told_to_its_own(world: World, meeting: int) -> None:
    statement, (_, items) = files(world, meeting), an_agenda(world)
    told_now(world)
    tie(world, statement, items[0], [], by="secretariat")
    assert told_now(world) == {key: [(OWN, "tie_statement", True)] for key in ("delegate", "fra")}


def test_a_letter_names_a_published_statement_and_only_hints_at_another(site: World) -> None:
    meeting = an_open_meeting(site)
    published = files(site, meeting, by="coordinator", for_group=True, consent=True)
    secret = files(site, meeting)
    viewer_of(site, "FRA")
    chooses(site, "second", statements="at_once")
    no_news(site)
    delivers(site, published)
    (letter,) = letters_to(site, "second")
    assert "Statement of EU, meeting 1" in words(letter)
    assert f"/statements/{published}\n" in words(letter)
    delivers(site, secret)
    (letter,) = letters_to(site, "delegate")
    assert "FRA" not in words(letter)
    assert f"/statements/{secret}" not in words(letter)
    page = words_of(site.as_("delegate").get(page_of(letter)))
    assert "Statement of FRA, meeting 1" in page
    assert letters_to(site, "second") == []
