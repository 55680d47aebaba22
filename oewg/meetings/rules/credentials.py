"""Who may be named to a delegation, by whom, and from which day until which?

Rule 27: the credentials of representatives and the names of the members of a delegation are submitted to the
Secretary-General. Rule 101: advisers act as members of a committee upon designation by the chairman of the delegation.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from oewg.core.errors import Invalid, Refusal, say
from oewg.core.forms import on_the_clock

HEADQUARTERS = "America/New_York"
"""Where days begin and end, for whatever is not of one session."""

CAPACITIES = {"head": say("head of delegation"), "alternate": say("alternate"), "adviser": say("adviser")}
"""What a letter may name a person."""

MANAGED = ("alternate", "adviser")
"""What the head of a delegation may name a person."""

MEMBERSHIPS = {"acts": say("acts now"), "to_come": say("not yet"), "ended": say("ended"), "withdrawn": say("withdrawn")}


@dataclass(frozen=True)
class Named:
    """One person as a letter, or the head of the delegation, names them."""

    name: str
    email: str
    title: str
    role: str


@dataclass(frozen=True)
class Term:
    """From one instant until another, or without an end: half-open."""

    since: datetime
    until: datetime | None

    def meets(self, other: "Term") -> bool:
        """Do both hold at some instant? A term that was withdrawn before it began never holds."""
        if self.until == self.since or other.until == other.since:
            return False
        return (other.until is None or self.since < other.until) and (self.until is None or other.since < self.until)


def beginning_of(day: date, zone: str) -> datetime:
    """The instant at which a day begins on the clocks of a zone."""
    return on_the_clock(datetime.combine(day, time.min), zone)


def end_of(day: date, zone: str) -> datetime:
    """The instant at which a day is over on the clocks of a zone: the first that no longer belongs to it."""
    if day == date.max:
        raise Invalid(say("This instant lies outside the calendar."))
    return beginning_of(day + timedelta(days=1), zone)


def day_of(at: datetime, zone: str) -> date:
    """The day that an instant belongs to."""
    return at.astimezone(ZoneInfo(zone)).date()


def last_day(until: datetime, zone: str) -> date:
    """The last day of a term that ends at an instant."""
    return day_of(until - timedelta(microseconds=1), zone)


def whole_days(held: Term, zone: str) -> tuple[date | None, date | None]:
    """The first and the last day of a term, each only if the term begins, or ends, where a day does."""
    first = day_of(held.since, zone)
    last = last_day(held.until, zone) if held.until else None
    return (
        first if beginning_of(first, zone) == held.since else None,
        last if last is not None and end_of(last, zone) == held.until else None,
    )


def term(since: date | None, until: date | None, zone: str, at: datetime, session_ends: date | None = None) -> Term:
    """The term that two days mean, both inclusive: "until 13 September" includes that day.

    Without a first day it begins now; without a last day it lasts through the session, if it is for one.
    """
    last = until or session_ends
    begins = beginning_of(since, zone) if since else at
    ends = end_of(last, zone) if last else None
    if ends is not None and ends <= begins:
        if until is None:
            raise Invalid(
                say("The session is over before the first day: please say until which day."),
                {"until": say("Please fill this in.")},
            )
        raise Invalid(say("The last day is not before the first."), {"until": say("Before the beginning.")})
    return Term(begins, ends)


def check_letter(dated: date, received: date, persons: Sequence[Named]) -> None:
    """Refuse a letter from the future, without persons, with two heads, or that names one address twice."""
    if dated > received:
        raise Invalid(
            say("A letter is not dated after the day on which it is received."), {"dated": say("In the future.")}
        )
    if not persons:
        raise Invalid(
            say("A letter of credentials names at least one person."), {"name_1": say("Please fill this in.")}
        )
    addresses = [person.email for person in persons]
    if twice := next((each for each in addresses if addresses.count(each) > 1), None):
        place = len(addresses) - addresses[::-1].index(twice)
        raise Invalid(say("The letter names one address twice."), {f"email_{place}": say("Stands above already.")})
    heads = [number for number, person in enumerate(persons, 1) if person.role == "head"]
    if len(heads) > 1:
        raise Invalid(
            say("A delegation has one head at a time: a letter names one."),
            {f"role_{heads[1]}": say("There is a head of delegation already.")},
        )


def check_named_by_head(role: str, named: Term, zone: str, at: datetime) -> None:
    """Refuse a head named by a head, and a membership for the past: a list of participants is not made afterwards."""
    if role not in MANAGED:
        raise Refusal(
            say(
                "The head of delegation names alternates and advisers; a head of delegation comes by letter of credentials."
            ),
            basis=say("Rule 27."),
        )
    if day_of(named.since, zone) < day_of(at, zone):
        raise Invalid(say("A member is named from today on, or from a later day."), {"since": say("In the past.")})
    if named.until is not None and named.until <= at:
        raise Invalid(say("A member is named for days that are still to come."), {"until": say("In the past.")})


def check_once(role: str, wanted: Term, held: Collection[tuple[str, Term]]) -> None:
    """Refuse to name a person what that person is in this delegation already, during any of the days."""
    if any(role == other and wanted.meets(other_term) for other, other_term in held):
        raise Refusal(say("This person is on the list of the delegation in this capacity for these days already."))


def check_manages(by_head: bool, role: str, is_own: bool) -> None:
    """Refuse a head of delegation what is not theirs: their own capacity, another head's, a coordinator's."""
    if by_head and is_own:
        raise Refusal(say("Nobody changes their own place in the delegation: the secretariat does it, upon a letter."))
    if by_head and role not in MANAGED:
        raise Refusal(
            say("The head of delegation looks after alternates and advisers; others come by letter of credentials.")
        )
    if role not in CAPACITIES:
        raise Refusal(say("This capacity was not given by letter of credentials."))


def membership(held: Term, at: datetime) -> str:
    """Where a membership stands: acts, to_come, ended, or withdrawn before it began."""
    if held.until == held.since:
        return "withdrawn"
    if at < held.since:
        return "to_come"
    return "acts" if held.until is None or at < held.until else "ended"
