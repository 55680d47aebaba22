"""Speakers' lists, the floor and the screen for programs."""

from collections.abc import Callable
from datetime import datetime

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk, language
from oewg.accounts.door.programs import Cursor, Listed, Nothing, Out, cut, operation
from oewg.core.errors import NotFound
from oewg.meetings import actions, queries
from oewg.meetings.api.room import api
from oewg.meetings.forms.speaking import (
    AbsenceForm,
    CallForm,
    DelegationForm,
    LimitsForm,
    OnBehalfForm,
    OpenForm,
    ProposalForm,
    ScreenForm,
)
from oewg.meetings.models import Exchange, Inscription, Intervention, Meeting
from oewg.meetings.rules.floor import picture_of
from oewg.meetings.rules.life import standing_of
from oewg.meetings.rules.speaking import Limits, Speaker, speaker_for
from oewg.texts import queries as texts


class SpeakerOut(Out):
    """Who speaks: a delegation (its code), for itself or on behalf of a group (its code), or an organization."""

    delegation: str | None
    group: str | None
    organization: str | None


class InscriptionOut(SpeakerOut):
    """An inscription; `kind` is "statement" or "reply", `end_reason` "spoke", "withdrawn" or "absent"."""

    id: int
    list_id: int
    kind: str
    place: int
    absences: int
    end_reason: str | None


class WaitingOut(InscriptionOut):
    """One who waits, with the limit in seconds."""

    limit: int


class InterventionOut(SpeakerOut):
    """Somebody has or had the floor; the clock shows `spoken` (milliseconds) and the time since `running_since`."""

    id: int
    list_id: int | None
    meeting_id: int
    kind: str
    interrupts: int | None
    called_at: datetime
    limit: int
    spoken: int
    running_since: datetime | None
    ended_at: datetime | None


class ListOut(Out):
    """A speakers' list: of an item of the agenda (a provision) at a session, or of a meeting; limits in seconds."""

    id: int
    session_id: int
    item_id: int | None
    meeting_id: int | None
    opened_at: datetime
    closed_at: datetime | None
    organizations_from: datetime | None
    limit_delegation: int
    limit_group: int
    limit_organization: int


class WholeListOut(ListOut):
    """A list with those who wait, in the order in which they are to be called, and those who have spoken."""

    waiting: list[WaitingOut]
    spoken: list[InterventionOut]


class ExchangeOut(Out):
    """An exchange of places that waits for an answer: the inscription that proposes it, and the one that is asked."""

    proposer: int
    asked: int


class FloorOut(Out):
    """What a meeting is at: who has the floor, whom a point of order interrupted, the list at hand and the next three,
    and what the screen of the room shows.

    `called` is the inscription from which the one who has the floor was called: none for a point of order. `screen` is
    "speakers", "provision", "code" or "pause"; where the meeting stands ("planned", "suspended", "adjourned",
    "cancelled") while it does not sit.
    """

    meeting_id: int
    holder: InterventionOut | None
    called: InscriptionOut | None
    interrupted: InterventionOut | None
    list_id: int | None
    upcoming: list[WaitingOut]
    screen: str
    provision_id: int | None


class TimeOut(Out):
    """How often and how long somebody spoke at a session: milliseconds; `over` beyond the limits.

    Points of order are counted apart, and their time is in neither.
    """

    by: str
    code: str
    name: str
    interventions: int
    spoken: int
    over: int
    points_of_order: int


class SessionsLists(Cursor):
    """Which lists: of one session (its id), or of all."""

    session: int = 0


@operation(
    api, "/speakers-lists", act="read", answers=Listed[ListOut], query=SessionsLists, summary="Speakers' lists"
)  # fmt: skip
def speakers_lists(desk: Desk, asked: SessionsLists) -> Listed[ListOut]:
    """The lists in the order in which they were opened."""
    rows = queries.lists_after(desk.db, asked.number(), asked.limit + 1, asked.session or None)
    return cut([ListOut.model_validate(row.list) for row in rows], asked.limit, lambda item: item.id)


