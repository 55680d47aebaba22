"""Do the rows say what the record says? Every row of texts and of the negotiation, rebuilt from the record alone.

    world = replay(statements, erased)      what the record says, table by table
    differences(world, rows)                a sentence for each row that is not what the record says

A row is a map of its columns. Those who hold it stand in it under the name that the record gives them ("delegation:FRA").
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from oewg.negotiation.rules.positions import Change, Held, is_stale
from oewg.negotiation.rules.states import Standing, state_of
from oewg.texts.rules.brackets import brackets

Key = tuple[Any, ...]
Row = dict[str, Any]
Tables = Mapping[str, Mapping[Key, Row]]

KEYS: dict[str, tuple[str, ...]] = {
    "text": ("id",),
    "provision": ("id",),
    "order": ("text_id", "parent_id"),
    "revision": ("id",),
    "edition": ("id",),
    "amendment": ("id",),
    "sponsorship": ("amendment_id", "holder", "joined_at"),
    "reception": ("amendment_id", "holder", "stated_at"),
    "position": ("id",),
    "contest": ("revision_id", "holder"),
    "alignment": ("text_id", "holder", "group", "begun_at"),
    "clearance": ("delegation_id", "required_at"),
    "waiting_position": ("id",),
    "gavel": ("provision_id", "fell_at"),
    "package": ("id",),
    "silence": ("id",),
    "adoption": ("text_id",),
    "adoption_in_hand": ("text_id",),
    "explanation": ("id",),
}
"""Table -> the columns by which the record knows its rows. "order" is no table: which provisions stand under which, in order."""

CONFIDENTIAL = {
    "position": "stated_at",
    "reception": "stated_at",
    "waiting_position": "prepared_at",
    "clearance": "required_at",
}
"""The tables of whose rows the record may have been made to forget: the column that says when a row came to be."""
ENDS = ("ended_at", "end_reason", "outcome")
UNKNOWN = object()
"""What the record does not say of a column."""


def key_of(table: str, row: Row, taken: Collection[Key]) -> Key:
    """The key of a row; the second of two that came to be at the same instant has a number after it."""
    key = tuple(row[column] for column in KEYS[table])
    number = 1
    while key in taken:
        number += 1
        key = (*key[: len(KEYS[table])], number)
    return key


@dataclass
class World:
    """Everything that the record has said so far."""

    tables: dict[str, dict[Key, Row]] = field(default_factory=lambda: {table: {} for table in KEYS})
    erased: set[datetime] = field(default_factory=set)
    """The instants of the entries of which nobody knows any more what they said."""
    children: dict[Key, list[int]] = field(default_factory=lambda: defaultdict(list))
    """(text, parent) -> what stands or stood under it, in order."""
    live: dict[Key, Row] = field(default_factory=dict)
    """What stands now, of things of which one stands at a time: a position of a holder's on a provision, a gavel ..."""
    latest: dict[Key, Row] = field(default_factory=dict)
    """The last position of a holder's on a provision, whether it stands or not."""
    sponsors: dict[int, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    """Amendment -> those who stand behind it now."""
    before: Any = None
    """The entry before the one that is being read."""

    def row(self, table: str, *key: Any) -> Row:
        """One row."""
        return self.tables[table][key]

    def add(self, table: str, **columns: Any) -> Row:
        """A row came to be."""
        self.tables[table][key_of(table, columns, self.tables[table])] = columns
        return columns

    @property
    def order(self) -> dict[Key, Row]:
        """Which provisions stand under which, in order."""
        found = {}
        for (text_id, parent_id), ids in self.children.items():
            standing = tuple(each for each in ids if self.row("provision", each)["removed_at"] is None)
            if standing:
                found[text_id, parent_id] = {"text_id": text_id, "parent_id": parent_id, "provisions": standing}
        return found

    def positions(self, provision_id: int) -> dict[str, Held]:
        """Holder -> the position that stands."""
        found = {}
        for key, row in self.tables["position"].items():
            if row["provision_id"] == provision_id and row["ended_at"] is None:
                pointed = self.row("amendment", row["amendment_id"]) if row["amendment_id"] else None
                found[row["holder"]] = Held(
                    key[0], row["holder"], row["stance"], row["revision_id"], row["reason"], row["stated_at"],
                    row["visibility"], row["amendment_id"], pointed["end_reason"] if pointed else None,
                )  # fmt: skip
        return found

    def changes(self, provision_id: int) -> list[Change]:
        """The revisions of a provision."""
        contested = {revision_id for revision_id, _ in self.tables["contest"]}
        return [
            Change(key[0], row["nature"] == "editorial", key[0] in contested, row["number"])
            for key, row in self.tables["revision"].items()
            if row["provision_id"] == provision_id
        ]

    def words(self, provision_id: int) -> str:
        """The wording that stands."""
        rows = self.tables["revision"].values()
        return str([row["words"] for row in rows if row["provision_id"] == provision_id][-1])

    def stale(self, provision_id: int) -> dict[str, bool]:
        """Holder -> whether the position is on earlier text."""
        changes = self.changes(provision_id)
        return {holder: is_stale(held, changes) for holder, held in self.positions(provision_id).items()}

    def state(self, provision_id: int) -> str:
        """The state that follows."""
        here = self.row("provision", provision_id)
        standing = {key[0]: row for key, row in self.tables["provision"].items() if row["removed_at"] is None}
        notes = [id for id, row in standing.items() if row["kind"] == "footnote" and row["parent_id"] == provision_id]
        first = here["alternative_of"] or provision_id
        together = [id for id, row in standing.items() if (row["alternative_of"] or id) == first]
        gavel = self.live.get(("gavel", provision_id))
        return state_of(
            Standing(
                here["kind"],
                tuple(self.positions(provision_id).values()),
                tuple(
                    key[0]
                    for key, row in self.tables["amendment"].items()
                    if row["provision_id"] == provision_id and row["ended_at"] is None and row["kind"] != "insert"
                ),
                any(brackets(self.words(each)).open for each in (provision_id, *notes)) or len(together) > 1,
                tuple(self.changes(provision_id)),
                gavel["revision_id"] if gavel else None,
                (here["text_id"],) in self.tables["adoption"],
            )
        )


def replay(statements: Iterable[Any], erased: Iterable[datetime] = ()) -> World:
    """What the record says. A statement has `act`, `subject_id`, `actor`, `facts`, `index` and `at`; they come in order.

    `erased` are the instants of the entries that have been erased.
    """
    world = World(erased=set(erased))
    for said in statements:
        step = _STEPS.get(said.act)
        if step is not None:
            step(world, said)
        world.before = said
    return world


def _begin_text(world: World, said: Any) -> None:
    facts = {name: said.facts[name] for name in ("kind", "title", "symbol")}
    world.add("text", id=said.subject_id, begun_at=said.at, closed_at=None, frozen_at=None, **facts)


def _close_text(world: World, said: Any) -> None:
    world.row("text", said.subject_id)["closed_at"] = said.at


def _add_provision(world: World, said: Any) -> None:
    facts = said.facts
    world.add(
        "provision", id=said.subject_id, text_id=facts["text"], parent_id=facts["parent"], kind=facts["kind"],
        mark=facts["mark"], label=facts["label"], alternative_of=facts["alternative_of"], removed_at=None,
    )  # fmt: skip
    world.add(
        "revision", id=facts["revision"], provision_id=said.subject_id, number=1, step=1, words=facts["words"],
        nature="substantive", made_at=said.at, made_by=said.actor,
    )  # fmt: skip
    _place(world, said.subject_id, facts["after"], at_first=facts["at_first"])


def _place(world: World, provision_id: int, after: int | None, *, at_first: bool) -> None:
    """Right after another, or else the first or the last under the same."""
    here = world.row("provision", provision_id)
    siblings = world.children[here["text_id"], here["parent_id"]]
    place = siblings.index(after) + 1 if after is not None else 0 if at_first else len(siblings)
    siblings.insert(place, provision_id)


def _revise(world: World, said: Any) -> None:
    facts = {name: said.facts[name] for name in ("number", "step", "nature", "words")}
    world.add(
        "revision",
        id=said.facts["revision"],
        provision_id=said.subject_id,
        made_at=said.at,
        made_by=said.actor,
        **facts,
    )


def _move(world: World, said: Any) -> None:
    after = said.facts["after"]
    for provision_id in said.facts.get("together", [said.subject_id]):
        here = world.row("provision", provision_id)
        world.children[here["text_id"], here["parent_id"]].remove(provision_id)
        here["parent_id"] = said.facts["parent"]
        _place(world, provision_id, after, at_first=True)
        after = provision_id


def _remove(world: World, said: Any) -> None:
    world.row("provision", said.subject_id)["removed_at"] = said.at


def _issue(world: World, said: Any) -> None:
    facts = said.facts
    lines = tuple((each["revision"], each["number"], each["level"]) for each in facts["lines"])
    world.add(
        "edition", id=said.subject_id, text_id=facts["text"], symbol=facts["symbol"], title=facts["title"],
        issued_at=said.at, lines=lines,
    )  # fmt: skip


def _contest(world: World, said: Any) -> None:
    facts = said.facts
    world.add("contest", revision_id=said.subject_id, holder=facts["holder"], reason=facts["reason"], at=said.at)


def _state(world: World, said: Any) -> None:
    facts = said.facts
    place = ("position", facts["provision"], facts["holder"])
    before = world.latest.get(place)
    if before is not None and _gives_way(world, said, before):
        before["ended_at"], before["end_reason"] = said.at, "replaced"
    world.live[place] = world.latest[place] = world.add(
        "position", id=said.subject_id, provision_id=facts["provision"], revision_id=facts["revision"],
        holder=facts["holder"], stance=facts["stance"], amendment_id=facts["amendment"], reason=facts["reason"],
        visibility=facts["visibility"], stated_at=said.at, ended_at=None, end_reason=None,
    )  # fmt: skip


def _gives_way(world: World, said: Any, before: Row) -> bool:
    """Does the earlier position end with this one? Yes if it stands; yes too if the entry before this one told of its end.

    For those who knew an earlier position, and are not to know the later one, the record says that it was withdrawn.
    """
    if before["ended_at"] is None:
        return True
    told = world.before
    return bool(
        told.act == "withdraw_position" and told.index == said.index - 1 and told.at == said.at
        and world.tables["position"].get((told.subject_id,)) is before
    )  # fmt: skip


def _end_position(world: World, said: Any, at: datetime, reason: str) -> None:
    # What was stated may have been erased from the record, which then knows of no such position.
    row = world.tables["position"].get((said.subject_id,))
    if row is not None:
        row["ended_at"], row["end_reason"] = at, reason


def _withdraw(world: World, said: Any) -> None:
    _end_position(world, said, said.at, "withdrawn")


def _prepare(world: World, said: Any) -> None:
    facts = said.facts
    holder = facts.get("holder", UNKNOWN)
    place = ("waiting_position", facts["provision"], holder)
    if (before := world.live.get(place)) and before["ended_at"] is None:
        before["ended_at"], before["outcome"] = said.at, "returned"
    world.live[place] = world.add(
        "waiting_position", id=said.subject_id, provision_id=facts["provision"], revision_id=facts["revision"],
        holder=holder, stance=facts["stance"], amendment_id=facts.get("amendment", UNKNOWN), reason=facts["reason"],
        visibility=facts.get("visibility", UNKNOWN), prepared_by=said.actor, prepared_at=said.at, ended_at=None,
        outcome=None,
    )  # fmt: skip


def _decide(world: World, said: Any, outcome: str) -> None:
    row = world.tables["waiting_position"].get((said.subject_id,))
    if row is not None:
        row["ended_at"], row["outcome"] = said.at, outcome


def _clear(world: World, said: Any) -> None:
    _decide(world, said, "cleared")


def _return(world: World, said: Any) -> None:
    _decide(world, said, "returned")


def _require_clearance(world: World, said: Any) -> None:
    world.live["clearance", said.subject_id] = world.add(
        "clearance", delegation_id=said.subject_id, required_at=said.at, ended_at=None
    )


def _lift_clearance(world: World, said: Any) -> None:
    row = world.live.pop(("clearance", said.subject_id), None)
    if row is not None:
        row["ended_at"] = said.at


def _file(world: World, said: Any) -> None:
    facts = said.facts
    world.add(
        "amendment", id=said.subject_id, text_id=world.row("provision", facts["provision"])["text_id"],
        number=facts["number"], provision_id=facts["provision"], revision_id=facts["revision"], kind=facts["kind"],
        words=facts["words"], after_id=facts["after"], in_place_of_id=facts["in_place_of"], reason=facts["reason"],
        filed_at=said.at, ended_at=None, end_reason=None,
    )  # fmt: skip
    _join(world, said)


def _join(world: World, said: Any) -> None:
    holder = said.facts["holder"]
    world.sponsors[said.subject_id][holder] = world.add(
        "sponsorship", amendment_id=said.subject_id, holder=holder, joined_at=said.at, left_at=None
    )


def _co_sponsor(world: World, said: Any) -> None:
    _join(world, said)
    # Whoever sponsors it accepts it: what was said before of accepting it has come to its end.
    row = world.live.pop(("reception", said.subject_id, said.facts["holder"]), None)
    if row is not None:
        row["ended_at"] = said.at


def _leave(world: World, said: Any) -> None:
    world.sponsors[said.subject_id].pop(said.facts["holder"])["left_at"] = said.at


def _end_amendment(world: World, amendment_id: int, reason: str, at: datetime) -> None:
    row = world.row("amendment", amendment_id)
    row["ended_at"], row["end_reason"] = at, reason
    for sponsor in world.sponsors.pop(amendment_id, {}).values():
        sponsor["left_at"] = at


def _withdraw_amendment(world: World, said: Any) -> None:
    _end_amendment(world, said.subject_id, "withdrawn", said.at)


def _supersede_amendment(world: World, said: Any) -> None:
    _end_amendment(world, said.subject_id, "superseded", said.at)


def _take_up(world: World, said: Any) -> None:
    for amendment_id in said.facts["amendments"]:
        _end_amendment(world, amendment_id, "taken_up", said.at)


def _lapse_silence(world: World, said: Any) -> None:
    as_of = datetime.fromisoformat(said.facts["as_of"])
    _end_silence(world, said, as_of, "lapsed")
    superseded = {amendment_id for amendment_id, _ in said.facts["superseded"]}
    for key, provision in world.tables["provision"].items():
        if provision["text_id"] != said.facts["text"]:
            continue
        for held in world.positions(key[0]).values():
            # Doubts about earlier words, and acceptance on a condition, end with the silence of their holders.
            if held.doubts or held.amendment_id in superseded:
                world.row("position", held.id).update(ended_at=as_of, end_reason="silence")
    for amendment_id in sorted(superseded):
        _end_amendment(world, amendment_id, "superseded", as_of)
    for provision_id, revision_id in said.facts["agreed"]:
        _agree(world, provision_id, revision_id, as_of, silence=said.subject_id)


def _receive(world: World, said: Any) -> None:
    facts = said.facts
    place = ("reception", facts["amendment"], facts["holder"])
    if before := world.live.get(place):
        before["ended_at"] = said.at
    world.live[place] = world.add(
        "reception", amendment_id=facts["amendment"], holder=facts["holder"], verdict=facts["verdict"],
        visibility=facts["visibility"], stated_at=said.at, ended_at=None,
    )  # fmt: skip


def _withdraw_reception(world: World, said: Any) -> None:
    row = world.live.pop(("reception", said.subject_id, said.facts["holder"]), None)
    if row is not None:
        row["ended_at"] = said.at


def _align(world: World, said: Any) -> None:
    holder, group = said.facts["holder"], said.facts["group"]
    world.live["alignment", said.subject_id, holder, group] = world.add(
        "alignment", text_id=said.subject_id, holder=holder, group=group, begun_at=said.at, ended_at=None
    )


def _end_alignment(world: World, said: Any) -> None:
    world.live.pop(("alignment", said.subject_id, said.facts["holder"], said.facts["group"]))["ended_at"] = said.at


def _agree(
    world: World, provision_id: int, revision_id: int, at: datetime, *, meeting: int | None = None, silence: int | None = None
) -> None:  # fmt: skip
    world.live["gavel", provision_id] = world.add(
        "gavel", provision_id=provision_id, revision_id=revision_id, meeting_id=meeting, silence_id=silence, fell_at=at,
        reopened_at=None, reopened_by=None, reopening_reason="",
    )  # fmt: skip


def _gavel(world: World, said: Any) -> None:
    _agree(world, said.subject_id, said.facts["revision"], said.at, meeting=said.facts["meeting"])


def _reopen(world: World, said: Any) -> None:
    row = world.live.pop(("gavel", said.subject_id))
    row |= {"reopened_at": said.at, "reopened_by": said.facts["holder"], "reopening_reason": said.facts["reason"]}


def _form_package(world: World, said: Any) -> None:
    facts = said.facts
    world.add(
        "package", id=said.subject_id, text_id=facts["text"], title=facts["title"], formed_at=said.at,
        dissolved_at=None, members=tuple(facts["provisions"]),
    )  # fmt: skip


def _dissolve_package(world: World, said: Any) -> None:
    world.row("package", said.subject_id)["dissolved_at"] = said.at


def _open_silence(world: World, said: Any) -> None:
    facts = said.facts
    world.add(
        "silence", id=said.subject_id, text_id=facts["text"], edition_id=facts["edition"], opened_at=said.at,
        deadline=datetime.fromisoformat(facts["deadline"]), zone=facts["zone"], ended_at=None, end_reason=None,
        broken_by=None, end_words="",
    )  # fmt: skip
    world.row("text", facts["text"])["frozen_at"] = said.at


def _extend_silence(world: World, said: Any) -> None:
    world.row("silence", said.subject_id)["deadline"] = datetime.fromisoformat(said.facts["deadline"])


def _end_silence(world: World, said: Any, at: datetime, reason: str, words: str = "", by: str | None = None) -> None:
    row = world.row("silence", said.subject_id)
    row |= {"ended_at": at, "end_reason": reason, "end_words": words, "broken_by": by}
    world.row("text", row["text_id"])["frozen_at"] = None


def _break_silence(world: World, said: Any) -> None:
    _end_silence(world, said, said.at, "broken", said.facts["words"], said.facts["holder"])


def _withdraw_silence(world: World, said: Any) -> None:
    _end_silence(world, said, said.at, "withdrawn", said.facts["reason"])


def _prepare_adoption(world: World, said: Any) -> None:
    world.tables["adoption_in_hand"].pop((said.subject_id,), None)
    world.add(
        "adoption_in_hand", text_id=said.subject_id, symbol=said.facts["symbol"], wording=said.facts["wording"],
        prepared_by=said.actor, prepared_at=said.at,
    )  # fmt: skip


def _adopt(world: World, said: Any) -> None:
    world.tables["adoption_in_hand"].pop((said.subject_id,), None)
    facts = said.facts
    world.add(
        "adoption", text_id=said.subject_id, edition_id=facts["edition"], decision_id=facts["decision"],
        meeting_id=facts["meeting"], at=said.at,
    )  # fmt: skip


def _explain(world: World, said: Any) -> None:
    facts = said.facts
    world.add(
        "explanation", id=said.subject_id, text_id=facts["text"], holder=facts["holder"], kind=facts["kind"],
        words=facts["words"], at=said.at, withdrawn_at=None, paragraphs=tuple(facts["paragraphs"]),
    )  # fmt: skip


def _withdraw_explanation(world: World, said: Any) -> None:
    world.row("explanation", said.subject_id)["withdrawn_at"] = said.at


_STEPS: dict[str, Callable[[World, Any], None]] = {
    "begin_text": _begin_text,
    "close_text": _close_text,
    "add_provision": _add_provision,
    "revise": _revise,
    "move_provision": _move,
    "remove_provision": _remove,
    "issue_edition": _issue,
    "contest_editorial": _contest,
    "state_position": _state,
    "withdraw_position": _withdraw,
    "prepare_position": _prepare,
    "clear_position": _clear,
    "return_position": _return,
    "require_clearance": _require_clearance,
    "lift_clearance": _lift_clearance,
    "file_amendment": _file,
    "co_sponsor": _co_sponsor,
    "leave_amendment": _leave,
    "withdraw_amendment": _withdraw_amendment,
    "supersede_amendment": _supersede_amendment,
    "take_up_amendment": _take_up,
    "receive_amendment": _receive,
    "withdraw_reception": _withdraw_reception,
    "align": _align,
    "end_alignment": _end_alignment,
    "gavel": _gavel,
    "reopen": _reopen,
    "form_package": _form_package,
    "dissolve_package": _dissolve_package,
    "open_silence": _open_silence,
    "extend_silence": _extend_silence,
    "break_silence": _break_silence,
    "withdraw_silence": _withdraw_silence,
    "lapse_silence": _lapse_silence,
    "prepare_adoption": _prepare_adoption,
    "adopt": _adopt,
    "explain_position": _explain,
    "withdraw_explanation": _withdraw_explanation,
}
"""Act -> what it does to the world."""


def differences(world: World, rows: Tables) -> Iterator[str]:
    """A sentence for each row that the record does not know, that has gone, or that says what the record does not.

    What the record has been made to forget is unknown, not wrong: a row that came to be, or an end that came, at the
    instant of an erased entry.
    """
    for table in KEYS:
        said = world.order if table == "order" else world.tables[table]
        there = rows.get(table, {})
        for key in sorted(said.keys() | there.keys(), key=repr):
            name = _name(table, key)
            if key not in there:
                yield f"{name} stands in the record, and its row is gone."
            elif key not in said:
                if not _forgotten(world, table, there[key].get(CONFIDENTIAL.get(table, ""))):
                    yield f"{name} stands in its table, and not in the record."
            elif wrong := list(_wrong(world, table, said[key], there[key])):
                yield f"{name} is not what the record says: {', '.join(wrong)}."


def _name(table: str, key: Key) -> str:
    shown = ", ".join(each.isoformat() if isinstance(each, datetime) else str(each) for each in key)
    if table == "order":
        return f"The order under provision {key[1]} of text {key[0]}" if key[1] else f"The order of text {key[0]}"
    return f"{table.replace('_', ' ').capitalize()} {shown}"


def _forgotten(world: World, table: str, instant: datetime | None) -> bool:
    return table in CONFIDENTIAL and instant in world.erased


def _wrong(world: World, table: str, said: Row, there: Row) -> Iterator[str]:
    for column in sorted(said.keys() | there.keys()):
        told, stored = said.get(column), there.get(column)
        if told is UNKNOWN or told == stored:
            continue
        if column in ENDS and _forgotten(world, table, there.get("ended_at")):
            continue
        yield column.removesuffix("_id").replace("_", " ")
