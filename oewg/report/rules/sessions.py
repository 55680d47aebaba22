"""How does the report tell one session: held, still open, planned, postponed, moved online or cancelled, and attended by whom?"""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from oewg.meetings.rules.sessions import Event, dates_of, status_of
from oewg.report.rules.facts import MeetingFacts, SessionFacts
from oewg.report.rules.phrases import counted, in_a_sentence, listed, meeting_numbers, on_days, sentence, span

KINDS = ("organizational", "substantive", "intersessional")
HELD = ("opened", "closed")


def overview(sessions: Sequence[SessionFacts]) -> str:
    """How many sessions were held, of which kind, with how many meetings."""
    held = [session for session in sessions if status_of(session.history) in HELD]
    if not held:
        return "No session of the Working Group had been opened when the present report was compiled."
    kinds = [(kind, sum(session.kind == kind for session in held)) for kind in KINDS]
    told_kinds = listed([counted(n, f"{kind} session", f"{kind} sessions") for kind, n in kinds if n])
    meetings = sum(len(session.meetings) for session in held)
    return f"The Working Group held {told_kinds}, and {counted(meetings, 'meeting', 'meetings')} in all."


def told(session: SessionFacts) -> str:
    """One session as it was: its days, what befell it and why, its meetings."""
    return " ".join([_main(session), *_befell(session), *_meetings(session.meetings)])


def _main(session: SessionFacts) -> str:
    name = f"The {in_a_sentence(session.title)} of the Working Group"
    days = span(*dates_of(session.planned_from, session.planned_until, session.history))
    match status_of(session.history):
        case "closed":
            return f"{name} was held in {session.place} {days}."
        case "opened":
            return f"{name} was called for in {session.place} {days}; it had not been closed when the present report was compiled."
        case "cancelled":
            cancelled = session.history[-1]
            when = on_days([_day(cancelled, session)])
            return f"{name}, which was to be held in {session.place} {days}, was cancelled {when}.{_reason(cancelled)}"
        case _:
            return f"{name} is to be held in {session.place} {days}."


def _befell(session: SessionFacts) -> list[str]:
    found = []
    first, last = session.planned_from, session.planned_until
    for event in session.history:
        when = on_days([_day(event, session)])
        if event.new_from and event.new_until:
            found.append(f"It was to have been held {span(first, last)} and was postponed {when}.{_reason(event)}")
            first, last = event.new_from, event.new_until
        elif event.what == "moved_online":
            found.append(f"It was moved online {when}.{_reason(event)}")
    return found


def _day(event: Event, session: SessionFacts) -> date:
    return event.at.astimezone(ZoneInfo(session.zone)).date()


def _reason(event: Event) -> str:
    return f" The reason recorded was: “{sentence(event.reason)}”" if event.reason else ""


def _meetings(meetings: Sequence[MeetingFacts]) -> list[str]:
    if not meetings:
        return []
    formal = [m.number for m in meetings if m.formality == "formal"]
    informal = [m.number for m in meetings if m.formality == "informal"]
    told_numbers = listed(
        [
            f"{counted(len(numbers), f'{kind} meeting', f'{kind} meetings')} ({meeting_numbers(numbers)})"
            for kind, numbers in (("formal", formal), ("informal", informal))
            if numbers
        ]
    )
    found = [f"The Working Group held {told_numbers} in the course of the session."]
    for mode, words in (("virtual", "virtually"), ("hybrid", "in hybrid form")):
        numbers = [m.number for m in meetings if m.mode == mode]
        if numbers and len(numbers) == len(meetings):
            found.append(f"{'The meeting was' if len(numbers) == 1 else 'All of the meetings were'} held {words}.")
        elif numbers:
            found.append(f"The {meeting_numbers(numbers)} {'was' if len(numbers) == 1 else 'were'} held {words}.")
    return found


def attended(session: SessionFacts) -> str:
    """By how many a session was attended; "" when no attendance was recorded."""
    there = session.attendance
    kinds = (
        (there.members, "Member State", "Member States"),
        (there.observer_states, "observer State", "observer States"),
        (there.observer_organizations, "observer organization", "observer organizations"),
        (there.organizations, "other organization", "other organizations"),
    )
    found = [counted(number, singular, plural) for number, singular, plural in kinds if number]
    if not found:
        return ""
    return f"The {in_a_sentence(session.title)} was attended by representatives of {listed(found)}."
