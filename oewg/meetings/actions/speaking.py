"""What is done with a speakers' list? Opened, closed, reopened, limited; inscribed on, withdrawn from, places exchanged."""

from collections.abc import Collection, Mapping
from datetime import datetime

from oewg.accounts.models import Delegation
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.meetings import queries
from oewg.meetings.models import Exchange, Inscription, Meeting, Session, SpeakersList
from oewg.meetings.rules import sessions, speaking
from oewg.meetings.rules.speaking import USUAL, Limits, Speaker
from oewg.record.actions import Subject, append
from oewg.texts.models import Provision

told(
    open_speakers_list=say("A speakers’ list was opened."),
    close_speakers_list=say("A speakers’ list was closed."),
    reopen_speakers_list=say("A speakers’ list was reopened."),
    limit_speaking_time=say("The time limits of a speakers’ list were changed."),
    admit_organizations=say("A speakers’ list was opened to organizations."),
    inscribe=say("A speaker was inscribed."),
    withdraw_inscription=say("A speaker withdrew from a list."),
    withdraw_in_the_room=say("Whoever conducts the meeting took off a list a speaker that withdrew in the room."),
    ask_to_reply=say("A right of reply was asked for."),
    propose_exchange=say("An exchange of places was proposed."),
    agree_exchange=say("Two speakers exchanged their places."),
    decline_exchange=say("An exchange of places was declined."),
    withdraw_exchange=say("The proposal to exchange places was withdrawn."),
)


def open_speakers_list(
    db: Db, session: Session, *, by: Viewer, at: datetime, item: Provision | None = None, meeting: Meeting | None = None
) -> SpeakersList:
    """Open the list for an item of the agenda at a session; or, without an item, for one meeting of it."""
    speaking.check_session_lasts(sessions.status_of(queries.history(session)))
    if item is not None:
        sessions.check_item(item.text.kind, item.kind, item.removed_at is not None, taken_up=False)
    elif meeting is not None:
        speaking.check_meeting_lasts(meeting.adjourned_at, meeting.cancelled_at)
    else:
        raise ValueError("a list is for an item or for a meeting")
    of_meeting = meeting.id if meeting and item is None else None
    speaking.check_list_is_new(queries.list_for(db, session.id, item.id if item else None, of_meeting) is not None)
    found = SpeakersList(
        session_id=session.id, item_id=item.id if item else None, meeting_id=of_meeting, opened_at=at,
        limit_delegation=USUAL.delegation, limit_group=USUAL.group, limit_organization=USUAL.organization,
    )  # fmt: skip
    db.add(found)
    db.flush()
    facts = {
        "session": session.id,
        "item": item.id if item else 0,
        "meeting": of_meeting or 0,
        "limits": _limits(USUAL),
    }
    append(db, "open_speakers_list", by.account_id, by.capacity, Subject("speakers_list", found.id), facts, at)
    return found


def close_speakers_list(db: Db, found: SpeakersList, *, by: Viewer, at: datetime) -> None:
    """Close a list: whoever stands on it speaks, and nobody else inscribes."""
    speaking.check_closes(found.closed_at)
    found.closed_at = at
    append(db, "close_speakers_list", by.account_id, by.capacity, Subject("speakers_list", found.id), {}, at)


def reopen_speakers_list(db: Db, found: SpeakersList, *, by: Viewer, at: datetime) -> None:
    """Reopen a list that was closed."""
    speaking.check_session_lasts(sessions.status_of(queries.history(found.session)))
    speaking.check_reopens(found.closed_at)
    found.closed_at = None
    append(db, "reopen_speakers_list", by.account_id, by.capacity, Subject("speakers_list", found.id), {}, at)


def limit_speaking_time(db: Db, found: SpeakersList, limits: Limits, *, by: Viewer, at: datetime) -> None:
    """Change the time limits of a list, for whoever is called from now on."""
    speaking.check_limits(limits)
    found.limit_delegation, found.limit_group = limits.delegation, limits.group
    found.limit_organization = limits.organization
    facts = {"limits": _limits(limits)}
    append(db, "limit_speaking_time", by.account_id, by.capacity, Subject("speakers_list", found.id), facts, at)