@operation(
    api, "/sessions/<int:session_id>/speakers-lists", method="POST", act="conduct_meeting", takes=OpenForm,
    answers=WholeListOut, summary="Open the speakers' list of an item, or of a meeting without an item",
)  # fmt: skip
def open_speakers_list(desk: Desk, sent: OpenForm, session_id: int) -> WholeListOut:
    """Open a list."""
    found = queries.session(desk.db, session_id).session
    item = texts.provision(desk.db, sent.item) if sent.item is not None else None
    meeting = None if item else _meeting_of(desk, session_id, sent.meeting or 0)
    opened = actions.open_speakers_list(desk.db, found, item=item, meeting=meeting, by=desk.viewer, at=desk.at)
    return _whole(desk, opened.id)


@operation(api, "/speakers-lists/<int:list_id>", act="read", answers=WholeListOut, summary="One speakers' list")
def speakers_list(desk: Desk, list_id: int) -> WholeListOut:
    """One list."""
    return _whole(desk, list_id)


@operation(
    api, "/speakers-lists/<int:list_id>/close", method="POST", act="conduct_meeting", answers=WholeListOut,
    summary="Close a speakers' list", status=200,
)  # fmt: skip
def close_speakers_list(desk: Desk, _sent: Nothing, list_id: int) -> WholeListOut:
    """Close a list."""
    actions.close_speakers_list(desk.db, queries.speakers_list(desk.db, list_id), by=desk.viewer, at=desk.at)
    return _whole(desk, list_id)


@operation(
    api, "/speakers-lists/<int:list_id>/reopen", method="POST", act="conduct_meeting", answers=WholeListOut,
    summary="Reopen a speakers' list", status=200,
)  # fmt: skip
def reopen_speakers_list(desk: Desk, _sent: Nothing, list_id: int) -> WholeListOut:
    """Reopen a list."""
    actions.reopen_speakers_list(desk.db, queries.speakers_list(desk.db, list_id), by=desk.viewer, at=desk.at)
    return _whole(desk, list_id)


@operation(
    api, "/speakers-lists/<int:list_id>/limits", method="POST", act="conduct_meeting", takes=LimitsForm,
    answers=WholeListOut, summary="Change the time limits of a speakers' list",
)  # fmt: skip
def limit_speaking_time(desk: Desk, sent: LimitsForm, list_id: int) -> WholeListOut:
    """Change the limits."""
    limits = Limits(sent.delegation, sent.group, sent.organization)
    actions.limit_speaking_time(desk.db, queries.speakers_list(desk.db, list_id), limits, by=desk.viewer, at=desk.at)
    return _whole(desk, list_id)


@operation(
    api, "/speakers-lists/<int:list_id>/organizations", method="POST", act="conduct_meeting", answers=WholeListOut,
    summary="Let organizations inscribe on a speakers' list",
)  # fmt: skip
def admit_organizations(desk: Desk, _sent: Nothing, list_id: int) -> WholeListOut:
    """Open a list to organizations."""
    actions.admit_organizations(desk.db, queries.speakers_list(desk.db, list_id), by=desk.viewer, at=desk.at)
    return _whole(desk, list_id)


@operation(
    api, "/speakers-lists/<int:list_id>/inscriptions", method="POST", act="inscribe", takes=OnBehalfForm,
    answers=InscriptionOut, summary="Inscribe one's delegation, group or organization",
)  # fmt: skip
def inscribe(desk: Desk, sent: OnBehalfForm, list_id: int) -> InscriptionOut:
    """Inscribe."""
    found, speaker = queries.speakers_list(desk.db, list_id), speaker_for(desk.viewer, sent.on_behalf_of)
    return _inscription(actions.inscribe(desk.db, found, speaker, by=desk.viewer, at=desk.at))


@operation(
    api, "/speakers-lists/<int:list_id>/replies", method="POST", act="ask_to_reply", answers=InscriptionOut,
    summary="Ask for one's delegation's right of reply",
)  # fmt: skip
def ask_to_reply(desk: Desk, _sent: Nothing, list_id: int) -> InscriptionOut:
    """Ask for a right of reply."""
    found = queries.speakers_list(desk.db, list_id)
    own = accounts.delegation(desk.db, desk.viewer.delegation_id or 0)
    return _inscription(actions.ask_to_reply(desk.db, found, own, by=desk.viewer, at=desk.at))


