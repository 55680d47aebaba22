"""Do the rules of domain.md hold after any course of amendments, wordings, positions, gavels and silence?

A state machine acts at random on two paragraphs; after each act the rows, the record replayed, and the small model below
are compared. The model shares no code with the rules: a wording is three slots, an amendment changes one of them.
"""

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from oewg.core.errors import Refusal
from oewg.negotiation import actions, queries
from oewg.negotiation.rules.replay import replay
from oewg.record import queries as record
from oewg.record.actions import settle
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from tests.conftest import Worlds
from tests.negotiation.given import amends, an_open_meeting, current, revises, says
from tests.world import World

HOLDERS = {"delegate": "delegation:FRA", "second": "delegation:JPN", "head": "delegation:KEN"}
WHO = st.sampled_from(sorted(HOLDERS))
PLACE, SLOT = st.integers(0, 1), st.integers(0, 2)
VALUE = st.sampled_from(["shall", "may", "[must]"])
SILENCE = timedelta(days=3)


def wording(slots: list[str]) -> str:
    return (
        f"In the first place all States {slots[0]} share what they know of it, in the second place the parties {slots[1]} "
        f"protect what all of them depend upon, and in the third place the Secretariat {slots[2]} report on both."
    )


@dataclass
class Proposed:
    """An amendment: it changes one slot."""

    slot: int
    before: str
    value: str
    on: int
    sponsors: list[str]
    end: str = ""


@dataclass
class Said:
    stance: str
    on: int
    amendment: int | None = None


@dataclass
class Model:
    """What domain.md says of one provision."""

    slots: list[str] = field(default_factory=lambda: ["should", "should", "should"])
    version: int = 0
    said: dict[str, Said] = field(default_factory=dict)
    proposed: dict[int, Proposed] = field(default_factory=dict)
    agreed: bool = False

    def doubts(self, one: Said) -> str:
        if one.amendment is not None:
            return "reserve" if self.proposed[one.amendment].end in ("withdrawn", "superseded") else ""
        return one.stance if one.stance in ("object", "reserve") else ""

    def live(self) -> dict[int, Proposed]:
        return {number: one for number, one in self.proposed.items() if not one.end}

    def in_conflict(self, one: Proposed) -> bool:
        return self.slots[one.slot] not in (one.before, one.value)

    def state(self) -> str:
        doubts = {self.doubts(one) for one in self.said.values()}
        if "object" in doubts:
            return "objected"
        if "reserve" in doubts:
            return "reserved"
        if self.live():
            return "amendments_open"
        if any("[" in value for value in self.slots):
            return "brackets_open"
        return "agreed_ad_referendum" if self.agreed else "clear"

    def changed(self, slot: int, value: str) -> None:
        self.slots[slot], self.agreed = value, False
        self.version += 1
        for one in self.live().values():
            if self.slots[one.slot] == one.value:
                one.end = "taken_up"

    def blocks_silence(self) -> bool:
        gone = [one for one in self.said.values() if one.amendment is not None and self.doubts(one)]
        on_these = [one for one in self.said.values() if self.doubts(one) and one.on == self.version]
        return bool(
            gone or on_these or any("[" in value for value in self.slots)
            or any(one.on == self.version for one in self.live().values())
        )  # fmt: skip


