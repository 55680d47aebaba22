"""Why does this provision say this? Told from the record in the order of time, as far as a viewer may know."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries as consultations
from oewg.consultations.queries import TiesAsked
from oewg.consultations.rules.dispositions import DISPOSITIONS, EARLIER
from oewg.core.database import Db
from oewg.mandate import queries as mandate
from oewg.mandate.models import Element
from oewg.meetings import queries as meetings
from oewg.meetings.models import Decision, Meeting
from oewg.negotiation import queries as negotiation
from oewg.negotiation.models import Amendment, Contest, Explanation, ExplanationParagraph, Gavel, Position
from oewg.record import queries as record
from oewg.report.models import SourceTie
from oewg.report.queries.origins import (
    Origin,
    Speaker,
    amendment_origin,
    decision_origin,
    described,
    sponsors,
    statement_origin,
    submission_origin,
)
from oewg.report.queries.trace import inserted, known_symbols, resting, views_on
from oewg.texts import queries as texts
from oewg.texts.models import Edition, EditionLine, Provision, Revision
from oewg.texts.queries import Line
from oewg.texts.rules.by_words import Piece
from oewg.texts.rules.redline import redline

MOST_INPUT = 60
"""Dispositions that a story tells; the list of what became of input has them all."""
MOST_MOVES = 50


@dataclass(frozen=True)
class Doubt:
    """A delegation, or a group, objected to a wording or reserved on it, as far as the viewer may know."""

    stance: str
    speaker: Speaker
    reason: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Step:
    """One thing that happened to a provision, or on which it rests. `kind`:

    begun, worded, moved, removed (the text) · proposed, withdrawn, superseded (amendments that gave no wording) · contested ·
    gavelled, reopened, silence, silence_broken, silence_withdrawn, issued, adopted, explained (decided and placed on record) ·
    statement, view, submission, decision (on which it rests).
    """

    at: datetime
    kind: str
    meeting: Meeting | None = None
    """The meeting at which, or in the course of which, it happened."""
    revision: int | None = None
    """The number of the wording."""
    words: str = ""
    """The wording, or what was said: quoted."""
    language: str = ""
    """Of an explanation's words: as was said when they were placed on record; else ""."""
    pieces: Sequence[Piece] = ()
    """The redline from the wording before, or from the one to be amended."""
    why: str = ""
    """The reason that was given, or the sentence in which it was tied."""
    speakers: tuple[Speaker, ...] = ()
    """By whom, of those that may be named; nobody for the Chair's text."""
    amendments: tuple[Origin, ...] = ()
    """The amendments that were taken up with it."""
    origin: Origin | None = None
    became: str = ""
    """Of input: what became of it, a marked sentence."""
    earlier: str = ""
    """A marked sentence, if that was said of earlier wording; or ""."""
    symbol: str = ""
    edition: int | None = None
    editorial: bool = False
    doubts: tuple[Doubt, ...] = ()
    tie: SourceTie | None = None
    """The row in which the secretariat tied it, if it did."""


@dataclass(frozen=True)
class Story:
    """All that a provision's page of the trace tells."""

    provision: Provision
    line: Line | None
    """As it stands; none if it has been removed."""
    words: str
    """The last ones that it had."""
    steps: Sequence[Step]
    elements: Sequence[tuple[Element, int]]
    """What the mandate asks that it answers, and how many views of States on that the viewer may read."""
    paragraphs: Sequence[tuple[Origin, SourceTie]]
    """The resolution's paragraphs, or those of other texts, on which it rests."""
    ended: Sequence[tuple[Origin, SourceTie]]
    """What it was said to rest on before."""
    more_input: int = 0
    """How many dispositions there are besides those told."""
    present: Step | None = None
    """How the wording of now came about."""
    agreed: Step | None = None
    """The gavel that stands."""
    adopted: Step | None = None
    rests: bool = field(default=False)
    """On anything that the viewer may know of?"""


TEXTUAL = ("begun", "worded", "moved", "removed")
RESTING = ("statement", "view", "submission", "decision")


