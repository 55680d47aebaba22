"""Documents that the tests write: one that has everything, and any that people could write."""

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
)
from oewg.texts.rules.redline import redline

MASTHEAD = Masthead(
    organization="United Nations",
    symbol="A/AC.290/2021/L.1",
    distribution="Limited",
    date="12 March 2021",
    original_language="English",
    body="Open-ended working group on an exercise",
    session="Third substantive session",
    agenda_item="Agenda item 5",
)


def document(*blocks: Block, language: str = "en", title: str = "Draft report", notice: str = "") -> Document:
    """A document with the usual masthead."""
    return Document(MASTHEAD, title, language, notice, blocks)


def everything(language: str = "en") -> Document:
    """Every kind of block, in an order that a report could have; three footnotes."""
    return document(
        Heading(1, "I.", "Introduction"),
        Paragraph(
            "1.",
            "The group *considered* it.[^b] It **agreed**.[^a]",
            notes=(Footnote("a", "Two."), Footnote("b", "One.")),
        ),
        Heading(2, "A.", "Mandate"),
        Paragraph("", "States [should [consider] refrain], see [the resolution](https://example.org/73/27)."),
        Subparagraph("(a)", 1, "First;"),
        Subparagraph("(i)", 2, "Second;[^x]", notes=(Footnote("x", "Three: [a page](https://example.org/three)."),)),
        Subparagraph("a.", 3, "Third."),
        Heading(3, "1.", "Documents"),
        Table(("Symbol", "Title"), (("A/1", "A *title*"), ("A/2",))),
        Annex("Participants"),
        Paragraph("2.", "العربية, 中文, русский"),
        language=language,
        notice="Exercise: no State’s position",
    )


def redlined(language: str = "en") -> Document:
    """A redline with everything that can change: words, marks, footnotes and their words, whole blocks, of three delegations."""
    france, both = ("France",), ("France", "Japan")
    return document(
        Heading(
            1,
            "I.",
            "Introduction",
            changes=_of("-Intro", "+Introduction", by=france),
            identity="provision_1_revision_9",
        ),
        Paragraph(
            "1.",
            "States *should* refrain.[^b] See [the Charter](https://example.org/charter).[^c]",
            changes=(
                *_of("=States ", "-may", "+*should*", by=both),
                *_of(
                    "= refrain.",
                    "-[^a]",
                    "+[^b]",
                    "= See ",
                    "-it",
                    "+[the Charter](https://example.org/charter)",
                    "=.[^c]",
                    by=("Kenya",),
                ),
            ),
            notes=(
                Footnote("a", "Gone."),
                Footnote("b", "Come *in*."),
                Footnote("c", "As agreed.", changes=_of("=As ", "-said", "+agreed", "=.", by=france)),
            ),
            identity="provision_2_revision_3",
        ),
        Paragraph("2.", "This one goes.[^x]", standing="delete", authors=both, notes=(Footnote("x", "Its note."),)),
        Subparagraph("(a)", 1, "With its subparagraph.", standing="delete", authors=both),
        Paragraph(
            "2.",
            "This one *comes* in.[^x]",
            standing="insert",
            authors=("Kenya",),
            notes=(Footnote("x", "A new note."),),
        ),
        Subparagraph("(a)", 1, "First;", standing="insert", authors=("Kenya",)),
        Paragraph("2 bis.", "An alternative.", standing="insert", authors=("Chair",)),
        Heading(2, "A.", "Of that", changes=_of("=Of ", "-*", "=that", "-*", by=france)),
        Paragraph("3.", "The last but one stays."),
        Paragraph("4.", "Gone before a table.", standing="delete", authors=france),
        Table(("Symbol", "Title"), (("A/1", "A *title*"),)),
        Paragraph("5.", "The last one goes.", standing="delete", authors=france),
        language=language,
    )


def rearranged(language: str = "en") -> Document:
    """A redline in nobody's name: paragraphs and a heading that moved, one with other words; rows, tables, annexes that come and go."""

    def moves(there: str, name: str, standing: str, *stretches: str) -> dict[str, Any]:
        return {
            "standing": standing,
            "moved": there,
            "move": name,
            "changes": _of(*stretches, by=()) if stretches else (),
        }

    return document(
        Heading(1, "I.", "Introduction"),
        Paragraph("", "It moved and *changed*.",  **moves("paragraph 3", "move_1", "delete", "=It moved and ", "-*changed*", "=.")),
        Heading(2, "", "Moved", **moves("section I.B", "move_2", "delete")),
        Paragraph("", "Another one.", **moves("paragraph 2", "move_3", "delete")),
        Paragraph("1.", "One stays."),
        Heading(2, "A.", "Stays"),
        Heading(2, "B.", "Moved", **moves("section I.A", "move_2", "insert")),
        Paragraph("2.", "Another one.", **moves("paragraph 2", "move_3", "insert")),
        Paragraph("3.", "It moved and **became** another.",  **moves("paragraph 1", "move_1", "insert", "=It moved and ", "+**became** another", "=.")),
        Annex("A list that changes"),
        Table(
            ("No.", "Title"),
            (("1", "It goes"), ("2", "It *comes*"), ("3", "It is now other"), ("4",)),
            (
                MarkedRow("delete"), MarkedRow("insert"),
                MarkedRow("equal", (_of("-2", "+3", by=()), _of("=It is ", "-*not*", "+now", "= other", by=()))), MarkedRow(),
            ),
        ),
        Annex("A list that goes", standing="delete"),
        Table(("Symbol",), (("A/1",), ("A/2",)), standing="delete"),
        Annex("Names that come", standing="insert"),
        Paragraph("", "France; Japan.", standing="insert"),
        Table(("Symbol",), (("A/3",),), standing="insert"),
        language=language,
    )  # fmt: skip


