"""Does the record alone give the positions and states that the rows give, after any course of a negotiation?

A state machine lets delegations, the secretariat and the chair act at random. After each act three answers are compared:
the rows, the record replayed, and a small model of domain.md's rules that is written here and shares no code with them.
"""

from contextlib import ExitStack
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from oewg.core.errors import Refusal
from oewg.negotiation import actions, queries
from oewg.negotiation.rules.replay import differences, replay
from oewg.record import queries as record
from oewg.texts import queries as text_queries
from tests.conftest import Worlds
from tests.negotiation.given import a_report, an_open_meeting, current, says
from tests.world import World

WHO = st.sampled_from(["delegate", "second", "head"])
CODES = {"delegate": "delegation:FRA", "second": "delegation:JPN", "head": "delegation:KEN"}
PLACE = st.integers(0, 2)
EVERYBODY = frozenset({"public", "delegations", "chair"})


class Model:
    """What domain.md says of one provision."""

    def __init__(self, brackets: bool) -> None:
        self.brackets, self.agreed = brackets, False
        self.says: dict[str, tuple[str, bool]] = {}
        self.amendments = 0

    def state(self) -> str:
        stances = [stance for stance, _ in self.says.values()]
        for stance, state in (("object", "objected"), ("reserve", "reserved")):
            if stance in stances:
                return state
        if self.amendments:
            return "amendments_open"
        if self.brackets:
            return "brackets_open"
        return "agreed_ad_referendum" if self.agreed else "clear"

    def changed(self, brackets: bool) -> None:
        self.brackets, self.agreed = brackets, False
        self.says = {who: (s, stale or s not in ("object", "reserve")) for who, (s, stale) in self.says.items()}


class Negotiation(RuleBasedStateMachine):
    """Random acts on three paragraphs."""

    worlds: Worlds

    @initialize()
    def begin(self) -> None:
        self.ends = ExitStack()
        self.world = World(self.ends.enter_context(self.worlds()))
        self.text, self.paragraphs = a_report(self.world)
        an_open_meeting(self.world)
        self.models = [Model(False), Model(True), Model(False)]
        self.filed: list[tuple[int, int | None]] = []
        self.turn = 0

    def teardown(self) -> None:
        if hasattr(self, "ends"):
            self.ends.close()

    def provision(self, place: int) -> Any:
        return self.world.read(text_queries.provision, self.paragraphs[place])

    @rule(who=WHO, place=PLACE, stance=st.sampled_from(["support", "can_accept", "reserve", "object", "no_position"]),
          visibility=st.sampled_from(["public", "delegations", "chair"]))  # fmt: skip
    def state_a_position(self, who: str, place: int, stance: str, visibility: str) -> None:
        says(self.world, who, self.paragraphs[place], stance, visibility=visibility)
        self.models[place].says[CODES[who]] = (stance, False)

    @rule(who=WHO, place=PLACE)
    def withdraw(self, who: str, place: int) -> None:
        examined = self.world.read(queries.examine_one, self.paragraphs[place], self.world.viewer(who))
        own = [line for line in examined.positions if line.held.holder == CODES[who]]
        for line in own:
            self.world.act(actions.withdraw_position, line.position, by=who)
            del self.models[place].says[CODES[who]]

    @rule(place=PLACE, brackets=st.booleans())
    def change_the_substance(self, place: int, brackets: bool) -> None:
        self.turn += 1
        words = f"Wording {self.turn}{' [perhaps]' if brackets else ''}."
        based_on = current(self.world, self.paragraphs[place])
        try:
            self.world.act(
                actions.revise, self.provision(place), words, "substantive", based_on=based_on, by="secretariat"
            )
        except Refusal:
            assert self.models[place].agreed
        else:
            assert not self.models[place].agreed
            self.models[place].changed(brackets)

    @rule(who=WHO, place=PLACE)
    def tidy_and_perhaps_contest(self, who: str, place: int) -> None:
        now_said = self.world.read(text_queries.current_revision, self.paragraphs[place])
        self.turn += 1
        made = self.world.act(
            actions.revise, self.provision(place), f"{now_said.words} {self.turn}", "editorial", based_on=now_said.id, by="secretariat"
        )  # fmt: skip
        if self.turn % 2:
            self.world.act(actions.contest_editorial, made, "It is not.", by=who)
            self.models[place].changed(self.models[place].brackets)

    @rule(who=WHO, place=PLACE, kind=st.sampled_from(["replace", "insert"]))
    def amend(self, who: str, place: int, kind: str) -> None:
        self.turn += 1
        filed = self.world.act(
            actions.file_amendment, self.provision(place), kind, f"Proposed {self.turn}.", "Clearer.", by=who
        )  # fmt: skip
        self.filed.append((filed.id, place if kind == "replace" else None))
        if kind == "replace":  # what is to be inserted decides nothing of the paragraph before it
            self.models[place].amendments += 1
        self.sponsor = {**getattr(self, "sponsor", {}), filed.id: who}

    @rule()
    def withdraw_an_amendment(self) -> None:
        if self.filed:
            number, place = self.filed.pop()
            row = self.world.read(queries.amendment, number)
            self.world.act(actions.withdraw_amendment, row, by=self.sponsor[number])
            if place is not None:
                self.models[place].amendments -= 1

    @rule(place=PLACE)
    def gavel(self, place: int) -> None:
        clear = self.models[place].state() == "clear"
        try:
            self.world.act(actions.gavel, self.provision(place), by="chair")
        except Refusal:
            assert not clear
        else:
            assert clear
            self.models[place].agreed = True

    @rule(who=WHO, place=PLACE)
    def reopen(self, who: str, place: int) -> None:
        try:
            self.world.act(actions.reopen, self.provision(place), "Instructions.", by=who)
        except Refusal:
            assert not self.models[place].agreed
        else:
            assert self.models[place].agreed
            self.models[place].agreed = False

    @invariant()
    def the_three_answers_agree(self) -> None:
        if not hasattr(self, "models"):
            return
        audiences = EVERYBODY | {"administration", *CODES.values()}
        entries = self.world.read(record.entries_after, -1, audiences, limit=10_000)
        replayed = replay(entries)
        rows = {e.line.provision_id: e for e in self.world.read(queries.examine, self.text, None)}
        for place, provision_id in enumerate(self.paragraphs):
            model, row = self.models[place], rows[provision_id]
            assert row.state == replayed.state(provision_id) == model.state()
            by_rows = {line.held.holder: (line.held.stance, line.stale) for line in row.positions}
            stale = replayed.stale(provision_id)
            by_record = {
                holder: (held.stance, stale[holder]) for holder, held in replayed.positions(provision_id).items()
            }
            assert by_rows == by_record == model.says


def test_rows_record_and_model_agree(worlds: Worlds) -> None:
    machine = type("OnThisWorld", (Negotiation,), {"worlds": staticmethod(worlds)})
    run_state_machine_as_test(machine, settings=settings(max_examples=12, stateful_step_count=14, deadline=None))


def test_a_replay_of_nothing_is_nothing() -> None:
    assert list(differences(replay([]), {})) == []
