"""Who is registered for a consultation, who waits, and whom does the list of participants name?

The public reads the organizations that have a place; of their persons those who agreed. An organization sees its own persons,
the secretariat sees all.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import Attendee, RegistrationPeriod
from oewg.consultations.rules.registration import MANNERS, Places
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged


@dataclass(frozen=True)
class AttendeeLine:
    """A person registered, and which one of those who wait it is (1 is the next); 0 with a place."""

    attendee: Attendee
    waits: int


@dataclass(frozen=True)
class Taking:
    """How many places are taken, and how many persons wait, of those who attend in one manner."""

    places: int
    taken: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class Participating:
    """An organization on the list of participants, how many of its persons have a place, and those whom the viewer may know."""

    organization: Organization
    persons: int
    named: list[Attendee] = field(default_factory=list)


def registration_period(db: Db, consultation_id: int) -> RegistrationPeriod | None:
    """When and for how many persons registration is open; none while it has not been announced."""
    return db.get(RegistrationPeriod, consultation_id)


def open_periods(db: Db, at: datetime) -> dict[int, RegistrationPeriod]:
    """Consultation -> its registration, of those for which it is open at an instant."""
    query = select(RegistrationPeriod).where(RegistrationPeriod.opens_at <= at, RegistrationPeriod.closes_at > at)
    return {row.consultation_id: row for row in db.scalars(query)}


def places_of(row: RegistrationPeriod) -> Places:
    """The places as the rules see them."""
    return Places(row.in_person, row.online, row.for_each)


def taking(db: Db, row: RegistrationPeriod) -> dict[str, Taking]:
    """Manner -> how many places are taken and how many persons wait: one query."""
    rows = db.execute(
        select(Attendee.manner, func.count(Attendee.seat), func.count())
        .where(Attendee.consultation_id == row.consultation_id, Attendee.withdrawn_at.is_(None))
        .group_by(Attendee.manner)
    )
    counts = {manner: (taken, standing - taken) for manner, taken, standing in rows}
    places = places_of(row)
    return {each: Taking(places.of(each), *counts.get(each, (0, 0))) for each in MANNERS if places.of(each)}


def seats_taken(db: Db, consultation_id: int, manner: str) -> set[int]:
    """The numbers of the places that are taken."""
    seats = select(Attendee.seat).where(
        Attendee.consultation_id == consultation_id, Attendee.manner == manner, Attendee.seat.is_not(None)
    )
    return {seat for seat in db.scalars(seats) if seat is not None}


def _standing(consultation_id: int, organization_id: int | None = None) -> Select[Attendee]:
    query = select(Attendee).where(Attendee.consultation_id == consultation_id, Attendee.withdrawn_at.is_(None))
    return query if organization_id is None else query.where(Attendee.organization_id == organization_id)


def waiting_attendees(db: Db, consultation_id: int, manner: str) -> Sequence[Attendee]:
    """Those who wait for a place, in order."""
    query = _standing(consultation_id).where(Attendee.manner == manner, Attendee.seat.is_(None))
    return db.scalars(query.order_by(Attendee.id)).all()


def registered_by(db: Db, consultation_id: int, organization_id: int) -> list[AttendeeLine]:
    """An organization's persons who have a place or wait for one, in the order in which they were registered."""
    rows = db.scalars(_standing(consultation_id, organization_id).order_by(Attendee.id)).all()
    return _as_lines(db, consultation_id, rows)


def is_registered(db: Db, consultation_id: int, organization_id: int, *, with_place: bool = False) -> bool:
    """Has this organization a person registered, with a place if one is needed?"""
    query = _standing(consultation_id, organization_id)
    if with_place:
        query = query.where(Attendee.seat.is_not(None))
    return db.scalars(query.limit(1)).first() is not None


def attendee(db: Db, consultation_id: int, attendee_id: int, viewer: Viewer) -> Attendee:
    """One registration, for its organization and the secretariat; or NotFound."""
    found = db.get(Attendee, attendee_id)
    inside = found is not None and (viewer.role == "secretariat" or viewer.organization_id == found.organization_id)
    if found is None or not inside or found.consultation_id != consultation_id:
        raise NotFound
    return found


def attendees(db: Db, consultation_id: int, *, number: int = 1, size: int = 50) -> Page[AttendeeLine]:
    """Everybody who has a place or waits for one, those who wait last and in order; for the secretariat."""
    query = _standing(consultation_id).options(joinedload(Attendee.organization))
    page = paged(db, query.order_by(Attendee.seat.is_(None), Attendee.id), number, size)
    return Page(_as_lines(db, consultation_id, page.items), page.number, page.size, page.total)


def _as_lines(db: Db, consultation_id: int, rows: Sequence[Attendee]) -> list[AttendeeLine]:
    places: dict[int, int] = {}
    if any(row.seat is None for row in rows):
        counted: dict[str, int] = defaultdict(int)
        waits = _standing(consultation_id).where(Attendee.seat.is_(None))
        order = waits.with_only_columns(Attendee.id, Attendee.manner).order_by(Attendee.id)
        for number, manner in db.execute(order):
            counted[manner] += 1
            places[number] = counted[manner]
    return [AttendeeLine(row, places.get(row.id, 0)) for row in rows]


def participating(db: Db, viewer: Viewer, consultation_id: int) -> list[Participating]:
    """The organizations with a person who has a place, by name, and of the persons those whom the viewer may know by name."""
    rows = db.scalars(
        _standing(consultation_id)
        .where(Attendee.seat.is_not(None))
        .options(joinedload(Attendee.organization))
        .order_by(Attendee.name, Attendee.id)
    ).all()
    found: dict[int, list[Attendee]] = defaultdict(list)
    for row in rows:
        found[row.organization_id].append(row)
    lines = [
        Participating(persons[0].organization, len(persons), [row for row in persons if _may_name(viewer, row)])
        for persons in found.values()
    ]
    return sorted(lines, key=lambda each: (each.organization.name.casefold(), each.organization.id))


def _may_name(viewer: Viewer, row: Attendee) -> bool:
    own = viewer.organization_id is not None and viewer.organization_id == row.organization_id
    return own or viewer.role == "secretariat" or row.named_since is not None
