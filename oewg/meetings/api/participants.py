"""Who took part, and who was at which meeting, for programs."""

from datetime import datetime

from pydantic import Field

from oewg.accounts.door.desk import Desk, language
from oewg.accounts.door.programs import Listed, Out, operation
from oewg.core.forms import Form
from oewg.meetings import queries
from oewg.meetings.api.room import api
from oewg.meetings.queries import Participants
from oewg.meetings.rules.credentials import HEADQUARTERS, day_of


class ParticipantOut(Out):
    """A delegation or an accredited organization that took part, in the order of the list, and at which meetings."""

    kind: str
    code: str
    name: str
    meetings: list[int]


class PersonOut(Out):
    """A person on the list of participants; the capacity holds from `since` until before `until`."""

    kind: str
    code: str
    participant: str
    role: str
    name: str
    title: str
    since: datetime
    until: datetime | None


class OfSession(Form):
    """Of one session (its id), or of all."""

    session: int = Field(0, ge=0)


@operation(
    api, "/participants", act="read", answers=Listed[ParticipantOut], query=OfSession,
    summary="Delegations and organizations that took part",
)  # fmt: skip
def participants(desk: Desk, asked: OfSession) -> Listed[ParticipantOut]:
    """Who took part: for the public those who were at a meeting."""
    return Listed(
        items=[
            ParticipantOut(kind=each.kind, code=each.code, name=each.name, meetings=list(each.meetings))
            for each in _list(desk, asked).listed
        ]
    )


@operation(
    api, "/participants/persons", act="read_participants", answers=Listed[PersonOut], query=OfSession,
    summary="The list of participants, person by person",
)  # fmt: skip
def persons(desk: Desk, asked: OfSession) -> Listed[PersonOut]:
    """The persons."""
    return Listed(
        items=[
            PersonOut(
                kind=each.kind, code=each.code, participant=each.name, role=person.role, name=person.name,
                title=person.title, since=person.since, until=person.until,
            )
            for each in _list(desk, asked).listed
            for person in each.persons
        ]
    )  # fmt: skip


def _list(desk: Desk, asked: OfSession) -> Participants:
    session = queries.session(desk.db, asked.session) if asked.session else None
    return queries.list_of_participants(desk.db, desk.viewer, session, language(), day_of(desk.at, HEADQUARTERS))
