"""What delegations send from the pages: positions, amendments, what they could accept, for whom they speak."""

from flask.typing import ResponseReturnValue

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk, database
from oewg.accounts.door.pages import asks, done, received
from oewg.core.errors import NotFound
from oewg.negotiation import actions, queries
from oewg.negotiation.forms import (
    AlignmentForm,
    AmendmentForm,
    GavelForm,
    LeaveForm,
    PositionForm,
    PositionsForm,
    ReasonForm,
    ReceptionForm,
    RevisionForm,
    SpeakerForm,
)
from oewg.negotiation.models import WaitingPosition
from oewg.negotiation.views.previewing import Preview
from oewg.negotiation.views.reading import own_positions, positions, provision
from oewg.negotiation.views.room import pages
from oewg.texts import queries as texts


def _act_of(stated: object) -> str:
    return "prepare_position" if isinstance(stated, WaitingPosition) else "state_position"


def _of_position(desk: Desk, position_id: int) -> dict[str, int]:
    return {"provision_id": queries.position(desk.db, position_id, desk.viewer).provision_id}


def _of_amendment(desk: Desk, amendment_id: int) -> dict[str, int]:
    return {"provision_id": queries.amendment(desk.db, amendment_id).provision_id}


def _of_revision(desk: Desk, revision_id: int) -> dict[str, int]:
    return {"provision_id": texts.revision(desk.db, revision_id).provision_id}


def _ours(_desk: Desk, **_place: int) -> dict[str, int]:
    return {}


