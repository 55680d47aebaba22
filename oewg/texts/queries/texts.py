"""What do the texts say? Texts, their provisions in order with the current wording, revisions and editions."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.texts.models import DraftText, Edition, EditionLine, Provision, Revision
from oewg.texts.rules.brackets import Brackets, brackets
from oewg.texts.rules.comparing import Placed, Row, compare
from oewg.texts.rules.numbering import Borne, Node, calls, cites, in_order, note_numbers


@dataclass(frozen=True)
class Note:
    """A footnote as printed: its mark in the wordings, its number, its current wording."""

    mark: str
    number: int
    provision_id: int
    revision_id: int
    words: str
    printed: str
    """As a line's: citations and marks bear the numbers of now."""


@dataclass(frozen=True)
class Line:
    """One provision as it now stands in its text."""

    provision_id: int
    revision_id: int
    revision_number: int
    made_at: datetime
    text_id: int
    kind: str
    number: str
    level: int
    words: str
    printed: str
    """The wording with footnotes under the numbers that they bear now, not under their lasting marks."""
    notes: tuple[Note, ...] = ()
    """The footnotes that hang on this provision."""
    alternatives: int = 1
    """How many wordings stand side by side under this number, itself among them."""
    citation: str = ""
    """How it is cited away from its place: "12", "11 (b)", "II.A"."""
    borne: Borne = field(default_factory=lambda: Borne({}, {}), compare=False)
    """The numbers under which other wordings of it would be printed."""

    @cached_property
    def brackets(self) -> Brackets:
        """What is bracketed in it."""
        return brackets(self.words)

    @property
    def open(self) -> bool:
        """Is anything in brackets in it or in its footnotes, or is there another wording beside it?"""
        return self.open_places > 0

    @cached_property
    def open_places(self) -> int:
        """How many places are open: its brackets, its footnotes' brackets, and the choice between alternatives."""
        inside = self.brackets.count + sum(brackets(note.words).count for note in self.notes)
        return inside + (self.alternatives > 1)


def text(db: Db, text_id: int) -> DraftText:
    """One text, or NotFound."""
    found = db.get(DraftText, text_id)
    if found is None:
        raise NotFound
    return found


def texts(db: Db, *, kind: str = "", number: int = 1, size: int = 50) -> Page[DraftText]:
    """The texts, the latest first."""
    query = select(DraftText).order_by(DraftText.begun_at.desc(), DraftText.id.desc())
    return paged(db, query.where(DraftText.kind == kind) if kind else query, number, size)


def texts_in_hand(db: Db, *, closed: bool = True, limit: int = 100) -> Sequence[DraftText]:
    """The texts that the group speaks of, the latest first: not the minutes, of which there is one more with each meeting.

    `closed`: also those that were adopted, or came as they stand.
    """
    query = select(DraftText).where(DraftText.kind != "minutes")
    query = query if closed else query.where(DraftText.closed_at.is_(None))
    return db.scalars(query.order_by(DraftText.begun_at.desc(), DraftText.id.desc()).limit(limit)).all()


def texts_after(db: Db, text_id: int, limit: int) -> Sequence[DraftText]:
    """Texts with a higher number than this, in that order."""
    return db.scalars(select(DraftText).where(DraftText.id > text_id).order_by(DraftText.id).limit(limit)).all()


def texts_of_kind(db: Db, kind: str) -> Sequence[DraftText]:
    """The texts of one kind, the earliest first."""
    return db.scalars(select(DraftText).where(DraftText.kind == kind).order_by(DraftText.id)).all()


