"""What happens while the group sits? Speakers are called, the clock runs, points of order interrupt; the screen follows."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from oewg.accounts.models import Delegation
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.meetings import queries
from oewg.meetings.actions.speaking import speaker_facts, void_exchanges
from oewg.meetings.actions.statements import delivered
from oewg.meetings.models import Inscription, Intervention, Meeting
from oewg.meetings.queries import Floor, Waiting
from oewg.meetings.rules import floor as rules
from oewg.meetings.rules import speaking
from oewg.meetings.rules.life import check_open, standing_of
from oewg.record.actions import Subject, append
from oewg.texts.models import Provision

told(
    give_floor=say("A speaker was given the floor."),
    record_absence=say("A speaker was called and was not there."),
    start_clock=say("A speaker’s clock was started."),
    pause_clock=say("A speaker’s clock was paused."),
    end_intervention=say("An intervention was ended."),
    raise_point_of_order=say("A point of order was raised."),
    direct_screen=say("The screen of the room shows something else."),
)


def give_floor(
    db: Db, meeting: Meeting, row: Inscription, *, by: Viewer, at: datetime, in_turn: bool = True
) -> Intervention:
    """Call the next speaker of a list, who is present; the clock stands until it is started.

    Not `in_turn`: the chair of a consultation decides the order, and calls any speaker who waits.
    """
    next_ = _check_next(db, meeting, row, in_turn=in_turn)
    void_exchanges(db, [row.id], at)
    intervention = Intervention(
        list_id=row.list_id, meeting_id=meeting.id, inscription_id=row.id, kind=row.kind,
        delegation_id=row.delegation_id, group_id=row.group_id, organization_id=row.organization_id,
        called_at=at, limit_seconds=next_.limit, spoken=0,
    )  # fmt: skip
    db.add(intervention)
    db.flush()
    facts = {
        "meeting": meeting.id, "list": row.list_id, "inscription": row.id, "kind": row.kind, **speaker_facts(row),
        "limit": next_.limit,
    }  # fmt: skip
    append(db, "give_floor", by.account_id, by.capacity, Subject("intervention", intervention.id), facts, at)
    return intervention


def record_absence(db: Db, meeting: Meeting, row: Inscription, absences: int, *, by: Viewer, at: datetime) -> None:
    """A speaker was called and is not there: moved to the end of the list, and struck off it the second time.

    That shows before the floor is given, or when it has been given and nobody begins to speak. `absences` says which call
    is answered: how often the speaker had been called and not there before.
    """
    rules.check_answers_call(row.absences, absences)
    floor = queries.floor(db, meeting.id)
    if floor and floor.holder.inscription_id == row.id:
        check_open(meeting)
        rules.check_absent(_has_begun(db, floor.holder))
        called = floor.holder.id
        db.delete(floor.holder)  # nobody took the floor
    else:
        _check_next(db, meeting, row)
        called = 0
    row.absences += 1
    void_exchanges(db, [row.id], at)
    if row.absences >= speaking.STRUCK_OFF:
        row.ended_at, row.end_reason = at, "absent"
    else:
        row.place = queries.next_place(db, row.list_id)
    db.flush()
    facts = {"meeting": meeting.id, "absences": row.absences, "place": row.place, "intervention": called}
    append(db, "record_absence", by.account_id, by.capacity, Subject("inscription", row.id), facts, at)


def _check_next(db: Db, meeting: Meeting, row: Inscription, *, in_turn: bool = True) -> Waiting:
    """The one who is called, as it waits; refused when it is not its turn, unless another order was decided."""
    check_open(meeting)
    found = row.speakers_list
    rules.check_of_meeting(
        found.session_id == meeting.session_id and found.meeting_id in (None, meeting.id),
        taken_up=found.item_id is None or found.item_id in queries.taken_up(db, meeting.id),
    )
    speaking.check_waits(row.ended_at, queries.is_called(db, row.id))
    waiting = queries.waiting(db, found)
    rules.check_called(queries.floor(db, meeting.id) is None, not in_turn or waiting[0].inscription.id == row.id)
    return next(each for each in waiting if each.inscription.id == row.id)


def start_clock(db: Db, intervention: Intervention, *, by: Viewer, at: datetime) -> None:
    """Start the clock of whoever has the floor, or let it run on after a pause."""
    _check_runs(db, intervention)
    rules.check_starts(intervention.running_since)
    intervention.running_since = at
    _append(db, "start_clock", intervention, {"spoken": intervention.spoken}, by, at)


def pause_clock(db: Db, intervention: Intervention, *, by: Viewer, at: datetime) -> None:
    """Pause the clock; the speaker keeps the floor."""
    _check_runs(db, intervention)
    rules.check_pauses(intervention.running_since)
    _stop(intervention, at)
    _append(db, "pause_clock", intervention, {"spoken": intervention.spoken}, by, at)


def end_intervention(db: Db, intervention: Intervention, *, by: Viewer, at: datetime) -> None:
    """End an intervention with its time; after a point of order the floor, and the clock, return to whom it interrupted.

    What was filed for it is delivered, unless its clock never ran: an embargo that ends by a slip cannot be brought back,
    and what was spoken all the same the secretariat records as delivered by hand.
    """
    floor, begun = _check_runs(db, intervention), _has_begun(db, intervention)
    _end(db, intervention, at)
    interrupted = floor.interrupted if floor else None
    goes_on = interrupted is not None and queries.ran_when_interrupted(db, intervention)
    if interrupted is not None and goes_on:
        interrupted.running_since = at
    facts = {
        "spoken": intervention.spoken, "returns_to": interrupted.id if interrupted else 0, "runs_on": int(goes_on),
    }  # fmt: skip
    _append(db, "end_intervention", intervention, facts, by, at)
    if begun:
        delivered(db, intervention, at, by=by)


def _check_runs(db: Db, intervention: Intervention) -> Floor | None:
    """Who has the floor; refused unless it is this intervention that has it now."""
    meeting = intervention.meeting
    rules.check_not_ended(intervention.ended_at)
    check_open(meeting)
    floor = queries.floor(db, meeting.id)
    rules.check_not_interrupted(floor is not None and floor.holder.id != intervention.id)
    return floor


def raise_point_of_order(db: Db, meeting: Meeting, delegation: Delegation, *, by: Viewer, at: datetime) -> Intervention:
    """A Member State rises to a point of order, which interrupts whoever speaks; its clock runs at once."""
    speaking.check_own(by.may("conduct_meeting") or by.delegation_id == delegation.id)
    check_open(meeting)
    floor = queries.floor(db, meeting.id)
    rules.check_rises(delegation.kind, floor is not None and floor.holder.kind == "point_of_order")
    interrupted = floor.holder if floor else None
    ran = interrupted is not None and interrupted.running_since is not None
    if interrupted is not None:
        _stop(interrupted, at)
    intervention = Intervention(
        list_id=interrupted.list_id if interrupted else None, meeting_id=meeting.id, kind="point_of_order",
        delegation_id=delegation.id, interrupts_id=interrupted.id if interrupted else None, called_at=at,
        limit_seconds=rules.POINT_OF_ORDER, spoken=0, running_since=at,
    )  # fmt: skip
    db.add(intervention)
    db.flush()
    facts = {
        "meeting": meeting.id, "delegation": delegation.id, "interrupts": interrupted.id if interrupted else 0,
        "spoken": interrupted.spoken if interrupted else 0, "ran": int(ran), "limit": intervention.limit_seconds,
    }  # fmt: skip
    append(db, "raise_point_of_order", by.account_id, by.capacity, Subject("intervention", intervention.id), facts, at)
    return intervention


def direct_screen(
    db: Db, meeting: Meeting, screen: str, provision: Provision | None = None, *, by: Viewer, at: datetime
) -> None:
    """Say what the screen of the room shows: the speakers, a paragraph, the code for checking in, or a pause."""
    shown = provision if screen == "provision" else None
    in_text = shown is not None and shown.removed_at is None and shown.kind != "footnote"
    rules.check_screen(screen, standing_of(meeting), meeting.check_in_code, in_text)
    meeting.screen, meeting.screen_provision_id = screen, shown.id if shown else None
    db.flush()
    facts = {"screen": screen, "provision": shown.id if shown else 0}
    append(db, "direct_screen", by.account_id, by.capacity, Subject("meeting", meeting.id), facts, at)


def stop_clocks(db: Db, meeting: Meeting, at: datetime) -> list[dict[str, int]]:
    """Stop the clock that runs, because the meeting is suspended; the facts of it, for the entry of that act."""
    floor = queries.floor(db, meeting.id)
    if floor is None or floor.holder.running_since is None:
        return []
    _stop(floor.holder, at)
    db.flush()
    return [{"intervention": floor.holder.id, "spoken": floor.holder.spoken}]


def deliver_what_was_said(db: Db, facts: Iterable[Mapping[str, int]], at: datetime, by: Viewer) -> None:
    """After the entry of the act that ended interventions: the statements that were filed for them are delivered."""
    for each in facts:
        intervention = db.get(Intervention, each["intervention"])
        if intervention is not None and each["begun"]:
            delivered(db, intervention, at, by=by)


def end_interventions(db: Db, meeting: Meeting, at: datetime) -> list[dict[str, int]]:
    """End whatever has the floor, because the meeting is adjourned; the facts of it, for the entry of that act.

    Whoever was called and had not begun has not spoken, and stays on the list: `begun` is 0.
    """
    floor = queries.floor(db, meeting.id)
    facts = []
    for one in [floor.holder, floor.interrupted] if floor else []:
        if one is None:
            continue
        begun = _has_begun(db, one)
        if begun:
            _end(db, one, at)
        else:
            db.delete(one)
        facts.append({"intervention": one.id, "spoken": one.spoken, "begun": int(begun)})
    db.flush()
    return facts


def _has_begun(db: Db, intervention: Intervention) -> bool:
    """Has the speaker taken the floor? A point of order that was heard meanwhile says so too."""
    runs = intervention.spoken > 0 or intervention.running_since is not None
    return runs or intervention.kind == "point_of_order" or queries.was_interrupted(db, intervention.id)


def _stop(intervention: Intervention, at: datetime) -> None:
    intervention.spoken = rules.spoken_by(intervention.spoken, intervention.running_since, at)
    intervention.running_since = None


def _end(db: Db, intervention: Intervention, at: datetime) -> None:
    _stop(intervention, at)
    intervention.ended_at = at
    if intervention.inscription_id is not None:
        row = queries.inscription(db, intervention.inscription_id)
        row.ended_at, row.end_reason = at, "spoke"
    db.flush()


def _append(
    db: Db, act: str, intervention: Intervention, facts: Mapping[str, object], by: Viewer, at: datetime
) -> None:
    append(db, act, by.account_id, by.capacity, Subject("intervention", intervention.id), facts, at)
