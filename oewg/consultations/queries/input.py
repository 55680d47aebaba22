"""What did business, non-governmental organizations and academia put in, as far as this viewer may see it?

An organization sees its own submissions, the secretariat sees all, everybody sees what is published; of an anonymous one
nobody else learns whose it is.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, ScalarSelect, Select, false, func, or_, select, true
from sqlalchemy.orm import aliased, joinedload, selectinload

from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import (
    Submission,
)
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged


@dataclass(frozen=True)
class SubmissionLine:
    """A submission as a viewer may see it; `author` is empty when the viewer may not know it."""

    submission: Submission
    author: str
    own: bool
    replaced_by: int | None = None
    """The latest version that the viewer may see, if it is a later one."""


def visible(viewer: Viewer, of: type[Submission] = Submission) -> ColumnElement[bool]:
    """The condition that a viewer may see a submission at all."""
    if viewer.role == "secretariat":
        return true()
    own = of.organization_id == viewer.organization_id if viewer.organization_id else false()
    return or_(of.published_at.is_not(None), own)


def _replaced_by(viewer: Viewer) -> ScalarSelect[int | None]:
    """The latest version, later than a submission, that a viewer may see; null if it stands for this viewer.

    One that was sent back stands in nobody's place (rules.submissions.standing_version).
    """
    later = aliased(Submission)
    return (
        select(func.max(later.id))
        .where(
            later.call_id == Submission.call_id,
            later.organization_id == Submission.organization_id,
            later.version > Submission.version,
            later.returned_at.is_(None),
            visible(viewer, later),
        )
        .correlate(Submission)
        .scalar_subquery()
    )


def stands(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that no later version of a submission that a viewer may see has replaced it."""
    return _replaced_by(viewer).is_(None)


def knows_author(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that a viewer may know whose a submission is."""
    if viewer.role == "secretariat":
        return true()
    own = Submission.organization_id == viewer.organization_id if viewer.organization_id else false()
    return or_(Submission.consent == "named", own)


def as_line(submission: Submission, viewer: Viewer, replaced_by: int | None = None) -> SubmissionLine:
    """A submission with its organization as a viewer may see it: whose it is only for whoever may know."""
    own = viewer.organization_id is not None and submission.organization_id == viewer.organization_id
    known = own or viewer.role == "secretariat" or submission.consent == "named"
    return SubmissionLine(submission, submission.organization.name if known else "", own, replaced_by)


def submissions(
    db: Db,
    viewer: Viewer,
    *,
    call_id: int | None = None,
    sector: str = "",
    organization_id: int | None = None,
    number: int = 1,
    size: int = 50,
) -> Page[SubmissionLine]:
    """The submissions that stand as far as a viewer may see, the latest first: of each the latest version.

    Sector and organization find only those whose author the viewer may know.
    """
    query = select(Submission).where(visible(viewer), stands(viewer))
    if call_id is not None:
        query = query.where(Submission.call_id == call_id)
    if sector:
        query = query.join(Organization, Submission.organization_id == Organization.id).where(
            Organization.sector == sector, knows_author(viewer)
        )
    if organization_id is not None:
        query = query.where(Submission.organization_id == organization_id, knows_author(viewer))
    query = query.options(
        joinedload(Submission.organization), joinedload(Submission.call), selectinload(Submission.bearings)
    )
    page = paged(db, query.order_by(Submission.submitted_at.desc(), Submission.id.desc()), number, size)
    return Page([as_line(row, viewer) for row in page.items], page.number, page.size, page.total)


def submissions_after(db: Db, viewer: Viewer, submission_id: int, limit: int) -> list[SubmissionLine]:
    """The submissions that a viewer may see with a higher number than this, in that order, every version."""
    rows = db.execute(
        select(Submission, _replaced_by(viewer))
        .where(visible(viewer), Submission.id > submission_id)
        .options(joinedload(Submission.organization), selectinload(Submission.bearings))
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
            joinedload(Submission.organization),
            joinedload(Submission.call),
            selectinload(Submission.bearings),
            selectinload(Submission.answers),
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return as_line(found[0], viewer, found[1])


def latest_version(db: Db, call_id: int, organization_id: int) -> Submission | None:
    """What an organization last answered to a call, for itself."""
    return db.scalars(_versions(call_id, organization_id).limit(1)).first()


def published_consent(db: Db, call_id: int, organization_id: int) -> str | None:
    """How an organization's answer to a call was published: "named" or "anonymous"; None if it was not."""
    published = _versions(call_id, organization_id).where(Submission.published_at.is_not(None))
    found = db.scalars(published.limit(1)).first()
    return found.consent if found else None


def is_replaced(db: Db, submission: Submission) -> bool:
    """Is there a later version of it that was not sent back?"""
    later = _versions(submission.call_id, submission.organization_id).where(
        Submission.version > submission.version, Submission.returned_at.is_(None)
    )
    return db.scalars(later.limit(1)).first() is not None


def _versions(call_id: int, organization_id: int) -> Select[Submission]:
    return (
        select(Submission)
        .where(Submission.call_id == call_id, Submission.organization_id == organization_id)
        .order_by(Submission.version.desc())
    )
