"""Is every element of the mandate covered, and does every paragraph rest on something? Source: domain.md, "The mandate"."""

from oewg.core.errors import say
from oewg.report.rules.checks.places import Draft, Finding
from oewg.report.rules.checks.symbols import SYMBOL
from oewg.texts.rules.symbols import alike


def elements(draft: Draft) -> list[Finding]:
    """Every element of the mandate that is not covered, with what is missing."""
    return [
        Finding(
            "elements", say("%(element)s: %(missing)s"), values={"element": title, "missing": missing}, element_id=id_
        )
        for id_, title, missing in draft.uncovered
    ]


def check(draft: Draft) -> list[Finding]:
    """Every paragraph that is tied to nothing, neither itself nor by a subparagraph or a footnote that names a document."""
    resting = set(draft.resting)
    for wording in draft.wordings:
        names_document = any(alike(found[0]) in draft.symbols for found in SYMBOL.finditer(wording.words))
        if names_document or wording.provision_id in resting:
            resting |= {wording.provision_id, wording.page_id}
    above = {wording.provision_id: wording.parent_id for wording in draft.wordings}
    for provision_id in list(resting):
        at = above.get(provision_id)
        while at is not None:
            resting.add(at)
            at = above.get(at)
    return [
        Finding(
            "resting",
            say(
                "It answers to no element of the mandate, and rests on nothing said, sent in, proposed, decided or issued."
            ),
            wording,
        )
        for wording in draft.wordings
        if wording.kind == "paragraph" and wording.provision_id not in resting
    ]
