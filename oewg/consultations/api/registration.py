"""Registration for a consultation, and who asks to speak there, for programs."""

from datetime import datetime

from oewg.accounts.door.desk import Desk, check_allowed
from oewg.accounts.door.programs import Listed, Nothing, Out, operation
from oewg.consultations import actions, queries
from oewg.consultations.api.room import api
from oewg.consultations.forms.consultations import SpeakForm
from oewg.consultations.forms.registration import AttendeeForm, NamedForm, PeriodForm
from oewg.consultations.models import RegistrationPeriod
from oewg.core.errors import NotFound
from oewg.core.forms import on_the_clock
from oewg.meetings import queries as meetings


class PlacesOut(Out):
    """The places of those who attend in one manner."""

    manner: str
    places: int
    taken: int
    waiting: int


class PeriodOut(Out):
    """When organizations register; what arrives at `closes_at` is late."""

    opens_at: datetime
    closes_at: datetime
    zone: str
    for_each: int
    places: list[PlacesOut]


class AttendeeOut(Out):
    """A person whom the organization has registered; `waits` is which of those who wait (1 is the next), 0 with a place."""

    id: int
    name: str
    function: str
    manner: str
    named: bool
    waits: int


class ParticipantOut(Out):
    """An organization with a place; `named` are those of its persons whom this reader may know."""

    organization: int
    name: str
    persons: int
    named: list[str]


class AskedToSpeakOut(Out):
    """An organization's place on a speakers' list, and its theme."""

    inscription: int
    theme: int


class WaitingToSpeakOut(Out):
    """Who waits to speak: an organization, or a delegation, which may speak for a group; `theme` is null where none was told."""

    inscription: int
    organization: int | None
    delegation: int | None
    group: int | None
    theme: int | None


@operation(
    api, "/consultations/<int:consultation_id>/registration", act="read", answers=PeriodOut,
    summary="When organizations register for a consultation, and how many places are left",
)  # fmt: skip
def period(desk: Desk, consultation_id: int) -> PeriodOut:
    """The registration."""
    return _out(desk, _period(desk, consultation_id))


@operation(
    api, "/consultations/<int:consultation_id>/registration/period", method="POST", act="hold_consultation",
    takes=PeriodForm, answers=PeriodOut, summary="Announce the registration for a consultation, or change it", status=200,
)  # fmt: skip
def open_registration(desk: Desk, sent: PeriodForm, consultation_id: int) -> PeriodOut:
    """Announce or change the registration; a time without an offset is on the clocks of the zone."""
    found, row = queries.consultation(desk.db, consultation_id), queries.registration_period(desk.db, consultation_id)
    opens, closes = on_the_clock(sent.opens_at, sent.zone), on_the_clock(sent.closes_at, sent.zone)
    if row is None:
        row = actions.open_registration(
            desk.db, found, opens, closes, sent.zone, sent.places, by=desk.viewer, at=desk.at
        )
    else:
        actions.change_registration(desk.db, found, row, opens, closes, sent.places, by=desk.viewer, at=desk.at)
    return _out(desk, row)


@operation(
    api, "/consultations/<int:consultation_id>/attendees", act="register_person", answers=Listed[AttendeeOut],
    summary="The persons whom one's own organization has registered",
)  # fmt: skip
def attendees(desk: Desk, consultation_id: int) -> Listed[AttendeeOut]:
    """One's own persons."""
    queries.consultation(desk.db, consultation_id)
    return _own(desk, consultation_id)


@operation(
    api, "/consultations/<int:consultation_id>/attendees", method="POST", act="register_person", takes=AttendeeForm,
    answers=Listed[AttendeeOut], summary="Register a person: with a place, or waiting for one",
)  # fmt: skip
def register_person(desk: Desk, sent: AttendeeForm, consultation_id: int) -> Listed[AttendeeOut]:
    """Register a person."""
    actions.register_person(
        desk.db, _period(desk, consultation_id), sent.name, sent.function, sent.manner, named=sent.named,
        by=desk.viewer, at=desk.at,
    )  # fmt: skip
    return _own(desk, consultation_id)


@operation(
    api, "/consultations/<int:consultation_id>/attendees/<int:attendee_id>/withdraw", method="POST",
    act="withdraw_registration", takes=Nothing, answers=PeriodOut, summary="Withdraw a person's registration", status=200,
)  # fmt: skip
def withdraw_registration(desk: Desk, _sent: Nothing, consultation_id: int, attendee_id: int) -> PeriodOut:
    """Withdraw a registration."""
    made = queries.attendee(desk.db, consultation_id, attendee_id, desk.viewer)
    actions.withdraw_registration(desk.db, made, by=desk.viewer, at=desk.at)
    return _out(desk, _period(desk, consultation_id))


