"""How does what can be searched follow the record? Whoever searches first brings the index up to date, before looking."""

from collections.abc import Collection

from oewg.accounts.queries.search import SOURCES
from oewg.core import search
from oewg.core.database import Db
from oewg.record import queries as record
from oewg.record.actions import hold

AT_ONCE = 500
"""Things that are read and indexed together."""


def bring_index_up_to_date(db: Db) -> int:
    """Index again what the record says has changed since the index last followed it; how much there was.

    The number of queries hangs on the kinds of things, and on how many hundreds of them have changed.
    """
    hold(db)
    upto, size = search.mark(db), record.size(db)
    if upto == 0:
        return rebuild_index(db) if size else 0
    changed = record.subjects_after(db, upto)
    several = 0
    for source in SOURCES.values():
        ids: set[int] = set()
        for kind, follow in source.follows.items():
            if changed.get(kind):
                ids.update(follow(db, changed[kind]))
        for some in _in_pieces(ids):
            search.take_out(db, source.kind, some)
            search.put(db, source.says(db, some))
        several += len(ids)
    search.set_mark(db, size)
    return several


def rebuild_index(db: Db) -> int:
    """Make the index anew from what there is; how much can be searched."""
    hold(db)
    search.empty(db)
    several = 0
    for source in SOURCES.values():
        several += search.put(db, source.says(db, None))
    search.set_mark(db, record.size(db))
    return several


def _in_pieces(ids: Collection[int]) -> list[list[int]]:
    ordered = sorted(ids)
    return [ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE)]
