"""Whatever is done in whatever order: does the record give every row, and do all answers about the states agree?

Delegations, a group, the secretariat and the chair act at random, in all the ways there are; what a rule refuses is left
undone. There is no model of the rules here (test_machine.py and test_replay.py have one): after each act the rows are
compared with the record replayed, the pages' ways to tell the states with the rules' way, the last column of the picture
with both. Now and then the record is made to forget something.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

import pytest

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
from tests.negotiation.given import a_report, an_open_meeting, revises
from tests.world import World

WHO = ("delegate", "second", "head", "adviser", "coordinator", "the group")
VISIBILITY = ("public", "delegations", "chair")
WORDS = ("States share.", "All States share.", "States share information.", "States share it all.", "Others.", "[May].")
ACTS = 90
Value = TypeVar("Value")
Done = Callable[[Db, Viewer, datetime], object]


class AnyCourse:
    """A text of a few provisions, and a die that decides who does what."""

    def __init__(self, database: Database, seed: int) -> None:
        self.world = World(database)
        self.dice = random.Random(seed)
        self.text, (_, bracketed, _) = a_report(self.world)
        revises(self.world, bracketed, "States cooperate.")
        an_open_meeting(self.world)
        self.symbols = self.turn = 0

    def any(self, values: Sequence[Value]) -> Value:
        """One of some values."""
        return self.dice.choice(values)

    def act(self) -> None:
        """Something is done, or refused; an adoption, after which little can be done, comes late."""
        verbs = [verb for verb, weight in WEIGHTS.items() for _ in range(weight)]
        self.turn += 1
        late = [AnyCourse.adoption, AnyCourse.agree_on_what_is_clear] * 6 if self.turn > ACTS - 25 else []
        self.any([*verbs, *late])(self)

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

    def provision(self, db: Db, drawn: int, *kinds: str) -> Any:
        kinds = kinds or ("paragraph", "subparagraph")
        return self.one(db, drawn, Provision, Provision.removed_at.is_(None), Provision.kind.in_(kinds))

    def state_a_position(self) -> None:
        who = self.any(WHO)
        where = self.any(range(50))
        which = self.any(range(50))
        stance = self.any(STANCES)
        visibility = self.any(VISIBILITY)

        def do(db: Db, by: Viewer, at: datetime) -> None:
            provision = self.provision(db, where)
            amendment = None
            if stance == "can_accept_with_amendment":
                pointed = self.one(db, which, Amendment, Amendment.ended_at.is_(None))
                provision, amendment = pointed.provision, pointed.id
            actions.state_position(
                db, provision, stance, by=by, at=at, reason="Because.", visibility=visibility, amendment_id=amendment,
                for_group=who == "the group",
            )  # fmt: skip

        self.does(who, do)

    def withdraw_or_reaffirm(self) -> None:
        who = self.any(WHO)
        which = self.any(range(50))
        again = self.any((True, False))

        def do(db: Db, by: Viewer, at: datetime) -> None:
            position = self.one(db, which, Position, Position.ended_at.is_(None), queries.visible(by))
            if again:
                current = text_queries.current_revision(db, position.provision_id)
                actions.reaffirm(db, position, on=current.id, by=by, at=at)
            else:
                actions.withdraw_position(db, position, by=by, at=at)

        self.does(who, do)

    def clearance(self) -> None:
        required = self.any((True, False))
        which = self.any(range(50))
        outcome = self.any(["cleared", "returned", ""])

        def do(db: Db, by: Viewer, at: datetime) -> None:
            if not outcome:
                (actions.require_clearance if required else actions.lift_clearance)(db, by=by, at=at)
                return
            waiting = self.one(db, which, WaitingPosition, WaitingPosition.ended_at.is_(None))
            (actions.clear_position if outcome == "cleared" else actions.return_position)(db, waiting, by=by, at=at)

        self.does("head", do)

    def amend(self) -> None:
        who = self.any(WHO)
        where = self.any(range(50))
        other = self.any(range(50))
        words = self.any(WORDS)
        kind = self.any(["replace", "replace", "insert", "delete", "move"])
        in_place = self.any((True, False))

        def do(db: Db, by: Viewer, at: datetime) -> None:
            provision = self.provision(db, where)
            actions.file_amendment(
                db, provision, kind, words if kind in ("replace", "insert") else None, "", by=by, at=at,
                after=self.provision(db, other) if kind == "move" else None, for_group=who == "the group",
                in_place_of=self.one(db, other, Amendment, Amendment.provision_id == provision.id) if in_place else None,
            )  # fmt: skip

        self.does(who, do)

    def on_an_amendment(self) -> None:
        who = self.any(WHO)
        which = self.any(range(50))
        verb = self.any(["join", "leave", "receive", "take up"])
        visibility = self.any(VISIBILITY)
        verdict = self.any(["can_accept", "cannot_accept"])

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

    def revise(self) -> None:
        where = self.any(range(50))
        words = self.any(WORDS)
        nature = self.any(["substantive", "editorial"])

        def do(db: Db, by: Viewer, at: datetime) -> None:
            provision = self.provision(db, where, "paragraph", "footnote", "heading")
            on = text_queries.current_revision(db, provision.id).id
            actions.revise(db, provision, words, nature, based_on=on, by=by, at=at)

        self.does("secretariat", do)

    def contest(self) -> None:
        who = self.any(WHO)
        which = self.any(range(50))
        self.does(
            who,
            lambda db, by, at: actions.contest_editorial(
                db, self.one(db, which, Revision, Revision.nature == "editorial"), "It is not.", by=by, at=at
            ),
        )

    def add(self) -> None:
        where = self.any(range(50))
        words = self.any(WORDS)
        what = self.any(["footnote", "alternative", "after", "first", "subparagraph"])
        self.symbols += 1

        def do(db: Db, by: Viewer, at: datetime) -> None:
            beside = self.provision(db, where, "heading", "paragraph", "subparagraph")
            more: dict[str, Any] = {"after": beside, "alternative": what == "alternative"}
            kind = beside.kind
            if what == "footnote":
                kind, more = "footnote", {"parent": beside, "mark": f"n{self.symbols}"}
            elif what in ("first", "subparagraph"):
                kind, more = "paragraph" if what == "first" else what, {"parent": beside, "at_first": what == "first"}
            texts.add_provision(db, self.report(db), kind, words, by=by, at=at, **more)

        self.does("secretariat", do)

    def move_or_remove(self) -> None:
        where = self.any(range(50))
        other = self.any(range(50))
        how = self.any(["after", "under", "remove"])

        def do(db: Db, by: Viewer, at: datetime) -> None:
            provision = self.provision(db, where, *(("paragraph", "footnote") if how == "remove" else ()))
            beside = self.provision(db, other, *(("heading", "paragraph") if how == "under" else ()))
            if how == "remove":
                actions.remove_provision(db, provision, by=by, at=at)
            else:
                texts.move_provision(db, provision, by=by, at=at, **{"after" if how == "after" else "parent": beside})

        self.does("secretariat", do)

    def gavel_or_reopen(self) -> None:
        who = self.any(WHO)
        where = self.any(range(50))
        back = self.any((True, False))

        def do(db: Db, by: Viewer, at: datetime) -> None:
            if back:
                actions.reopen(db, self.provision(db, where), "Instructions.", by=by, at=at)
            else:
                actions.gavel(db, self.provision(db, where), by=by, at=at)

        self.does(who if back else "chair", do)

    def package(self) -> None:
        which = self.any(range(50))
        where = (self.any(range(50)), self.any(range(50)))
        verb = self.any(["form", "gavel", "dissolve"])

        def do(db: Db, by: Viewer, at: datetime) -> None:
            if verb == "form":
                members = [self.provision(db, each) for each in where]
                actions.form_package(db, self.report(db), "Balance", members, by=by, at=at)
            elif verb == "gavel":
                actions.gavel_package(db, self.one(db, which, Package), by=by, at=at)
            else:
                actions.dissolve_package(db, self.one(db, which, Package), by=by, at=at)

        self.does("chair", do)

    def silence(self) -> None:
        """Opened, if none is running; otherwise something becomes of it."""
        who = self.any(WHO)
        verb = self.any(["extend", "break", "withdraw", "let it pass", "let it pass"])
        self.symbols += 1
        running = self.world.read(lambda db: db.query(Silence.id).filter(Silence.ended_at.is_(None)).scalar())

        def do(db: Db, by: Viewer, at: datetime) -> None:
            if running is None:
                deadline = at + timedelta(days=3)
                actions.open_silence(db, self.report(db), f"S/{self.symbols}", deadline, "UTC", by=by, at=at)
            elif verb == "extend":
                found = queries.silence(db, running)
                actions.extend_silence(db, found, found.deadline + timedelta(days=1), by=by, at=at)
            elif verb == "break":
                actions.break_silence(db, queries.silence(db, running), "Not so.", by=by, at=at)
            elif verb == "withdraw":
                actions.withdraw_silence(db, queries.silence(db, running), "Other words.", by=by, at=at)
            else:
                self.world.at = queries.silence(db, running).deadline + timedelta(minutes=30)
                settle(db, self.world.at)

        self.does(who if verb == "break" and running else "chair", do)

    def align(self) -> None:
        who = self.any(WHO)
        ends = self.any((True, False))
        verb = actions.end_alignment if ends else actions.align
        self.does(who, lambda db, by, at: verb(db, self.report(db), _group(db), by=by, at=at))

    def adoption(self) -> None:
        """Put before the group, adopted, and once it is adopted, explained."""
        who = self.any(WHO)
        where = self.any(range(50))
        which = self.any(range(50))
        verb = self.any(["prepare", "adopt", "adopt", "withdraw"])
        self.symbols += 1
        adopted = self.world.read(queries.adoption, self.text) is not None

        def do(db: Db, by: Viewer, at: datetime) -> None:
            if adopted and verb == "withdraw":
                actions.withdraw_explanation(db, self.one(db, which, Explanation), by=by, at=at)
            elif adopted:
                named, group = [self.provision(db, where)], who == "the group"
                actions.explain_position(
                    db, self.report(db), "disassociation", "So.", named, by=by, at=at, for_group=group
                )
            elif verb == "adopt":
                actions.adopt(db, self.report(db), by=by, at=at)
            else:
                actions.prepare_adoption(db, self.report(db), f"A/{self.symbols}", by=by, at=at)

        self.does(who if adopted else "chair" if verb == "adopt" else "secretariat", do)

    def agree_on_what_is_clear(self) -> None:
        clear = [e.line.provision_id for e in self.world.read(queries.examine, self.text, None) if e.state == "clear"]
        for each in clear:
            self.does("chair", partial(_gavel, each))

    def forget(self) -> None:
        which = self.any(range(50))

        def do(db: Db, _by: Viewer, at: datetime) -> None:
            acts = ("position", "amendment", "clearance")
            sealed = [said.index for said in record.everything_said(db) if said.sealed and said.act.endswith(acts)]
            if not sealed:
                raise _Nothing
            erase(db, sealed[which % len(sealed)], actor=None, capacity="secretariat", reason="A court.", at=at)

        self.does("secretariat", do)

    def time_passes(self) -> None:
        hours = self.any(range(1, 41))
        self.world.tick(hours * 60)

    def the_record_gives_the_rows(self) -> None:
        with self.world.database.reading() as db:
            assert list(queries.disagreements(db)) == []

    def all_answers_agree(self) -> None:
        with self.world.database.reading() as db:
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


def _gavel(provision_id: int, db: Db, by: Viewer, at: datetime) -> None:
    actions.gavel(db, text_queries.provision(db, provision_id), by=by, at=at)


def _group(db: Db) -> Any:
    return group_by_code(db, "NAM")


WEIGHTS: dict[Callable[[AnyCourse], None], int] = {
    AnyCourse.state_a_position: 6, AnyCourse.withdraw_or_reaffirm: 4, AnyCourse.clearance: 2, AnyCourse.amend: 4,
    AnyCourse.on_an_amendment: 7, AnyCourse.revise: 3, AnyCourse.contest: 1, AnyCourse.add: 2, AnyCourse.move_or_remove: 2,
    AnyCourse.gavel_or_reopen: 5, AnyCourse.package: 2, AnyCourse.silence: 2, AnyCourse.align: 1, AnyCourse.forget: 1,
    AnyCourse.time_passes: 1,
}  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_done_all_answers_agree(world: World, seed: int) -> None:
    course = AnyCourse(world.database, seed)
    for turn in range(ACTS):
        course.act()
        course.the_record_gives_the_rows()
        if turn % 6 == 5:
            course.all_answers_agree()
    done = {said.act for said in world.read(lambda db: list(record.everything_said(db)))}
    assert {"state_position", "file_amendment", "revise"} <= done, "it is no idle course"