@operation(
    api, "/consultations/<int:consultation_id>/attendees/<int:attendee_id>/name", method="POST",
    act="withdraw_registration", takes=NamedForm, answers=Listed[AttendeeOut], status=200,
    summary="Let a person stand on the public list of participants by name, or no more",
)  # fmt: skip
def name_on_list(desk: Desk, sent: NamedForm, consultation_id: int, attendee_id: int) -> Listed[AttendeeOut]:
    """Name a person, or take the name off."""
    made = queries.attendee(desk.db, consultation_id, attendee_id, desk.viewer)
    if sent.named:
        check_allowed(desk.viewer, "register_person")
    act = actions.agree_to_be_named if sent.named else actions.take_back_name
    act(desk.db, made, by=desk.viewer, at=desk.at)
    return _own(desk, consultation_id)


@operation(
    api, "/consultations/<int:consultation_id>/participants", act="read", answers=Listed[ParticipantOut],
    summary="The list of participants of a consultation",
)  # fmt: skip
def participants(desk: Desk, consultation_id: int) -> Listed[ParticipantOut]:
    """Organizations with a place, and the persons who agreed to be named."""
    queries.consultation(desk.db, consultation_id)
    return Listed(
        items=[
            ParticipantOut(
                organization=each.organization.id, name=each.organization.name, persons=each.persons,
                named=[person.name for person in each.named],
            )
            for each in queries.participating(desk.db, desk.viewer, consultation_id)
        ]
    )  # fmt: skip


@operation(
    api, "/consultations/<int:consultation_id>/meetings/<int:meeting_id>/speakers", act="read",
    answers=Listed[WaitingToSpeakOut], summary="Who waits to speak at a meeting of a consultation, and on which themes",
)  # fmt: skip
def speakers(desk: Desk, consultation_id: int, meeting_id: int) -> Listed[WaitingToSpeakOut]:
    """Those who wait, in the order in which they would be called; nobody before the list is opened."""
    meeting = queries.meeting_of(queries.consultation(desk.db, consultation_id), meeting_id)
    line = meetings.list_for(desk.db, meeting.session_id, None, meeting.id)
    return Listed(
        items=[
            WaitingToSpeakOut(
                inscription=row.id, organization=row.organization_id, delegation=row.delegation_id, group=row.group_id,
                theme=each.theme,
            )
            for each in (queries.asked_to_speak(desk.db, line) if line else [])
            if (row := each.waiting.inscription)
        ]
    )  # fmt: skip


@operation(
    api, "/consultations/<int:consultation_id>/meetings/<int:meeting_id>/speakers", method="POST", act="ask_to_speak",
    takes=SpeakForm, answers=AskedToSpeakOut, summary="Ask to speak on a theme at a meeting of a consultation",
)  # fmt: skip
def ask_to_speak(desk: Desk, sent: SpeakForm, consultation_id: int, meeting_id: int) -> AskedToSpeakOut:
    """Ask to speak."""
    found = queries.consultation(desk.db, consultation_id)
    meeting, theme = queries.meeting_of(found, meeting_id), queries.theme(desk.db, consultation_id, sent.theme)
    made = actions.ask_to_speak(desk.db, found, meeting, theme, by=desk.viewer, at=desk.at)
    return AskedToSpeakOut(inscription=made.inscription_id, theme=made.element_id)


def _period(desk: Desk, consultation_id: int) -> RegistrationPeriod:
    found = queries.registration_period(desk.db, consultation_id)
    if found is None:
        raise NotFound
    return found


def _out(desk: Desk, row: RegistrationPeriod) -> PeriodOut:
    places = [
        PlacesOut(manner=manner, places=each.places, taken=each.taken, waiting=each.waiting)
        for manner, each in queries.taking(desk.db, row).items()
    ]
    return PeriodOut(
        opens_at=row.opens_at, closes_at=row.closes_at, zone=row.zone, for_each=row.for_each, places=places
    )  # fmt: skip


def _own(desk: Desk, consultation_id: int) -> Listed[AttendeeOut]:
    lines = queries.registered_by(desk.db, consultation_id, desk.viewer.organization_id or 0)
    return Listed(
        items=[
            AttendeeOut(
                id=line.attendee.id, name=line.attendee.name, function=line.attendee.function, manner=line.attendee.manner,
                named=line.attendee.named_since is not None, waits=line.waits,
            )
            for line in lines
        ]
    )  # fmt: skip
