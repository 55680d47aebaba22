"""Who has the floor, for how long have they spoken, and what may the chair do now?

The rules cited are those of the rules of procedure of the General Assembly for its committees.
"""

from datetime import datetime, timedelta

from oewg.core.errors import Refusal, say

POINT_OF_ORDER = 180
"""Seconds: the usual limit of a delegation; a point of order is decided at once and not debated (rule 113)."""
MILLISECOND = timedelta(milliseconds=1)


def spoken_by(spoken: int, running_since: datetime | None, at: datetime) -> int:
    """Milliseconds spoken until an instant: those up to the last stop of the clock, and those since it runs."""
    return spoken + max(0, (at - running_since) // MILLISECOND) if running_since else spoken


def over(spoken: int, limit_seconds: int) -> int:
    """By how many milliseconds the limit has been overrun; 0 within it."""
    return max(0, spoken - limit_seconds * 1000)


def check_of_meeting(same: bool, taken_up: bool) -> None:
    """Refuse to call at a meeting who stands on the list of another session or meeting, or of an item that is not before it.

    Rule 109: a speaker who does not speak to the matter under discussion is called to order.
    """
    if not same:
        raise Refusal(say("This list is not one of this meeting."))
    if not taken_up:
        raise Refusal(
            say("The item of this list is not before the meeting: it has to be taken up first."), basis=say("Rule 109.")
        )


def check_called(floor_is_free: bool, is_next: bool) -> None:
    """Refuse to call anybody while somebody has the floor, or out of order. Rule 109: in the order of inscription."""
    if not floor_is_free:
        raise Refusal(say("Somebody has the floor: that intervention has to be ended first."))
    if not is_next:
        raise Refusal(
            say("The list has changed: another speaker is next now. Please look again."), basis=say("Rule 109.")
        )


def check_absent(has_begun: bool) -> None:
    """Refuse to call absent whoever has begun to speak."""
    if has_begun:
        raise Refusal(say("This speaker has begun to speak, so is not absent."))


def check_answers_call(absences: int, shown: int) -> None:
    """Refuse a second answer to one call: `absences` have been recorded, and `shown` were when the answer was given.

    Two who conduct a meeting would otherwise strike off the list at once whoever was called only once.
    """
    if absences != shown:
        raise Refusal(
            say("It has been recorded already that this speaker was not there at this call. Please look again.")
        )


def check_not_ended(ended_at: datetime | None) -> None:
    """Refuse to do anything with an intervention that has ended."""
    if ended_at is not None:
        raise Refusal(say("This intervention has ended already."))


def check_not_interrupted(interrupted: bool) -> None:
    """Refuse to run or to end a speaker's time while a point of order is heard."""
    if interrupted:
        raise Refusal(
            say("A point of order is being heard: it is decided first, then the speaker goes on."),
            basis=say("Rule 113."),
        )


def check_starts(running_since: datetime | None) -> None:
    """Refuse to start a clock that runs."""
    if running_since is not None:
        raise Refusal(say("The clock is running already."))


def check_pauses(running_since: datetime | None) -> None:
    """Refuse to pause a clock that stands."""
    if running_since is None:
        raise Refusal(say("The clock is not running."))


def check_rises(delegation_kind: str, point_is_heard: bool) -> None:
    """Refuse a point of order to all but the Member States, and one while another is heard.

    Rule 113: a representative may rise to a point of order, which is decided immediately.
    """
    if delegation_kind != "member":
        raise Refusal(
            say("Member States raise points of order; this delegation is an observer."), basis=say("Rule 113.")
        )
    if point_is_heard:
        raise Refusal(
            say("A point of order is being heard: it is decided before the next one."), basis=say("Rule 113.")
        )


def goes_on(ran: int | None, spoken: int) -> bool:
    """Does the clock of a speaker who was interrupted run on by itself? Yes, if it ran when it was stopped (rule 113).

    Entries of points of order that were raised in earlier days do not say so (`ran` is none): whoever had begun goes on.
    """
    return bool(ran) if ran is not None else spoken > 0


def check_screen(screen: str, standing: str, code: str | None, in_text: bool) -> None:
    """Refuse a picture that the screen of a room cannot show; `in_text`: is there a paragraph that stands in its text?"""
    if standing == "adjourned":
        raise Refusal(say("The meeting has been adjourned: its screen says so and shows nothing else."))
    if standing == "cancelled":
        raise Refusal(say("The meeting has been cancelled: its screen says so and shows nothing else."))
    if screen == "code" and not code:
        raise Refusal(say("There is no code to show: a meeting is given one when it is opened."))
    if screen == "provision" and not in_text:
        raise Refusal(say("Please choose a paragraph that stands in its text."))


def picture_of(standing: str, screen: str, code: str | None) -> str:
    """What the screen of a room shows: what the chair selected, unless the meeting does not sit.

    Where the meeting stands when it does not; "speakers" in place of a code that is no longer in force.
    """
    if standing != "open":
        return standing
    return "speakers" if screen == "code" and not code else screen
