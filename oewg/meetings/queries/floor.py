"""Who has the floor at a meeting, and who has spoken for how long? All of it is public."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from oewg.accounts import queries as accounts
from oewg.accounts.models import Group, Membership
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.meetings.models import Inscription, Intervention, Meeting
from oewg.meetings.rules import floor as rules
from oewg.record import queries as record
from oewg.record.actions import PUBLIC


@dataclass(frozen=True)
class Floor:
    """Who has the floor, and whom a point of order has interrupted."""

    holder: Intervention
    interrupted: Intervention | None

    @property
    def called(self) -> Inscription | None:
        """The inscription from which the holder was called; none for a point of order."""
        return self.holder.inscription


def _interventions() -> Select[Intervention]:
    return select(Intervention).options(
        joinedload(Intervention.delegation), joinedload(Intervention.group), joinedload(Intervention.organization)
    )


def floor(db: Db, meeting_id: int) -> Floor | None:
    """Who has the floor at a meeting, if anybody."""
    live = db.scalars(
        _interventions()
        .options(joinedload(Intervention.inscription))
        .where(Intervention.meeting_id == meeting_id, Intervention.ended_at.is_(None))
        .order_by(Intervention.id)
    ).all()
    if not live:
        return None
    holder = live[-1]
    return Floor(holder, next((one for one in live if one.id == holder.interrupts_id), None))


def intervention(db: Db, intervention_id: int) -> Intervention:
    """One intervention with its meeting, or NotFound."""
    found = db.scalars(
        _interventions()
        .where(Intervention.id == intervention_id)
        .options(joinedload(Intervention.meeting).joinedload(Meeting.session))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def intervention_at(db: Db, meeting_id: int, intervention_id: int) -> Intervention:
    """One intervention at this meeting, or NotFound."""
    found = intervention(db, intervention_id)
    if found.meeting_id != meeting_id:
        raise NotFound
    return found


def ran_when_interrupted(db: Db, point: Intervention) -> bool:
    """Did the clock run of whom a point of order interrupted? What was paused by the chair stays so. From the record."""
    about = ("intervention", point.id)
    [raised] = record.entries_of(db, about, ("raise_point_of_order",), PUBLIC, limit=1)
    ran, spoken = raised.facts.get("ran"), raised.facts["spoken"]
    return rules.goes_on(ran if isinstance(ran, int) else None, spoken if isinstance(spoken, int) else 0)


def was_interrupted(db: Db, intervention_id: int) -> bool:
    """Has a point of order ever interrupted it?"""
    return db.scalar(select(Intervention.id).where(Intervention.interrupts_id == intervention_id).limit(1)) is not None


def interventions(
    db: Db, *, list_id: int | None = None, meeting_id: int | None = None, ended: bool = True
) -> Sequence[Intervention]:
    """What was spoken, in that order: from one list or at one meeting; unless told otherwise only what has ended."""
    query = _interventions().options(joinedload(Intervention.meeting), joinedload(Intervention.speakers_list))
    if list_id is not None:
        query = query.where(Intervention.list_id == list_id)
    if meeting_id is not None:
        query = query.where(Intervention.meeting_id == meeting_id)
    if ended:
        query = query.where(Intervention.ended_at.is_not(None))
    return db.scalars(query.order_by(Intervention.called_at, Intervention.id)).all()


def interventions_at_any(db: Db, meeting_ids: Select[int]) -> Sequence[Intervention]:
    """The statements that were spoken at any of these meetings, in that order: no replies and no points of order."""
    query = _interventions().options(joinedload(Intervention.meeting)).where(
        Intervention.meeting_id.in_(meeting_ids), Intervention.kind == "statement", Intervention.ended_at.is_not(None)
    )  # fmt: skip
    return db.scalars(query.order_by(Intervention.called_at, Intervention.id)).all()


@dataclass(frozen=True)
class SpeakingTime:
    """How often and for how long somebody spoke: milliseconds, `over` those beyond the limits.

    A point of order interrupts and is no intervention: it is counted apart, and its time is nobody's speaking time.
    """

    code: str
    name: str
    interventions: int
    spoken: int
    over: int
    points_of_order: int


@dataclass(frozen=True)
class SpeakingTimes:
    """The speaking times of a session, each list the longest first.

    Each statement and right of reply is counted once: on behalf of a group for the group; otherwise for the delegation and for the
    region to which it belonged on the day, or for the organization.
    """

    delegations: list[SpeakingTime]
    groups: list[SpeakingTime]
    regions: list[SpeakingTime]
    organizations: list[SpeakingTime]

    @property
    def kinds(self) -> list[tuple[str, list[SpeakingTime]]]:
        """("delegation", "group", "region" or "organization", its times)."""
        return [
            ("delegation", self.delegations), ("group", self.groups), ("region", self.regions),
            ("organization", self.organizations),
        ]  # fmt: skip


NO_REGION = ""
"""The code under which those are counted who belong to no regional group."""


def speaking_times(db: Db, session_id: int, language: str) -> SpeakingTimes:
    """For how long who spoke at a session, of what has ended: four queries at most, however much was said.

    A delegation is told under the name that it had when the session last heard somebody; if it was no delegation any
    more by then, under its name when the session first did.
    """
    rows = db.scalars(
        _interventions()
        .join(Meeting, Intervention.meeting_id == Meeting.id)
        .where(Meeting.session_id == session_id, Intervention.ended_at.is_not(None))
        .options(joinedload(Intervention.meeting).joinedload(Meeting.session))
        .order_by(Intervention.id)
    ).all()
    regional = _regional(db)
    days = [_day(row) for row in rows]
    names = accounts.delegation_names(db, language, min(days)) if rows else {}
    if rows and max(days) != min(days):
        names |= accounts.delegation_names(db, language, max(days))
    delegations: dict[tuple[str, str], list[Intervention]] = defaultdict(list)
    groups: dict[tuple[str, str], list[Intervention]] = defaultdict(list)
    regions: dict[tuple[str, str], list[Intervention]] = defaultdict(list)
    organizations: dict[tuple[str, str], list[Intervention]] = defaultdict(list)
    for row in rows:
        if row.group is not None:
            groups[row.group.code, row.group.name].append(row)
        elif row.organization is not None:
            organizations[str(row.organization.id), row.organization.name].append(row)
        elif row.delegation is not None:
            delegations[row.delegation.code, names.get(row.delegation.id, row.delegation.code)].append(row)
            regions[_region_on(regional.get(row.delegation.id, ()), _day(row))].append(row)
    return SpeakingTimes(*(_summed(found) for found in (delegations, groups, regions, organizations)))


def _day(row: Intervention) -> date:
    """The day on which somebody was called, on the clocks of the session."""
    return row.called_at.astimezone(ZoneInfo(row.meeting.session.zone)).date()


def _summed(found: dict[tuple[str, str], list[Intervention]]) -> list[SpeakingTime]:
    times = []
    for (code, name), rows in found.items():
        spoken = [row for row in rows if row.kind != "point_of_order"]
        times.append(
            SpeakingTime(
                code,
                name,
                len(spoken),
                sum(row.spoken for row in spoken),
                sum(rules.over(row.spoken, row.limit_seconds) for row in spoken),
                len(rows) - len(spoken),
            )
        )
    return sorted(times, key=lambda one: (-one.spoken, one.name, one.code))


def _regional(db: Db) -> dict[int, list[tuple[Group, Membership]]]:
    rows = db.execute(
        select(Group, Membership).join(Membership, Membership.group_id == Group.id).where(Group.kind == "regional")
    )
    found: dict[int, list[tuple[Group, Membership]]] = defaultdict(list)
    for group, membership in rows:
        found[membership.delegation_id].append((group, membership))
    return found


def _region_on(memberships: Sequence[tuple[Group, Membership]], day: date) -> tuple[str, str]:
    for group, membership in memberships:
        if membership.since <= day and (membership.until is None or day < membership.until):
            return group.code, group.name
    return NO_REGION, ""
