"""Who may register for a consultation, who has a place, and who waits?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from oewg.core.errors import Invalid, Refusal, say

MANNERS = {"in_person": say("in person"), "online": say("online")}


@dataclass(frozen=True)
class Places:
    """How many persons of organizations attend in person, how many online, and how many each organization registers."""

    in_person: int
    online: int
    for_each: int

    def of(self, manner: str) -> int:
        """How many places there are for those who attend in this manner."""
        return self.in_person if manner == "in_person" else self.online


def manners_of(modes: Collection[str]) -> tuple[str, ...]:
    """In which manners one attends meetings of these modes ("in_person", "virtual", "hybrid")."""
    room, line = {"in_person", "hybrid"} & set(modes), {"virtual", "hybrid"} & set(modes)
    return tuple(manner for manner, offered in (("in_person", room), ("online", line)) if offered)


def check_period(opens_at: datetime, closes_at: datetime, at: datetime) -> None:
    """Refuse a registration that closes before it opens, or that has closed already."""
    if closes_at <= opens_at:
        raise Invalid(say("Registration closes after it opens."), {"closes_at": say("Not after the opening.")})
    if closes_at <= at:
        raise Invalid(say("The closing is in the past."), {"closes_at": say("In the past.")})


def check_places(places: Places, manners: Collection[str], taken: dict[str, int]) -> None:
    """Refuse places in a manner in which the meetings are not held, none at all, and fewer than are taken already."""
    if places.for_each < 1:
        raise Invalid(say("Each organization registers at least one person."), {"for_each": say("At least 1.")})
    if places.in_person + places.online < 1:
        raise Invalid(say("There is at least one place."), {"in_person": say("At least one here or online.")})
    for manner in MANNERS:
        if places.of(manner) and manner not in manners:
            raise Invalid(
                say("The meetings of this consultation are not held in this manner."),
                {manner: say("Not offered by the form of the meetings.")},
            )
        if places.of(manner) < taken.get(manner, 0):
            raise Invalid(
                say("%(number)s persons have a place already, and keep it."), {manner: say("Fewer than are taken.")},
                number=taken[manner],
            )  # fmt: skip


def check_in_time(opens_at: datetime, closes_at: datetime, at: datetime, shown: str) -> None:
    """Refuse a registration before the opening, and at or after the closing: the time is half-open."""
    if at < opens_at:
        raise Refusal(say("Registration has not been opened yet."))
    if at >= closes_at:
        raise Refusal(say("Registration closed at %(deadline)s; what arrives then or later is late."), deadline=shown)


def check_registers(manner: str, places: Places, registered: Collection[str], name: str) -> None:
    """Refuse a manner that is not offered, a person who is registered already, and more than an organization may register.

    `registered`: the names of the organization's persons who have a place or wait for one.
    """
    if not places.of(manner):
        raise Invalid(say("Nobody attends this consultation in this manner."), {"manner": say("Not offered.")})
    if name in registered:
        raise Invalid(
            say("Your organization has registered this person already."), {"name": say("Registered already.")}
        )
    if len(registered) >= places.for_each:
        raise Refusal(
            say("Your organization has registered %(number)s persons, as many as each may. Withdraw one to register another."),
            number=places.for_each,
        )  # fmt: skip


def free_seat(taken: Collection[int], places: int) -> int | None:
    """The lowest number of a free place; none when all are taken. Numbers beyond `places` count too: they were given."""
    if len(taken) >= places:
        return None
    return next(number for number in range(1, places + 1) if number not in taken)


def check_stands(withdrawn_at: datetime | None) -> None:
    """Refuse to act on a registration that was withdrawn."""
    if withdrawn_at is not None:
        raise Refusal(say("This registration has been withdrawn."))


def check_lasts(over: bool) -> None:
    """Refuse to withdraw somebody from what is over: the list of participants tells who took part."""
    if over:
        raise Refusal(
            say("The consultation is over: who was registered stays on the list. A name can still be taken off it.")
        )


def check_takes_part(registered: bool, *, with_place: bool = False) -> None:
    """Refuse what only a registered organization does; to speak it needs somebody who has a place."""
    if registered:
        return
    if with_place:
        raise Refusal(
            say("To speak, your organization needs a person registered for this consultation who has a place, not only one who waits.")
        )  # fmt: skip
    raise Refusal(say("Your organization is not registered for this consultation: please register a person first."))
