"""The pages on which the secretariat builds a text, and the editions that were issued of it."""

import re
from collections.abc import Iterable, Sequence

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from markupsafe import Markup, escape

from oewg.accounts.door.desk import Desk, whole_number
from oewg.accounts.door.pages import asks, done, received
from oewg.texts import actions, queries
from oewg.texts.documents.changing import Laid, parts
from oewg.texts.documents.changing import Piece as Changed
from oewg.texts.documents.docx import write_docx
from oewg.texts.documents.inline import LINK, parse
from oewg.texts.documents.tabled import cell_at, filled_in, table_in
from oewg.texts.documents.uploads import DOCX
from oewg.texts.forms import EditionForm, TextForm
from oewg.texts.models import OFFICIAL_LANGUAGES
from oewg.texts.rules.comparing import borne_by
from oewg.texts.rules.merging import Merged
from oewg.texts.rules.numbering import NOTE_MARK, Borne
from oewg.texts.views.files import attachment
from oewg.texts.views.room import pages

EMPHASIS = re.compile(r"(?<![\s*])\*{1,3}(?!\*)|(?<!\*)\*{1,3}(?![\s*])")
"""Signs of emphasis: an asterisk between spaces is one of the text."""
WHOLE = re.compile(rf"{NOTE_MARK.pattern}|{LINK}")
"""What no redline cuts."""
KIND_NAMES = {
    "resolution": lazy_gettext("Resolution"),
    "rules": lazy_gettext("Rules, norms and principles"),
    "report": lazy_gettext("Report"),
    "agenda": lazy_gettext("Agenda"),
    "programme_of_work": lazy_gettext("Programme of work"),
    "modalities": lazy_gettext("Modalities"),
    "chairs_summary": lazy_gettext("Chair’s summary"),
    "working_paper": lazy_gettext("Working paper"),
    "minutes": lazy_gettext("Minutes of a meeting"),
}


@pages.app_template_global("kind_name")
def kind_name(kind: str) -> str:
    """The name of a kind of text."""
    return str(KIND_NAMES[kind])


@pages.app_template_filter("words")
def words(inline: str) -> Markup:
    """A wording for a page: emphasis, footnote marks and links as HTML, square brackets made visible, the rest escaped."""
    found = []
    for span in parse(inline):
        shown = Markup('<sup class="note-mark">{}</sup>').format(span.note) if span.note else _bracketed(span.text)
        if span.strong:
            shown = Markup("<strong>{}</strong>").format(shown)
        if span.emphasis:
            shown = Markup("<em>{}</em>").format(shown)
        if span.href:
            shown = Markup('<a href="{}" rel="noopener nofollow">{}</a>').format(span.href, shown)
        found.append(shown)
    return Markup("").join(found)


pages.add_app_template_filter(filled_in, "as_table")
pages.add_app_template_filter(cell_at)


@pages.app_template_filter("laid")
def laid(pieces: Iterable[tuple[str, str] | tuple[str, str, Sequence[int]]]) -> list[Laid[int] | list[Changed[int]]]:
    """A redline as what is shown one below another: tables laid out, and other pieces in a row, each with whose it is."""
    return parts((piece[0], piece[1], tuple(piece[2]) if len(piece) > 2 else ()) for piece in pieces)


@pages.app_template_filter("side")
def side(merged: Merged, which: str) -> list[Laid[int] | list[Changed[int]]]:
    """One of the three wordings of a merge ("base", "ours" or "theirs") in the same way; what it has of its own is somebody's."""
    return parts(
        ("equal", words, (1,) if any(getattr(each, other) != each.base for other in others) else ())
        for each in merged.stretches
        for words, others in [(getattr(each, which), ("ours", "theirs") if which == "base" else (which,))]
    )


@pages.app_template_filter("fragment")
def fragment(inline: str, borne: Borne | None = None, *, marked: bool = False) -> Markup:
    """A piece of a wording, as a redline cuts it: signs of emphasis fall away, for a piece may hold one of a pair.

    Footnote marks and links are never cut; they are shown under the numbers that their targets bear, if those are given.
    Of a marked piece something is always seen: if it has only signs of emphasis, then these.
    """
    printed = borne.printed(inline) if borne else inline
    found, at = Markup(""), 0
    for whole in WHOLE.finditer(printed):
        found += _bracketed(_without_emphasis(printed[at : whole.start()])) + words(whole[0])
        at = whole.end()
    found += _bracketed(_without_emphasis(printed[at:]))
    return found if found.strip() or not marked else _bracketed(inline)


@pages.app_template_filter("plain")
def plain(inline: str) -> str:
    """A wording without any marks, for a line of a list; of a table the cells that are not empty."""
    if inline.startswith("|") and (table := table_in(inline)):
        return " · ".join(plain(" ".join(cell.split())) for row in (table.header, *table.rows) for cell in row if cell)
    return "".join(span.text for span in parse(inline) if not span.note)


