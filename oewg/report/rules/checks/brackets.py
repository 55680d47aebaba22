"""Is anything still in square brackets? What is not agreed cannot be reported."""

from collections.abc import Iterable, Iterator

from oewg.core.errors import say
from oewg.report.rules.checks.places import Draft, Finding
from oewg.texts.rules.brackets import brackets


def check(draft: Draft) -> list[Finding]:
    """Every outermost pair of brackets, and every bracket without a partner."""
    found = []
    for wording in draft.wordings:
        marks = brackets(wording.words)
        outer = [(starts, ends, say("This is still in square brackets.")) for starts, ends in _outermost(marks.pairs)]
        outer += [(at, at + 1, say("This square bracket has no partner.")) for at in marks.unmatched]
        found += [Finding("brackets", words, wording, starts, ends) for starts, ends, words in sorted(outer)]
    return found


def _outermost(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pairs that stand in no other; they come in the order of their beginnings, and never overlap by half."""
    until = 0
    for starts, ends in pairs:
        if starts >= until:
            yield starts, ends
            until = ends