@pages.post("/provisions/<int:provision_id>/position")
@asks("state_position", again=provision)
def state_position(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """State a position on the wording that stands."""
    form = received(PositionForm)
    stated = actions.state_position(
        desk.db, texts.provision(desk.db, provision_id), form.stance, by=desk.viewer, at=desk.at, reason=form.reason,
        amendment_id=form.amendment, visibility=form.visibility, on=form.on, for_group=form.on_behalf_of == "group",
    )  # fmt: skip
    if form.back == "text":
        anchor, text_id = f"provision-{provision_id}", stated.provision.text_id
        return done(_act_of(stated), "negotiation.text", text_id=text_id, anchor=anchor)
    return done(_act_of(stated), "negotiation.provision", provision_id=provision_id)


@pages.post("/texts/<int:text_id>/positions")
@asks("state_position", again=positions)
def state_positions(desk: Desk, text_id: int) -> ResponseReturnValue:
    """State one position on many provisions at once."""
    form = received(PositionsForm)
    found = queries.provisions_by_id(desk.db, [provision_id for provision_id, _ in form.pairs()])
    chosen = [(found[provision_id], on) for provision_id, on in form.pairs() if provision_id in found]
    if len(chosen) != len(form.pairs()) or any(each.text_id != text_id for each, _ in chosen):
        raise NotFound
    stated = actions.state_positions(
        desk.db, chosen, form.stance, by=desk.viewer, at=desk.at, reason=form.reason, visibility=form.visibility,
        for_group=form.on_behalf_of == "group",
    )  # fmt: skip
    act = "prepare_positions" if isinstance(stated[0], WaitingPosition) else "state_positions"
    return done(act, "negotiation.text", text_id=text_id)


@pages.post("/positions/<int:position_id>/withdraw")
@asks("state_position", again=provision, where=_of_position)
def withdraw_position(desk: Desk, position_id: int) -> ResponseReturnValue:
    """Withdraw a position."""
    found = queries.position(desk.db, position_id, desk.viewer)
    actions.withdraw_position(desk.db, found, by=desk.viewer, at=desk.at)
    return done("withdraw_position", "negotiation.provision", provision_id=found.provision_id)


@pages.post("/positions/<int:position_id>/reaffirm")
@asks("state_position", again=provision, where=_of_position)
def reaffirm(desk: Desk, position_id: int) -> ResponseReturnValue:
    """State the same position again, on the wording that now stands."""
    form = received(GavelForm)
    found = queries.position(desk.db, position_id, desk.viewer)
    stated = actions.reaffirm(desk.db, found, on=form.on, by=desk.viewer, at=desk.at)
    return done(_act_of(stated), "negotiation.own_positions")


@pages.post("/positions/clearance")
@asks("clear_positions", again=own_positions)
def require_clearance(desk: Desk) -> ResponseReturnValue:
    """Let our positions wait for the head's clearance."""
    actions.require_clearance(desk.db, by=desk.viewer, at=desk.at)
    return done("require_clearance", "negotiation.own_positions")


@pages.post("/positions/clearance/lift")
@asks("clear_positions", again=own_positions)
def lift_clearance(desk: Desk) -> ResponseReturnValue:
    """Let our positions stand at once again."""
    actions.lift_clearance(desk.db, by=desk.viewer, at=desk.at)
    return done("lift_clearance", "negotiation.own_positions")


@pages.post("/positions/waiting/<int:waiting_id>/clear")
@asks("clear_positions", again=own_positions, where=_ours)
def clear_position(desk: Desk, waiting_id: int) -> ResponseReturnValue:
    """Let a position that waited stand."""
    actions.clear_position(
        desk.db, queries.waiting_position(desk.db, waiting_id, desk.viewer), by=desk.viewer, at=desk.at
    )  # fmt: skip
    return done("clear_position", "negotiation.own_positions")


@pages.post("/positions/waiting/<int:waiting_id>/return")
@asks("clear_positions", again=own_positions, where=_ours)
def return_position(desk: Desk, waiting_id: int) -> ResponseReturnValue:
    """Give a position that waited back to those who prepared it."""
    actions.return_position(
        desk.db, queries.waiting_position(desk.db, waiting_id, desk.viewer), by=desk.viewer, at=desk.at
    )  # fmt: skip
    return done("return_position", "negotiation.own_positions")


@pages.post("/texts/<int:text_id>/align")
@asks("align", again=positions)
def align(desk: Desk, text_id: int) -> ResponseReturnValue:
    """Align our delegation with what a group says on a text."""
    group = accounts.group_by_code(desk.db, received(AlignmentForm).group)
    actions.align(desk.db, texts.text(desk.db, text_id), group, by=desk.viewer, at=desk.at)
    return done("align", "negotiation.positions", text_id=text_id)


@pages.post("/texts/<int:text_id>/align/end")
@asks("align", again=positions)
def end_alignment(desk: Desk, text_id: int) -> ResponseReturnValue:
    """End our alignment with a group."""
    group = accounts.group_by_code(desk.db, received(AlignmentForm).group)
    actions.end_alignment(desk.db, texts.text(desk.db, text_id), group, by=desk.viewer, at=desk.at)
    return done("end_alignment", "negotiation.positions", text_id=text_id)


@pages.post("/provisions/<int:provision_id>/amendments")
@asks("file_amendment", again=provision)
def file_amendment(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """File an amendment."""
    form = received(AmendmentForm)
    after = form.where(provision_id)
    filed = actions.file_amendment(
        desk.db, texts.provision(desk.db, provision_id), form.kind, form.proposed, form.reason, by=desk.viewer,
        at=desk.at, on=form.on, after=texts.provision(desk.db, after) if after else None,
        for_group=form.on_behalf_of == "group",
        in_place_of=queries.amendment(desk.db, form.in_place_of) if form.in_place_of else None,
    )  # fmt: skip
    place = f"amendment-{filed.number}"
    return done("file_amendment", "negotiation.provision", provision_id=provision_id, anchor=place)


@pages.post("/provisions/<int:provision_id>/amendments/preview")
@asks("file_amendment", again=provision, own_transaction=True)
def preview_amendment(provision_id: int) -> ResponseReturnValue:
    """See the redline of what one has typed; nothing is filed, and nobody waits for it."""
    form = received(AmendmentForm)
    with database().open_reading() as db:
        texts.provision(db, provision_id)
        now = texts.current_revision(db, provision_id).words
    words = "" if form.kind == "delete" else now if form.kind == "move" else form.words
    raise Preview("" if form.kind == "insert" else now, words)


@pages.post("/amendments/<int:amendment_id>/withdraw")
@asks("file_amendment", again=provision, where=_of_amendment)
def withdraw_amendment(desk: Desk, amendment_id: int) -> ResponseReturnValue:
    """Withdraw an amendment, or leave its sponsors."""
    form = received(LeaveForm)
    found = queries.amendment(desk.db, amendment_id)
    actions.withdraw_amendment(desk.db, found, by=desk.viewer, at=desk.at, for_group=form.for_group)
    act = "withdraw_amendment" if found.ended_at else "leave_amendment"
    return done(act, "negotiation.provision", provision_id=found.provision_id)


@pages.post("/amendments/<int:amendment_id>/co-sponsor")
@asks("file_amendment", again=provision, where=_of_amendment)
def co_sponsor(desk: Desk, amendment_id: int) -> ResponseReturnValue:
    """Join the sponsors of an amendment."""
    form = received(SpeakerForm)
    found = queries.amendment(desk.db, amendment_id)
    actions.co_sponsor(desk.db, found, by=desk.viewer, at=desk.at, for_group=form.on_behalf_of == "group")
    return done("co_sponsor", "negotiation.provision", provision_id=found.provision_id)


@pages.post("/amendments/<int:amendment_id>/reception")
@asks("state_position", again=provision, where=_of_amendment)
def receive_amendment(desk: Desk, amendment_id: int) -> ResponseReturnValue:
    """Say whether an amendment could be accepted."""
    form = received(ReceptionForm)
    found = queries.amendment(desk.db, amendment_id)
    actions.receive_amendment(
        desk.db, found, form.verdict, by=desk.viewer, at=desk.at, visibility=form.visibility,
        for_group=form.on_behalf_of == "group",
    )  # fmt: skip
    return done("receive_amendment", "negotiation.provision", provision_id=found.provision_id)


@pages.post("/amendments/<int:amendment_id>/reception/withdraw")
@asks("state_position", again=provision, where=_of_amendment)
def withdraw_reception(desk: Desk, amendment_id: int) -> ResponseReturnValue:
    """Take back what one said of an amendment."""
    form = received(SpeakerForm)
    found = queries.amendment(desk.db, amendment_id)
    actions.withdraw_reception(
        desk.db, found, by=desk.viewer, at=desk.at, for_group=form.on_behalf_of == "group"
    )  # fmt: skip
    return done("withdraw_reception", "negotiation.provision", provision_id=found.provision_id)


@pages.post("/amendments/<int:amendment_id>/take-up")
@asks("revise_text", again=provision, where=_of_amendment)
def take_up_amendment(desk: Desk, amendment_id: int) -> ResponseReturnValue:
    """Take an amendment up into the text."""
    form = received(GavelForm)
    found = queries.amendment(desk.db, amendment_id)
    actions.take_up_amendment(desk.db, found, by=desk.viewer, at=desk.at, on=form.on)
    return done("take_up_amendment", "negotiation.provision", provision_id=found.provision_id)


@pages.post("/provisions/<int:provision_id>/revisions")
@asks("revise_text", again=provision)
def revise(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """Give a provision a new wording."""
    form = received(RevisionForm)
    found = texts.provision(desk.db, provision_id)
    actions.revise(
        desk.db, found, form.words, form.nature, based_on=form.based_on, by=desk.viewer, at=desk.at
    )  # fmt: skip
    return done("revise", "negotiation.provision", provision_id=texts.stands_in(desk.db, found).id)


@pages.post("/revisions/<int:revision_id>/contest")
@asks("contest_editorial", again=provision, where=_of_revision)
def contest_editorial(desk: Desk, revision_id: int) -> ResponseReturnValue:
    """Contest that a change was editorial."""
    form = received(ReasonForm)
    found = texts.revision(desk.db, revision_id)
    contest = actions.contest_editorial(desk.db, found, form.reason, by=desk.viewer, at=desk.at)
    return done("contest_editorial", "negotiation.provision", provision_id=contest.revision.provision_id)
