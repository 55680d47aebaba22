"""Who takes part in a session, or in all of them, and at which meetings were they?

The persons are for those who take part themselves (read_participants): their names and titles are personal data. The
public is shown which delegations and organizations were there, which is what the report says of attendance, and nothing
of those who have only been named.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from oewg.accounts import queries as accounts
from oewg.accounts.models import Account, Capacity, Delegation, Organization
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.meetings.models import Attendance, CredentialedPerson, Credentials, Meeting
from oewg.meetings.queries.sessions import SessionLine
from oewg.meetings.rules.credentials import HEADQUARTERS, beginning_of, end_of
from oewg.meetings.rules.participants import RANKS, SECTIONS, Person, alphabetical, in_order, section_of

ENGLISH = "en"
"""In whose alphabetical order delegations stand, whatever the language of the page."""


@dataclass(frozen=True)
class Participant:
    """A delegation or an organization on the list: its persons, as far as the viewer may know them, and its meetings."""

    section: str
    kind: str
    id: int
    code: str
    """Empty for an organization."""
    name: str
    persons: tuple[Person, ...]
    meetings: tuple[int, ...]
    """The numbers of the meetings at which it was."""


@dataclass(frozen=True)
class Participants:
    """The list of participants of a session (none: of all): by section, with the meetings that have been opened."""

    session: SessionLine | None
    zone: str
    meetings: tuple[int, ...]
    listed: tuple[Participant, ...]

    def section(self, name: str) -> list[Participant]:
        """Those of one part of the list, in its order."""
        return [each for each in self.listed if each.section == name]


def list_of_participants(
    db: Db, viewer: Viewer, session: SessionLine | None, language: str, today: date
) -> Participants:
    """The list of participants, in a fixed number of queries.

    Delegations stand in the English alphabetical order, under the names of the session's first day. On the list are
    those who were at a meeting; for those who may read the names also those for whom somebody was named.
    """
    day = session.first_day if session else today
    names = accounts.delegation_names(db, language, day)
    english = names if language == ENGLISH else accounts.delegation_names(db, ENGLISH, day)
    meetings, there = _attendance(db, session)
    persons = _persons(db, session) if viewer.may("read_participants") else {}
    listed = []
    wanted = {key[1] for key in (*there, *persons) if key[0] == "delegation"}
    for row in db.scalars(select(Delegation).where(Delegation.id.in_(wanted))):
        key = ("delegation", row.id)
        name = names.get(row.id, row.code)
        place = alphabetical(english.get(row.id, row.code))
        listed.append(
            (place, _participant(section_of(row.kind), row.kind, row.id, row.code, name, key, persons, there))
        )
    wanted = {key[1] for key in (*there, *persons) if key[0] == "organization"}
    for organization in db.scalars(select(Organization).where(Organization.id.in_(wanted))):
        key = ("organization", organization.id)
        entry = _participant(
            "organization", "organization", organization.id, "", organization.name, key, persons, there
        )
        listed.append((alphabetical(organization.name), entry))
    listed.sort(key=lambda pair: (SECTIONS.index(pair[1].section), pair[0], pair[1].id))
    zone = session.session.zone if session else HEADQUARTERS
    return Participants(session, zone, tuple(meetings), tuple(entry for _, entry in listed))


Key = tuple[str, int]


def _participant(
    section: str, kind: str, id_: int, code: str, name: str, key: Key, persons: dict[Key, list[Person]],
    there: dict[Key, list[int]],
) -> Participant:  # fmt: skip
    return Participant(section, kind, id_, code, name, in_order(persons.get(key, [])), tuple(there.get(key, [])))


def _key(delegation_id: int | None, organization_id: int | None) -> Key:
    return ("delegation", delegation_id) if delegation_id else ("organization", organization_id or 0)


def _attendance(db: Db, session: SessionLine | None) -> tuple[Sequence[int], dict[Key, list[int]]]:
    opened = select(Meeting.number).where(Meeting.opened_at.is_not(None)).order_by(Meeting.number)
    query = (
        select(Meeting.number, Attendance.delegation_id, Attendance.organization_id)
        .join(Meeting, Attendance.meeting_id == Meeting.id)
        .order_by(Meeting.number)
    )
    if session is not None:
        opened = opened.where(Meeting.session_id == session.session.id)
        query = query.where(Meeting.session_id == session.session.id)
    there: dict[Key, list[int]] = defaultdict(list)
    for number, delegation_id, organization_id in db.execute(query):
        there[_key(delegation_id, organization_id)].append(number)
    return db.scalars(opened).all(), there


def _persons(db: Db, session: SessionLine | None) -> dict[Key, list[Person]]:
    query = (
        select(Capacity, Account.name, CredentialedPerson.name, CredentialedPerson.title)
        .join(Account, Capacity.account_id == Account.id)
        .outerjoin(CredentialedPerson, CredentialedPerson.capacity_id == Capacity.id)
        .outerjoin(Credentials, CredentialedPerson.credentials_id == Credentials.id)
        .outerjoin(Organization, Capacity.organization_id == Organization.id)
        .where(
            Capacity.role.in_(RANKS),
            or_(Capacity.until.is_(None), Capacity.until > Capacity.since),
            or_(Capacity.organization_id.is_(None), Organization.accredited),
        )
    )
    if session is not None:
        query = query.where(*_during(session))
    found: dict[Key, list[Person]] = defaultdict(list)
    for capacity, own_name, name, title in db.execute(query):
        person = Person(
            capacity.account_id, name or own_name, title or "", capacity.role, capacity.since, capacity.until,
            capacity.id,
        )  # fmt: skip
        found[_key(capacity.delegation_id, capacity.organization_id)].append(person)
    return found


def _during(session: SessionLine) -> tuple[ColumnElement[bool], ...]:
    """The capacity holds on one of the session's days, and was not given by a letter for another session."""
    zone = session.session.zone
    return (
        Capacity.since < end_of(session.last_day, zone),
        or_(Capacity.until.is_(None), Capacity.until > beginning_of(session.first_day, zone)),
        or_(Credentials.session_id.is_(None), Credentials.session_id == session.session.id),
    )
