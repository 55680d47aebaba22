"""How do changes become stretches of a block that every writer can write? No mark of the inline form may be cut by them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from oewg.texts.documents.changing import laid_out
from oewg.texts.documents.description import Change, Footnote, accepted
from oewg.texts.documents.wording import uncut
from oewg.texts.rules.redline import redline


@dataclass(frozen=True)
class Step:
    """A wording that came after another one, and the delegations that brought it; () where the record names none."""

    words: str
    authors: tuple[str, ...] = ()


def marked(old: str, steps: Sequence[Step]) -> tuple[Change, ...]:
    """The changes that led from an old wording over each step to the last, each in the name of those who brought it.

    Accepted, they give the last wording; rejected, the old one. () when the two are the same.
    """
    new = steps[-1].words if steps else old
    if new == old:
        return ()
    standing = [Change("equal", old)] if old else []
    for step in steps:
        standing = list(_after(standing, step))
    # What becomes of a table stays in the order of its rows.
    in_rows = laid_out((change.kind, change.words, change.authors) for change in standing)
    return tuple(_alike(change for change in standing if change.words)) if in_rows else uncut(tuple(_joined(standing)))


def changed_notes(olds: Sequence[Footnote], news: Sequence[Footnote]) -> tuple[Footnote, ...]:
    """The footnotes of both wordings; one that only the old one calls goes, one that only the new one calls comes."""
    before = {note.key: note for note in olds}
    now = {note.key for note in news}
    found = []
    for note in news:
        old = before.get(note.key)
        changes = marked(old.words, [Step(note.words)]) if old else (Change("insert", note.words),)
        found.append(replace(note, changes=changes))
    gone = [replace(note, changes=(Change("delete", note.words),)) for note in olds if note.key not in now]
    return (*found, *gone)


def _after(standing: Sequence[Change], step: Step) -> Iterator[Change]:
    """The stretches after one step more: what a later step takes out of what an earlier one added leaves no trace."""
    waiting = list(reversed(standing))
    for kind, words in redline(accepted(standing), step.words):
        if kind == "insert":
            yield Change("insert", words, step.authors)
            continue
        left = len(words)
        while left:
            here = waiting.pop()
            if here.kind == "delete":
                yield here
                continue
            part, rest = here.words[:left], here.words[left:]
            left -= len(part)
            if rest:
                waiting.append(replace(here, words=rest))
            if kind == "equal":
                yield replace(here, words=part)
            elif here.kind == "equal":
                yield Change("delete", part, step.authors)
    yield from reversed(waiting)


def _joined(changes: Iterable[Change]) -> Iterator[Change]:
    """Neighbours of one kind and one author together; of a run of changes the deletions first."""
    run: list[Change] = []
    in_order: list[Change] = []
    for change in (*changes, Change("equal", "")):
        if change.kind != "equal":
            run.append(change)
        elif change.words or run:
            in_order += [*sorted(run, key=lambda one: one.kind != "delete"), change]
            run = []
    yield from _alike(change for change in in_order if change.words)


def _alike(changes: Iterable[Change]) -> Iterator[Change]:
    last: Change | None = None
    for change in changes:
        if last is not None and (last.kind, last.authors) == (change.kind, change.authors):
            last = replace(last, words=last.words + change.words)
            continue
        if last is not None:
            yield last
        last = change
    if last is not None:
        yield last
