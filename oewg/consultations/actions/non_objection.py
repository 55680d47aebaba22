"""What becomes of the names that the chair puts before all States? Objected to or not, then decided on by the group."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import select

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.actions.accreditation import admit
from oewg.consultations.models import Accreditation, BasisRequest, ListedName, NameObjection, NonObjectionList
from oewg.consultations.rules import accreditation as applications
from oewg.consultations.rules import non_objection as rules
from oewg.core.clock import on_the_clocks
from oewg.core.database import Db
from oewg.core.errors import NotAllowed, say
from oewg.meetings import actions as meetings
from oewg.meetings.models import Decision, Meeting
from oewg.meetings.queries.sessions import SessionLine
from oewg.record.actions import CLOCK, Subject, append, at_deadlines
from oewg.record.rules.canonical import instant_text

told(
    issue_list=say("A list of organizations was put before all States for non-objection."),
    object_to_name=say("A State objected to a name on a list for non-objection."),
    withdraw_objection=say("A State withdrew its objection to a name."),
    ask_basis=say("A State asked for the basis of the objections to a name."),
    close_list=say("The deadline of a list for non-objection passed."),
    decide_list=say("The group took the final decision on a list of organizations."),
    expire_accreditations=say("Accreditations for a session ended with it."),
)

REFUSED = say("A State objects to the name, and the group decided not to accredit it.")
"""What a refused organization reads: on which basis is for the States to say."""


def issue_list(
    db: Db, title: str, chosen: Sequence[Accreditation], deadline: datetime, zone: str, *, by: Viewer, at: datetime
) -> NonObjectionList:
    """Put the names of applications before all States until an exact instant. The list stands published as it was issued."""
    rules.check_issue(len(chosen), deadline, at)
    found = queries.states_of(db, [each.id for each in chosen])
    rules.check_names({each.organization.name: found[each.id] for each in chosen})
    row = NonObjectionList(title=title, issued_at=at, deadline=deadline, zone=zone)
    db.add(row)
    db.flush()
    listed = [ListedName(list_id=row.id, accreditation_id=each.id) for each in chosen]
    db.add_all(listed)
    db.flush()
    facts = {
        "title": title, "deadline": instant_text(deadline), "zone": zone,
        "names": [
            {
                "listed": name.id, "accreditation": each.id, "organization": each.organization_id,
                "name": each.organization.name, "sector": each.organization.sector, "country": each.organization.country,
            }
            for name, each in zip(listed, chosen, strict=True)
        ],
    }  # fmt: skip
    subject = Subject("non_objection_list", row.id)
    append(db, "issue_list", by.account_id, by.capacity, subject, facts, at, deadlines=(deadline,))
    return row


def object_to_name(db: Db, listed: ListedName, basis: str = "", *, by: Viewer, at: datetime) -> NameObjection:
    """Object to a name before the deadline, for one's own delegation; the basis is given or not, as the State likes."""
    delegation_id = _delegation(by)
    rules.check_in_time(listed.list.deadline, at, on_the_clocks(listed.list.deadline, listed.list.zone))
    applications.check_act(queries.state(db, listed.accreditation), "object")
    rules.check_objects(queries.own_objection(db, listed.id, delegation_id) is not None)
    assert by.account_id is not None
    row = NameObjection(
        listed_id=listed.id, delegation_id=delegation_id, basis=basis, objected_at=at, objected_by=by.account_id
    )  # fmt: skip
    db.add(row)
    db.flush()
    _sealed(db, "object_to_name", listed, {"objection": row.id, "basis": basis}, by, at)
    return row


def withdraw_objection(db: Db, listed: ListedName, *, by: Viewer, at: datetime) -> None:
    """Withdraw the objection of one's own delegation, before the group decides."""
    delegation_id = _delegation(by)
    applications.check_act(queries.state(db, listed.accreditation), "withdraw_objection")
    row = queries.own_objection(db, listed.id, delegation_id)
    rules.check_withdraws(row is not None)
    assert row is not None
    row.withdrawn_at = at
    db.flush()
    _sealed(db, "withdraw_objection", listed, {"objection": row.id}, by, at)


