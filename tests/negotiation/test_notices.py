"""Do those hear of the negotiation whom it concerns, and nobody of what is not theirs to know?"""

from datetime import UTC, datetime

import pytest

from oewg.accounts import actions as account_actions
from oewg.accounts import queries as accounts
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.negotiation import actions, queries
from oewg.texts import queries as texts
from tests.accounts.given import told_now, who_hears
from tests.negotiation.given import a_report, adopts, amends, an_open_meeting, current, revises, says
from tests.world import World

FAR = datetime(2099, 1, 1, tzinfo=UTC)


def a_colleague(world: World) -> None:
    """Another adviser of France, who hears of what the first one does."""
    with world.writing() as db:
        made = account_actions.create_account(
            db, "colleague@example.org", "Colleague", None, by=world.viewer("admin", db), at=world.tick()
        )
        account_actions.give_capacity(
            db, made, "adviser", by=world.viewer("admin", db), at=world.tick(), since=world.at,
            delegation_id=accounts.delegation_by_code(db, "FRA").id,
        )  # fmt: skip


@pytest.fixture
def report(world: World) -> list[int]:
    """The paragraphs of a report; what led to it has been told."""
    _, paragraphs = a_report(world)
    told_now(world)
    return paragraphs


def act_on_amendment(world: World, amendment: int, verb: str, who: str, *args: object, **more: object) -> None:
    def act(db: Db, *, by: Viewer, at: datetime) -> None:
        getattr(actions, verb)(db, queries.amendment(db, amendment), *args, by=by, at=at, **more)

    world.act(act, by=who)


def test_sponsors_hear_of_what_becomes_of_their_amendment_and_others_of_amendments(
    world: World, report: list[int]
) -> None:
    a_colleague(world)
    amendment = amends(world, "delegate", report[0], "States share all information.")
    told_now(world)
    act_on_amendment(world, amendment, "co_sponsor", "second")
    assert who_hears(world, "own_amendments") == {
        "delegate": [("co_sponsor", False)], "colleague": [("co_sponsor", False)],
    }  # fmt: skip
    revises(world, report[0], "States exchange knowledge.")
    told = told_now(world)
    assert ("own_amendments", "put_in_conflict", False) in told["delegate"]
    assert ("own_amendments", "put_in_conflict", False) in told["second"]
    assert all(
        "put_in_conflict" not in (act for _, act, _ in told.get(who, [])) for who in ("head", "chair", "observer")
    )
    act_on_amendment(world, amendment, "withdraw_amendment", "second")
    assert who_hears(world, "own_amendments") == {
        "delegate": [("leave_amendment", False)], "colleague": [("leave_amendment", False)],
    }  # fmt: skip
    act_on_amendment(world, amendment, "withdraw_amendment", "delegate")
    told = told_now(world)
    assert told["colleague"] == [("own_amendments", "withdraw_amendment", False)]
    assert told["second"] == [("amendments", "withdraw_amendment", False)]
    assert "delegate" not in told
    assert "stakeholder" not in told


def test_whoever_left_an_amendment_hears_no_more_of_it_as_a_sponsor(world: World, report: list[int]) -> None:
    amendment = amends(world, "delegate", report[0], "States share all information.")
    act_on_amendment(world, amendment, "co_sponsor", "second")
    act_on_amendment(world, amendment, "withdraw_amendment", "second")
    told_now(world)
    revises(world, report[0], "States exchange knowledge.")
    assert who_hears(world, "own_amendments") == {"delegate": [("put_in_conflict", False)]}


def test_a_group_that_sponsors_hears_through_its_coordinator(world: World, report: list[int]) -> None:
    amendment = amends(world, "coordinator", report[0], "States share all information.", for_group=True)
    told_now(world)
    act_on_amendment(world, amendment, "co_sponsor", "head")
    assert who_hears(world, "own_amendments") == {"coordinator": [("co_sponsor", False)]}


def test_what_is_said_of_an_amendment_in_confidence_is_hinted_at_to_those_who_may_read_it(
    world: World, report: list[int]
) -> None:
    amendment = amends(world, "delegate", report[0], "States share all information.")
    told_now(world)
    act_on_amendment(world, amendment, "receive_amendment", "second", "cannot_accept", visibility="delegations")
    assert who_hears(world, "own_amendments") == {"delegate": [("receive_amendment", True)]}
    act_on_amendment(world, amendment, "receive_amendment", "second", "can_accept", visibility="chair")
    told = told_now(world)
    assert told == {"chair": [("for_the_chair", "receive_amendment", True)]}


@pytest.mark.parametrize(
    ("stance", "visibility", "told"),
    [
        ("support", "public", [("revise", False)]),
        ("can_accept", "delegations", [("revise", True)]),
        ("support", "chair", [("revise", True)]),
        ("no_position", "public", [("revise", False)]),
        ("object", "public", None),
        ("reserve", "chair", None),
    ],
)
def test_whoever_has_a_position_hears_that_it_went_stale_but_a_letter_names_only_public_ones(
    world: World, report: list[int], stance: str, visibility: str, told: list[tuple[str, bool]] | None
) -> None:
    says(world, "delegate", report[0], stance, visibility=visibility)
    says(world, "second", report[1], "support")
    told_now(world)
    revises(world, report[0], "States exchange knowledge.")
    assert who_hears(world, "own_positions") == ({"delegate": told} if told else {})


def test_a_position_goes_stale_once_however_often_the_wording_changes(world: World, report: list[int]) -> None:
    says(world, "delegate", report[0], "support")
    told_now(world)
    revises(world, report[0], "States exchange knowledge.")
    assert "delegate" in who_hears(world, "own_positions")
    revises(world, report[0], "States exchange what they know.")
    assert who_hears(world, "own_positions") == {}
    says(world, "delegate", report[0], "support")
    revises(world, report[0], "States share what they know.")
    assert "delegate" in who_hears(world, "own_positions")


