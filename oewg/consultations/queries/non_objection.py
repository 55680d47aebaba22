"""What do the lists for non-objection say to this viewer?

The proposed and the final list are public. Who objects, and on which basis, only the chair and the secretariat see, the State that
objects, and of the basis those that asked for it; a name is not shown as objected to before those in the room may know it.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import Accreditation, BasisRequest, ListedName, NameObjection, NonObjectionList
from oewg.consultations.queries.accreditation import ApplicationLine, in_region, is_objected_to, stands_at
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.meetings.models import Meeting, Session, SessionEvent


@dataclass(frozen=True)
class NameLine:
    """A name on a list, as a viewer may see it."""

    listed: ListedName
    accreditation: Accreditation
    organization: Organization
    state: str
    """Where it stands, as far as the viewer may know."""
    objected: bool = False
    """Whether a State objects to it, or did when the group decided; where the viewer may know."""
    own: NameObjection | None = None
    """The objection of the viewer's own delegation."""
    asked: bool = False
    """Whether the viewer's own delegation asked for the basis."""
    bases: Sequence[str] = ()
    """What was given as the basis, for whoever may read it; without the names of the States."""
    objections: Sequence[NameObjection] = field(default=())
    """All objections that stand, for the chair and the secretariat."""
    asked_by: Sequence[str] = ()
    """The delegations that asked for the basis, for the chair and the secretariat."""


def sees_objections(viewer: Viewer) -> bool:
    """Does this viewer see which State objects?"""
    return viewer.role in ("chair", "secretariat")


def knows_what_is_objected_to(viewer: Viewer, found: NonObjectionList) -> bool:
    """Does this viewer learn which names were objected to? Those in the room from the deadline on, everybody when it is final."""
    return found.closed_at is not None and (found.decision_id is not None or "delegations" in viewer.audiences)


def lists(db: Db) -> list[tuple[NonObjectionList, int]]:
    """The lists with the number of their names, the latest first."""
    count = select(func.count()).where(ListedName.list_id == NonObjectionList.id).scalar_subquery()
    query = select(NonObjectionList, count).options(joinedload(NonObjectionList.decision))
    rows = db.execute(query.order_by(NonObjectionList.id.desc()))
    return [(row[0], row[1]) for row in rows]


def open_lists(db: Db) -> Sequence[NonObjectionList]:
    """The lists to whose names States may still object."""
    return db.scalars(
        select(NonObjectionList).where(NonObjectionList.closed_at.is_(None)).order_by(NonObjectionList.deadline)
    ).all()


def non_objection_list(db: Db, list_id: int) -> NonObjectionList:
    """One list, or NotFound."""
    found = db.get(
        NonObjectionList, list_id, options=[joinedload(NonObjectionList.decision)]
    )  # fmt: skip
    if found is None:
        raise NotFound
    return found


