"""What belongs to one submission: what was received, its versions, who was asked to co-sign it, its attachments?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased, joinedload

from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import Call, Original, Signature, Submission, SubmissionFile
from oewg.consultations.queries.input import SubmissionLine, visible
from oewg.consultations.rules.input import last_instant
from oewg.consultations.rules.submissions import Blackened
from oewg.core.database import Db
from oewg.core.errors import NotFound


def readers_of_submission(of: Submission) -> Sequence[str]:
    """Who reads what is done with a submission: everybody, once it is published; before, the secretariat and its authors.

    Its authors are the organization that leads and those that have co-signed.
    """
    if of.published_at:
        return ("public",)
    signed = [one.organization_id for one in of.signatures if one.answer == "accepted"]
    return ("secretariat", *(f"organization:{each}" for each in [of.organization_id, *signed]))


def words_received(db: Db, of: Submission) -> Mapping[int | None, str]:
    """What was received, whatever has been blacked out since: None -> its general words, question -> the answer."""
    found: dict[int | None, str] = {None: of.words, **{each.question_id: each.words for each in of.answers}}
    for original in db.scalars(select(Original).where(Original.submission_id == of.id)):
        found[original.question_id] = original.words
    return found


def blackened(of: Submission, question_id: int | None) -> list[Blackened]:
    """What is blacked out in its general words (None) or in its answer to a question."""
    return [
        Blackened(one.start, one.stop, one.ground, one.reason)
        for one in of.redactions
        if one.question_id == question_id
    ]


def versions(db: Db, of: Submission, viewer: Viewer) -> Sequence[Submission]:
    """The versions of a submission that a viewer may see, the latest first."""
    return db.scalars(
        select(Submission)
        .where(
            Submission.call_id == of.call_id, Submission.organization_id == of.organization_id, visible(viewer)
        )
        .order_by(Submission.version.desc())
    ).all()  # fmt: skip


def signing_until(db: Db, of: Submission) -> datetime:
    """Until when a version may be co-signed: until the version itself would have been too late."""
    earlier = select(Submission.repair_until).where(
        Submission.call_id == of.call_id,
        Submission.organization_id == of.organization_id,
        Submission.version == of.version - 1,
    )
    return last_instant(of.call.closes_at, db.scalar(earlier))


def has_later_version(db: Db, of: Submission) -> bool:
    """Is there any later version of it, however that stands? Its co-signers are asked on that one."""
    later = select(Submission.id).where(
        Submission.call_id == of.call_id,
        Submission.organization_id == of.organization_id,
        Submission.version > of.version,
    )
    return db.scalars(later.limit(1)).first() is not None


def signature(db: Db, submission_id: int, organization_id: int) -> Signature | None:
    """What an organization was asked to sign, and what it answered."""
    return db.scalars(
        select(Signature).where(
            Signature.submission_id == submission_id, Signature.organization_id == organization_id
        )
    ).one_or_none()  # fmt: skip


def own_signature(db: Db, submission_id: int, viewer: Viewer) -> Signature:
    """The invitation of the viewer's organization to co-sign a submission, or NotFound."""
    found = signature(db, submission_id, viewer.organization_id) if viewer.organization_id else None
    if found is None:
        raise NotFound
    return found


def invitations(db: Db, organization_id: int, at: datetime) -> Sequence[Submission]:
    """The submissions that an organization is asked to co-sign, has not answered, and still may."""
    earlier, later = aliased(Submission), aliased(Submission)
    repaired = (
        select(earlier.id)
        .where(
            earlier.call_id == Submission.call_id,
            earlier.organization_id == Submission.organization_id,
            earlier.version == Submission.version - 1,
            earlier.repair_until > at,
        )
        .exists()
    )
    return db.scalars(
        select(Submission)
        .join(Signature, Signature.submission_id == Submission.id)
        .join(Call, Submission.call_id == Call.id)
        .where(
            Signature.organization_id == organization_id,
            Signature.answer.is_(None),
            Submission.published_at.is_(None),
            Submission.returned_at.is_(None),
            or_(Call.closes_at > at, repaired),
            ~select(later.id)
            .where(
                later.call_id == Submission.call_id,
                later.organization_id == Submission.organization_id,
                later.version > Submission.version,
            )
            .exists(),
        )
        .options(joinedload(Submission.call), joinedload(Submission.organization))
        .order_by(Submission.id)
    ).all()


def to_be_invited(db: Db, of: Submission) -> Sequence[Organization]:
    """The accredited organizations that can still be invited to co-sign a submission, by name."""
    invited = {of.organization_id, *(one.organization_id for one in of.signatures)}
    return db.scalars(
        select(Organization)
        .where(Organization.accredited, Organization.id.not_in(invited))
        .order_by(Organization.name, Organization.id)
    ).all()


def submission_file(line: SubmissionLine, place: int) -> SubmissionFile:
    """An attachment of a submission, or NotFound."""
    found = next((one for one in line.submission.files if one.place == place), None)
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Attachment:
    """A file as a reader may have it. `place` is empty in a preview. `reason`: why it is a redacted copy, if it is one."""

    name: str
    media_type: str
    size: int
    place: int | None = None
    reason: str = ""


def attachment_of(line: SubmissionLine, one: SubmissionFile) -> Attachment:
    """An attachment as this viewer may have it; its own name might name an author who is not to be named."""
    file = one.copy or one.file
    ending = file.name.rsplit(".", 1)[-1]
    name = file.name if line.author else f"attachment-{one.place}.{ending}"
    return Attachment(name, file.media_type, file.size, one.place, one.copy_reason)