def test_a_position_that_was_stated_anew_before_the_letter_went_out_is_not_told(
    world: World, report: list[int]
) -> None:
    says(world, "delegate", report[0], "support")
    revises(world, report[0], "States exchange knowledge.")
    says(world, "delegate", report[0], "support")
    assert "delegate" not in who_hears(world, "own_positions")


def test_an_editorial_change_is_told_when_it_is_contested(world: World, report: list[int]) -> None:
    says(world, "delegate", report[0], "support")
    told_now(world)
    revises(world, report[0], "States share informations.", nature="editorial")
    assert who_hears(world, "own_positions") == {}
    revision = world.read(texts.revision, current(world, report[0]))
    world.act(actions.contest_editorial, revision, "It is not the same.", by="second")
    assert who_hears(world, "own_positions") == {"delegate": [("contest_editorial", False)]}


def test_whoever_could_accept_with_an_amendment_hears_that_it_is_gone(world: World, report: list[int]) -> None:
    amendment = amends(world, "second", report[0], "States share all information.")
    says(world, "delegate", report[0], "can_accept_with_amendment", amendment_id=amendment, visibility="chair")
    says(world, "head", report[0], "can_accept_with_amendment", amendment_id=amendment)
    told_now(world)
    act_on_amendment(world, amendment, "withdraw_amendment", "second")
    assert who_hears(world, "own_positions") == {
        "delegate": [("withdraw_amendment", True)], "head": [("withdraw_amendment", False)],
    }  # fmt: skip


def test_whoever_has_a_position_on_it_hears_that_a_provision_was_removed(world: World, report: list[int]) -> None:
    says(world, "delegate", report[0], "support")
    told_now(world)
    world.act(actions.remove_provision, world.read(texts.provision, report[0]), by="secretariat")
    assert who_hears(world, "own_positions") == {"delegate": [("remove_provision", False)]}


def test_the_head_hears_what_waits_and_who_prepared_it_what_became_of_it_and_letters_only_hint(
    world: World, report: list[int]
) -> None:
    with world.writing() as db:
        kenya = accounts.delegation_by_code(db, "KEN").id
        by = world.viewer("admin", db)
        for who in ("adviser", "another"):
            made = account_actions.create_account(db, f"{who}@example.org", who, None, by=by, at=world.tick())
            account_actions.give_capacity(
                db, made, "adviser", by=by, at=world.tick(), since=world.at, delegation_id=kenya
            )  # fmt: skip
    world.act(actions.require_clearance, by="head")
    told_now(world)

    def prepare(db: Db, *, by: Viewer, at: datetime) -> int:
        provision = texts.provision(db, report[0])
        return actions.state_position(db, provision, "support", by=by, at=at).id

    waiting = world.act(prepare, by="adviser")
    assert told_now(world) == {"head": [("to_clear", "prepare_position", True)]}

    def return_it(db: Db, *, by: Viewer, at: datetime) -> None:
        actions.return_position(db, queries.waiting_position(db, waiting, by), by=by, at=at)

    world.act(return_it, by="head")
    assert told_now(world) == {"adviser": [("cleared", "return_position", True)]}


def test_what_is_said_to_the_chair_alone_nobody_else_hears_of(world: World, report: list[int]) -> None:
    says(world, "delegate", report[0], "object", visibility="chair")
    assert told_now(world) == {"chair": [("for_the_chair", "state_position", True)]}


def a_silence(world: World, paragraphs: list[int]) -> int:
    text = world.read(texts.provision, paragraphs[1]).text
    revises(world, paragraphs[1], "States cooperate.")
    told_now(world)
    return world.act(actions.open_silence, text, "A/AC.290/2019/CRP.1", FAR, "America/New_York", by="chair").id


IN_THE_ROOM = {"observer", "delegate", "second", "head", "coordinator", "chair", "bureau", "secretariat"}


def test_every_delegation_hears_at_once_of_a_silence_procedure(world: World, report: list[int]) -> None:
    silence = a_silence(world, report)
    assert who_hears(world, "silence").keys() == IN_THE_ROOM - {"chair"}

    def extend(db: Db, *, by: Viewer, at: datetime) -> None:
        actions.extend_silence(db, queries.silence(db, silence), FAR.replace(year=2100), by=by, at=at)

    world.act(extend, by="chair")
    told = told_now(world, daily=False)
    assert told == {key: [("silence", "extend_silence", False)] for key in IN_THE_ROOM - {"chair"}}

    def break_it(db: Db, *, by: Viewer, at: datetime) -> None:
        actions.break_silence(db, queries.silence(db, silence), "We cannot.", by=by, at=at)

    world.act(break_it, by="second")
    assert who_hears(world, "silence").keys() == IN_THE_ROOM - {"second"}


def test_what_is_agreed_and_adopted_is_told_to_those_who_follow_it(world: World, report: list[int]) -> None:
    revises(world, report[1], "States cooperate.")
    an_open_meeting(world)
    told_now(world)
    for provision in report:
        world.act(actions.gavel, world.read(texts.provision, provision), by="chair")
    told = who_hears(world, "agreement")
    assert told.keys() == IN_THE_ROOM - {"chair"}
    assert told["delegate"] == [("gavel", False)] * 3
    text = world.read(texts.provision, report[0]).text_id
    adopts(world, text, "A/AC.290/2019/L.1")
    told_of_texts = who_hears(world, "texts")
    assert [act for act, _ in told_of_texts["stakeholder"]] == ["adopt", "issue_edition", "prepare_adoption"]
    assert [act for act, _ in told_of_texts["secretariat"]] == ["adopt", "issue_edition"]
