"""What happened at a meeting, as its minutes tell it?"""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from oewg.accounts import queries as accounts
from oewg.accounts.models import Capacity
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
"""Suspensions and resumptions of one meeting, together; and as often may it be said who is to preside."""


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
    presiding, changes = _presided(db, meeting, meeting.opened_at, meeting.adjourned_at)
    items = [
        TakenUp(each.line.provision_id, each.line.citation, each.line.words, each.at)
        for each in considered(db, meeting.id)
    ]
    return Held(
        number=meeting.number, formality=meeting.formality, mode=meeting.mode,
        where=", ".join(part for part in (meeting.room, meeting.session.place) if part), zone=meeting.session.zone,
        opened_at=meeting.opened_at, adjourned_at=meeting.adjourned_at, presiding=presiding, took_the_chair=changes,
        delegations=len(there.delegations), organizations=len(there.organizations), items=items,
        spoken=[_spoken(each, names) for each in interventions(db, meeting_id=meeting.id)],
        decided=[Decided(each.words, each.at) for each in decisions(db, meeting_id=meeting.id)],
        pauses=_pauses(paused),
        adjourned_because=next((_reason(one) for one in adjourned), ""),
    )  # fmt: skip


def meeting_of_minutes(db: Db, text_id: int) -> Meeting | None:
    """The meeting that a text is the minutes of; none if it was begun by hand."""
    return db.scalars(select(Meeting).where(Meeting.minutes_text_id == text_id)).one_or_none()


def _presided(
    db: Db, meeting: Meeting, opened_at: datetime, adjourned_at: datetime
) -> tuple[str, list[tuple[datetime, str]]]:
    """The office that presided when a meeting was opened (none before there is a Chair), and those that did from when on.

    The Vice-Chair who was named for it, while in office; otherwise the Chair, from the election on.
    """
    acts = ("plan_meeting", "name_presiding")
    named = record.entries_of(db, ("meeting", meeting.id), acts, PUBLIC, limit=MOST_PAUSES)
    ids = {each.facts.get("presiding") for each in named} - {None}
    rows = db.scalars(select(Capacity).where(or_(Capacity.role == "chair", Capacity.id.in_(ids)))).all()

    def office_at(at: datetime) -> str:
        wanted = [each.facts.get("presiding") for each in named if each.at <= at][-1:]
        in_office = [row for row in rows if row.since <= at and (row.until is None or at < row.until)]
        deputy = next((row for row in in_office if row.id in wanted), None)
        chair = next((row for row in in_office if row.role == "chair"), None)
        presiding = deputy or chair
        return OFFICES[presiding.role] if presiding else ""

    first = office_at(opened_at)
    instants = {each.at for each in named} | {instant for row in rows for instant in (row.since, row.until) if instant}
    offices = [(at, office_at(at)) for at in sorted(instants) if opened_at < at < adjourned_at]
    before = [first, *(office for _, office in offices)]
    return first, [(at, office) for (at, office), was in zip(offices, before, strict=False) if office not in ("", was)]


def _spoken(row: Intervention, names: dict[int, str]) -> Spoken:
    item = row.speakers_list.item_id if row.speakers_list else None
    if row.organization is not None:
        return Spoken(row.kind, row.organization.name, item, row.called_at, organization=True)
    speaker = in_a_sentence(names.get(row.delegation.id, row.delegation.code)) if row.delegation else ""
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