def listed_name(db: Db, listed_id: int) -> ListedName:
    """One name on a list, or NotFound."""
    found = db.scalars(
        select(ListedName)
        .where(ListedName.id == listed_id)
        .options(
            joinedload(ListedName.list), joinedload(ListedName.accreditation).joinedload(Accreditation.organization)
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def list_of(db: Db, accreditation_id: int) -> NonObjectionList | None:
    """The list on which an application stands, if it stands on one."""
    return db.scalars(
        select(NonObjectionList)
        .join(ListedName, ListedName.list_id == NonObjectionList.id)
        .where(ListedName.accreditation_id == accreditation_id)
    ).one_or_none()


def for_the_next_list(db: Db) -> list[ApplicationLine]:
    """The applications whose form is in order and that wait for a list, by name."""
    query = (
        select(Accreditation, stands_at)
        .join(Organization, Accreditation.organization_id == Organization.id)
        .where(stands_at == "checked")
        .options(joinedload(Accreditation.organization))
        .order_by(Organization.name)
    )
    return [ApplicationLine(*row) for row in db.execute(query)]


def names(
    db: Db, found: NonObjectionList, viewer: Viewer, on: date, *, sector: str = "", region: str = "", search: str = "",
    standing: str = "", number: int = 1, size: int = 50,
) -> Page[NameLine]:  # fmt: skip
    """The names on a list by name, for a viewer; `standing` is "own" (objected to by its delegation) or a state."""
    query = _names(found.id)
    if sector:
        query = query.where(Organization.sector == sector)
    if region:
        query = query.where(in_region(region, on))
    if search:
        query = query.where(
            or_(Organization.name.icontains(search, autoescape=True), Organization.country == search.upper())
        )
    if standing:
        query = query.where(_standing(standing, viewer, found))
    page = paged(db, query.order_by(Organization.name, ListedName.id), number, size)
    return Page(_lines(db, found, viewer, page.items), page.number, page.size, page.total)


def every_name(db: Db, found: NonObjectionList, viewer: Viewer) -> list[NameLine]:
    """All names on a list, by name, for a viewer."""
    rows = db.execute(_names(found.id).order_by(Organization.name, ListedName.id)).all()
    return _lines(db, found, viewer, rows)


def names_after(db: Db, found: NonObjectionList, viewer: Viewer, listed_id: int, limit: int) -> list[NameLine]:
    """Names on a list with a higher number than this, in that order, for a viewer."""
    query = _names(found.id).where(ListedName.id > listed_id).order_by(ListedName.id)
    return _lines(db, found, viewer, db.execute(query.limit(limit)).all())


def name(db: Db, listed: ListedName, viewer: Viewer) -> NameLine:
    """One name on a list, for a viewer."""
    return _lines(db, listed.list, viewer, db.execute(_names(listed.list_id).where(ListedName.id == listed.id)).all())[
        0
    ]


def _names(list_id: int) -> Select[ListedName, Accreditation, Organization, str, bool]:
    return (
        select(ListedName, Accreditation, Organization, stands_at, is_objected_to)
        .join(Accreditation, ListedName.accreditation_id == Accreditation.id)
        .join(Organization, Accreditation.organization_id == Organization.id)
        .where(ListedName.list_id == list_id)
    )


def _standing(standing: str, viewer: Viewer, found: NonObjectionList) -> ColumnElement[bool]:
    if standing == "own":
        return own_objections(viewer)
    if standing == "objected" and sees_objections(viewer):
        return is_objected_to
    if standing in ("objected", "unobjected") and not knows_what_is_objected_to(viewer, found):
        return stands_at.is_(None)  # nothing, as if there were none
    if standing == "objected":
        return is_objected_to
    if standing == "listed" and not knows_what_is_objected_to(viewer, found):
        return stands_at.in_(("listed", "objected", "unobjected"))  # as it is shown to them
    return stands_at == standing


def own_objections(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that the viewer's own delegation objects to a name."""
    own = select(NameObjection.listed_id).where(
        NameObjection.withdrawn_at.is_(None), NameObjection.delegation_id == viewer.delegation_id
    )
    return ListedName.id.in_(own)


def _lines(db: Db, found: NonObjectionList, viewer: Viewer, rows: Collection[Any]) -> list[NameLine]:
    ids = [row[0].id for row in rows]
    may_know = knows_what_is_objected_to(viewer, found)
    lines = [
        NameLine(
            row[0], row[1], row[2], _shown(row[3], may_know or row[2].id == viewer.organization_id), may_know and row[4]
        )
        for row in rows
    ]  # fmt: skip
    if not (sees_objections(viewer) or viewer.delegation_id):
        return lines
    of_name: dict[int, list[NameObjection]] = defaultdict(list)
    for objection in db.scalars(
        select(NameObjection)
        .where(NameObjection.listed_id.in_(ids), NameObjection.withdrawn_at.is_(None))
        .options(joinedload(NameObjection.delegation))
        .order_by(NameObjection.id)
    ):
        of_name[objection.listed_id].append(objection)
    asked: dict[int, list[BasisRequest]] = defaultdict(list)
    for request in db.scalars(
        select(BasisRequest)
        .where(BasisRequest.listed_id.in_(ids))
        .options(joinedload(BasisRequest.delegation))
        .order_by(BasisRequest.id)
    ):
        asked[request.listed_id].append(request)
    return [_for(viewer, line, of_name[line.listed.id], asked[line.listed.id]) for line in lines]


def _for(
    viewer: Viewer, line: NameLine, objections: Sequence[NameObjection], requests: Sequence[BasisRequest]
) -> NameLine:
    bases = tuple(each.basis for each in objections if each.basis)
    if sees_objections(viewer):
        codes = tuple(each.delegation.code for each in requests)
        return replace(line, bases=bases, objections=tuple(objections), asked_by=codes)
    asked = any(each.delegation_id == viewer.delegation_id for each in requests)
    own = next((each for each in objections if each.delegation_id == viewer.delegation_id), None)
    return replace(line, own=own, asked=asked, bases=bases if asked else ())


def _shown(state: str, may_know: bool) -> str:
    return state if may_know or state not in ("objected", "unobjected") else "listed"


def own_objection(db: Db, listed_id: int, delegation_id: int) -> NameObjection | None:
    """The objection of a delegation to a name that stands."""
    return db.scalars(
        select(NameObjection).where(
            NameObjection.listed_id == listed_id, NameObjection.delegation_id == delegation_id,
            NameObjection.withdrawn_at.is_(None),
        )
    ).one_or_none()  # fmt: skip


def has_asked(db: Db, listed_id: int, delegation_id: int) -> bool:
    """Has a delegation asked for the basis of the objections to a name?"""
    query = select(BasisRequest.id).where(
        BasisRequest.listed_id == listed_id, BasisRequest.delegation_id == delegation_id
    )
    return db.scalars(query).first() is not None


def of_the_list(list_id: int) -> ColumnElement[bool]:
    """The condition that an organization stands on a list."""
    return Organization.id.in_(
        select(Accreditation.organization_id)
        .join(ListedName, ListedName.accreditation_id == Accreditation.id)
        .where(ListedName.list_id == list_id)
    )


def of_the_final_list(list_id: int) -> ColumnElement[bool]:
    """The condition that an organization of a list was accredited by the group's decision on it."""
    return Organization.id.in_(
        select(Accreditation.organization_id)
        .join(ListedName, ListedName.accreditation_id == Accreditation.id)
        .where(ListedName.list_id == list_id, Accreditation.outcome == "accredited")
    )


def expired(db: Db) -> list[tuple[Accreditation, SessionEvent]]:
    """Accreditations for a session that is over, which nobody has ended yet, with the event that ended the session."""
    rows = db.execute(
        select(Accreditation, SessionEvent)
        .join(SessionEvent, SessionEvent.session_id == Accreditation.session_id)
        .where(
            Accreditation.ended_at.is_(None), Accreditation.outcome == "accredited",
            SessionEvent.what.in_(("closed", "cancelled")),
        )
        .options(joinedload(Accreditation.organization))
        .order_by(Accreditation.session_id, Accreditation.id)
    )  # fmt: skip
    return [(row[0], row[1]) for row in rows]


def meetings_that_decide(db: Db) -> Sequence[Meeting]:
    """The formal meetings that are open: where the group can decide now."""
    return db.scalars(
        select(Meeting)
        .where(
            Meeting.formality == "formal", Meeting.opened_at.is_not(None), Meeting.adjourned_at.is_(None),
            Meeting.suspended_at.is_(None),
        )
        .options(joinedload(Meeting.session).selectinload(Session.history))
    ).all()  # fmt: skip
