"""The pages of the report in the other official languages: how far its text is in each, and the whole as it stands in one."""

from flask import render_template
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.pages import asks
from oewg.core.errors import NotFound
from oewg.report import actions, queries
from oewg.report.rules.in_language import report_in
from oewg.report.views.compilations import FORMAT_NAMES, MEDIA_TYPES, as_file
from oewg.report.views.room import pages
from oewg.texts.documents.html import html_body


@pages.get("/report/languages")
@asks("read")
def languages(desk: Desk) -> ResponseReturnValue:
    """In which languages the report can be had, and how far its text is in each."""
    text = queries.draft_or_not_found(desk.db)
    return render_template("report/languages.html", text=text, progress=queries.languages(desk.db, text))


@pages.get("/report/languages/<language>")
@asks("read")
def report_in_language(desk: Desk, language: str) -> ResponseReturnValue:
    """The report as it stands in a language: what of it is in English, and why, before the document itself."""
    text = queries.draft_or_not_found(desk.db)
    versions, progress = queries.versions_in(desk.db, text, language)
    document = report_in(language, queries.source(desk.db, text, desk.at), versions)
    return render_template(
        "report/report_in_language.html",
        text=text,
        tongue=language,
        progress=progress,
        untitled=versions.title == text.title and language != text.original_language,
        formats=FORMAT_NAMES,
        article=html_body(document),
    )


@pages.get("/report/languages/<language>/report.<format>")
@asks("read")
def language_file(desk: Desk, language: str, format: str) -> ResponseReturnValue:
    """The report as it stands in a language, in one form, to keep. It bears no symbol: it is not issued."""
    text = queries.draft_or_not_found(desk.db)
    versions, _ = queries.versions_in(desk.db, text, language)
    if format not in actions.FORMATS:
        raise NotFound
    document = report_in(language, queries.source(desk.db, text, desk.at), versions)
    return as_file(actions.WRITERS[format](document), MEDIA_TYPES[format], f"report-{language}.{format}")
