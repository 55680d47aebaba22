"""Where do terms stand, and which of the things that a viewer may see hold them best?

One table of what can be found, and the search of either database over it: FTS5 on SQLite (a second table, search_words,
which holds no words, only where each term stands), a tsvector on PostgreSQL. The index can be made anew from the other
tables at any time, so it is in no backup, and its tables are not among the house's models.

No rank weighs how rare a term is among everything: what a viewer may not see would show in the order of what it sees.
Likeness, which has to weigh that, counts among what the viewer may see.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import (
    REAL,
    Column,
    ColumnElement,
    Float,
    FromClause,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    and_,
    bindparam,
    case,
    cast,
    column,
    delete,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    table,
    union_all,
    update,
)  # fmt: skip
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR

from oewg.core.database import Db
from oewg.core.paging import Page
from oewg.core.search.asked import Asked, Sought
from oewg.core.search.words import COMMON, spoken, stem, terms

TABLES = "search_"
"""How the names of the index's tables begin."""
ENTRY = Table(
    "search_entry",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("kind", String(24)),
    Column("thing", Integer),
    Column("part", String(12)),
    Column("language", String(2)),
    Column("share", Float),
    Column("words", TSVECTOR),
)
"""One thing that can be found: a kind, the thing's number among its kind, and the language of its words.

`part` tells apart what is indexed of one thing for different viewers, such as with and without its author. `share` is how
much one word of it weighs: less, the longer it is. `words` is PostgreSQL's alone.
"""
MARK = table("search_mark", column("upto", Integer))
"""One row: up to which entry of the record the index has followed."""
WORDS = table("search_words", column("rowid"), column("title"), column("words"), column("forms"))
PLACES = table("search_words_places", column("doc"), column("term"), column("col"))
AT_ONCE = 500
TITLE_WEIGHS = 4
MOST_LIKE_TERMS = 24
"""By so many terms, those that tell it best from others, something is compared."""


@dataclass(frozen=True)
class Indexed:
    """What can be found of one thing: its title weighs more than its words."""

    kind: str
    id: int
    language: str
    title: str
    words: str
    part: str = ""


@dataclass(frozen=True)
class Among:
    """Things of one kind that a viewer may see: `ids` selects their numbers; which part of them it may search."""

    kind: str
    ids: Select[Any]
    part: str = ""


@dataclass(frozen=True)
class Hit:
    """A thing that was found. Ranks are for comparing with each other alone."""

    kind: str
    id: int
    language: str
    rank: float


@dataclass(frozen=True)
class Hits:
    """A page of what was found, the best first, and how much of each kind there is."""

    page: Page[Hit]
    of_kind: dict[str, int]


def mark(db: Db) -> int:
    """Up to which entry of the record the index has followed; 0 if it is still to be made."""
    upto: int = db.scalars(select(MARK.c.upto)).one()
    return upto


def set_mark(db: Db, upto: int) -> None:
    """Say up to which entry of the record the index has followed."""
    db.execute(update(MARK).values(upto=upto))


def put(db: Db, things: Iterable[Indexed]) -> int:
    """Index some things that are not in the index; how many."""
    sqlite, several = _is_sqlite(db), 0
    coming = iter(things)
    while some := list(islice(coming, AT_ONCE)):
        rows = [_row(thing) for thing in some]
        several += len(rows)
        if not sqlite:
            db.execute(_PUT, [{**entry, "vector": _vector(*found)} for entry, found in rows])
            continue
        first = (db.scalar(select(func.max(ENTRY.c.id))) or 0) + 1
        db.execute(insert(ENTRY), [{**entry, "id": first + place} for place, (entry, _) in enumerate(rows)])
        db.execute(
            insert(WORDS),
            [
                {"rowid": first + place, "title": " ".join(title), "words": " ".join(words), "forms": " ".join(forms)}
                for place, (_, (title, words, forms)) in enumerate(rows)
            ],
        )
    return several


def take_out(db: Db, kind: str, ids: Collection[int]) -> None:
    """Take some things out of the index, whether they are in it or not."""
    coming = iter(sorted(set(ids)))
    while some := list(islice(coming, AT_ONCE)):
        gone = and_(ENTRY.c.kind == kind, ENTRY.c.thing.in_(some))
        if _is_sqlite(db):
            db.execute(delete(WORDS).where(WORDS.c.rowid.in_(select(ENTRY.c.id).where(gone))))
        db.execute(delete(ENTRY).where(gone))


def empty(db: Db) -> None:
    """Take everything out of the index."""
    if _is_sqlite(db):
        db.execute(delete(WORDS))
    db.execute(delete(ENTRY))
    set_mark(db, 0)


