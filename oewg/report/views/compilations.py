"""The reports that were compiled: making one, reading it, and its files."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from markupsafe import Markup

from oewg.accounts.door.desk import Desk, database
from oewg.accounts.door.pages import asks, done, received
from oewg.core.clock import now
from oewg.report import actions, queries
from oewg.report.forms.compilations import CompileForm
from oewg.report.rules.symbols import file_name
from oewg.report.views.draft import report
from oewg.report.views.room import pages

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}
FORMAT_NAMES = {"docx": lazy_gettext("Word (DOCX)"), "pdf": lazy_gettext("PDF"), "html": lazy_gettext("HTML")}


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
