"""The pages of the chair's summary of a consultation, and of its trace to what was said."""

from flask import render_template
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.pages import asks, done, received
from oewg.consultations import actions, queries
from oewg.consultations.forms.consultations import IssueSummaryForm, TraceForm
from oewg.consultations.views.room import pages
from oewg.texts import queries as texts


@pages.get("/consultations/<int:consultation_id>/summary")
@asks("read")
def summary(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """The chair's summary with what each provision tells of; and everything that was said, with where it stands."""
    found = queries.consultation(desk.db, consultation_id)
    said = queries.said(desk.db, desk.viewer, found)
    text = found.summary
    writes = desk.viewer.may("hold_consultation")
    issues = desk.viewer.may("issue_summary") and text is not None and text.closed_at is None
    return render_template(
        "consultations/summary.html",
        consultation=found,
        text=text,
        lines=texts.lines(desk.db, text.id) if text else [],
        symbol=texts.latest_symbols(desk.db, [text.id]).get(text.id, "") if text else "",
        rests=queries.by_provision(said),
        said=said,
        unplaced=queries.unplaced(said) if writes else [],
        named=queries.named_in_summary(desk.db, found) if text and not text.closed_at and (writes or issues) else [],
        latest=texts.latest_revision_id(desk.db, text.id) if issues and text else 0,
        writes=writes,
        issues=issues,
        over=queries.is_over(found),
    )


@pages.post("/consultations/<int:consultation_id>/summary")
@asks("hold_consultation", again=summary)
def draft_summary(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Begin the chair's summary."""
    found = queries.consultation(desk.db, consultation_id)
    actions.draft_summary(desk.db, found, by=desk.viewer, at=desk.at)
    return done("draft_summary", "consultations.summary", consultation_id=consultation_id)


@pages.post("/consultations/<int:consultation_id>/summary/issue")
@asks("issue_summary", again=summary)
def issue_summary(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Issue the chair's summary under a symbol."""
    form = received(IssueSummaryForm)
    found = queries.consultation(desk.db, consultation_id)
    actions.issue_summary(desk.db, found, form.symbol, by=desk.viewer, at=desk.at, on=form.on)
    return done("issue_summary", "consultations.summary", consultation_id=consultation_id)


@pages.post("/consultations/<int:consultation_id>/trace")
@asks("hold_consultation", again=summary)
def trace(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Record of what a provision of the summary tells."""
    form = received(TraceForm)
    found = queries.consultation(desk.db, consultation_id)
    provision, source = texts.provision(desk.db, form.provision), queries.Source(form.kind, form.source)
    actions.trace(desk.db, found, provision, source, by=desk.viewer, at=desk.at)
    return done("trace", "consultations.summary", consultation_id=consultation_id)


@pages.post("/consultations/<int:consultation_id>/trace/remove")
@asks("hold_consultation", again=summary)
def untrace(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Take back that a provision of the summary tells of something."""
    form = received(TraceForm)
    found = queries.consultation(desk.db, consultation_id)
    provision, source = texts.provision(desk.db, form.provision), queries.Source(form.kind, form.source)
    actions.untrace(desk.db, found, provision, source, by=desk.viewer, at=desk.at)
    return done("untrace", "consultations.summary", consultation_id=consultation_id)
