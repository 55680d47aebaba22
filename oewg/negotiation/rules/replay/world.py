"""What has the record said so far? The tables as they stand at an entry, and what follows from them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
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


Step = Callable[[World, Any], None]
"""What an entry does to the world."""
