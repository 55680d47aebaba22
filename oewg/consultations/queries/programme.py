"""What is on a consultation's programme: as it is prepared, and as it was issued; who sets the scene?

What is prepared, the chair and the secretariat read; the public reads the last issue, and of the scene-setters those who agreed.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import Attendee, ProgrammeIssue, SceneSetter, Segment
from oewg.consultations.rules.programme import Change, Part, changes
from oewg.core.database import Db
from oewg.core.errors import NotFound


@dataclass(frozen=True)
class Programme:
    """A consultation's programme as a viewer reads it: the parts of the last issue, and those who set the scene there."""

    number: int
    """Of the issue; 0 when none has been issued."""
    issues: Sequence[ProgrammeIssue]
    parts: list[Part]
    changes: list[Change]
    """Since the issue before."""
    scene_setters: dict[int, list[SceneSetter]]
    """Segment -> those who agreed, the first asked first."""


def prepares(viewer: Viewer) -> bool:
    """Does this viewer read the programme as it is prepared?"""
    return viewer.may("read_prepared_programme")


def segments(db: Db, consultation_id: int) -> Sequence[Segment]:
    """The parts that stand, as they are prepared, in the order of time, with everybody who was asked to set the scene."""
    return db.scalars(
        select(Segment)
        .where(Segment.consultation_id == consultation_id, Segment.removed_at.is_(None))
        .options(
            selectinload(Segment.scene_setters).joinedload(SceneSetter.organization),
            selectinload(Segment.scene_setters).joinedload(SceneSetter.delegation),
        )
        .order_by(Segment.starts_at, Segment.id)
    ).all()


def segment(db: Db, consultation_id: int, segment_id: int) -> Segment:
    """One part of a consultation's programme, or NotFound."""
    found = db.get(Segment, segment_id)
    if found is None or found.consultation_id != consultation_id:
        raise NotFound
    return found


def as_part(row: Segment) -> Part:
    """A segment as the rules see it."""
    return Part(row.id, row.meeting_id, row.starts_at, row.ends_at, row.element_id, row.title)


def prepared(db: Db, consultation_id: int) -> list[Part]:
    """The programme as it is prepared."""
    return [as_part(row) for row in segments(db, consultation_id)]


def issues(db: Db, consultation_id: int) -> Sequence[ProgrammeIssue]:
    """The issues of a programme with their parts, in order."""
    return db.scalars(
        select(ProgrammeIssue)
        .where(ProgrammeIssue.consultation_id == consultation_id)
        .options(selectinload(ProgrammeIssue.lines))
        .order_by(ProgrammeIssue.number)
    ).all()


def parts_of(issue: ProgrammeIssue) -> list[Part]:
    """The parts as they were issued, in the order of time."""
    return [
        Part(line.segment_id, line.meeting_id, line.starts_at, line.ends_at, line.element_id, line.title)
        for line in issue.lines
    ]


def programme(db: Db, consultation_id: int) -> Programme:
    """The programme as everybody reads it: three queries."""
    found = issues(db, consultation_id)
    if not found:
        return Programme(0, [], [], [], {})
    parts = parts_of(found[-1])
    before = parts_of(found[-2]) if len(found) > 1 else parts
    return Programme(found[-1].number, found, parts, changes(before, parts), _agreed(db, [p.segment for p in parts]))


def _agreed(db: Db, segment_ids: Sequence[int]) -> dict[int, list[SceneSetter]]:
    found: dict[int, list[SceneSetter]] = defaultdict(list)
    rows = db.scalars(
        _scene_setters()
        .where(SceneSetter.segment_id.in_(segment_ids), SceneSetter.answer == "agreed")
        .order_by(SceneSetter.id)
    )
    for row in rows:
        found[row.segment_id].append(row)
    return found


def _scene_setters() -> Select[SceneSetter]:
    return (
        select(SceneSetter)
        .where(SceneSetter.removed_at.is_(None))
        .options(joinedload(SceneSetter.organization), joinedload(SceneSetter.delegation))
    )


def asked_to_set_scene(db: Db, viewer: Viewer, consultation_id: int) -> Sequence[SceneSetter]:
    """Whom the viewer's own organization or delegation was asked for, whatever was answered."""
    if not (viewer.organization_id or viewer.delegation_id):
        return []
    own = (
        SceneSetter.organization_id == viewer.organization_id
        if viewer.organization_id
        else SceneSetter.delegation_id == viewer.delegation_id
    )
    return db.scalars(
        _scene_setters()
        .join(Segment, SceneSetter.segment_id == Segment.id)
        .options(joinedload(SceneSetter.segment))
        .where(Segment.consultation_id == consultation_id, Segment.removed_at.is_(None), own)
        .order_by(SceneSetter.id)
    ).all()


def scene_setter(db: Db, consultation_id: int, scene_setter_id: int, viewer: Viewer) -> SceneSetter:
    """One who was asked to set the scene, for those who prepare the programme and those who were asked; or NotFound."""
    found = db.get(SceneSetter, scene_setter_id)
    if found is None or found.segment.consultation_id != consultation_id:
        raise NotFound
    if not (prepares(viewer) or is_asked(viewer, found)):
        raise NotFound
    return found


def is_asked(viewer: Viewer, row: SceneSetter) -> bool:
    """Does this viewer answer for the one who was asked? For a person of neither side the secretariat does."""
    if row.organization_id:
        return viewer.organization_id == row.organization_id
    if row.delegation_id:
        return viewer.delegation_id == row.delegation_id
    return viewer.role == "secretariat"


def named_publicly(db: Db, consultation_id: int) -> set[str]:
    """The names on the public programme: of persons who agreed to set the scene, and of their organizations."""
    rows = [row for each in programme(db, consultation_id).scene_setters.values() for row in each]
    return {row.name for row in rows} | {row.organization.name for row in rows if row.organization}


def names_not_public(db: Db, consultation_id: int) -> set[str]:
    """The names of every person registered or asked to set the scene, and of every organization that registered one."""
    registered = db.execute(
        select(Attendee.name, Organization.name)
        .join(Organization, Attendee.organization_id == Organization.id)
        .where(Attendee.consultation_id == consultation_id)
    ).all()
    asked = db.scalars(
        select(SceneSetter.name).join(Segment, SceneSetter.segment_id == Segment.id)
        .where(Segment.consultation_id == consultation_id)
    )  # fmt: skip
    return {name for row in registered for name in row} | set(asked)
