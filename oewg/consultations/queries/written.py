"""What did organizations contribute to a consultation, as far as this viewer may see it?

As with submissions: an organization sees its own, the secretariat sees all, everybody sees what is published; of an anonymous
one nobody else learns whose it is.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import joinedload, undefer

from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import Submission, WrittenContribution
from oewg.consultations.queries.input import visible
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.meetings.models import Statement
from oewg.meetings.queries.statements import visible_statements


@dataclass(frozen=True)
class WrittenLine:
    """A contribution as a viewer may see it; `author` is empty when the viewer may not know it."""

    contribution: WrittenContribution
    author: str
    own: bool
    link_open: bool
    """Does it link a submission or a statement that the viewer may read?"""

    @property
    def file_name(self) -> str:
        """The name of its file for this viewer ("" without one); its own name might name an author who is not to be named."""
        name = self.contribution.file_name or ""
        return name if self.author or not name else f"attachment.{name.rsplit('.', 1)[-1]}"


def visible_written(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that a viewer may see a contribution at all."""
    if viewer.role == "secretariat":
        return true()
    return or_(
        and_(WrittenContribution.published_at.is_not(None), WrittenContribution.withdrawn_at.is_(None)), _own(viewer)
    )


def knows_whose(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that a viewer may know whose a contribution is."""
    return true() if viewer.role == "secretariat" else or_(WrittenContribution.consent == "named", _own(viewer))


def _own(viewer: Viewer) -> ColumnElement[bool]:
    return WrittenContribution.organization_id == viewer.organization_id if viewer.organization_id else false()


def _link_open(viewer: Viewer) -> ColumnElement[bool]:
    submission = Submission.id == WrittenContribution.submission_id, visible(viewer)
    statement = Statement.id == WrittenContribution.statement_id, visible_statements(viewer)
    return or_(select(Submission.id).where(*submission).exists(), select(Statement.id).where(*statement).exists())


def _as_line(row: WrittenContribution, link_open: bool, viewer: Viewer) -> WrittenLine:
    own = viewer.organization_id is not None and row.organization_id == viewer.organization_id
    known = own or viewer.role == "secretariat" or row.consent == "named"
    return WrittenLine(row, row.organization.name if known else "", own, link_open)


def written_contributions(
    db: Db, viewer: Viewer, consultation_id: int, *, theme: int | None = None, number: int = 1, size: int = 25
) -> Page[WrittenLine]:
    """The contributions to a consultation, on one theme or on all, the latest first."""
    query = select(WrittenContribution, _link_open(viewer)).where(
        WrittenContribution.consultation_id == consultation_id, visible_written(viewer)
    )
    if theme is not None:
        query = query.where(WrittenContribution.element_id == theme)
    query = query.options(joinedload(WrittenContribution.organization)).order_by(WrittenContribution.id.desc())
    page = paged(db, query, number, size)
    return Page([_as_line(row[0], row[1], viewer) for row in page.items], page.number, page.size, page.total)


def written_contribution(db: Db, written_id: int, viewer: Viewer, *, with_file: bool = False) -> WrittenLine:
    """One contribution, or NotFound."""
    query = select(WrittenContribution, _link_open(viewer)).where(
        WrittenContribution.id == written_id, visible_written(viewer)
    )
    query = query.options(joinedload(WrittenContribution.organization))
    found = db.execute(query.options(undefer(WrittenContribution.contents)) if with_file else query).one_or_none()
    if found is None:
        raise NotFound
    return _as_line(found[0], found[1], viewer)


def linkable(db: Db, organization_id: int) -> list[tuple[str, str]]:
    """(what, title) of what an organization may link: "submission:3", its title; only what it lets be published by name."""
    submissions = db.execute(
        select(Submission.id, Submission.title)
        .where(Submission.organization_id == organization_id, Submission.consent == "named", Submission.returned_at.is_(None))
        .order_by(Submission.id.desc())
    )  # fmt: skip
    statements = db.scalars(
        select(Statement)
        .where(
            Statement.organization_id == organization_id, Statement.consented_at.is_not(None),
            Statement.withdrawn_at.is_(None),
        )
        .options(joinedload(Statement.meeting))
        .order_by(Statement.id.desc())
    )  # fmt: skip
    return [(f"submission:{row[0]}", row[1]) for row in submissions] + [
        (f"statement:{row.id}", str(row.meeting.number)) for row in statements
    ]
