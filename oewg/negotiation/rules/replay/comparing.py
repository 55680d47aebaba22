"""Do the rows say what the record says?"""

from collections.abc import Iterator
from datetime import datetime

from oewg.negotiation.rules.replay.world import CONFIDENTIAL, ENDS, KEYS, UNKNOWN, Key, Row, Tables, World


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
