"""What became of input, for programs."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Listed, Nothing, Out, cut, operation
from oewg.consultations import actions, queries
from oewg.consultations.api.room import api
from oewg.consultations.forms.dispositions import PassageForm, SuggestionForm, TieForm, UntieForm
from oewg.consultations.models import Bearing, Passage
from oewg.consultations.queries import Tie, TieLine, TiesAsked
from oewg.texts import queries as texts


class BearingOut(Out):
    """What became of a submission (`passage` is empty) or of a passage of it, in a provision or on an element."""

    id: int
    passage: int | None
    provision: int | None
    element: int | None
    disposition: str
    reason: str


class TieOut(BearingOut):
    """The same with the wording of which it was said: `earlier` is "reworded" or "removed" once that does not stand."""

    revision: int | None
    tied_at: datetime
    earlier: str


class EndedOut(BearingOut):
    """What was said before; `end_reason` is empty if something else was said in its place."""

    revision: int | None
    tied_at: datetime
    ended_at: datetime
    end_reason: str


class PassageOut(Out):
    """A passage: its place in characters of the submission's words, and the words there."""

    id: int
    starts: int
    ends: int
    quote: str


class BecameOut(Out):
    """All that became of a submission."""

    submission: int
    passages: list[PassageOut]
    bearings: list[TieOut]
    before: list[EndedOut]
    words: int
    words_answered: int
    """How many of its words stand in a passage of which something was said; all, if it was said of the whole."""
    complete: bool


class DispositionOut(TieOut):
    """One thing that became of input; `author` is empty when this reader may not know it."""

    submission: int
    title: str
    author: str
    quote: str


class SuggestionOut(Out):
    """A provision that may speak of the same thing as a stretch of a submission, with the words by which it was found."""

    starts: int
    ends: int
    provision: int
    revision: int
    matched: list[str]


class SuggestionsOut(Out):
    """What is suggested for some stretches of a submission."""

    suggestions: list[SuggestionOut]
    next: str | None
    """The `after` of the stretches that follow; none if these are the last."""


class DispositionsFilter(Cursor):
    """Which dispositions; `element` 0 finds those on no element, `sector` "unnamed" those whose author is not told."""

    element: int | None = Field(None, ge=0)
    provision: int | None = Field(None, ge=1)
    call: int | None = Field(None, ge=1)
    sector: Literal["", "business", "non_governmental", "academia", "unnamed"] = ""
    disposition: Literal["", "taken_up", "partly", "noted", "outside_mandate"] = ""
    earlier: bool = False


class WaitingOut(Out):
    """A submission that waits for its disposition, and how many of its words are answered."""

    id: int
    call: int
    title: str
    author: str
    words: int
    words_answered: int


class ElementOut(Out):
    """How much input bears on an element of the mandate (none: on no element), by sector, and how it ended."""

    element: int | None
    title: str
    submissions: dict[str, int]
    dispositions: dict[str, int]


class CallAnsweredOut(Out):
    """How much of what stands of a call has its disposition."""

    call: int
    standing: int
    answered: int


class CoverageOut(Out):
    """The elements of the mandate, and the calls."""

    elements: list[ElementOut]
    calls: list[CallAnsweredOut]


@operation(
    api, "/submissions/<int:submission_id>/what-became-of-it", act="read", answers=BecameOut,
    summary="What became of a submission, and of each passage of it",
)  # fmt: skip
def what_became(desk: Desk, submission_id: int) -> BecameOut:
    """All that became of it."""
    return _became(desk, submission_id)


@operation(
    api, "/submissions/<int:submission_id>/passages", method="POST", act="tie_input", takes=PassageForm,
    answers=PassageOut, summary="Mark a passage of a submission",
)  # fmt: skip
def mark_passage(desk: Desk, sent: PassageForm, submission_id: int) -> PassageOut:
    """Mark a passage; one that is marked already is answered as it is."""
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    passage = actions.mark_passage(desk.db, found, sent.starts, sent.ends, sent.quote, by=desk.viewer, at=desk.at)
    return _passage(passage, queries.quote_of(passage, found))


