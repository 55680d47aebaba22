"""How do organizations register for a consultation? Persons are given places while there are any, then wait in order.

The names of persons stand in no entry of the record, and that somebody registered is read by the organization and the
secretariat alone.
"""

from collections.abc import Mapping
from datetime import datetime

from oewg.accounts.models import Organization
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.models import Attendee, Consultation, RegistrationPeriod
from oewg.consultations.rules import registration as rules
from oewg.consultations.rules.accreditation import check_accredited
from oewg.consultations.rules.registration import Places
from oewg.core.clock import on_the_clocks
from oewg.core.database import Db
from oewg.core.errors import NotAllowed, Refusal, say
from oewg.record.actions import CLOCK, Subject, append

told(
    open_registration=say("Registration for a consultation was announced."),
    change_registration=say("The time or the places of the registration for a consultation were changed."),
    register_person=say("A person was registered for a consultation."),
    withdraw_registration=say("A person’s registration for a consultation was withdrawn."),
    give_place=say("A place at a consultation became free, and the next of those who waited has it."),
    agree_to_be_named=say("A person agreed to stand on the list of participants by name."),
    take_back_name=say("A person’s agreement to stand on the list of participants by name was taken back."),
)


def open_registration(
    db: Db, consultation: Consultation, opens_at: datetime, closes_at: datetime, zone: str, places: Places, *,
    by: Viewer, at: datetime,
) -> RegistrationPeriod:  # fmt: skip
    """Announce from when until when, and for how many persons, organizations register; the times are announced in a zone."""
    if queries.registration_period(db, consultation.id) is not None:
        raise Refusal(say("Registration for this consultation has been announced already; it can be changed."))
    rules.check_period(opens_at, closes_at, at)
    rules.check_places(places, _manners(consultation), {})
    row = RegistrationPeriod(
        consultation_id=consultation.id, opens_at=opens_at, closes_at=closes_at, zone=zone, in_person=places.in_person,
        online=places.online, for_each=places.for_each,
    )  # fmt: skip
    db.add(row)
    db.flush()
    _announce(db, "open_registration", row, by, at)
    return row


def change_registration(
    db: Db, consultation: Consultation, row: RegistrationPeriod, opens_at: datetime, closes_at: datetime, places: Places,
    *, by: Viewer, at: datetime,
) -> None:  # fmt: skip
    """Change the time or the places; if there are more of these, those who wait first have them at once."""
    if (row.opens_at, row.closes_at, queries.places_of(row)) == (opens_at, closes_at, places):
        raise Refusal(say("Nothing of this is new: there is nothing to record."))
    if (row.opens_at, row.closes_at) != (opens_at, closes_at):
        rules.check_period(opens_at, closes_at, at)
    taken = {manner: each.taken for manner, each in queries.taking(db, row).items()}
    rules.check_places(places, _manners(consultation), taken)
    row.opens_at, row.closes_at = opens_at, closes_at
    row.in_person, row.online, row.for_each = places.in_person, places.online, places.for_each
    db.flush()
    _announce(db, "change_registration", row, by, at)
    for manner in rules.MANNERS:
        _give_free_places(db, row, manner, at)


def _manners(consultation: Consultation) -> tuple[str, ...]:
    return rules.manners_of([each.mode for each in consultation.meetings if each.cancelled_at is None])


def _announce(db: Db, act: str, row: RegistrationPeriod, by: Viewer, at: datetime) -> None:
    facts = {
        "opens_at": row.opens_at.isoformat(), "closes_at": row.closes_at.isoformat(), "zone": row.zone,
        "in_person": row.in_person, "online": row.online, "for_each": row.for_each,
    }  # fmt: skip
    subject = Subject("consultation", row.consultation_id)
    append(db, act, by.account_id, by.capacity, subject, facts, at, deadlines=(row.opens_at, row.closes_at))


