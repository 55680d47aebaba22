"""The pages of the negotiation: a text with its states, a provision with its positions, the board, one's own positions."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from oewg.accounts.door.desk import Desk, page_number
from oewg.accounts.door.frame import in_navigation
from oewg.accounts.door.pages import asks, done, received
from oewg.meetings import queries as meetings
from oewg.negotiation import actions, queries
from oewg.negotiation.forms import AdoptionForm, AmendmentForm, GavelForm, PositionForm, ReasonForm, RevisionForm
from oewg.negotiation.rules.states import STATES
from oewg.texts import queries as texts
from oewg.texts.actions import StaleSave
from oewg.texts.models import TEXT_KINDS

pages = Blueprint("negotiation", __name__)
in_navigation("negotiation.texts_list", lazy_gettext("Texts"))
in_navigation("negotiation.own_positions", lazy_gettext("Our positions"), "read_own_positions")


@pages.get("/texts")
@asks("read")
def texts_list(desk: Desk) -> ResponseReturnValue:
    """The texts of the group."""
    kind = request.args.get("kind", "")
    kind = kind if kind in TEXT_KINDS else ""
    page = texts.texts(desk.db, kind=kind, number=page_number())
    return render_template("negotiation/texts_list.html", page=page, kind=kind, kinds=TEXT_KINDS)


@pages.get("/texts/<int:text_id>")
@asks("read")
def text(desk: Desk, text_id: int) -> ResponseReturnValue:
    """A whole text to read, with the state of each provision as the viewer may see it."""
    found = texts.text(desk.db, text_id)
    return render_template(
        "negotiation/text.html",
        text=found,
        examined=queries.examine(desk.db, text_id, desk.viewer),
        adoption=queries.adoption(desk.db, text_id),
        latest=texts.latest_revision_id(desk.db, text_id),
        editions=texts.editions(desk.db, text_id),
        meeting=meetings.open_meeting(desk.db),
    )


@pages.get("/texts/<int:text_id>/board")
@asks("read_board")
def board(desk: Desk, text_id: int) -> ResponseReturnValue:
    """What stands in the way, the worst first; by whom, since when and why, as far as the viewer may see."""
    found = texts.text(desk.db, text_id)
    state = request.args.get("state", "")
    state = state if state in STATES else ""
    in_order = queries.examine(desk.db, text_id, desk.viewer)
    return render_template(
        "negotiation/board.html",
        text=found,
        rows=[e for e in queries.worst_first(in_order) if not state or e.state == state],
        strip=in_order,
        state_chosen=state,
        states=STATES,
        meeting=meetings.open_meeting(desk.db),
        never_registered=queries.never_registered(desk.db, text_id, desk.viewer),
    )


@pages.get("/provisions/<int:provision_id>")
@asks("read")
def provision(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """One provision: its wording, its state and why, who says what, what is proposed, every wording it had."""
    found = texts.provision(desk.db, provision_id)
    examined = queries.examine_one(desk.db, provision_id, desk.viewer)
    refusal = g.get("refusal")
    return render_template(
        "negotiation/provision.html",
        provision=found,
        text=found.text,
        examined=examined,
        own=_own(examined, desk),
        amendments=queries.amendments_to(desk.db, provision_id),
        revisions=texts.revisions(desk.db, provision_id),
        contests=queries.contests(desk.db, provision_id),
        gavel=queries.standing_gavel(desk.db, provision_id),
        gavels=queries.gavels(desk.db, provision_id),
        meeting=meetings.open_meeting(desk.db),
        siblings=[line for line in texts.lines(desk.db, found.text_id) if line.provision_id != provision_id],
        never_registered=queries.never_registered(desk.db, found.text_id, desk.viewer, provision_id),
        stale_save=refusal if isinstance(refusal, StaleSave) else None,
    )


def _own(examined: queries.Examined, desk: Desk) -> list[queries.PositionLine]:
    """What the viewer's own delegation, and the group it coordinates, say of it."""
    viewer = desk.viewer
    return [
        line
        for line in examined.positions
        if (viewer.delegation_id and line.position.delegation_id == viewer.delegation_id)
        or (viewer.group_id and line.position.group_id == viewer.group_id)
    ]


