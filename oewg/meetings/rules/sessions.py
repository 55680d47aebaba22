"""What may follow what in the life of a session, and what may be done at its meetings?

The rules cited are those of the rules of procedure of the General Assembly for its committees, which a working group
of the Assembly follows unless it decides otherwise.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from oewg.core.errors import Invalid, Refusal, say
from oewg.meetings.rules.words import OFFICES, ordinal


@dataclass(frozen=True)
class Event:
    """One thing that befell a session."""

    what: str
    at: datetime
    reason: str = ""
    new_from: date | None = None
    new_until: date | None = None


FOLLOWS = {
    "": ("planned",),
    "planned": ("opened", "postponed", "moved_online", "cancelled"),
    "postponed": ("opened", "postponed", "moved_online", "cancelled"),
    "opened": ("moved_online", "closed"),
    "cancelled": (),
    "closed": (),
}
"""Where a session stands -> what may befall it."""

ARRANGED = ("agenda", "programme_of_work", "modalities")
"""The kinds of texts that the organizational session adopts: paragraph 6 of the resolution."""

NEEDS_REASON = ("postponed", "moved_online", "cancelled")

WORDS = {
    "planned": say("planned"),
    "opened": say("opened"),
    "postponed": say("postponed"),
    "moved_online": say("moved online"),
    "cancelled": say("cancelled"),
    "closed": say("closed"),
}


def status_of(history: Sequence[Event]) -> str:
    """Where a session stands: planned, postponed, opened, cancelled or closed. Being moved online is no standing."""
    standing = [event.what for event in history if event.what != "moved_online"]
    return standing[-1] if standing else ""


def is_online(history: Sequence[Event]) -> bool:
    """Is it to be held, or being held, online? Other days change nothing in that: its meetings stay virtual too."""
    return any(event.what == "moved_online" for event in history)


def dates_of(planned_from: date, planned_until: date, history: Sequence[Event]) -> tuple[date, date]:
    """On which days a session is now to be held, both inclusive: the latest plan counts."""
    for event in reversed(history):
        if event.new_from and event.new_until:
            return event.new_from, event.new_until
    return planned_from, planned_until


def may_follow(history: Sequence[Event]) -> tuple[str, ...]:
    """What may befall a session next; one that is online is not moved there again."""
    follows = FOLLOWS[status_of(history)]
    return tuple(what for what in follows if not (what == "moved_online" and is_online(history)))


def act_for(what: str) -> str:
    """By which act it is recorded: who conducts the meetings opens and closes, the secretariat changes the plan."""
    return "conduct_meeting" if what in ("opened", "closed") else "plan_meetings"


def check_befalls(history: Sequence[Event], what: str, reason: str = "") -> None:
    """Refuse what cannot befall a session now, and a change of plan without its reason."""
    if what not in may_follow(history):
        if what == "moved_online" and is_online(history):
            raise Refusal(say("This session has been moved online already."))
        status = WORDS[status_of(history)]
        raise Refusal(say("A session that is %(status)s cannot be %(what)s."), status=status, what=WORDS[what])
    if what in NEEDS_REASON and not reason.strip():
        raise Refusal(say("The record says why a session was changed: please give the reason."))


def check_closes(meetings: Iterable[tuple[int, str]]) -> None:
    """Refuse to close a session one of whose meetings (number, standing) goes on, or is still called for.

    Nothing is opened in a closed session: whoever has the meeting in the calendar would come for nothing.
    """
    by_standing = {standing: number for number, standing in meetings}
    if number := by_standing.get("open") or by_standing.get("suspended"):
        raise Refusal(say("The %(number)s meeting has not been adjourned: adjourn it first."), number=ordinal(number))
    if number := by_standing.get("planned"):
        raise Refusal(
            say(
                "The %(number)s meeting is still called for. If it is not to be held, the secretariat cancels it first."
            ),
            number=ordinal(number),
        )


def check_decides(formality: str) -> None:
    """Refuse a decision at an informal meeting: practice of the United Nations."""
    if formality == "informal":
        raise Refusal(say("An informal meeting takes no decision: decisions are taken at a formal meeting."))


ONE_HOLDER = ("chair", "rapporteur")
"""Of these offices there is one holder at a time; the election of another ends the office of the one before (rule 103)."""


def check_elected(delegation_kind: str, already: bool) -> None:
    """Refuse an officer who is not of a Member State, and to elect somebody to the office that they hold.

    Rule 103: officers are elected with regard to equitable geographical distribution, so among Member States.
    """
    if delegation_kind != "member":
        raise Refusal(say("The officers are elected from among the Member States; this delegation is an observer."))
    if already:
        raise Refusal(say("This person holds this office already."))


def check_ends_office(ended: bool, reason: str) -> None:
    """Refuse to end an office that has ended, and to end one without the reason, which everybody reads.

    An officer who cannot go on is followed by another whom the group elects (rule 105); until then the office is vacant.
    """
    if ended:
        raise Refusal(say("This office has ended already."))
    if not reason.strip():
        raise Invalid(
            say("Everybody reads why an office ends: please give the reason."), {"reason": say("Please fill this in.")}
        )


def is_item(text_kind: str, provision_kind: str) -> bool:
    """Is a provision an item of an agenda? Its headings and footnotes are none."""
    return text_kind == "agenda" and provision_kind in ("paragraph", "subparagraph")


def check_item(text_kind: str, provision_kind: str, removed: bool, taken_up: bool) -> None:
    """Refuse to take up what is not an item of the agenda, or what the meeting has taken up already."""
    if not is_item(text_kind, provision_kind):
        raise Refusal(say("A meeting takes up items of the agenda; this is none."))
    if removed:
        raise Refusal(say("This item has been taken off the agenda."))
    if taken_up:
        raise Refusal(say("This meeting has taken up the item already."))


def vacant(filled: Collection[str]) -> tuple[str, ...]:
    """Which offices of the bureau nobody holds. Rule 103: a committee elects a Chair, Vice-Chairs and a Rapporteur."""
    return tuple(office for office in OFFICES if office not in filled)


def settled(filled: Collection[str], closed_kinds: Collection[str], dates_decided: bool) -> list[tuple[str, bool]]:
    """What the organizational session has to settle, and whether it is: paragraph 6 of the resolution.

    `filled` are the offices that somebody who was elected holds, `closed_kinds` the kinds of texts that were adopted;
    the dates are those of the substantive sessions, which the group decides and the secretariat plans.
    """
    return [
        ("officers", not vacant(filled)),
        *((kind, kind in closed_kinds) for kind in ARRANGED),
        ("dates", dates_decided),
    ]
