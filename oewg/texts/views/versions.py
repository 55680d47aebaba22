"""The pages of a text in the other official languages: how far each is, side by side, and what translators do."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk
from oewg.accounts.door.pages import asks, done, received
from oewg.core.errors import NotFound
from oewg.texts import actions, queries
from oewg.texts.documents.description import Document
from oewg.texts.documents.docx import write_docx
from oewg.texts.documents.html import write_html
from oewg.texts.documents.in_language import Part, document_in
from oewg.texts.documents.languages import direction
from oewg.texts.documents.pdf import write_pdf
from oewg.texts.forms import OfficialForm, TitleForm, VersionForm
from oewg.texts.models import DraftText
from oewg.texts.queries import Beside
from oewg.texts.rules.numbers import printed_number
from oewg.texts.rules.versions import progress
from oewg.texts.views.room import pages

WRITERS = {
    "docx": (write_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (write_pdf, "application/pdf"),
    "html": (lambda document: write_html(document).encode(), "text/html; charset=utf-8"),
}


@pages.get("/texts/<int:text_id>/languages")
@asks("read")
def languages(desk: Desk, text_id: int) -> ResponseReturnValue:
    """In which languages a text can be read, and how far each is."""
    text = queries.text(desk.db, text_id)
    return render_template("texts/languages.html", text=text, progress=queries.languages(desk.db, text))


@pages.get("/texts/<int:text_id>/languages/<language>")
@asks("read")
def version(desk: Desk, text_id: int, language: str) -> ResponseReturnValue:
    """A text beside its version in a language, paragraph by paragraph."""
    text = _other(queries.text(desk.db, text_id), language)
    rows = queries.side_by_side(desk.db, text, language)
    return render_template(
        "texts/version.html",
        text=text,
        title=queries.title_in(desk.db, text, language),
        rows=rows,
        tongue=language,
        towards=direction(language),
        from_direction=direction(text.original_language),
        numbers={row.provision_id: _number(row, language) for row in rows},
        progress=progress(row.standing for row in rows),
        drafts=queries.READS_DRAFTS in desk.viewer.audiences,
        formats=tuple(WRITERS),
    )


def _other(text: DraftText, language: str) -> DraftText:
    if language == text.original_language:
        raise NotFound
    return text


def _number(row: Beside, language: str) -> str:
    return printed_number(row.number, row.kind, row.level, language, labelled=row.labelled)


@pages.get("/texts/<int:text_id>/languages/<language>/text.<format>")
@asks("read")
def version_file(desk: Desk, text_id: int, language: str, format: str) -> ResponseReturnValue:
    """A text in a language, as a document to keep; in the original language too."""
    text = queries.text(desk.db, text_id)
    if format not in WRITERS:
        raise NotFound
    write, media_type = WRITERS[format]
    response = Response(write(_document(desk, text, language)), content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="text-{text.id}-{language}.{format}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _document(desk: Desk, text: DraftText, language: str) -> Document:
    group = accounts.working_group(desk.db)
    rows = queries.side_by_side(desk.db, text, language)
    parts = [
        Part(
            row.provision_id, row.revision_id, row.kind, row.number, row.level, row.labelled, row.words,
            row.official.words if row.official else "", row.mark,
        )
        for row in rows
    ]  # fmt: skip
    return document_in(
        language, text.original_language, parts, title=queries.title_in(desk.db, text, language),
        notice=group.exercise if group else "", body=group.name if group else "", symbol=text.symbol or "",
        day=desk.at.date(),
    )  # fmt: skip


@pages.get("/provisions/<int:provision_id>/languages/<language>")
@asks("translate_text")
def translation(desk: Desk, provision_id: int, language: str) -> ResponseReturnValue:
    """The translator's page of one provision: the original, what changed in it since, and the words to write."""
    provision = queries.provision(desk.db, provision_id)
    text = _other(provision.text, language)
    found, every = queries.beside(desk.db, provision, language)
    places = [row.provision_id for row in every]
    at = places.index(provision.id)
    return render_template(
        "texts/translation.html",
        text=text,
        row=found,
        tongue=language,
        towards=direction(language),
        from_direction=direction(text.original_language),
        before=places[at - 1] if at else None,
        after=places[at + 1] if at + 1 < len(places) else None,
        place=at + 1,
        several=len(places),
        names=accounts.names_of(desk.db, [one.made_by for one in (found.official, found.draft, found.earlier) if one]),
    )


@pages.post("/provisions/<int:provision_id>/languages/<language>")
@asks("translate_text", again=translation)
def save_version(desk: Desk, provision_id: int, language: str) -> ResponseReturnValue:
    """Save a version as a draft, and go on to the next provision that waits for one."""
    form = received(VersionForm)
    provision = queries.provision(desk.db, provision_id)
    actions.save_version(
        desk.db, provision, language, form.words, of=form.of, by=desk.viewer, at=desk.at, seen=form.seen
    )
    every = queries.side_by_side(desk.db, provision.text, language)
    at = next(place for place, row in enumerate(every) if row.provision_id == provision.id)
    waiting = [row for row in (*every[at + 1 :], *every[:at]) if row.standing.state == "missing"]
    if waiting:
        return done("save_version", "texts.translation", provision_id=waiting[0].provision_id, language=language)
    return done("save_version", "texts.version", text_id=provision.text_id, language=language)


@pages.post("/texts/<int:text_id>/languages/<language>/official")
@asks("translate_text", again=version)
def make_official(desk: Desk, text_id: int, language: str) -> ResponseReturnValue:
    """Make the drafts in a language official: all of them, or that of one provision."""
    form = received(OfficialForm)
    text = queries.text(desk.db, text_id)
    only = [form.provision] if form.provision is not None else []
    actions.make_official(desk.db, text, language, by=desk.viewer, at=desk.at, only=only, seen=form.seen)
    return done("make_official", "texts.version", text_id=text_id, language=language)


@pages.post("/texts/<int:text_id>/languages/<language>/title")
@asks("translate_text", again=version)
def translate_title(desk: Desk, text_id: int, language: str) -> ResponseReturnValue:
    """Record the title in a language."""
    form = received(TitleForm)
    actions.translate_title(
        desk.db, queries.text(desk.db, text_id), language, form.title, by=desk.viewer, at=desk.at
    )  # fmt: skip
    return done("translate_title", "texts.version", text_id=text_id, language=language)
