"""Is the record whole? Every leaf, node, root and statement recomputed from the stored bytes.

And do the rows say what the record says? Rooms compare theirs (`compares`), so that rows altered behind the record show.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import select

from oewg.core.database import Db
from oewg.record import queries
from oewg.record.models import Head, Node, Statement
from oewg.record.rules import merkle
from oewg.record.rules.canonical import FORM, canonical, commitment, instant_text

Comparison = Callable[[Db], Iterator[str]]
_COMPARISONS: list[Comparison] = []


def compares(comparison: Comparison) -> Comparison:
    """Register a room's comparison of its rows with what the record says; it yields a sentence for each difference."""
    _COMPARISONS.append(comparison)
    return comparison


def faults(db: Db, earlier: Sequence[bytes] = ()) -> Iterator[str]:
    """A sentence for everything that is wrong; `earlier` are the leaf hashes of an earlier bundle, as proof of then."""
    head = db.scalars(select(Head)).one()
    leaves = list(queries.leaves(db))
    if [index for index, _ in leaves] != list(range(head.size)):
        yield f"The head counts {head.size} entries; the entries stored are not numbered 0 to {head.size - 1} without gaps."
    hashes = [merkle.leaf_hash(leaf) for _, leaf in leaves]
    yield from _tree(db, head, hashes)
    wrong = list(_statements(db, dict(leaves)))
    yield from wrong
    if not wrong:  # rows are compared only with a record that can be read
        for comparison in _COMPARISONS:
            yield from comparison(db)
    for index, hash_ in enumerate(earlier):
        if index >= len(hashes) or hashes[index] != hash_:
            yield f"Entry {index} is not what the earlier bundle holds: the record was altered since."
            return


def _tree(db: Db, head: Head, hashes: Sequence[bytes]) -> Iterator[str]:
    peaks: list[bytes] = []
    nodes: dict[tuple[int, int], bytes] = {}
    for index, hash_ in enumerate(hashes):
        peaks, made = merkle.grown(index, peaks, hash_)
        nodes |= {(level, position): node for level, position, node in made}
    if b"".join(peaks) != head.peaks:
        yield "The leaves do not give the root that the head holds."
    stored = {(node.level, node.position): node.hash for node in db.scalars(select(Node))}
    for place in sorted(nodes.keys() | stored.keys()):
        if nodes.get(place) != stored.get(place):
            yield f"The node at level {place[0]}, position {place[1]} is not what its leaves give."


def _statements(db: Db, leaves: dict[int, bytes]) -> Iterator[str]:
    rows = {row.index: row for row in db.scalars(select(Statement).order_by(Statement.index))}
    for index, bytes_ in leaves.items():
        try:
            leaf = json.loads(bytes_)
        except ValueError:
            yield f"Entry {index} cannot be read."
            continue
        row = rows.get(index)
        if row is None:
            if "sealed" not in leaf:
                yield f"Entry {index} is public and has lost its statement."
            continue
        yield from _statement(index, leaf, row)


def _statement(index: int, leaf: dict[str, Any], row: Statement) -> Iterator[str]:
    if row.salt is not None:
        if leaf.get("sealed") != commitment(row.salt, row.contents):
            yield f"The contents of entry {index} do not open its commitment."
            return
    else:
        said = {key: value for key, value in leaf.items() if key not in ("form", "index", "at")}
        if canonical(said) != row.contents:
            yield f"The statement of entry {index} is not what its leaf says."
            return
    contents = json.loads(row.contents)
    told = (
        leaf.get("form"), leaf.get("index"), leaf.get("at"), contents["act"], contents["actor"], contents["capacity"],
        contents["subject"],
    )  # fmt: skip
    actor = f"account:{row.actor}" if row.actor is not None else None
    stored = (
        FORM, index, instant_text(row.at), row.act, actor, row.capacity, f"{row.subject_kind}:{row.subject_id}",
    )  # fmt: skip
    if told != stored:
        yield f"What entry {index} is found by is not what it says."


def size_and_root(db: Db) -> tuple[int, str]:
    """The size and the root, hexadecimal."""
    return queries.size(db), queries.root(db).hex()
