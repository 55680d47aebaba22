"""National views for programs: what States informed of, and what a delegation does about its own."""

from datetime import datetime

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Listed, Nothing, Out, cut, operation
from oewg.consultations import actions, queries
from oewg.consultations.api.room import api
from oewg.consultations.forms.input import ViewForm
from oewg.consultations.models import NationalView
from oewg.core.errors import NotFound


class StateAnswerOut(Out):
    """What a State says to one question (its number)."""

    question: int
    words: str


class NationalViewOut(Out):
    """A State's views in answer to a call; `published_at` is empty while only delegations read them."""

    id: int
    call: int
    delegation: str
    version: int
    language: str
    answers: list[StateAnswerOut]
    words: str
    digest: str
    submitted_at: datetime
    published_at: datetime | None


class AnswerOfStateOut(Out):
    """One State's answer within a compilation; `view` is the number of its views."""

    view: int
    delegation: str
    words: str


class CompiledQuestionOut(Out):
    """A question and what each State says to it."""

    question: int
    letter: str
    words: str
    answers: list[AnswerOfStateOut]


class CompilationOut(Out):
    """National views side by side, and how many Member States have given none that this reader may read."""

    call: int
    questions: list[CompiledQuestionOut]
    views: list[NationalViewOut]
    without: int


@operation(
    api, "/views", act="read", answers=Listed[NationalViewOut], query=Cursor,
    summary="National views that this reader may read, every version",
)  # fmt: skip
def views(desk: Desk, asked: Cursor) -> Listed[NationalViewOut]:
    """Views by number."""
    rows = queries.views_after(desk.db, desk.viewer, asked.number(), asked.limit + 1)
    return cut([_out(row) for row in rows], asked.limit, lambda item: item.id)


@operation(api, "/views/<int:view_id>", act="read", answers=NationalViewOut, summary="One State's views")
def view(desk: Desk, view_id: int) -> NationalViewOut:
    """One State's views."""
    return _out(queries.view(desk.db, view_id, desk.viewer))


@operation(
    api, "/calls/<int:call_id>/views", act="read", answers=CompilationOut,
    summary="The views in answer to a call, compiled by question and by State",
)  # fmt: skip
def compiled(desk: Desk, call_id: int) -> CompilationOut:
    """The compilation."""
    call = queries.call(desk.db, call_id)
    if call.addressed_to != "states":
        raise NotFound
    found = queries.compiled(desk.db, call, desk.viewer)
    answers = queries.by_question(call, found.views)
    return CompilationOut(
        call=call_id, views=[_out(each) for each in found.views], without=found.without,
        questions=[
            CompiledQuestionOut(
                question=one.id, letter=one.letter, words=one.words,
                answers=[
                    AnswerOfStateOut(view=of.id, delegation=of.delegation.code, words=words)
                    for of, words in answers[one.id]
                ],
            )
            for one in call.questions
        ],
    )  # fmt: skip


@operation(
    api, "/calls/<int:call_id>/views", method="POST", act="give_view", takes=ViewForm, answers=NationalViewOut,
    summary="Inform of our State's views",
)  # fmt: skip
def give_view(desk: Desk, sent: ViewForm, call_id: int) -> NationalViewOut:
    """Answer a call to States."""
    made = actions.give_view(
        desk.db, queries.call(desk.db, call_id), sent.words, {int(k): v for k, v in sent.answers.items()},
        sent.language, publish=sent.publish, by=desk.viewer, at=desk.at,
    )  # fmt: skip
    return _out(queries.view(desk.db, made.id, desk.viewer))


@operation(
    api, "/views/<int:view_id>/publish", method="POST", act="give_view", answers=NationalViewOut, status=200,
    summary="Agree that our State's views are published",
)  # fmt: skip
def publish_view(desk: Desk, _sent: Nothing, view_id: int) -> NationalViewOut:
    """Agree to publication."""
    found = queries.view(desk.db, view_id, desk.viewer)
    actions.publish_view(desk.db, found, by=desk.viewer, at=desk.at)
    return _out(found)


def _out(row: NationalView) -> NationalViewOut:
    return NationalViewOut(
        id=row.id, call=row.call_id, delegation=row.delegation.code, version=row.version, language=row.language,
        answers=[StateAnswerOut(question=each.question_id, words=each.words) for each in row.answers],
        words=row.words, digest=row.digest, submitted_at=row.submitted_at, published_at=row.published_at,
    )  # fmt: skip
