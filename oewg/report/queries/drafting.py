"""Who drafts which section, what is said of which passage, and what of it waits? For those who draft, and nobody else.

Whoever does not draft is told of none of it: a section in hand answers as one that is in nobody's.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts import queries as accounts
from oewg.accounts.models import Account, Capacity
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.report.models import Assignment, Remark
from oewg.report.rules import drafting as rules
from oewg.report.rules.drafting import InHand
from oewg.report.rules.remarks import Followed, Said, followed
from oewg.texts import queries as texts
from oewg.texts.documents.inline import plain
from oewg.texts.models import Edition, Provision, Revision
from oewg.texts.queries import Line
from oewg.texts.rules.by_words import Piece
from oewg.texts.rules.numbering import Node
from oewg.texts.rules.redline import redline

DRAFTERS: Collection[str] = ("drafters",)
"""Who reads what is said and done while the report is drafted."""


def drafts(viewer: Viewer) -> bool:
    """Is the viewer one of those who draft?"""
    return not viewer.audiences.isdisjoint(DRAFTERS)


@dataclass(frozen=True)
class Drafter:
    """Somebody into whose hands a section may be put, and as what."""

    account_id: int
    name: str
    role: str


def drafters(db: Db, at: datetime) -> list[Drafter]:
    """Those who draft, by name: one line a person, with the first of their capacities."""
    rows = db.execute(
        select(Account.id, Account.name, Capacity.role)
        .join(Capacity, Capacity.account_id == Account.id)
        .where(
            Capacity.role.in_(rules.DRAFTERS), Capacity.since <= at,
            or_(Capacity.until.is_(None), Capacity.until > at), Account.disabled_at.is_(None),
        )
        .order_by(Account.name, Account.id, Capacity.id)
    )  # fmt: skip
    found: dict[int, Drafter] = {}
    for account_id, name, role in rows:
        found.setdefault(account_id, Drafter(account_id, name, role))
    return list(found.values())


def assignment(db: Db, assignment_id: int, viewer: Viewer) -> Assignment:
    """One assignment of a section, for those who draft; otherwise NotFound."""
    found = db.get(Assignment, assignment_id) if drafts(viewer) else None
    if found is None:
        raise NotFound
    return found


def in_hands(db: Db, text_id: int) -> dict[int, Assignment]:
    """Heading -> who has its section in hand, of the headings that stand in a text: one query."""
    rows = db.scalars(
        select(Assignment)
        .join(Provision, Assignment.heading_id == Provision.id)
        .where(Provision.text_id == text_id, Provision.removed_at.is_(None), Assignment.ended_at.is_(None))
    )
    return {row.heading_id: row for row in rows}


def as_in_hand(row: Assignment) -> InHand:
    """An assignment as the rules see it."""
    return InHand(row.account_id, row.due_at, row.handed_in_at)


def hand_on(db: Db, provision: Provision) -> Assignment | None:
    """In whose hands the section is in which a provision, or the one on which a footnote hangs, stands."""
    hands = in_hands(db, provision.text_id)
    at = rules.section_of(texts.nodes(db, provision.text_id), texts.stands_in(db, provision).id, hands)
    return hands[at] if at is not None else None


def may_revise(db: Db, viewer: Viewer, provision: Provision) -> bool:
    """May the viewer change the words of a provision of the draft?"""
    hand = hand_on(db, provision)
    return rules.may_revise(viewer.may("revise_text"), viewer.account_id, as_in_hand(hand) if hand else None)


def count_of_editions(db: Db, text_id: int) -> int:
    """How many editions a text has: what is carried over waits for the one after them."""
    return db.scalar(select(func.count()).select_from(Edition).where(Edition.text_id == text_id)) or 0


@dataclass(frozen=True)
class RemarkLine:
    """A remark with where its passage stands now, and who said what."""

    remark: Remark
    state: str
    """ "open", "carried", or how it ended."""
    by: str
    ended_by: str
    line: Line | None
    """The provision as it stands; none once it was removed."""

    @cached_property
    def place(self) -> Followed | None:
        """Where the passage stands in the wording of now; none if nothing stands in its place."""
        if self.line is None:
            return None
        return followed(self.remark.revision.words, self.line.words, self.remark.starts, self.remark.ends)

    @property
    def stale(self) -> str:
        """ "" while its words stand; "reworded", "gone" or "removed"."""
        if self.line is None:
            return "removed"
        if self.place is None:
            return "gone"
        return "reworded" if self.place.changed else ""

    @property
    def pieces(self) -> list[Piece]:
        """The redline from the wording of then to that of now, where the passage has changed; otherwise empty."""
        return redline(self.remark.revision.words, self.line.words) if self.line and self.stale else []

    @property
    def waits(self) -> bool:
        """Does it wait for an answer in this edition?"""
        return self.state == "open"


def remark(db: Db, remark_id: int, viewer: Viewer) -> Remark:
    """One remark, for those who draft; otherwise NotFound."""
    query = (
        select(Remark).where(Remark.id == remark_id).options(joinedload(Remark.provision), joinedload(Remark.revision))
    )
    found = db.scalars(query).one_or_none() if drafts(viewer) else None
    if found is None:
        raise NotFound
    return found


def remark_state(db: Db, row: Remark) -> str:
    """ "open", "carried", or how a remark ended."""
    return _said(row).state(count_of_editions(db, row.provision.text_id))


def _said(row: Remark) -> Said:
    return Said(row.outcome, tuple(each.editions for each in row.carried))


def place_of(db: Db, row: Remark) -> Followed | None:
    """Where the passage of a remark stands now."""
    now = texts.current_revision(db, row.provision_id)
    return None if row.provision.removed_at else followed(row.revision.words, now.words, row.starts, row.ends)


def remarks(db: Db, text_id: int, viewer: Viewer, lines: Mapping[int, Line]) -> list[RemarkLine]:
    """What was said of the passages of a text, in its order and then as it was said: four queries.

    `lines`: the provisions as they stand.
    """
    if not drafts(viewer):
        return []
    query = select(Remark).join(Provision, Remark.provision_id == Provision.id).where(Provision.text_id == text_id)
    rows = db.scalars(query.options(*_WITH_THEM).order_by(Remark.id)).all()
    places = {id_: place for place, id_ in enumerate(lines)}
    found = _lines_of(db, text_id, rows, lines)
    return sorted(found, key=lambda one: places.get(one.remark.provision_id, len(places)))


_WITH_THEM = (joinedload(Remark.revision), selectinload(Remark.carried))


def _lines_of(db: Db, text_id: int, rows: Sequence[Remark], lines: Mapping[int, Line]) -> list[RemarkLine]:
    names = accounts.names_of(db, {each for row in rows for each in (row.said_by, row.ended_by) if each})
    editions = count_of_editions(db, text_id)
    return [
        RemarkLine(
            row, _said(row).state(editions), names.get(row.said_by, ""), names.get(row.ended_by or 0, ""),
            lines.get(row.provision_id),
        )
        for row in rows
    ]  # fmt: skip


REMARKS_ON_A_PAGE = 20


def remarks_on(
    db: Db, provision: Provision, viewer: Viewer, lines: Mapping[int, Line], *, number: int = 1
) -> Page[RemarkLine]:
    """What was said of the passages of a provision, in pages: what has not ended first, each part as it was said."""
    if not drafts(viewer):
        return Page([], 1, REMARKS_ON_A_PAGE, 0)
    query = select(Remark).where(Remark.provision_id == provision.id).options(*_WITH_THEM)
    page = paged(db, query.order_by(Remark.ended_at.is_not(None), Remark.id), number, REMARKS_ON_A_PAGE)
    return Page(_lines_of(db, provision.text_id, page.items, lines), page.number, page.size, page.total)


def page_of_remark(db: Db, provision_id: int, remark_id: int) -> int:
    """On which page of what was said of a provision one remark stands; 1 if there is no such remark: two queries."""
    found = db.scalars(select(Remark).where(Remark.id == remark_id, Remark.provision_id == provision_id)).one_or_none()
    if found is None:
        return 1
    waits, earlier = Remark.ended_at.is_(None), Remark.id < found.id
    before = and_(waits, earlier) if found.ended_at is None else or_(waits, earlier)
    count = select(func.count()).select_from(Remark).where(Remark.provision_id == provision_id, before)
    return (db.scalar(count) or 0) // REMARKS_ON_A_PAGE + 1


@dataclass(frozen=True)
class SectionLine:
    """A section of the draft: its heading, who has it in hand, how long it is, what waits in it."""

    heading: Line
    assignment: Assignment | None
    drafter: str
    state: str
    """One of rules.STATES."""
    words: int
    lines: Sequence[Line]
    """What stands in it, the heading first, without what is drafted in a section of its own within it."""
    remarks: Sequence[RemarkLine] = field(default=(), repr=False)

    @property
    def waiting(self) -> int:
        """How many remarks wait for an answer."""
        return sum(one.waits for one in self.remarks)

    @property
    def over(self) -> int:
        """By how many words it is too long; 0 if it is not, or may be as long as it likes."""
        most = self.assignment.most_words if self.assignment else None
        return max(0, self.words - most) if most else 0


@dataclass(frozen=True)
class Drafting:
    """The draft as those who draft see it."""

    lines: Mapping[int, Line]
    nodes: Mapping[int, Node]
    sections: Sequence[SectionLine]
    remarks: Sequence[RemarkLine]
    """All of them, also those on what was removed."""

    def section(self, heading_id: int) -> SectionLine:
        """The section of a heading, or NotFound."""
        for one in self.sections:
            if one.heading.provision_id == heading_id:
                return one
        raise NotFound

    def own(self, account_id: int | None) -> Iterator[SectionLine]:
        """Those in somebody's hands."""
        return (one for one in self.sections if one.assignment and one.assignment.account_id == account_id)