def provision(db: Db, provision_id: int) -> Provision:
    """One provision, or NotFound; a removed one is still found, because its history is."""
    found = db.scalars(
        select(Provision).where(Provision.id == provision_id).options(joinedload(Provision.text))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def provisions(db: Db, ids: Collection[int]) -> Sequence[Provision]:
    """Several provisions in the order of their numbers, removed ones among them; NotFound if one of them is not there."""
    found = db.scalars(
        select(Provision).where(Provision.id.in_(set(ids))).options(joinedload(Provision.text)).order_by(Provision.id)
    ).all()
    if len(found) != len(set(ids)):
        raise NotFound
    return found


def latest_symbols(db: Db, text_ids: Collection[int]) -> dict[int, str]:
    """Text -> the symbol of the last edition that was issued of it."""
    rows = db.scalars(select(Edition).where(Edition.text_id.in_(text_ids)).order_by(Edition.id))
    return {edition.text_id: edition.symbol for edition in rows}


def provision_of(db: Db, text_id: int, provision_id: int) -> Provision:
    """A provision of this text, or NotFound."""
    found = provision(db, provision_id)
    if found.text_id != text_id:
        raise NotFound
    return found


def latest_revision_id(db: Db, text_id: int) -> int:
    """The last revision that any provision of a text was given; 0 for an empty text."""
    latest = select(func.max(Revision.id)).join(Provision, Revision.provision_id == Provision.id)
    return db.scalar(latest.where(Provision.text_id == text_id)) or 0


def wording_digest(db: Db, text_id: int) -> str:
    """A text as it now stands, as hex SHA-256 of its revisions in their order, with their places in the tree."""
    standing = [(one.provision_id, one.level, one.number, one.words) for one in placed_now(db, text_id)]
    return hashlib.sha256(repr(standing).encode()).hexdigest()


def stands_in(db: Db, provision: Provision) -> Provision:
    """The provision on whose page this one is read: for a footnote, what it stands under."""
    while provision.kind == "footnote" and provision.parent_id is not None:
        provision = db.get_one(Provision, provision.parent_id)
    return provision


def current_revision(db: Db, provision_id: int) -> Revision:
    """The wording of a provision that now stands."""
    return db.scalars(
        select(Revision).where(Revision.provision_id == provision_id).order_by(Revision.id.desc()).limit(1)
    ).one()


def revision(db: Db, revision_id: int) -> Revision:
    """One wording, or NotFound."""
    found = db.get(Revision, revision_id)
    if found is None:
        raise NotFound
    return found


def revisions(db: Db, provision_id: int) -> Sequence[Revision]:
    """Every wording that a provision had, the latest first."""
    return db.scalars(select(Revision).where(Revision.provision_id == provision_id).order_by(Revision.id.desc())).all()


def last_revisions(db: Db, provision_id: int, size: int = 10) -> Page[Revision]:
    """The last wordings that a provision had, the latest first, and how many it had."""
    query = select(Revision).where(Revision.provision_id == provision_id)
    return paged(db, query.order_by(Revision.id.desc()), 1, size)


def _node(p: Provision) -> Node:
    return Node(p.id, p.parent_id, p.rank, p.kind, p.label, p.alternative_of)


def nodes(db: Db, text_id: int) -> dict[int, Node]:
    """Provision -> its place in the tree, of those that stand in a text, footnotes among them: one query."""
    rows = db.scalars(select(Provision).where(Provision.text_id == text_id, Provision.removed_at.is_(None)))
    return {row.id: _node(row) for row in rows}


def standing_marks(db: Db, text_id: int) -> set[str]:
    """The marks of the footnotes that stand in a text: neither they nor what they hang on has been removed."""
    owner = aliased(Provision)
    rows = db.scalars(
        select(Provision.mark)
        .join(owner, owner.id == Provision.parent_id)
        .where(
            Provision.text_id == text_id, Provision.mark.is_not(None), Provision.removed_at.is_(None),
            owner.removed_at.is_(None),
        )
    )  # fmt: skip
    return {mark for mark in rows if mark}


def next_mark(db: Db, text_id: int) -> str:
    """A mark that no footnote of a text has or had."""
    marks = db.scalars(select(Provision.mark).where(Provision.text_id == text_id, Provision.mark.is_not(None)))
    return str(max([0, *(int(mark) for mark in marks if mark and mark.isdecimal())]) + 1)


def labels(db: Db, text_id: int) -> Sequence[str | None]:
    """The numbers that provisions of a text keep or kept, removed ones among them."""
    return db.scalars(select(Provision.label).where(Provision.text_id == text_id, Provision.label.is_not(None))).all()


def citing(db: Db, provision: Provision) -> list[str]:
    """The provisions that cite one, in their words or in a footnote's, as they are cited themselves; not itself."""
    return [
        line.citation
        for line in lines(db, provision.text_id)
        if line.provision_id != provision.id
        and any(provision.id in cites(words) for words in (line.words, *(note.words for note in line.notes)))
    ]


def calling(db: Db, text_id: int, marks: Collection[str], but: int | None = None) -> list[str]:
    """The provisions whose words call one of some footnotes, as they are cited; not the provision `but`."""
    return [
        line.citation
        for line in lines(db, text_id)
        if line.provision_id != but and not calls(line.words).isdisjoint(marks)
    ]


def lines(db: Db, text_id: int) -> list[Line]:
    """A text as it now stands, in reading order: one query, whatever its length."""
    return _lines(db, Provision.text_id == text_id).get(text_id, [])


def _lines(db: Db, of_texts: ColumnElement[bool]) -> dict[int, list[Line]]:
    """Text -> its lines as they now stand."""
    later = aliased(Revision)
    rows = db.execute(
        select(Provision, Revision)
        .join(Revision, Revision.provision_id == Provision.id)
        .where(
            of_texts,
            Provision.removed_at.is_(None),
            ~select(later.id).where(later.provision_id == Revision.provision_id, later.id > Revision.id).exists(),
        )
    ).all()
    standing: dict[int, dict[int, tuple[Provision, Revision]]] = {}
    for provision, revision in rows:
        standing.setdefault(provision.text_id, {})[provision.id] = (provision, revision)
    return {text_id: _arranged(text_id, found) for text_id, found in sorted(standing.items())}


def lines_as_of(db: Db, text_id: int, instants: Collection[datetime]) -> dict[datetime, list[Line]]:
    """Instant -> a text as it stood then, in the order of now: one query, however many instants.

    What has been taken out since stands in it, what came later does not; each in the words that it had.
    """
    rows = db.execute(
        select(Provision, Revision)
        .join(Revision, Revision.provision_id == Provision.id)
        .where(Provision.text_id == text_id)
        .order_by(Revision.id)
    ).all()

    def standing(at: datetime) -> dict[int, tuple[Provision, Revision]]:
        return {
            provision.id: (provision, revision)
            for provision, revision in rows
            if revision.made_at <= at and (provision.removed_at is None or at < provision.removed_at)
        }

    return {at: _arranged(text_id, standing(at)) for at in instants}


def _arranged(text_id: int, standing: Mapping[int, tuple[Provision, Revision]]) -> list[Line]:
    order = in_order(_node(p) for p, _ in standing.values())
    footnotes = sorted((p for p, _ in standing.values() if p.kind == "footnote"), key=lambda p: (p.rank, p.id))
    wordings = [standing[numbered.id][1].words for numbered in order]
    numbers = note_numbers(wordings, [p.mark for p in footnotes if p.mark])
    borne = Borne(numbers, {numbered.id: numbered.citation for numbered in order})
    notes: dict[int, list[Note]] = {}
    for p in footnotes:
        if p.mark and p.parent_id:
            revision = standing[p.id][1]
            note = Note(p.mark, numbers[p.mark], p.id, revision.id, revision.words, borne.printed(revision.words))
            notes.setdefault(p.parent_id, []).append(note)
    found = []
    for numbered in order:
        p, revision = standing[numbered.id]
        found.append(
            Line(
                p.id,
                revision.id,
                revision.number,
                revision.made_at,
                text_id,
                p.kind,
                numbered.number,
                numbered.level,
                revision.words,
                borne.printed(revision.words),
                tuple(sorted(notes.get(p.id, []), key=lambda note: note.number)),
                numbered.alternatives,
                numbered.citation,
                borne,
            )
        )
    return found


def line(db: Db, provision_id: int) -> Line:
    """One provision as it now stands in its text, or NotFound."""
    text_id = provision(db, provision_id).text_id
    for found in lines(db, text_id):
        if found.provision_id == provision_id:
            return found
    raise NotFound


def lines_by_id(db: Db, provision_ids: Collection[int]) -> dict[int, Line]:
    """Provisions as they now stand in their texts: one query, however many texts."""
    wanted, its = set(provision_ids), aliased(Provision)
    texts = select(its.text_id).where(its.id.in_(wanted))
    return {
        found.provision_id: found
        for of_text in _lines(db, Provision.text_id.in_(texts)).values()
        for found in of_text
        if found.provision_id in wanted
    }


def editions(db: Db, text_id: int) -> Sequence[Edition]:
    """The editions issued of a text, the earliest first."""
    return db.scalars(select(Edition).where(Edition.text_id == text_id).order_by(Edition.issued_at, Edition.id)).all()


def edition(db: Db, edition_id: int) -> Edition:
    """One edition with its lines and their wordings, or NotFound."""
    found = db.scalars(
        select(Edition)
        .where(Edition.id == edition_id)
        .options(
            selectinload(Edition.lines).joinedload(EditionLine.revision).joinedload(Revision.provision),
            joinedload(Edition.text),
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def next_rank(db: Db, text_id: int, parent_id: int | None) -> int:
    """The rank after the last provision under one parent."""
    last = db.scalar(
        select(func.max(Provision.rank)).where(
            Provision.text_id == text_id, Provision.parent_id.is_not_distinct_from(parent_id)
        )
    )
    return (last or 0) + 1


def placed_in(issued: Edition) -> list[Placed]:
    """The provisions of an edition, footnotes among them, for comparing."""
    return [
        Placed(at.id, at.kind, line.number, line.level, line.revision.words, at.mark or "")
        for line, at in ((line, line.revision.provision) for line in issued.lines)
    ]


def placed_now(db: Db, text_id: int) -> list[Placed]:
    """The provisions of a text as it now stands, in the same order as an edition has them."""
    found = []
    for line in lines(db, text_id):
        found.append(Placed(line.provision_id, line.kind, line.number, line.level, line.words))
        found += [Placed(n.provision_id, "footnote", str(n.number), line.level, n.words, n.mark) for n in line.notes]
    return found


def still_stands(db: Db, edition_id: int) -> bool:
    """Does a text stand as it was issued in an edition: the same provisions, in the same order, in the same words?"""
    issued = edition(db, edition_id)
    return placed_in(issued) == placed_now(db, issued.text_id)


@dataclass(frozen=True)
class Comparison:
    """Two editions, or an edition and the text as it stands (`new` is none), provision by provision."""

    old: Edition
    new: Edition | None
    rows: list[Row]


def comparison(db: Db, text_id: int, old_id: int, new_id: int | None) -> Comparison:
    """Compare an edition of a text with another of its editions, or with what now stands; NotFound for another text's."""
    old, new = edition(db, old_id), edition(db, new_id) if new_id else None
    if old.text_id != text_id or (new is not None and new.text_id != text_id):
        raise NotFound
    return Comparison(old, new, compare(placed_in(old), placed_in(new) if new else placed_now(db, text_id)))