@operation(
    api, "/passages/<int:passage_id>/unmark", method="POST", act="tie_input", answers=BecameOut, status=200,
    summary="Take the mark from a passage of which nothing was said",
)  # fmt: skip
def unmark_passage(desk: Desk, _sent: Nothing, passage_id: int) -> BecameOut:
    """Unmark a passage."""
    found = queries.passage(desk.db, passage_id, desk.viewer)
    submission_id = found.submission_id
    actions.unmark_passage(desk.db, found, by=desk.viewer, at=desk.at)
    return _became(desk, submission_id)


@operation(
    api, "/submissions/<int:submission_id>/bearings", method="POST", act="tie_input", takes=TieForm, answers=BecameOut,
    summary="Say what became of a submission, or of a passage of it",
)  # fmt: skip
def tie_submission(desk: Desk, sent: TieForm, submission_id: int) -> BecameOut:
    """Tie a submission to a provision, to an element, or to both."""
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    passage = queries.passage(desk.db, sent.passage, desk.viewer) if sent.passage is not None else None
    for place in queries.places(desk.db, sent.provision, sent.element):
        actions.tie_submission(
            desk.db, found, place, sent.disposition, sent.reason, by=desk.viewer, at=desk.at, passage=passage
        )  # fmt: skip
    return _became(desk, submission_id)


@operation(
    api, "/submissions/<int:submission_id>/carry-over", method="POST", act="tie_input", answers=BecameOut, status=200,
    summary="Say of a later version what was said of the earlier one, as far as its passages and provisions stand",
)  # fmt: skip
def carry_over(desk: Desk, _sent: Nothing, submission_id: int) -> BecameOut:
    """Carry it over."""
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    actions.carry_over(desk.db, found, by=desk.viewer, at=desk.at)
    return _became(desk, submission_id)


@operation(
    api, "/bearings/<int:bearing_id>/untie", method="POST", act="tie_input", takes=UntieForm, answers=BecameOut,
    summary="Take back what was said of a submission", status=200,
)  # fmt: skip
def untie_submission(desk: Desk, sent: UntieForm, bearing_id: int) -> BecameOut:
    """Take it back."""
    found = queries.bearing(desk.db, bearing_id, desk.viewer)
    actions.untie_submission(desk.db, found, sent.reason, by=desk.viewer, at=desk.at)
    return _became(desk, found.submission_id)


@operation(
    api, "/dispositions", act="read", answers=Listed[DispositionOut], query=DispositionsFilter,
    summary="What became of all input that this reader may see",
)  # fmt: skip
def dispositions(desk: Desk, asked: DispositionsFilter) -> Listed[DispositionOut]:
    """Dispositions by number."""
    wanted = TiesAsked(**asked.model_dump(exclude={"after", "limit"}))
    rows = queries.ties_after(desk.db, desk.viewer, asked.number(), asked.limit + 1, wanted)
    return cut([_disposition(row) for row in rows], asked.limit, lambda item: item.id)


@operation(
    api, "/dispositions/waiting", act="tie_input", answers=Listed[WaitingOut], query=Cursor,
    summary="The submissions that wait for their disposition",
)  # fmt: skip
def waiting(desk: Desk, asked: Cursor) -> Listed[WaitingOut]:
    """Those that wait, by number."""
    rows = queries.waiting_after(desk.db, desk.viewer, asked.number(), asked.limit + 1)
    found = [
        WaitingOut(
            id=row.submission.submission.id, call=row.submission.submission.call_id,
            title=row.submission.submission.title, author=row.submission.author, words=row.answered.words,
            words_answered=row.answered.words_covered,
        )
        for row in rows
    ]  # fmt: skip
    return cut(found, asked.limit, lambda item: item.id)


