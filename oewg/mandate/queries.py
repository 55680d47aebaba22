"""What was the group asked to do, and what answers to it? All of it is public."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.mandate.models import Element, ElementProvision, Milestone, Resolution
from oewg.mandate.rules.coverage import Cover, missing
from oewg.texts.models import DraftText, Provision, Revision


@dataclass(frozen=True)
class Covered:
    """An element with the provisions that answer to it, by kind of text, and what is missing."""

    element: Element
    provisions: dict[str, list[int]]
    missing: Collection[str]


def resolution(db: Db, resolution_id: int | None = None) -> Resolution | None:
    """The resolution that gives the mandate (the first that was read in), or the one with this number."""
    query = select(Resolution).options(
        selectinload(Resolution.sponsors), joinedload(Resolution.text), joinedload(Resolution.rules_text)
    )
    if resolution_id is not None:
        query = query.where(Resolution.id == resolution_id)
    return db.scalars(query.order_by(Resolution.id).limit(1)).first()


def resolution_or_not_found(db: Db, resolution_id: int) -> Resolution:
    """The resolution with this number, or NotFound."""
    found = resolution(db, resolution_id)
    if found is None:
        raise NotFound
    return found


def elements(db: Db) -> Sequence[Element]:
    """The elements of the mandate, in the order of the resolution."""
    return db.scalars(select(Element).order_by(Element.place)).all()


def milestones(db: Db) -> Sequence[Milestone]:
    """What the mandate sets a time for."""
    return db.scalars(select(Milestone).order_by(Milestone.place)).all()


@dataclass(frozen=True)
class Reached:
    """A milestone was reached: when, and the document that shows it."""

    at: datetime
    document_id: int
    symbol: str


Reaches = Callable[[Db], dict[str, Reached]]
_REACHED: list[Reaches] = []


def reaches(milestones: Reaches) -> Reaches:
    """Register a higher room's query for the milestones (by key) that its acts have reached."""
    _REACHED.append(milestones)
    return milestones


def reached(db: Db) -> dict[str, Reached]:
    """Milestone -> how it was reached; those that have not been are missing."""
    return {key: found for query in _REACHED for key, found in query(db).items()}


RestsOnInput = Callable[[Db], set[int]]
_INPUT: list[RestsOnInput] = []


def counts_input(provisions: RestsOnInput) -> RestsOnInput:
    """Register a higher room's query for the provisions that rest on something said or sent."""
    _INPUT.append(provisions)
    return provisions


def resting_on_input(db: Db) -> set[int]:
    """The provisions that rest on something said or sent: what each higher room tells."""
    return set().union(*(provisions(db) for provisions in _INPUT))


def coverage(db: Db) -> list[Covered]:
    """Each element with what answers to it: texts, provisions, and whether any of them rests on input."""
    resting = resting_on_input(db)
    tied: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    rows = db.execute(
        select(ElementProvision.element_id, DraftText.kind, Provision.id)
        .join(Provision, ElementProvision.provision_id == Provision.id)
        .join(DraftText, Provision.text_id == DraftText.id)
        .where(Provision.removed_at.is_(None))
        .order_by(Provision.id)
    )
    for element_id, kind, provision_id in rows:
        tied[element_id][kind].append(provision_id)
    adopted = db.scalar(
        select(DraftText.id).where(DraftText.kind == "report", DraftText.closed_at.is_not(None)).limit(1)
    )
    found = []
    for element in elements(db):
        answers = tied[element.id]
        rests = any(provision_id in resting for provision_id in answers.get("report", []))
        found.append(Covered(element, dict(answers), missing(Cover(frozenset(answers), rests, adopted is not None))))
    return found


@dataclass(frozen=True)
class Answering:
    """A provision that answers, or may answer, to an element, with the text it stands in."""

    provision_id: int
    text_id: int
    text_title: str
    text_kind: str
    words: str


def answering(db: Db, element_id: int) -> list[Answering]:
    """The provisions that are tied to an element, with their present wordings."""
    tied = select(ElementProvision.provision_id).where(ElementProvision.element_id == element_id)
    return _with_words(db, Provision.id.in_(tied))


def offered(db: Db, element_id: int) -> list[Answering]:
    """The provisions of the agenda, the rules and the report that could be tied to an element."""
    tied = select(ElementProvision.provision_id).where(ElementProvision.element_id == element_id)
    kinds = ("agenda", "rules", "report")
    return _with_words(db, and_(Provision.id.not_in(tied), Provision.kind != "footnote", DraftText.kind.in_(kinds)))


def _with_words(db: Db, condition: ColumnElement[bool]) -> list[Answering]:
    later = aliased(Revision)
    newest = ~select(later.id).where(later.provision_id == Revision.provision_id, later.id > Revision.id).exists()
    rows = db.execute(
        select(Provision.id, DraftText.id, DraftText.title, DraftText.kind, Revision.words)
        .join(DraftText, Provision.text_id == DraftText.id)
        .join(Revision, Revision.provision_id == Provision.id)
        .where(Provision.removed_at.is_(None), newest, condition)
        .order_by(DraftText.id, Provision.id)
    )
    return [Answering(*row) for row in rows]


def provisions_of_element(db: Db, key: str) -> set[int]:
    """The provisions that are tied to the element with this key."""
    return set(
        db.scalars(
            select(ElementProvision.provision_id)
            .join(Element, Element.id == ElementProvision.element_id)
            .where(Element.key == key)
        )
    )


def elements_of(db: Db, provision_id: int) -> Sequence[Element]:
    """The elements to which a provision answers."""
    return db.scalars(
        select(Element)
        .join(ElementProvision, ElementProvision.element_id == Element.id)
        .where(ElementProvision.provision_id == provision_id)
        .order_by(Element.place)
    ).all()


def elements_by_provision(db: Db, provision_ids: Collection[int]) -> dict[int, list[Element]]:
    """Provision -> the elements to which it answers, in their order: one query."""
    found: dict[int, list[Element]] = defaultdict(list)
    rows = db.execute(
        select(ElementProvision.provision_id, Element)
        .join(Element, ElementProvision.element_id == Element.id)
        .where(ElementProvision.provision_id.in_(provision_ids))
        .order_by(Element.place)
    )
    for provision_id, answered in rows:
        found[provision_id].append(answered)
    return dict(found)


def element(db: Db, element_id: int) -> Element:
    """One element, or NotFound."""
    found = db.get(Element, element_id)
    if found is None:
        raise NotFound
    return found


def reported(lines: str) -> list[dict[str, int | str]]:
    """The lines that a resolution's row keeps as JSON: what found no place, or what belongs to the page."""
    found: list[dict[str, int | str]] = json.loads(lines)
    return found
