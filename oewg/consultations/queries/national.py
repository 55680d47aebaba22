"""What did States inform of, question by question, as far as this viewer may read it?

Delegations, the bureau and the secretariat read what was given at once; the public what a delegation agreed to publish.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import aliased, joinedload, selectinload

from oewg.accounts.models import Delegation
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.consultations.models import Call, CallQuestion, NationalAnswer, NationalView
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.mandate.models import Element, ElementProvision
from oewg.mandate.queries import counts_input
from oewg.texts.models import DraftText, Provision


@dataclass(frozen=True)
class Compiled:
    """The views that stand for a viewer, by State, and how many Member States have given none that it may read.

    `silent` are their numbers, for those who may read every view; empty for the public, which is told the number alone.
    """

    views: Sequence[NationalView]
    without: int
    silent: Sequence[int]


def reads_all(viewer: Viewer) -> bool:
    """May this viewer read views that are not published?"""
    return "delegations" in viewer.audiences


def visible_views(viewer: Viewer, of: type[NationalView] = NationalView) -> ColumnElement[bool]:
    """The condition that a viewer may read a view."""
    return true() if reads_all(viewer) else of.published_at.is_not(None)


def standing_views(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that there is no later version that this viewer may read."""
    later = aliased(NationalView)
    return ~(
        select(later.id)
        .where(
            later.call_id == NationalView.call_id,
            later.delegation_id == NationalView.delegation_id,
            later.version > NationalView.version,
            visible_views(viewer, later),
        )
        .exists()
    )


_WHOLE = (joinedload(NationalView.delegation), selectinload(NationalView.answers))


def compiled(db: Db, call: Call, viewer: Viewer) -> Compiled:
    """The views that stand in answer to a call, in the order of the States' codes."""
    views = db.scalars(
        select(NationalView)
        .join(Delegation)
        .where(NationalView.call_id == call.id, visible_views(viewer), standing_views(viewer))
        .options(*_WHOLE)
        .order_by(Delegation.code)
    ).all()
    answered = {view.delegation_id for view in views}
    members = db.scalars(select(Delegation.id).where(Delegation.kind == "member").order_by(Delegation.code))
    silent = [each for each in members if each not in answered]
    return Compiled(views, len(silent), silent if reads_all(viewer) else ())


def by_question(call: Call, views: Sequence[NationalView]) -> Mapping[int, list[tuple[NationalView, str]]]:
    """Question -> (view, what it says to that question), in the order of the views."""
    found: dict[int, list[tuple[NationalView, str]]] = {question.id: [] for question in call.questions}
    for view in views:
        for answer in view.answers:
            found[answer.question_id].append((view, answer.words))
    return found


def view(db: Db, view_id: int, viewer: Viewer) -> NationalView:
    """One State's view, or NotFound; an earlier version is readable too."""
    found = db.scalars(
        select(NationalView)
        .where(NationalView.id == view_id, visible_views(viewer))
        .options(*_WHOLE, joinedload(NationalView.call))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def versions_of_view(db: Db, of: NationalView, viewer: Viewer) -> Sequence[NationalView]:
    """The versions of a State's answer that a viewer may read, the latest first."""
    return db.scalars(
        select(NationalView)
        .where(
            NationalView.call_id == of.call_id, NationalView.delegation_id == of.delegation_id, visible_views(viewer)
        )
        .order_by(NationalView.version.desc())
    ).all()  # fmt: skip


def latest_view(db: Db, call_id: int, delegation_id: int) -> NationalView | None:
    """What a delegation last answered to a call, for itself."""
    return db.scalars(
        select(NationalView)
        .where(NationalView.call_id == call_id, NationalView.delegation_id == delegation_id)
        .options(selectinload(NationalView.answers))
        .order_by(NationalView.version.desc())
        .limit(1)
    ).first()


def latest_view_number(db: Db, of: NationalView) -> int:
    """The number of the latest version of a State's answer."""
    return db.scalars(
        select(func.max(NationalView.version)).where(
            NationalView.call_id == of.call_id, NationalView.delegation_id == of.delegation_id
        )
    ).one()


def views_after(db: Db, viewer: Viewer, view_id: int, limit: int) -> Sequence[NationalView]:
    """The views that a viewer may read with a higher number than this, in that order, every version."""
    return db.scalars(
        select(NationalView)
        .where(NationalView.id > view_id, visible_views(viewer))
        .options(*_WHOLE)
        .order_by(NationalView.id)
        .limit(limit)
    ).all()


def views_among(db: Db, viewer: Viewer, ids: Collection[int]) -> Sequence[NationalView]:
    """Those of some views that a viewer may read, in the order of their numbers: two queries."""
    return db.scalars(
        select(NationalView)
        .where(NationalView.id.in_(set(ids)), visible_views(viewer))
        .options(*_WHOLE, joinedload(NationalView.call))
        .order_by(NationalView.id)
    ).all()


@counts_input
def provisions_resting_on_views(db: Db) -> set[int]:
    """The provisions of the report on an element on which a State has published its view, as it stands now.

    A view is on a question, and a question on an element: what the report says on that element rests on it.
    """
    return set(
        db.scalars(
            select(ElementProvision.provision_id)
            .join(Provision, ElementProvision.provision_id == Provision.id)
            .join(DraftText, Provision.text_id == DraftText.id)
            .join(Element, ElementProvision.element_id == Element.id)
            .join(CallQuestion, CallQuestion.element_id == Element.id)
            .join(NationalAnswer, NationalAnswer.question_id == CallQuestion.id)
            .join(NationalView, NationalAnswer.view_id == NationalView.id)
            .where(DraftText.kind == "report", visible_views(PUBLIC), standing_views(PUBLIC))
        )
    )