@pages.post("/provisions/<int:provision_id>/position")
@asks("state_position", again=provision)
def state_position(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """State a position on the wording that stands."""
    form = received(PositionForm)
    actions.state_position(
        desk.db,
        texts.provision(desk.db, provision_id),
        form.stance,
        by=desk.viewer,
        at=desk.at,
        reason=form.reason,
        amendment_id=form.amendment,
        visibility=form.visibility,
        on=form.on,
        for_group=form.on_behalf_of == "group",
    )
    return done("state_position", "negotiation.provision", provision_id=provision_id)


@pages.post("/positions/<int:position_id>/withdraw")
@asks("state_position")
def withdraw_position(desk: Desk, position_id: int) -> ResponseReturnValue:
    """Withdraw a position."""
    found = queries.position(desk.db, position_id, desk.viewer)
    actions.withdraw_position(desk.db, found, by=desk.viewer, at=desk.at)
    return done("withdraw_position", "negotiation.provision", provision_id=found.provision_id)


@pages.post("/positions/<int:position_id>/reaffirm")
@asks("state_position")
def reaffirm(desk: Desk, position_id: int) -> ResponseReturnValue:
    """State the same position again, on the wording that now stands."""
    form = received(GavelForm)
    found = queries.position(desk.db, position_id, desk.viewer)
    actions.reaffirm(desk.db, found, on=form.on, by=desk.viewer, at=desk.at)
    return done("state_position", "negotiation.own_positions")


@pages.get("/positions")
@asks("read_own_positions")
def own_positions(desk: Desk) -> ResponseReturnValue:
    """What our delegation said, on which wording, and what has gone stale since."""
    page = queries.own_positions(desk.db, desk.viewer, number=page_number())
    current = queries.current_revisions(desk.db, [position.provision_id for position in page.items])
    return render_template(
        "negotiation/own_positions.html",
        page=page,
        rows=queries.with_staleness(desk.db, page.items),
        current=current,
    )


@pages.post("/provisions/<int:provision_id>/amendments")
@asks("file_amendment", again=provision)
def file_amendment(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """File an amendment."""
    form = received(AmendmentForm)
    actions.file_amendment(
        desk.db,
        texts.provision(desk.db, provision_id),
        form.kind,
        form.words or None,
        form.reason,
        by=desk.viewer,
        at=desk.at,
        on=form.on,
        after=texts.provision(desk.db, form.after) if form.after else None,
    )
    return done("file_amendment", "negotiation.provision", provision_id=provision_id)


@pages.post("/amendments/<int:amendment_id>/withdraw")
@asks("file_amendment")
def withdraw_amendment(desk: Desk, amendment_id: int) -> ResponseReturnValue:
    """Withdraw an amendment."""
    found = queries.amendment(desk.db, amendment_id)
    actions.withdraw_amendment(desk.db, found, by=desk.viewer, at=desk.at)
    return done("withdraw_amendment", "negotiation.provision", provision_id=found.provision_id)


@pages.post("/provisions/<int:provision_id>/revisions")
@asks("draft_text", again=provision)
def revise(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """Give a provision a new wording."""
    form = received(RevisionForm)
    found = texts.provision(desk.db, provision_id)
    actions.revise(
        desk.db, found, form.words, form.nature, based_on=form.based_on, by=desk.viewer, at=desk.at
    )  # fmt: skip
    return done("revise", "negotiation.provision", provision_id=texts.stands_in(desk.db, found).id)


@pages.post("/provisions/<int:provision_id>/remove")
@asks("draft_text")
def remove_provision(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """Take a provision out of its text."""
    found = texts.provision(desk.db, provision_id)
    actions.remove_provision(desk.db, found, by=desk.viewer, at=desk.at)
    return done("remove_provision", "texts.build", text_id=found.text_id)


@pages.post("/revisions/<int:revision_id>/contest")
@asks("contest_editorial")
def contest_editorial(desk: Desk, revision_id: int) -> ResponseReturnValue:
    """Contest that a change was editorial."""
    form = received(ReasonForm)
    found = texts.revision(desk.db, revision_id)
    actions.contest_editorial(desk.db, found, form.reason, by=desk.viewer, at=desk.at)
    return done("contest_editorial", "negotiation.provision", provision_id=found.provision_id)


@pages.post("/provisions/<int:provision_id>/gavel")
@asks("gavel", again=provision)
def gavel(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """Declare a provision agreed ad referendum."""
    form = received(GavelForm)
    actions.gavel(desk.db, texts.provision(desk.db, provision_id), on=form.on, by=desk.viewer, at=desk.at)
    return done("gavel", "negotiation.provision", provision_id=provision_id)


@pages.post("/provisions/<int:provision_id>/reopen")
@asks("reopen", again=provision)
def reopen(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """Ask to reopen what was agreed ad referendum."""
    form = received(ReasonForm)
    actions.reopen(desk.db, texts.provision(desk.db, provision_id), form.reason, by=desk.viewer, at=desk.at)
    return done("reopen", "negotiation.provision", provision_id=provision_id)


@pages.post("/texts/<int:text_id>/adopt")
@asks("adopt", again=text)
def adopt(desk: Desk, text_id: int) -> ResponseReturnValue:
    """Adopt a whole text."""
    form = received(AdoptionForm)
    found = texts.text(desk.db, text_id)
    actions.adopt(desk.db, found, form.symbol, by=desk.viewer, at=desk.at, on=form.on)
    return done("adopt", "negotiation.text", text_id=text_id)
