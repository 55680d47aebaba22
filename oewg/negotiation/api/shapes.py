"""In which shapes do programs read the negotiation?"""

from datetime import datetime

from flask import Blueprint
from pydantic import Field

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Out
from oewg.negotiation import queries
from oewg.negotiation.models import Amendment, Position, WaitingPosition
from oewg.negotiation.rules.amendments import Rebased

api = Blueprint("negotiation_api", __name__)


class TextOut(Out):
    """Something that the group agrees on."""

    id: int
    kind: str
    title: str
    symbol: str | None
    begun_at: datetime
    closed_at: datetime | None


class NoteOut(Out):
    """A footnote: its mark in the wordings, the number it bears now, its words and which revision of them stands."""

    id: int
    mark: str
    number: int
    words: str
    revision: int


class ProvisionOut(Out):
    """A provision as it now stands, with its state as this reader may see it."""

    id: int
    text: int
    kind: str
    number: str
    level: int
    words: str
    notes: list[NoteOut]
    revision: int
    revision_number: int
    state: str
    brackets_open: bool
    brackets: int
    amendments_in_conflict: int
    package: int | None = None


class RevisionOut(Out):
    """One wording."""

    id: int
    number: int
    words: str
    nature: str
    made_at: datetime


class PositionOut(Out):
    """A live position that this reader may see; `stale` when it is on earlier text.

    `waiting`: it waits for clearance by the head of delegation, and says nothing until then. `speaks_for` are the
    codes of the States for which a group's position counts.
    """

    id: int
    provision: int
    revision: int
    holder: str
    stance: str
    reason: str
    amendment: int | None
    visibility: str
    stated_at: datetime
    stale: bool
    waiting: bool = False
    speaks_for: list[str] = Field(default_factory=list)


class AmendmentOut(Out):
    """A proposal: its own words, and what they give on the wording that stands.

    In conflict nothing is given: the wording has changed where the amendment changes it. `after` is where a move leads;
    of an insertion it is the provision itself if the new one is to stand first under it.
    """

    id: int
    provision: int
    revision: int
    number: int
    text: int
    sponsors: list[str]
    kind: str
    words: str | None
    rebased: str | None
    in_conflict: bool
    after: int | None
    in_place_of: int | None
    reason: str
    filed_at: datetime
    ended: str | None


class StateOut(Out):
    """The state of a provision."""

    provision: int
    number: str
    state: str


def provision_out(examined: queries.Examined) -> ProvisionOut:
    """A provision for a program."""
    line = examined.line
    return ProvisionOut(
        id=line.provision_id, text=line.text_id, kind=line.kind, number=line.number, level=line.level, words=line.words,
        notes=[
            NoteOut(
                id=note.provision_id, mark=note.mark, number=note.number, words=note.words, revision=note.revision_id
            )
            for note in line.notes
        ],
        revision=line.revision_id,
        revision_number=line.revision_number, state=examined.state, brackets_open=line.open, brackets=line.open_places, amendments_in_conflict=examined.in_conflict,
    )  # fmt: skip


def position_out(line: queries.PositionLine, speaks_for: list[str] | None = None) -> PositionOut:
    """A position for a program."""
    row: Position = line.position
    return PositionOut(
        id=row.id, provision=row.provision_id, revision=row.revision_id, holder=line.held.holder, stance=row.stance,
        reason=row.reason, amendment=row.amendment_id, visibility=row.visibility, stated_at=row.stated_at, stale=line.stale,
        speaks_for=speaks_for or [],
    )  # fmt: skip


def amendment_out(row: Amendment, now: Rebased | None = None) -> AmendmentOut:
    """An amendment for a program; `now` is what it gives on the wording that stands, while it is open."""
    return AmendmentOut(
        id=row.id, provision=row.provision_id, revision=row.revision_id, number=row.number, text=row.text_id,
        sponsors=row.names, kind=row.kind, words=row.words,
        rebased=None if now is None or now.in_conflict else now.words, in_conflict=now is not None and now.in_conflict,
        after=row.after_id, in_place_of=row.in_place_of_id, reason=row.reason, filed_at=row.filed_at,
        ended=row.end_reason,
    )  # fmt: skip


def amended_out(desk: Desk, row: Amendment) -> AmendmentOut:
    """An amendment as it stands after an act."""
    found = queries.amendment(desk.db, row.id)
    live = {each.amendment.id: each.rebased for each in queries.rebased_amendments(desk.db, found.provision_id)}
    return amendment_out(found, live.get(found.id))


def stated_out(desk: Desk, row: Position | WaitingPosition) -> PositionOut:
    """A position as it was stated just now, or as it waits."""
    if isinstance(row, Position):
        return position_out(queries.with_staleness(desk.db, [row])[0])
    return PositionOut(
        id=row.id, provision=row.provision_id, revision=row.revision_id, holder=f"delegation:{row.delegation.code}",
        stance=row.stance, reason=row.reason, amendment=row.amendment_id, visibility=row.visibility,
        stated_at=row.prepared_at, stale=False, waiting=True,
    )  # fmt: skip
