"""Packages, adoption by two acts, explanations, clearance, alignment: who may, when, and what is refused."""

from datetime import datetime
from typing import Any

import pytest

from oewg.accounts import actions as account_actions
from oewg.accounts import queries as accounts
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotAllowed, NotFound, Refusal
from oewg.meetings import actions as meetings
from oewg.meetings import queries as meeting_queries
from oewg.negotiation import actions, queries
from oewg.negotiation.models import Package, Position, WaitingPosition
from oewg.record import queries as record
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText, Provision
from tests.meetings.given import on_meeting
from tests.negotiation.given import a_report, adopts, an_open_meeting, current, revises, says, state
from tests.world import World


def text(world: World, text_id: int) -> DraftText:
    return world.read(text_queries.text, text_id)


def provision(world: World, provision_id: int) -> Provision:
    return world.read(text_queries.provision, provision_id)


def a_package(world: World, text_id: int, provision_ids: list[int], title: str = "A balance") -> Package:
    def form(db: Db, *, by: Viewer, at: datetime) -> Package:
        chosen = [text_queries.provision(db, each) for each in provision_ids]
        found = text_queries.text(db, text_id)
        return actions.form_package(db, found, title, chosen, by=by, at=at)

    return world.act(form, by="chair")


def gavels(world: World, package: Package, **more: Any) -> None:
    def fall(db: Db, *, by: Viewer, at: datetime) -> Any:
        return actions.gavel_package(db, queries.package(db, package.id), by=by, at=at, **more)

    world.act(fall, by="chair")


def test_a_package_is_agreed_only_together_and_reopened_together(world: World) -> None:
    text_id, (first, second, third) = a_report(world)
    an_open_meeting(world)
    package = a_package(world, text_id, [first, second])
    with pytest.raises(Refusal, match="belongs to the package"):
        world.act(actions.gavel, provision(world, first), by="chair")
    with pytest.raises(Refusal, match=r"stands in the way of the provisions 2\."):
        gavels(world, package)
    assert state(world, first) == "clear", "what is refused changes nothing"
    revises(world, second, "States should cooperate.")
    with pytest.raises(Refusal, match="changed since"):
        gavels(world, package, on=[current(world, first)])
    gavels(world, package, on=[current(world, first), current(world, second)])
    assert (state(world, first), state(world, second)) == ("agreed_ad_referendum", "agreed_ad_referendum")
    with pytest.raises(Refusal, match="ask to reopen"):
        world.act(actions.dissolve_package, world.read(queries.package, package.id), by="chair")
    world.act(actions.reopen, provision(world, first), "The balance is lost.", by="delegate")
    assert (state(world, first), state(world, second)) == ("clear", "clear")
    world.act(actions.dissolve_package, world.read(queries.package, package.id), by="chair")
    world.act(actions.gavel, provision(world, first), by="chair")
    assert third


def test_packages_that_make_no_sense_are_refused(world: World) -> None:
    text_id, (first, second, third) = a_report(world)
    an_open_meeting(world)
    with pytest.raises(Invalid):
        a_package(world, text_id, [first])
    with pytest.raises(Invalid):
        a_package(world, text_id, [first, first])
    other_text, (elsewhere, *_rest) = a_report(world)
    with pytest.raises(Refusal, match="another text"):
        a_package(world, text_id, [first, elsewhere])
    a_package(world, text_id, [first, second])
    with pytest.raises(Refusal, match="already"):
        a_package(world, text_id, [second, third])
    assert other_text


def a_gavelled_report(world: World) -> tuple[int, list[int]]:
    text_id, paragraphs = a_report(world)
    an_open_meeting(world)
    revises(world, paragraphs[1], "States should cooperate.")
    for each in paragraphs:
        world.act(actions.gavel, provision(world, each), by="chair")
    return text_id, paragraphs


