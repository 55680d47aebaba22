"""Whom does it concern when the group meets and decides, and what is it about by name?"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.accounts.models import Capacity
from oewg.accounts.queries import About, OnTheClock, concerns, describes, everybody
from oewg.accounts.rules.notices import SIGNED_IN, Whom, topic
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.meetings.models import Decision, Meeting, Session
from oewg.meetings.queries.sessions import session_lines
from oewg.record.queries import Addressed

topic(
    "meetings", say("When the group meets: sessions and meetings called, postponed, moved, cancelled"), why=say("Everybody who takes part is told when the group meets."),
    roles=SIGNED_IN, pace="at_once", place=55,
)  # fmt: skip
concerns(
    "meetings", plan_session=everybody, open_session=everybody, postpone_session=everybody,
    move_session_online=everybody, cancel_session=everybody, close_session=everybody, plan_meeting=everybody,
    postpone_meeting=everybody, move_meeting=everybody, cancel_meeting=everybody,
)  # fmt: skip
topic(
    "timetable", say("The timetable: items set down for meetings, moved and taken off"),
    why=say("Everybody who takes part is told when an item is taken up."), roles=SIGNED_IN, pace="daily", place=57,
)  # fmt: skip
concerns("timetable", set_down_item=everybody, order_items=everybody, take_off_item=everybody)


def whoever_is_to_preside(db: Db, entries: Sequence[Addressed]) -> Mapping[int, Collection[Whom]]:
    """A meeting that is called concerns the Vice-Chair who is named for it at once: one query."""
    of = {entry.said.index: entry.said.facts.get("presiding") for entry in entries}
    wanted = {each for each in of.values() if each}
    rows = db.execute(select(Capacity.id, Capacity.account_id).where(Capacity.id.in_(wanted)))
    accounts = {row[0]: row[1] for row in rows}
    return {index: [Whom(f"account:{accounts[each]}")] for index, each in of.items() if each in accounts}


topic(
    "presiding", say("Who is to preside over a meeting"), why=say("The Chair and the Vice-Chairs preside."),
    roles={"chair", "bureau"}, pace="at_once", place=39,
)  # fmt: skip
concerns("presiding", name_presiding=everybody, plan_meeting=whoever_is_to_preside)
topic(
    "at_meetings", say("What happens at meetings: opened, items taken up, adjourned"), why=say("You asked to hear of it."),
    roles=SIGNED_IN, pace="none", place=60,
)  # fmt: skip
concerns(
    "at_meetings", open_meeting=everybody, take_up=everybody, adjourn_meeting=everybody, suspend_meeting=everybody,
    resume_meeting=everybody,
)  # fmt: skip
topic(
    "decisions", say("Decisions and elections"), why=say("Everybody who takes part is told what the group has decided."),
    roles=SIGNED_IN, pace="daily", place=65,
)  # fmt: skip
concerns("decisions", record_decision=everybody, elect_officer=everybody, end_office=everybody)


def _sessions_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    lines = session_lines(db, select(Session).where(Session.id.in_(ids)))
    return {
        line.session.id: About(
            say("%(title)s, %(first)s to %(last)s"),
            {"title": line.session.title, "first": line.first_day, "last": line.last_day},
            "meetings.session",
            {"session_id": line.session.id},
        )
        for line in lines
    }


def _meetings_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    rows = db.scalars(select(Meeting).where(Meeting.id.in_(ids)).options(joinedload(Meeting.session)))
    return {
        row.id: About(
            say("Meeting %(number)s, called for %(starts)s"),
            {"number": row.number, "starts": OnTheClock(row.starts_at, row.session.zone)},
            "meetings.meeting",
            {"meeting_id": row.id},
        )
        for row in rows
    }


LONGEST = 300
"""Characters of a decision's words that a notice gives; the page has all of them."""


def _decisions_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    rows = db.execute(select(Decision.id, Decision.words, Decision.meeting_id).where(Decision.id.in_(ids))).all()
    return {
        row[0]: About(say("%(words)s"), {"words": _cut(row[1])}, "meetings.meeting", {"meeting_id": row[2]})
        for row in rows
    }


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()} …"


describes(session=_sessions_named, meeting=_meetings_named, decision=_decisions_named)
