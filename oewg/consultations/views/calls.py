"""The pages of calls for input: the list, one call with its questions, and what the secretariat does about them."""

from flask import render_template
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, page_number
from oewg.accounts.door.pages import asks, done, received
from oewg.consultations import actions, queries
from oewg.consultations.forms.calls import CallForm, ExtensionForm
from oewg.consultations.rules.calls import ADDRESSED_TO, LARGEST_FILE, MOST_FILES, Terms, typed_again
from oewg.consultations.rules.dispositions import DISPOSITIONS
from oewg.consultations.rules.input import is_open
from oewg.consultations.views.room import pages
from oewg.core.forms import on_the_clock
from oewg.mandate import queries as mandate
from oewg.texts.models import OFFICIAL_LANGUAGES


@pages.get("/calls")
@asks("read")
def calls(desk: Desk) -> ResponseReturnValue:
    """The calls for input."""
    may_open = desk.viewer.may("open_call")
    return render_template(
        "consultations/calls.html",
        page=queries.calls(desk.db, number=page_number()),
        addressed_to=ADDRESSED_TO,
        asked_of_states=typed_again(queries.questions_of_the_resolution(desk.db)) if may_open else "",
        **(_offered(desk) if may_open else {}),
    )


def _offered(desk: Desk) -> dict[str, object]:
    """What the form of a call chooses from."""
    return {
        "official": OFFICIAL_LANGUAGES,
        "elements": mandate.elements(desk.db),
        "most_files": MOST_FILES,
        "largest_file": LARGEST_FILE // 1000,
    }


def _sent_terms(desk: Desk) -> Terms:
    return received(CallForm).terms([element.key for element in mandate.elements(desk.db)])


@pages.post("/calls")
@asks("open_call", again=calls)
def open_call(desk: Desk) -> ResponseReturnValue:
    """Open a call for input."""
    call = actions.open_call(desk.db, _sent_terms(desk), by=desk.viewer, at=desk.at)
    return done("open_call", "consultations.call", call_id=call.id)


@pages.get("/calls/<int:call_id>")
@asks("read")
def call(desk: Desk, call_id: int) -> ResponseReturnValue:
    """One call: what it asks and accepts, its deadline, what was answered, and the way to our own answer."""
    found = queries.call(desk.db, call_id)
    organization_id, delegation_id = desk.viewer.organization_id, desk.viewer.delegation_id
    sent = queries.latest_version(desk.db, call_id, organization_id) if organization_id else None
    view = queries.latest_view(desk.db, call_id, delegation_id) if delegation_id else None
    repair_until = sent.repair_until if sent else None
    amendable = desk.viewer.may("open_call") and desk.at < found.opens_at
    return render_template(
        "consultations/call.html",
        call=found,
        application=queries.latest_application(desk.db, organization_id) if organization_id else None,
        state=queries.state_of_organization(desk.db, organization_id) if organization_id else None,
        before=sent or view,
        may_repair=repair_until is not None and desk.at < repair_until,
        repair_until=repair_until,
        dispositions=DISPOSITIONS,
        addressed_to=ADDRESSED_TO,
        open_now=is_open(found.opens_at, found.closes_at, desk.at),
        extendable=desk.viewer.may("open_call") and desk.at < found.closes_at,
        amendable=amendable,
        questions_typed=typed_again(queries.terms_of(found).questions) if amendable else "",
        page=queries.submissions(desk.db, desk.viewer, call_id=call_id, number=page_number()),
        answered=next(iter(queries.calls_answered(desk.db, desk.viewer, call_id)), None),
        **(_offered(desk) if amendable else {}),
    )


@pages.post("/calls/<int:call_id>")
@asks("open_call", again=call)
def amend_call(desk: Desk, call_id: int) -> ResponseReturnValue:
    """Amend a call before it opens."""
    actions.amend_call(desk.db, queries.call(desk.db, call_id), _sent_terms(desk), by=desk.viewer, at=desk.at)
    return done("amend_call", "consultations.call", call_id=call_id)


@pages.post("/calls/<int:call_id>/deadline")
@asks("open_call", again=call)
def extend_call(desk: Desk, call_id: int) -> ResponseReturnValue:
    """Move a call's deadline to a later instant."""
    found = queries.call(desk.db, call_id)
    later = on_the_clock(received(ExtensionForm).closes_at, found.zone, "closes_at")
    actions.extend_call(desk.db, found, later, by=desk.viewer, at=desk.at)
    return done("extend_call", "consultations.call", call_id=call_id)
