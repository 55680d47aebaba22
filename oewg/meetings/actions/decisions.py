"""What does the group decide? Elections by acclamation, and decisions in their exact words."""

from datetime import datetime
from zoneinfo import ZoneInfo

from oewg.accounts.actions import end_capacity, give_capacity
from oewg.accounts.models import Account, Delegation
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.meetings import queries
from oewg.meetings.models import Decision, Meeting, Officer
from oewg.meetings.rules import life
from oewg.meetings.rules import sessions as rules
from oewg.meetings.rules.decisions import check_contained
from oewg.meetings.rules.words import election_words
from oewg.record.actions import Subject, append
from oewg.texts import queries as texts

told(
    elect_officer=say("An officer was elected."),
    end_office=say("The office of an officer ended."),
    record_decision=say("A decision was recorded."),
)


def elect_officer(
    db: Db, meeting: Meeting, account: Account, delegation: Delegation, delegation_name: str, office: str, *,
    by: Viewer, at: datetime,
) -> Decision:  # fmt: skip
    """Record an election by acclamation: the decision in words, the officer, and the capacity from this instant on.

    `delegation_name` is the name of the State in the language of the records. There is one Chair at a time, and one
    Rapporteur: the election of another ends the capacity of the one before.
    """
    life.check_open(meeting)
    rules.check_decides(meeting.formality)
    if account.disabled_at is not None:
        raise Refusal(say("This account is disabled: nobody can act through it."))
    rules.check_elected(delegation.kind, queries.is_elected(db, account.id, office, at))
    for before in queries.holders(db, office, at):
        if office in rules.ONE_HOLDER or before.account_id == account.id:
            end_capacity(db, before, by=by, at=at)
    db.flush()
    day = at.astimezone(ZoneInfo(meeting.session.zone)).date()
    decision = Decision(
        meeting_id=meeting.id, at=at, kind="election",
        words=election_words(meeting.number, day, delegation_name, office),
    )  # fmt: skip
    capacity = give_capacity(db, account, office, by=by, at=at, since=at, delegation_id=delegation.id)
    db.add(decision)
    db.flush()
    db.add(Officer(decision_id=decision.id, capacity_id=capacity.id, office=office))
    db.flush()
    facts = {
        "meeting": meeting.id, "office": office, "delegation": delegation.code, "capacity": capacity.id,
        "words": decision.words,
    }  # fmt: skip
    append(db, "elect_officer", by.account_id, by.capacity, Subject("decision", decision.id), facts, at)
    return decision


def end_office(db: Db, officer: Officer, reason: str, *, by: Viewer, at: datetime) -> None:
    """End the office of an officer who leaves it before another is elected, with the reason; it is vacant then."""
    capacity = officer.capacity
    rules.check_ends_office(capacity.until is not None and capacity.until <= at, reason)
    end_capacity(db, capacity, by=by, at=at)
    db.flush()
    facts = {"office": officer.office, "capacity": capacity.id, "reason": reason}
    append(db, "end_office", by.account_id, by.capacity, Subject("decision", officer.decision_id), facts, at)


def record_decision(
    db: Db, meeting: Meeting, kind: str, words: str, *, by: Viewer, at: datetime, symbol: str = ""
) -> Decision:
    """Record what the group decided, in its exact words, at an open formal meeting.

    `kind` is "adoption" (negotiation's alone), "dates" (of the substantive sessions), "organization" or "other"; an
    election is recorded by `elect_officer`.
    `symbol` is that of the document which holds what was decided; it is in the register.
    """
    life.check_open(meeting)
    rules.check_decides(meeting.formality)
    if symbol:
        document = texts.document_by_symbol(db, symbol)
        withdrawn = document is not None and document.withdrawn_at is not None
        check_contained(symbol, document.distribution if document else None, withdrawn)
    decision = Decision(meeting_id=meeting.id, at=at, kind=kind, words=words, symbol=symbol or None)
    db.add(decision)
    db.flush()
    facts = {"meeting": meeting.id, "kind": kind, "words": words, **({"symbol": symbol} if symbol else {})}
    append(db, "record_decision", by.account_id, by.capacity, Subject("decision", decision.id), facts, at)
    return decision
