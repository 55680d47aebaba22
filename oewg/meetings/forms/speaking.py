"""What do speakers and those who conduct a meeting send about lists, the floor and the screen?"""

from typing import Literal

from oewg.core.forms import Form, Line


class OpenListForm(Form):
    """For which item of the agenda (a provision) a list is opened; without one, for the meeting."""

    item: int | None = None
    back: Literal["meeting", "console"] = "meeting"


class LimitsForm(Form):
    """The time limits of a list, in seconds."""

    delegation: int
    group: int
    organization: int


class InscribeForm(Form):
    """For whom the viewer inscribes; and the page to go back to."""

    on_behalf_of: Literal["delegation", "group", "organization"] = "delegation"
    back: Literal["list", "meeting"] = "list"


class ReplyForm(Form):
    """A right of reply is asked for; and the page to go back to."""

    back: Literal["list", "meeting"] = "list"


class WithdrawForm(Form):
    """Which of one's inscriptions is withdrawn; and the page to go back to."""

    inscription: int
    back: Literal["list", "meeting"] = "list"


class ExchangeForm(Form):
    """With which other inscription one proposes to exchange places."""

    inscription: int
    other: int


class AnswerForm(Form):
    """What becomes of an exchange that is proposed; `inscription` is that of whoever proposed it."""

    inscription: int
    answer: Literal["agree", "decline", "withdraw"]


class CallForm(Form):
    """Who is called: the inscription that the page showed as the next."""

    inscription: int


class AbsenceForm(CallForm):
    """Which call found nobody: how often that speaker had been called and not there before, as the page showed it."""

    absences: int


class ClockForm(Form):
    """Whose clock: the intervention that the page showed."""

    intervention: int


class DelegationForm(Form):
    """A delegation by its name or its code."""

    delegation: Line


class RoomForm(DelegationForm):
    """A delegation that asks in the room for a place on a list."""

    list: int


class ListForm(Form):
    """The list that the page showed."""

    list: int


class ScreenForm(Form):
    """What the screen of the room is to show; a paragraph by its number as a provision."""

    screen: Literal["speakers", "provision", "code", "pause"]
    provision: int | None = None


class OpenForm(Form):
    """For programs: for which item of the agenda a list is opened; without one, for which meeting."""

    item: int | None = None
    meeting: int | None = None


class ProposalForm(Form):
    """For programs: with which other inscription one proposes to exchange places."""

    other: int


class OnBehalfForm(Form):
    """For programs: for whom the viewer inscribes."""

    on_behalf_of: Literal["delegation", "group", "organization"] = "delegation"
