"""What may a provision be said to rest on, and what does it rest on when all is told?

The one rule for the page of a provision, the coverage and the checks. A provision rests on what was said or submitted (domain.md, "The mandate": provisions that rest on something said or
submitted), on amendments that were taken up, on what was decided, on a paragraph of the resolution to which it was tied, and
on the documents that it names. That it answers to an element of the mandate, or names the resolution that asks for it, is why
it stands in the report, and not what it rests on.
"""

from collections.abc import Collection, Iterable, Mapping

from oewg.core.errors import Refusal, say

KINDS = ("element", "statement", "view", "submission", "amendment", "decision", "paragraph")
"""From what a provision may come: what the mandate asks, what was said and sent in, what was proposed, decided, resolved."""
RESTS_ON = KINDS[1:]
Origins = Mapping[str, Collection[int]]
"""Kind -> the numbers of what a provision comes from."""


def rests(origins: Origins) -> bool:
    """Does a provision rest on anything?"""
    return any(origins.get(kind) for kind in RESTS_ON)


def unfounded(provisions: Iterable[tuple[int, str]], resting: Collection[int]) -> list[int]:
    """The paragraphs that rest on nothing, and under which nothing rests on anything: no subparagraph, no footnote.

    `provisions` are (number, kind) in reading order, each with its footnotes after it; `resting` those that rest on something.
    """
    paragraphs: list[list[int]] = []
    under: list[int] = []
    for number, kind in provisions:
        if kind in ("paragraph", "heading"):
            under = []
            if kind == "paragraph":
                paragraphs.append(under)
        under.append(number)
    return [each[0] for each in paragraphs if not any(number in resting for number in each)]


def check_tie(provision_kind: str, negotiated: bool, provision_removed: bool) -> None:
    """Refuse that what has no wording of its own, or does not stand, rests on anything."""
    if provision_removed:
        raise Refusal(say("This provision has been removed from its text: please choose one that stands."))
    if provision_kind == "footnote":
        raise Refusal(say("A footnote rests on what its provision rests on: please tie that."))
    if not negotiated:
        raise Refusal(say("Only what the group agrees on is traced: this text came as it is, or is somebody’s own."))


def check_paragraph(source_text: int, text: int, source_kind: str) -> None:
    """Refuse that a provision rests on another of its own text, or on a footnote or heading. The texts by number."""
    if source_text == text:
        raise Refusal(say("A paragraph does not rest on another of the same text: cite it in its words."))
    if source_kind in ("heading", "footnote"):
        raise Refusal(say("A provision rests on a paragraph of the resolution, not on a heading or a footnote of it."))


def check_said_anew(before: str | None, sentence: str) -> None:
    """Refuse to say what is said already."""
    if before == sentence:
        raise Refusal(say("It is tied to this so already, in the same sentence."))


def check_ended(ended: bool) -> None:
    """Refuse to take back what does not stand any more."""
    if ended:
        raise Refusal(say("This tie does not stand any more: it was taken back, or another sentence took its place."))
