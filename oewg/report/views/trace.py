"""The pages of the trace: why a provision says what it says, what came of something, and how far all is founded."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from oewg.accounts.door.desk import Desk, page_number
from oewg.accounts.door.pages import asks, done, received
from oewg.core.forms import parse
from oewg.negotiation import queries as negotiation
from oewg.report import actions, queries
from oewg.report.forms.trace import CellAsked, ProvisionForm, SourceForm, UntieForm
from oewg.report.views.room import pages
from oewg.texts import queries as texts

KIND_NAMES = {
    "element": lazy_gettext("Element of the mandate"),
    "statement": lazy_gettext("Statement"),
    "view": lazy_gettext("National view"),
    "submission": lazy_gettext("Submission"),
    "amendment": lazy_gettext("Amendment"),
    "decision": lazy_gettext("Decision"),
    "paragraph": lazy_gettext("Paragraph of another text"),
}
COLUMN_NAMES = {
    "agenda": lazy_gettext("Agenda"),
    "report": lazy_gettext("Report"),
    "statement": lazy_gettext("Statements"),
    "view": lazy_gettext("National views"),
    "submission": lazy_gettext("Submissions"),
    "amendment": lazy_gettext("Amendments"),
    "decision": lazy_gettext("Decisions"),
    "paragraph": lazy_gettext("Resolution"),
}


@pages.get("/provisions/<int:provision_id>/why")
@asks("read")
def why(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """Why a provision says what it says: of a footnote, why what it hangs on does."""
    provision = texts.stands_in(desk.db, texts.provision(desk.db, provision_id))
    found = queries.story(desk.db, desk.viewer, provision.id)
    ties = desk.viewer.may("tie_source") and provision.text.negotiated and provision.removed_at is None
    state = ""
    if found.line is not None and provision.text.negotiated:
        state = negotiation.examine_one(desk.db, provision.id, desk.viewer).state
    return render_template(
        "report/why.html",
        story=found,
        provision=provision,
        text=provision.text,
        state=state,
        ties=ties,
        offered=queries.offered(desk.db, desk.viewer, provision) if ties else [],
        kind_names=KIND_NAMES,
    )


@pages.post("/provisions/<int:provision_id>/sources")
@asks("tie_source", again=why)
def tie_source(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """Tie a provision to something on which it rests."""
    form = received(SourceForm)
    source = queries.source_to_tie(desk.db, desk.viewer, *form.named())
    provision = texts.provision(desk.db, provision_id)
    actions.tie_source(desk.db, provision, source, form.sentence, by=desk.viewer, at=desk.at)
    return done("tie_source", "report.why", provision_id=provision_id, anchor="rests-on")


def _of_tie(desk: Desk, tie_id: int) -> dict[str, int]:
    return {"provision_id": queries.tie(desk.db, desk.viewer, tie_id).provision_id}


@pages.post("/source-ties/<int:tie_id>/untie")
@asks("tie_source", again=why, where=_of_tie)
def untie_source(desk: Desk, tie_id: int) -> ResponseReturnValue:
    """Take back that a provision rests on something."""
    form = received(UntieForm)
    found = queries.tie(desk.db, desk.viewer, tie_id)
    actions.untie_source(desk.db, found, form.reason, by=desk.viewer, at=desk.at)
    return done("untie_source", "report.why", provision_id=found.provision_id, anchor="rests-on")


@pages.get("/report/trace/<kind>/<int:number>")
@asks("read")
def came_of(desk: Desk, kind: str, number: int) -> ResponseReturnValue:
    """What came of a statement, a view, a submission, an amendment, a decision, a paragraph or an element."""
    found = queries.came_of(desk.db, desk.viewer, kind, number)
    ties = desk.viewer.may("tie_source") and kind in ("statement", "view", "decision", "paragraph")
    return render_template(
        "report/came_of.html",
        coming=found,
        origin=found.origin,
        ties=ties,
        offered=queries.provisions_to_tie(desk.db) if ties else [],
        kind_names=KIND_NAMES,
    )


@pages.post("/report/trace/<kind>/<int:number>/provisions")
@asks("tie_source", again=came_of)
def tie_provision(desk: Desk, kind: str, number: int) -> ResponseReturnValue:
    """Tie something to a provision that rests on it."""
    form = received(ProvisionForm)
    source = queries.source_to_tie(desk.db, desk.viewer, kind, number)
    provision = texts.provision(desk.db, form.provision)
    actions.tie_source(desk.db, provision, source, form.sentence, by=desk.viewer, at=desk.at)
    return done("tie_source", "report.came_of", kind=kind, number=number)


@pages.get("/report/coverage")
@asks("read")
def coverage(desk: Desk) -> ResponseReturnValue:
    """The mandate and the report by what they come from, as two pictures."""
    text = queries.draft(desk.db)
    found = queries.covered(desk.db, desk.viewer, text)
    return render_template(
        "report/coverage.html",
        text=text,
        coverage=found,
        nothing=_unfounded(desk) if text else [],
        element_columns=[(each, COLUMN_NAMES[each]) for each in queries.ELEMENT_COLUMNS],
        section_columns=[(each, COLUMN_NAMES[each]) for each in queries.SECTION_COLUMNS],
    )


def _unfounded(desk: Desk) -> list[texts.Line]:
    text = queries.draft_or_not_found(desk.db)
    ids = queries.rests_on_nothing(desk.db, text, desk.viewer)
    lines = {line.provision_id: line for line in texts.lines(desk.db, text.id)}
    return [lines[each] for each in ids]


@pages.get("/report/coverage/list")
@asks("read")
def covering(desk: Desk) -> ResponseReturnValue:
    """What one cell of a picture counts."""
    asked = parse(CellAsked, {name: value for name, value in request.args.items() if name != "page"})
    text = queries.draft(desk.db)
    found = queries.cell(
        desk.db,
        desk.viewer,
        text,
        element=asked.element,
        section=asked.section,
        column=asked.column,
        number=page_number(),
    )
    return render_template(
        "report/covering.html", cell=found, asked=asked, column=COLUMN_NAMES[asked.column], kind_names=KIND_NAMES
    )
