"""The page of the draft report: how far it is, what it leaves open, and what was compiled."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, page_number
from oewg.accounts.door.pages import asks, done
from oewg.mandate import queries as mandate
from oewg.negotiation import queries as negotiation
from oewg.report import actions, queries
from oewg.report.rules.workspace import MOST_WORDS, length, sections
from oewg.report.views.room import KIND_NAMES, pages
from oewg.texts import queries as texts


@pages.get("/report")
@asks("read")
def report(desk: Desk) -> ResponseReturnValue:
    """How far the draft report is, what it leaves open, and what was compiled."""
    text = queries.draft(desk.db)
    source = queries.source(desk.db, text, desk.at) if text else None
    summary = queries.chairs_summary(desk.db)
    return render_template(
        "report/report.html",
        text=text,
        resolution=mandate.resolution(desk.db),
        length=length(source) if source else None,
        most_words=MOST_WORDS,
        sections=sections(source.passages) if source else [],
        strip=[
            (one.line.citation, one.state, url_for("negotiation.provision", provision_id=one.line.provision_id))
            for one in (negotiation.survey(desk.db, text.id, desk.viewer) if text else ())
            if one.line.kind != "heading"
        ],
        coverage=mandate.coverage(desk.db),
        kind_names=KIND_NAMES,
        compilations=queries.compilations(desk.db, desk.viewer, number=page_number()),
        summary=summary,
        summary_on=texts.latest_revision_id(desk.db, summary.id) if summary else None,
        transmission=queries.transmission(desk.db, text.id) if text else None,
    )


@pages.post("/report/begin")
@asks("draft_text")
def begin_report(desk: Desk) -> ResponseReturnValue:
    """Begin the draft report. What could refuse it is that somebody has begun it, and then the page has no such form."""
    actions.begin_report(desk.db, by=desk.viewer, at=desk.at)
    return done("begin_report", "report.report")