def test_an_adoption_needs_two_acts_on_the_same_words(world: World) -> None:
    text_id, paragraphs = a_gavelled_report(world)
    with pytest.raises(Refusal, match="has not put this text before the group"):
        world.act(actions.adopt, text(world, text_id), by="chair")
    world.act(actions.prepare_adoption, text(world, text_id), "A/AC.290/2021/L.1", by="secretariat")
    revises(world, paragraphs[0], "States share informations.", nature="editorial")
    with pytest.raises(Refusal, match="has not put this text before the group"):
        world.act(actions.adopt, text(world, text_id), by="chair")
    world.act(actions.prepare_adoption, text(world, text_id), "A/AC.290/2021/L.1", by="secretariat")
    with pytest.raises(NotAllowed, match="two people"):
        world.act(actions.adopt, text(world, text_id), by="secretariat")
    world.act(actions.adopt, text(world, text_id), by="chair")
    assert state(world, paragraphs[0]) == "adopted"
    assert text(world, text_id).title == "Report"
    assert "adopted, without a vote, “Report”, as contained in" in world.read(meeting_queries.decisions)[-1].words


def test_explanations_follow_the_adoption_and_do_not_undo_it(world: World) -> None:
    text_id, paragraphs = a_gavelled_report(world)

    def explain(who: str, kind: str, chosen: list[int], **more: Any) -> int:
        def place(db: Db, *, by: Viewer, at: datetime) -> Any:
            found = [text_queries.provision(db, each) for each in chosen]
            words = more.pop("words", "We read it so.")
            return actions.explain_position(
                db, text_queries.text(db, text_id), kind, words, found, by=by, at=at, **more
            )  # fmt: skip

        return int(world.act(place, by=who).id)

    with pytest.raises(Refusal, match="follow the adoption"):
        explain("delegate", "explanation", [])
    adopts(world, text_id, "A/AC.290/2021/L.1")
    with pytest.raises(Invalid, match="names the paragraphs"):
        explain("delegate", "disassociation", [])
    with pytest.raises(Invalid, match="other letters") as refused:
        explain("delegate", "explanation", [], words="ليس كذلك.")
    assert list(refused.value.fields) == ["language"]
    mine = explain("delegate", "disassociation", paragraphs[:2])
    explain("coordinator", "explanation", [], for_group=True, language="fr", words="Ainsi soit lu.")
    with pytest.raises(NotAllowed):
        explain("observer", "reservation", [])
    found = world.read(queries.explanations, text_id)
    assert [(x.kind, x.language, len(x.paragraphs)) for x in found] == [
        ("disassociation", "en", 2),
        ("explanation", "fr", 0),
    ]
    assert state(world, paragraphs[0]) == "adopted"
    with pytest.raises(NotAllowed):
        world.act(actions.withdraw_explanation, world.read(queries.explanation, mine), by="second")
    world.act(actions.withdraw_explanation, world.read(queries.explanation, mine), by="delegate")
    assert len(world.read(queries.explanations, text_id)) == 1


def prepares(world: World, who: str, provision_id: int, stance: str, **more: Any) -> Position | WaitingPosition:
    def state_it(db: Db, *, by: Viewer, at: datetime) -> Any:
        found = text_queries.provision(db, provision_id)
        return actions.state_position(db, found, stance, by=by, at=at, **more)

    stated: Position | WaitingPosition = world.act(state_it, by=who)
    return stated


def a_member_of_kenya(world: World) -> None:
    """Someone who acts for the delegation of which "head" is the head."""
    with world.writing() as db:
        account = account_actions.create_account(
            db, "adviser@example.org", "Adviser", None, by=world.viewer("admin", db), at=world.tick()
        )
        account_actions.give_capacity(
            db, account, "adviser", by=world.viewer("secretariat", db), at=world.tick(), since=world.at,
            delegation_id=accounts.delegation_by_code(db, "KEN").id,
        )  # fmt: skip