@operation(
    api, "/speakers-lists/<int:list_id>/delegations", method="POST", act="conduct_meeting", takes=DelegationForm,
    answers=InscriptionOut, summary="Inscribe a delegation that asks in the room",
)  # fmt: skip
def inscribe_in_the_room(desk: Desk, sent: DelegationForm, list_id: int) -> InscriptionOut:
    """Inscribe a delegation by its name or code."""
    found = queries.speakers_list(desk.db, list_id)
    state = accounts.delegation_named(desk.db, sent.delegation, language(), desk.at.date())
    speaker = Speaker(delegation_id=state.id)
    return _inscription(actions.inscribe(desk.db, found, speaker, by=desk.viewer, at=desk.at))


@operation(
    api, "/speakers-lists/<int:list_id>/delegations/replies", method="POST", act="conduct_meeting",
    takes=DelegationForm, answers=InscriptionOut, summary="Grant a right of reply that is asked for in the room",
)  # fmt: skip
def reply_in_the_room(desk: Desk, sent: DelegationForm, list_id: int) -> InscriptionOut:
    """Grant a right of reply to a delegation by its name or code."""
    found = queries.speakers_list(desk.db, list_id)
    state = accounts.delegation_named(desk.db, sent.delegation, language(), desk.at.date())
    return _inscription(actions.ask_to_reply(desk.db, found, state, by=desk.viewer, at=desk.at))


@operation(
    api, "/inscriptions/<int:inscription_id>/withdraw", method="POST", act="inscribe", answers=InscriptionOut,
    summary="Withdraw from a speakers' list", status=200,
)  # fmt: skip
def withdraw_inscription(desk: Desk, _sent: Nothing, inscription_id: int) -> InscriptionOut:
    """Withdraw."""
    row = queries.inscription(desk.db, inscription_id)
    actions.withdraw_inscription(desk.db, row, by=desk.viewer, at=desk.at)
    return _inscription(row)


@operation(
    api, "/inscriptions/<int:inscription_id>/withdraw-in-the-room", method="POST", act="conduct_meeting",
    answers=InscriptionOut, summary="Take off a speakers' list who withdrew in the room", status=200,
)  # fmt: skip
def withdraw_in_the_room(desk: Desk, _sent: Nothing, inscription_id: int) -> InscriptionOut:
    """Record a withdrawal in the room."""
    row = queries.inscription(desk.db, inscription_id)
    actions.withdraw_in_the_room(desk.db, row, by=desk.viewer, at=desk.at)
    return _inscription(row)


@operation(
    api, "/speakers-lists/<int:list_id>/exchanges", act="inscribe", answers=Listed[ExchangeOut],
    summary="The exchanges of places that wait for an answer by one's own side or the other",
)  # fmt: skip
def own_exchanges(desk: Desk, list_id: int) -> Listed[ExchangeOut]:
    """The viewer's own exchanges."""
    found = queries.speakers_list(desk.db, list_id)
    own = queries.own_part(desk.db, found, queries.waiting(desk.db, found), desk.viewer)
    return Listed(items=[_exchange(one) for one in [*own.proposed, *own.asked]])


@operation(
    api, "/inscriptions/<int:inscription_id>/exchange", method="POST", act="inscribe", takes=ProposalForm,
    answers=ExchangeOut, summary="Propose to another speaker to exchange places",
)  # fmt: skip
def propose_exchange(desk: Desk, sent: ProposalForm, inscription_id: int) -> ExchangeOut:
    """Propose an exchange."""
    row, other = queries.inscription(desk.db, inscription_id), queries.inscription(desk.db, sent.other)
    return _exchange(actions.propose_exchange(desk.db, row, other, by=desk.viewer, at=desk.at))


@operation(
    api, "/inscriptions/<int:inscription_id>/exchange/agree", method="POST", act="inscribe", answers=ExchangeOut,
    summary="Agree to the exchange of places that this inscription proposes",
)  # fmt: skip
def agree_exchange(desk: Desk, _sent: Nothing, inscription_id: int) -> ExchangeOut:
    """Agree."""
    return _end_exchange(desk, inscription_id, actions.agree_exchange)


