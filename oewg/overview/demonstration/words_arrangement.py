"""What do delegations of the exercise propose for one paragraph, and which short paper passes silence?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """Who changes which words of the paragraph into which, and why; a group is named by its code."""

    by: str
    before: str
    after: str
    reason: str


COLLIDING = (
    Change("MUS", "are unable to follow", "cannot be expected to follow", "It is a matter of means, not of ability."),
    Change("FJI", "are unable to follow", "cannot be expected to follow", "One delegate covers six committees."),
    Change("NZL", "are unable to follow", "find it hard to follow", "The wording should not speak for all of them."),
    Change(
        "EU", "The Working Group advised", "The Working Group recommended", "The advice was given as a recommendation."
    ),
)
"""On the paragraph about the material conditions of participation."""
COLLIDE_AT = ("dialogue", 4)
JOINS = "TON"
OBJECTS, WHY_IT_OBJECTS = "BLZ", "The paragraph should not promise support for travel for which nobody has paid."
WAITS_AT = ("threats", 1)
"""What an adviser of Jamaica has prepared waits for the head's clearance."""
PACKAGE = ("The purpose and the form of the dialogue", (("dialogue", 1), ("dialogue", 2)))

PAPER = (
    "The third substantive session is held in hybrid form. Delegations may take part in the conference room or from a "
    "distance, with the same right to speak and to object.",
    "No decision is taken while more than one third of the delegations that are connected from a distance report that "
    "they cannot hear or be heard.",
    "Texts are put before delegations not later than 48 hours before the meeting that considers them.",
    "Statements may be sent in writing and are published with the delegation's consent.",
)
BREAKER, WHY_BROKEN = (
    "SUR",
    "Forty-eight hours are too short for capitals that work in another time zone. We ask for seventy-two.",
)
REVISED = "Texts are put before delegations not later than 72 hours before the meeting that considers them."
UNDERSTANDING = (
    "We understand paragraph 2 to mean that the Chair suspends the meeting until the connection is restored."
)
DISASSOCIATES, FROM_WHAT = (
    "SUR",
    "We do not associate ourselves with paragraph 4: what is said in the room is the record.",
)
UNDERSTANDS, IN_ARABIC = (
    "TUN",
    "يفهم وفدي الفقرة 3 على أن مهلة الساعات الاثنتين والسبعين تُحسب بتوقيت المقر.\n\nولا يغيّر هذا الفهم شيئا مما اتُّفق عليه.",
)
