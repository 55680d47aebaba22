"""The floor, its clock and the screen of the room for programs; and for how long everybody spoke."""

from collections.abc import Callable

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk, language
from oewg.accounts.door.programs import Listed, Nothing, operation
from oewg.meetings import actions, queries
from oewg.meetings.api.room import api
from oewg.meetings.api.speaking_shapes import FloorOut, TimeOut, inscription_out, intervention_out, waiting_out
from oewg.meetings.forms.speaking import AbsenceForm, CallForm, DelegationForm, ScreenForm
from oewg.meetings.rules.floor import picture_of
from oewg.meetings.rules.life import standing_of
from oewg.meetings.views.console import delegation_in_the_room
from oewg.texts import queries as texts


@operation(
    api, "/meetings/<int:meeting_id>/floor", act="read", answers=FloorOut,
    summary="Who has the floor, who is next, and what the screen of the room shows",
)  # fmt: skip
def floor(desk: Desk, meeting_id: int) -> FloorOut:
    """The floor of a meeting."""
    return _floor(desk, meeting_id)


@operation(
    api, "/meetings/<int:meeting_id>/floor", method="POST", act="conduct_meeting", takes=CallForm, answers=FloorOut,
    summary="Give the floor to the next speaker",
)  # fmt: skip
def give_floor(desk: Desk, sent: CallForm, meeting_id: int) -> FloorOut:
    """Call the next speaker."""
    row, found = queries.inscription(desk.db, sent.inscription), queries.meeting(desk.db, meeting_id)
    actions.give_floor(desk.db, found, row, by=desk.viewer, at=desk.at)
    return _floor(desk, meeting_id)


@operation(
    api, "/meetings/<int:meeting_id>/absences", method="POST", act="conduct_meeting", takes=AbsenceForm,
    answers=FloorOut, summary="Record that the speaker who is called is not there",
)  # fmt: skip
def record_absence(desk: Desk, sent: AbsenceForm, meeting_id: int) -> FloorOut:
    """Record an absence."""
    row, found = queries.inscription(desk.db, sent.inscription), queries.meeting(desk.db, meeting_id)
    actions.record_absence(desk.db, found, row, sent.absences, by=desk.viewer, at=desk.at)
    return _floor(desk, meeting_id)


@operation(
    api, "/interventions/<int:intervention_id>/start", method="POST", act="conduct_meeting", answers=FloorOut,
    summary="Start the clock of whoever has the floor, or let it go on", status=200,
)  # fmt: skip
def start_clock(desk: Desk, _sent: Nothing, intervention_id: int) -> FloorOut:
    """Start the clock."""
    return _on_the_clock(desk, intervention_id, actions.start_clock)


@operation(
    api, "/interventions/<int:intervention_id>/pause", method="POST", act="conduct_meeting", answers=FloorOut,
    summary="Pause the clock of whoever has the floor", status=200,
)  # fmt: skip
def pause_clock(desk: Desk, _sent: Nothing, intervention_id: int) -> FloorOut:
    """Pause the clock."""
    return _on_the_clock(desk, intervention_id, actions.pause_clock)


@operation(
    api, "/interventions/<int:intervention_id>/end", method="POST", act="conduct_meeting", answers=FloorOut,
    summary="End an intervention", status=200,
)  # fmt: skip
def end_intervention(desk: Desk, _sent: Nothing, intervention_id: int) -> FloorOut:
    """End an intervention."""
    return _on_the_clock(desk, intervention_id, actions.end_intervention)


@operation(
    api, "/meetings/<int:meeting_id>/point-of-order", method="POST", act="raise_point_of_order", answers=FloorOut,
    summary="Raise a point of order for one's delegation",
)  # fmt: skip
def raise_point_of_order(desk: Desk, _sent: Nothing, meeting_id: int) -> FloorOut:
    """Raise a point of order."""
    found = queries.meeting(desk.db, meeting_id)
    own = accounts.delegation(desk.db, desk.viewer.delegation_id or 0)
    actions.raise_point_of_order(desk.db, found, own, by=desk.viewer, at=desk.at)
    return _floor(desk, meeting_id)


@operation(
    api, "/meetings/<int:meeting_id>/points-of-order", method="POST", act="conduct_meeting", takes=DelegationForm,
    answers=FloorOut, summary="A delegation rises to a point of order in the room",
)  # fmt: skip
def point_of_order_in_the_room(desk: Desk, sent: DelegationForm, meeting_id: int) -> FloorOut:
    """Record a point of order raised in the room."""
    found = queries.meeting(desk.db, meeting_id)
    state = delegation_in_the_room(desk, found.session, sent.delegation)
    actions.raise_point_of_order(desk.db, found, state, by=desk.viewer, at=desk.at)
    return _floor(desk, meeting_id)


@operation(
    api, "/meetings/<int:meeting_id>/screen", method="POST", act="conduct_meeting", takes=ScreenForm,
    answers=FloorOut, summary="Say what the screen of the room shows",
)  # fmt: skip
def direct_screen(desk: Desk, sent: ScreenForm, meeting_id: int) -> FloorOut:
    """Direct the screen."""
    provision = texts.provision(desk.db, sent.provision) if sent.provision is not None else None
    found = queries.meeting(desk.db, meeting_id)
    actions.direct_screen(desk.db, found, sent.screen, provision, by=desk.viewer, at=desk.at)
    return _floor(desk, meeting_id)


@operation(
    api, "/sessions/<int:session_id>/speaking-times", act="read", answers=Listed[TimeOut],
    summary="For how long delegations, groups, regions and organizations spoke at a session",
)  # fmt: skip
def speaking_times(desk: Desk, session_id: int) -> Listed[TimeOut]:
    """Speaking times."""
    queries.session(desk.db, session_id)
    times = queries.speaking_times(desk.db, session_id, language())
    return Listed(
        items=[
            TimeOut(
                by=kind, code=one.code, name=one.name, interventions=one.interventions, spoken=one.spoken,
                over=one.over, points_of_order=one.points_of_order,
            )
            for kind, found in times.kinds
            for one in found
        ]
    )  # fmt: skip


def _on_the_clock(desk: Desk, intervention_id: int, action: Callable[..., None]) -> FloorOut:
    """Start, pause or end an intervention."""
    found = queries.intervention(desk.db, intervention_id)
    action(desk.db, found, by=desk.viewer, at=desk.at)
    return _floor(desk, found.meeting_id)


def _floor(desk: Desk, meeting_id: int) -> FloorOut:
    found = queries.sitting(desk.db, queries.meeting(desk.db, meeting_id))
    picture = picture_of(standing_of(found.meeting), found.meeting.screen, found.meeting.check_in_code)
    return FloorOut(
        meeting_id=meeting_id,
        holder=intervention_out(found.floor.holder) if found.floor else None,
        called=inscription_out(found.floor.called) if found.floor and found.floor.called else None,
        interrupted=intervention_out(found.floor.interrupted) if found.floor and found.floor.interrupted else None,
        list_id=found.current.list.id if found.current else None,
        upcoming=[waiting_out(line) for line in found.upcoming],
        screen=picture,
        provision_id=found.meeting.screen_provision_id if picture == "provision" else None,
    )
