"""Documents that the tests write: one that has everything, and any that people could write."""

from hypothesis import strategies as st

from oewg.texts.documents.description import (
    Annex,
    Block,
    Document,
    Footnote,
    Heading,
    Masthead,
    Paragraph,
    Subparagraph,
    Table,
)

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
