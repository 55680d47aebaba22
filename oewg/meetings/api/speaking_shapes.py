"""What programs read of speakers: who waits, who has the floor, for how long."""

from datetime import datetime

from oewg.accounts.door.programs import Out
from oewg.meetings.models import Inscription, Intervention
from oewg.meetings.queries import Waiting


class SpeakerOut(Out):
    """Who speaks: a delegation (its code), for itself or on behalf of a group (its code), or an organization."""

    delegation: str | None
    group: str | None
    organization: str | None


class InscriptionOut(SpeakerOut):
    """An inscription; `kind` is "statement" or "reply", `end_reason` "spoke", "withdrawn" or "absent"."""

    id: int
    list_id: int
    kind: str
    place: int
    absences: int
    end_reason: str | None


class WaitingOut(InscriptionOut):
    """One who waits, with the limit in seconds."""

    limit: int


class InterventionOut(SpeakerOut):
    """Somebody has or had the floor; the clock shows `spoken` (milliseconds) and the time since `running_since`."""

    id: int
    list_id: int | None
    meeting_id: int
    kind: str
    interrupts: int | None
    called_at: datetime
    limit: int
    spoken: int
    running_since: datetime | None
    ended_at: datetime | None


class ListOut(Out):
    """A speakers' list: of an item of the agenda (a provision) at a session, or of a meeting; limits in seconds."""

    id: int
    session_id: int
    item_id: int | None
    meeting_id: int | None
    opened_at: datetime
    closed_at: datetime | None
    organizations_from: datetime | None
    limit_delegation: int
    limit_group: int
    limit_organization: int


class WholeListOut(ListOut):
    """A list with those who wait, in the order in which they are to be called, and those who have spoken."""

    waiting: list[WaitingOut]
    spoken: list[InterventionOut]


class ExchangeOut(Out):
    """An exchange of places that waits for an answer: the inscription that proposes it, and the one that is asked."""

    proposer: int
    asked: int


class FloorOut(Out):
    """What a meeting is at: who has the floor, whom a point of order interrupted, the list at hand and the next three,
    and what the screen of the room shows.

    `called` is the inscription from which the one who has the floor was called: none for a point of order. `screen` is
    "speakers", "provision", "code" or "pause"; where the meeting stands ("planned", "suspended", "adjourned",
    "cancelled") while it does not sit.
    """

    meeting_id: int
    holder: InterventionOut | None
    called: InscriptionOut | None
    interrupted: InterventionOut | None
    list_id: int | None
    upcoming: list[WaitingOut]
    screen: str
    provision_id: int | None


class TimeOut(Out):
    """How often and how long somebody spoke at a session: milliseconds; `over` beyond the limits.

    Points of order are counted apart, and their time is in neither.
    """

    by: str
    code: str
    name: str
    interventions: int
    spoken: int
    over: int
    points_of_order: int


def _speaker(row: Inscription | Intervention) -> dict[str, str | None]:
    return {
        "delegation": row.delegation.code if row.delegation else None,
        "group": row.group.code if row.group else None,
        "organization": row.organization.name if row.organization else None,
    }


def inscription_out(row: Inscription) -> InscriptionOut:
    """An inscription as programs read it."""
    return InscriptionOut(
        id=row.id, list_id=row.list_id, kind=row.kind, place=row.place, absences=row.absences,
        end_reason=row.end_reason, **_speaker(row),
    )  # fmt: skip


def waiting_out(line: Waiting) -> WaitingOut:
    """One who waits."""
    return WaitingOut(**inscription_out(line.inscription).model_dump(), limit=line.limit)


def intervention_out(row: Intervention) -> InterventionOut:
    """An intervention with its clock."""
    return InterventionOut(
        id=row.id, list_id=row.list_id, meeting_id=row.meeting_id, kind=row.kind, interrupts=row.interrupts_id,
        called_at=row.called_at, limit=row.limit_seconds, spoken=row.spoken, running_since=row.running_since,
        ended_at=row.ended_at, **_speaker(row),
    )  # fmt: skip
