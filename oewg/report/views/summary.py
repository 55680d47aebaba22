"""The Chair's own summary, which is annexed to the report: read like any text, and issued here."""

from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.pages import asks, done, received
from oewg.report import actions, queries
from oewg.report.forms.compilations import IssueSummaryForm
from oewg.report.views.draft import report
from oewg.report.views.room import pages


@pages.post("/report/summary/issue")
@asks("issue_summary", again=report)
def issue_chairs_summary(desk: Desk) -> ResponseReturnValue:
    """Issue the summary."""
    form = received(IssueSummaryForm)
    text = queries.chairs_summary_or_not_found(desk.db)
    actions.issue_chairs_summary(desk.db, text, form.symbol, by=desk.viewer, at=desk.at, on=form.on)
    return done("issue_chairs_summary", "report.report", anchor="the-summary")
