"""How does the secretariat read a file into a text? The file, what was understood of it, and then the provisions."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, whole_number
from oewg.accounts.door.pages import asks, done, received
from oewg.core.errors import Invalid, NotFound, Refusal, say
from oewg.texts import actions, queries
from oewg.texts.documents.incoming import is_akn, understand
from oewg.texts.documents.opening import CannotBeRead
from oewg.texts.documents.scanning import check_clean
from oewg.texts.documents.understood import Remark
from oewg.texts.documents.uploads import PDF, examined, unreadable
from oewg.texts.forms import ReadInForm, SourceForm
from oewg.texts.rules.incoming import MOST_PROVISIONS, Planned, numbered, planned
from oewg.texts.views.room import pages
from oewg.texts.views.texts import KIND_NAMES


class SourcePreview(Refusal):
    """Nothing is read in yet: the page is shown with what was understood of the file."""

    status = 200

    def __init__(self, title: str, lines: Sequence[Planned], remarks: Sequence[Remark]) -> None:
        super().__init__(say("This is what was understood of the file. Nothing has been read in yet."))
        self.title, self.lines, self.remarks = title, lines, remarks


@pages.get("/texts/from-file")
@asks("draft_text")
def from_file(desk: Desk) -> ResponseReturnValue:
    """The page on which a file becomes a text, or the first provisions of one (`into`)."""
    into, refusal = whole_number(request.values.get("into") or "0"), g.get("refusal")
    text = queries.text(desk.db, into) if into else None
    preview = refusal if isinstance(refusal, SourcePreview) else None
    lines = preview.lines if preview else _sent_again() if refusal else []
    return render_template(
        "texts/from_file.html",
        text=text,
        is_empty=text is None or not queries.nodes(desk.db, text.id),
        kinds=[(kind, name) for kind, name in KIND_NAMES.items() if kind not in ("resolution", "minutes")],
        preview=preview,
        lines=lines,
        outline=json.dumps([_kept(one) for one in lines], ensure_ascii=False),
    )


def _kept(line: Planned) -> dict[str, object]:
    return {name: value for name, value in asdict(line).items() if name != "number"}


def _sent_again() -> list[Planned]:
    """What a refused form had."""
    try:
        return numbered(received(ReadInForm).lines())
    except Invalid:
        return []


@pages.post("/texts/from-file")
@asks("draft_text", again=from_file, own_transaction=True)
def understand_file() -> ResponseReturnValue:
    """Understand a file; nothing is read in or kept, and nobody waits for it."""
    received(SourceForm)
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Invalid(say("Please choose a file."), {"file": say("Please choose a file.")})
    raise SourcePreview(*understood(file.read(), file.filename))


def understood(contents: bytes, name: str) -> tuple[str, list[Planned], list[Remark]]:
    """(title, provisions, remarks) of a file, `name` as its sender calls it; Invalid if it cannot be read into a text."""
    if is_akn(contents):
        check_clean(contents)
    elif examined(contents, name).media_type == PDF:
        raise Invalid(
            say("A PDF says how a page looks, not what its paragraphs are. Please send the text as Word, plain text or Markdown."),
            {"file": say("Please choose another kind of file.")},
        )  # fmt: skip
    try:
        found = understand(contents, name)
    except CannotBeRead as error:
        raise unreadable(error) from error
    lines, remarks = planned(found.document)
    if len(lines) + sum(len(one.notes) for one in lines) > MOST_PROVISIONS:  # a footnote is a provision too
        raise Invalid(say("The file has more paragraphs than a text may have."), {"file": say("This is too long.")})
    return found.document.title, lines, [*found.remarks, *remarks]


@pages.post("/texts/from-file/provisions")
@asks("draft_text", again=from_file)
def read_in(desk: Desk) -> ResponseReturnValue:
    """Begin a text with the provisions that were understood, or read them into one that has none."""
    form = received(ReadInForm)
    if form.into:
        text = queries.text(desk.db, form.into)
        if text.kind in ("resolution", "minutes"):
            raise NotFound
    elif not form.title:
        raise Invalid(say("A text has a title."), {"title": say("Please fill this in.")})
    else:
        text = actions.begin_text(desk.db, form.kind, form.title, by=desk.viewer, at=desk.at)
    actions.read_in(desk.db, text, form.lines(), by=desk.viewer, at=desk.at)
    return done("read_in", "texts.build", text_id=text.id)
