"""How long do the forms that are read back take: Akoma Ntoso, JSON, and plain text?

    .venv/bin/python -m tests.bench.bench_akn

Prints milliseconds of the processor, the best of nine runs, for a report of 300 paragraphs of 120 words under 30 headings, with
footnotes and subparagraphs, four annexes of tables (participants, documents, submissions) and a redline in every fifth paragraph;
beside them the bare parsing of the same file by lxml, and `json.loads` of the same data.
"""

import json
import random
import time
from collections.abc import Callable

from lxml import etree

from oewg.texts.documents.akn import read_akn, write_akn
from oewg.texts.documents.data import read_json, write_json
from oewg.texts.documents.description import (
    Annex,
    Block,
    Change,
    Document,
    Footnote,
    Heading,
    Masthead,
    Paragraph,
    Subparagraph,
    Table,
)
from oewg.texts.documents.text import write_text
from oewg.texts.rules.redline import redline
from tests.bench.bench_redline import edited, paragraph, vocabulary

PARAGRAPHS, RUNS = 300, 9
HEAD = Masthead(
    "United Nations", "A/AC.290/2021/CRP.2", "Limited", "12 March 2021", "English", "Open-ended working group on an exercise",
    "Third substantive session", "Agenda item 5",
)  # fmt: skip


def report() -> Document:
    """A report as long as the group's, and somewhat longer."""
    chance = random.Random(1)
    words = vocabulary(chance)
    blocks: list[Block] = []
    for number in range(1, PARAGRAPHS + 1):
        if number % 10 == 1:
            blocks.append(Heading(1 + number // 10 % 2, f"{number // 10}.", " ".join(chance.choices(words, k=6))))
        said = paragraph(chance, words)
        new = " ".join(edited(chance, said, words)) if number % 5 == 0 else " ".join(said)
        pieces = redline(" ".join(said), new) if number % 5 == 0 else ()
        changes = tuple(Change(kind, part, () if kind == "equal" else ("France",)) for kind, part in pieces)
        note = Footnote("a", " ".join(chance.choices(words, k=12)))
        identity = f"provision_{number}_revision_1"
        blocks.append(Paragraph(f"{number}.", new, changes=changes, notes=(note,), identity=identity))
        if number % 3 == 0:
            blocks.extend(Subparagraph(f"({sign})", 1, " ".join(paragraph(chance, words)[:30])) for sign in "abc")
    for title, rows in (("Participants", 400), ("Documents", 150), ("Submissions", 300), ("Summary", 20)):
        blocks.append(Annex(title))
        blocks.append(Table(("State", "Name", "Title"), tuple(tuple(chance.choices(words, k=3)) for _ in range(rows))))
    return Document(HEAD, "Draft report", "en", "", tuple(blocks), contents=True)


def milliseconds(work: Callable[[], object]) -> float:
    """The best of several runs, for other programs only ever add to it."""
    best = float("inf")
    for _ in range(RUNS):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best * 1000


def main() -> None:
    """Measure and print."""
    document = report()
    xml, data = write_akn(document), write_json(document)
    assert read_akn(xml).document == document == read_json(data)
    parsed = milliseconds(lambda: etree.fromstring(xml))
    loaded = milliseconds(lambda: json.loads(data))
    for what, work, beside, by in (
        ("Akoma Ntoso written", lambda: write_akn(document), parsed, "lxml parsing it"),
        ("Akoma Ntoso read", lambda: read_akn(xml), parsed, "lxml parsing it"),
        ("JSON written", lambda: write_json(document), loaded, "json.loads of it"),
        ("JSON read", lambda: read_json(data), loaded, "json.loads of it"),
        ("plain text written", lambda: write_text(document), parsed, "lxml parsing the Akoma Ntoso"),
    ):
        took = milliseconds(work)
        print(f"{what}: {took:.0f} ms, {by} {beside:.1f} ms, ratio {took / beside:.1f}")
    print(
        f"{len(xml) // 1000} kB of Akoma Ntoso, {len(data) // 1000} kB of JSON, {len(write_text(document)) // 1000} kB of text"
    )


if __name__ == "__main__":
    main()
