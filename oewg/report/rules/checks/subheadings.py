"""Does a subheading stand alone, an A without a B? Source: United Nations Editorial Manual, "Headings"."""

from collections import Counter

from oewg.core.errors import say
from oewg.report.rules.checks.places import Draft, Finding


def check(draft: Draft) -> list[Finding]:
    """Every heading under another that is the only one there."""
    headings = [wording for wording in draft.wordings if wording.kind == "heading" and wording.parent_id is not None]
    beside = Counter(wording.parent_id for wording in headings)
    return [
        Finding("subheadings", say("It is the only subheading of its section: an A asks for a B."), wording)
        for wording in headings
        if beside[wording.parent_id] == 1
    ]
