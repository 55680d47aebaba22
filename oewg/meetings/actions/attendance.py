"""Who was there?"""

import secrets
from collections.abc import Collection
from datetime import datetime

from oewg.accounts.models import Delegation, Organization
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotAllowed, Refusal, say
from oewg.meetings import queries
from oewg.meetings.models import Attendance, Meeting
from oewg.meetings.rules import check_in as rules
from oewg.meetings.rules.life import check_open, standing_of
from oewg.record.actions import Subject, append

told(
    record_attendance=say("Attendance was recorded."),
    check_in=say("A delegation or an organization checked in at a meeting."),
    take_off_attendance=say("A delegation or an organization was taken off a meeting’s attendance."),
    renew_check_in_code=say("A meeting was given another code for checking in."),
)


def record_attendance(
    db: Db, meeting: Meeting, delegations: Collection[Delegation], organizations: Collection[Organization], *,
    by: Viewer, at: datetime,
) -> None:  # fmt: skip
    """Record who was at a meeting that has been opened; whoever is on the list already stays there once."""
    if meeting.opened_at is None:
        raise Refusal(say("Attendance is recorded when the meeting has been opened."))
    if strangers := [o.name for o in organizations if not o.accredited]:
        raise Refusal(say("%(name)s is not accredited, so it does not attend meetings."), name=strangers[0])
    known = queries.presence(db, meeting.id)
    new_delegations = [d for d in delegations if d.id not in known.delegations]
    new_organizations = [o for o in organizations if o.name not in known.organizations]
    if not new_delegations and not new_organizations:
        raise Refusal(say("All of them are on the list already."))
    db.add_all(Attendance(meeting_id=meeting.id, delegation_id=d.id) for d in new_delegations)
    db.add_all(Attendance(meeting_id=meeting.id, organization_id=o.id) for o in new_organizations)
    db.flush()
    facts = {
        "delegations": sorted(d.code for d in new_delegations),
        "organizations": sorted(o.id for o in new_organizations),
    }
    append(db, "record_attendance", by.account_id, by.capacity, Subject("meeting", meeting.id), facts, at)


def take_off_attendance(
    db: Db, meeting: Meeting, who: Delegation | Organization, reason: str, *, by: Viewer, at: datetime
) -> None:
    """Take back an attendance that was recorded in error; whoever is there all the same checks in, or is recorded, anew."""
    if not reason.strip():
        raise Invalid(
            say("The record says why an attendance was taken back: please give the reason."),
            {"reason": say("Please fill this in.")},
        )
    row = queries.attendance_of(db, meeting.id, who)
    if row is None:
        raise Refusal(say("This is not on the list of those who were at this meeting: there is nothing to take back."))
    db.delete(row)
    db.flush()
    facts = {
        "delegations": [who.code] if isinstance(who, Delegation) else [],
        "organizations": [who.id] if isinstance(who, Organization) else [],
        "reason": reason,
    }
    append(db, "take_off_attendance", by.account_id, by.capacity, Subject("meeting", meeting.id), facts, at)


def new_code() -> str:
    """A code of six figures that nobody can foresee."""
    return rules.code_of(secrets.randbelow(10**rules.FIGURES))


def renew_check_in_code(db: Db, meeting: Meeting, *, by: Viewer, at: datetime) -> None:
    """Give an open meeting another code: the one before is no longer accepted. The record does not say which it is."""
    check_open(meeting)
    meeting.check_in_code = new_code()
    append(db, "renew_check_in_code", by.account_id, by.capacity, Subject("meeting", meeting.id), {}, at)


def check_in(db: Db, meeting: Meeting, code: str, *, by: Viewer, at: datetime) -> None:
    """Put the viewer's own delegation or accredited organization on the list of those who are at a meeting."""
    rules.check_code(code, meeting.check_in_code, standing_of(meeting))
    delegation = db.get(Delegation, by.delegation_id) if by.delegation_id else None
    organization = db.get(Organization, by.organization_id) if by.organization_id else None
    if delegation is None and (organization is None or not organization.accredited):
        raise NotAllowed(say("One checks in for a delegation or an accredited organization."))
    if queries.is_present(db, meeting.id, by):
        raise Refusal(say("You are on the list of this meeting already: there is nothing more to do."))
    db.add(
        Attendance(
            meeting_id=meeting.id, delegation_id=by.delegation_id, organization_id=by.organization_id,
            checked_in_by=by.account_id,
        )
    )  # fmt: skip
    db.flush()
    facts = {
        "delegations": [delegation.code] if delegation else [],
        "organizations": [organization.id] if organization else [],
    }
    append(db, "check_in", by.account_id, by.capacity, Subject("meeting", meeting.id), facts, at)
