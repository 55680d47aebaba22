"""How does a delegation send the text as it has changed it in its word processor? The file, what was understood, what is filed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import g, render_template
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, database
from oewg.accounts.door.pages import asks, done, received, told
from oewg.core.errors import Invalid, Refusal, say
from oewg.negotiation import actions, queries
from oewg.negotiation.forms import AmendmentsForm, ChangesForm, WordFileForm
from oewg.negotiation.rules.amendments import Filing
from oewg.negotiation.rules.tracked import Understanding
from oewg.negotiation.views.room import pages
from oewg.texts import queries as texts
from oewg.texts.documents.docx.reading import ReadFile, read_file
from oewg.texts.documents.opening import CannotBeRead
from oewg.texts.documents.uploads import DOCX, Upload, unreadable
from oewg.texts.rules.by_words import Piece
from oewg.texts.rules.merging import Merged
from oewg.texts.rules.redline import redline
from oewg.texts.views.files import chosen_file

MOST_AT_ONCE = 200
"""Amendments on one page: a form has so many fields."""


class FilePreview(Refusal):
    """Nothing is filed: the page is shown with what was understood of the file."""

    status = 200

    def __init__(self, understanding: Understanding) -> None:
        super().__init__(say("This is what your file proposes. Nothing has been filed yet."))
        self.understanding = understanding


@dataclass(frozen=True)
class Row:
    """An amendment on the page, as it would be filed: on the line that stands, with the redline from it."""

    filing: Filing
    line: texts.Line
    pieces: Sequence[Piece]
    after: texts.Line | None
    chosen: bool
    doubt: str = ""
    merged: Merged | None = None
    notes: tuple[str, ...] = ()
    refused: str = ""

    @property
    def draft(self) -> str:
        """Its place, as the form sends it."""
        one = self.filing
        return f"{one.kind}:{one.provision_id}:{self.line.revision_id}:{one.after_id or ''}"


@pages.get("/texts/<int:text_id>/word-file")
@asks("file_amendment")
def word_file(desk: Desk, text_id: int) -> ResponseReturnValue:
    """The page on which a Word file becomes amendments."""
    return _page(desk, text_id, taking_in=False)


@pages.get("/texts/<int:text_id>/changed-file")
@asks("draft_text")
def changed_file(desk: Desk, text_id: int) -> ResponseReturnValue:
    """The page on which the secretariat takes the changes of a Word file into the text itself."""
    return _page(desk, text_id, taking_in=True)


def _page(desk: Desk, text_id: int, *, taking_in: bool) -> ResponseReturnValue:
    found, refusal = texts.text(desk.db, text_id), g.get("refusal")
    lines = {line.provision_id: line for line in texts.lines(desk.db, text_id)}
    understanding = None
    if isinstance(refusal, FilePreview):
        understanding = queries.with_doubts(desk.db, refusal.understanding, desk.viewer)
    rows = (
        _understood(understanding, lines)
        if understanding
        else _sent_again(refusal, lines, ChangesForm if taking_in else AmendmentsForm)
        if refusal
        else []
    )
    return render_template(
        "negotiation/word_file.html",
        text=found,
        rows=rows[:MOST_AT_ONCE],
        most=MOST_AT_ONCE,
        more=len(rows) > MOST_AT_ONCE,
        understanding=understanding,
        has_provisions=bool(lines),
        taking_in=taking_in,
    )


def _understood(understanding: Understanding, lines: Mapping[int, texts.Line]) -> list[Row]:
    found = []
    for one in understanding.drafts:
        filing = Filing(one.kind, one.provision_id, one.on, one.words, one.after, one.reason)
        if (row := _row(filing, lines, not one.doubt, one.doubt, one.merged, one.notes)) is not None:
            found.append(row)
    return found


def _sent_again(refusal: Refusal, lines: Mapping[int, texts.Line], sent: type[AmendmentsForm]) -> list[Row]:
    """What a refused form had: each amendment as it was typed, on the wording that now stands."""
    try:
        form = received(sent)
    except Invalid:
        return []
    reasons = refusal.reasons if isinstance(refusal, actions.SomeRefused) else {}
    why = {form.chosen[place]: told(reason) for place, reason in reasons.items()}
    rows = [
        _row(filing, lines, place in form.chosen, refused=why.get(place, ""))
        for place, filing in enumerate(form.filings())
    ]
    return [row for row in rows if row is not None]


def _row(
    filing: Filing, lines: Mapping[int, texts.Line], chosen: bool, doubt: str = "", merged: Merged | None = None,
    notes: tuple[str, ...] = (), refused: str = "",
) -> Row | None:  # fmt: skip
    line = lines.get(filing.provision_id)
    if line is None:
        return None
    pieces: Sequence[Piece] = []
    if filing.kind == "insert":
        pieces = [("insert", filing.words or "")]
    elif filing.kind != "move":
        pieces = redline(line.words, filing.words or "")
    after = lines.get(filing.after_id) if filing.after_id and filing.kind == "move" else None
    return Row(filing, line, pieces, after, chosen, doubt, merged, notes, refused)


@pages.post("/texts/<int:text_id>/word-file")
@asks("file_amendment", again=word_file, own_transaction=True)
def read_word_file(text_id: int) -> ResponseReturnValue:
    """Understand a Word file; nothing is filed or kept, and nobody waits for it."""
    raise _understood_of(text_id)


@pages.post("/texts/<int:text_id>/changed-file")
@asks("draft_text", again=changed_file, own_transaction=True)
def read_changed_file(text_id: int) -> ResponseReturnValue:
    """Understand a Word file in the same way, for the secretariat."""
    raise _understood_of(text_id)


def _understood_of(text_id: int) -> FilePreview:
    form, file = received(WordFileForm), read_upload(chosen_file())
    with database().open_reading() as db:
        texts.text(db, text_id)
        return FilePreview(queries.understand_file(db, text_id, file.only(form.author) if form.author else file))


def read_upload(upload: Upload) -> ReadFile:
    """The Word file that was sent; Invalid if it is another kind of file, or cannot be read."""
    if upload.media_type != DOCX:
        raise Invalid(
            say("Changes are read from a Word file (DOCX)."), {"file": say("Please choose a file in DOCX.")}
        )  # fmt: skip
    try:
        return read_file(upload.contents)
    except CannotBeRead as error:
        raise unreadable(error) from error


@pages.post("/texts/<int:text_id>/amendments")
@asks("file_amendment", again=word_file)
def file_amendments(desk: Desk, text_id: int) -> ResponseReturnValue:
    """File the amendments that were chosen of those that a file proposes: all of them, or none."""
    form = received(AmendmentsForm)
    filed = actions.file_amendments(
        desk.db, texts.text(desk.db, text_id), form.picked(), by=desk.viewer, at=desk.at,
        for_group=form.on_behalf_of == "group",
    )  # fmt: skip
    act = "file_amendments" if len(filed) > 1 else "file_amendment"
    return done(act, "negotiation.amendments", text_id=text_id, by=filed[0].names[0])


@pages.post("/texts/<int:text_id>/changes")
@asks("draft_text", again=changed_file)
def take_in(desk: Desk, text_id: int) -> ResponseReturnValue:
    """Take the changes that were chosen of those that a file has into the text: all of them, or none."""
    form = received(ChangesForm)
    actions.take_in(
        desk.db, texts.text(desk.db, text_id), form.picked(), form.nature, by=desk.viewer, at=desk.at
    )  # fmt: skip
    return done("take_in", "texts.build", text_id=text_id)
