"""Who was there?"""

from collections.abc import Collection
from datetime import datetime

from oewg.accounts.models import Delegation, Organization
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.meetings import queries
from oewg.meetings.models import Attendance, Meeting
from oewg.record.actions import Subject, append

told(
    record_attendance=say("Attendance was recorded."),
)


def record_attendance(
    db: Db, meeting: Meeting, delegations: Collection[Delegation], organizations: Collection[Organization], *,
    by: Viewer, at: datetime,
) -> None:  # fmt: skip
    """Record who was at a meeting that has been opened; whoever is on the list already stays there once."""
    if meeting.opened_at is None:
        raise Refusal(say("Attendance is recorded when the meeting has been opened."))
    if strangers := [o.name for o in organizations if o.accredited_since is None]:
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