def story(db: Db, viewer: Viewer, provision_id: int) -> Story:
    """Why a provision says what it says: some forty queries, however long the story."""
    provision = texts.provision(db, provision_id)
    wordings = list(reversed(texts.revisions(db, provision_id)))
    amendments = _amendments(db, provision_id)
    held = _opened(db)
    ties = _ties(db, provision_id)
    tied = _tied(db, viewer, ties)
    input_ = consultations.ties(db, viewer, TiesAsked(provision=provision_id), size=MOST_INPUT)
    gavels = negotiation.gavels(db, provision_id)
    told: list[Step] = [
        *_wordings(db, viewer, provision, wordings, amendments),
        *_proposals(amendments, wordings),
        *_moves(db, provision_id),
        *_contests(db, wordings),
        *_gavels(gavels),
        *_silences(db, provision, wordings),
        *_issues(db, provision_id),
        *_adoption(db, provision),
        *_explanations(db, provision_id),
        *_statements(db, viewer, provision_id, ties),
        *(
            Step(origin.at or tie.tied_at, kind, origin.meeting, words=origin.words, why=tie.sentence, origin=origin, tie=tie)
            for kind in ("view", "decision")
            for origin, tie in tied[kind]
            if tie.ended_at is None
        ),
        *(
            Step(
                one.said.bearing.tied_at, "submission", words=one.quote, why=one.said.bearing.reason,
                origin=submission_origin(one.submission), became=DISPOSITIONS[one.said.bearing.disposition],
                earlier=EARLIER.get(one.said.earlier, ""),
            )
            for one in input_.items
        ),
    ]  # fmt: skip
    steps = [replace(step, meeting=step.meeting or held.at(step.at)) for step in sorted(told, key=_in_time)]
    elements = mandate.elements_of(db, provision_id)
    views = views_on(db, viewer) if elements else {}
    line = None
    if provision.removed_at is None and provision.kind != "footnote":
        line = texts.lines_by_id(db, [provision_id]).get(provision_id)
    paragraphs = [(origin, tie) for origin, tie in tied["paragraph"] if tie.ended_at is None]
    with_words = [step for step in steps if step.kind in ("begun", "worded")]
    own = [
        (provision_id, wordings[-1].words),
        *((note.provision_id, note.words) for note in (line.notes if line else ())),
    ]
    return Story(
        provision, line, wordings[-1].words, steps,
        elements=[(element, len(views.get(element.id, ()))) for element in elements],
        paragraphs=paragraphs,
        ended=[one for kind in ("statement", "view", "decision", "paragraph") for one in tied[kind] if one[1].ended_at],
        more_input=max(0, input_.total - len(input_.items)),
        present=with_words[-1] if with_words else None,
        agreed=next((step for step in reversed(steps) if step.kind == "gavelled" and _stands(step, gavels)), None),
        adopted=next((step for step in steps if step.kind == "adopted"), None),
        rests=bool(resting(db, viewer, own, known_symbols(db, viewer))),
    )  # fmt: skip


def _in_time(step: Step) -> tuple[datetime, int]:
    """What happened at one instant is told in the order in which it follows: the wording, then what was decided of it."""
    order = ("begun", "worded", "moved", "issued", "silence", "gavelled", "adopted")
    return step.at, order.index(step.kind) if step.kind in order else len(order)


def _stands(step: Step, gavels: Iterable[Gavel]) -> bool:
    return any(gavel.fell_at == step.at and gavel.reopened_at is None for gavel in gavels)


@dataclass(frozen=True)
class _Opened:
    """The meetings that were opened, in that order."""

    since: Sequence[datetime]
    rows: Sequence[Meeting]

    def at(self, instant: datetime) -> Meeting | None:
        """The meeting that was sitting at an instant."""
        place = bisect_right(self.since, instant) - 1
        row = self.rows[place] if place >= 0 else None
        return row if row is not None and (row.adjourned_at is None or instant <= row.adjourned_at) else None


def _opened(db: Db) -> _Opened:
    rows = db.scalars(select(Meeting).where(Meeting.opened_at.is_not(None)).order_by(Meeting.opened_at)).all()
    return _Opened([row.opened_at for row in rows if row.opened_at], rows)


def _amendments(db: Db, provision_id: int) -> list[Amendment]:
    """Those that were filed to it, and those by which it was inserted."""
    by = db.execute(inserted().where(Provision.id == provision_id)).all()
    return [*negotiation.amendments_to(db, provision_id), *negotiation.amendments_among(db, [row[1] for row in by])]


