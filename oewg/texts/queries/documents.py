"""Which documents are there, under which symbols, in which languages? Restricted ones are known to delegations only."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts import queries as accounts
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotFound, say
from oewg.core.paging import Page, paged
from oewg.texts.models import OFFICIAL_LANGUAGES, Document, DocumentLanguage, DraftText
from oewg.texts.rules import symbols as rules


@dataclass(frozen=True)
class DocumentLine:
    """A document of the register, with its neighbours as far as the viewer may know of them.

    `languages` has for each official language "original", "issued", "in_translation", "requested" or "".
    """

    document: Document
    replaces: Document | None
    replaced_by: Document | None
    languages: dict[str, str]

    @property
    def withdrawn(self) -> bool:
        """Was it withdrawn?"""
        return self.document.withdrawn_at is not None


@dataclass(frozen=True)
class DocumentsAsked:
    """Which documents: words of symbol or title, a kind of symbol ("plain" for a number alone), distribution, a language
    in which it can be read. Empty means all.
    """

    words: str = ""
    kind: str = ""
    distribution: str = ""
    language: str = ""


PLAIN = "plain"
EVERY_DOCUMENT = DocumentsAsked()


def visible_documents(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that the viewer may know of a document."""
    return true() if "delegations" in viewer.audiences else Document.distribution != "restricted"


def _of_kind(kind: str) -> ColumnElement[bool]:
    lettered = {each: Document.symbol.contains(f"/{each}", autoescape=True) for each in rules.KINDS if each}
    lettered["INF/"] = or_(lettered["INF/"], Document.symbol.contains("/INF.", autoescape=True))
    return not_(or_(*lettered.values())) if kind == PLAIN else lettered[kind]


def _asked(asked: DocumentsAsked, viewer: Viewer) -> ColumnElement[bool]:
    found = [visible_documents(viewer)]
    if asked.words:
        found.append(
            or_(
                Document.symbol.icontains(asked.words, autoescape=True),
                Document.title.icontains(asked.words, autoescape=True),
            )
        )
    if asked.kind == PLAIN or asked.kind in filter(None, rules.KINDS):
        found.append(_of_kind(asked.kind))
    if asked.distribution:
        found.append(Document.distribution == asked.distribution)
    if asked.language:
        issued = exists().where(
            DocumentLanguage.document_id == Document.id,
            DocumentLanguage.language == asked.language,
            DocumentLanguage.state == "issued",
        )
        found.append(or_(Document.original_language == asked.language, issued))
    return and_(*found)


def documents(
    db: Db, viewer: Viewer, asked: DocumentsAsked = EVERY_DOCUMENT, *, number: int = 1, size: int = 50
) -> Page[DocumentLine]:
    """The register, the latest document first: five queries, however long it is."""
    query = select(Document).where(_asked(asked, viewer)).order_by(Document.registered_at.desc(), Document.id.desc())
    page = paged(db, query.options(selectinload(Document.languages)), number, size)
    return Page(_lines(db, page.items, viewer), page.number, page.size, page.total)


def documents_after(
    db: Db, viewer: Viewer, document_id: int, limit: int, asked: DocumentsAsked = EVERY_DOCUMENT
) -> list[DocumentLine]:
    """Documents with a higher number than this, in that order."""
    query = select(Document).where(_asked(asked, viewer), Document.id > document_id).order_by(Document.id).limit(limit)
    return _lines(db, db.scalars(query.options(selectinload(Document.languages))).all(), viewer)


def document(db: Db, document_id: int, viewer: Viewer) -> DocumentLine:
    """One document, or NotFound; a restricted one is not found by those who may not know of it."""
    found = db.scalars(
        select(Document)
        .where(Document.id == document_id, visible_documents(viewer))
        .options(selectinload(Document.languages), joinedload(Document.edition))
    ).one_or_none()
    if found is None:
        raise NotFound
    return _lines(db, [found], viewer)[0]


