"""Which amendments are there, what do they give on the wording that stands, and who could accept them?"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import false, or_, select
from sqlalchemy.orm import joinedload

from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.negotiation.models import Amendment, Reception, Sponsorship
from oewg.negotiation.queries.states import WITH_SPONSORS, Examined, LiveAmendment, changes_of, examine, rebase
from oewg.negotiation.rules.amendments import Filing, Prospect, Rebased, prospects
from oewg.negotiation.rules.rolling import Segment, marks, roll
from oewg.record import queries as record
from oewg.texts import queries as texts
from oewg.texts.models import Provision
from oewg.texts.rules.places import alternatives

AMENDMENT_STATES = ("open", "in_conflict", "colliding", "withdrawn", "taken_up", "superseded")


def amendment(db: Db, amendment_id: int) -> Amendment:
    """One amendment, or NotFound."""
    found = db.scalars(
        select(Amendment)
        .where(Amendment.id == amendment_id)
        .options(*WITH_SPONSORS, joinedload(Amendment.provision).joinedload(Provision.text))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def amendments_to(db: Db, provision_id: int) -> Sequence[Amendment]:
    """Every amendment to a provision, the live ones first."""
    return db.scalars(
        select(Amendment)
        .where(Amendment.provision_id == provision_id)
        .options(*WITH_SPONSORS)
        .order_by(Amendment.ended_at.is_not(None), Amendment.id)
    ).all()


def amendments_of(db: Db, text_id: int) -> Sequence[Amendment]:
    """Every amendment to a text, in the order of filing."""
    return db.scalars(
        select(Amendment).where(Amendment.text_id == text_id).options(*WITH_SPONSORS).order_by(Amendment.number)
    ).all()


def amendments_among(db: Db, ids: Collection[int]) -> Sequence[Amendment]:
    """Some amendments with their sponsors, in the order of filing: two queries."""
    return db.scalars(
        select(Amendment).where(Amendment.id.in_(set(ids))).options(*WITH_SPONSORS).order_by(Amendment.id)
    ).all()


def own_amendments(db: Db, viewer: Viewer) -> Sequence[Amendment]:
    """The open amendments that the viewer's delegation, or the group it coordinates, stands behind."""
    own = [Sponsorship.delegation_id == viewer.delegation_id] if viewer.delegation_id else []
    own += [Sponsorship.group_id == viewer.group_id] if viewer.group_id else []
    return db.scalars(
        select(Amendment)
        .where(
            Amendment.ended_at.is_(None),
            Amendment.id.in_(select(Sponsorship.amendment_id).where(Sponsorship.left_at.is_(None), or_(false(), *own))),
        )
        .options(*WITH_SPONSORS, joinedload(Amendment.provision).joinedload(Provision.text))
        .order_by(Amendment.id)
    ).all()


def number_of_same(db: Db, filing: Filing, **holder: int | None) -> int | None:
    """The number of the open amendment by which a holder has proposed the very same; None if there is none."""
    return db.scalars(
        select(Amendment.number)
        .where(
            Amendment.provision_id == filing.provision_id, Amendment.revision_id == filing.on,
            Amendment.kind == filing.kind, Amendment.words == filing.words, Amendment.after_id == filing.after_id,
            Amendment.ended_at.is_(None),
        )
        .join(Sponsorship, Sponsorship.amendment_id == Amendment.id)
        .filter_by(left_at=None, **holder)
    ).first()  # fmt: skip


def sponsored_by(examined: Collection[Examined], code: str) -> set[int]:
    """The open amendments that a delegation or a group stands behind."""
    return {a.id for e in examined for a in e.amendments if code in a.names}


def states_of(amendment: Amendment, examined: Examined | None) -> set[str]:
    """What can be said of an amendment: open, in conflict, colliding; or how it ended."""
    if amendment.end_reason:
        return {amendment.end_reason}
    conflicts = {each.amendment.id for each in examined.live if each.rebased.in_conflict} if examined else set()
    collides = examined.colliding if examined else {}
    return {
        "open",
        *(["in_conflict"] if amendment.id in conflicts else []),
        *(["colliding"] if amendment.id in collides else []),
    }