@operation(
    api, "/inscriptions/<int:inscription_id>/exchange/decline", method="POST", act="inscribe", answers=ExchangeOut,
    summary="Decline the exchange of places that this inscription proposes",
)  # fmt: skip
def decline_exchange(desk: Desk, _sent: Nothing, inscription_id: int) -> ExchangeOut:
    """Decline."""
    return _end_exchange(desk, inscription_id, actions.decline_exchange)


@operation(
    api, "/inscriptions/<int:inscription_id>/exchange/withdraw", method="POST", act="inscribe", answers=ExchangeOut,
    summary="Withdraw the exchange of places that this inscription proposes",
)  # fmt: skip
def withdraw_exchange(desk: Desk, _sent: Nothing, inscription_id: int) -> ExchangeOut:
    """Withdraw the proposal."""
    return _end_exchange(desk, inscription_id, actions.withdraw_exchange)


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
    state = accounts.delegation_named(desk.db, sent.delegation, language(), desk.at.date())
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


def _end_exchange(desk: Desk, inscription_id: int, action: Callable[..., None]) -> ExchangeOut:
    """Agree to, decline or withdraw the exchange that an inscription proposes."""
    exchange = queries.open_exchange(desk.db, inscription_id, desk.viewer)
    action(desk.db, exchange, by=desk.viewer, at=desk.at)
    return _exchange(exchange)


def _on_the_clock(desk: Desk, intervention_id: int, action: Callable[..., None]) -> FloorOut:
    """Start, pause or end an intervention."""
    found = queries.intervention(desk.db, intervention_id)
    action(desk.db, found, by=desk.viewer, at=desk.at)
    return _floor(desk, found.meeting_id)


def _meeting_of(desk: Desk, session_id: int, meeting_id: int) -> Meeting:
    found = queries.meeting(desk.db, meeting_id)
    if found.session_id != session_id:
        raise NotFound
    return found


def _whole(desk: Desk, list_id: int) -> WholeListOut:
    found = queries.speakers_list(desk.db, list_id)
    return WholeListOut(
        **ListOut.model_validate(found).model_dump(),
        waiting=[_waiting(line) for line in queries.waiting(desk.db, found)],
        spoken=[_intervention(row) for row in queries.interventions(desk.db, list_id=list_id)],
    )


def _floor(desk: Desk, meeting_id: int) -> FloorOut:
    found = queries.sitting(desk.db, queries.meeting(desk.db, meeting_id))
    picture = picture_of(standing_of(found.meeting), found.meeting.screen, found.meeting.check_in_code)
    return FloorOut(
        meeting_id=meeting_id,
        holder=_intervention(found.floor.holder) if found.floor else None,
        called=_inscription(found.floor.called) if found.floor and found.floor.called else None,
        interrupted=_intervention(found.floor.interrupted) if found.floor and found.floor.interrupted else None,
        list_id=found.current.list.id if found.current else None,
        upcoming=[_waiting(line) for line in found.upcoming],
        screen=picture,
        provision_id=found.meeting.screen_provision_id if picture == "provision" else None,
    )


def _speaker(row: Inscription | Intervention) -> dict[str, str | None]:
    return {
        "delegation": row.delegation.code if row.delegation else None,
        "group": row.group.code if row.group else None,
        "organization": row.organization.name if row.organization else None,
    }


def _inscription(row: Inscription) -> InscriptionOut:
    return InscriptionOut(
        id=row.id, list_id=row.list_id, kind=row.kind, place=row.place, absences=row.absences,
        end_reason=row.end_reason, **_speaker(row),
    )  # fmt: skip


def _waiting(line: queries.Waiting) -> WaitingOut:
    return WaitingOut(**_inscription(line.inscription).model_dump(), limit=line.limit)


def _intervention(row: Intervention) -> InterventionOut:
    return InterventionOut(
        id=row.id, list_id=row.list_id, meeting_id=row.meeting_id, kind=row.kind, interrupts=row.interrupts_id,
        called_at=row.called_at, limit=row.limit_seconds, spoken=row.spoken, running_since=row.running_since,
        ended_at=row.ended_at, **_speaker(row),
    )  # fmt: skip


def _exchange(row: Exchange) -> ExchangeOut:
    return ExchangeOut(proposer=row.proposer_id, asked=row.asked_id)
