"""In which state was each provision on each day? The same rule of states, asked of earlier instants."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from oewg.negotiation.rules.positions import Change, Held
from oewg.negotiation.rules.states import Standing, state_of


@dataclass(frozen=True)
class Lasting:
    """Something that stood from one instant until another, or still does."""

    since: datetime
    until: datetime | None

    def at(self, instant: datetime) -> bool:
        """Did it stand at an instant?"""
        return self.since <= instant and (self.until is None or self.until > instant)


@dataclass(frozen=True)
class Wording:
    """A revision: when it was made, what kind of change it was, whether it was open, and since when it is contested."""

    change: Change
    made_at: datetime
    brackets_open: bool
    contested_at: datetime | None = None


@dataclass(frozen=True)
class NoteHeld:
    """A footnote with its time and its wordings: what is open in it is open in its provision."""

    stood: Lasting
    wordings: Sequence[Wording]


@dataclass(frozen=True)
class PositionHeld:
    """A position with its time, and what became of the amendment on which it depended, and when."""

    held: Held
    stood: Lasting
    condition_ended_at: datetime | None = None


@dataclass(frozen=True)
class History:
    """Everything that was said and decided on one provision, as far as somebody may see it."""

    kind: str
    stood: Lasting
    wordings: Sequence[Wording]
    positions: Sequence[PositionHeld] = ()
    amendments: Sequence[Lasting] = ()
    gavels: Sequence[tuple[int, Lasting]] = ()
    """(revision, time)."""
    adopted_at: datetime | None = None
    notes: Sequence[NoteHeld] = ()
    beside: Sequence[Lasting] = ()
    """Its alternatives: other wordings that stood side by side with it."""


def open_at(history: History, instant: datetime) -> bool:
    """Was anything in brackets in its wording or in a footnote at an instant, or did another wording stand beside it?"""
    wordings = [_at(history.wordings, instant)]
    wordings += [_at(note.wordings, instant) for note in history.notes if note.stood.at(instant)]
    if any(wording is not None and wording.brackets_open for wording in wordings):
        return True
    return any(other.at(instant) for other in history.beside)


def _at(wordings: Sequence[Wording], instant: datetime) -> Wording | None:
    return next((each for each in reversed(wordings) if each.made_at <= instant), None)


def open_since(history: History) -> datetime | None:
    """Since when anything has been open in it without a break, whatever it was; None if nothing is now."""
    lasting = [*(note.stood for note in history.notes), *history.beside]
    moments = {each.made_at for each in (*history.wordings, *(one for note in history.notes for one in note.wordings))}
    moments |= {moment for one in lasting for moment in (one.since, one.until) if moment is not None}
    found = None
    for moment in sorted((each for each in moments if history.stood.at(each)), reverse=True):
        if not open_at(history, moment):
            break
        found = moment
    return found


def state_at(history: History, instant: datetime) -> str | None:
    """The state of a provision at an instant; None when it did not stand in its text."""
    if not history.stood.at(instant):
        return None
    wordings = [wording for wording in history.wordings if wording.made_at <= instant]
    if not wordings:
        return None
    changes = tuple(
        Change(
            each.change.revision_id, each.change.editorial,
            each.contested_at is not None and each.contested_at <= instant,
        )
        for each in wordings
    )  # fmt: skip
    standing = Standing(
        kind=history.kind,
        positions=tuple(_held_at(each, instant) for each in history.positions if each.stood.at(instant)),
        amendments=tuple(place for place, each in enumerate(history.amendments) if each.at(instant)),
        brackets_open=open_at(history, instant),
        changes=changes,
        gavelled_on=next((revision_id for revision_id, stood in history.gavels if stood.at(instant)), None),
        adopted=history.adopted_at is not None and history.adopted_at <= instant,
    )
    return state_of(standing)


def _held_at(position: PositionHeld, instant: datetime) -> Held:
    held, ended = position.held, position.condition_ended_at
    if ended is None or ended <= instant:
        return held
    return replace(held, amendment_end=None, amendment_ended_at=None)


@dataclass(frozen=True)
class Stretch:
    """Neighbouring instants, from the place `start` on, at which the state was the same."""

    start: int
    length: int
    state: str


def stretches(states: Sequence[str | None]) -> list[Stretch]:
    """The runs of equal states, without those in which there was none."""
    found: list[Stretch] = []
    start = 0
    for place in range(1, len(states) + 1):
        if place == len(states) or states[place] != states[start]:
            state = states[start]
            if state is not None:
                found.append(Stretch(start, place - start, state))
            start = place
    return found


def instants(moments: Sequence[datetime], most: int) -> list[datetime]:
    """Of the days on which something happened the last moment each, at most so many, spread over the whole time."""
    last_of_day: dict[object, datetime] = {}
    for moment in sorted(moments):
        last_of_day[moment.date()] = moment
    days = list(last_of_day.values())
    if len(days) <= most:
        return days
    chosen = {round(place * (len(days) - 1) / (most - 1)) for place in range(most)}
    return [days[place] for place in sorted(chosen)]