def test_positions_wait_for_the_head_and_say_nothing_until_then(world: World) -> None:
    _, (first, second, _) = a_report(world)
    a_member_of_kenya(world)
    world.act(actions.require_clearance, by="head")
    waiting = prepares(world, "adviser", first, "object", reason="Too far.")
    assert isinstance(waiting, WaitingPosition)
    assert state(world, first) == "clear"
    seen = {said.act for said in world.read(record.entries_after, -1, {"public", "delegations", "chair"}, limit=500)}
    assert "prepare_position" not in seen, "nobody else reads of it"
    with pytest.raises(NotFound):
        world.read(queries.waiting_position, waiting.id, world.viewer("delegate"))
    with pytest.raises(Refusal, match="still waiting"):
        world.act(actions.lift_clearance, by="head")

    def decide(verb: Any, who: str, waiting_id: int) -> Any:
        def do(db: Db, *, by: Viewer, at: datetime) -> Any:
            found = db.get_one(WaitingPosition, waiting_id)
            return verb(db, found, by=by, at=at)

        return world.act(do, by=who)

    with pytest.raises(NotAllowed):
        decide(actions.clear_position, "delegate", waiting.id)
    decide(actions.clear_position, "head", waiting.id)
    assert state(world, first) == "objected"
    (held,) = world.read(queries.examine_one, first, None).positions
    with pytest.raises(NotAllowed, match="only the head withdraws"):
        world.act(actions.withdraw_position, held.position, by="adviser")
    another = prepares(world, "adviser", second, "support")
    revises(world, second, "States should cooperate.")
    with pytest.raises(Refusal, match="changed since"):
        decide(actions.clear_position, "head", another.id)
    decide(actions.return_position, "head", another.id)
    assert isinstance(prepares(world, "head", second, "support"), Position)
    world.act(actions.lift_clearance, by="head")
    assert isinstance(prepares(world, "adviser", second, "can_accept"), Position)


def test_a_group_speaks_for_its_members_and_the_aligned_but_for_national_positions(world: World) -> None:
    text_id, (first, *_rest) = a_report(world)
    says(world, "coordinator", first, "object", for_group=True)
    european = world.read(accounts.group_by_code, "EU")

    def spoken_for() -> set[str]:
        with world.database.reading() as db:
            examined = queries.examine_one(db, first, world.viewer("chair"))
            found = queries.speaking_for(db, examined, text_id, world.viewer("chair"), world.at.date())
            return set(accounts.codes_of(db, found[european.id]).values())

    assert {"FRA", "ROU"} <= spoken_for()
    assert "KEN" not in spoken_for()
    with pytest.raises(Refusal, match="member of this group"):
        world.act(actions.align, text(world, text_id), european, by="delegate")
    world.act(actions.align, text(world, text_id), european, by="head")
    assert "KEN" in spoken_for()
    with pytest.raises(Refusal, match="aligned with this group already"):
        world.act(actions.align, text(world, text_id), european, by="head")
    says(world, "delegate", first, "support")
    assert "FRA" not in spoken_for(), "a national position counts instead"
    assert state(world, first) == "objected", "the group's word stands as the group's"
    world.act(actions.end_alignment, text(world, text_id), european, by="head")
    assert "KEN" not in spoken_for()
    with pytest.raises(NotFound):
        world.act(actions.end_alignment, text(world, text_id), european, by="head")


def test_what_is_put_before_the_group_is_void_when_the_order_changes(world: World) -> None:
    text_id, paragraphs = a_gavelled_report(world)
    world.act(actions.prepare_adoption, text(world, text_id), "A/AC.290/2021/L.1", by="secretariat")
    assert world.read(queries.adoption_in_hand, text_id) is not None
    world.act(texts.move_provision, provision(world, paragraphs[2]), by="secretariat")
    assert world.read(queries.adoption_in_hand, text_id) is None


def test_no_gavel_falls_and_nothing_is_adopted_while_the_meeting_is_suspended(world: World) -> None:
    text_id, (first, second, third) = a_report(world)
    revises(world, second, "States should cooperate.")
    meeting = an_open_meeting(world)
    for each in (first, second):
        world.act(actions.gavel, provision(world, each), by="chair")
    world.act(actions.prepare_adoption, text(world, text_id), "A/AC.290/2021/CRP.2", by="secretariat")
    on_meeting(world, meetings.suspend_meeting, meeting)
    with pytest.raises(Refusal, match="meeting"):
        world.act(actions.gavel, provision(world, third), by="chair")
    with pytest.raises(Refusal, match="meeting"):
        world.act(actions.adopt, text(world, text_id), by="chair")
    on_meeting(world, meetings.resume_meeting, meeting)
    world.act(actions.gavel, provision(world, third), by="chair")
    world.act(actions.adopt, text(world, text_id), by="chair")
    assert state(world, third) == "adopted"
