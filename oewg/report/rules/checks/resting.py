"""Is every element of the mandate covered, and does every paragraph rest on something? Source: domain.md, "The mandate"."""

from oewg.core.errors import say
from oewg.report.rules.checks.places import Draft, Finding
from oewg.report.rules.trace import unfounded


def elements(draft: Draft) -> list[Finding]:
    """Every element of the mandate that is not covered, with what is missing."""
    return [
        Finding(
            "elements", say("%(element)s: %(missing)s"), values={"element": title, "missing": missing}, element_id=id_
        )
        for id_, title, missing in draft.uncovered
    ]


def check(draft: Draft) -> list[Finding]:
    """Every paragraph that rests on nothing (rules.trace)."""
    found = set(unfounded(((wording.provision_id, wording.kind) for wording in draft.wordings), draft.resting))
    return [
        Finding("resting", say("It rests on no statement, view, submission, amendment, decision or document."), wording)
        for wording in draft.wordings
        if wording.provision_id in found
    ]
