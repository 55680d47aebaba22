"""When may an organization be heard, where does its application stand, and what may be done with it then?

Paragraph 5 of the resolution lets the group hold consultative meetings with business, non-governmental organizations and
academia. By the practice of the General Assembly those with consultative status with the Economic and Social Council inform the
secretariat; the names of the others go before all States on a list for non-objection, and the group takes the final decision.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from oewg.core.errors import Refusal, say

SECTORS = {
    "business": say("business"),
    "non_governmental": say("non-governmental organization"),
    "academia": say("academia"),
}


@dataclass(frozen=True)
class Described:
    """What an organization says of itself. `country` is the code of the State in which it is established."""

    name: str
    sector: str
    country: str
    consultative_status: bool
    purpose: str


STATES = {
    "applied": say("waits for the secretariat’s check"),
    "sent_back": say("sent back for repair"),
    "checked": say("in order, waits for the next list"),
    "listed": say("on the list for non-objection"),
    "objected": say("objected to, waits for the group’s decision"),
    "unobjected": say("no objection, waits for the group’s decision"),
    "accredited": say("accredited"),
    "refused": say("not accredited"),
    "withdrawn": say("withdrawn"),
    "expired": say("expired with its session"),
}
"""Where an application stands, in words; derived by `state_of`, never stored."""
ENDED = ("refused", "withdrawn", "expired")
"""After these an organization may apply once more."""

TRANSITIONS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("applied", "check"): ("checked",),
    ("applied", "note_status"): ("accredited",),
    ("applied", "send_back"): ("sent_back",),
    ("checked", "send_back"): ("sent_back",),
    ("sent_back", "repair"): ("applied",),
    ("checked", "list"): ("listed",),
    ("listed", "object"): ("listed",),
    ("listed", "withdraw_objection"): ("listed",),
    ("listed", "close"): ("objected", "unobjected"),
    ("objected", "withdraw_objection"): ("objected", "unobjected"),
    ("objected", "ask_basis"): ("objected",),
    ("objected", "accredit"): ("accredited",),
    ("unobjected", "accredit"): ("accredited",),
    ("objected", "refuse"): ("refused",),
    ("accredited", "expire"): ("expired",),
    **{
        (state, "withdraw"): ("withdrawn",)
        for state in ("applied", "sent_back", "checked", "listed", "objected", "unobjected", "accredited")
    },
    **{(state, "apply_again"): (state,) for state in ENDED},
}
"""(state, act) -> the states to which the act may lead; what is not here is refused. To apply again begins another
application, and leaves the one before where it ended. The deadline closes a list and the end of a session lets an accreditation
expire, without anybody doing anything. The group refuses only a name to which a State objects at the time."""

ACTS = tuple(dict.fromkeys(act for _, act in TRANSITIONS))


def state_of(
    *, returned: bool, checked: bool, listed: bool, closed: bool, objected: bool, outcome: str | None, ended: str | None
) -> str:
    """Where an application stands: `closed` and `objected` are of its list, `ended` is the reason why it has ended.

    Before the deadline nothing shows whether a State objects: a name on an open list is "listed".
    """
    if ended is not None:
        return ended
    if outcome is not None:
        return outcome
    if listed:
        return ("objected" if objected else "unobjected") if closed else "listed"
    if returned:
        return "sent_back"
    return "checked" if checked else "applied"


NEXT = {
    "applied": say("The secretariat checks the form of your application, not your opinion. You are told when it has."),
    "sent_back": say("Repair what the secretariat found, and send the application again."),
    "checked": say("The chair puts it before all States with the next list for non-objection."),
    "listed": say("States may object until the deadline. Nothing is asked of you meanwhile."),
    "objected": say("A State objects. The group decides at a meeting; until then the objection may be withdrawn."),
    "unobjected": say("No State objected in time. The group takes the final decision at a meeting."),
    "accredited": say("You can answer calls for input, and speak where the group hears organizations."),
    "refused": say("You can read everything that is public, and apply again."),
    "withdrawn": say("You can read everything that is public, and apply again."),
    "expired": say("The session for which you were accredited is over. You can apply again."),
}
"""What comes next for whoever applied."""

_STEPS = (
    ("applied", say("Registered, and the address confirmed")),
    ("checked", say("Form checked by the secretariat")),
    ("listed", say("On the list that the chair put before all States")),
    ("decided", say("Final decision of the group")),
)
_REACHED = {"applied": 1, "sent_back": 1, "checked": 2, "listed": 2, "objected": 3, "unobjected": 3}
_INFORMED = ("applied", "checked")


def steps(state: str, informs: bool) -> list[tuple[str, str, str]]:
    """(key, words, "done", "now" or "next") of each step to accreditation; those that inform take only the first two."""
    reached = _REACHED.get(state, len(_STEPS))
    return [
        (key, words, "done" if place < reached else "now" if place == reached else "next")
        for place, (key, words) in enumerate(_STEPS)
        if not informs or key in _INFORMED
    ]


REFUSALS = {
    "check": say("Only an application that waits for its check is checked. This one: %(state)s."),
    "note_status": say("Only an application that waits for its check is checked. This one: %(state)s."),
    "send_back": say("Only an application that is not on a list yet is sent back. This one: %(state)s."),
    "repair": say("Only an application that was sent back is repaired. Yours: %(state)s."),
    "list": say("Only an application whose form is in order goes on a list. This one: %(state)s."),
    "object": say("A State objects to a name on an open list, until its deadline. This one: %(state)s."),
    "withdraw_objection": say("An objection is withdrawn before the group decides. This name: %(state)s."),
    "close": say("Only an open list is closed. This name: %(state)s."),
    "ask_basis": say("The basis is asked of a name that was objected to, once the deadline has passed. This one: %(state)s."),
    "accredit": say("The group accredits names from a list whose deadline has passed. This one: %(state)s."),
    "refuse": say("The group refuses only a name to which a State objects. This one: %(state)s."),
    "expire": say("Only an accreditation expires. This one: %(state)s."),
    "withdraw": say("What has ended is not withdrawn any more. Your application: %(state)s."),
    "apply_again": say("An organization applies again when its application has ended. Yours: %(state)s."),
}  # fmt: skip


def allows(state: str, act: str) -> bool:
    """Does the table have an act for this state?"""
    return (state, act) in TRANSITIONS


def check_act(state: str, act: str) -> None:
    """Refuse an act that the table does not have for this state."""
    if not allows(state, act):
        raise Refusal(REFUSALS[act], state=STATES[state])


def check_informs(consultative_status: bool, informs: bool) -> None:
    """Refuse to take an application for what it is not: those with consultative status inform, the others are listed."""
    if informs and not consultative_status:
        raise Refusal(say("It does not declare consultative status, so it goes on a list for non-objection."))
    if consultative_status and not informs:
        raise Refusal(say("It declares consultative status: what is checked is that it has it."))


def check_accredited(accredited: bool, state: str | None) -> None:
    """Refuse input from an organization that is not accredited, and say where its application stands."""
    if accredited:
        return
    if state == "refused":
        raise Refusal(
            say("Your organization was not accredited, so it cannot answer a call. The reason is on your page.")
        )
    if state in ("withdrawn", "expired"):
        raise Refusal(say("Your organization is not accredited any more. It can apply again, on its page."))
    raise Refusal(
        say("Your organization has applied and is not accredited yet: its page says where the application stands.")
    )


_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Fillers and selectors of forms, besides the joiners, hyphens and marks that are of the category Cf."""


def folded(name: str) -> str:
    """A name as the eye compares it: without regard to case, width, spaces and what is not seen at all."""
    seen = "".join(c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c) != "Cf")
    return " ".join(_UNSEEN.sub("", seen).casefold().split())
