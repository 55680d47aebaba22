"""What do provisions come from, as far as a viewer may know, and which of them rest on nothing?

What can be derived is derived: amendments that were taken up, dispositions, elements, what a statement speaks on. Only what
cannot is a row of this room's (`SourceTie`). What a viewer may not see is in none of the answers, and in no number.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, select, union, union_all

from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.consultations import queries as consultations
from oewg.consultations.models import Bearing, CallQuestion, NationalAnswer, NationalView, Submission
from oewg.core.database import Db
from oewg.mandate import queries as mandate
from oewg.mandate.models import ElementProvision
from oewg.meetings import queries as meetings
from oewg.meetings.models import Statement, StatementProvision
from oewg.negotiation.models import Amendment
from oewg.record import queries as record
from oewg.record.verification import compares
from oewg.report.models import TIED, SourceTie
from oewg.report.rules.checks.symbols import names_one_of
from oewg.report.rules.trace import rests, unfounded
from oewg.texts import queries as texts
from oewg.texts.models import Document, DraftText, Provision, Revision
from oewg.texts.rules.symbols import alike

TAKEN_UP = ("taken_up", "partly")
"""What became of input on which a provision rests; what was noted bears on it."""


@dataclass(frozen=True)
class Origins:
    """What some provisions come from, for a viewer: provision -> kind (rules.trace.KINDS) -> numbers."""

    of: Mapping[int, Mapping[str, set[int]]]

    def all_of(self, provision_ids: Collection[int]) -> dict[str, set[int]]:
        """Kind -> everything of it from which any of some provisions comes."""
        found: dict[str, set[int]] = defaultdict(set)
        for provision_id in provision_ids:
            for kind, numbers in self.of.get(provision_id, {}).items():
                found[kind] |= numbers
        return found


def origins(db: Db, viewer: Viewer, provision_ids: Collection[int]) -> Origins:
    """What provisions come from, as far as a viewer may know: three queries, however many provisions."""
    of: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    kinds = [
        select(literal(kind), *query.subquery().c)
        for kind, query in _asked(viewer, Provision.id.in_(set(provision_ids)))
    ]
    for kind, provision_id, number in db.execute(union_all(*kinds)):
        of[provision_id][kind].add(number)
    on = views_on(db, viewer)
    in_report = set(
        db.scalars(
            select(Provision.id)
            .join(DraftText, Provision.text_id == DraftText.id)
            .where(Provision.id.in_(set(of)), DraftText.kind == "report")
        )
    )
    for provision_id in in_report:
        for element_id in of[provision_id].get("element", ()):
            of[provision_id]["view"] |= on.get(element_id, set())
    return Origins({provision_id: dict(found) for provision_id, found in of.items()})


def views_on(db: Db, viewer: Viewer) -> dict[int, set[int]]:
    """Element -> the views that stand and answer a question on it: one query.

    A view is on a question, and a question on an element: what the report says on that element rests on it.
    """
    found: dict[int, set[int]] = defaultdict(set)
    rows = db.execute(
        select(CallQuestion.element_id, NationalAnswer.view_id)
        .join(NationalAnswer, NationalAnswer.question_id == CallQuestion.id)
        .join(NationalView, NationalAnswer.view_id == NationalView.id)
        .where(
            consultations.visible_views(viewer),
            consultations.standing_views(viewer),
        )
    )
    for element_id, view_id in rows:
        if element_id is not None:
            found[element_id].add(view_id)
    return found


def readable(viewer: Viewer, kind: str) -> ColumnElement[bool]:
    """The condition that a viewer may know of a statement or a view."""
    if kind == "statement":
        return and_(meetings.visible_statements(viewer), Statement.withdrawn_at.is_(None))
    return consultations.visible_views(viewer)


def _asked(viewer: Viewer, which: ColumnElement[bool]) -> Iterator[tuple[str, Select[Any, Any]]]:
    """(kind, a query for (provision, number)) of each kind, for provisions under a condition."""
    of = select(Provision.id).where(which)
    tied = (SourceTie.provision_id.in_(of), SourceTie.ended_at.is_(None))
    yield (
        "element",
        select(ElementProvision.provision_id, ElementProvision.element_id).where(ElementProvision.provision_id.in_(of)),
    )
    yield (
        "statement",
        select(StatementProvision.provision_id, Statement.id)
        .join(Statement, StatementProvision.statement_id == Statement.id)
        .where(StatementProvision.provision_id.in_(of), readable(viewer, "statement")),
    )
    yield (
        "statement",
        select(SourceTie.provision_id, Statement.id)
        .join(Statement, SourceTie.statement_id == Statement.id)
        .where(*tied, readable(viewer, "statement")),
    )
    yield (
        "view",
        select(SourceTie.provision_id, NationalView.id)
        .join(NationalView, SourceTie.view_id == NationalView.id)
        .where(*tied, readable(viewer, "view")),
    )
    yield "submission", select(Bearing.provision_id, Submission.id).join(
        Submission, Bearing.submission_id == Submission.id
    ).where(
        Bearing.provision_id.in_(of), Bearing.ended_at.is_(None), Bearing.disposition.in_(TAKEN_UP),
        consultations.standing(viewer),
    )  # fmt: skip
    yield (
        "amendment",
        select(Amendment.provision_id, Amendment.id).where(
            Amendment.provision_id.in_(of), Amendment.end_reason == "taken_up", Amendment.kind != "insert"
        ),
    )
    yield "amendment", inserted().where(Provision.id.in_(of))
    yield (
        "decision",
        select(SourceTie.provision_id, SourceTie.decision_id).where(*tied, SourceTie.decision_id.is_not(None)),
    )
    yield (
        "paragraph",
        select(SourceTie.provision_id, SourceTie.paragraph_id).where(*tied, SourceTie.paragraph_id.is_not(None)),
    )


def inserted() -> Select[int, int]:
    """(provision, amendment) of the provisions that stand in a text because an amendment to insert them was taken up.

    They came into being at the instant at which it was.
    """
    return (
        select(Provision.id, Amendment.id)
        .join(Revision, and_(Revision.provision_id == Provision.id, Revision.number == 1, Revision.step == 1))
        .join(
            Amendment,
            and_(
                Amendment.text_id == Provision.text_id, Amendment.kind == "insert", Amendment.end_reason == "taken_up",
                Amendment.ended_at == Revision.made_at,
            ),
        )
    )  # fmt: skip


def known_symbols(db: Db, viewer: Viewer) -> frozenset[str]:
    """The symbols of the documents that a viewer may know of, in small letters: one query."""
    return frozenset(map(alike, db.scalars(select(Document.symbol).where(texts.visible_documents(viewer)))))


def resting(
    db: Db, viewer: Viewer, wordings: Iterable[tuple[int, str]], symbols: Collection[str]
) -> set[int]:  # fmt: skip
    """Of provisions (number, words), those that rest on anything that a viewer may know of: four queries.

    `symbols` are those of the documents that the viewer may know of.
    """
    words = dict(wordings)
    found = origins(db, viewer, words)
    mandates = mandate.resolution(db)
    named = set(symbols) - ({alike(mandates.symbol)} if mandates else set())
    return {each for each in words if rests(found.of.get(each, {})) or names_one_of(words[each], named)}


def rests_on_nothing(db: Db, text: DraftText, viewer: Viewer = PUBLIC) -> list[int]:
    """The paragraphs of a text that rest on nothing that a viewer may know of, in reading order: some six queries.

    What is not published is nothing for the public.
    """
    every = [each for line in texts.lines(db, text.id) for each in ((line.provision_id, line.kind, line.words), *(
        (note.provision_id, "footnote", note.words) for note in line.notes
    ))]  # fmt: skip
    found = resting(db, viewer, ((number, words) for number, _, words in every), known_symbols(db, viewer))
    return unfounded(((number, kind) for number, kind, _ in every), found)


@mandate.counts_input
def provisions_resting_on_what_was_said(db: Db) -> set[int]:
    """The provisions on which a published statement speaks, or which rest on one or on a view, as everybody may know."""
    spoken = select(StatementProvision.provision_id).join(Statement, StatementProvision.statement_id == Statement.id)
    tied = select(SourceTie.provision_id).where(SourceTie.ended_at.is_(None))
    published = readable(PUBLIC, "statement")
    return set(
        db.scalars(
            union(
                spoken.where(published),
                tied.join(Statement, SourceTie.statement_id == Statement.id).where(published),
                tied.join(NationalView, SourceTie.view_id == NationalView.id).where(readable(PUBLIC, "view")),
            )
        )
    )


@compares
def altered_ties(db: Db) -> Iterator[str]:
    """A sentence for each tie that does not say, or does not stand, as the record has it, or is gone."""
    said: dict[int, Mapping[str, Any]] = {}
    taken_back: set[int] = set()
    for entry in record.everything_said(db):
        if entry.act == "tie_source":
            said[entry.subject_id] = entry.facts
        elif entry.act == "untie_source":
            taken_back.add(entry.subject_id)
    replaced = {facts["in_place_of"] for facts in said.values()}
    rows = db.scalars(select(SourceTie).order_by(SourceTie.id)).all()
    for tie_id in sorted(said.keys() - {row.id for row in rows}):
        yield f"Tie {tie_id} stands in the record, and its row is gone."
    for row in rows:
        facts = said.get(row.id, {})
        number = next(getattr(row, f"{kind}_id") for kind in TIED if getattr(row, f"{kind}_id") is not None)
        here = (facts.get("provision"), facts.get("source"), facts.get("sentence"))
        ended = row.id in taken_back or row.id in replaced
        if here != (row.provision_id, number, row.sentence) or ended != (row.ended_at is not None):
            yield f"Tie {row.id} of provision {row.provision_id} is not what the record says."