def _of(*stretches: str, by: tuple[str, ...]) -> tuple[Change, ...]:
    kinds = {"=": "equal", "-": "delete", "+": "insert"}
    return tuple(Change(kinds[one[0]], one[1:], () if one[0] == "=" else by) for one in stretches)


# The marks of the inline form, of typst, of HTML and of XML, and characters that no document can hold.
_MARKUP = st.sampled_from(
    [
        *(
            "*",
            "**",
            "***",
            "[^a]",
            "[^b]",
            "[",
            "]",
            "(",
            ")",
            "[x](https://example.org)",
            "[x](javascript:1)",
            "[x](#)",
        ),
        *("#", "$", "_", "@", "<", ">", "\\", "`", "//", "/*", '"', "'", "&amp;", "]]>", "<script>", "#eval(1)", "= "),
        *("\0", "\x1b", "\ud800", "\ufffe", "\r\n", "\n", "\t", "\u202e", "\u200f", "ا", "ש", "中", "é", " ", "a"),
    ]
)
ANY_CHARACTER = st.characters(exclude_categories=())
ANY_WORDS = st.lists(_MARKUP | st.text(ANY_CHARACTER, max_size=6), max_size=12).map("".join)
ASCII_WORDS = st.text("abcXYZ $#*_@<>\\`[]()/", min_size=1, max_size=60)


def documents(words: st.SearchStrategy[str] = ANY_WORDS, language: str | None = None) -> st.SearchStrategy[Document]:
    """Any document whose every word is drawn from `words`."""
    notes = st.lists(st.builds(Footnote, st.sampled_from("ab"), words), max_size=2, unique_by=lambda note: note.key)
    own_notes = notes.map(tuple)
    levels = st.integers(1, 3)
    rows = st.lists(words, max_size=3).map(tuple)
    blocks = st.one_of(
        st.builds(Heading, levels, words, words, notes=own_notes),
        st.builds(Paragraph, words, words, notes=own_notes),
        st.builds(Subparagraph, words, levels, words, notes=own_notes),
        st.builds(Table, rows, st.lists(rows, max_size=3).map(tuple)),
        st.builds(Annex, words),
    )
    languages = st.sampled_from(["en", "ar", "zh", "ru", "en-GB"]) if language is None else st.just(language)
    masthead = st.builds(Masthead, *[words] * 8)
    return st.builds(Document, masthead, words, languages, words, st.lists(blocks, max_size=5).map(tuple))


# Words as delegations write them, each of which is a mark of its own for a redline.
_REDLINE_WORDS = st.sampled_from(
    ["States ", "should ", "may ", "refrain", ". ", "*must* ", "**all** ", "[^a]", "[^b]", "[^c]", "[x](https://example.org) ", "*", "[", "] ", "2.5 ", "中文", "ا", "\n"]
)  # fmt: skip
WORDINGS = st.lists(_REDLINE_WORDS, max_size=8).map("".join)
_DELEGATIONS = st.lists(st.sampled_from(["France", "Japan", "Kenya & <Co>"]), min_size=1, max_size=2, unique=True).map(
    tuple
)


@st.composite
def _tracked(draw: st.DrawFn) -> tuple[str, tuple[Change, ...]]:
    """The new words, and the stretches that lead to them."""
    old, new = draw(WORDINGS), draw(WORDINGS)
    pieces = redline(old, new)
    return new, tuple(Change(kind, words, draw(_DELEGATIONS) if kind != "equal" else ()) for kind, words in pieces)


@st.composite
def redlines(draw: st.DrawFn) -> Document:
    """Any redline, made by `redline` from any wordings; the paragraphs that stay and come are numbered in one run."""
    blocks: list[Block] = []
    paragraphs = 0
    for at in range(draw(st.integers(1, 6))):
        standing, authors = draw(st.sampled_from(["equal", "equal", "insert", "delete"])), draw(_DELEGATIONS)
        notes = []
        for key in draw(st.sets(st.sampled_from("abc"))):
            words, changes = draw(_tracked())
            notes.append(Footnote(key, words, changes))
        words, changes = draw(_tracked())
        if standing != "equal":
            changes = draw(st.sampled_from([(), (Change(standing, words, authors),) if words else ()]))
        paragraphs += standing != "delete"
        number = f"{paragraphs}." if standing != "delete" else draw(st.sampled_from(["1.", "2.", "7 bis."]))
        identity = draw(st.sampled_from(["", f"provision_{at}_revision_1"]))
        blocks.append(
            Paragraph(number, words, notes=tuple(notes), changes=changes, standing=standing, authors=authors, identity=identity)
        )  # fmt: skip
    return document(*blocks, language=draw(st.sampled_from(["en", "ar"])))