@operation(
    api, "/dispositions/coverage", act="read", answers=CoverageOut,
    summary="How much input there is on each element of the mandate, from whom, and what became of it",
)  # fmt: skip
def input_coverage(desk: Desk) -> CoverageOut:
    """Input by element and sector."""
    return CoverageOut(
        elements=[
            ElementOut(
                element=line.element.id if line.element else None, title=line.element.title if line.element else "",
                submissions=dict(line.sectors), dispositions=dict(line.ends),
            )
            for line in queries.coverage(desk.db, desk.viewer)
        ],
        calls=[
            CallAnsweredOut(call=line.call.id, standing=line.standing, answered=line.answered)
            for line in queries.calls_answered(desk.db, desk.viewer)
        ],
    )  # fmt: skip


@operation(
    api, "/submissions/<int:submission_id>/suggestions", act="tie_input", answers=SuggestionsOut, query=Cursor,
    summary="Which provisions may speak of the same thing as a submission", searching=True,
)  # fmt: skip
def suggestions(desk: Desk, asked: Cursor, submission_id: int) -> SuggestionsOut:
    """Suggestions for a page of stretches; the cursor counts pages."""
    line = queries.submission(desk.db, submission_id, desk.viewer)
    page = queries.suggestions(desk.db, line.submission, number=asked.number() + 1)
    found = [
        SuggestionOut(
            starts=each.starts, ends=each.ends, provision=one.line.provision_id, revision=one.line.revision_id,
            matched=sorted({piece.words.lower() for piece in one.pieces if piece.found}),
        )
        for each in page.items
        for one in each.suggestions
    ]  # fmt: skip
    return SuggestionsOut(suggestions=found, next=str(asked.number() + 1) if page.has_next else None)


@operation(
    api, "/submissions/<int:submission_id>/suggestions/dismiss", method="POST", act="tie_input", takes=SuggestionForm,
    answers=BecameOut, summary="Say that a suggestion does not fit: it is not made again on the same wording",
    status=200,
)  # fmt: skip
def dismiss_suggestion(desk: Desk, sent: SuggestionForm, submission_id: int) -> BecameOut:
    """Dismiss a suggestion."""
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    provision = texts.provision(desk.db, sent.provision)
    actions.dismiss_suggestion(desk.db, found, sent.starts, sent.ends, provision, by=desk.viewer, at=desk.at)
    return _became(desk, submission_id)


def bearing_out(row: Bearing) -> BearingOut:
    """What stands of a submission."""
    return BearingOut(
        id=row.id, passage=row.passage_id, provision=row.provision_id, element=row.element_id,
        disposition=row.disposition, reason=row.reason,
    )  # fmt: skip


def _passage(row: Passage, quote: str) -> PassageOut:
    return PassageOut(id=row.id, starts=row.starts, ends=row.ends, quote=quote)


def _tie(line: TieLine) -> TieOut:
    row = line.bearing
    return TieOut(
        **bearing_out(row).model_dump(), revision=row.revision_id, tied_at=row.tied_at, earlier=line.earlier
    )  # fmt: skip


def _disposition(row: Tie) -> DispositionOut:
    return DispositionOut(
        **_tie(row.said).model_dump(), submission=row.submission.submission.id, title=row.submission.submission.title,
        author=row.submission.author, quote=row.quote,
    )  # fmt: skip


def _became(desk: Desk, submission_id: int) -> BecameOut:
    line = queries.submission(desk.db, submission_id, desk.viewer)
    found = queries.became(desk.db, line.submission)
    return BecameOut(
        submission=submission_id,
        passages=[_passage(part.passage, part.quote) for part in found.parts if part.passage],
        bearings=[_tie(each) for each in found.said],
        before=[
            EndedOut(
                **bearing_out(row).model_dump(), revision=row.revision_id, tied_at=row.tied_at, ended_at=row.ended_at,
                end_reason=row.end_reason,
            )
            for part in found.parts
            for row in part.before
            if row.ended_at
        ],
        words=found.answered.words,
        words_answered=found.answered.words_covered,
        complete=found.answered.complete,
    )  # fmt: skip
