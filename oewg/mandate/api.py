"""The mandate for programs."""

from datetime import datetime

from flask import Blueprint

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Listed, Out, operation
from oewg.mandate import actions, queries
from oewg.mandate.forms import ResolutionForm
from oewg.mandate.models import Milestone, Resolution

api = Blueprint("mandate_api", __name__)


class ElementOut(Out):
    """One thing that the mandate asks the group to consider, and what is missing before it is covered."""

    id: int
    key: str
    title: str
    source: str
    quote: str
    missing: list[str]


class MilestoneOut(Out):
    """One thing that the mandate sets a time for."""

    key: str
    title: str
    source: str
    quote: str
    due: str | None
    assembly_session: int | None
    reached_at: datetime | None = None
    reached_by: str = ""
    """The symbol of the document that shows that it was reached."""


class ResolutionOut(Out):
    """The resolution as it was read in."""

    id: int
    symbol: str
    title: str
    session: str
    committee: str
    agenda_item: str
    sponsors: list[str]
    text: int
    rules: int
    unplaced: list[dict[str, int | str]]


@operation(
    api, "/mandate/elements", act="read", answers=Listed[ElementOut], summary="The elements of the mandate"
)  # fmt: skip
def elements(desk: Desk) -> Listed[ElementOut]:
    """Every element with what is missing."""
    return Listed(
        items=[
            ElementOut(
                id=c.element.id, key=c.element.key, title=c.element.title, source=c.element.source, quote=c.element.quote,
                missing=list(c.missing),
            )
            for c in queries.coverage(desk.db)
        ]
    )  # fmt: skip


@operation(
    api, "/mandate/milestones", act="read", answers=Listed[MilestoneOut], summary="What the mandate sets a time for"
)  # fmt: skip
def milestones(desk: Desk) -> Listed[MilestoneOut]:
    """Every milestone."""
    reached = queries.reached(desk.db)
    return Listed(items=[_milestone(row, reached.get(row.key)) for row in queries.milestones(desk.db)])


def _milestone(row: Milestone, reached: queries.Reached | None) -> MilestoneOut:
    return MilestoneOut(
        key=row.key, title=row.title, source=row.source, quote=row.quote, due=row.due,
        assembly_session=row.assembly_session, reached_at=reached.at if reached else None,
        reached_by=reached.symbol if reached else "",
    )  # fmt: skip


@operation(
    api, "/resolutions/<int:resolution_id>", act="read", answers=ResolutionOut, summary="A resolution as it was read in"
)  # fmt: skip
def resolution(desk: Desk, resolution_id: int) -> ResolutionOut:
    """One resolution."""
    return _out(queries.resolution_or_not_found(desk.db, resolution_id))


@operation(
    api, "/resolutions", method="POST", act="import_resolution", takes=ResolutionForm, answers=ResolutionOut,
    summary="Read a resolution in",
)  # fmt: skip
def import_resolution(desk: Desk, sent: ResolutionForm) -> ResolutionOut:
    """Read a resolution in."""
    stored = actions.import_resolution(desk.db, sent.contents, sent.symbol or None, by=desk.viewer, at=desk.at)
    return _out(queries.resolution_or_not_found(desk.db, stored.id))


def _out(row: Resolution) -> ResolutionOut:
    return ResolutionOut(
        id=row.id, symbol=row.symbol, title=row.text.title, session=row.session, committee=row.committee,
        agenda_item=row.agenda_item, sponsors=[sponsor.name for sponsor in row.sponsors], text=row.text_id,
        rules=row.rules_text_id, unplaced=queries.reported(row.unplaced),
    )  # fmt: skip
