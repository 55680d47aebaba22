"""What in the draft would an editor stumble over? Each check looks for one thing and points at the place.

Pure rules over values (`places.Draft`); what they find is told by section, and may be accepted as it is, with a reason.
"""

from collections.abc import Callable, Mapping

from oewg.core.errors import say
from oewg.report.rules.checks import attribution, brackets, citations, resting, subheadings, symbols, terms
from oewg.report.rules.checks.places import Draft, Finding, Wording

__all__ = ["CHECKS", "Check", "Draft", "Finding", "Wording", "findings"]

Check = Callable[[Draft], list[Finding]]
CHECKS: Mapping[str, tuple[str, Check]] = {
    "elements": (say("Elements of the mandate that are not covered"), resting.elements),
    "citations": (say("Citations of what is not there"), citations.check),
    "brackets": (say("Open brackets"), brackets.check),
    "subheadings": (say("Subheadings that stand alone"), subheadings.check),
    "symbols": (say("Symbols that are not in the register"), symbols.check),
    "attribution": (say("Views attributed in the report’s own voice"), attribution.check),
    "terms": (say("Terms that are not used consistently"), terms.check),
    "resting": (say("Paragraphs that nothing is tied to"), resting.check),
}
"""Name -> what it looks for (a marked sentence), and the check, in the order in which they are told."""


def findings(draft: Draft) -> dict[str, list[Finding]]:
    """Check -> what it found, in the order of the text; every check is there, also with nothing."""
    return {name: check(draft) for name, (_, check) in CHECKS.items()}