def drafting(db: Db, text_id: int, viewer: Viewer, at: datetime) -> Drafting:
    """The draft by sections: a fixed number of queries. NotFound for whoever does not draft."""
    if not drafts(viewer):
        raise NotFound
    lines = {line.provision_id: line for line in texts.lines(db, text_id)}
    nodes = texts.nodes(db, text_id)
    hands = in_hands(db, text_id)
    names = accounts.names_of(db, {row.account_id for row in hands.values()})
    said = remarks(db, text_id, viewer, lines)
    headings = {id_ for id_, line in lines.items() if line.kind == "heading"}
    of_section: dict[int, list[Line]] = {}
    for id_, line in lines.items():
        # A section that is in hand has all that stands under it; one that is not, what stands directly under its heading.
        at_heading = rules.section_of(nodes, id_, hands) or rules.own_heading(nodes, id_)
        if at_heading is not None:
            of_section.setdefault(at_heading, []).append(line)
        if id_ in headings and at_heading != id_:
            of_section.setdefault(id_, [line])
    sections = []
    for id_ in lines:
        if id_ not in headings:
            continue
        row, own = hands.get(id_), of_section.get(id_, [])
        ids = {line.provision_id for line in own}
        sections.append(
            SectionLine(
                lines[id_], row, names.get(row.account_id, "") if row else "",
                as_in_hand(row).state(at) if row else "unassigned", length_of(own), own,
                [one for one in said if one.remark.provision_id in ids],
            )
        )  # fmt: skip
    return Drafting(lines, nodes, sections, said)


def length_of(lines: Collection[Line]) -> int:
    """How many words some provisions have, footnotes and numbers not counted, as the report's length is."""
    return sum(len(plain(line.words).split()) for line in lines)


def assignments_of(db: Db, heading_id: int, viewer: Viewer) -> list[tuple[Assignment, str]]:
    """Everybody who has or had a section in hand, the latest first, with their names; for those who draft."""
    if not drafts(viewer):
        return []
    rows = db.scalars(
        select(Assignment).where(Assignment.heading_id == heading_id).order_by(Assignment.id.desc())
    ).all()
    names = accounts.names_of(db, {row.account_id for row in rows})
    return [(row, names.get(row.account_id, "")) for row in rows]


def suggested_by(db: Db, revision_ids: Collection[int], viewer: Viewer) -> set[int]:
    """Of some revisions, those that were made by taking words that the Chair suggested; for those who draft."""
    if not drafts(viewer) or not revision_ids:
        return set()
    return set(
        db.scalars(
            select(Revision.id)
            .join(Remark, Remark.made_revision_id == Revision.id)
            .where(Revision.id.in_(revision_ids))
        )
    )
