"""What is done with contributions to a consultation? Posted, published with consent or sent back for their form, withdrawn.

The record holds their digest, never their words: an organization may withdraw what it posted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from oewg.accounts.models import Organization
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.models import Consultation, Submission, WrittenContribution
from oewg.consultations.rules import written as rules
from oewg.consultations.rules.moderation import CONTRIBUTION, check_publishable, check_waiting
from oewg.consultations.rules.registration import check_takes_part
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotAllowed, say
from oewg.mandate.models import Element
from oewg.meetings.models import Statement
from oewg.meetings.rules.statements import Content
from oewg.record.actions import Subject, append

told(
    post_written=say("A contribution to a consultation was posted."),
    publish_written=say("A contribution to a consultation was published."),
    return_written=say("A contribution to a consultation was sent back for repair."),
    withdraw_written=say("A contribution to a consultation was withdrawn."),
)


@dataclass(frozen=True)
class Link:
    """What the organization sent before and contributes now: its submission or its statement; or nothing."""

    submission: Submission | None = None
    statement: Statement | None = None


NOTHING = Link()


def post_written(
    db: Db, consultation: Consultation, theme: Element, title: str, content: Content, consent: str, *,
    by: Viewer, at: datetime, link: Link = NOTHING,
) -> WrittenContribution:  # fmt: skip
    """Post a contribution on a theme: typed words or a file (`content`), or a link and empty content."""
    organization = db.get(Organization, by.organization_id) if by.organization_id else None
    if organization is None or by.account_id is None:
        raise NotAllowed(say("Only an organization’s representative posts a contribution."))
    check_takes_part(queries.is_registered(db, consultation.id, organization.id))
    rules.check_posts(consultation.summary is not None and consultation.summary.closed_at is not None)
    _check_link(link, content, consent, organization.id)
    made = WrittenContribution(
        consultation_id=consultation.id, element_id=theme.id, organization_id=organization.id, title=title,
        words=content.words, file_name=content.file_name, media_type=content.media_type, contents=content.contents,
        digest=content.digest, submission_id=link.submission.id if link.submission else None,
        statement_id=link.statement.id if link.statement else None, consent=consent, posted_at=at, posted_by=by.account_id,
        return_reason="",
    )  # fmt: skip
    db.add(made)
    db.flush()
    facts = {
        "consultation": consultation.id, "theme": theme.id, "organization": organization.id, "digest": made.digest,
        "media_type": made.media_type, "submission": made.submission_id, "statement": made.statement_id,
        "consent": consent,
    }  # fmt: skip
    _append(db, "post_written", made, facts, by, at)
    return made


def _check_link(link: Link, content: Content, consent: str, organization_id: int) -> None:
    linked = link.submission or link.statement
    consented = (
        link.submission.consent == "named" and link.submission.returned_at is None
        if link.submission
        else link.statement is not None and link.statement.consented_at is not None
    )
    own = linked is not None and linked.organization_id == organization_id
    rules.check_link(linked is not None, bool(content.words or content.contents), own, consented, consent)


def publish_written(db: Db, made: WrittenContribution, *, by: Viewer, at: datetime) -> None:
    """Publish a contribution whose form is in order, as its authors consented: by name or without."""
    check_publishable(CONTRIBUTION, made.consent, made.published_at, made.returned_at, made.withdrawn_at)
    made.published_at = at
    db.flush()
    facts = {"digest": made.digest, "organization": made.organization_id if made.consent == "named" else None}
    append(db, "publish_written", by.account_id, by.capacity, Subject("written", made.id), facts, at)


def return_written(db: Db, made: WrittenContribution, reason: str, *, by: Viewer, at: datetime) -> None:
    """Send a contribution back for its form, never for its opinion, with the reason."""
    if not reason:
        raise Invalid(say("Say what in the form has to be repaired."), {"reason": say("Please give a reason.")})
    check_waiting(CONTRIBUTION, made.published_at, made.returned_at, made.withdrawn_at)
    made.returned_at, made.return_reason = at, reason
    db.flush()
    _append(db, "return_written", made, {"reason": reason}, by, at)


def withdraw_written(db: Db, made: WrittenContribution, *, by: Viewer, at: datetime) -> None:
    """Withdraw a contribution: the public does not read it any more; it remains on record."""
    rules.check_withdraws(by.organization_id == made.organization_id, made.withdrawn_at)
    made.withdrawn_at = at
    db.flush()
    _append(db, "withdraw_written", made, {}, by, at)


def _append(db: Db, act: str, made: WrittenContribution, facts: Mapping[str, object], by: Viewer, at: datetime) -> None:
    append(
        db, act, by.account_id, by.capacity, Subject("written", made.id), facts, at,
        readers=("secretariat", f"organization:{made.organization_id}"),
    )  # fmt: skip
