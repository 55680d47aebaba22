"""Consultative meetings for programs."""

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Listed, Out, operation
from oewg.consultations import actions, queries
from oewg.consultations.api.room import api
from oewg.consultations.forms.consultations import ConsultationForm, SummaryForm
from oewg.consultations.models import Consultation
from oewg.consultations.queries import fund
from oewg.mandate import queries as mandate
from oewg.mandate.models import Element
from oewg.meetings import queries as meetings


class ConsultationOut(Out):
    """A consultative meeting."""

    id: int
    meeting: int
    title: str
    standing: str
    """"planned", "confirmed", "in_question", "held" or "cancelled"."""
    elements: list[str]
    summary: str
    organizations: int
    """How many organizations were there."""


@operation(
    api, "/consultations", act="read", answers=Listed[ConsultationOut], summary="The consultative meetings"
)  # fmt: skip
def consultations(desk: Desk) -> Listed[ConsultationOut]:
    """Every consultation."""
    rows = queries.consultations(desk.db)
    elements = queries.elements_of(desk.db, [row.id for row in rows])
    present = meetings.attendance(desk.db)
    standings = fund.standings(desk.db, [row.id for row in rows])
    return Listed(
        items=[
            _consultation(row, standings[row.id], elements[row.id], present.get(row.meeting_id, (0, 0))[1])
            for row in rows
        ]
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
    api, "/consultations/<int:consultation_id>/summary", method="POST", act="hold_consultation", takes=SummaryForm,
    answers=ConsultationOut, summary="Give the chair's summary of a consultation", status=200,
)  # fmt: skip
def give_summary(desk: Desk, sent: SummaryForm, consultation_id: int) -> ConsultationOut:
    """Give the chair's summary."""
    found = queries.consultation(desk.db, consultation_id)
    actions.give_summary(desk.db, found, sent.words, by=desk.viewer, at=desk.at)
    return _one_consultation(desk, consultation_id)


def _one_consultation(desk: Desk, consultation_id: int) -> ConsultationOut:
    row = queries.consultation(desk.db, consultation_id)
    elements = queries.elements_of(desk.db, [row.id])[row.id]
    standing = fund.standings(desk.db, [row.id])[row.id]
    return _consultation(row, standing, elements, meetings.attendance(desk.db).get(row.meeting_id, (0, 0))[1])


def _consultation(row: Consultation, standing: str, elements: list[Element], organizations: int) -> ConsultationOut:
    return ConsultationOut(
        id=row.id, meeting=row.meeting_id, title=row.title, standing=standing, elements=[element.key for element in elements],
        summary=row.summary, organizations=organizations,
    )  # fmt: skip
