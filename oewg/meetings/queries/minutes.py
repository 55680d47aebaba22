"""What happened at a meeting, as its minutes tell it?"""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from oewg.accounts import queries as accounts
from oewg.core.database import Db
from oewg.meetings.models import Intervention, Meeting
from oewg.meetings.queries.agenda import considered
from oewg.meetings.queries.attendance import presence
from oewg.meetings.queries.decisions import RECORDS_LANGUAGE, decisions
from oewg.meetings.queries.floor import interventions
from oewg.meetings.rules.minutes import Decided, Held, Spoken, TakenUp
from oewg.meetings.rules.words import OFFICES, in_a_sentence
from oewg.record import queries as record
from oewg.record.actions import PUBLIC

MOST_PAUSES = 200
"""Suspensions and resumptions of one meeting, together."""


def held(db: Db, meeting: Meeting) -> Held:
    """What happened at a meeting that was adjourned, as values; from its rows, and from the record how it was paused."""
    assert meeting.opened_at is not None
    assert meeting.adjourned_at is not None
    day = meeting.opened_at.astimezone(ZoneInfo(meeting.session.zone)).date()
    names = accounts.delegation_names(db, RECORDS_LANGUAGE, day)
    about = ("meeting", meeting.id)
    paused = record.entries_of(db, about, ("suspend_meeting", "resume_meeting"), PUBLIC, limit=MOST_PAUSES)
    adjourned = record.entries_of(db, about, ("adjourn_meeting",), PUBLIC, limit=1)
    there = presence(db, meeting.id)
    items = [
        TakenUp(each.line.provision_id, each.line.citation, each.line.words, each.at)
        for each in considered(db, meeting.id)
    ]
    return Held(
        number=meeting.number, formality=meeting.formality, mode=meeting.mode,
        where=", ".join(part for part in (meeting.room, meeting.session.place) if part), zone=meeting.session.zone,
        opened_at=meeting.opened_at, adjourned_at=meeting.adjourned_at, presiding=OFFICES[meeting.presiding.role] if meeting.presiding else "Chair",
        delegations=len(there.delegations), organizations=len(there.organizations), items=items,
        spoken=[_spoken(each, names) for each in interventions(db, meeting_id=meeting.id)],
        decided=[Decided(each.words, each.at) for each in decisions(db, meeting_id=meeting.id)],
        pauses=_pauses(paused),
        adjourned_because=next((_reason(one) for one in adjourned), ""),
    )  # fmt: skip


def meeting_of_minutes(db: Db, text_id: int) -> Meeting | None:
    """The meeting that a text is the minutes of; none if it was begun by hand."""
    return db.scalars(select(Meeting).where(Meeting.minutes_text_id == text_id)).one_or_none()


def _spoken(row: Intervention, names: dict[int, str]) -> Spoken:
    item = row.speakers_list.item_id if row.speakers_list else None
    if row.organization is not None:
        return Spoken(row.kind, row.organization.name, item, row.called_at, organization=True)
    speaker = in_a_sentence(names[row.delegation_id]) if row.delegation_id else ""
    group = f", on behalf of the {row.group.name.removeprefix('the ')}" if row.group else ""
    return Spoken(row.kind, f"{speaker}{group}", item, row.called_at)


def _pauses(paused: list[record.Said]) -> list[tuple[datetime, datetime | None, str]]:
    found: list[tuple[datetime, datetime | None, str]] = []
    for one in paused:
        if one.act == "suspend_meeting":
            found.append((one.at, None, _reason(one)))
        else:
            found[-1] = (found[-1][0], one.at, found[-1][2])
    return found


def _reason(said: record.Said) -> str:
    return str(said.facts.get("reason") or "")
