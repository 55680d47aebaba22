"""On what do paragraphs of the exercise's report rest, in the sentences of its secretariat, and which amendments are taken up?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rests:
    """A paragraph (section, index) rests on what a State said first ("statement") or informed of ("view"), on a decision (how it
    begins) or on a paragraph of the resolution (its number), in a sentence."""

    section: str
    index: int
    kind: str
    source: str
    sentence: str


TIES = (
    Rests("introduction", 1, "paragraph", "5.", "It repeats what the resolution entrusted to the group, and from when."),
    Rests(
        "introduction", 2, "decision", "The Working Group decided to request the secretariat to post",
        "That every paper was open to everybody follows from what was decided at the first session.",
    ),
    Rests(
        "threats", 3, "view", "FJI",
        "That distance and a single cable weigh more than numbers was first said by an island State.",
    ),
    Rests("threats", 3, "statement", "KEN", "The example of a small administration."),
    Rests("rules", 4, "paragraph", "1.11.", "It spells out the rule on whoever finds a weakness."),
    Rests("rules", 4, "view", "KOR", "Notices that reach all at the same hour are where the second sentence began."),
    Rests(
        "rules", 4, "statement", "JPN",
        "That those who report should expect thanks and not a complaint is taken from this statement.",
    ),
    Rests("international-law", 0, "view", "EST", "The first sentence is close to what this State informed of in 2019."),
    Rests("confidence-building", 2, "statement", "CHL", "The list, and that somebody must answer, come from it."),
    Rests("confidence-building", 2, "statement", "SGP", "The check twice a year comes from it."),
    Rests("confidence-building", 2, "view", "KEN", "The same had been proposed before the group first met."),
    Rests("capacity-building", 0, "view", "JAM", "Two people who also repair the printers: said by a small State."),
    Rests("capacity-building", 2, "statement", "SEN", "That the receiving State asks, and chooses, comes from it."),
)  # fmt: skip
TIED_AT_LAST = Rests(
    "implementation", 1, "statement", "ROU",
    "The stocktaking has grown out of the page on three rules that a group suggested at the first session.",
)  # fmt: skip
"""Tied when the checks had told that nothing on the element rests on anything."""
TAKEN_BACK = (("threats", 3, "KEN"), "It speaks of payments by telephone, and not of distance.")
"""(section, index, whose statement), and why it is taken back."""
TAKEN_UP = (("rules", 2, "replace"), ("implementation", 4, "insert"))
"""Amendments that are taken up: to which paragraph, of which kind."""
REOPENED_AT = ("rules", 4)
REOPENED_BY = "URY"
WHY_REOPENED = (
    "“For that reason alone” came in since our experts read it; we ask for an hour to compare it with our law."
)
