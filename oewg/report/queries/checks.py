"""What do the checks find in the draft as it stands, and what of it was accepted as it is? A fixed number of queries."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.accounts.models import Delegation, DelegationName, Group
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.mandate import queries as mandate
from oewg.report.models import Acceptance, Term
from oewg.report.queries.source import source
from oewg.report.queries.trace import known_symbols, resting
from oewg.report.rules.checks import Draft, Finding, Wording, findings
from oewg.report.rules.document import Source, report_document
from oewg.report.rules.drafting import own_heading
from oewg.texts import queries as texts
from oewg.texts.documents.description import Annex, Heading, Paragraph
from oewg.texts.models import DraftText, Provision, Revision

LANGUAGE = "en"
"""The language in which the report is written."""


@dataclass(frozen=True)
class Found:
    """Something that a check found, and the acceptance of it as it is, if there is one."""

    finding: Finding
    acceptance: Acceptance | None = None


@dataclass(frozen=True)
class Checked:
    """Check -> what it found, in the order of the text."""

    found: Mapping[str, Sequence[Found]]

    @property
    def open(self) -> int:
        """How much was found and not accepted."""
        return sum(one.acceptance is None for each in self.found.values() for one in each)

    def on(self, page_id: int) -> list[Found]:
        """What was found on the page of a provision."""
        return [
            one
            for each in self.found.values()
            for one in each
            if one.finding.wording is not None and one.finding.wording.page_id == page_id
        ]

    def open_on(self) -> Counter[int]:
        """Provision on whose page it is read -> how much was found there and not accepted."""
        return Counter(
            one.finding.wording.page_id
            for each in self.found.values()
            for one in each
            if one.finding.wording is not None and one.acceptance is None
        )


def checked(db: Db, text: DraftText, viewer: Viewer, at: datetime, read: Source | None = None) -> Checked:
    """What the checks find in a draft, as far as the viewer may know what they compare it with.

    `read` is its source, where that has been read already.
    """
    found = findings(checked_draft(db, text, viewer, read or source(db, text, at)))
    accepted = acceptances(db, text.id)
    return Checked(
        {name: [Found(one, accepted.get(one.place)) for one in each] for name, each in found.items()}
    )  # fmt: skip


def acceptances(db: Db, text_id: int) -> dict[tuple[str, int, int, int], Acceptance]:
    """Place of a finding -> its acceptance that holds: one query."""
    rows = db.scalars(
        select(Acceptance)
        .join(Revision, Acceptance.revision_id == Revision.id)
        .join(Provision, Revision.provision_id == Provision.id)
        .where(Provision.text_id == text_id, Acceptance.ended_at.is_(None))
    )
    return {(row.check_name, row.revision_id, row.starts, row.ends): row for row in rows}


def acceptance(db: Db, acceptance_id: int) -> Acceptance:
    """One acceptance with its wording, or NotFound."""
    query = select(Acceptance).where(Acceptance.id == acceptance_id)
    found = db.scalars(query.options(joinedload(Acceptance.revision).joinedload(Revision.provision))).one_or_none()
    if found is None:
        raise NotFound
    return found


def checked_draft(db: Db, text: DraftText, viewer: Viewer, read: Source) -> Draft:
    """The draft, and what the checks compare it with."""
    lines = texts.lines(db, text.id)
    nodes = texts.nodes(db, text.id)
    # As it would be compiled: citations bear the numbers of the whole report.
    blocks = report_document(read, "").blocks
    wordings = []
    for line in lines:
        section = own_heading(nodes, line.provision_id)
        wordings.append(
            Wording(
                line.provision_id, line.revision_id, line.kind, line.citation, line.words, line.provision_id, section,
                nodes[line.provision_id].parent_id,
            )
        )  # fmt: skip
        wordings += [
            Wording(
                note.provision_id, note.revision_id, "footnote", line.citation, note.words, line.provision_id, section,
                line.provision_id, note.mark,
            )
            for note in line.notes
        ]  # fmt: skip
    symbols = known_symbols(db, viewer)
    return Draft(
        wordings=tuple(wordings),
        provisions=frozenset(nodes),
        paragraphs=sum(isinstance(block, Paragraph) for block in blocks),
        labels=frozenset(node.label for node in nodes.values() if node.label),
        sections=sum(isinstance(block, Heading) and block.level == 1 for block in blocks),
        footnotes=sum(len(line.notes) for line in lines),
        annexes=sum(isinstance(block, Annex) for block in blocks),
        symbols=symbols,
        names=_names(db),
        terms=tuple((row.term, row.instead_of) for row in standing_terms(db)),
        resting=frozenset(resting(db, viewer, ((one.provision_id, one.words) for one in wordings), symbols)),
        uncovered=tuple(
            (one.element.id, one.element.title, sentence) for one in mandate.coverage(db) for sentence in one.missing
        ),
    )


def _names(db: Db) -> tuple[str, ...]:
    """Of delegations, as they are or were called, and of groups with their codes."""
    delegations = db.execute(
        select(DelegationName.name, Delegation.code, Delegation.kind)
        .join(Delegation, DelegationName.delegation_id == Delegation.id)
        .where(DelegationName.language == LANGUAGE)
    ).all()
    groups = db.execute(select(Group.name, Group.code).where(Group.kind == "political")).all()
    regional = db.scalars(select(Group.name).where(Group.kind == "regional"))
    found = {row[0] for row in delegations} | {row[1] for row in delegations if row[2] == "observer_organization"}
    found |= {each for row in groups for each in row} | set(regional)
    return tuple(sorted(found))


# --- The list of terms ------------------------------------------------------------------------------------------------


def standing_terms(db: Db) -> Sequence[Term]:
    """The terms that the list has now, by what they stand instead of."""
    return db.scalars(select(Term).where(Term.ended_at.is_(None)).order_by(Term.instead_of, Term.id)).all()


def terms(db: Db, *, number: int = 1, size: int = 50) -> Page[Term]:
    """All terms that the list has or had: those that stand first, each part by the term."""
    return paged(db, select(Term).order_by(Term.ended_at.is_not(None), Term.term, Term.id), number, size)


def terms_after(db: Db, term_id: int, limit: int) -> Sequence[Term]:
    """Terms with a higher number than this, in that order."""
    return db.scalars(select(Term).where(Term.id > term_id).order_by(Term.id).limit(limit)).all()


def term(db: Db, term_id: int) -> Term:
    """One term of the list, or NotFound."""
    found = db.get(Term, term_id)
    if found is None:
        raise NotFound
    return found