def ranked(
    db: Db, asked: Asked, among: Sequence[Among], *, language: str = "", kind: str = "", number: int = 1, size: int = 20
) -> Hits:
    """What holds the words that were asked for, the best first: two statements.

    `language` keeps what is written in one; `kind` shows one kind, while all are counted.
    """
    if not asked or not among:
        return Hits(Page([], max(number, 1), size, 0), {})
    matching, rank, source = _on_sqlite(asked) if _is_sqlite(db) else _on_postgresql(asked)
    conditions = [matching, _within(among), *([ENTRY.c.language == language] if language else [])]
    counted = select(ENTRY.c.kind, func.count()).where(*conditions).group_by(ENTRY.c.kind)
    of_kind = {row[0]: row[1] for row in db.execute(counted)}
    total = of_kind.get(kind, 0) if kind else sum(of_kind.values())
    number = max(number, 1)
    weighed = (rank * ENTRY.c.share).label("rank")
    query = select(ENTRY.c.kind, ENTRY.c.thing, ENTRY.c.language, weighed).select_from(source).where(*conditions)
    query = query.where(ENTRY.c.kind == kind) if kind else query
    query = query.order_by(weighed.desc(), ENTRY.c.kind, ENTRY.c.thing.desc()).limit(size).offset((number - 1) * size)
    return Hits(Page([Hit(*row) for row in db.execute(query)], number, size, total), of_kind)


def alike(
    db: Db, words: str, language: str, among: Sequence[Among], *, limit: int = 5, least: float = 0.0
) -> tuple[list[Hit], list[str]]:
    """What speaks of the same things as some words, the likest first, and the terms by which it was found: two statements.

    A rank is between 0 and 1: the share of what tells these words apart that the thing has too. `least` leaves out
    what is less alike. How rare a term is, is counted among what may be seen alone.
    """
    said = Counter(_telling(words, language))
    if not said or not among:
        return [], []
    within = select(ENTRY.c.id).where(_within(among))
    everywhere = _occurrences(db, sorted(said), within).subquery()
    total = select(func.count()).select_from(within.subquery()).scalar_subquery()
    held = db.execute(select(everywhere.c.term, func.count(), total).group_by(everywhere.c.term)).all()
    weights = {term: (1 + math.log(said[term])) * math.log(1 + of / count) for term, count, of in held}
    best = dict(sorted(weights.items(), key=lambda each: (-each[1], each[0]))[:MOST_LIKE_TERMS])
    if not best:
        return [], []
    here = _occurrences(db, sorted(best), within).subquery()
    weight = case(*((here.c.term == term, literal(value, Float)) for term, value in best.items()), else_=0.0)
    rank = (func.sum(weight) / literal(sum(best.values()), Float)).label("rank")
    query = (
        select(ENTRY.c.kind, ENTRY.c.thing, ENTRY.c.language, rank)
        .join(here, here.c.doc == ENTRY.c.id)
        .group_by(ENTRY.c.kind, ENTRY.c.thing, ENTRY.c.language)
        .having(rank >= least)
        .order_by(rank.desc(), ENTRY.c.kind, ENTRY.c.thing)
        .limit(limit)
    )
    return [Hit(*row) for row in db.execute(query)], list(best)


MOST_TELLING = 300
SHORTEST_TELLING = 3


def _telling(words: str, language: str) -> list[str]:
    """The terms by which words may be told from others: neither numbers nor the shortest and the commonest; the first of many."""
    common = COMMON.get(language, frozenset())
    found = (
        stem(word, language)
        for word in spoken(words)
        if word.form.isalpha()
        and word.form not in common
        and (len(word.form) >= SHORTEST_TELLING or (word.script == "han" and len(word.form) == 2))
    )
    kept: dict[str, int] = {}
    several: list[str] = []
    for term in found:
        if term in kept or len(kept) < MOST_TELLING:
            kept[term] = 1
            several.append(term)
    return several


def _is_sqlite(db: Db) -> bool:
    return db.get_bind().dialect.name == "sqlite"


def _within(among: Sequence[Among]) -> ColumnElement[bool]:
    return or_(
        *(and_(ENTRY.c.kind == each.kind, ENTRY.c.part == each.part, ENTRY.c.thing.in_(each.ids)) for each in among)
    )


