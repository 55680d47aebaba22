"""What did business, non-governmental organizations and academia put in, as far as this viewer may see it?

An organization sees its own submissions, the secretariat sees all, everybody sees what is published; of an anonymous one
nobody else learns whose it is.
"""

from dataclasses import dataclass
from typing import TypedDict, Unpack

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import aliased, joinedload, selectinload

from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import (
    Bearing,
    Call,
    CallQuestion,
    Signature,
    Submission,
    SubmissionAnswer,
    SubmissionFile,
)
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.mandate.models import Element


@dataclass(frozen=True)
class SubmissionLine:
    """A submission as a viewer may see it; `author` is empty when the viewer may not know it."""

    submission: Submission
    author: str
    own: bool
    replaced_by: int | None = None
    """The latest version that the viewer may see, if it is a later one."""
    insider: bool = False
    """Is the viewer one of its authors or the secretariat, who read what was received, not what was blacked out?"""
    co_signers: tuple[Organization, ...] = ()
    """Those who accepted to co-sign it, as far as the viewer may know them."""

    @property
    def authors(self) -> list[str]:
        """Whom the viewer may know: the organization that leads, then those that co-signed."""
        return [self.author, *(one.name for one in self.co_signers)] if self.author else []


class SubmissionsAsked(TypedDict, total=False):
    """Which submissions: of a call, a sector, an organization; that answer a question on an element; in a language; that stand so
    (rules.input.STANDINGS); of which this became (a disposition). What is left out or empty is not asked for.
    """

    call_id: int | None
    sector: str
    organization_id: int | None
    element: str
    written_in: str
    standing: str
    disposition: str


def visible(viewer: Viewer, of: type[Submission] = Submission) -> ColumnElement[bool]:
    """The condition that a viewer may see a submission at all."""
    if viewer.role == "secretariat":
        return true()
    if viewer.organization_id is None:
        return of.published_at.is_not(None)
    own = of.organization_id == viewer.organization_id
    return or_(of.published_at.is_not(None), own, _asked_to_sign(viewer.organization_id, of))


def _asked_to_sign(organization_id: int, of: type[Submission], *, accepted: bool = False) -> ColumnElement[bool]:
    """The condition that an organization co-signed a submission, or was asked to and may still answer; or that it accepted."""
    answered = Signature.answer == "accepted"
    can_answer = and_(Signature.answer.is_(None), of.published_at.is_(None))
    return (
        select(Signature.id)
        .where(
            Signature.submission_id == of.id,
            Signature.organization_id == organization_id,
            answered if accepted else or_(answered, can_answer),
        )
        .exists()
    )


def _takes_its_place(later: type[Submission]) -> ColumnElement[bool]:
    """The condition that a version takes the place of a submission: a later version of it that was not sent back.

    Which version stands is said here alone (rules.submissions.standing_version): what was sent back stands in nobody's place.
    """
    return and_(
        later.call_id == Submission.call_id,
        later.organization_id == Submission.organization_id,
        later.version > Submission.version,
        later.returned_at.is_(None),
    )


def _replaced_by(viewer: Viewer) -> ScalarSelect[int | None]:
    """The latest version in the place of a submission that a viewer may see; null if none is, for this viewer."""
    later = aliased(Submission)
    return (
        select(func.max(later.id))
        .where(_takes_its_place(later), visible(viewer, later))
        .correlate(Submission)
        .scalar_subquery()
    )