def _wordings(
    db: Db, viewer: Viewer, provision: Provision, wordings: Sequence[Revision], amendments: Sequence[Amendment]
) -> Iterator[Step]:
    """Of each revision its last step, with the amendments from which it came and those who could not agree to it."""
    doubts = _doubts(db, viewer, provision.id)
    steps: dict[int, list[Revision]] = defaultdict(list)
    for each in wordings:
        steps[each.number].append(each)
    before = ""
    for number, of_it in steps.items():
        last, instants = of_it[-1], {each.made_at for each in of_it}
        kinds = ("insert",) if number == 1 else ("replace",)
        taken = [a for a in amendments if a.end_reason == "taken_up" and a.ended_at in instants and a.kind in kinds]
        taken = [a for a in taken if (a.kind == "insert") == (a.provision_id != provision.id)]
        yield Step(
            last.made_at, "begun" if number == 1 else "worded", revision=number, words=last.words,
            pieces=redline(before, last.words) if number > 1 else (), editorial=number > 1 and last.nature == "editorial",
            amendments=tuple(map(amendment_origin, taken)),
            doubts=tuple(doubt for each in of_it for doubt in doubts.get(each.id, ())),
        )  # fmt: skip
        before = last.words
    if provision.removed_at is not None:
        taken = [a for a in amendments if a.kind == "delete" and a.ended_at == provision.removed_at]
        yield Step(provision.removed_at, "removed", amendments=tuple(map(amendment_origin, taken)))


def _doubts(db: Db, viewer: Viewer, provision_id: int) -> Mapping[int, list[Doubt]]:
    """Revision -> who objected to it or reserved on it, in the order of time."""
    rows = db.scalars(
        select(Position)
        .where(
            Position.provision_id == provision_id, Position.stance.in_(("object", "reserve")), negotiation.visible(viewer)
        )
        .options(joinedload(Position.delegation), joinedload(Position.group))
        .order_by(Position.stated_at, Position.id)
    )  # fmt: skip
    found: dict[int, list[Doubt]] = defaultdict(list)
    for row in rows:
        speaker = Speaker(row.delegation_id) if row.delegation_id else Speaker(group=row.code)
        found[row.revision_id].append(Doubt(row.stance, speaker, row.reason, row.stated_at, row.ended_at))
    return found


def _proposals(amendments: Sequence[Amendment], wordings: Sequence[Revision]) -> Iterator[Step]:
    """Every amendment as it was filed; how it ended, where no wording tells that."""
    own = {each.id for each in wordings}
    for row in amendments:
        if row.kind == "insert" and row.revision_id not in own:
            continue  # it is told where the provision was begun
        base = row.revision.words
        pieces: Sequence[Piece] = redline(base, row.words or "") if row.kind in ("replace", "delete") else ()
        yield Step(
            row.filed_at, "proposed", revision=row.revision.number, words=row.words or "", pieces=pieces, why=row.reason,
            speakers=sponsors(row), origin=amendment_origin(row), became=row.kind,
        )  # fmt: skip
        if row.ended_at is not None and row.end_reason in ("withdrawn", "superseded"):
            yield Step(row.ended_at, row.end_reason, speakers=sponsors(row), origin=amendment_origin(row))


def _moves(db: Db, provision_id: int) -> Iterator[Step]:
    subject = ("provision", provision_id)
    for entry in record.entries_of(db, subject, ("move_provision",), ("public",), limit=MOST_MOVES):
        yield Step(entry.at, "moved")


def _contests(db: Db, wordings: Sequence[Revision]) -> Iterator[Step]:
    numbers = {each.id: each.number for each in wordings}
    for row in db.scalars(select(Contest).where(Contest.revision_id.in_(numbers)).order_by(Contest.at)):
        speaker = Speaker(row.delegation_id)
        yield Step(row.at, "contested", revision=numbers[row.revision_id], why=row.reason, speakers=(speaker,))


def _gavels(gavels: Sequence[Gavel]) -> Iterator[Step]:
    for row in gavels:
        yield Step(row.fell_at, "gavelled", row.meeting, revision=row.revision.number)
        if row.reopened_at is not None:
            yield Step(
                row.reopened_at, "reopened", revision=row.revision.number, why=row.reopening_reason,
                speakers=(Speaker(row.reopened_by),),
            )  # fmt: skip


def _silences(db: Db, provision: Provision, wordings: Sequence[Revision]) -> Iterator[Step]:
    """The procedures under which the text was put while the provision stood; one that lapsed is told by its gavel."""
    for row in negotiation.silences(db, provision.text_id):
        if row.opened_at < wordings[0].made_at or (provision.removed_at and provision.removed_at <= row.opened_at):
            continue
        yield Step(row.opened_at, "silence", symbol=row.edition.symbol, edition=row.edition_id)
        if row.ended_at is not None and row.end_reason in ("broken", "withdrawn"):
            speakers = (Speaker(row.broken_by),) if row.broken_by else ()
            yield Step(
                row.ended_at, f"silence_{row.end_reason}", why=row.end_words, symbol=row.edition.symbol, speakers=speakers
            )  # fmt: skip


