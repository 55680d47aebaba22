"""What came of it? From a statement, a view, a submission, an amendment, a decision, an element: which provisions rest on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries as consultations
from oewg.consultations.models import Bearing, CallQuestion, NationalAnswer, NationalView, Submission
from oewg.consultations.rules.dispositions import DISPOSITIONS
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.mandate import queries as mandate
from oewg.mandate.models import Element, ElementProvision
from oewg.meetings.models import Decision, Statement, StatementProvision
from oewg.negotiation.models import Adoption, Amendment
from oewg.report.models import TIED, SourceTie
from oewg.report.queries.origins import Origin, described, one_origin
from oewg.report.queries.trace import inserted, readable
from oewg.texts import queries as texts
from oewg.texts.models import DraftText, Provision
from oewg.texts.queries import Line


@dataclass(frozen=True)
class Arrival:
    """A provision that rests on something, or came of it. `how`:

    speaks (a statement speaks on it) · tied (the secretariat says so) · became (what became of a submission there) ·
    taken_up, not_taken_up (an amendment) · answers (to an element).
    """

    provision_id: int
    how: str
    sentence: str = ""
    """In which it was tied, or the reason of the disposition."""
    became: str = ""
    """A marked sentence: what became of a submission there."""
    tie: SourceTie | None = None
    text: DraftText = field(default_factory=DraftText, compare=False)
    line: Line | None = None
    """As it stands; none if it has been removed."""


@dataclass(frozen=True)
class Coming:
    """What came of one thing, as far as a viewer may know: the report's provisions first."""

    origin: Origin
    arrivals: Sequence[Arrival]
    elements: Sequence[Element] = ()
    """Of a view: the elements on which its answers are; the report's provisions on these rest on all views on them."""
    adopted: Sequence[DraftText] = ()
    """Of a decision: what was adopted by it."""


def came_of(db: Db, viewer: Viewer, kind: str, number: int) -> Coming:
    """What came of something, or NotFound for whoever may not know of it: some ten queries, however much came of it."""
    origin = one_origin(db, viewer, kind, number)
    found = [*_tied(db, kind, number), *_derived(db, viewer, kind, number)]
    ids = {each.provision_id for each in found}
    lines = texts.lines_by_id(db, ids) if ids else {}
    rows = db.scalars(select(Provision).where(Provision.id.in_(ids)).options(joinedload(Provision.text)))
    of = {row.id: row.text for row in rows}
    order = {provision_id: place for place, provision_id in enumerate(lines)}
    placed = [
        Arrival(
            each.provision_id, each.how, each.sentence, each.became, each.tie, of[each.provision_id],
            lines.get(each.provision_id),
        )
        for each in found
    ]  # fmt: skip
    return Coming(
        origin,
        sorted(placed, key=lambda each: (each.text.kind != "report", order.get(each.provision_id, len(order)))),
        elements=_elements_of_view(db, number) if kind == "view" else (),
        adopted=_adopted_by(db, number) if kind == "decision" else (),
    )  # fmt: skip


def _tied(db: Db, kind: str, number: int) -> list[Arrival]:
    if kind not in TIED:
        return []
    column = getattr(SourceTie, f"{kind}_id")
    query = select(SourceTie).where(column == number, SourceTie.ended_at.is_(None)).order_by(SourceTie.id)
    return [Arrival(row.provision_id, "tied", row.sentence, tie=row) for row in db.scalars(query)]


