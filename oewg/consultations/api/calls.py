"""Calls for input for programs."""

from datetime import datetime

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Listed, Out, cut, operation
from oewg.consultations import actions, queries
from oewg.consultations.api.room import api
from oewg.consultations.forms.calls import CallForm, ExtensionForm
from oewg.consultations.models import Call
from oewg.core.forms import on_the_clock
from oewg.mandate import queries as mandate


class QuestionOut(Out):
    """A guiding question; `element` is the key of the element of the mandate that it is about."""

    id: int
    letter: str
    words: str
    element: str | None


class CallOut(Out):
    """A call for input to "organizations" or "states"; an answer at `closes_at` is late. `largest_file` is in bytes."""

    id: int
    title: str
    addressed_to: str
    questions: list[QuestionOut]
    opens_at: datetime
    closes_at: datetime
    zone: str
    languages: list[str]
    most_words: int | None
    most_files: int
    largest_file: int


@operation(api, "/calls", act="read", answers=Listed[CallOut], query=Cursor, summary="The calls for input")
def calls(desk: Desk, asked: Cursor) -> Listed[CallOut]:
    """Calls by number."""
    rows = queries.calls_after(desk.db, asked.number(), asked.limit + 1)
    return cut([_out(row) for row in rows], asked.limit, lambda item: item.id)


@operation(api, "/calls/<int:call_id>", act="read", answers=CallOut, summary="One call for input")
def call(desk: Desk, call_id: int) -> CallOut:
    """One call."""
    return _out(queries.call(desk.db, call_id))


@operation(
    api, "/calls", method="POST", act="open_call", takes=CallForm, answers=CallOut, summary="Open a call for input"
)  # fmt: skip
def open_call(desk: Desk, sent: CallForm) -> CallOut:
    """Open a call; a time without an offset is on the clocks of the zone."""
    made = actions.open_call(desk.db, sent.terms(_keys(desk)), by=desk.viewer, at=desk.at)
    return _out(queries.call(desk.db, made.id))


@operation(
    api, "/calls/<int:call_id>", method="POST", act="open_call", takes=CallForm, answers=CallOut, status=200,
    summary="Say something else in a call that has not opened yet",
)  # fmt: skip
def amend_call(desk: Desk, sent: CallForm, call_id: int) -> CallOut:
    """Amend a call."""
    found = queries.call(desk.db, call_id)
    actions.amend_call(desk.db, found, sent.terms(_keys(desk)), by=desk.viewer, at=desk.at)
    return _out(found)


@operation(
    api, "/calls/<int:call_id>/deadline", method="POST", act="open_call", takes=ExtensionForm, answers=CallOut,
    status=200, summary="Move a call's deadline to a later instant, before it is reached",
)  # fmt: skip
def extend_call(desk: Desk, sent: ExtensionForm, call_id: int) -> CallOut:
    """Extend a call."""
    found = queries.call(desk.db, call_id)
    actions.extend_call(desk.db, found, on_the_clock(sent.closes_at, found.zone), by=desk.viewer, at=desk.at)
    return _out(found)


def _keys(desk: Desk) -> list[str]:
    return [element.key for element in mandate.elements(desk.db)]


def _out(row: Call) -> CallOut:
    return CallOut(
        id=row.id, title=row.title, addressed_to=row.addressed_to, opens_at=row.opens_at, closes_at=row.closes_at,
        zone=row.zone, languages=[each.language for each in row.languages], most_words=row.most_words,
        most_files=row.most_files, largest_file=row.largest_file,
        questions=[
            QuestionOut(id=q.id, letter=q.letter, words=q.words, element=q.element.key if q.element else None)
            for q in row.questions
        ],
    )  # fmt: skip
