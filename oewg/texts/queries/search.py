"""What do texts and documents let be searched? Provisions as they stand, editions, and the register of documents."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from oewg.accounts.queries import About, Narrowed, Shown, Source, of_some, searched, the_same
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.core.search import Among, Indexed
from oewg.texts.documents.inline import plain
from oewg.texts.models import Document, DraftText, Edition, EditionLine, Provision, Revision
from oewg.texts.queries.documents import visible_documents
from oewg.texts.queries.texts import Line, lines_by_id

LANGUAGE = "en"
"""In which the group drafts."""


def dated(narrowed: Narrowed, at: InstrumentedAttribute[Any]) -> list[ColumnElement[bool]]:
    """The conditions that something happened on the days to which a search is narrowed."""
    found: list[ColumnElement[bool]] = []
    if narrowed.since:
        found.append(at >= datetime.combine(narrowed.since, time(), UTC))
    if narrowed.until:
        found.append(at < datetime.combine(narrowed.until, time(), UTC) + timedelta(days=1))
    return found


def _standing() -> ColumnElement[bool]:
    """The condition that a provision stands in its text; a footnote, also what it hangs on."""
    owner = aliased(Provision)
    hangs = select(owner.id).where(owner.id == Provision.parent_id, owner.removed_at.is_not(None))
    return and_(Provision.removed_at.is_(None), or_(Provision.kind != "footnote", ~hangs.exists()))


def _current() -> ColumnElement[bool]:
    later = aliased(Revision)
    return ~select(later.id).where(later.provision_id == Revision.provision_id, later.id > Revision.id).exists()


def _provisions_say(db: Db, ids: Collection[int] | None) -> Iterable[Indexed]:
    query = (
        select(Provision.id, Revision.words)
        .join(Revision, Revision.provision_id == Provision.id)
        .where(Provision.removed_at.is_(None), _current())
    )
    rows = db.execute(of_some(query, Provision.id, ids))
    return [Indexed("provision", row[0], LANGUAGE, "", plain(row[1])) for row in rows]


def _provisions_open_to(_viewer: Viewer, narrowed: Narrowed) -> Sequence[Among]:
    if narrowed.sector or narrowed.session:
        return []
    query: Select[Any] = select(Provision.id).where(_standing())
    if narrowed.since or narrowed.until:
        query = query.join(Revision, Revision.provision_id == Provision.id)
        query = query.where(_current(), *dated(narrowed, Revision.made_at))
    return [Among("provision", query)]


def _provisions_shown(db: Db, _viewer: Viewer, ids: Collection[int]) -> Mapping[int, Shown]:
    rows = db.execute(
        select(Provision, Revision.words, Revision.made_at, DraftText)
        .join(Revision, Revision.provision_id == Provision.id)
        .join(DraftText, Provision.text_id == DraftText.id)
        .where(Provision.id.in_(ids), _current())
    ).all()
    read_at = {row[0].id: row[0].parent_id if row[0].kind == "footnote" else row[0].id for row in rows}
    lines = lines_by_id(db, [number for number in read_at.values() if number])
    return {
        provision.id: Shown(
            _called(provision, lines.get(read_at[provision.id] or 0), text.title, read_at[provision.id]),
            plain(words), made_at,
        )
        for provision, words, made_at, text in rows
    }  # fmt: skip


def _called(provision: Provision, line: Line | None, title: str, read_at: int | None) -> About:
    number = line.citation if line else ""
    if not number:
        words = say("%(title)s")
    elif provision.kind == "footnote":
        words = say("%(title)s, footnote to %(number)s")
    else:
        words = say("%(title)s, %(number)s")
    return About(words, {"title": title, "number": number}, "negotiation.provision", {"provision_id": read_at})


def _editions_say(db: Db, ids: Collection[int] | None) -> Iterable[Indexed]:
    query = (
        select(Edition.id, Edition.symbol, Edition.title, Revision.words)
        .join(EditionLine, EditionLine.edition_id == Edition.id)
        .join(Revision, EditionLine.revision_id == Revision.id)
        .order_by(Edition.id, EditionLine.place)
    )
    rows = db.execute(of_some(query, Edition.id, ids))
    for (number, symbol, title), lines in groupby(rows, lambda row: (row[0], row[1], row[2])):
        words = "\n".join(plain(line[3]) for line in lines)
        yield Indexed("edition", number, LANGUAGE, f"{symbol} {title}", words)


def _editions_open_to(viewer: Viewer, narrowed: Narrowed) -> Sequence[Among]:
    if narrowed.sector or narrowed.session:
        return []
    seen = select(Edition.id).where(*dated(narrowed, Edition.issued_at))
    hidden = select(Document.edition_id).where(Document.edition_id.is_not(None), not_(visible_documents(viewer)))
    return [Among("edition", seen.where(Edition.id.not_in(hidden)))]


def _editions_shown(db: Db, _viewer: Viewer, ids: Collection[int]) -> Mapping[int, Shown]:
    words: dict[int, list[str]] = {}
    lines = select(EditionLine.edition_id, Revision.words).join(Revision, EditionLine.revision_id == Revision.id)
    for number, said in db.execute(
        lines.where(EditionLine.edition_id.in_(ids)).order_by(EditionLine.edition_id, EditionLine.place)
    ):
        words.setdefault(number, []).append(plain(said))
    return {
        row.id: Shown(
            _by_symbol(row, "texts.edition", "edition_id"),
            "\n".join(words.get(row.id, [])), row.issued_at,
        )
        for row in db.scalars(select(Edition).where(Edition.id.in_(ids)))
    }  # fmt: skip


def _by_symbol(row: Edition | Document, endpoint: str, place: str) -> About:
    return About(say("%(symbol)s: %(title)s"), {"symbol": row.symbol, "title": row.title}, endpoint, {place: row.id})


def _documents_say(db: Db, ids: Collection[int] | None) -> Iterable[Indexed]:
    """Of those that are editions of ours the edition is found, with its words."""
    query = select(Document.id, Document.original_language, Document.symbol, Document.title)
    query = query.where(Document.edition_id.is_(None))
    rows = db.execute(of_some(query, Document.id, ids))
    return [Indexed("document", row[0], row[1], f"{row[2]} {row[3]}", "") for row in rows]


def _documents_of_texts(db: Db, ids: Collection[int]) -> Collection[int]:
    """A text that came from outside enters the register with it."""
    symbols = select(DraftText.symbol).where(DraftText.id.in_(ids), DraftText.symbol.is_not(None))
    return db.scalars(select(Document.id).where(Document.symbol.in_(symbols))).all()


def _documents_open_to(viewer: Viewer, narrowed: Narrowed) -> Sequence[Among]:
    if narrowed.sector or narrowed.session:
        return []
    seen = select(Document.id).where(visible_documents(viewer), *dated(narrowed, Document.registered_at))
    return [Among("document", seen)]


def _documents_shown(db: Db, _viewer: Viewer, ids: Collection[int]) -> Mapping[int, Shown]:
    return {
        row.id: Shown(
            _by_symbol(row, "texts.document", "document_id"),
            "", row.registered_at,
        )
        for row in db.scalars(select(Document).where(Document.id.in_(ids)))
    }  # fmt: skip


searched(
    Source(
        "provision", say("Provisions as they stand"), say("Provision"), place=10, follows={"provision": the_same},
        says=_provisions_say, open_to=_provisions_open_to, shows=_provisions_shown,
    )
)  # fmt: skip
searched(
    Source(
        "edition", say("Editions of texts"), say("Edition"), place=20, follows={"edition": the_same},
        says=_editions_say, open_to=_editions_open_to, shows=_editions_shown,
    )
)  # fmt: skip
searched(
    Source(
        "document", say("Other documents of the register"), say("Document"), place=50, follows={"document": the_same, "text": _documents_of_texts},
        says=_documents_say, open_to=_documents_open_to, shows=_documents_shown,
    )
)  # fmt: skip
