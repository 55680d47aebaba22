"""How do several organizations send one submission? One leads and invites; each of the others signs with its own sign-in.

Who was invited, and what it answered, is told to the organization that leads, to the one that was invited and to the
secretariat; to others only who accepted, once it is published under their names.
"""

from collections.abc import Mapping
from datetime import datetime

from oewg.accounts.models import Organization
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.models import Signature, Submission
from oewg.consultations.rules import submissions as rules
from oewg.consultations.rules.input import check_in_time
from oewg.core.clock import on_the_clocks
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.record.actions import Subject, append

told(
    invite_co_signer=say("An organization was invited to co-sign a submission."),
    co_sign=say("A submission was co-signed."),
    decline_to_co_sign=say("An organization declined to co-sign a submission."),
)


def invite_co_signer(
    db: Db, submission: Submission, organization: Organization, *, by: Viewer, at: datetime
) -> Signature:  # fmt: skip
    """Invite another accredited organization to co-sign this version; it may read it from now on."""
    rules.check_invites(
        submission.organization_id == by.organization_id, organization.accredited,
        organization.id == submission.organization_id,
        queries.signature(db, submission.id, organization.id) is not None,
    )  # fmt: skip
    _must_be_open(db, submission, at)
    return ask_to_sign(db, submission, organization.id, by, at)


def ask_to_sign(db: Db, submission: Submission, organization_id: int, by: Viewer, at: datetime) -> Signature:
    """Ask an organization to sign a version; called by what asks, in its transaction."""
    signature = Signature(submission_id=submission.id, organization_id=organization_id, invited_at=at)
    submission.signatures.append(signature)
    db.flush()
    _append(db, "invite_co_signer", submission, signature, {}, by, at)
    return signature


def co_sign(db: Db, submission: Submission, *, by: Viewer, at: datetime) -> None:
    """Accept to be one of a submission's authors: these words, and the way in which they are published."""
    _answer(db, submission, "accepted", "co_sign", by, at)


def decline_to_co_sign(db: Db, submission: Submission, *, by: Viewer, at: datetime) -> None:
    """Decline, or take back what was accepted before it was published; one reads it no longer unless it is published."""
    _answer(db, submission, "declined", "decline_to_co_sign", by, at)


def _answer(db: Db, submission: Submission, answer: str, act: str, by: Viewer, at: datetime) -> None:
    signature = queries.own_signature(db, submission.id, by)
    _must_be_open(db, submission, at)
    if signature.answer == answer:
        raise Refusal(say("Your organization has answered so already."))
    signature.answer, signature.answered_at, signature.answered_by = answer, at, by.account_id
    db.flush()
    _append(db, act, submission, signature, {}, by, at)


def _must_be_open(db: Db, submission: Submission, at: datetime) -> None:
    rules.check_open_to_signing(
        queries.has_later_version(db, submission), submission.published_at, submission.returned_at
    )
    until = queries.signing_until(db, submission)
    check_in_time(submission.call.opens_at, until, at, on_the_clocks(until, submission.call.zone))


def _append(
    db: Db, act: str, submission: Submission, signature: Signature, facts: Mapping[str, object], by: Viewer, at: datetime
) -> None:  # fmt: skip
    append(
        db, act, by.account_id, by.capacity, Subject("submission", submission.id),
        {"organization": signature.organization_id, **facts}, at,
        readers=("secretariat", f"organization:{submission.organization_id}", f"organization:{signature.organization_id}"),
    )  # fmt: skip