@dataclass(frozen=True)
class AmendmentLine:
    """An amendment in a list, what can be said of it, and the provision as it stands; none if that has been removed."""

    amendment: Amendment
    states: set[str]
    examined: Examined | None

    @property
    def rebased(self) -> Rebased | None:
        """What an open one gives on the wording that stands."""
        live = self.examined.live if self.examined else ()
        return next((each.rebased for each in live if each.amendment.id == self.amendment.id), None)


def listed_amendments(
    db: Db, text_id: int, viewer: Viewer, *, by: str = "", state: str = ""
) -> list[AmendmentLine]:  # fmt: skip
    """The amendments to a text in its order, those to removed provisions last; of one sponsor, or in one state."""
    examined = {e.line.provision_id: e for e in examine(db, text_id, viewer)}
    places = {provision_id: place for place, provision_id in enumerate(examined)}
    found = [
        AmendmentLine(each, states_of(each, examined.get(each.provision_id)), examined.get(each.provision_id))
        for each in amendments_of(db, text_id)
        if not by or by in each.names
    ]
    found = [line for line in found if not state or state in line.states]
    return sorted(found, key=lambda line: (places.get(line.amendment.provision_id, len(places)), line.amendment.number))


def rebased_amendments(db: Db, provision_id: int) -> list[LiveAmendment]:
    """The open amendments to a provision on the wording that now stands."""
    now, changes = texts.current_revision(db, provision_id).words, changes_of(db, [provision_id])[provision_id]
    live = [each for each in amendments_to(db, provision_id) if not each.ended_at]
    return [LiveAmendment(each, rebase(each, now, changes)) for each in live]


def inserted_before(db: Db, amendment: Amendment) -> int | None:
    """After which provision an insertion stands, among what others became at the same place: those that were filed earlier.

    None if none of these stands right at the place: what was filed together keeps its order in whichever it is taken up.
    """
    provision = amendment.provision
    under = amendment.after_id is not None or provision.kind == "heading"
    query = select(Amendment.id).where(
        Amendment.provision_id == provision.id, Amendment.kind == "insert", Amendment.end_reason == "taken_up",
        Amendment.number < amendment.number,
    )  # fmt: skip
    if provision.kind != "heading":  # whatever is inserted at a heading stands under it
        query = query.where(
            Amendment.after_id.is_(None) if amendment.after_id is None else Amendment.after_id.is_not(None)
        )
    earlier = db.scalars(query).all()
    if not earlier:
        return None
    made = {
        said.facts["made"]
        for each in earlier
        for said in record.said_after(db, -1, ["take_up_amendment"], subject=("amendment", each))
    }
    nodes = texts.nodes(db, provision.text_id)
    beside = alternatives(nodes.values(), nodes[provision.id])
    found: int | None = None
    parent, rank = (provision.id, -1) if under else (provision.parent_id, beside[-1].rank)
    for node in sorted(nodes.values(), key=lambda node: (node.rank, node.id)):
        if node.parent_id == parent and node.rank > rank and node.kind != "footnote":
            if node.id not in made:
                break
            found = node.id
    return found


def moves_after(db: Db, provision_id: int) -> Sequence[Amendment]:
    """The open amendments that would let another provision stand after this one."""
    return db.scalars(
        select(Amendment)
        .where(Amendment.after_id == provision_id, Amendment.kind == "move", Amendment.ended_at.is_(None))
        .options(*WITH_SPONSORS)
        .order_by(Amendment.id)
    ).all()


@dataclass(frozen=True)
class Insertion:
    """Words that would stand as a provision of their own after another, and the amendments that propose them."""

    words: str
    amendments: tuple[int, ...]
    under: bool = False
    """Not after the other, but first under it."""


