"""How long does a report of 300 paragraphs with its annexes take to be written, clean and as a redline, and with how much memory?

    .venv/bin/python -m tests.bench.bench_documents

Prints seconds of the processor for each form, the first writing in a process of its own (what a compilation costs) and the best of
three, each beside the same words as bare paragraphs by python-docx; and the most memory that it took to write them all once: this
process, and the one that sets the pages of a PDF.
"""

import io
import os
import random
import resource
import subprocess
import sys
from collections.abc import Callable

import docx

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
from oewg.texts.documents.docx import write_docx
from oewg.texts.documents.html import write_html
from oewg.texts.documents.pdf import write_pdf
from oewg.texts.rules.numbering import heading_number, subparagraph_number
from oewg.texts.rules.redline import redline
from tests.bench.bench_redline import edited, paragraph, vocabulary

PARAGRAPHS, SECTIONS, PARTICIPANTS, SUBMISSIONS, EXPLANATIONS = 300, 10, 600, 110, 40
WRITERS: dict[str, Callable[[Document], bytes | str]] = {"docx": write_docx, "pdf": write_pdf, "html": write_html}


def report(*, as_redline: bool) -> Document:
    """300 paragraphs of 60 words and more, a footnote in every third, four annexes; as a redline every other paragraph changes."""
    chance = random.Random(1)
    words = vocabulary(chance)
    blocks: list[Block] = []
    for number in range(1, PARAGRAPHS + 1):
        if number % (PARAGRAPHS // SECTIONS) == 1:
            place = number // (PARAGRAPHS // SECTIONS) + 1
            blocks.append(Heading(1, heading_number(1, place), " ".join(chance.choices(words, k=6))))
        said = paragraph(chance, words)[: chance.randint(60, 120)]
        notes = (Footnote("a", " ".join(chance.choices(words, k=12))),) if number % 3 == 0 else ()
        wording = " ".join(said) + "[^a]" * len(notes)
        changes: tuple[Change, ...] = ()
        if as_redline and number % 2:
            old = " ".join(edited(chance, said, words)) + "[^a]" * len(notes)
            by = (f"Delegation {number % 12}",)
            changes = tuple(Change(kind, one, () if kind == "equal" else by) for kind, one in redline(old, wording))
        identity = f"provision_{number}_revision_1"
        blocks.append(Paragraph(f"{number}.", wording, notes=notes, changes=changes, identity=identity))
        if number % 10 == 0:
            blocks += [Subparagraph(subparagraph_number(1, at), 1, " ".join(said[:20])) for at in (1, 2, 3)]

    def rows(count: int, *lengths: int) -> tuple[tuple[str, ...], ...]:
        return tuple(
            (str(row), *(" ".join(chance.choices(words, k=length)) for length in lengths)) for row in range(1, count + 1)
        )  # fmt: skip

    blocks += [
        Annex("Chair’s summary"),
        *(Paragraph(f"{n}.", " ".join(paragraph(chance, words))) for n in range(1, 41)),
    ]
    blocks += [Annex("Participants"), Table(("No.", "Delegation", "Participants"), rows(PARTICIPANTS, 3, 12))]
    blocks += [Annex("Submissions"), Table(("No.", "Title", "From", "What became of it"), rows(SUBMISSIONS, 8, 4, 25))]
    blocks += [Annex("Compendium of explanations of position")]
    for _ in range(EXPLANATIONS):
        blocks += [Heading(2, "", "A delegation"), Paragraph("", " ".join(paragraph(chance, words) * 2))]
    masthead = Masthead(
        "United Nations",
        "A/AC.290/2021/L.1",
        "Limited",
        "12 March 2021",
        "English",
        "A group",
        "Third session",
        "Item 5",
    )
    return Document(masthead, "Draft report", "en", "", tuple(blocks), contents=True)


def bare(document: Document) -> bytes:
    """The same words, and nothing else, as python-docx writes them."""
    word = docx.Document()
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph | Subparagraph):
            word.add_paragraph(block.words)
        elif isinstance(block, Table):
            for row in block.rows:
                word.add_paragraph("\t".join(row))
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def seconds(work: Callable[[], object]) -> float:
    """Of the processor, in this process and in those that it began and waited for."""
    begun = processor()
    work()
    return processor() - begun


def processor() -> float:
    """Seconds of the processor so far."""
    return sum(os.times()[:4])


def megabytes(whose: int) -> float:
    """The most that this process (RUSAGE_SELF), or the largest of those that it waited for (RUSAGE_CHILDREN), has held.

    The latter never comes to less than this process held when it began the other: the system counts from there.
    """
    return resource.getrusage(whose).ru_maxrss * 1024 / 1e6


def one_run(kind: str) -> None:
    """Write every form for the first time, and then again, in this process; print a line for each."""
    document = report(as_redline=kind == "redline")
    beside = min(seconds(lambda: bare(document)) for _ in range(3))
    firsts = {name: seconds(lambda write=write: write(document)) for name, write in WRITERS.items()}  # type: ignore[misc]
    here, there = megabytes(resource.RUSAGE_SELF), megabytes(resource.RUSAGE_CHILDREN)
    for name, write in WRITERS.items():
        again = min(seconds(lambda write=write: write(document)) for _ in range(3))  # type: ignore[misc]
        ratio = firsts[name] / beside
        print(f"{kind} {name}: first {firsts[name]:.2f} s, again {again:.2f} s; bare {beside:.2f} s, ratio {ratio:.1f}")
    print(
        f"{kind}: all for the first time {sum(firsts.values()):.2f} s, at most {here:.0f} MB here and {there:.0f} MB for the pages"
    )


def main() -> None:
    """Each kind in a process of its own."""
    for kind in ("clean", "redline"):
        subprocess.run([sys.executable, "-m", "tests.bench.bench_documents", kind], check=True)


if __name__ == "__main__":
    one_run(sys.argv[1]) if len(sys.argv) > 1 else main()
