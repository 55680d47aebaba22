"""Whatever is done in whatever order: does the record give every row, and do all answers about the states agree?

Delegations, a group, the secretariat and the chair act at random, in all the ways there are; what a rule refuses is left
undone. There is no model of the rules here (test_machine.py and test_replay.py have one): after each act the rows are
compared with the record replayed, the pages' ways to tell the states with the rules' way, the last column of the picture
with both. Now and then the record is made to forget something.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from oewg.accounts.queries import group_by_code
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Database, Db
from oewg.core.errors import Invalid, NotAllowed, NotFound, Refusal
from oewg.negotiation import actions, queries
from oewg.negotiation.models import Amendment, Explanation, Package, Position, Silence, WaitingPosition
from oewg.negotiation.queries.histories import histories
from oewg.negotiation.queries.states import EVERYTHING
from oewg.negotiation.rules.course import state_at
from oewg.negotiation.rules.positions import STANCES
from oewg.record import queries as record
from oewg.record.actions import erase, settle
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText, Provision, Revision
from tests.negotiation.given import a_report, an_open_meeting
from tests.world import World

WHO = st.sampled_from(["delegate", "second", "head", "adviser", "coordinator", "the group"])
VISIBILITY = st.sampled_from(["public", "delegations", "chair"])
DRAWN = st.integers(0, 50)
WORDS = st.sampled_from(
    ["States share.", "States [should] share.", "All States share.", "States share it all.", "Other."]
)
Done = Callable[[Db, Viewer, datetime], object]


class AnyCourse(RuleBasedStateMachine):
    """A text of a few provisions, in a database of its own."""

    fresh: Callable[[], AbstractContextManager[Database]]

    @initialize()
    def begin(self) -> None:
        self.opened = self.fresh()
        self.world = World(self.opened.__enter__())
        self.text, _ = a_report(self.world)
        an_open_meeting(self.world)
        self.symbols = 0

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.opened.__exit__(None, None, None)

    def does(self, who: str, do: Done) -> None:
        """An act; or nothing, if a rule refuses it."""
        at = self.world.tick()
        try:
            with self.world.writing() as db:
                settle(db, at)
                by = self.world.viewer({"adviser": "head", "the group": "coordinator"}.get(who, who), db)
                if who == "adviser":
                    assert by.acting_as is not None
                    by = replace(by, acting_as=replace(by.acting_as, role="adviser"))
                do(db, by, at)
        except (Refusal, Invalid, NotAllowed, NotFound, _Nothing):
            pass

    def report(self, db: Db) -> DraftText:
        return text_queries.text(db, self.text)

    def one(self, db: Db, drawn: int, model: Any, *conditions: Any) -> Any:
        """One of the rows of a kind."""
        rows = db.query(model).filter(*conditions).order_by(model.id).all()
        if not rows:
            raise _Nothing
        return rows[drawn % len(rows)]

    def provision(self, db: Db, drawn: int) -> Any:
        return self.one(db, drawn, Provision, Provision.removed_at.is_(None))

    @rule(who=WHO, where=DRAWN, which=DRAWN, stance=st.sampled_from(STANCES), visibility=VISIBILITY)
    def state_a_position(self, who: str, where: int, which: int, stance: str, visibility: str) -> None:
        def do(db: Db, by: Viewer, at: datetime) -> None:
            provision = self.provision(db, where)
            amendment = None
            if stance == "can_accept_with_amendment":
                amendment = self.one(db, which, Amendment, Amendment.provision_id == provision.id).id
            actions.state_position(
                db, provision, stance, by=by, at=at, reason="Because.", visibility=visibility, amendment_id=amendment,
                for_group=who == "the group",
            )  # fmt: skip

        self.does(who, do)

    @rule(who=WHO, which=DRAWN, again=st.booleans())
    def withdraw_or_reaffirm(self, who: str, which: int, again: bool) -> None:
        def do(db: Db, by: Viewer, at: datetime) -> None:
            position = self.one(db, which, Position, Position.ended_at.is_(None), queries.visible(by))
            if again:
                current = text_queries.current_revision(db, position.provision_id)
                actions.reaffirm(db, position, on=current.id, by=by, at=at)
            else:
                actions.withdraw_position(db, position, by=by, at=at)

        self.does(who, do)

    @rule(required=st.booleans(), which=DRAWN, outcome=st.sampled_from(["cleared", "returned", ""]))
    def clearance(self, required: bool, which: int, outcome: str) -> None:
        def do(db: Db, by: Viewer, at: datetime) -> None:
            if not outcome:
                (actions.require_clearance if required else actions.lift_clearance)(db, by=by, at=at)
                return
            waiting = self.one(db, which, WaitingPosition, WaitingPosition.ended_at.is_(None))
            (actions.clear_position if outcome == "cleared" else actions.return_position)(db, waiting, by=by, at=at)

        self.does("head", do)

    @rule(who=WHO, where=DRAWN, other=DRAWN, words=WORDS, kind=st.sampled_from(["replace", "replace", "insert", "delete", "move"]),
          in_place=st.booleans())  # fmt: skip
    def amend(self, who: str, where: int, other: int, words: str, kind: str, in_place: bool) -> None:
        def do(db: Db, by: Viewer, at: datetime) -> None:
            provision = self.provision(db, where)
            actions.file_amendment(
                db, provision, kind, words if kind in ("replace", "insert") else None, "", by=by, at=at,
                after=self.provision(db, other) if kind == "move" else None, for_group=who == "the group",
                in_place_of=self.one(db, other, Amendment, Amendment.provision_id == provision.id) if in_place else None,
            )  # fmt: skip

        self.does(who, do)

    @rule(who=WHO, which=DRAWN, verb=st.sampled_from(["join", "leave", "receive", "take up"]), visibility=VISIBILITY,
          verdict=st.sampled_from(["can_accept", "cannot_accept"]))  # fmt: skip
    def on_an_amendment(self, who: str, which: int, verb: str, visibility: str, verdict: str) -> None:
        def do(db: Db, by: Viewer, at: datetime) -> None:
            found, group = self.one(db, which, Amendment), who == "the group"
            if verb == "join":
                actions.co_sponsor(db, found, by=by, at=at, for_group=group)
            elif verb == "leave":
                actions.withdraw_amendment(db, found, by=by, at=at)
            elif verb == "receive":
                actions.receive_amendment(db, found, verdict, by=by, at=at, visibility=visibility, for_group=group)
            else:
                actions.take_up_amendment(db, found, by=by, at=at)

        self.does("secretariat" if verb == "take up" else who, do)

    @rule(where=DRAWN, words=WORDS, nature=st.sampled_from(["substantive", "editorial"]))
    def revise(self, where: int, words: str, nature: str) -> None:
        def do(db: Db, by: Viewer, at: datetime) -> None:
            provision = self.one(db, where, Provision)
            on = text_queries.current_revision(db, provision.id).id
            actions.revise(db, provision, words, nature, based_on=on, by=by, at=at)

        self.does("secretariat", do)

    @rule(who=WHO, which=DRAWN)
    def contest(self, who: str, which: int) -> None:
        self.does(
            who,
            lambda db, by, at: actions.contest_editorial(
                db, self.one(db, which, Revision, Revision.nature == "editorial"), "It is not.", by=by, at=at
            ),
        )

    @rule(where=DRAWN, words=WORDS, what=st.sampled_from(["footnote", "alternative", "after", "first", "subparagraph"]))
    def add(self, where: int, words: str, what: str) -> None:
        self.symbols += 1

        def do(db: Db, by: Viewer, at: datetime) -> None:
            beside = self.provision(db, where)
            more: dict[str, Any] = {"after": beside, "alternative": what == "alternative"}
            kind = beside.kind
            if what == "footnote":
                kind, more = "footnote", {"parent": beside, "mark": f"n{self.symbols}"}
            elif what in ("first", "subparagraph"):
                kind, more = "paragraph" if what == "first" else what, {"parent": beside, "at_first": what == "first"}
            texts.add_provision(db, self.report(db), kind, words, by=by, at=at, **more)

        self.does("secretariat", do)

    @rule(where=DRAWN, other=DRAWN, how=st.sampled_from(["after", "under", "remove"]))
    def move_or_remove(self, where: int, other: int, how: str) -> None:
        def do(db: Db, by: Viewer, at: datetime) -> None:
            provision, beside = self.provision(db, where), self.provision(db, other)
            if how == "remove":
                actions.remove_provision(db, provision, by=by, at=at)
            else:
                texts.move_provision(db, provision, by=by, at=at, **{"after" if how == "after" else "parent": beside})

        self.does("secretariat", do)

    @rule(who=WHO, where=DRAWN, back=st.booleans())
    def gavel_or_reopen(self, who: str, where: int, back: bool) -> None:
        def do(db: Db, by: Viewer, at: datetime) -> None:
            if back:
                actions.reopen(db, self.provision(db, where), "Instructions.", by=by, at=at)
            else:
                actions.gavel(db, self.provision(db, where), by=by, at=at)

        self.does(who if back else "chair", do)

    @rule(which=DRAWN, where=st.tuples(DRAWN, DRAWN), verb=st.sampled_from(["form", "gavel", "dissolve"]))
    def package(self, which: int, where: tuple[int, int], verb: str) -> None:
        def do(db: Db, by: Viewer, at: datetime) -> None:
            if verb == "form":
                members = [self.provision(db, each) for each in where]
                actions.form_package(db, self.report(db), "Balance", members, by=by, at=at)
            elif verb == "gavel":
                actions.gavel_package(db, self.one(db, which, Package), by=by, at=at)
            else:
                actions.dissolve_package(db, self.one(db, which, Package), by=by, at=at)

        self.does("chair", do)

    @rule(who=WHO, verb=st.sampled_from(["open", "extend", "break", "withdraw", "let it pass"]))
    def silence(self, who: str, verb: str) -> None:
        self.symbols += 1

        def do(db: Db, by: Viewer, at: datetime) -> None:
            if verb == "open":
                deadline = at + timedelta(days=3)
                actions.open_silence(db, self.report(db), f"S/{self.symbols}", deadline, "UTC", by=by, at=at)
                return
            running = self.one(db, 0, Silence, Silence.ended_at.is_(None))
            if verb == "extend":
                actions.extend_silence(db, running, running.deadline + timedelta(days=1), by=by, at=at)
            elif verb == "break":
                actions.break_silence(db, running, "Not so.", by=by, at=at)
            elif verb == "withdraw":
                actions.withdraw_silence(db, running, "Other words.", by=by, at=at)
            else:
                self.world.at = running.deadline + timedelta(minutes=30)
                settle(db, self.world.at)

        self.does(who if verb == "break" else "chair", do)

    @rule(who=WHO, ends=st.booleans())
    def align(self, who: str, ends: bool) -> None:
        verb = actions.end_alignment if ends else actions.align
        self.does(who, lambda db, by, at: verb(db, self.report(db), _group(db), by=by, at=at))

    @rule(who=WHO, where=DRAWN, which=DRAWN, verb=st.sampled_from(["prepare", "adopt", "explain", "withdraw"]))
    def adoption(self, who: str, where: int, which: int, verb: str) -> None:
        self.symbols += 1

        def do(db: Db, by: Viewer, at: datetime) -> None:
            if verb == "prepare":
                actions.prepare_adoption(db, self.report(db), f"A/{self.symbols}", by=by, at=at)
            elif verb == "adopt":
                actions.adopt(db, self.report(db), by=by, at=at)
            elif verb == "explain":
                named = [self.provision(db, where)]
                actions.explain_position(
                    db, self.report(db), "disassociation", "So.", named, by=by, at=at, for_group=who == "the group"
                )
            else:
                actions.withdraw_explanation(db, self.one(db, which, Explanation), by=by, at=at)

        self.does({"prepare": "secretariat", "adopt": "chair"}.get(verb, who), do)

    @rule(which=st.integers(0, 400))
    def forget(self, which: int) -> None:
        def do(db: Db, _by: Viewer, at: datetime) -> None:
            sealed = [said.index for said in record.everything_said(db) if said.sealed]
            if which % 40 >= len(sealed):
                raise _Nothing
            erase(db, sealed[which % 40], actor=None, capacity="secretariat", reason="A court.", at=at)

        self.does("secretariat", do)

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours: int) -> None:
        self.world.tick(hours * 60)

    @invariant()
    def all_answers_agree(self) -> None:
        if not hasattr(self, "symbols"):
            return
        with self.world.database.reading() as db:
            assert list(queries.disagreements(db)) == []
            states = {e.line.provision_id: e.state for e in queries.examine(db, self.text, None)}
            past = {each.provision_id: each for each in histories(db, self.text, EVERYTHING)}
            found = {id: state_at(each.history, self.world.at) for id, each in past.items()}
            assert {id: state for id, state in found.items() if state is not None} == states
            for who in ("chair", "delegate", "public"):
                self.answers_agree_for(db, self.world.viewer(who, db))

    def answers_agree_for(self, db: Db, viewer: Viewer) -> None:
        whole = queries.examine(db, self.text, viewer)
        weighed = queries.weigh(db, self.text, viewer)
        for some in (queries.survey(db, self.text, viewer), weighed):
            assert [(e.line, e.state, e.counted, e.weight) for e in some] == [
                (e.line, e.state, e.counted, e.weight) for e in whole
            ]
        assert [e.doubts for e in weighed] == [e.doubts for e in whole]
        assert all((e.opened_at is not None) is e.line.open for e in weighed)
        course = queries.course(db, self.text, viewer, self.world.at)
        last = len(course.instants) - 1
        shown = {
            row.provision_id: run.state
            for row in course.rows
            for run in row.stretches
            if run.start <= last < run.start + run.length
        }
        assert shown == {e.line.provision_id: e.state for e in whole if e.line.kind != "heading"}


class _Nothing(Exception):
    """There is nothing on which to do it."""


def _group(db: Db) -> Any:
    return group_by_code(db, "NAM")


def test_whatever_is_done_all_answers_agree(
    fresh_database: Callable[[], AbstractContextManager[Database]], request: pytest.FixtureRequest
) -> None:
    machine = type("OnThisWorld", (AnyCourse,), {"fresh": staticmethod(fresh_database)})
    examples = 3 if "postgresql" in request.node.name else 12
    run_state_machine_as_test(machine, settings=settings(max_examples=examples, stateful_step_count=25, deadline=None))
