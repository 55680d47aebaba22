"""What became of all input that a viewer may see, by element, provision, sector, end and call?"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, not_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import Bearing, Submission
from oewg.consultations.queries.dispositions.became import WHOLE, TieLine, lines_of, on_earlier_wording
from oewg.consultations.queries.dispositions.passages import quote_of
from oewg.consultations.queries.input import AUTHORS, SubmissionLine, as_line, knows_author, standing
from oewg.consultations.rules import dispositions as rules
from oewg.core.database import Db
from oewg.core.paging import Page, paged
from oewg.mandate.models import ElementProvision
from oewg.texts import queries as texts

UNNAMED = "unnamed"
"""In the place of the sector of those whose authors the viewer may not know."""


@dataclass(frozen=True)
class TiesAsked:
    """Which dispositions: on an element (0: on none), in a provision, from a sector, of a call, how they ended.

    `earlier`: only those said of earlier wording.
    """

    element: int | None = None
    provision: int | None = None
    sector: str = ""
    disposition: str = ""
    call: int | None = None
    earlier: bool = False


EVERY_TIE = TiesAsked()


@dataclass(frozen=True)
class Tie:
    """What became of a submission or a passage in one place, with whose it is as far as the viewer may know."""

    said: TieLine
    submission: SubmissionLine

    @property
    def quote(self) -> str:
        """The words of the passage; "" where it is said of the whole."""
        return quote_of(self.said.bearing.passage, self.submission.submission) if self.said.bearing.passage else ""


def _on_element(element_id: int) -> ColumnElement[bool]:
    """On an element itself, or in a provision that answers to it."""
    provisions = select(ElementProvision.provision_id).where(ElementProvision.element_id == element_id)
    return or_(Bearing.element_id == element_id, Bearing.provision_id.in_(provisions))


def _on_none() -> ColumnElement[bool]:
    answers = exists().where(ElementProvision.provision_id == Bearing.provision_id)
    return and_(Bearing.element_id.is_(None), ~answers)


def _asked(asked: TiesAsked, viewer: Viewer) -> list[ColumnElement[bool]]:
    found = [Bearing.ended_at.is_(None), standing(viewer)]
    if asked.element is not None:
        found.append(_on_element(asked.element) if asked.element else _on_none())
    if asked.provision is not None:
        found.append(Bearing.provision_id == asked.provision)
    if asked.sector == UNNAMED:
        found.append(not_(knows_author(viewer)))
    elif asked.sector:
        # Whoever may not know the author does not learn it by asking.
        found += [Organization.sector == asked.sector, knows_author(viewer)]
    if asked.disposition:
        found.append(Bearing.disposition == asked.disposition)
    if asked.call is not None:
        found.append(Submission.call_id == asked.call)
    if asked.earlier:
        found.append(on_earlier_wording() != "")
    return found


def _ties(asked: TiesAsked, viewer: Viewer) -> Select[Bearing, str, Submission]:
    query = select(Bearing, on_earlier_wording(), Submission).join(Submission, Bearing.submission_id == Submission.id)
    query = query.join(Organization, Submission.organization_id == Organization.id).where(*_asked(asked, viewer))
    return query.options(*WHOLE, joinedload(Submission.call), selectinload(Submission.answers), *AUTHORS)


def _as_ties(db: Db, rows: Collection[Any], viewer: Viewer) -> list[Tie]:
    lines = lines_of(db, [row[0] for row in rows])
    return [
        Tie(TieLine(row[0], row[1], lines.get(row[0].provision_id or 0)), as_line(row[2], viewer)) for row in rows
    ]  # fmt: skip


def ties(db: Db, viewer: Viewer, asked: TiesAsked = EVERY_TIE, *, number: int = 1, size: int = 25) -> Page[Tie]:
    """What became of what the viewer may see, the latest first: a fixed number of queries."""
    query = _ties(asked, viewer).order_by(Bearing.tied_at.desc(), Bearing.id.desc())
    page = paged(db, query, number, size)
    return Page(_as_ties(db, page.items, viewer), page.number, page.size, page.total)


def ties_after(db: Db, viewer: Viewer, bearing_id: int, limit: int, asked: TiesAsked = EVERY_TIE) -> list[Tie]:
    """The same with a higher number than this, in that order."""
    query = _ties(asked, viewer).where(Bearing.id > bearing_id).order_by(Bearing.id).limit(limit)
    return _as_ties(db, db.execute(query).all(), viewer)


def to_review(db: Db, viewer: Viewer, *, number: int = 1, size: int = 25) -> Page[Tie]:
    """What was said of wording that has been changed or removed since, the latest first."""
    return ties(db, viewer, TiesAsked(earlier=True), number=number, size=size)


MOST_BESIDE = 10
"""Dispositions that stand on a provision's page; the list has them all."""


@texts.tells_what_rests
def input_on(db: Db, viewer: Viewer, provision_id: int) -> list[texts.Resting]:
    """The input that bears on a provision, the latest first: one query."""
    query = _ties(TiesAsked(provision=provision_id), viewer).order_by(Bearing.tied_at.desc(), Bearing.id.desc())
    return [
        texts.Resting(
            title=one.submission.submission.title,
            by=" · ".join(one.submission.authors),
            quote=one.quote,
            became=rules.DISPOSITIONS[one.said.bearing.disposition],
            earlier=rules.EARLIER.get(one.said.earlier, ""),
            reason=one.said.bearing.reason,
            endpoint="consultations.what_became",
            place={"submission_id": one.submission.submission.id},
        )
        for one in (
            Tie(TieLine(row[0], row[1]), as_line(row[2], viewer)) for row in db.execute(query.limit(MOST_BESIDE))
        )
    ]
