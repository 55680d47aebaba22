"""What has moved since an instant, and how did a text come to where it stands?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.negotiation.models import Adoption, Amendment, Contest, Gavel, Position
from oewg.negotiation.queries.states import Examined, as_held, visible
from oewg.negotiation.rules.course import (
    History,
    Lasting,
    PositionHeld,
    Stretch,
    Wording,
    instants,
    state_at,
    stretches,
)
from oewg.negotiation.rules.positions import Change
from oewg.record import queries as record
from oewg.texts import queries as texts
from oewg.texts.models import Provision, Revision
from oewg.texts.queries import Line
from oewg.texts.rules.brackets import brackets

MOST_ENTRIES = 2000
MOST_INSTANTS = 36


def moved_since(db: Db, examined: Sequence[Examined], since: datetime, viewer: Viewer) -> dict[int, list[record.Said]]:
    """Provision -> the entries of the record since an instant that bear on it and that the viewer may read: one query."""
    found: dict[int, list[record.Said]] = defaultdict(list)
    here = {e.line.provision_id for e in examined}
    for entry in record.entries_since(db, since, viewer.audiences, limit=MOST_ENTRIES):
        provision_id = entry.subject_id if entry.subject_kind == "provision" else entry.facts.get("provision")
        if isinstance(provision_id, int) and provision_id in here:
            found[provision_id].append(entry)
    return found


@dataclass(frozen=True)
class Course:
    """A text over time: the instants, and for each provision that stands the stretches of its states."""

    instants: list[datetime]
    rows: list[tuple[Line, list[Stretch]]]


def course(db: Db, text_id: int, viewer: Viewer, at: datetime) -> Course:
    """How the states of a text's provisions went, as far as the viewer may see: seven queries, whatever its length."""
    lines = texts.lines(db, text_id)
    ids = [line.provision_id for line in lines]
    stood = {
        row.id: row.removed_at for row in db.execute(select(Provision.id, Provision.removed_at).where(Provision.id.in_(ids)))
    }  # fmt: skip
    contested: dict[int, datetime] = {}
    for contest in db.scalars(
        select(Contest).join(Revision, Contest.revision_id == Revision.id).where(Revision.provision_id.in_(ids))
    ):
        contested[contest.revision_id] = min(contest.at, contested.get(contest.revision_id, contest.at))
    wordings: dict[int, list[Wording]] = defaultdict(list)
    for revision in db.scalars(select(Revision).where(Revision.provision_id.in_(ids)).order_by(Revision.id)):
        change = Change(revision.id, revision.nature == "editorial")
        wordings[revision.provision_id].append(
            Wording(change, revision.made_at, brackets(revision.words).open, contested.get(revision.id))
        )
    positions: dict[int, list[PositionHeld]] = defaultdict(list)
    for row in db.scalars(
        select(Position)
        .where(Position.provision_id.in_(ids), visible(viewer))
        .options(joinedload(Position.delegation), joinedload(Position.group), joinedload(Position.amendment))
    ):
        ended = row.amendment.ended_at if row.amendment else None
        held = PositionHeld(as_held(row), Lasting(row.stated_at, row.ended_at), ended)
        positions[row.provision_id].append(held)
    amendments: dict[int, list[Lasting]] = defaultdict(list)
    for amendment in db.scalars(select(Amendment).where(Amendment.provision_id.in_(ids), Amendment.kind != "insert")):
        amendments[amendment.provision_id].append(Lasting(amendment.filed_at, amendment.ended_at))
    gavels: dict[int, list[tuple[int, Lasting]]] = defaultdict(list)
    for gavel in db.scalars(select(Gavel).where(Gavel.provision_id.in_(ids))):
        gavels[gavel.provision_id].append((gavel.revision_id, Lasting(gavel.fell_at, gavel.reopened_at)))
    adoption = db.get(Adoption, text_id)
    histories = [
        History(
            line.kind, Lasting(wordings[line.provision_id][0].made_at, stood[line.provision_id]),
            wordings[line.provision_id], positions[line.provision_id], amendments[line.provision_id],
            gavels[line.provision_id], adoption.at if adoption else None,
        )
        for line in lines
    ]  # fmt: skip
    moments = [moment for history in histories for moment in _moments(history) if moment <= at]
    chosen = instants(moments, MOST_INSTANTS)
    rows = [
        (line, stretches([state_at(history, instant) for instant in chosen]))
        for line, history in zip(lines, histories, strict=True)
        if line.kind != "heading"
    ]
    return Course(chosen, rows)


def _moments(history: History) -> list[datetime]:
    lasting = [
        history.stood, *(one.stood for one in history.positions), *history.amendments, *(one for _, one in history.gavels)
    ]  # fmt: skip
    found = [moment for one in lasting for moment in (one.since, one.until) if moment is not None]
    return found + [one.made_at for one in history.wordings] + ([history.adopted_at] if history.adopted_at else [])
