"""A redline as a Word file: accepted and rejected, its tracked changes are exactly the two texts."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from oewg.texts.documents.description import (
    Annex,
    Change,
    Document,
    Heading,
    Paragraph,
    Subparagraph,
    Table,
    accepted,
    rejected,
)
from oewg.texts.documents.docx import write_docx
from oewg.texts.documents.inline import Span, parse, plain
from oewg.texts.documents.notes import as_text, unmarked
from tests.texts.documents.office import needs_office, printed_lines, resolved_there
from tests.texts.documents.specimens import document, everything, rearranged, redlined, redlines
from tests.texts.documents.word_processor import Shown, W, Words, parts, shown, tables

Text = tuple[tuple[Words, ...], tuple[tuple[Words, ...], ...]]


def dressed(spans: tuple[Span, ...]) -> tuple[Words, ...]:
    """Spans as a word processor shows them."""
    found: list[Words] = []
    for span in spans:
        if found and (found[-1].bold, found[-1].italic, found[-1].href) == (span.strong, span.emphasis, span.href):
            found[-1] = Words(found[-1].text + span.text, span.strong, span.emphasis, span.href)
        elif span.text:
            found.append(Words(span.text, span.strong, span.emphasis, span.href))
    return tuple(found)


def texts(written: Document, *, accept: bool) -> list[tuple[str, Text]]:
    """The blocks of one of the two texts, as the description says them: number, words, words of the notes."""
    return [
        (block.number, one_text(block, accept))
        for block in written.blocks
        if isinstance(block, Heading | Paragraph | Subparagraph)
        and block.standing != ("delete" if accept else "insert")
    ]


def one_text(block: Any, accept: bool) -> Text:
    """The words of a block in one of the two texts, and those of its footnotes in the order of their marks."""
    side, other = (accepted, rejected) if accept else (rejected, accepted)
    here, there = (side(block.changes), other(block.changes)) if block.changes else (block.words, block.words)
    notes = {note.key: note for note in block.notes}
    spans = parse(here)
    called = [notes[span.note] for span in spans if span.note in notes]
    marked = {span.note for span in (*spans, *parse(there))}
    called += [note for key, note in notes.items() if key not in marked]
    printed = tuple(as_text(span) for span in spans if span.note not in notes)
    wordings = (side(note.changes) if note.changes else note.words for note in called)
    return dressed(printed), tuple(dressed(unmarked(words)) for words in wordings)


def read(contents: bytes, *, accept: bool) -> list[tuple[str, Text]]:
    """What a word processor shows of a file, block by block."""
    return [(one.number, (one.words, one.notes)) for one in body(contents, accept=accept)]


def body(contents: bytes, *, accept: bool) -> list[Shown]:
    """The paragraphs below the title, without what separates and what stands in tables."""
    return [
        one for one in shown(contents, accept=accept) if re.match("Heading|Numbered|Body|Subparagraph", one.style)
    ]  # fmt: skip


def table_texts(written: Document, *, accept: bool) -> list[list[list[str]]]:
    """The tables of one of the two texts, as the description says them: the words of their cells."""
    gone, side = ("delete", accepted) if accept else ("insert", rejected)
    found = []
    for block in written.blocks:
        if not isinstance(block, Table) or block.standing == gone:
            continue
        rows = []
        for cells, mark in zip((block.header, *block.rows), block.marks(), strict=True):
            if mark.standing != gone:
                changes = mark.cells or ((),) * len(cells)
                said = [side(each) if each else words for words, each in zip(cells, changes, strict=True)]
                rows.append([plain(words) for words in block.filled(tuple(said))])
        found.append(rows)
    return found


def annexes(written: Document, *, accept: bool) -> list[str]:
    """The titles of the annexes of one of the two texts."""
    return [
        block.title
        for block in written.blocks
        if isinstance(block, Annex) and block.standing != ("delete" if accept else "insert")
    ]


some = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@some
@example(redlined())
@given(redlines())
def test_accepted_and_rejected_it_is_exactly_the_two_texts(written: Document) -> None:
    contents = write_docx(written)
    assert read(contents, accept=True) == texts(written, accept=True)
    # The numbers of what stayed are those of the new text: the old ones the word processor counts anew.
    assert [text for _, text in read(contents, accept=False)] == [text for _, text in texts(written, accept=False)]


NEW_NUMBERS = ["I.", "1.", "2.", "(a)", "2 bis.", "A.", "3."]
OLD_NUMBERS = ["I.", "1.", "2.", "(a)", "A.", "3.", "4.", "5."]


@pytest.mark.parametrize("accept", [True, False], ids=["accepted", "rejected"])
def test_rows_tables_and_annexes_come_and_go_and_what_moved_stands_in_one_place(accept: bool) -> None:
    contents = write_docx(rearranged())
    assert [text for _, text in read(contents, accept=accept)] == [
        text for _, text in texts(rearranged(), accept=accept)
    ]
    assert tables(contents, accept=accept)[1:] == table_texts(rearranged(), accept=accept)  # the first is the masthead
    titles = [one.text.rpartition("\n")[2] for one in shown(contents, accept=accept) if one.style == "AnnexTitle"]
    assert titles == annexes(rearranged(), accept=accept)


def test_what_moved_with_all_its_words_is_a_move_for_a_word_processor() -> None:
    body = parts(write_docx(rearranged()))["word/document.xml"]
    names = {
        side: [mark.get(f"{W}name") for mark in body.iter(f"{W}{side}RangeStart")] for side in ("moveFrom", "moveTo")
    }
    assert sorted(names["moveFrom"]) == sorted(names["moveTo"]) == ["move_2", "move_3"]
    ends = [mark.get(f"{W}id") for mark in body.iter(f"{W}moveFromRangeEnd", f"{W}moveToRangeEnd")]
    assert ends == [mark.get(f"{W}id") for mark in body.iter(f"{W}moveFromRangeStart", f"{W}moveToRangeStart")]
    moved = [mark for mark in body.iter(f"{W}moveFrom", f"{W}moveTo") if mark.getparent().tag != f"{W}rPr"]
    assert ["".join(mark.itertext()) for mark in moved] == ["Moved", "Another one.", "Moved", "Another one."]


def test_what_moved_and_changed_is_tracked_word_for_word_and_its_author_says_from_where() -> None:
    body = parts(write_docx(rearranged()))["word/document.xml"]
    whole = {
        paragraph: [mark.get(f"{W}author") for mark in paragraph.iter(f"{W}ins", f"{W}del")]
        for paragraph in body.iter(f"{W}p")
        if "It moved" in "".join(paragraph.itertext())
    }
    group = "Open-ended working group on an exercise"
    assert [set(authors) for authors in whole.values()] == [
        {f"{group} (moved to paragraph 3)"}, {f"{group} (moved from paragraph 1)"},
    ]  # fmt: skip


def test_the_numbers_of_both_texts_are_counted() -> None:
    contents = write_docx(redlined())
    for accept, expected in ((True, NEW_NUMBERS), (False, OLD_NUMBERS)):
        assert [one.number for one in body(contents, accept=accept)] == expected


def edges() -> Document:
    """Blocks that come and go where a paragraph cannot vanish by itself: before a table, after an annex, at the end."""
    table = Table(("Symbol",), (("A/1",),))
    goes: Any = {"standing": "delete", "authors": ("France",)}
    comes: Any = {"standing": "insert", "authors": ("Kenya",)}
    return document(
        *(
            Heading(1, "I.", "A heading goes", **goes),
            table,
            Paragraph("1.", "One goes.", **goes),
            table,
            Paragraph("1.", "One stays."),
        ),
        *(
            Subparagraph("(a)", 1, "Goes with it.", **goes),
            Annex("An annex"),
            Paragraph("2.", "One comes.", **comes),
            table,
        ),
        *(Paragraph("3.", "Another one stays."), Paragraph("4.", "The last one comes.", **comes)),
    )


@pytest.mark.parametrize("accept", [True, False], ids=["accepted", "rejected"])
@pytest.mark.parametrize("make", [redlined, edges, rearranged])
def test_a_block_that_goes_leaves_no_paragraph_behind(make: Callable[[], Document], accept: bool) -> None:
    left = [one for one in body(write_docx(make()), accept=accept) if not one.words]
    assert left == []


@pytest.mark.parametrize(
    ("authors", "said"),
    [
        (("France", "Japan"), "France; Japan"),
        (tuple(f"Delegation {n:02}" for n in range(17)), "; ".join(f"Delegation {n:02}" for n in range(17))),
        (tuple(f"Delegation {n:02}" for n in range(54)), "; ".join(f"Delegation {n:02}" for n in range(16)) + "; +38"),
        (("W" * 300, "Japan"), "W" * 255),
    ],
)
def test_so_many_authors_are_named_as_word_takes(authors: tuple[str, ...], said: str) -> None:
    body = parts(write_docx(document(Paragraph("1.", "Words.", standing="insert", authors=authors))))[
        "word/document.xml"
    ]
    assert {mark.get(f"{W}author") for mark in body.iter(f"{W}ins")} == {said}
    assert len(said) <= 255


def test_every_change_has_an_author_a_day_and_an_id_of_its_own() -> None:
    read = parts(write_docx(redlined()))
    marks = [mark for part in read.values() for mark in part.iter(f"{W}ins", f"{W}del", f"{W}bookmarkStart")]
    identities = [mark.get(f"{W}id") for mark in marks]
    assert len(identities) == len(set(identities)) > 20
    changes = [mark for mark in marks if mark.tag != f"{W}bookmarkStart"]
    assert {mark.get(f"{W}author") for mark in changes} == {"France", "France; Japan", "Kenya", "Chair"}
    assert {mark.get(f"{W}date") for mark in changes} == {"2021-03-12T00:00:00Z"}


def test_a_change_in_nobodys_name_is_the_groups() -> None:
    [mark] = parts(write_docx(document(Paragraph("1.", "a", changes=(Change("insert", "a"),)))))[
        "word/document.xml"
    ].iter(f"{W}ins")
    assert mark.get(f"{W}author") == "Open-ended working group on an exercise"


def test_an_identified_paragraph_stands_between_the_ends_of_its_bookmark() -> None:
    for accept in (True, False):
        found = [(one.number, one.bookmarks) for one in body(write_docx(redlined()), accept=accept) if one.bookmarks]
        assert found == [("I.", ("provision_1_revision_9",)), ("1.", ("provision_2_revision_3",))]


def test_a_file_without_changes_has_none() -> None:
    assert not [mark for part in parts(write_docx(everything())).values() for mark in part.iter(f"{W}ins", f"{W}del")]


@needs_office
@pytest.mark.parametrize(
    ("make", "accept", "numbers"),
    [
        (redlined, True, NEW_NUMBERS),
        (redlined, False, OLD_NUMBERS),
        (edges, True, ["1.", "2.", "3.", "4."]),
        (edges, False, ["I.", "1.", "2.", "(a)", "3."]),
        (rearranged, True, ["I.", "1.", "A.", "B.", "2.", "3.", ""]),
        (rearranged, False, ["I.", "", "", "", "1.", "A."]),
    ],
    ids=[
        "accepted",
        "rejected",
        "accepted at the edges",
        "rejected at the edges",
        "accepted as rearranged",
        "rejected as rearranged",
    ],
)
def test_libreoffice_accepts_and_rejects_it_to_the_same(
    make: Callable[[], Document], accept: bool, numbers: list[str], tmp_path: Path
) -> None:
    """Numbers, words, dress, footnotes, tables, annexes. Not where links lead: it lets a link that goes spread over the words after it."""
    there = resolved_there(write_docx(make()), tmp_path, accept=accept)
    assert tables(there)[1:] == table_texts(make(), accept=accept)
    titles = [one.text.rpartition("\n")[2] for one in shown(there) if one.style == "AnnexTitle"]
    assert titles == annexes(make(), accept=accept)
    found = [
        (unlinked(one.words), tuple(unlinked(note) for note in one.notes))
        for one in shown(there)
        if re.match("Heading|Numbered|TextBody|Subparagraph", one.style)
    ]
    expected = [(unlinked(words), tuple(map(unlinked, notes))) for _, (words, notes) in texts(make(), accept=accept)]
    assert found == expected
    starts = [f"{number} {words[0].text[:9]}".strip() for number, (words, _) in zip(numbers, expected, strict=True)]
    lines = [" ".join(line.split()) for line in printed_lines(there, tmp_path)]
    assert [start for line in lines for start in starts if line.startswith(start)] == starts


def unlinked(words: tuple[Words, ...]) -> tuple[Words, ...]:
    """The words without where their links lead."""
    return dressed(tuple(Span(one.text, one.italic, one.bold) for one in words))