class Negotiation(RuleBasedStateMachine):
    worlds: Worlds

    @initialize()
    def begin(self) -> None:
        self.ends = ExitStack()
        self.world = World(self.ends.enter_context(self.worlds()))
        self.models = [Model(), Model()]
        text = self.world.act(texts.begin_text, "report", "Draft report", by="secretariat")
        self.text = text.id
        self.paragraphs = [
            self.world.act(texts.add_provision, text, "paragraph", wording(model.slots), by="secretariat").id
            for model in self.models
        ]
        an_open_meeting(self.world)
        self.silent = 0
        self.symbols = 0

    def teardown(self) -> None:
        if hasattr(self, "ends"):
            self.ends.close()

    def refused(self, act: object) -> bool:
        try:
            act()  # type: ignore[operator]
        except Refusal:
            return True
        return False

    @rule(who=WHO, place=PLACE, stance=st.sampled_from(["support", "can_accept", "reserve", "object", "no_position"]))
    def state_a_position(self, who: str, place: int, stance: str) -> None:
        model = self.models[place]
        if self.refused(lambda: says(self.world, who, self.paragraphs[place], stance)):
            assert self.silent
            assert stance in ("object", "reserve")
        else:
            assert not (self.silent and stance in ("object", "reserve"))
            model.said[HOLDERS[who]] = Said(stance, model.version)

    @rule(who=WHO, place=PLACE, data=st.data())
    def accept_with_an_amendment(self, who: str, place: int, data: st.DataObject) -> None:
        model = self.models[place]
        if not model.live():
            return
        number = data.draw(st.sampled_from(sorted(model.live())))
        act = lambda: says(self.world, who, self.paragraphs[place], "can_accept_with_amendment", amendment_id=number)  # noqa: E731
        if self.refused(act):
            assert self.silent
        else:
            assert not self.silent
            model.said[HOLDERS[who]] = Said("can_accept_with_amendment", model.version, number)

    @rule(who=WHO, place=PLACE)
    def withdraw_a_position(self, who: str, place: int) -> None:
        examined = self.world.read(queries.examine_one, self.paragraphs[place], None)
        for line in [line for line in examined.positions if line.held.holder == HOLDERS[who]]:
            self.world.act(actions.withdraw_position, line.position, by=who)
            del self.models[place].said[HOLDERS[who]]

    @rule(who=WHO, place=PLACE, slot=SLOT, value=VALUE)
    def amend(self, who: str, place: int, slot: int, value: str) -> None:
        model = self.models[place]
        words = wording([*model.slots[:slot], value, *model.slots[slot + 1 :]])
        again = any(
            (one.slot, one.value, one.on) == (slot, value, model.version) and who in one.sponsors
            for one in model.live().values()
        )
        try:
            number = amends(self.world, who, self.paragraphs[place], words)
        except Refusal:
            assert self.silent or again or value == model.slots[slot]
        else:
            assert not self.silent
            assert not again
            model.proposed[number] = Proposed(slot, model.slots[slot], value, model.version, [who])

    @rule(who=WHO, place=PLACE, data=st.data(), joins=st.booleans())
    def join_or_leave_an_amendment(self, who: str, place: int, data: st.DataObject, joins: bool) -> None:
        model = self.models[place]
        if not model.live():
            return
        number = data.draw(st.sampled_from(sorted(model.live())))
        one, row = model.proposed[number], self.world.read(queries.amendment, number)
        verb = actions.co_sponsor if joins else actions.withdraw_amendment
        if self.refused(lambda: self.world.act(verb, row, by=who)):
            assert joins is (who in one.sponsors)
            return
        assert joins is not (who in one.sponsors)
        one.sponsors.append(who) if joins else one.sponsors.remove(who)
        one.end = "" if one.sponsors else "withdrawn"

    @rule(place=PLACE, data=st.data())
    def take_up(self, place: int, data: st.DataObject) -> None:
        model = self.models[place]
        if not model.live():
            return
        number = data.draw(st.sampled_from(sorted(model.live())))
        one, row = model.proposed[number], self.world.read(queries.amendment, number)
        if self.refused(lambda: self.world.act(actions.take_up_amendment, row, by="secretariat")):
            assert self.silent or model.agreed or model.in_conflict(one)
        else:
            assert not (self.silent)
            assert not (model.agreed)
            assert not (model.in_conflict(one))
            model.changed(one.slot, one.value)

    @rule(place=PLACE, slot=SLOT, value=st.sampled_from(["should", "shall", "may", "[must]"]))
    def revise(self, place: int, slot: int, value: str) -> None:
        model = self.models[place]
        words = wording([*model.slots[:slot], value, *model.slots[slot + 1 :]])
        if self.refused(lambda: revises(self.world, self.paragraphs[place], words)):
            assert self.silent or model.agreed or value == model.slots[slot]
        else:
            assert not (self.silent)
            assert not (model.agreed)
            model.changed(slot, value)

    @rule(place=PLACE)
    def gavel(self, place: int) -> None:
        model = self.models[place]
        provision = self.world.read(text_queries.provision, self.paragraphs[place])
        if self.refused(lambda: self.world.act(actions.gavel, provision, by="chair")):
            assert self.silent or model.state() != "clear"
        else:
            assert not self.silent
            assert model.state() == "clear"
            model.agreed = True

    @rule(who=WHO, place=PLACE)
    def reopen(self, who: str, place: int) -> None:
        model = self.models[place]
        provision = self.world.read(text_queries.provision, self.paragraphs[place])
        if self.refused(lambda: self.world.act(actions.reopen, provision, "Instructions.", by=who)):
            assert self.silent or not model.agreed
        else:
            assert model.agreed
            model.agreed = False

    @precondition(lambda self: not self.silent)
    @rule()
    def open_silence(self) -> None:
        self.symbols += 1
        text = self.world.read(text_queries.text, self.text)
        deadline = self.world.at + SILENCE
        try:
            found = self.world.act(actions.open_silence, text, f"L.{self.symbols}", deadline, "UTC", by="chair")
        except Refusal:
            assert any(model.blocks_silence() for model in self.models)
        else:
            assert not any(model.blocks_silence() for model in self.models)
            self.silent = found.id

    @precondition(lambda self: self.silent)
    @rule(who=WHO)
    def break_silence(self, who: str) -> None:
        self.world.act(actions.break_silence, self.world.read(queries.silence, self.silent), "Not so.", by=who)
        self.silent = 0

    @precondition(lambda self: self.silent)
    @rule()
    def let_the_deadline_pass(self) -> None:
        self.world.at = self.world.read(queries.silence, self.silent).deadline
        with self.world.writing() as db:
            assert settle(db, self.world.at) == 1
        self.silent = 0
        for model in self.models:
            for one in model.live().values():
                one.end = "superseded"
            # Those who were silent consented to these words, also where they had spoken against earlier ones; an
            # acceptance that hung on an amendment is no objection, and its amendment has gone: it is let go with it.
            model.said = {who: one for who, one in model.said.items() if not model.doubts(one)}
            model.agreed = True

    @invariant()
    def rows_record_and_model_agree(self) -> None:
        if not hasattr(self, "models"):
            return
        with self.world.database.reading() as db:
            replayed = replay(record.everything_said(db))
            assert list(queries.disagreements(db)) == []
        rows = {e.line.provision_id: e for e in self.world.read(queries.examine, self.text, None)}
        for model, provision_id in zip(self.models, self.paragraphs, strict=True):
            row = rows[provision_id]
            assert row.line.words == wording(model.slots)
            assert row.state == replayed.state(provision_id) == model.state()
            expected = {
                who: (one.stance, not model.doubts(one) and one.on < model.version) for who, one in model.said.items()
            }
            assert {line.held.holder: (line.held.stance, line.stale) for line in row.positions} == expected
            live = {each.amendment.id: each.rebased.in_conflict for each in row.live}
            assert live == {number: model.in_conflict(one) for number, one in model.live().items()}
            self.the_rolling_text_holds(row)
        assert current(self.world, self.paragraphs[0])

    def the_rolling_text_holds(self, row: queries.Examined) -> None:
        """Hiding all marks gives the base; one amendment's marks alone give its words."""
        rolling = queries.rolling(row)
        assert "".join(s.text for s in rolling.segments if s.base) == row.line.words
        for each in row.live:
            alone = "".join(s.text for s in rolling.segments if str(each.amendment.id) in s.having)
            assert alone == each.rebased.words


def test_rows_record_and_model_agree(worlds: Worlds) -> None:
    machine = type("OnThisWorld", (Negotiation,), {"worlds": staticmethod(worlds)})
    run_state_machine_as_test(machine, settings=settings(max_examples=12, stateful_step_count=20, deadline=None))
