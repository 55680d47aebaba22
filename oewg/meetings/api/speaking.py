"""Speakers' lists, inscriptions and exchanges of places for programs."""

from collections.abc import Callable

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Listed, Nothing, cut, operation
from oewg.core.errors import NotFound
from oewg.meetings import actions, queries
from oewg.meetings.api.room import api
from oewg.meetings.api.speaking_shapes import (
    ExchangeOut,
    InscriptionOut,
    ListOut,
    WholeListOut,
    inscription_out,
    intervention_out,
    waiting_out,
)
from oewg.meetings.forms.speaking import DelegationForm, LimitsForm, OnBehalfForm, OpenForm, ProposalForm
from oewg.meetings.models import Exchange, Meeting
from oewg.meetings.rules.speaking import Limits, Speaker, speaker_for
from oewg.meetings.views.console import delegation_in_the_room
from oewg.texts import queries as texts


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
    return inscription_out(actions.inscribe(desk.db, found, speaker, by=desk.viewer, at=desk.at))


@operation(
    api, "/speakers-lists/<int:list_id>/replies", method="POST", act="ask_to_reply", answers=InscriptionOut,
    summary="Ask for one's delegation's right of reply",
)  # fmt: skip
def ask_to_reply(desk: Desk, _sent: Nothing, list_id: int) -> InscriptionOut:
    """Ask for a right of reply."""
    found = queries.speakers_list(desk.db, list_id)
    own = accounts.delegation(desk.db, desk.viewer.delegation_id or 0)
    return inscription_out(actions.ask_to_reply(desk.db, found, own, by=desk.viewer, at=desk.at))


@operation(
    api, "/speakers-lists/<int:list_id>/delegations", method="POST", act="conduct_meeting", takes=DelegationForm,
    answers=InscriptionOut, summary="Inscribe a delegation that asks in the room",
)  # fmt: skip
def inscribe_in_the_room(desk: Desk, sent: DelegationForm, list_id: int) -> InscriptionOut:
    """Inscribe a delegation by its name or code."""
    found = queries.speakers_list(desk.db, list_id)
    state = delegation_in_the_room(desk, found.session, sent.delegation)
    speaker = Speaker(delegation_id=state.id)
    return inscription_out(actions.inscribe(desk.db, found, speaker, by=desk.viewer, at=desk.at))


@operation(
    api, "/speakers-lists/<int:list_id>/delegations/replies", method="POST", act="conduct_meeting",
    takes=DelegationForm, answers=InscriptionOut, summary="Grant a right of reply that is asked for in the room",
)  # fmt: skip
def reply_in_the_room(desk: Desk, sent: DelegationForm, list_id: int) -> InscriptionOut:
    """Grant a right of reply to a delegation by its name or code."""
    found = queries.speakers_list(desk.db, list_id)
    state = delegation_in_the_room(desk, found.session, sent.delegation)
    return inscription_out(actions.ask_to_reply(desk.db, found, state, by=desk.viewer, at=desk.at))


@operation(
    api, "/inscriptions/<int:inscription_id>/withdraw", method="POST", act="inscribe", answers=InscriptionOut,
    summary="Withdraw from a speakers' list", status=200,
)  # fmt: skip
def withdraw_inscription(desk: Desk, _sent: Nothing, inscription_id: int) -> InscriptionOut:
    """Withdraw."""
    row = queries.inscription(desk.db, inscription_id)
    actions.withdraw_inscription(desk.db, row, by=desk.viewer, at=desk.at)
    return inscription_out(row)


@operation(
    api, "/inscriptions/<int:inscription_id>/withdraw-in-the-room", method="POST", act="conduct_meeting",
    answers=InscriptionOut, summary="Take off a speakers' list who withdrew in the room", status=200,
)  # fmt: skip
def withdraw_in_the_room(desk: Desk, _sent: Nothing, inscription_id: int) -> InscriptionOut:
    """Record a withdrawal in the room."""
    row = queries.inscription(desk.db, inscription_id)
    actions.withdraw_in_the_room(desk.db, row, by=desk.viewer, at=desk.at)
    return inscription_out(row)


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


def _end_exchange(desk: Desk, inscription_id: int, action: Callable[..., None]) -> ExchangeOut:
    """Agree to, decline or withdraw the exchange that an inscription proposes."""
    exchange = queries.open_exchange(desk.db, inscription_id, desk.viewer)
    action(desk.db, exchange, by=desk.viewer, at=desk.at)
    return _exchange(exchange)


def _meeting_of(desk: Desk, session_id: int, meeting_id: int) -> Meeting:
    found = queries.meeting(desk.db, meeting_id)
    if found.session_id != session_id:
        raise NotFound
    return found


def _whole(desk: Desk, list_id: int) -> WholeListOut:
    found = queries.speakers_list(desk.db, list_id)
    return WholeListOut(
        **ListOut.model_validate(found).model_dump(),
        waiting=[waiting_out(line) for line in queries.waiting(desk.db, found)],
        spoken=[intervention_out(row) for row in queries.interventions(desk.db, list_id=list_id)],
    )


def _exchange(row: Exchange) -> ExchangeOut:
    return ExchangeOut(proposer=row.proposer_id, asked=row.asked_id)
