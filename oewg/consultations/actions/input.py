"""How is input sent and published?"""

from datetime import datetime

from oewg.accounts.models import Organization
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.actions.calls import deadline_words
from oewg.consultations.models import (
    Call,
    Submission,
)
from oewg.consultations.rules import input as rules
from oewg.consultations.rules import submissions as form_rules
from oewg.consultations.rules.accreditation import check_accredited
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotAllowed, Refusal, say
from oewg.record.actions import Subject, append

told(
    submit=say("A submission was received."),
    publish_submission=say("A submission was published."),
    return_submission=say("A submission was sent back for repair."),
)


def submit(
    db: Db, call: Call, title: str, words: str, consent: str, *, by: Viewer, at: datetime
) -> Submission:  # fmt: skip
    """Answer a call, in time, for the viewer's accredited organization; a later version replaces, the earlier stays."""
    organization = db.get(Organization, by.organization_id) if by.organization_id else None
    if organization is None or by.account_id is None:
        raise NotAllowed(say("Only an organization’s representative answers a call for input."))
    application = queries.latest_application(db, organization.id)
    check_accredited(organization.accredited, application.outcome if application else None)
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
        digest=form_rules.digest_of(title, words),
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


def return_submission(
    db: Db, submission: Submission, ground: str, reason: str, repair_until: datetime, *, by: Viewer, at: datetime
) -> None:
    """Send a submission back for its form, never for its opinion: on a published ground, with a sentence.

    It may be repaired until an instant, even if the call closes before.
    """
    if not reason:
        raise Invalid(say("Say what in the form has to be repaired."), {"reason": say("Please give a reason.")})
    rules.check_current(queries.is_replaced(db, submission))
    rules.check_waiting(submission.published_at, submission.returned_at)
    form_rules.check_repair(repair_until, at)
    submission.returned_at, submission.return_ground, submission.return_reason = at, ground, reason
    submission.repair_until = repair_until
    db.flush()
    append(
        db,
        "return_submission",
        by.account_id,
        by.capacity,
        Subject("submission", submission.id),
        {"ground": ground, "reason": reason, "repair_until": repair_until.isoformat()},
        at,
        readers=("secretariat", f"organization:{submission.organization_id}"),
    )