def stands(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that no later version of a submission that a viewer may see has replaced it."""
    return _replaced_by(viewer).is_(None)


def standing(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that a submission stands for a viewer: it may be seen, was neither sent back nor replaced.

    What was published stands on while a later version waits to be repaired.
    """
    return and_(visible(viewer), Submission.returned_at.is_(None), stands(viewer))


def knows_author(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that a viewer may know whose a submission is."""
    if viewer.role == "secretariat":
        return true()
    if viewer.organization_id is None:
        return Submission.consent == "named"
    own = Submission.organization_id == viewer.organization_id
    return or_(Submission.consent == "named", own, _asked_to_sign(viewer.organization_id, Submission))


def as_line(submission: Submission, viewer: Viewer, replaced_by: int | None = None) -> SubmissionLine:
    """A submission with its organization as a viewer may see it: whose it is only for whoever may know."""
    own = viewer.organization_id is not None and submission.organization_id == viewer.organization_id
    can_sign = submission.published_at is None
    signing = {
        one.organization_id
        for one in submission.signatures
        if one.answer == "accepted" or (one.answer is None and can_sign)
    }
    insider = own or viewer.role == "secretariat" or viewer.organization_id in signing
    known = insider or submission.consent == "named"
    # Who was invited to co-sign without a name knows who invited it, and of the others no more than the public.
    all_known = own or viewer.role == "secretariat" or submission.consent == "named"
    co_signers = tuple(
        one.organization
        for one in submission.signatures
        if one.answer == "accepted" and (all_known or one.organization_id == viewer.organization_id)
    )
    author = submission.organization.name if known else ""
    return SubmissionLine(submission, author, own, replaced_by, insider, co_signers)


def submissions(
    db: Db, viewer: Viewer, *, number: int = 1, size: int = 50, **asked: Unpack[SubmissionsAsked]
) -> Page[SubmissionLine]:
    """The submissions that stand as far as a viewer may see, the latest first: of each the latest version.

    Sector and organization find only those whose author the viewer may know.
    """
    query = select(Submission).where(visible(viewer), stands(viewer), *_found(viewer, asked))
    query = query.options(joinedload(Submission.call), *_LISTED)
    page = paged(db, query.order_by(Submission.submitted_at.desc(), Submission.id.desc()), number, size)
    return Page([as_line(row, viewer) for row in page.items], page.number, page.size, page.total)


AUTHORS = (
    joinedload(Submission.organization),
    selectinload(Submission.signatures).joinedload(Signature.organization),
)
"""What `as_line` reads besides the submission itself."""
_LISTED = (*AUTHORS, selectinload(Submission.bearings))
_WHOLE = (
    *_LISTED,
    selectinload(Submission.answers).joinedload(SubmissionAnswer.question).joinedload(CallQuestion.element),
    selectinload(Submission.redactions),
    selectinload(Submission.files).joinedload(SubmissionFile.file),
    selectinload(Submission.files).joinedload(SubmissionFile.copy),
)


def _found(viewer: Viewer, asked: SubmissionsAsked) -> list[ColumnElement[bool]]:
    """The conditions of what is asked for."""
    found: list[ColumnElement[bool]] = []
    if (call_id := asked.get("call_id")) is not None:
        found.append(Submission.call_id == call_id)
    if sector := asked.get("sector"):
        found += [Submission.organization.has(Organization.sector == sector), knows_author(viewer)]
    if (organization_id := asked.get("organization_id")) is not None:
        own = Submission.organization_id == organization_id
        signed = _asked_to_sign(organization_id, Submission, accepted=True)
        found += [or_(own, and_(signed, _knows_signers(viewer, organization_id))), knows_author(viewer)]
    if element := asked.get("element"):
        on_element = CallQuestion.element.has(Element.key == element)
        found.append(Submission.answers.any(SubmissionAnswer.question.has(on_element)))
    if written_in := asked.get("written_in"):
        found.append(Submission.language == written_in)
    if standing := asked.get("standing"):
        found.append(_STANDING[standing])
    if disposition := asked.get("disposition"):
        found.append(Submission.bearings.any(Bearing.disposition == disposition))
    return found


_STANDING = {
    "received": and_(Submission.published_at.is_(None), Submission.returned_at.is_(None)),
    "published": Submission.published_at.is_not(None),
    "sent_back": Submission.returned_at.is_not(None),
}


def _knows_signers(viewer: Viewer, organization_id: int) -> ColumnElement[bool]:
    """The condition that a viewer may know that an organization co-signed a submission."""
    if viewer.role == "secretariat" or viewer.organization_id == organization_id:
        return true()
    own = Submission.organization_id == viewer.organization_id if viewer.organization_id else false()
    return or_(Submission.consent == "named", own)


def submissions_after(
    db: Db, viewer: Viewer, submission_id: int, limit: int, **asked: Unpack[SubmissionsAsked]
) -> list[SubmissionLine]:
    """The submissions that a viewer may see with a higher number than this, in that order, every version."""
    rows = db.execute(
        select(Submission, _replaced_by(viewer))
        .where(visible(viewer), Submission.id > submission_id, *_found(viewer, asked))
        .options(*_WHOLE)
        .order_by(Submission.id)
        .limit(limit)
    )
    return [as_line(row[0], viewer, row[1]) for row in rows]


def submission(db: Db, submission_id: int, viewer: Viewer) -> SubmissionLine:
    """One submission that the viewer may see, or NotFound."""
    found = db.execute(
        select(Submission, _replaced_by(viewer))
        .where(Submission.id == submission_id, visible(viewer))
        .options(
            *_WHOLE,
            joinedload(Submission.call).selectinload(Call.questions),
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return as_line(found[0], viewer, found[1])


def latest_version(db: Db, call_id: int, organization_id: int) -> Submission | None:
    """What an organization last answered to a call, for itself."""
    whole = (selectinload(Submission.answers), selectinload(Submission.signatures))
    return db.scalars(_versions(call_id, organization_id).options(*whole).limit(1)).first()


def published_consent(db: Db, call_id: int, organization_id: int) -> str | None:
    """How an organization's answer to a call was published: "named" or "anonymous"; None if it was not."""
    published = _versions(call_id, organization_id).where(Submission.published_at.is_not(None))
    found = db.scalars(published.limit(1)).first()
    return found.consent if found else None


def is_replaced(db: Db, submission: Submission) -> bool:
    """Is there a later version of it that was not sent back?"""
    later = aliased(Submission)
    replaced = select(Submission.id).where(
        Submission.id == submission.id, select(later.id).where(_takes_its_place(later)).exists()
    )
    return db.scalars(replaced).first() is not None


def is_standing(db: Db, submission: Submission) -> bool:
    """Does a submission stand for those who see all of it, so that something can be said of it?"""
    return submission.returned_at is None and not is_replaced(db, submission)


def _versions(call_id: int, organization_id: int) -> Select[Submission]:
    return (
        select(Submission)
        .where(Submission.call_id == call_id, Submission.organization_id == organization_id)
        .order_by(Submission.version.desc())
    )
