"""Is anything still in square brackets? What is not agreed cannot be reported."""

from oewg.core.errors import say
from oewg.report.rules.checks.places import Draft, Finding
from oewg.texts.rules.brackets import brackets


def check(draft: Draft) -> list[Finding]:
    """Every outermost pair of brackets, and every bracket without a partner."""
    found = []
    for wording in draft.wordings:
        marks = brackets(wording.words)
        places = [(starts, ends, say("This is still in square brackets.")) for starts, ends in marks.pairs]
        outer = [
            one for one in places if not any(a <= one[0] and one[1] <= b and (a, b) != one[:2] for a, b, _ in places)
        ]
        outer += [(at, at + 1, say("This square bracket has no partner.")) for at in marks.unmatched]
        found += [Finding("brackets", words, wording, starts, ends) for starts, ends, words in sorted(outer)]
    return found
