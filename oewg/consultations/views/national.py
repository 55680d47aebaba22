"""The pages of national views: compiled by question and by State, one State's, and what a delegation does about its own."""

from flask import render_template
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.pages import asks, done, received
from oewg.consultations import actions, queries
from oewg.consultations.forms.drafts import PreviewedForm
from oewg.consultations.models import Call
from oewg.consultations.rules.drafts import check_same
from oewg.consultations.rules.input import is_open
from oewg.consultations.views.drafts import preview
from oewg.consultations.views.room import pages
from oewg.core.errors import NotFound


def _call_to_states(desk: Desk, call_id: int) -> Call:
    call = queries.call(desk.db, call_id)
    if call.addressed_to != "states":
        raise NotFound
    return call


@pages.get("/calls/<int:call_id>/views")
@asks("read")
def views_by_question(desk: Desk, call_id: int) -> ResponseReturnValue:
    """What States informed of, question by question."""
    call = _call_to_states(desk, call_id)
    compiled = queries.compiled(desk.db, call, desk.viewer)
    return render_template(
        "consultations/views_by_question.html",
        call=call, compiled=compiled, answers=queries.by_question(call, compiled.views),
    )  # fmt: skip


@pages.get("/calls/<int:call_id>/views/states")
@asks("read")
def views_by_state(desk: Desk, call_id: int) -> ResponseReturnValue:
    """What States informed of, State by State."""
    call = _call_to_states(desk, call_id)
    return render_template(
        "consultations/views_by_state.html", call=call, compiled=queries.compiled(desk.db, call, desk.viewer)
    )


@pages.get("/views/<int:view_id>")
@asks("read")
def view(desk: Desk, view_id: int) -> ResponseReturnValue:
    """One State's views, and for its delegation what can be done with them."""
    found = queries.view(desk.db, view_id, desk.viewer)
    versions = queries.versions_of_view(desk.db, found, desk.viewer)
    call = queries.call(desk.db, found.call_id)
    return render_template(
        "consultations/view.html",
        view=found,
        call=call,
        versions=versions,
        open_now=is_open(call.opens_at, call.closes_at, desk.at),
        own=desk.viewer.may("give_view") and found.delegation_id == desk.viewer.delegation_id,
    )


@pages.post("/calls/<int:call_id>/views")
@asks("give_view", again=preview)
def give_view(desk: Desk, call_id: int) -> ResponseReturnValue:
    """Answer a call to States with the draft, as it was previewed."""
    form = received(PreviewedForm)
    call = queries.call(desk.db, call_id)
    drafted = queries.drafted(desk.db, call, desk.viewer)
    check_same(form.on, drafted.digest(call))
    named = drafted.named_parts()
    made = actions.give_view(
        desk.db, call, named["words"], drafted.answers(call), named["language"] or "en",
        publish=named["consent"] == "named", by=desk.viewer, at=desk.at,
    )  # fmt: skip
    return done("give_view", "consultations.view", view_id=made.id)


@pages.post("/views/<int:view_id>/publish")
@asks("give_view", again=view)
def publish_view(desk: Desk, view_id: int) -> ResponseReturnValue:
    """Agree to the publication of our views."""
    found = queries.view(desk.db, view_id, desk.viewer)
    actions.publish_view(desk.db, found, by=desk.viewer, at=desk.at)
    return done("publish_view", "consultations.view", view_id=view_id)