def ask_basis(db: Db, listed: ListedName, *, by: Viewer, at: datetime) -> BasisRequest:
    """Ask for the basis of the objections to a name, for one's own delegation: it is disclosed to it from now on."""
    delegation_id = _delegation(by)
    applications.check_act(queries.state(db, listed.accreditation), "ask_basis")
    rules.check_asks(queries.has_asked(db, listed.id, delegation_id))
    assert by.account_id is not None
    row = BasisRequest(listed_id=listed.id, delegation_id=delegation_id, asked_at=at, asked_by=by.account_id)
    db.add(row)
    db.flush()
    _sealed(db, "ask_basis", listed, {"request": row.id}, by, at)
    return row


def _delegation(by: Viewer) -> int:
    if by.delegation_id is None or not by.may("object_to_name"):
        raise NotAllowed(say("Only Member States, through their delegations, object to names or ask for a basis."))
    return by.delegation_id


def _sealed(
    db: Db, act: str, listed: ListedName, facts: Mapping[str, object], by: Viewer, at: datetime
) -> None:  # fmt: skip
    assert by.acting_as is not None
    code = by.acting_as.delegation_code
    append(
        db, act, by.account_id, by.capacity, Subject("listed_name", listed.id),
        {"list": listed.list_id, "accreditation": listed.accreditation_id, "delegation": code, **facts}, at,
        readers=("chair", "secretariat", f"delegation:{code}"),
    )  # fmt: skip


@at_deadlines
def close_lists(db: Db, at: datetime) -> int:
    """Record every list whose deadline has passed; how many there were. Which names were objected to, this does not say."""
    due = db.scalars(
        select(NonObjectionList)
        .where(NonObjectionList.closed_at.is_(None), NonObjectionList.deadline <= at)
        .order_by(NonObjectionList.id)
    ).all()
    for row in due:
        row.closed_at = row.deadline
        db.flush()
        facts = {"as_of": instant_text(row.deadline)}
        append(db, "close_list", None, CLOCK, Subject("non_objection_list", row.id), facts, at)
    return len(due)


def decide_list(
    db: Db, found: NonObjectionList, meeting: Meeting, words: str, outcomes: Mapping[int, str], session: SessionLine | None = None,
    *, by: Viewer, at: datetime,
) -> Decision:  # fmt: skip
    """Record the group's final decision on a list, in its exact words, at an open formal meeting: it makes the final list.

    `outcomes` says of each application on it that still stands whether it is accredited for the "whole", for one "session"
    (the `session`), or refused ("refuse"). Those without objection are accredited by this decision too: the group takes it.
    """
    rows = {each.accreditation.id: each for each in queries.every_name(db, found, by)}
    states = queries.states_of(db, rows)
    standing = {number: state for number, state in states.items() if state in ("listed", "objected", "unobjected")}
    rules.check_decides(
        standing, outcomes, found.closed_at is not None, found.decision_id is not None, session is not None
    )
    if session is not None and "session" in outcomes.values():
        rules.check_session(session.status)
    for number, outcome in outcomes.items():
        applications.check_act(standing[number], "refuse" if outcome == "refuse" else "accredit")
    decision = meetings.record_decision(db, meeting, "other", words, by=by, at=at)
    found.decision_id = decision.id
    for number, outcome in outcomes.items():
        application = rows[number].accreditation
        application.basis, application.decision_id = "decision", decision.id
        if outcome == "refuse":
            application.outcome, application.decided_at, application.reason = "refused", at, REFUSED
        else:
            application.session_id = session.session.id if session is not None and outcome == "session" else None
            admit(application, at)
    db.flush()
    facts = {
        "decision": decision.id, "meeting": meeting.id, "session": session.session.id if session else None,
        "names": [
            {
                "accreditation": number, "organization": rows[number].organization.id, "outcome": outcomes[number],
                "objected": standing[number] == "objected",
            }
            for number in sorted(outcomes)
        ],
    }  # fmt: skip
    append(db, "decide_list", by.account_id, by.capacity, Subject("non_objection_list", found.id), facts, at)
    return decision


@at_deadlines
def expire_accreditations(db: Db, at: datetime) -> int:
    """Record that accreditations for a session ended with it, as of the instant at which it did; how many there were."""
    due = queries.expired(db)
    for session_id, rows in groupby(due, key=lambda row: row[0].session_id):
        ended = list(rows)
        for application, event in ended:
            application.ended_at, application.end_reason = event.at, "expired"
            application.organization.accredited_until = event.at
        db.flush()
        facts = {
            "as_of": instant_text(ended[0][1].at),
            "names": [{"accreditation": each.id, "organization": each.organization_id} for each, _ in ended],
        }
        append(db, "expire_accreditations", None, CLOCK, Subject("session", session_id or 0), facts, at)
    return len(due)