def admit_organizations(db: Db, found: SpeakersList, *, by: Viewer, at: datetime) -> None:
    """Let accredited organizations inscribe on a list, as the modalities of participation allow."""
    speaking.check_admits(found.organizations_from, queries.modalities_adopted(db))
    found.organizations_from = at
    append(db, "admit_organizations", by.account_id, by.capacity, Subject("speakers_list", found.id), {}, at)


def inscribe(
    db: Db, found: SpeakersList, speaker: Speaker, *, by: Viewer, at: datetime, consulted: bool = False
) -> Inscription:
    """Inscribe a speaker at the next free place: by itself, or by those who conduct the meeting, when asked to.

    `consulted`: an organization that takes part in a consultation, at which organizations speak by its nature (paragraph 5
    of the resolution); on other lists they stand only where the modalities allow it.
    """
    _check_may_speak_for(by, speaker)
    speaking.check_session_lasts(sessions.status_of(queries.history(found.session)))
    already = queries.live_inscription(db, found.id, "statement", speaker) is not None
    speaking.check_inscribes(found.closed_at, at if consulted else found.organizations_from, speaker, already)
    return _inscribed(db, found, "statement", speaker, "inscribe", by, at)


def ask_to_reply(db: Db, found: SpeakersList, delegation: Delegation, *, by: Viewer, at: datetime) -> Inscription:
    """Ask for a delegation's right of reply, which comes after all statements; a closed list does not matter."""
    speaker = Speaker(delegation_id=delegation.id)
    _check_may_speak_for(by, speaker)
    speaking.check_session_lasts(sessions.status_of(queries.history(found.session)))
    already = queries.live_inscription(db, found.id, "reply", speaker) is not None
    speaking.check_asks_to_reply(already, queries.replies_made(db, found.id).get(delegation.id, 0))
    return _inscribed(db, found, "reply", speaker, "ask_to_reply", by, at)


def _check_may_speak_for(by: Viewer, speaker: Speaker) -> None:
    speaking.check_own(by.may("conduct_meeting") or speaking.is_own(by, speaker))


def _inscribed(
    db: Db, found: SpeakersList, kind: str, speaker: Speaker, act: str, by: Viewer, at: datetime
) -> Inscription:
    row = Inscription(
        list_id=found.id, kind=kind, delegation_id=speaker.delegation_id, group_id=speaker.group_id,
        organization_id=speaker.organization_id, place=queries.next_place(db, found.id), inscribed_at=at,
        inscribed_by=by.account_id, absences=0,
    )  # fmt: skip
    db.add(row)
    db.flush()
    facts = {"list": found.id, **speaker_facts(row), "place": row.place}
    append(db, act, by.account_id, by.capacity, Subject("inscription", row.id), facts, at)
    return row


def withdraw_inscription(db: Db, row: Inscription, *, by: Viewer, at: datetime) -> None:
    """Withdraw from a list, before being called."""
    speaking.check_own(queries.is_own_inscription(by, row))
    _withdraw(db, row, "withdraw_inscription", {}, by, at)


def withdraw_in_the_room(db: Db, row: Inscription, *, by: Viewer, at: datetime) -> None:
    """Take off a list, before it is called, a speaker that says in the room that it withdraws; the record says who did."""
    speaking.check_conducts(by.may("conduct_meeting"))
    _withdraw(db, row, "withdraw_in_the_room", {"list": row.list_id, **speaker_facts(row)}, by, at)


def _withdraw(db: Db, row: Inscription, act: str, facts: Mapping[str, object], by: Viewer, at: datetime) -> None:
    speaking.check_waits(row.ended_at, queries.is_called(db, row.id))
    row.ended_at, row.end_reason = at, "withdrawn"
    void_exchanges(db, [row.id], at)
    append(db, act, by.account_id, by.capacity, Subject("inscription", row.id), facts, at)