@dataclass(frozen=True)
class Rolling:
    """A provision with every open amendment in place."""

    examined: Examined
    segments: tuple[Segment, ...]
    """`having` are the ids of amendments, as text."""
    insertions: tuple[Insertion, ...]
    moves: tuple[LiveAmendment, ...]
    changing: frozenset[int] = frozenset()
    """The ids of the amendments that change its words or delete it."""

    @property
    def changes(self) -> bool:
        """Does any proposal change anything here?"""
        return bool(self.changing or self.insertions or self.moves)

    @property
    def pieces(self) -> list[tuple[str, str, list[int]]]:
        """("equal", "delete" or "insert", words, the ids of the amendments from which the mark comes)."""
        everybody = {str(each) for each in self.changing}
        return [
            (kind, words, sorted(int(each) for each in whose)) for kind, words, whose in marks(self.segments, everybody)
        ]


def rolling(examined: Examined, only: Collection[int] | None = None) -> Rolling:
    """A provision with its open amendments (or those of `only`) in place; equal proposals appear once.

    An amendment in conflict is shown with the words it was filed with, for nobody can say what it means on others.
    """
    live = [each for each in examined.live if only is None or each.amendment.id in only]
    proposals = {
        str(each.amendment.id): each.rebased.words or ""
        for each in live
        if each.amendment.kind in ("replace", "delete")
    }
    inserted: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for each in live:
        if each.amendment.kind == "insert":
            under = each.amendment.after_id is not None
            inserted[each.amendment.words or "", under].append(each.amendment.id)
    return Rolling(
        examined,
        tuple(roll(examined.line.words, proposals)),
        tuple(
            Insertion(words, tuple(ids), under)
            for (words, under), ids in sorted(inserted.items(), key=lambda one: one[1])
        ),
        tuple(each for each in live if each.amendment.kind == "move"),
        frozenset(int(each) for each in proposals),
    )


def receptions(db: Db, amendment_ids: Collection[int], viewer: Viewer) -> dict[int, list[Reception]]:
    """Amendment -> who has said that they can or cannot accept it, as far as the viewer may see."""
    audiences = [audience for audience in ("public", "delegations", "chair") if audience in viewer.audiences]
    own = [Reception.delegation_id == viewer.delegation_id] if viewer.delegation_id else []
    own += [Reception.group_id == viewer.group_id] if viewer.group_id else []
    rows = db.scalars(
        select(Reception)
        .where(
            Reception.amendment_id.in_(amendment_ids), Reception.ended_at.is_(None),
            or_(Reception.visibility.in_(audiences), *own),
        )
        .options(joinedload(Reception.delegation), joinedload(Reception.group))
        .order_by(Reception.stated_at)
    )  # fmt: skip
    found: dict[int, list[Reception]] = defaultdict(list)
    for row in rows:
        found[row.amendment_id].append(row)
    return found


def live_reception(
    db: Db, amendment_id: int, *, delegation_id: int | None = None, group_id: int | None = None
) -> Reception | None:
    """What a delegation or a group has said of accepting an amendment, and stands."""
    return db.scalars(
        select(Reception).where(
            Reception.amendment_id == amendment_id, Reception.ended_at.is_(None),
            Reception.delegation_id.is_not_distinct_from(delegation_id),
            Reception.group_id.is_not_distinct_from(group_id),
        )
    ).one_or_none()  # fmt: skip


def reception_holder(row: Reception) -> str:
    """ "delegation:FRA" or "group:EU"."""
    return f"delegation:{row.delegation.code}" if row.delegation else f"group:{row.group.code}" if row.group else ""


def prospects_of(examined: Examined, said: dict[int, list[Reception]]) -> list[Prospect]:
    """For a provision with something in the way: its open amendments by whom each would free, and lose."""
    accept: dict[int, set[str]] = defaultdict(set)
    refuse: dict[int, set[str]] = defaultdict(set)
    for each in examined.amendments:
        accept[each.id] |= {one.holder for one in each.sponsors}
        for row in said.get(each.id, ()):
            (accept if row.verdict == "can_accept" else refuse)[each.id].add(reception_holder(row))
    for held in examined.standing.positions:
        if held.stance == "can_accept_with_amendment" and held.amendment_id is not None:
            accept[held.amendment_id].add(held.holder)
    in_the_way = [held.holder for held in examined.doubts]
    return prospects([each.id for each in examined.amendments], in_the_way, accept, refuse)