def _derived(db: Db, viewer: Viewer, kind: str, number: int) -> list[Arrival]:
    if kind == "statement":
        spoken = select(StatementProvision.provision_id).where(StatementProvision.statement_id == number)
        return [Arrival(each, "speaks") for each in db.scalars(spoken)]
    if kind == "element":
        answers = select(ElementProvision.provision_id).join(Provision, ElementProvision.provision_id == Provision.id)
        standing = answers.where(ElementProvision.element_id == number, Provision.removed_at.is_(None))
        return [Arrival(each, "answers") for each in db.scalars(standing)]
    if kind == "submission":
        bearings = (
            select(Bearing)
            .join(Submission, Bearing.submission_id == Submission.id)
            .where(
                Bearing.submission_id == number, Bearing.ended_at.is_(None), Bearing.provision_id.is_not(None),
                consultations.visible(viewer),
            )
            .order_by(Bearing.id)
        )  # fmt: skip
        return [
            Arrival(row.provision_id, "became", row.reason, DISPOSITIONS[row.disposition])
            for row in db.scalars(bearings)
            if row.provision_id is not None
        ]
    if kind == "amendment":
        row = db.get_one(Amendment, number)
        if row.end_reason != "taken_up":
            return [Arrival(row.provision_id, "not_taken_up", row.reason)]
        made = db.execute(inserted().where(Amendment.id == number)).all() if row.kind == "insert" else []
        return [Arrival(each[0], "taken_up", row.reason) for each in made] or [
            Arrival(row.provision_id, "taken_up", row.reason)
        ]
    return []


def _elements_of_view(db: Db, view_id: int) -> Sequence[Element]:
    asked = (
        select(CallQuestion.element_id)
        .join(NationalAnswer, NationalAnswer.question_id == CallQuestion.id)
        .where(NationalAnswer.view_id == view_id)
    )
    return db.scalars(select(Element).where(Element.id.in_(asked)).order_by(Element.place)).all()


def _adopted_by(db: Db, decision_id: int) -> Sequence[DraftText]:
    query = select(DraftText).join(Adoption, Adoption.text_id == DraftText.id)
    return db.scalars(query.where(Adoption.decision_id == decision_id)).all()


def tie(db: Db, viewer: Viewer, tie_id: int) -> SourceTie:
    """One tie to something that the viewer may know of, or NotFound."""
    found = db.get(SourceTie, tie_id)
    if found is None:
        raise NotFound
    for kind in TIED:
        number: int | None = getattr(found, f"{kind}_id")
        if number is not None:
            one_origin(db, viewer, kind, number)
    return found


MOST_OFFERED = 120
"""Things of one kind that a form offers, the latest of them; from the thing's own page every one can be tied."""


def offered(db: Db, viewer: Viewer, provision: Provision) -> list[Origin]:
    """What a provision can be tied to: decisions, paragraphs of the resolution, statements, views; the latest of each first."""
    resolution = mandate.resolution(db)
    paragraphs = texts.lines(db, resolution.text_id) if resolution else []
    statements = select(Statement.id).where(readable(viewer, "statement")).order_by(Statement.id.desc())
    views = select(NationalView.id).where(readable(viewer, "view"), consultations.standing_views(viewer))
    decisions = select(Decision.id).order_by(Decision.at.desc())
    asked: list[tuple[str, Collection[int]]] = [
        ("statement", db.scalars(statements.limit(MOST_OFFERED)).all()),
        ("view", db.scalars(views.order_by(NationalView.id.desc()).limit(MOST_OFFERED)).all()),
        ("decision", db.scalars(decisions.limit(MOST_OFFERED)).all()),
        (
            "paragraph",
            [line.provision_id for line in paragraphs if line.kind != "heading" and line.text_id != provision.text_id],
        ),
    ]
    return [origin for kind, ids in asked for origin in reversed(described(db, viewer, kind, ids))]


def provisions_to_tie(db: Db) -> list[tuple[DraftText, Line]]:
    """The provisions that can be said to rest on something: those of the report and of the rules that stand."""
    return [
        (text, line)
        for kind in ("report", "rules")
        for text in texts.texts_of_kind(db, kind)
        for line in texts.lines(db, text.id)
        if line.kind != "heading"
    ]


def source_to_tie(
    db: Db, viewer: Viewer, kind: str, number: int
) -> Statement | NationalView | Decision | Provision:  # fmt: skip
    """What a provision is to be tied to, or NotFound for whoever may not know of it."""
    if kind not in TIED:
        raise NotFound
    one_origin(db, viewer, kind, number)
    if kind == "statement":
        return db.get_one(Statement, number)
    if kind == "view":
        return db.get_one(NationalView, number)
    return db.get_one(Decision, number) if kind == "decision" else texts.provision(db, number)
