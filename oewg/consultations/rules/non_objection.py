"""What may the chair put before States, who may object until when, and what may the group decide of it?

The chair sends the list to all States with a deadline; an act at the deadline is late. A State may say on which basis it
objects, and need not. What it objects to is for the chair, the secretariat and itself; that a name was objected to is known to
those in the room when the deadline has passed, and to everybody from the final list. The basis is disclosed, without the name of the
State that gave it, to a Member State that asks for it; who asked is known to the chair, the secretariat and the one who asked.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from oewg.consultations.rules.accreditation import allows
from oewg.core.errors import Invalid, Refusal, say

OUTCOMES = {
    "whole": say("accredited for the whole of the group’s work"),
    "session": say("accredited for one session"),
    "refuse": say("not accredited"),
}
"""What the group may decide of a name."""


def check_issue(names: int, deadline: datetime, at: datetime) -> None:
    """Refuse a list without names, and one whose deadline is not in the future."""
    if deadline <= at:
        raise Invalid(say("The deadline lies in the future."), {"deadline": say("Not in the future.")})
    if not names:
        raise Invalid(
            say("No application waits for a list: the secretariat checks them first."),
            {"names": say("Please choose at least one name.")},
        )


def check_names(states: Mapping[str, str]) -> None:
    """Refuse names whose applications do not wait for a list: one was withdrawn, say, while the chair read them.

    `states`: where the application of each stands.
    """
    gone = sorted(name for name, state in states.items() if not allows(state, "list"))
    if gone:
        raise Refusal(
            say("Only applications whose form is in order go on a list, and these do not wait for one: %(names)s. Please choose again."),
            names="; ".join(gone),
        )  # fmt: skip


def check_in_time(deadline: datetime, at: datetime, shown: str) -> None:
    """Refuse an objection at or after the deadline: silence until then was no objection."""
    if at >= deadline:
        raise Refusal(
            say("The deadline was %(deadline)s: an objection that arrives then or later is late."),
            deadline=shown,
        )


def check_objects(own: bool) -> None:
    """Refuse a second objection of the same State to the same name."""
    if own:
        raise Refusal(
            say("Your delegation objects to this name already. Withdraw the objection to give another basis.")
        )


def check_withdraws(own: bool) -> None:
    """Refuse to withdraw an objection that is not there."""
    if not own:
        raise Refusal(say("Your delegation does not object to this name: there is nothing to withdraw."))


def check_asks(asked: bool) -> None:
    """Refuse to ask twice: what a State asked for stays open to it."""
    if asked:
        raise Refusal(say("Your delegation has asked for the basis already: it stands on this page."))


def check_decides(
    states: Mapping[int, str], outcomes: Mapping[int, str], closed: bool, decided: bool, session: bool
) -> None:
    """Refuse a decision before the deadline, a second one, and one that leaves a name out or decides what it cannot.

    `states` are those of the names on the list that still stand, by application; `outcomes` what the group decides of each.
    """
    if not closed:
        raise Refusal(say("States may object until the deadline: the group decides after it."))
    if decided:
        raise Refusal(say("The group has decided on this list already."))
    if states.keys() != outcomes.keys():
        raise Invalid(
            say("The decision is on every name of the list that still stands, and on no other."),
            {"outcomes": say("Please decide on each name.")},
        )
    if any(outcome == "refuse" and states[number] != "objected" for number, outcome in outcomes.items()):
        raise Invalid(
            say("The group refuses only a name to which a State objects."), {"outcomes": say("Nobody objects to it.")}
        )
    if "session" in outcomes.values() and not session:
        raise Invalid(
            say("An accreditation for one session names the session."), {"session": say("Please choose one.")}
        )


def check_session(status: str) -> None:
    """Refuse to accredit for a session that is over: the accreditation would end where it begins."""
    if status in ("closed", "cancelled"):
        raise Invalid(
            say("This session is over."), {"session": say("Please choose one that is to come or is held now.")}
        )


def proposed_words(title: str, names: int, objected: int) -> str:
    """The words of a decision, as a beginning for whoever records what the group decided."""
    rest = f" Of the {names} names on the list, {objected} had been objected to." if objected else ""
    return (
        f"The Working Group, having considered the list “{title}” and the information made available on it, decided to "
        f"accredit the organizations on the final list.{rest}"
    )


LEAST_SHOWN = 5
"""A total of fewer people says something of each of them, and is not shown."""


def shown_totals(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The totals that may be shown; None for those that may not.

    One that is hidden alone could be worked out from the sum, so that the smallest of the others is hidden with it.
    """
    hidden = {key for key, count in counts.items() if count < LEAST_SHOWN}
    while (
        hidden and len(hidden) < len(counts) and (len(hidden) == 1 or sum(counts[key] for key in hidden) < LEAST_SHOWN)
    ):
        hidden.add(min(counts.keys() - hidden, key=lambda key: (counts[key], key)))
    return {key: None if key in hidden else count for key, count in counts.items()}


def totals(found: Collection[str], keys: Collection[str]) -> dict[str, int]:
    """How often each key was found; those that were not, too."""
    listed = list(found)
    return {key: listed.count(key) for key in keys}
