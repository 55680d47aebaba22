"""Consultative meetings, their summary and its trace for programs."""

from datetime import datetime

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Listed, Nothing, Out, operation
from oewg.consultations import actions, queries
from oewg.consultations.api.room import api
from oewg.consultations.forms.consultations import ConsultationForm, IssueSummaryForm, MeetingForm, TraceForm
from oewg.consultations.models import Consultation
from oewg.consultations.queries import fund
from oewg.mandate import queries as mandate
from oewg.mandate.models import Element
from oewg.meetings import queries as meetings
from oewg.texts import queries as texts


class ConsultationOut(Out):
    """A consultation."""

    id: int
    title: str
    standing: str
    """"planned", "confirmed", "in_question", "held" or "cancelled"."""
    meetings: list[int]
    """In order."""
    elements: list[str]
    summary_text: int | None
    """The text of the chair's summary, once it has been drafted."""
    organizations: int
    """How many organizations were at any of its meetings."""


class SaidOut(Out):
    """Something that was said at a consultation, and the provisions of the summary that tell of it.

    `organization` and `delegation` are empty for an author who is not to be known.
    """

    kind: str
    source: int
    at: datetime
    meeting: int | None
    delegation: int | None
    organization: str
    words: str
    stands_in: list[int]


@operation(
    api, "/consultations", act="read", answers=Listed[ConsultationOut], summary="The consultative meetings"
)  # fmt: skip
def consultations(desk: Desk) -> Listed[ConsultationOut]:
    """Every consultation."""
    rows = queries.consultations(desk.db)
    numbers = [row.id for row in rows]
    elements, attended = queries.elements_of(desk.db, numbers), queries.attended(desk.db)
    standings = fund.standings(desk.db, numbers)
    return Listed(
        items=[_consultation(row, standings[row.id], elements[row.id], attended.get(row.id, (0, 0))[1]) for row in rows]
    )


@operation(
    api, "/consultations", method="POST", act="hold_consultation", takes=ConsultationForm, answers=ConsultationOut,
    summary="Make an informal meeting a consultation on elements of the mandate",
)  # fmt: skip
def hold_consultation(desk: Desk, sent: ConsultationForm) -> ConsultationOut:
    """Make a meeting a consultation."""
    found = [mandate.element(desk.db, element_id) for element_id in sent.elements]
    meeting = meetings.meeting(desk.db, sent.meeting)
    made = actions.hold_consultation(desk.db, meeting, sent.title, found, by=desk.viewer, at=desk.at)
    return _one_consultation(desk, made.id)


@operation(
    api, "/consultations/<int:consultation_id>", act="read", answers=ConsultationOut, summary="One consultative meeting"
)  # fmt: skip
def consultation(desk: Desk, consultation_id: int) -> ConsultationOut:
    """One consultation."""
    return _one_consultation(desk, consultation_id)


@operation(
    api, "/consultations/<int:consultation_id>/meetings", method="POST", act="hold_consultation", takes=MeetingForm,
    answers=ConsultationOut, summary="Let a consultation be continued at a further informal meeting", status=200,
)  # fmt: skip
def add_meeting(desk: Desk, sent: MeetingForm, consultation_id: int) -> ConsultationOut:
    """Add a meeting."""
    found = queries.consultation(desk.db, consultation_id)
    actions.add_meeting(desk.db, found, meetings.meeting(desk.db, sent.meeting), by=desk.viewer, at=desk.at)
    return _one_consultation(desk, consultation_id)


@operation(
    api, "/consultations/<int:consultation_id>/summary", method="POST", act="hold_consultation", takes=Nothing,
    answers=ConsultationOut, summary="Begin the chair's summary of a consultation",
)  # fmt: skip
def draft_summary(desk: Desk, _sent: Nothing, consultation_id: int) -> ConsultationOut:
    """Begin the chair's summary."""
    actions.draft_summary(desk.db, queries.consultation(desk.db, consultation_id), by=desk.viewer, at=desk.at)
    return _one_consultation(desk, consultation_id)


@operation(
    api, "/consultations/<int:consultation_id>/summary/issue", method="POST", act="issue_summary", takes=IssueSummaryForm,
    answers=ConsultationOut, summary="Issue the chair's summary of a consultation under a symbol", status=200,
)  # fmt: skip
def issue_summary(desk: Desk, sent: IssueSummaryForm, consultation_id: int) -> ConsultationOut:
    """Issue the chair's summary."""
    found = queries.consultation(desk.db, consultation_id)
    actions.issue_summary(desk.db, found, sent.symbol, by=desk.viewer, at=desk.at, on=sent.on)
    return _one_consultation(desk, consultation_id)


@operation(
    api, "/consultations/<int:consultation_id>/trace", act="read", answers=Listed[SaidOut],
    summary="What was said at a consultation, and where it stands in the chair's summary",
)  # fmt: skip
def said(desk: Desk, consultation_id: int) -> Listed[SaidOut]:
    """Everything that was said, as far as the viewer may know of it."""
    return _all_said(desk, queries.consultation(desk.db, consultation_id))


@operation(
    api, "/consultations/<int:consultation_id>/trace", method="POST", act="hold_consultation", takes=TraceForm,
    answers=Listed[SaidOut], summary="Record of what a provision of the chair's summary tells",
)  # fmt: skip
def trace(desk: Desk, sent: TraceForm, consultation_id: int) -> Listed[SaidOut]:
    """Trace a provision."""
    found, source = queries.consultation(desk.db, consultation_id), queries.Source(sent.kind, sent.source)
    actions.trace(desk.db, found, texts.provision(desk.db, sent.provision), source, by=desk.viewer, at=desk.at)
    return _all_said(desk, found)


def _all_said(desk: Desk, found: Consultation) -> Listed[SaidOut]:
    return Listed(items=[_said(each) for each in queries.said(desk.db, desk.viewer, found)])


def _one_consultation(desk: Desk, consultation_id: int) -> ConsultationOut:
    row = queries.consultation(desk.db, consultation_id)
    elements = queries.elements_of(desk.db, [row.id])[row.id]
    standing = fund.standings(desk.db, [row.id])[row.id]
    return _consultation(row, standing, elements, queries.attended(desk.db).get(row.id, (0, 0))[1])


def _consultation(row: Consultation, standing: str, elements: list[Element], organizations: int) -> ConsultationOut:
    return ConsultationOut(
        id=row.id, title=row.title, standing=standing, meetings=[each.id for each in row.meetings],
        elements=[element.key for element in elements], summary_text=row.summary_text_id, organizations=organizations,
    )  # fmt: skip


def _said(each: queries.Said) -> SaidOut:
    return SaidOut(
        kind=each.source.kind, source=each.source.id, at=each.at, meeting=each.meeting, delegation=each.delegation_id,
        organization=each.organization, words=each.words, stands_in=[line.provision_id for line in each.stands_in],
    )  # fmt: skip
