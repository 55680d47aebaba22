"""The timetable and the agenda for programs."""

from datetime import date

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Listed, Out, operation
from oewg.mandate import actions as mandate
from oewg.mandate import queries as elements
from oewg.meetings import actions, queries
from oewg.meetings.api.room import api
from oewg.meetings.api.sessions import ConflictOut, HeldMeetingOut, MeetingOut, conflicts_out, held
from oewg.meetings.forms.timetable import ItemElementForm, MoveItemForm, SetDownForm, TakeOffForm
from oewg.texts import queries as texts


class SetDownOut(Out):
    """An item of the agenda with the keys of the mandate's elements to which it answers; `place` from 1, 0 for none."""

    provision_id: int
    number: str
    words: str
    place: int
    elements: list[str]


class PlannedOut(Out):
    """A meeting and what is set down for it."""

    meeting: MeetingOut
    items: list[SetDownOut]


class DayOut(Out):
    """A day on the clocks of the session's zone; `offset` is theirs from UTC at noon, "-04:00".

    `within`: is it one of the days on which the session is now to be held?
    """

    day: date
    within: bool
    offset: str
    morning: list[PlannedOut]
    afternoon: list[PlannedOut]


class TimetableOut(Out):
    """A session day by day, the items that no meeting of it has set down, and what cannot be held as planned."""

    session: int
    zone: str
    days: list[DayOut]
    waiting: list[SetDownOut]
    conflicts: list[ConflictOut]


class AgendaItemOut(SetDownOut):
    """An item of the agenda in force, and the meetings for which it is set down."""

    meetings: list[int]


@operation(
    api, "/sessions/<int:session_id>/timetable", act="read", answers=TimetableOut, summary="The timetable of a session"
)  # fmt: skip
def timetable(desk: Desk, session_id: int) -> TimetableOut:
    """The timetable of a session."""
    line = queries.session(desk.db, session_id)
    found = queries.timetable(desk.db, line, desk.viewer, desk.at)
    return TimetableOut(
        session=session_id,
        zone=line.session.zone,
        days=[
            DayOut(
                day=day.day,
                within=day.within,
                offset=day.offset,
                morning=[_planned(p) for p in day.morning],
                afternoon=[_planned(p) for p in day.afternoon],
            )
            for day in found.days
        ],
        waiting=[_set_down(each) for each in found.waiting],
        conflicts=conflicts_out(found.conflicts),
    )


@operation(
    api, "/meetings/<int:meeting_id>/schedule", method="POST", act="plan_meetings", takes=SetDownForm,
    answers=HeldMeetingOut, summary="Set an item of the agenda down for a meeting",
)  # fmt: skip
def set_down_item(desk: Desk, sent: SetDownForm, meeting_id: int) -> HeldMeetingOut:
    """Set an item down."""
    found, item = queries.meeting(desk.db, meeting_id), texts.provision(desk.db, sent.item)
    actions.set_down_item(desk.db, found, item, sent.place, by=desk.viewer, at=desk.at)
    return held(desk, meeting_id)


@operation(
    api, "/meetings/<int:meeting_id>/schedule/move", method="POST", act="plan_meetings", takes=MoveItemForm,
    answers=HeldMeetingOut, summary="Move an item to another place or another meeting, which is answered", status=200,
)  # fmt: skip
def move_item(desk: Desk, sent: MoveItemForm, meeting_id: int) -> HeldMeetingOut:
    """Move an item."""
    found, to = queries.meeting(desk.db, meeting_id), queries.meeting(desk.db, sent.to)
    item = texts.provision(desk.db, sent.item)
    actions.move_item(desk.db, found, item, to, sent.place, by=desk.viewer, at=desk.at)
    return held(desk, to.id)


@operation(
    api, "/meetings/<int:meeting_id>/schedule/off", method="POST", act="plan_meetings", takes=TakeOffForm,
    answers=HeldMeetingOut, summary="Take an item off a meeting", status=200,
)  # fmt: skip
def take_off_item(desk: Desk, sent: TakeOffForm, meeting_id: int) -> HeldMeetingOut:
    """Take an item off."""
    found, item = queries.meeting(desk.db, meeting_id), texts.provision(desk.db, sent.item)
    actions.take_off_item(desk.db, found, item, by=desk.viewer, at=desk.at)
    return held(desk, meeting_id)


@operation(api, "/agenda", act="read", answers=Listed[AgendaItemOut], summary="The items of the agenda in force")
def agenda(desk: Desk) -> Listed[AgendaItemOut]:
    """Every item with the elements of the mandate to which it answers."""
    return _agenda(desk)


@operation(
    api, "/agenda/elements", method="POST", act="draft_text", takes=ItemElementForm, answers=Listed[AgendaItemOut],
    summary="Say that an item of the agenda answers to an element of the mandate",
)  # fmt: skip
def tie_item(desk: Desk, sent: ItemElementForm) -> Listed[AgendaItemOut]:
    """Tie an item to an element."""
    item, element = queries.agenda_item(desk.db, sent.item), elements.element(desk.db, sent.element)
    mandate.tie_element(desk.db, item, element, by=desk.viewer, at=desk.at)
    return _agenda(desk)


@operation(
    api, "/agenda/elements/untie", method="POST", act="draft_text", takes=ItemElementForm,
    answers=Listed[AgendaItemOut], summary="Take that back", status=200,
)  # fmt: skip
def untie_item(desk: Desk, sent: ItemElementForm) -> Listed[AgendaItemOut]:
    """Untie an item from an element."""
    item, element = queries.agenda_item(desk.db, sent.item), elements.element(desk.db, sent.element)
    mandate.untie_element(desk.db, item, element, by=desk.viewer, at=desk.at)
    return _agenda(desk)


def _agenda(desk: Desk) -> Listed[AgendaItemOut]:
    return Listed(
        items=[
            AgendaItemOut(**_set_down(item).model_dump(), meetings=[meeting.id for meeting in meetings])
            for item, meetings in queries.agenda_items(desk.db)
        ]
    )


def _planned(planned: queries.Planned) -> PlannedOut:
    return PlannedOut(
        meeting=MeetingOut.model_validate(planned.meeting), items=[_set_down(each) for each in planned.items]
    )


def _set_down(each: queries.SetDown) -> SetDownOut:
    return SetDownOut(
        provision_id=each.line.provision_id, number=each.line.number, words=each.line.words, place=each.place,
        elements=[element.key for element in each.elements],
    )  # fmt: skip
