"""Is an element of the mandate covered? By the agenda, by the draft report, and by something said or submitted."""

from collections.abc import Collection
from dataclasses import dataclass

from oewg.core.errors import say


@dataclass(frozen=True)
class Cover:
    """What answers to an element: kinds of the texts whose provisions are tied to it, and whether these rest on input.

    `adopted`: the report is no draft any more, and nothing more can be said on it.
    """

    text_kinds: frozenset[str]
    rests_on_input: bool
    adopted: bool = False


def missing(cover: Cover) -> Collection[str]:
    """What is still missing, in sentences; nothing when the element is covered. Source: domain.md, "The mandate"."""
    found = []
    if "agenda" not in cover.text_kinds:
        found.append(say("No item of the agenda answers to it."))
    if "report" not in cover.text_kinds:
        none = say("The report has no provision on it.")
        found.append(none if cover.adopted else say("The draft report has no provision on it."))
    elif not cover.rests_on_input:
        nothing = say("Its provisions in the report rest on nothing said or submitted.")
        yet = say("Its provisions in the draft report rest on nothing said or submitted yet.")
        found.append(nothing if cover.adopted else yet)
    return found
