"""What may follow what in the life of a meeting?

Planned, opened, suspended, resumed, adjourned; or, before it is opened, postponed or cancelled; moved online or elsewhere
until it is over. The rules cited are those of the rules of procedure of the General Assembly for its committees, which
a working group of the Assembly follows unless it decides otherwise.
"""

from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from oewg.core.errors import Invalid, Refusal, say
from oewg.meetings.rules.words import long_date, ordinal


class Life(Protocol):
    """What decides where a meeting stands: the instants of its row."""

    @property
    def opened_at(self) -> datetime | None:
        """When it was opened."""

    @property
    def suspended_at(self) -> datetime | None:
        """Since when it is suspended."""

    @property
    def adjourned_at(self) -> datetime | None:
        """When it was adjourned."""

    @property
    def cancelled_at(self) -> datetime | None:
        """When it was cancelled."""


STANDINGS = {
    "planned": say("planned"),
    "open": say("open now"),
    "suspended": say("suspended"),
    "adjourned": say("adjourned"),
    "cancelled": say("cancelled"),
}
"""Where a meeting stands, in words."""

LIFE = (
    "plan_meeting", "open_meeting", "suspend_meeting", "resume_meeting", "adjourn_meeting", "postpone_meeting",
    "move_meeting", "cancel_meeting", "name_presiding", "take_off_attendance",
)  # fmt: skip
"""The acts of the record that tell a meeting's life, and what was corrected of it."""

MODES = {"in_person": say("in person"), "virtual": say("virtual"), "hybrid": say("hybrid")}
LONGEST = timedelta(hours=24)
NOON = 13
"""The hour of the local clock before which a meeting is a morning meeting: the afternoon ones are called for 3 p.m."""


def standing_of(meeting: Life) -> str:
    """Where a meeting stands: planned, open, suspended, adjourned or cancelled."""
    if meeting.cancelled_at is not None:
        return "cancelled"
    if meeting.adjourned_at is not None:
        return "adjourned"
    if meeting.suspended_at is not None:
        return "suspended"
    return "planned" if meeting.opened_at is None else "open"


def in_office(since: datetime, until: datetime | None, at: datetime) -> bool:
    """Does a capacity hold at an instant?"""
    return since <= at and (until is None or at < until)


def presided_over_at(meeting: Life, starts_at: datetime, at: datetime) -> datetime:
    """The instant at which whoever was named to preside has to be in office: now, or the start that is still to come.

    Of a meeting that is over, its end. Otherwise the Chair presides: rule 105.
    """
    return meeting.adjourned_at or meeting.cancelled_at or max(starts_at, at)


def part_of_day(starts_at: datetime, zone: str) -> str:
    """Is it a morning or an afternoon meeting, by the clocks of its session's zone?"""
    return "morning" if starts_at.astimezone(ZoneInfo(zone)).hour < NOON else "afternoon"


def offset_of(local: datetime) -> str:
    """By how much an aware instant's clocks differ from UTC: "-04:00"."""
    offset = f"{local:%z}"
    return f"{offset[:3]}:{offset[3:5]}"


def check_opens(session_status: str, standing: str, unfinished: int | None) -> None:
    """Refuse to open a meeting unless its session is open, it is planned and no other meeting is open or suspended.

    `unfinished` is the number of another meeting that was opened and not adjourned. Rule 106: the chair declares the
    opening and closing of each meeting.
    """
    if standing == "cancelled":
        raise Refusal(say("This meeting has been cancelled: it is not held."))
    if standing != "planned":
        raise Refusal(say("This meeting has been opened already."))
    if session_status != "opened":
        raise Refusal(say("A meeting is opened when its session has been opened; this session is not open."))
    if unfinished is not None:
        raise Refusal(say("The %(number)s meeting is still open: adjourn it first."), number=ordinal(unfinished))


def check_open(meeting: Life) -> None:
    """Refuse what can be done only while a meeting is open; while it is suspended nothing is before it (rule 118)."""
    standing = standing_of(meeting)
    if standing == "suspended":
        raise Refusal(say("This meeting is suspended: it has to be resumed first."), basis=say("Rule 118."))
    if standing != "open":
        raise Refusal(say("This is done at a meeting that is open, and this one is not."))


def check_suspended(standing: str) -> None:
    """Refuse to resume what is not suspended."""
    if standing != "suspended":
        raise Refusal(say("Only a meeting that is suspended is resumed; this one is not."))


def check_adjourns(standing: str) -> None:
    """Refuse to adjourn what is neither open nor suspended: a meeting that was not resumed is adjourned as it is."""
    if standing not in ("open", "suspended"):
        raise Refusal(say("This is done at a meeting that is open, and this one is not."))


def check_not_opened(standing: str) -> None:
    """Refuse to postpone or to cancel a meeting that has been opened, or has been cancelled."""
    if standing == "cancelled":
        raise Refusal(say("This meeting has been cancelled already."))
    if standing != "planned":
        raise Refusal(
            say("A meeting that has been opened is neither postponed nor cancelled: it is suspended or adjourned.")
        )


def check_moves(standing: str, *, same: bool) -> None:
    """Refuse to move a meeting that is over, and to move one to where and how it is held anyway."""
    if standing in ("adjourned", "cancelled"):
        raise Refusal(say("A meeting that is %(standing)s is not moved any more."), standing=STANDINGS[standing])
    if same:
        raise Refusal(say("The meeting is held in this mode and this room already: there is nothing to change."))


def check_place(mode: str, room: str) -> None:
    """Refuse a conference room for a meeting that nobody attends in person."""
    if mode == "virtual" and room:
        raise Invalid(
            say("A virtual meeting has no conference room: leave the room empty, or call a hybrid meeting."),
            {"room": say("Please leave this empty.")},
        )  # fmt: skip


def check_reason(reason: str) -> None:
    """Refuse a change of plan that does not say why; a suspension needs no reason."""
    if not reason.strip():
        raise Invalid(
            say("The record says why a meeting was changed: please give the reason."),
            {"reason": say("Please fill this in.")},
        )


def check_times(starts_at: datetime, ends_at: datetime, zone: str, first_day: date, last_day: date) -> None:
    """Refuse a meeting that ends before it starts or lasts more than a day, and one that starts outside its session.

    OverflowError if the clocks of the zone cannot show one of the two.
    """
    there = ZoneInfo(zone)
    ends_at.astimezone(there)
    if not first_day <= starts_at.astimezone(there).date() <= last_day:
        raise Invalid(
            say("The session lasts from %(first)s to %(last)s; a meeting is on one of these days."),
            {"starts_at": say("Outside the session.")}, first=long_date(first_day), last=long_date(last_day),
        )  # fmt: skip
    if ends_at <= starts_at:
        raise Invalid(say("A meeting ends after it starts."), {"ends_at": say("Not after the start.")})
    if ends_at - starts_at > LONGEST:
        raise Invalid(say("A meeting ends within a day."), {"ends_at": say("More than a day after the start.")})


def check_is_presided_over(standing: str) -> None:
    """Refuse to say who presides over a meeting that is over."""
    if standing in ("adjourned", "cancelled"):
        raise Refusal(say("Nobody presides over a meeting that is %(standing)s."), standing=STANDINGS[standing])


def check_presides(role: str, live: bool) -> None:
    """Refuse anybody but an elected Vice-Chair in office to preside in the Chair's place: rule 105."""
    if role != "vice_chair" or not live:
        raise Refusal(say("In the place of the Chair presides a Vice-Chair in office."))