def _lines(db: Db, rows: Sequence[Document], viewer: Viewer) -> list[DocumentLine]:
    ids = {row.id for row in rows}
    earlier = {row.replaces_id for row in rows if row.replaces_id}
    near = db.scalars(
        select(Document)
        .where(visible_documents(viewer), or_(Document.replaces_id.in_(ids), Document.id.in_(earlier)))
        .order_by(
            Document.withdrawn_at.is_(None), Document.id
        )  # so that one that stands is told before a withdrawn one
    ).all()
    before, after = {row.id: row for row in near}, {row.replaces_id: row for row in near if row.replaces_id}
    return [
        DocumentLine(row, before.get(row.replaces_id or 0), after.get(row.id), _languages(row)) for row in rows
    ]  # fmt: skip


def _languages(row: Document) -> dict[str, str]:
    known = {each.language: each.state for each in row.languages}
    return {each: "original" if each == row.original_language else known.get(each, "") for each in OFFICIAL_LANGUAGES}


def symbol_is_used(db: Db, symbol: str) -> bool:
    """Does or did a document bear this symbol, or one that a reader would take for it?"""
    return db.scalar(select(Document.id).where(func.lower(Document.symbol) == rules.alike(symbol))) is not None


def document_by_symbol(db: Db, symbol: str) -> Document | None:
    """The document under exactly this symbol, whoever may know of it: for acts, never for a page."""
    return db.scalars(select(Document).where(Document.symbol == symbol)).one_or_none()


def named_document(db: Db, symbol: str) -> Document | None:
    """The document that a form means to be replaced; none for no symbol, Invalid for an unknown one."""
    if not symbol:
        return None
    found = document_by_symbol(db, symbol)
    if found is None:
        raise Invalid(
            say("There is no document %(symbol)s in the register."), {"replaces": say("Not in the register.")},
            symbol=symbol,
        )  # fmt: skip
    return found


def replaced_by(db: Db, document_id: int) -> Document | None:
    """What stands in the place of a document, whoever may know of it: for acts, never for a page.

    What was withdrawn stands in the place of nothing: it can be replaced by another.
    """
    stands = Document.replaces_id == document_id, Document.withdrawn_at.is_(None)
    return db.scalars(select(Document).where(*stands)).first()


def revised_document(db: Db, symbol: str, distribution: str) -> Document | None:
    """The document in whose place a new one stands by its symbol, unless another does or it must not be told of."""
    for each in rules.revised_by(symbol):
        found = document_by_symbol(db, each)
        if found is not None and found.withdrawn_at is None:
            hidden = found.distribution == "restricted" != distribution
            return found if replaced_by(db, found.id) is None and not hidden else None
    return None


def text_of_document(db: Db, document: Document) -> DraftText | None:
    """The text that came from outside under the symbol of this document, if there is one here."""
    return db.scalars(select(DraftText).where(DraftText.symbol == document.symbol)).one_or_none()


def symbols_used(db: Db, beginning: str) -> set[str]:
    """Every symbol of the register that begins so, whoever may know of its document: for proposing the next one."""
    return set(db.scalars(select(Document.symbol).where(Document.symbol.istartswith(beginning, autoescape=True))))


def proposed_symbols(db: Db, year: int) -> dict[str, str]:
    """Kind -> the next free symbol of the group's documents of a year."""
    group = accounts.working_group(db)
    series = group.series if group else "A"
    used = symbols_used(db, f"{series}/")
    return {kind: rules.next_symbol(series, year, used, kind) for kind in rules.KINDS}


def proposed_symbol(db: Db, year: int) -> str:
    """The next free symbol of the group's limited documents of a year."""
    return proposed_symbols(db, year)["L."]


def following_symbols(db: Db, symbol: str) -> dict[str, str]:
    """ "Rev", "Add", "Corr" -> the next free symbol of a document; nothing where its symbol is formed otherwise."""
    found = rules.parse(symbol)
    if found is None:
        return {}
    used = symbols_used(db, str(rules.first_issue(found)))
    following = {what: rules.following(symbol, what, used) for what in ("Rev", "Add", "Corr")}
    return {what: proposed for what, proposed in following.items() if proposed}


def public_documents(db: Db) -> Sequence[Document]:
    """What the report lists: the documents that everybody may know of and that were not withdrawn, in their order."""
    return db.scalars(
        select(Document)
        .where(Document.withdrawn_at.is_(None), Document.distribution != "restricted")
        .order_by(Document.registered_at, Document.id)
    ).all()
