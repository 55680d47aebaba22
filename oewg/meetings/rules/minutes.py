"""What do the minutes of a meeting say? Generated from what happened, in the records' own dry prose.

They tell who spoke on which item and what was decided in which words, and attribute no view to anybody. Times are those on
the clocks of the place, in the form that United Nations records use: "10.05 a.m.", "1 p.m.", "12 noon".
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from oewg.meetings.rules.words import long_date, ordinal


@dataclass(frozen=True)
class Spoken:
    """Somebody had the floor: a statement, a right of reply, a point of order; on an item, if it was on one."""

    kind: str
    speaker: str
    """In a sentence, after "the representative of": "France", "Romania, on behalf of the European Union"."""
    item: int | None
    """The item (a provision) on whose list it was; none where the list, or the point of order, was on no item."""
    at: datetime
    organization: bool = False


@dataclass(frozen=True)
class TakenUp:
    """An item of the agenda that the meeting took up, under its number."""

    provision_id: int
    number: str
    words: str
    at: datetime


@dataclass(frozen=True)
class Decided:
    """A decision in its exact words."""

    words: str
    at: datetime


@dataclass(frozen=True)
class Held:
    """Everything that happened at a meeting, each list in the order in which it did."""

    number: int
    formality: str
    mode: str
    where: str
    """The room and the place: "Conference Room 4, United Nations Headquarters, New York"."""
    zone: str
    opened_at: datetime
    adjourned_at: datetime
    presiding: str
    """The office of whoever presided when it was opened, "Chair" or "Vice-Chair"; empty before there was a Chair."""
    took_the_chair: Sequence[tuple[datetime, str]] = ()
    """(from when on, the office) of those who presided later in the meeting."""
    delegations: int = 0
    organizations: int = 0
    items: Sequence[TakenUp] = ()
    spoken: Sequence[Spoken] = ()
    decided: Sequence[Decided] = ()
    pauses: Sequence[tuple[datetime, datetime | None, str]] = ()
    """(suspended, resumed, the reason if one was given)."""
    adjourned_because: str = ""


Paragraph = tuple[str, str]
""""heading" or "paragraph", and the words."""

MODES = {"in_person": "in person", "virtual": "by video link", "hybrid": "in hybrid form"}


def minutes(held: Held) -> list[Paragraph]:
    """The minutes of a meeting, paragraph by paragraph: the same facts give the same words."""
    found: list[Paragraph] = [("heading", "Opening of the meeting"), ("paragraph", _opening(held))]
    if there := _attendance(held.delegations, held.organizations):
        found.append(("paragraph", there))
    before = held.items[0].at if held.items else None
    found += _course(held, None, held.opened_at, before)
    ends: list[datetime | None] = [later.at for _, later in pairwise(held.items)]
    for item, end in zip(held.items, [*ends, None], strict=True) if held.items else ():
        found.append(("heading", f"Agenda item {item.number.rstrip('.')}: {item.words.rstrip(' .;:')}"))
        course = _course(held, item, item.at, end)
        found += course or [("paragraph", "The item was taken up; no statement was made on it.")]
    found += [
        ("heading", "Closure of the meeting"),
        ("paragraph", _rose(held.adjourned_at, held.adjourned_because, held.zone)),
    ]
    return found


def _opening(held: Held) -> str:
    day = held.opened_at.astimezone(ZoneInfo(held.zone)).date()
    where = f" in {held.where}" if held.where and held.mode != "virtual" else ""
    form = "an informal" if held.formality == "informal" else "a formal"
    presided = f" The {held.presiding} presided." if held.presiding else ""
    return (
        f"The {ordinal(held.number)} meeting, {form} meeting held {MODES[held.mode]}{where}, was called to order at "
        f"{clock(held.opened_at, held.zone)} on {long_date(day)}.{presided}"
    )


def _attendance(delegations: int, organizations: int) -> str:
    if not delegations and not organizations:
        return ""
    parts = [
        f"{count} {one if count == 1 else many}"
        for count, one, many in (
            (delegations, "delegation", "delegations"),
            (organizations, "organization", "organizations"),
        )
        if count
    ]
    verb = "was" if delegations + organizations == 1 else "were"
    return f"{' and '.join(parts)} {verb} present."


def _course(held: Held, item: TakenUp | None, since: datetime, until: datetime | None) -> list[Paragraph]:
    """What happened while an item was considered: speakers by kind, pauses and decisions at their place in time.

    Who was called from the list of an item spoke on that, also when another had been taken up meanwhile; the others
    spoke on what was before the meeting at the time.
    """
    taken_up = {each.provision_id for each in held.items}

    def within(at: datetime) -> bool:
        return since <= at and (until is None or at < until)

    def here(one: Spoken) -> bool:
        return one.item == (item.provision_id if item else None) if one.item in taken_up else within(one.at)

    found: list[tuple[datetime, str]] = []
    for kind in ("statement", "point_of_order", "reply"):
        if spoken := [one for one in held.spoken if one.kind == kind and here(one)]:
            found.append((spoken[0].at, _spoke(kind, spoken)))
    found += [(decided.at, decided.words) for decided in held.decided if within(decided.at)]
    found += [
        (at, f"From {clock(at, held.zone)} the {office} presided.") for at, office in held.took_the_chair if within(at)
    ]
    found += [(at, _pause(at, resumed, why, held.zone)) for at, resumed, why in held.pauses if within(at)]
    return [("paragraph", words) for _, words in sorted(found, key=lambda one: one[0])]


def _spoke(kind: str, spoken: Collection[Spoken]) -> str:
    if kind == "point_of_order":
        return " ".join(f"The representative of {one.speaker} raised a point of order." for one in spoken)
    # Who replied twice, or inscribed anew after having spoken, is named once.
    states = list(dict.fromkeys(one.speaker for one in spoken if not one.organization))
    others = list(dict.fromkeys(one.speaker for one in spoken if one.organization))
    said = [f"the {_representatives(states)}"] if states else []
    said += [f"the {_representatives(others)}"] if others else []
    who = ", and by ".join(said)
    if kind == "reply":
        return f"The {_representatives(states)} spoke in exercise of the right of reply."
    return f"{'A statement was' if len(spoken) == 1 else 'Statements were'} made by {who}."


def _representatives(names: Sequence[str]) -> str:
    """ "representative of A", "representatives of A, B and C"; a name with a comma in it is set apart by semicolons."""
    if len(names) == 1:
        return f"representative of {names[0]}"
    sign = ";" if any("," in each for each in names) else ","
    last = f"{sign} and " if sign == ";" else " and "
    return f"representatives of {f'{sign} '.join(names[:-1])}{last}{names[-1]}"


def _rose(at: datetime, why: str, zone: str) -> str:
    return _stopped(f"The meeting rose at {clock(at, zone)}{_because(why)}")


def _because(why: str) -> str:
    return f" ({why.rstrip('.')})" if why else ""


def _pause(at: datetime, resumed: datetime | None, why: str, zone: str) -> str:
    reason = _because(why)
    if resumed is None:
        return _stopped(f"The meeting was suspended at {clock(at, zone)}{reason}")
    return _stopped(f"The meeting was suspended at {clock(at, zone)}{reason} and resumed at {clock(resumed, zone)}")


def _stopped(sentence: str) -> str:
    """With its full stop, which "a.m." brings along."""
    return f"{sentence.rstrip('.')}."


def clock(at: datetime, zone: str) -> str:
    """A time of day as records print it: "10.05 a.m.", "1 p.m.", "12 noon"."""
    local = at.astimezone(ZoneInfo(zone))
    if (local.hour, local.minute) in ((12, 0), (0, 0)):
        return "12 noon" if local.hour else "12 midnight"
    minutes_past = f".{local.minute:02}" if local.minute else ""
    return f"{(local.hour - 1) % 12 + 1}{minutes_past} {'a.m.' if local.hour < 12 else 'p.m.'}"
