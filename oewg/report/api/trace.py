"""The trace for programs: why a provision says what it says, what came of something, and how far all is founded."""

from collections.abc import Iterable
from datetime import datetime

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Listed, Out, operation
from oewg.core.database import Db
from oewg.report import actions, queries
from oewg.report.api.room import api
from oewg.report.forms.trace import SourceForm, UntieForm
from oewg.report.models import SourceTie
from oewg.report.queries import Origin, Row, Speaker, Step
from oewg.texts import queries as texts


class SpeakerOut(Out):
    """Whose something is: the code of a delegation and of the group for which it speaks, or the name of an organization."""

    delegation: str
    group: str
    organization: str


class OriginOut(Out):
    """One thing from which provisions come; `meeting` is the number of the meeting at which it was said or decided."""

    kind: str
    """"element", "statement", "view", "submission", "amendment", "decision" or "paragraph"."""
    id: int
    title: str
    words: str
    at: datetime | None
    by: list[SpeakerOut]
    meeting: int | None


class StepOut(Out):
    """One thing that happened to a provision, or on which it rests. `pieces` are a redline: ["equal" | "delete" | "insert", words].

    `language` is that of an explanation of position, where it was said. `by` is empty for the Chair's text, which carries no attribution; `amendments` are those that were taken up with it.
    """

    at: datetime
    kind: str
    meeting: int | None
    revision: int | None
    words: str
    language: str | None
    pieces: list[tuple[str, str]]
    why: str
    by: list[SpeakerOut]
    amendments: list[int]
    origin: OriginOut | None
    symbol: str
    editorial: bool


class StoryOut(Out):
    """Why a provision says what it says, in the order of time. `elements` are those of the mandate that it answers."""

    provision: int
    text: int
    number: str
    words: str
    rests: bool
    elements: list[int]
    paragraphs: list[OriginOut]
    steps: list[StepOut]


class ArrivalOut(Out):
    """A provision that rests on something or came of it: "speaks", "tied", "became", "taken_up", "not_taken_up", "answers"."""

    provision: int
    text: int
    number: str
    how: str
    sentence: str


class ComingOut(Out):
    """What came of one thing."""

    origin: OriginOut
    provisions: list[ArrivalOut]


class RowOut(Out):
    """An element of the mandate, or a section of the report by its heading (0: before the first one); how much of what."""

    id: int
    title: str
    counts: dict[str, int]


class CoverageOut(Out):
    """The mandate and the report by what they come from, and the paragraphs that rest on nothing; as far as you may know."""

    elements: list[RowOut]
    sections: list[RowOut]
    rests_on_nothing: list[int]


class SourceTieOut(Out):
    """A provision rests on something, in a sentence."""

    id: int
    provision: int
    revision: int
    sentence: str
    tied_at: datetime
    ended_at: datetime | None
    end_reason: str


class _Codes:
    """The codes of delegations, read once."""

    def __init__(self, db: Db, speakers: Iterable[Speaker]) -> None:
        self.of = accounts.codes_of(db, {one.delegation_id for one in speakers if one.delegation_id})

    def out(self, speakers: Iterable[Speaker]) -> list[SpeakerOut]:
        return [
            SpeakerOut(
                delegation=self.of.get(one.delegation_id or 0, ""), group=one.group, organization=one.organization
            )
            for one in speakers
        ]

    def origin(self, of: Origin) -> OriginOut:
        return OriginOut(
            kind=of.kind, id=of.id, title=of.title, words=of.words, at=of.at, by=self.out(of.speakers),
            meeting=of.meeting.number if of.meeting else None,
        )  # fmt: skip

    def step(self, of: Step) -> StepOut:
        return StepOut(
            at=of.at, kind=of.kind, meeting=of.meeting.number if of.meeting else None, revision=of.revision, words=of.words,
            language=of.language or None, pieces=list(of.pieces), why=of.why, by=self.out(of.speakers), amendments=[each.id for each in of.amendments],
            origin=self.origin(of.origin) if of.origin else None, symbol=of.symbol, editorial=of.editorial,
        )  # fmt: skip


