"""Do the rows of texts and of the negotiation say what the record, replayed, says? Every row, every column."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Table, inspect, select

from oewg.accounts.models import Delegation, Group
from oewg.core.database import Base, Db
from oewg.negotiation.models import (
    Adoption,
    AdoptionInHand,
    Alignment,
    Amendment,
    Clearance,
    Contest,
    Explanation,
    ExplanationParagraph,
    Gavel,
    Package,
    PackageMember,
    Position,
    Reception,
    Silence,
    Sponsorship,
    WaitingPosition,
)
from oewg.negotiation.rules.replay import KEYS, Key, Row, differences, key_of, replay
from oewg.record import queries as record
from oewg.record.verification import compares
from oewg.texts.models import DraftText, Edition, EditionLine, Provision, Revision

COMPARED: tuple[type[Base], ...] = (
    DraftText, Provision, Revision, Edition, Amendment, Sponsorship, Reception, Position, Contest, Alignment, Clearance,
    WaitingPosition, Gavel, Package, Silence, Adoption, AdoptionInHand, Explanation,
)  # fmt: skip
PARTS: dict[type[Base], tuple[str, str, str, tuple[str, ...]]] = {
    EditionLine: ("edition", "edition_id", "lines", ("revision_id", "number", "level")),
    PackageMember: ("package", "package_id", "members", ("provision_id",)),
    ExplanationParagraph: ("explanation", "explanation_id", "paragraphs", ("provision_id",)),
}
"""What belongs to a row of another table: (that table, the column that points to it, the name there, what of it counts)."""


@compares
def disagreements(db: Db) -> Iterator[str]:
    """A sentence for each row that is not what the record says of it, is missing, or is in the record nowhere."""
    world = replay(record.everything_said(db), record.erased(db).values())
    yield from differences(world, _rows(db))


def _rows(db: Db) -> dict[str, dict[Key, Row]]:
    """Every row as the record would know it."""
    names = _Names(db)
    found: dict[str, dict[Key, Row]] = {table: {} for table in KEYS}
    for model in COMPARED:
        table = _table(model)
        for stored in db.execute(select(table).order_by(*table.primary_key.columns)).mappings():
            row = names.told(table.name, stored)
            key = key_of(table.name, row, found[table.name])
            if "id" not in KEYS[table.name]:
                row.pop("id", None)
            found[table.name][key] = row
    for model, (whole, points, name, columns) in PARTS.items():
        table = _table(model)
        parts: dict[int, list[Any]] = defaultdict(list)
        for stored in db.execute(select(table).order_by(*table.primary_key.columns)).mappings():
            parts[stored[points]].append(tuple(stored[column] for column in columns))
        for key, row in found[whole].items():
            row[name] = tuple(part[0] if len(part) == 1 else part for part in parts[key[0]])
    found["order"] = _order(db, found["provision"])
    return found


def _order(db: Db, provisions: Mapping[Key, Row]) -> dict[Key, Row]:
    found: dict[Key, Row] = {}
    for id, text_id, parent_id in db.execute(
        select(Provision.id, Provision.text_id, Provision.parent_id)
        .where(Provision.removed_at.is_(None))
        .order_by(Provision.rank, Provision.id)
    ):
        row = found.setdefault((text_id, parent_id), {"text_id": text_id, "parent_id": parent_id, "provisions": ()})
        row["provisions"] += (id,)
    for row in provisions.values():
        del row["rank"]  # what counts is the order that the ranks give
    return found


class _Names:
    """Delegations and groups under the names that the record gives them."""

    def __init__(self, db: Db) -> None:
        codes = db.execute(select(Delegation.id, Delegation.code)).all()
        self.delegations = {id: f"delegation:{code}" for id, code in codes}
        self.groups = {id: f"group:{code}" for id, code in db.execute(select(Group.id, Group.code))}

    def told(self, table: str, stored: Mapping[Any, Any]) -> Row:
        """A row in the record's words."""
        row: Row = {
            column: unicodedata.normalize("NFC", value) if isinstance(value, str) else value
            for column, value in stored.items()
        }
        if table == "alignment":
            row["holder"], row["group"] = self.delegations[row.pop("delegation_id")], self.groups[row.pop("group_id")]
        elif table != "clearance" and "delegation_id" in row:
            group = row.pop("group_id", None)
            row["holder"] = self.delegations.get(row.pop("delegation_id"), self.groups.get(group))
        for column in ("reopened_by", "broken_by"):
            if column in row:
                row[column] = self.delegations.get(row[column])
        return row


def _table(model: type[Base]) -> Table:
    table = inspect(model).local_table
    assert isinstance(table, Table)
    return table
