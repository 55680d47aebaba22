"""The reports that were compiled: making one while the page says what is being written, reading it, and its files."""

from collections.abc import Generator, Iterator

from flask import Response, current_app, render_template, stream_with_context
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from oewg.accounts.door.desk import Desk, database
from oewg.accounts.door.pages import answered_before, asks, done, framed, received, told
from oewg.core.clock import now
from oewg.core.errors import Refusal
from oewg.meetings import queries as meetings
from oewg.report import actions, queries
from oewg.report.forms.compilations import CompileForm
from oewg.report.rules.symbols import file_name
from oewg.report.views.room import KIND_NAMES, pages
from oewg.texts import queries as texts
from oewg.texts.documents.html import body_of_file

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "xml": "application/akn+xml",
    "json": "application/json",
}
FORMAT_NAMES = {
    "docx": lazy_gettext("Word (DOCX)"),
    "pdf": lazy_gettext("PDF"),
    "html": lazy_gettext("HTML"),
    "txt": lazy_gettext("Plain text"),
    "xml": lazy_gettext("Akoma Ntoso (XML)"),
    "json": lazy_gettext("Data (JSON)"),
}
Steps = Generator[str, None, ResponseReturnValue]
_HERE = "\ue000"
"""Where in the page the steps stand: a character that nobody types."""


@pages.get("/report/compile")
@asks("compile_report")
def new_compilation(desk: Desk) -> ResponseReturnValue:
    """What can be compiled, in which kinds, and what has to be done before the report is transmitted."""
    text = queries.draft_or_not_found(desk.db)
    adopted = queries.adopted_edition(desk.db, text)
    editions = texts.editions(desk.db, text.id)
    latest = adopted or (editions[-1] if editions and texts.still_stands(desk.db, editions[-1].id) else None)
    return render_template(
        "report/new_compilation.html",
        text=text,
        editions=editions,
        adopted=adopted,
        latest=latest,
        explained=adopted is not None and queries.is_explained(desk.db, text),
        clean=queries.clean_compilation(desk.db, latest.id) if latest else None,
        transmission=queries.transmission(desk.db, text.id),
        assembly_session=queries.session_of_the_assembly(desk.db),
        agenda=[line for line in meetings.agenda(desk.db) if line.kind == "paragraph"],
        next_symbol="" if adopted else queries.proposed_symbol(desk.db, desk.at),
        formats=[FORMAT_NAMES[name] for name in actions.FORMATS],
    )


@pages.post("/report/compile")
@asks("compile_report", again=new_compilation, own_transaction=True)
def compile_report() -> ResponseReturnValue:
    """Compile the report: the documents are written, which the page tells as it happens; then they are kept.

    What can be refused at once is refused as on any page; what turns out later stands in the page that has begun.
    """
    earlier = answered_before()
    if earlier is not None:
        return earlier

    def store(written: actions.Written) -> ResponseReturnValue:
        @asks("compile_report")
        def keep(desk: Desk) -> ResponseReturnValue:
            text = queries.draft_or_not_found(desk.db)
            kept = actions.compile_report(desk.db, text, written, by=desk.viewer, at=desk.at)
            return done("compile_report", "report.compilation", compilation_id=kept.id)

        return keep()

    steps = actions.compiling(database(), received(CompileForm).order(), now(), store)
    first = next(steps)
    page = framed("report/compiling.html", here=_HERE, formats=[FORMAT_NAMES[name] for name in actions.FORMATS])
    response = Response(stream_with_context(_as_it_happens(page, first, steps)))
    response.cache_control.no_store = True
    response.headers["X-Accel-Buffering"] = "no"  # a proxy must not collect it
    return response


def _as_it_happens(page: str, first: str, steps: Steps) -> Iterator[str]:
    before, after = page.split(_HERE)
    yield before
    yield _line(words=_told_step(first))
    try:
        while True:
            yield _line(words=_told_step(next(steps)))
    except StopIteration as end:
        answer = end.value
        yield _line(address=answer.location if isinstance(answer, Response) else None)
    except Refusal as refusal:
        yield _line(refused=told(refusal))
    except Exception:
        current_app.logger.exception("compiling the report failed")
        yield _line(refused=gettext("Something went wrong here while the documents were being written."))
    yield after


def _line(**told_there: str | None) -> str:
    # Without the frame, which reads the database: what it opened would be held for as long as the browser keeps the stream.
    return current_app.jinja_env.get_template("report/_compiling_line.html").render(told_there)


def _told_step(name: str) -> str:
    match name:
        case "read":
            return str(gettext("The record has been read, and nothing stands in the way."))
        case "again":
            return str(gettext("The record has changed meanwhile: all is written anew."))
        case _:
            return str(gettext("Written: %(format)s", format=FORMAT_NAMES[name]))


@pages.get("/report/compilations/<int:compilation_id>")
@asks("read")
def compilation(desk: Desk, compilation_id: int) -> ResponseReturnValue:
    """One compiled report, to read, with its files and their digests."""
    found = queries.compilation(desk.db, desk.viewer, compilation_id)
    html = queries.compiled_file(desk.db, desk.viewer, compilation_id, "html").contents
    return render_template(
        "report/compilation.html", compilation=found, article=body_of_file(html.decode()), format_names=FORMAT_NAMES,
        kind_names=KIND_NAMES,
    )  # fmt: skip


@pages.get("/report/compilations/<int:compilation_id>/report.<format>")
@asks("read")
def file(desk: Desk, compilation_id: int, format: str) -> ResponseReturnValue:
    """One form of a compiled report, to keep."""
    contents = queries.compiled_file(desk.db, desk.viewer, compilation_id, format).contents
    found = queries.compilation(desk.db, desk.viewer, compilation_id)
    return as_file(contents, MEDIA_TYPES[format], file_name(found.symbol, format, found.kind))


def as_file(contents: bytes, media_type: str, name: str) -> Response:
    """A file that the house has made, to keep."""
    response = Response(contents, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
