"""What does the secretariat send about the timetable and the agenda?"""

from oewg.core.forms import Form


class SetDownForm(Form):
    """An item of the agenda (a provision) for a meeting, at a place among its items; at the end without one."""

    item: int
    place: int | None = None


class MoveItemForm(SetDownForm):
    """To which meeting (its number as a row) the item is moved."""

    to: int


class TakeOffForm(Form):
    """Which item is taken off."""

    item: int


class OnTimetableForm(SetDownForm):
    """On the page of a timetable the meeting is chosen in the form too."""

    meeting: int


class MoveOnTimetableForm(MoveItemForm):
    """On the page of a timetable the meeting that the item leaves is named in the form too."""

    meeting: int


class TakeOffTimetableForm(TakeOffForm):
    """On the page of a timetable the meeting that the item leaves is named in the form too."""

    meeting: int


class ItemElementForm(Form):
    """An item of the agenda, and an element of the mandate to which it answers."""

    item: int
    element: int
