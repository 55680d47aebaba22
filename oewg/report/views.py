"""The pages of the report: how far the draft is, and the reports that were compiled."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal, lazy_gettext
from markupsafe import Markup

from oewg.accounts.door.desk import Desk, database, page_number
from oewg.accounts.door.frame import in_navigation
from oewg.accounts.door.pages import asks, done, received
from oewg.core.clock import now
from oewg.mandate import queries as mandate
from oewg.meetings import queries as meetings
from oewg.negotiation import queries as negotiation
from oewg.report import actions, queries
from oewg.report.forms import CompileForm
from oewg.report.rules.symbols import file_name
from oewg.report.rules.workspace import MOST_WORDS, length, sections

pages = Blueprint("report", __name__)
in_navigation("report.report", lazy_gettext("Report"), place=80)
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}
FORMAT_NAMES = {"docx": lazy_gettext("Word (DOCX)"), "pdf": lazy_gettext("PDF"), "html": lazy_gettext("HTML")}


@pages.app_template_filter("figures")
def figures(number: int) -> str:
    """A whole number in the manner of the page's language: 10,700."""
    return str(format_decimal(number))


@pages.get("/report")
@asks("read")
def report(desk: Desk) -> ResponseReturnValue:
    """How far the draft report is, what it leaves open, and what was compiled."""
    text = queries.draft(desk.db)
    source = queries.source(desk.db, text, desk.at) if text else None
    return render_template(
        "report/report.html",
        text=text,
        resolution=mandate.resolution(desk.db),
        passages=source.passages if source else (),
        length=length(source) if source else None,
        most_words=MOST_WORDS,
        sections=sections(source.passages) if source else [],
        states=negotiation.states(desk.db, text.id, desk.viewer) if text else {},
        coverage=mandate.coverage(desk.db),
        compilations=queries.compilations(desk.db, number=page_number()),
        agenda=[line for line in meetings.agenda(desk.db) if line.kind == "paragraph"],
        symbol=queries.proposed_symbol(desk.db, desk.at),
    )


@pages.post("/report/begin")
@asks("draft_text")
def begin_report(desk: Desk) -> ResponseReturnValue:
    """Begin the draft report. What could refuse it is that somebody has begun it, and then the page has no such form."""
    actions.begin_report(desk.db, by=desk.viewer, at=desk.at)
    return done("begin_report", "report.report")


@pages.post("/report/compile")
@asks("compile_report", again=report, own_transaction=True)
def compile_report() -> ResponseReturnValue:
    """Compile the report: the documents are written first, then the record is held and they are kept."""
    form = received(CompileForm)

    def store(written: actions.Written) -> ResponseReturnValue:
        @asks("compile_report", again=report)
        def keep(desk: Desk) -> ResponseReturnValue:
            text = queries.draft_or_not_found(desk.db)
            kept = actions.compile_report(desk.db, text, written, by=desk.viewer, at=desk.at)
            return done("compile_report", "report.compilation", compilation_id=kept.id)

        return keep()

    return actions.in_attempts(database(), form.symbol, form.item, now(), store)


@pages.get("/report/compilations/<int:compilation_id>")
@asks("read")
def compilation(desk: Desk, compilation_id: int) -> ResponseReturnValue:
    """One compiled report, to read, with its files and their digests."""
    found = queries.compilation(desk.db, compilation_id)
    html = queries.compiled_file(desk.db, compilation_id, "html").contents
    return render_template(
        "report/compilation.html", compilation=found, article=article(html), format_names=FORMAT_NAMES
    )


def article(html: bytes) -> Markup:
    """The document within an HTML file that write_html has written; it escaped whatever people wrote."""
    file = html.decode()
    return Markup(file[file.index("<article") : file.rindex("</article>")] + "</article>")  # noqa: S704


@pages.get("/report/compilations/<int:compilation_id>/report.<format>")
@asks("read")
def file(desk: Desk, compilation_id: int, format: str) -> ResponseReturnValue:
    """One form of a compiled report, to keep."""
    found = queries.compiled_file(desk.db, compilation_id, format)
    name = file_name(queries.compilation(desk.db, compilation_id).edition.symbol, format)
    response = Response(found.contents, content_type=MEDIA_TYPES[format])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