def _issues(db: Db, provision_id: int) -> Iterator[Step]:
    rows = db.execute(
        select(Edition, Revision.number)
        .join(EditionLine, EditionLine.edition_id == Edition.id)
        .join(Revision, EditionLine.revision_id == Revision.id)
        .where(Revision.provision_id == provision_id)
        .order_by(Edition.issued_at, Edition.id)
    )
    for edition, number in rows:
        yield Step(edition.issued_at, "issued", revision=number, symbol=edition.symbol, edition=edition.id)


def _adoption(db: Db, provision: Provision) -> Iterator[Step]:
    row = negotiation.adoption(db, provision.text_id)
    if row is not None and (provision.removed_at is None or provision.removed_at > row.at):
        decision = db.get_one(Decision, row.decision_id)
        yield Step(
            row.at, "adopted", row.meeting, words=decision.words, symbol=row.edition.symbol, edition=row.edition_id,
            origin=decision_origin(decision),
        )  # fmt: skip


def _explanations(db: Db, provision_id: int) -> Iterator[Step]:
    """Reservations on it and disassociations from it, as they stand on record."""
    rows = db.scalars(
        select(Explanation)
        .join(ExplanationParagraph, ExplanationParagraph.explanation_id == Explanation.id)
        .where(ExplanationParagraph.provision_id == provision_id, Explanation.withdrawn_at.is_(None))
        .options(joinedload(Explanation.group))
        .order_by(Explanation.id)
    )
    for row in rows:
        speaker = Speaker(row.delegation_id, row.group.code if row.group else "")
        yield Step(
            row.at, "explained", words=row.words, language=row.language or "", became=row.kind, speakers=(speaker,)
        )


def _ties(db: Db, provision_id: int) -> Sequence[SourceTie]:
    """Everything that was ever tied to it by hand, the earliest first."""
    return db.scalars(select(SourceTie).where(SourceTie.provision_id == provision_id).order_by(SourceTie.id)).all()


def ties_of(db: Db, viewer: Viewer, provision_id: int) -> list[SourceTie]:
    """Everything that was ever tied to a provision by hand, of what the viewer may know, the earliest first."""
    provision = texts.provision(db, provision_id)
    found = _tied(db, viewer, _ties(db, provision.id))
    return sorted((tie for of_kind in found.values() for _, tie in of_kind), key=lambda tie: tie.id)


def _number(tie: SourceTie, kind: str) -> int | None:
    found: int | None = getattr(tie, f"{kind}_id")
    return found


def _tied(
    db: Db, viewer: Viewer, ties: Sequence[SourceTie]
) -> Mapping[str, list[tuple[Origin, SourceTie]]]:  # fmt: skip
    """Kind -> what was tied by hand, of what the viewer may know."""
    found: dict[str, list[tuple[Origin, SourceTie]]] = {}
    for kind in ("statement", "view", "decision", "paragraph"):
        ids = {number for tie in ties if (number := _number(tie, kind)) is not None}
        known = {origin.id: origin for origin in described(db, viewer, kind, ids)}
        found[kind] = [(known[number], tie) for tie in ties for number in [_number(tie, kind)] if number in known]
    return found


def _statements(db: Db, viewer: Viewer, provision_id: int, ties: Sequence[SourceTie]) -> Iterator[Step]:
    """The statements that speak on it, and those on which it was said to rest: each once."""
    standing = {tie.statement_id: tie for tie in ties if tie.statement_id is not None and tie.ended_at is None}
    lines = {line.statement.id: line for line in meetings.statements_on(db, viewer, provision_id)}
    further = [number for number in standing if number and number not in lines]
    lines |= {line.statement.id: line for line in meetings.statements_among(db, viewer, further)}
    for number, line in lines.items():
        tie, origin = standing.get(number), statement_origin(line)
        assert origin.at is not None
        yield Step(
            origin.at, "statement", origin.meeting, words=origin.words, why=tie.sentence if tie else "",
            speakers=origin.speakers, origin=origin, tie=tie,
        )  # fmt: skip


def numbered(db: Db, text_id: int, citation: str) -> int | None:
    """The provision of a text that bears a number as it is cited: "12", "12 (b)", "II.A"."""
    wanted = citation.strip().rstrip(".")
    return next((line.provision_id for line in texts.lines(db, text_id) if line.citation.rstrip(".") == wanted), None)