def _without_emphasis(text: str) -> str:
    return EMPHASIS.sub("", text)


def _bracketed(text: str) -> Markup:
    pieces = escape(text).replace("[", Markup('<span class="bracket">[</span>'))
    return pieces.replace("]", Markup('<span class="bracket">]</span>')).replace("\n", Markup("<br>"))


@pages.get("/texts/new")
@asks("draft_text")
def new_text(desk: Desk) -> ResponseReturnValue:
    """The form for beginning a text."""
    kinds = [(kind, name) for kind, name in KIND_NAMES.items() if kind != "resolution"]
    return render_template("texts/new_text.html", kinds=kinds, official=OFFICIAL_LANGUAGES)


@pages.post("/texts/new")
@asks("draft_text", again=new_text)
def begin_text(desk: Desk) -> ResponseReturnValue:
    """Begin a text."""
    form = received(TextForm)
    text = actions.begin_text(
        desk.db, form.kind, form.title, by=desk.viewer, at=desk.at, original_language=form.original_language
    )
    return done("begin_text", "texts.build", text_id=text.id)


@pages.get("/texts/<int:text_id>/build")
@asks("draft_text")
def build(desk: Desk, text_id: int) -> ResponseReturnValue:
    """A text being built: its provisions in order, and the forms for adding, removing and issuing."""
    text = queries.text(desk.db, text_id)
    lines = queries.lines(desk.db, text_id)
    return render_template(
        "texts/build.html", text=text, lines=lines, editions=queries.editions(desk.db, text_id)
    )  # fmt: skip


@pages.post("/texts/<int:text_id>/editions")
@asks("draft_text", again=build)
def issue_edition(desk: Desk, text_id: int) -> ResponseReturnValue:
    """Issue the text as it stands under a symbol."""
    form = received(EditionForm)
    text = queries.text(desk.db, text_id)
    edition = actions.issue_edition(
        desk.db, text, form.symbol, form.title or text.title, by=desk.viewer, at=desk.at
    )  # fmt: skip
    return done("issue_edition", "texts.edition", edition_id=edition.id)


@pages.get("/editions/<int:edition_id>")
@asks("read")
def edition(desk: Desk, edition_id: int) -> ResponseReturnValue:
    """A text as it was issued."""
    found = queries.edition(desk.db, edition_id)
    borne = borne_by(queries.placed_in(found))
    printed = {line.place: borne.printed(line.revision.words) for line in found.lines}
    notes: dict[int, list[tuple[str, str]]] = {}
    for line in found.lines:  # a footnote comes after the provision that it hangs on
        if line.revision.provision.kind != "footnote":
            hanging = notes[line.place] = []
        else:
            hanging.append((line.number, printed[line.place]))
    return render_template("texts/edition.html", edition=found, printed=printed, notes=notes)


@pages.get("/texts/<int:text_id>/text.docx")
@asks("read")
def text_file(desk: Desk, text_id: int) -> ResponseReturnValue:
    """A text as it stands, as a Word file: each paragraph knows which wording it is, so that changes to it are understood."""
    return attachment(f"text-{text_id}.docx", DOCX, write_docx(queries.text_document(desk.db, text_id)))


@pages.get("/editions/<int:edition_id>/edition.docx")
@asks("read")
def edition_file(desk: Desk, edition_id: int) -> ResponseReturnValue:
    """A text as it was issued, as such a Word file."""
    found = queries.edition_document(desk.db, edition_id)
    name = re.sub(r"[^A-Za-z0-9.]+", "_", found.masthead.symbol)
    return attachment(f"{name}.docx", DOCX, write_docx(found))


CHANGE_KINDS = ("changed", "inserted", "deleted", "moved", "split", "joined")


@pages.get("/texts/<int:text_id>/compare")
@asks("read")
def compare(desk: Desk, text_id: int) -> ResponseReturnValue:
    """Two editions of a text, or one and the text as it stands: what became of each paragraph."""
    text = queries.text(desk.db, text_id)
    editions = queries.editions(desk.db, text_id)
    old, new = _number("old"), _number("new")
    if old is None and editions:
        old = editions[-2 if len(editions) > 1 and new is None and not request.args else -1].id
    found = queries.comparison(desk.db, text_id, old, new) if old else None
    rows = found.rows if found else []
    old_and_new = [*(row.old for row in rows if row.old), *(row.new for row in rows if row.new)]
    only_changes = request.args.get("show", "changes") != "all"
    return render_template(
        "texts/compare.html",
        text=text,
        editions=editions,
        old=old,
        new=new,
        found=found,
        rows=[row for row in rows if row.is_change or not only_changes],
        counts={kind: sum(row.moved if kind == "moved" else row.kind == kind for row in rows) for kind in CHANGE_KINDS},
        only_changes=only_changes,
        borne=borne_by(old_and_new),
    )


def _number(name: str) -> int | None:
    return whole_number(request.args[name]) if request.args.get(name) else None