def propose_exchange(db: Db, row: Inscription, other: Inscription, *, by: Viewer, at: datetime) -> Exchange:
    """Propose to another speaker of the same list and kind to exchange places; the two alone hear of it."""
    speaking.check_own(queries.is_own_inscription(by, row))
    _check_may_exchange(db, row, other)
    open_now = queries.open_exchanges(db, [row.id])
    speaking.check_proposes(
        any(one.proposer_id == row.id for one in open_now), any(one.proposer_id == other.id for one in open_now)
    )
    exchange = Exchange(proposer_id=row.id, asked_id=other.id, proposed_at=at)
    db.add(exchange)
    db.flush()
    _tell_the_two(db, "propose_exchange", row, other, by, at)
    return exchange


def agree_exchange(db: Db, exchange: Exchange, *, by: Viewer, at: datetime) -> None:
    """Agree to an exchange: from now on each stands at the other's place."""
    one, other = exchange.proposer, exchange.asked
    speaking.check_own(queries.is_own_inscription(by, other))
    _check_may_exchange(db, one, other)
    exchange.ended_at, exchange.outcome = at, "agreed"
    db.flush()
    void_exchanges(db, [one.id, other.id], at)  # what others proposed was the place that each had
    places = one.place, other.place
    for row, place in ((one, -1), (other, places[0]), (one, places[1])):  # no two stand at one place even for a moment
        row.place = place
        db.flush()
    facts = {"list": one.list_id, "proposer": one.id, "place": one.place, "other_place": other.place}
    append(db, "agree_exchange", by.account_id, by.capacity, Subject("inscription", other.id), facts, at)


def decline_exchange(db: Db, exchange: Exchange, *, by: Viewer, at: datetime) -> None:
    """Decline an exchange: both keep their places, and nobody else hears of it."""
    speaking.check_own(queries.is_own_inscription(by, exchange.asked))
    exchange.ended_at, exchange.outcome = at, "declined"
    _tell_the_two(db, "decline_exchange", exchange.proposer, exchange.asked, by, at)


def withdraw_exchange(db: Db, exchange: Exchange, *, by: Viewer, at: datetime) -> None:
    """Withdraw one's own proposal before it has been answered."""
    speaking.check_own(queries.is_own_inscription(by, exchange.proposer))
    exchange.ended_at, exchange.outcome = at, "withdrawn"
    _tell_the_two(db, "withdraw_exchange", exchange.proposer, exchange.asked, by, at)


def _check_may_exchange(db: Db, row: Inscription, other: Inscription) -> None:
    speaking.check_session_lasts(sessions.status_of(queries.history(row.speakers_list.session)))
    for one in (row, other):
        speaking.check_waits(one.ended_at, queries.is_called(db, one.id))
    same_list = row.list_id == other.list_id
    speaking.check_exchanges(queries.as_standing(row), queries.as_standing(other), same_list)


def _tell_the_two(db: Db, act: str, one: Inscription, other: Inscription, by: Viewer, at: datetime) -> None:
    # Nobody else learns who wished to trade with whom, and no number of theirs shows how often it was tried.
    facts = {"list": one.list_id, "asked": other.id}
    readers = [_audience(one), _audience(other)]
    append(db, act, by.account_id, by.capacity, Subject("inscription", one.id), facts, at, readers=readers)


def _audience(row: Inscription) -> str:
    return speaking.audience_of(
        row.delegation.code if row.delegation else None, row.group.code if row.group else None, row.organization_id
    )


def void_exchanges(db: Db, inscription_ids: Collection[int], at: datetime) -> None:
    """End the exchanges that cannot be agreed any more, because one of the two has gone or stands elsewhere."""
    for exchange in queries.open_exchanges(db, inscription_ids):
        exchange.ended_at, exchange.outcome = at, "void"
    db.flush()


def speaker_facts(row: Inscription) -> dict[str, object]:
    """Who speaks, as the record keeps it: numbers, 0 for none."""
    return {
        "delegation": row.delegation_id or 0, "group": row.group_id or 0, "organization": row.organization_id or 0,
    }  # fmt: skip


def _limits(limits: Limits) -> dict[str, int]:
    return {"delegation": limits.delegation, "group": limits.group, "organization": limits.organization}
