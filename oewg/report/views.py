"""The pages of the report: its workspace, and what has been compiled."""

import re

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk, database, open_desk, page_number
from oewg.accounts.door.frame import in_navigation
from oewg.accounts.door.pages import asks, done, received
from oewg.consultations.queries import provisions_resting_on_input
from oewg.mandate import queries as mandate
from oewg.negotiation import queries as negotiation
from oewg.report import actions, queries
from oewg.report.forms import CompileForm
from oewg.report.rules.assembly import MOST_WORDS, next_symbol

pages = Blueprint("report", __name__)
in_navigation("report.report", lazy_gettext("Report"))
CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}


@pages.get("/report")
@asks("read")
def report(desk: Desk) -> ResponseReturnValue:
    """The workspace: the draft's outline and states, its length, what is not covered, what was compiled."""
    text = queries.draft(desk.db)
    group = accounts.working_group(desk.db)
    return render_template(
        "report/report.html",
        text=text,
        examined=negotiation.examine(desk.db, text.id, desk.viewer) if text else [],
        words=queries.words_in(desk.db, text.id) if text else 0,
        most_words=MOST_WORDS,
        coverage=mandate.coverage(desk.db, provisions_resting_on_input(desk.db)),
        page=queries.compilations(desk.db, number=page_number()),
        symbol=next_symbol(group.series, desk.at.year, queries.used_symbols(desk.db)) if group else "",
    )


@pages.post("/report")
@asks("draft_text", again=report)
def begin_report(desk: Desk) -> ResponseReturnValue:
    """Begin the draft report."""
    actions.begin_report(desk.db, by=desk.viewer, at=desk.at)
    return done("begin_text", "report.report")


@pages.post("/report/compilations")
@asks("compile_report", again=report, own_transaction=True)
def compile_report() -> ResponseReturnValue:
    """Compile the report under a symbol."""
    form = received(CompileForm)
    with database().reading() as db:
        desk = open_desk(db)
    compilation_id = actions.compile_report(database(), form.symbol, desk.viewer, desk.at)
    return done("compile_report", "report.compilation", compilation_id=compilation_id)


@pages.get("/report/compilations/<int:compilation_id>")
@asks("read")
def compilation(desk: Desk, compilation_id: int) -> ResponseReturnValue:
    """One compiled report and its files."""
    return render_template(
        "report/compilation.html", compilation=queries.compilation(desk.db, compilation_id)
    )  # fmt: skip


@pages.get("/report/compilations/<int:compilation_id>/report.<form>")
@asks("read")
def download(desk: Desk, compilation_id: int, form: str) -> ResponseReturnValue:
    """One form of a compiled report, as a file."""
    file = queries.compiled_file(desk.db, compilation_id, form)
    symbol = queries.compilation(desk.db, compilation_id).edition.symbol
    name = re.sub(r"[^A-Za-z0-9.]+", "_", symbol).strip("._") or "report"
    response = Response(file.contents, content_type=CONTENT_TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
