"""How do people come to act for an organization, and stop? Invited by its focal point, ended, handed over to.

The link goes by letter to the person alone: whoever invites never holds the first password of an account. The record holds the
numbers of capacities, no names and no addresses.
"""

from collections.abc import Mapping
from datetime import datetime

from oewg.accounts.actions import ask_confirmation, confirm, end_capacity, give_capacity
from oewg.accounts.models import Account, Capacity, Confirmation, Organization
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import PUBLIC as NOBODY
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.models import FocalPoint, InvitedRepresentative, RepresentativeGender
from oewg.consultations.rules import representatives as rules
from oewg.core.database import Db
from oewg.core.errors import NotAllowed, NotFound, Refusal, say
from oewg.record.actions import Subject, append

told(
    invite_representative=say("A person was invited to act for an organization."),
    accept_to_represent=say("A person accepted to act for an organization."),
    end_representative=say("A representative of an organization was ended."),
    hand_over=say("Another representative manages those of an organization."),
    state_gender=say("A representative said, or took back, what totals of gender parity count."),
)


def begin_focal_point(db: Db, organization_id: int, capacity: Capacity, at: datetime) -> FocalPoint:
    """Let a representative manage the others from an instant on; whoever did before has ended."""
    row = FocalPoint(organization_id=organization_id, capacity_id=capacity.id, since=at)
    db.add(row)
    db.flush()
    return row


def invite_representative(
    db: Db, organization: Organization, name: str, email: str, language: str, *, by: Viewer, at: datetime
) -> Confirmation:
    """Invite a person to act for the organization; whoever has stored it sends the letter.

    The answer is the same whether or not the address has an account, or acts for the organization already.
    """
    rules.check_manages(queries.manages(db, by))
    there = len(queries.representatives(db, organization.id, at)) + len(queries.invited(db, organization.id, at))
    rules.check_invites(there)
    asked = ask_confirmation(db, "representative", email, organization.name, language, at=at)
    db.add(InvitedRepresentative(confirmation_id=asked.id, organization_id=organization.id, name=name))
    db.flush()
    subject = Subject("confirmation", asked.id)
    append(
        db, "invite_representative", by.account_id, by.capacity, subject, {"organization": organization.id}, at,
        readers=("secretariat", f"organization:{organization.id}"), deadlines=(asked.expires_at,),
    )  # fmt: skip
    return asked


def accept_to_represent(db: Db, confirmation: Confirmation, password_hash: str | None, *, at: datetime) -> Account:
    """Accept to act for the organization that invited: the address is shown to be the person's."""
    invited = queries.invitation_of(db, confirmation.id)
    account = confirm(db, confirmation, invited.name if invited else "", password_hash, at=at)
    if invited is None:
        raise NotFound
    if queries.acts_already(db, account.id, invited.organization_id, at):
        raise Refusal(say("You act for this organization already."))
    organization_id = invited.organization_id
    db.delete(invited)
    db.flush()
    capacity = give_capacity(
        db, account, "representative", by=NOBODY, at=at, since=at, organization_id=organization_id
    )  # fmt: skip
    if queries.focal_point(db, organization_id) is None:
        begin_focal_point(db, organization_id, capacity, at)
    _told(db, "accept_to_represent", capacity, organization_id, {}, NOBODY, at)
    return account


def end_representative(db: Db, capacity: Capacity, *, by: Viewer, at: datetime) -> None:
    """End a representative's capacity: the focal point another's, anybody their own."""
    organization_id = _organization_of(capacity)
    focal = queries.focal_point(db, organization_id)
    own = by.acting_as is not None and by.acting_as.id == capacity.id
    ended = capacity.until is not None and capacity.until <= at
    rules.check_ends(queries.manages(db, by), own, focal is not None and focal.capacity_id == capacity.id, ended)
    end_capacity(db, capacity, by=by, at=at, until=max(at, capacity.since))
    said = db.get(RepresentativeGender, capacity.id)
    if said is not None:
        db.delete(said)
    db.flush()
    _told(db, "end_representative", capacity, organization_id, {}, by, at)


def hand_over(db: Db, capacity: Capacity, *, by: Viewer, at: datetime) -> None:
    """Let another representative manage those of the organization; the secretariat may, where the focal point cannot."""
    organization_id = _organization_of(capacity)
    focal = queries.focal_point(db, organization_id)
    ended = capacity.until is not None and capacity.until <= at
    to_itself = focal is not None and focal.capacity_id == capacity.id
    rules.check_hands_over(queries.manages(db, by) or by.role == "secretariat", to_itself, ended)
    if focal is not None:
        focal.until = at
        db.flush()
    begin_focal_point(db, organization_id, capacity, at)
    facts = {"before": focal.capacity_id if focal else None}
    _told(db, "hand_over", capacity, organization_id, facts, by, at)


def state_gender(db: Db, gender: str, *, by: Viewer, at: datetime) -> None:
    """Say what totals of gender parity count of oneself, or take it back with "". The entry is for the person alone."""
    acting = by.acting_as
    if acting is None or acting.organization_id is None:
        raise NotAllowed(say("Only an organization’s representative says this here."))
    row = db.get(RepresentativeGender, acting.id)
    if gender:
        db.merge(RepresentativeGender(capacity_id=acting.id, gender=gender, stated_at=at))
    elif row is not None:
        db.delete(row)
    db.flush()
    subject = Subject("capacity", acting.id)
    append(
        db, "state_gender", by.account_id, by.capacity, subject, {"gender": gender}, at,
        readers=(f"account:{by.account_id}",),
    )  # fmt: skip


def _organization_of(capacity: Capacity) -> int:
    if capacity.organization_id is None:
        raise NotFound
    return capacity.organization_id


def _told(
    db: Db, act: str, capacity: Capacity, organization_id: int, facts: Mapping[str, object], by: Viewer, at: datetime
) -> None:
    append(
        db, act, by.account_id, by.capacity, Subject("capacity", capacity.id),
        {"organization": organization_id, "capacity": capacity.id, **facts}, at,
        readers=("secretariat", f"organization:{organization_id}"),
    )  # fmt: skip