@operation(
    api, "/provisions/<int:provision_id>/why", act="read", answers=StoryOut, summary="Why a provision says what it says"
)  # fmt: skip
def why(desk: Desk, provision_id: int) -> StoryOut:
    """The story of a provision; of a footnote, that of what it hangs on."""
    provision = texts.stands_in(desk.db, texts.provision(desk.db, provision_id))
    found = queries.story(desk.db, desk.viewer, provision.id)
    speakers = [one for step in found.steps for one in (*step.speakers, *(step.origin.speakers if step.origin else ()))]
    codes = _Codes(desk.db, speakers)
    return StoryOut(
        provision=provision.id, text=provision.text_id, number=found.line.citation if found.line else "", words=found.words,
        rests=found.rests, elements=[element.id for element, _ in found.elements],
        paragraphs=[codes.origin(origin) for origin, _ in found.paragraphs], steps=[codes.step(step) for step in found.steps],
    )  # fmt: skip


@operation(api, "/trace/<kind>/<int:number>", act="read", answers=ComingOut, summary="What came of something")
def came_of(desk: Desk, kind: str, number: int) -> ComingOut:
    """The provisions that rest on a statement, a view, a submission, an amendment, a decision, a paragraph or an element."""
    found = queries.came_of(desk.db, desk.viewer, kind, number)
    return ComingOut(
        origin=_Codes(desk.db, found.origin.speakers).origin(found.origin),
        provisions=[
            ArrivalOut(
                provision=one.provision_id, text=one.text.id, number=one.line.citation if one.line else "", how=one.how,
                sentence=one.sentence,
            )
            for one in found.arrivals
        ],
    )  # fmt: skip


@operation(
    api, "/report/coverage", act="read", answers=CoverageOut, summary="How far the mandate and the report are founded"
)
def coverage(desk: Desk) -> CoverageOut:
    """Both pictures as numbers."""
    text = queries.draft(desk.db)
    found = queries.covered(desk.db, desk.viewer, text)
    return CoverageOut(
        elements=[_row(row, queries.ELEMENT_COLUMNS) for row in found.elements],
        sections=[_row(row, queries.SECTION_COLUMNS) for row in found.sections],
        rests_on_nothing=queries.rests_on_nothing(desk.db, text, desk.viewer) if text else [],
    )


def _row(row: Row, columns: Iterable[str]) -> RowOut:
    return RowOut(id=row.id, title=row.title, counts={column: row.count(column) for column in columns})


@operation(
    api, "/provisions/<int:provision_id>/sources", method="POST", act="tie_source", takes=SourceForm, answers=SourceTieOut,
    summary="Record on what a provision rests",
)  # fmt: skip
def tie_source(desk: Desk, sent: SourceForm, provision_id: int) -> SourceTieOut:
    """Tie a provision to a statement, a view, a decision or a paragraph of another text."""
    source = queries.source_to_tie(desk.db, desk.viewer, *sent.named())
    provision = texts.provision(desk.db, provision_id)
    return _tie(actions.tie_source(desk.db, provision, source, sent.sentence, by=desk.viewer, at=desk.at))


@operation(
    api, "/provisions/<int:provision_id>/sources", act="read", answers=Listed[SourceTieOut],
    summary="On what a provision was ever said to rest",
)  # fmt: skip
def sources(desk: Desk, provision_id: int) -> Listed[SourceTieOut]:
    """The ties made by hand, also those that were taken back; of what you may know."""
    return Listed(items=[_tie(row) for row in queries.ties_of(desk.db, desk.viewer, provision_id)])


@operation(
    api, "/source-ties/<int:tie_id>/untie", method="POST", act="tie_source", takes=UntieForm, answers=SourceTieOut,
    summary="Take back that a provision rests on something", status=200,
)  # fmt: skip
def untie_source(desk: Desk, sent: UntieForm, tie_id: int) -> SourceTieOut:
    """Untie it, with the reason."""
    found = queries.tie(desk.db, desk.viewer, tie_id)
    actions.untie_source(desk.db, found, sent.reason, by=desk.viewer, at=desk.at)
    return _tie(found)


def _tie(row: SourceTie) -> SourceTieOut:
    return SourceTieOut(
        id=row.id, provision=row.provision_id, revision=row.revision_id, sentence=row.sentence, tied_at=row.tied_at,
        ended_at=row.ended_at, end_reason=row.end_reason,
    )  # fmt: skip