def _row(thing: Indexed) -> tuple[dict[str, Any], tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """An entry; and the terms of its title and of its words, and the forms in which they occur bent: for beginn*."""
    title, bent_title = terms(thing.title, thing.language)
    words, bent_words = terms(thing.words, thing.language)
    entry = {
        "kind": thing.kind, "thing": thing.id, "part": thing.part, "language": thing.language,
        "share": 1 / (1 + math.log(1 + len(title) + len(words))),
    }  # fmt: skip
    return entry, (title, words, sorted((bent_title | bent_words).difference(title, words)))


# SQLite


def _on_sqlite(asked: Asked) -> tuple[ColumnElement[bool], ColumnElement[float], FromClause]:
    """The condition that an entry holds what was asked for, its rank, and from where both are read."""
    match = " AND ".join(_in_fts5(each) for each in asked.sought)
    if asked.without:
        match = f"({match}) NOT ({' OR '.join(_in_fts5(each) for each in asked.without)})"
    found = select(WORDS.c.rowid).where(literal_column("search_words").op("MATCH")(match))
    # Whatever matches has a rank, for a term that was looked for stands in it.
    ranks = _sqlite_ranks(asked)
    return ENTRY.c.id.in_(found), ranks.c.rank, ranks.join(ENTRY, ENTRY.c.id == ranks.c.doc)


def _in_fts5(sought: Sought) -> str:
    # A term holds letters and digits alone; quoted it is not read as an operator either.
    star = " *" if sought.begins else ""
    ways = " OR ".join(f'"{" ".join(way)}"{star}' for way in sought.ways)
    return f"({ways})" if sought.begins_alone else f"({{title words}} : ({ways}))"


def _sqlite_ranks(asked: Asked) -> FromClause:
    """How well each entry holds the words: for each word, the more often the better, but twice as often is not twice as good."""
    times = func.sum(case((PLACES.c.col == "title", TITLE_WEIGHS), else_=1))
    whole = {term for each in asked.sought for way in each.ways for term in (way[:-1] if each.begins else way)}
    counted = [
        select(PLACES.c.doc, times.label("times"))
        .where(PLACES.c.term.in_(sorted(whole)), PLACES.c.col != "forms")
        .group_by(PLACES.c.doc, PLACES.c.term)
    ] if whole else []  # fmt: skip
    for beginning in sorted({way[-1] for each in asked.sought if each.begins for way in each.ways}):
        so_far = and_(PLACES.c.term >= beginning, PLACES.c.term <= beginning + "\U0010ffff")
        counted.append(select(PLACES.c.doc, times.label("times")).where(so_far).group_by(PLACES.c.doc))
    every = union_all(*counted).subquery()
    rank = func.sum(every.c.times / (every.c.times + 2.0)).label("rank")
    return select(every.c.doc, rank).group_by(every.c.doc).subquery()


# PostgreSQL

IN_TITLE, IN_WORDS, BENT = "A", "B", "D"
"""The weights by which a tsvector tells apart where a term stands."""
RANKS = literal_column("'{0, 0, 0.25, 1}'::real[]", ARRAY(REAL))
"""What they are worth: of D, C, B and A."""
LAST_POSITION = 16_383
_PUT = insert(ENTRY).values(words=cast(bindparam("vector", type_=String), TSVECTOR))


def _vector(title: Sequence[str], words: Sequence[str], forms: Sequence[str]) -> str:
    """A tsvector as it is written: no phrase reaches from the title into the words."""
    places: dict[str, list[str]] = {}
    for place, term in enumerate(title, 1):
        places.setdefault(term, []).append(f"{place}{IN_TITLE}")
    for place, term in enumerate(words, len(title) + 2):
        places.setdefault(term, []).append(f"{min(place, LAST_POSITION)}{IN_WORDS}")
    for form in forms:
        places[form] = [f"{LAST_POSITION}{BENT}"]
    return " ".join(f"'{term}':{','.join(stands)}" for term, stands in places.items())


def _on_postgresql(asked: Asked) -> tuple[ColumnElement[bool], ColumnElement[float], FromClause]:
    """As `_on_sqlite`."""
    sought = " & ".join(_in_tsquery(each) for each in asked.sought)
    match = " & ".join((sought, *(f"!{_in_tsquery(each)}" for each in asked.without)))
    rank = func.ts_rank(RANKS, ENTRY.c.words, cast(sought, TSQUERY))
    return ENTRY.c.words.op("@@")(cast(match, TSQUERY)), rank, ENTRY


def _in_tsquery(sought: Sought) -> str:
    where = f"{IN_TITLE}{IN_WORDS}"
    last = ("*" if sought.begins_alone else f"*{where}") if sought.begins else where
    ways = (
        " <-> ".join([*(f"'{term}':{where}" for term in way[:-1]), f"'{way[-1]}':{last}"]) for way in sought.ways
    )  # fmt: skip
    return f"({' | '.join(f'({way})' for way in ways)})"


def _occurrences(db: Db, terms_: Sequence[str], within: Select[Any]) -> Select[Any]:
    """(entry, term), once for each term that an entry holds in its title or words."""
    if _is_sqlite(db):
        return (
            select(PLACES.c.doc, PLACES.c.term)
            .where(PLACES.c.term.in_(terms_), PLACES.c.col != "forms", PLACES.c.doc.in_(within))
            .distinct()
        )
    held = func.unnest(ENTRY.c.words).table_valued("lexeme", "positions", "weights", joins_implicitly=True)
    stands = literal_column("'{A,B}'::text[]").op("&&")(held.c.weights)
    any_of = cast(" | ".join(f"'{term}'" for term in terms_), TSQUERY)
    return select(ENTRY.c.id.label("doc"), held.c.lexeme.label("term")).where(
        ENTRY.c.id.in_(within), ENTRY.c.words.op("@@")(any_of), held.c.lexeme.in_(terms_), stands
    )
