"""Who may act for an organization, and who looks after that?

One representative, the focal point, manages the others. An organization is never left without one who does.
"""

from oewg.core.errors import NotAllowed, Refusal, say

GENDERS = {"woman": say("woman"), "man": say("man"), "another": say("another, or not said")}
"""As totals show them: what is another, and what was not said, are one."""
STATED = {"woman": say("Woman"), "man": say("Man"), "another": say("Another")}
MOST_REPRESENTATIVES = 30


def check_manages(manages: bool) -> None:
    """Refuse to manage the representatives of an organization to anybody but its focal point."""
    if not manages:
        raise NotAllowed(say("Only your organization’s focal point invites representatives, ends them and hands over."))


def check_invites(there: int) -> None:
    """Refuse more representatives than an organization may have."""
    if there >= MOST_REPRESENTATIVES:
        raise Refusal(say("An organization has at most %(most)s representatives."), most=MOST_REPRESENTATIVES)


def check_ends(manages: bool, own: bool, of_focal_point: bool, ended: bool) -> None:
    """Refuse to end what has ended, another's capacity unless one manages it, and that of the focal point itself."""
    if ended:
        raise Refusal(say("This person does not act for the organization any more."))
    if not (manages or own):
        raise NotAllowed(say("Only the focal point ends the capacity of another representative."))
    if of_focal_point:
        raise Refusal(say("The focal point hands over to another representative first: somebody has to manage them."))


def check_hands_over(manages: bool, to_itself: bool, ended: bool) -> None:
    """Refuse a hand-over by anybody but the focal point or the secretariat, and to somebody who cannot take over."""
    if not manages:
        raise NotAllowed(say("Only the focal point, or the secretariat in its stead, hands over."))
    if ended:
        raise Refusal(say("This person does not act for the organization any more."))
    if to_itself:
        raise Refusal(say("This person is the focal point already."))