def register_person(
    db: Db, row: RegistrationPeriod, name: str, function: str, manner: str, *, named: bool, by: Viewer, at: datetime
) -> Attendee:
    """Register a person of the viewer's accredited organization: with a place, or at the end of those who wait.

    `named`: the person agrees to stand on the public list of participants by name.
    """
    organization = db.get(Organization, by.organization_id) if by.organization_id else None
    if organization is None or by.account_id is None:
        raise NotAllowed(
            say("Only an organization’s representative registers its persons; delegations need no registration.")
        )
    check_accredited(organization.accredited, queries.state_of_organization(db, organization.id))
    rules.check_in_time(row.opens_at, row.closes_at, at, on_the_clocks(row.closes_at, row.zone))
    own = [line.attendee.name for line in queries.registered_by(db, row.consultation_id, organization.id)]
    rules.check_registers(manner, queries.places_of(row), own, name)
    seat = _free_seat(db, row, manner)
    made = Attendee(
        consultation_id=row.consultation_id, organization_id=organization.id, name=name, function=function, manner=manner,
        named_since=at if named else None, registered_at=at, registered_by=by.account_id, seat=seat,
        admitted_at=at if seat else None,
    )  # fmt: skip
    db.add(made)
    db.flush()
    facts = {
        "consultation": row.consultation_id, "organization": organization.id, "manner": manner, "named": named, "seat": seat,
    }  # fmt: skip
    _append(db, "register_person", made, facts, by, at)
    return made


def withdraw_registration(db: Db, made: Attendee, *, by: Viewer, at: datetime) -> None:
    """Withdraw a person's registration; a place that becomes free goes at once to the next who waits for one.

    Nobody needs to know any more who it was: the name goes with it.
    """
    rules.check_stands(made.withdrawn_at)
    rules.check_lasts(queries.is_over(queries.consultation(db, made.consultation_id)))
    row = db.get_one(RegistrationPeriod, made.consultation_id)
    made.withdrawn_at, made.seat, made.named_since = at, None, None
    made.name = made.function = ""
    db.flush()
    _append(db, "withdraw_registration", made, {}, by, at)
    _give_free_places(db, row, made.manner, at)


def agree_to_be_named(db: Db, made: Attendee, *, by: Viewer, at: datetime) -> None:
    """The person agrees to stand on the public list of participants by name."""
    rules.check_stands(made.withdrawn_at)
    if made.named_since is not None:
        raise Refusal(say("This person stands on the list by name already."))
    made.named_since = at
    db.flush()
    _append(db, "agree_to_be_named", made, {}, by, at)


def take_back_name(db: Db, made: Attendee, *, by: Viewer, at: datetime) -> None:
    """The person stands on the public list of participants by name no more."""
    rules.check_stands(made.withdrawn_at)
    if made.named_since is None:
        raise Refusal(say("This person does not stand on the list by name."))
    made.named_since = None
    db.flush()
    _append(db, "take_back_name", made, {}, by, at)


def _free_seat(db: Db, row: RegistrationPeriod, manner: str) -> int | None:
    return rules.free_seat(queries.seats_taken(db, row.consultation_id, manner), queries.places_of(row).of(manner))


def _give_free_places(db: Db, row: RegistrationPeriod, manner: str, at: datetime) -> None:
    """Whoever has waited longest has the next free place: one entry for each, so that its organization is told."""
    for made in queries.waiting_attendees(db, row.consultation_id, manner):
        seat = _free_seat(db, row, manner)
        if seat is None:
            return
        made.seat, made.admitted_at = seat, at
        db.flush()
        _append(db, "give_place", made, {"seat": seat}, None, at)


def _append(
    db: Db, act: str, made: Attendee, facts: Mapping[str, object], by: Viewer | None, at: datetime
) -> None:  # fmt: skip
    append(
        db, act, by.account_id if by else None, by.capacity if by else CLOCK, Subject("attendee", made.id), facts, at,
        readers=("secretariat", f"organization:{made.organization_id}"),
    )  # fmt: skip
