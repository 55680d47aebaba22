"""How is input called for, sent, published and tied to what became of it?"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from oewg.accounts.models import Organization
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.models import (
    Bearing,
    Call,
    Submission,
)
from oewg.consultations.rules import input as rules
from oewg.consultations.rules.accreditation import check_accredited
from oewg.consultations.rules.non_objection import deadline_words as instant_words
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotAllowed, Refusal, say
from oewg.record.actions import Subject, append
from oewg.texts.models import Provision

told(
    open_call=say("A call for input was opened."),
    submit=say("A submission was received."),
    publish_submission=say("A submission was published."),
    return_submission=say("A submission was sent back for repair."),
    tie_submission=say("A submission was tied to a provision."),
)


def open_call(
    db: Db, title: str, questions: str, opens_at: datetime, closes_at: datetime, zone: str, *, by: Viewer, at: datetime
) -> Call:
    """Call for input on questions, from one instant until another; the deadline is announced in a zone."""
    if closes_at <= opens_at:
        raise Invalid(say("A call closes after it opens."), {"closes_at": say("Not after the opening.")})
    if closes_at <= at:
        raise Invalid(say("The deadline is in the past."), {"closes_at": say("In the past.")})
    call = Call(title=title, questions=questions, opens_at=opens_at, closes_at=closes_at, zone=zone)
    db.add(call)
    db.flush()
    facts = {
        "title": title,
        "questions": questions,
        "opens_at": opens_at.isoformat(),
        "closes_at": closes_at.isoformat(),
        "zone": zone,
    }
    append(
        db,
        "open_call",
        by.account_id,
        by.capacity,
        Subject("call", call.id),
        facts,
        at,
        deadlines=(opens_at, closes_at),
    )
    return call


def deadline_words(call: Call) -> str:
    """A call's deadline on the clocks of its zone: "31 January 2020, 18:00 (America/New_York, UTC-05:00)"."""
    return instant_words(call.closes_at, call.zone)


def submit(
    db: Db, call: Call, title: str, words: str, consent: str, *, by: Viewer, at: datetime
) -> Submission:  # fmt: skip
    """Answer a call, in time, for the viewer's accredited organization; a later version replaces, the earlier stays."""
    organization = db.get(Organization, by.organization_id) if by.organization_id else None
    if organization is None or by.account_id is None:
        raise NotAllowed(say("Only an organization’s representative answers a call for input."))
    check_accredited(organization.accredited, queries.state_of_organization(db, organization.id))
    rules.check_in_time(call.opens_at, call.closes_at, at, deadline_words(call))
    rules.check_consent(queries.published_consent(db, call.id, organization.id), consent)
    before = queries.latest_version(db, call.id, organization.id)
    if before and (before.title, before.words, before.consent) == (title, words, consent):
        raise Refusal(say("This is the same as the version that you sent before: there is nothing to record."))
    submission = Submission(
        call_id=call.id,
        organization_id=organization.id,
        version=before.version + 1 if before else 1,
        title=title,
        words=words,
        consent=consent,
        submitted_at=at,
        submitted_by=by.account_id,
        return_reason="",
    )
    db.add(submission)
    db.flush()
    facts = {
        "call": call.id,
        "organization": organization.id,
        "version": submission.version,
        "title": title,
        "words": words,
        "consent": consent,
    }
    append(
        db,
        "submit",
        by.account_id,
        by.capacity,
        Subject("submission", submission.id),
        facts,
        at,
        readers=("secretariat", f"organization:{organization.id}"),
    )
    return submission


def publish_submission(db: Db, submission: Submission, *, by: Viewer, at: datetime) -> None:
    """Publish a submission whose form is in order, as its authors consented: by name or without."""
    rules.check_current(queries.is_replaced(db, submission))
    rules.check_publishable(submission.consent, submission.published_at, submission.returned_at)
    submission.published_at = at
    db.flush()
    named = submission.consent == "named"
    facts = {
        "title": submission.title,
        "words": submission.words,
        "organization": submission.organization_id if named else None,
    }
    append(db, "publish_submission", by.account_id, by.capacity, Subject("submission", submission.id), facts, at)


def return_submission(db: Db, submission: Submission, reason: str, *, by: Viewer, at: datetime) -> None:
    """Send a submission back for its form, never for its opinion, with the reason."""
    if not reason:
        raise Invalid(say("Say what in the form has to be repaired."), {"reason": say("Please give a reason.")})
    rules.check_current(queries.is_replaced(db, submission))
    rules.check_waiting(submission.published_at, submission.returned_at)
    submission.returned_at, submission.return_reason = at, reason
    db.flush()
    append(
        db,
        "return_submission",
        by.account_id,
        by.capacity,
        Subject("submission", submission.id),
        {"reason": reason},
        at,
        readers=("secretariat", f"organization:{submission.organization_id}"),
    )


def tie_submission(
    db: Db, submission: Submission, provision: Provision, disposition: str, reason: str, *, by: Viewer, at: datetime
) -> Bearing:
    """Say on which provision a submission bears and what became of it there, in a sentence of reason.

    Said again of the same provision, it takes the place of what was said before.
    """
    rules.check_current(queries.is_replaced(db, submission))
    rules.check_tie(submission.returned_at, provision.removed_at is not None)
    bearing = db.scalars(
        select(Bearing).where(Bearing.submission_id == submission.id, Bearing.provision_id == provision.id)
    ).one_or_none()
    if bearing is None:
        bearing = Bearing(submission_id=submission.id, provision_id=provision.id)
        db.add(bearing)
    elif (bearing.disposition, bearing.reason) == (disposition, reason):
        raise Refusal(say("The submission is tied to this provision so already."))
    bearing.disposition, bearing.reason, bearing.tied_at = disposition, reason, at
    db.flush()
    readers: Collection[str] = ("secretariat", f"organization:{submission.organization_id}")
    append(
        db,
        "tie_submission",
        by.account_id,
        by.capacity,
        Subject("submission", submission.id),
        {"bearing": bearing.id, "provision": provision.id, "disposition": disposition, "reason": reason},
        at,
        readers=("public",) if submission.published_at else readers,
    )
    return bearing
