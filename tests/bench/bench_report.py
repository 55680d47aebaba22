"""How long does it take to write a report of 300 paragraphs with all annexes in every form, and how much memory?

    .venv/bin/python -m tests.bench.bench_report

Prints seconds of the processor and of the clock for each form and for all, and the most memory that was held: by the process that
compiles, by the one that sets the pages of the PDF, and by both at the same time (their shares of what they hold in common, as the
system reckons them every 20 ms). For each kind in a process of its own, which has written nothing before; first for the bare words
laid out by typst in its own form.
"""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from oewg.report.actions.compilations import WRITERS
from oewg.report.rules.annexes import BearingFacts, ParticipantFacts, SubmissionFacts
from oewg.report.rules.document import Source, report_document
from oewg.report.rules.earlier import earlier_blocks
from oewg.report.rules.facts import AgendaItem, DocumentFacts, Facts
from oewg.report.rules.proposals import Proposal
from oewg.report.rules.redline import Against
from oewg.report.rules.substantive import Passage
from oewg.texts.documents.data import read_json, write_json
from oewg.texts.documents.description import Document, Footnote
from tests.bench.bench_documents import megabytes, processor
from tests.bench.bench_redline import edited, paragraph, vocabulary

HERE, THERE = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
PARAGRAPHS = 300
DELEGATIONS, ORGANIZATIONS, SUBMISSIONS, DOCUMENTS, PROPOSALS = 193, 110, 120, 80, 60


def source() -> Source:
    """A report as long as they become: 300 paragraphs of 120 words, a heading every ten, a footnote every five."""
    chance = random.Random(1)
    words = vocabulary(chance)
    passages: list[Passage] = []
    for number in range(1, PARAGRAPHS + 1):
        if number % 10 == 1:
            passages.append(
                Passage(
                    1000 + number, "heading", "I.", 1, " ".join(paragraph(chance, words)[:6]), revision_id=1000 + number
                )
            )
        said = " ".join(paragraph(chance, words))
        notes = (Footnote(f"n{number}", " ".join(paragraph(chance, words)[:20])),) if number % 5 == 0 else ()
        said += f"[^n{number}]" if notes else ""
        passages.append(Passage(number, "paragraph", f"{number}.", 1, said, notes=notes, revision_id=number))
    by_id = {one.provision_id: one for one in passages}
    proposals = []
    for number in range(1, PROPOSALS + 1):
        target = by_id[chance.randint(1, PARAGRAPHS)]
        now = " ".join(edited(chance, target.words.split(" "), words))
        proposals.append(Proposal(number, target.provision_id, "replace", (f"State {number % 40}",), now, now))
    facts = Facts(
        agenda=tuple(AgendaItem(f"{number}.", "An item of the agenda.") for number in range(1, 9)),
        documents=tuple(
            DocumentFacts(f"A/AC.290/2021/L.{number}", f"Working paper {number} on the matters before the group", date(2021, 3, 1))
            for number in range(DOCUMENTS)
        ),
    )  # fmt: skip
    return Source(
        "Open-ended working group", "An exercise", "Report", "Third session", "Agenda item 7\nAdoption of the report",
        date(2021, 3, 12), facts, tuple(passages),
        submissions=tuple(
            SubmissionFacts(f"Submission {number} on what States could do", f"Organization {number}", (BearingFacts(number + 1, "", "noted", " ".join(paragraph(chance, words)[:30])),))
            for number in range(SUBMISSIONS)
        ),
        proposals=tuple(proposals),
        participants=(
            *(ParticipantFacts("member", f"State {number}") for number in range(DELEGATIONS)),
            *(ParticipantFacts("organization", f"Association {number} of those concerned") for number in range(ORGANIZATIONS)),
        ),
    )  # fmt: skip


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Of the processor and of the clock, once: whoever compiles a report does it once, with nothing remembered."""
    spent, begin = processor(), time.perf_counter()
    work()
    return processor() - spent, time.perf_counter() - begin


def compiled(kind: str) -> None:
    """Compile in a kind, in this process, form by form."""
    known = source()
    earlier = tuple(
        replace(one, words=" ".join(edited(random.Random(one.provision_id), one.words.split(" "), ["other", "words"])))
        for one in known.passages
    )
    before = replace(
        known, passages=earlier, participants=known.participants[::2], submissions=known.submissions[5:-20],
        facts=replace(known.facts, documents=known.facts.documents[:-10]),
    )  # fmt: skip
    kept = write_json(report_document(before, "A/AC.290/2020/L.1")) if kind == "redline" else b""
    asked = replace(known, kind=kind)
    print(f"{kind}; memory before: {megabytes(HERE):.0f} MB")
    made: list[Document] = []

    def describe() -> None:
        against = Against("A/AC.290/2020/L.1", earlier, earlier=earlier_blocks(read_json(kept))) if kept else None
        made.append(report_document(replace(asked, against=against), "A/AC.290/2021/L.1"))

    total, clock = seconds(describe)
    print(f"  described: {total:.2f} s, {clock:.2f} s of the clock")
    for name, write in WRITERS.items():
        files: list[bytes] = []
        spent = seconds(lambda write=write, files=files: files.append(write(made[0])))  # type: ignore[misc]
        print(f"  {name}: {spent[0]:.2f} s, {spent[1]:.2f} s of the clock, {len(files[0]) / 1024:,.0f} kB")
        total, clock = total + spent[0], clock + spent[1]
    print(f"  together: {total:.2f} s, {clock:.2f} s of the clock")
    print(f"  memory: {megabytes(HERE):.0f} MB here, {megabytes(THERE):.0f} MB for the pages")


def bare() -> None:
    """The bare words as PDF."""
    import typst  # here: what compiles a report does not hold it, for another process sets the pages

    words = "\n\n".join(one.words.partition("[^")[0] for one in source().passages)
    spent = seconds(lambda: typst.compile(words.encode(), format="pdf"))
    print(
        f"typst over the bare words: {spent[0]:.2f} s, {spent[1]:.2f} s of the clock; memory {megabytes(HERE):.0f} MB"
    )


def tree(pid: int) -> list[int]:
    """A process, its children, and theirs."""
    try:
        children = [
            each for task in Path(f"/proc/{pid}/task").iterdir() for each in (task / "children").read_text().split()
        ]
    except OSError:  # it has ended
        return []
    return [pid, *(one for child in children for one in tree(int(child)))]


def share(pid: int) -> float:
    """MB that a process holds, of what it has in common with others its share (Pss); 0 if it has ended."""
    try:
        said = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in said.splitlines() if line.startswith("Pss:")), 0)


def main() -> None:
    """Measure and print: each in a process of its own."""
    if len(sys.argv) > 1:
        bare() if sys.argv[1] == "bare" else compiled(sys.argv[1])
        return
    for kind in ("bare", "clean", "rolling", "redline"):
        measured = subprocess.Popen([sys.executable, "-m", "tests.bench.bench_report", kind])
        most = 0.0
        while measured.poll() is None:
            most = max(most, sum(map(share, tree(measured.pid))))
            time.sleep(0.02)
        assert measured.returncode == 0
        print(f"  at the same time: {most:.0f} MB at most")


if __name__ == "__main__":
    main()
