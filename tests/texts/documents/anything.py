"""Any document that the description can describe, redlines and all: for the forms that are read back exactly."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from oewg.texts.documents.description import (
    Annex,
    Block,
    Change,
    Document,
    Footnote,
    Heading,
    MarkedRow,
    Masthead,
    Paragraph,
    Subparagraph,
    Table,
    accepted,
    rejected,
)
from tests.texts.documents.specimens import ANY_WORDS

AUTHORS = st.lists(st.sampled_from(["France", "Côte d’Ivoire", "中国", 'A "B" & <C>']), max_size=2, unique=True).map(
    tuple
)
STANDINGS = st.sampled_from(["equal", "equal", "insert", "delete"])
# White space, stars, marks and links, which are what the forms could spell in another way.
TRICKY = st.lists(
    st.sampled_from(["*", "**", "***", "a", "b ", " ", "[^a]", "[^b]", "[^1]", "[x](https://example.org)", "[x](#)", "[x](#a#b)",
                     "[", "](", ")", "\n", "(https://example.org/%)", "(https://a@b@c/)", "中", "ا", "(a)", "1.", "<", "&", "[z]"]),
    max_size=10,
).map("".join)  # fmt: skip
TYPED = st.lists(st.sampled_from(["x", "| A ", "|", "|\n|", " --- |", "[^a]", "[^b]", "*", "\\|", "\\", "<br>", "\n"]), max_size=12).map(
    lambda words: f"|{''.join(words)}|"
)  # fmt: skip
"""Words that may be tables, as people type them."""
WORDS = st.one_of(ANY_WORDS, TRICKY, TYPED)


def _changes(words: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Change, ...]]:
    kinds = st.sampled_from(["equal", "insert", "delete"])
    return st.lists(st.builds(Change, kinds, words, AUTHORS), max_size=4).map(tuple)


@st.composite
def _footnotes(draw: st.DrawFn, words: st.SearchStrategy[str]) -> tuple[Footnote, ...]:
    keys = draw(st.lists(st.sampled_from(["a", "b", "1", "c d"]), max_size=3, unique=True))
    found = []
    for key in keys:
        changes = draw(st.one_of(st.just(()), _changes(words)))
        found.append(Footnote(key, accepted(changes) if changes else draw(words), changes))
    return tuple(found)


@st.composite
def _tables(draw: st.DrawFn, words: st.SearchStrategy[str]) -> Table:
    header = tuple(draw(st.lists(words, max_size=3)))
    rows, marked = [], []
    for _ in range(draw(st.integers(0, 3))):
        standing = draw(STANDINGS)
        changes = draw(st.lists(st.one_of(st.just(()), _changes(words)), max_size=3).map(tuple))
        rows.append(tuple(accepted(each) if each else draw(words) for each in changes))
        marked.append(MarkedRow(standing, changes if any(changes) and standing == "equal" else ()))
    standing = draw(STANDINGS)
    is_marked = standing == "equal" and any(mark != MarkedRow() for mark in marked)
    return Table(header, tuple(rows), tuple(marked) if is_marked else (), standing)


@st.composite
def _marked(draw: st.DrawFn, words: st.SearchStrategy[str], identity: str) -> dict[str, Any]:
    standing = draw(STANDINGS)
    changes = draw(st.one_of(st.just(()), _changes(words)))
    said = rejected if standing == "delete" else accepted
    return {
        "words": said(changes) if changes else draw(words),
        "changes": changes,
        "notes": draw(_footnotes(words)),
        "standing": standing,
        "authors": draw(AUTHORS),
        "identity": draw(st.sampled_from(["", identity])),
        "language": draw(st.sampled_from(["", "fr", "ar"])),
        "moved": draw(st.sampled_from(["", "paragraph 12 (a)"])),
        "move": draw(st.sampled_from(["", "move_12"])),
    }


@st.composite
def anything(draw: st.DrawFn, words: st.SearchStrategy[str] = WORDS) -> Document:
    """Any document; the stretches of its redlines give its words, as the description asks."""
    blocks: list[Block] = []
    levels = st.integers(1, 3)
    numbers = st.one_of(words, st.sampled_from(["", "1.", "2.", "(a)", "(i)", "I.", "A."]))
    for place in range(draw(st.integers(0, 7))):
        kind = draw(st.sampled_from([Heading, Paragraph, Subparagraph, Table, Annex]))
        if kind is Table:
            blocks.append(replace(draw(_tables(words)), language=draw(st.sampled_from(["", "fr", "ar"]))))
        elif kind is Annex:
            blocks.append(Annex(draw(words), draw(STANDINGS)))
        else:
            marked = draw(_marked(words, f"provision_{place}_revision_1"))
            level = {} if kind is Paragraph else {"level": draw(levels)}
            blocks.append(kind(number=draw(numbers), **level, **marked))
    masthead = Masthead(*(draw(words) for _ in range(8)))
    language = draw(st.sampled_from(["en", "ar", "zh", "ru", "fr", "es", "en-GB", "sw"]))
    return Document(masthead, draw(words), language, draw(words), tuple(blocks), draw(st.booleans()))
