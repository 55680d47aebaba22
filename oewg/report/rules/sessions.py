"""How does the report tell one session: held, still open, planned, postponed, moved online or cancelled, and attended by whom?"""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from oewg.meetings.rules.sessions import Event, dates_of, status_of
from oewg.report.rules.facts import SessionFacts
from oewg.report.rules.phrases import counted, in_a_sentence, listed, meeting_numbers, on_days, sentence, span

KINDS = ("organizational", "substantive")
"""What counts as a session."""
HELD = ("opened", "closed")


def overview(sessions: Sequence[SessionFacts]) -> str:
    """How many sessions were held, of which kind, with how many meetings.

    What is held between the sessions is no session: its meetings are told.
    """
    held = [session for session in sessions if status_of(session.history) in HELD]
    if not held:
        return "No session of the Working Group had been opened when the present report was compiled."
    kinds = [(kind, sum(session.kind == kind for session in held)) for kind in KINDS]
    told_kinds = listed([counted(n, f"{kind} session", f"{kind} sessions") for kind, n in kinds if n])
    within, between = (
        sum(len(session.meetings) for session in held if (session.kind in KINDS) is are_sessions)
        for are_sessions in (True, False)
    )
    found = [f"{told_kinds}, comprising {counted(within, 'meeting', 'meetings')}"] if told_kinds else []
    found += [counted(between, "intersessional meeting", "intersessional meetings")] if between else []
    return f"The Working Group held {', and '.join(found)}." if found else "The Working Group held no meeting."


def told(session: SessionFacts) -> str:
    """One session as it was: its days, what befell it and why, its meetings."""
    return " ".join([_main(session), *_befell(session), *_meetings(session)])


def at_place(place: str) -> str:
    """A place with its preposition: "in New York", "at United Nations Headquarters in New York", "at the Palais in Geneva"."""
    building, comma, city = place.partition(", ")
    if comma:
        return f"at {building} in {city}"
    return f"at {place}" if place.startswith(("United Nations", "the ")) else f"in {place}"


def _main(session: SessionFacts) -> str:
    name = f"The {in_a_sentence(session.title)} of the Working Group"
    days = span(*dates_of(session.planned_from, session.planned_until, session.history))
    place = at_place(session.place)
    match status_of(session.history):
        case "closed":
            return f"{name} was held {place} {days}."
        case "opened":
            opened = next(event for event in session.history if event.what == "opened")
            when = on_days([_day(opened, session)])
            return (
                f"{name}, scheduled {days.replace('on ', 'for ', 1) if days.startswith('on ') else days}, was opened {place} "
                f"{when}; it had not been closed when the present report was compiled."
            )
        case "cancelled":
            cancelled = session.history[-1]
            when = on_days([_day(cancelled, session)])
            return f"{name}, which was to be held {place} {days}, was cancelled {when}{_reason(cancelled)}."
        case _:
            return f"{name} is to be held {place} {days}."


def _befell(session: SessionFacts) -> list[str]:
    found = []
    first, last = session.planned_from, session.planned_until
    for event in session.history:
        when = on_days([_day(event, session)])
        if event.new_from and event.new_until:
            found.append(f"It was to have been held {span(first, last)} and was postponed {when}{_reason(event)}.")
            first, last = event.new_from, event.new_until
        elif event.what == "moved_online":
            found.append(f"It was decided {when} that its meetings could be followed online{_reason(event)}.")
    return found


def _day(event: Event, session: SessionFacts) -> date:
    return event.at.astimezone(ZoneInfo(session.zone)).date()


def _reason(event: Event) -> str:
    """The reason as it was recorded, to follow a verb: it is quoted, for the record's words are not the report's own."""
    return f", for the following reason: “{sentence(event.reason).rstrip('.')}”" if event.reason else ""


def _meetings(session: SessionFacts) -> list[str]:
    meetings = session.meetings
    if not meetings and status_of(session.history) not in HELD:
        return []
    found = [_held(session)] if meetings else []
    for mode, words in (("virtual", "virtually"), ("hybrid", "in hybrid form")):
        numbers = [m.number for m in meetings if m.mode == mode]
        if numbers and len(numbers) == len(meetings):
            found.append(f"{_all_of(len(numbers))} held {words}.")
        elif numbers:
            found.append(f"The {meeting_numbers(numbers)} {'was' if len(numbers) == 1 else 'were'} held {words}.")
    for state in dict.fromkeys(m.presiding for m in meetings if m.presiding):
        numbers = [m.number for m in meetings if m.presiding == state]
        found.append(f"A Vice-Chair ({state}) presided over the {meeting_numbers(numbers)}.")
    if session.cancelled:
        one = len(session.cancelled) == 1
        found.append(
            f"The {meeting_numbers([m.number for m in session.cancelled])}, which had been planned for "
            f"{on_days(m.day for m in session.cancelled).removeprefix('on ').removeprefix('from ')}, "
            f"{'was' if one else 'were'} cancelled."
        )
    return found


def _held(session: SessionFacts) -> str:
    told_numbers = listed(
        [
            f"{counted(len(numbers), f'{kind} meeting', f'{kind} meetings')} ({meeting_numbers(numbers)})"
            for kind in ("formal", "informal")
            if (numbers := [m.number for m in session.meetings if m.formality == kind])
        ]
    )
    if session.kind not in KINDS:
        return f"It comprised {told_numbers}."
    return f"In the course of the session, the Working Group held {told_numbers}."


def _all_of(number: int) -> str:
    return {1: "The meeting was", 2: "Both meetings were"}.get(number, "All the meetings were")


def attended(session: SessionFacts) -> str:
    """By how many a session was attended; "" when no attendance was recorded."""
    there = session.attendance
    kinds = (
        (there.members, "Member State", "Member States"),
        (there.observer_states, "observer State", "observer States"),
        (there.observer_organizations, "observer organization", "observer organizations"),
    )
    found = [counted(number, singular, plural) for number, singular, plural in kinds if number]
    if there.organizations:
        other = "other " if found else ""
        found.append(counted(there.organizations, f"{other}organization", f"{other}organizations"))
    if not found:
        return ""
    return f"The {in_a_sentence(session.title)} was attended by representatives of {listed(found)}."
