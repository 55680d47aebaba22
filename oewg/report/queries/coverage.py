"""How far is the mandate covered, and the report founded? Elements and sections by what they come from, for a viewer."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries as consultations
from oewg.consultations.models import Bearing, Submission
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page
from oewg.mandate import queries as mandate
from oewg.mandate.models import Element, ElementProvision
from oewg.meetings.models import Statement
from oewg.report.queries.origins import Origin, described
from oewg.report.queries.trace import TAKEN_UP, Origins, origins, readable, views_on
from oewg.report.rules.trace import RESTS_ON
from oewg.texts import queries as texts
from oewg.texts.models import DraftText, Provision
from oewg.texts.queries import Line

ELEMENT_COLUMNS = ("agenda", "report", *RESTS_ON)
"""What answers to an element: items of the agenda, provisions of the report; and what these rest on."""
SECTION_COLUMNS = ("report", *RESTS_ON)


@dataclass(frozen=True)
class Row:
    """An element, or a section of the report, with the numbers of what it comes from: column -> provisions or things."""

    id: int
    title: str
    number: str
    cells: Mapping[str, Collection[int]]

    def count(self, column: str) -> int:
        """How many."""
        return len(self.cells.get(column, ()))


@dataclass(frozen=True)
class Coverage:
    """The mandate and the report as two pictures."""

    elements: Sequence[Row]
    sections: Sequence[Row]


def covered(db: Db, viewer: Viewer, text: DraftText | None) -> Coverage:
    """Each element and each section with what it comes from: some ten queries, however many there are."""
    answers = _answers(db)
    lines = texts.lines(db, text.id) if text else []
    answering = {each for of_kind in answers.values() for each in of_kind["report"]}
    found = origins(db, viewer, {*answering, *(line.provision_id for line in lines)})
    direct = _direct(db, viewer)
    return Coverage(
        [_element(each, answers.get(each.id, {}), found, direct.get(each.id, {})) for each in mandate.elements(db)],
        [_section(heading, beneath, found) for heading, beneath in _sections(lines)],
    )


def _row_of_element(db: Db, viewer: Viewer, element_id: int) -> Row | None:
    """The row of one element alone; none if there is no such element."""
    element = next((each for each in mandate.elements(db) if each.id == element_id), None)
    if element is None:
        return None
    answers = _answers(db).get(element_id, {})
    found = origins(db, viewer, answers.get("report", set()))
    return _element(element, answers, found, _direct(db, viewer).get(element_id, {}))


def _row_of_section(db: Db, viewer: Viewer, text: DraftText | None, heading_id: int) -> Row | None:
    """The row of one section alone, 0 for what stands before the first heading; none if there is no such section."""
    for heading, beneath in _sections(texts.lines(db, text.id) if text else []):
        if heading_id == (heading.provision_id if heading else 0):
            every = [heading, *beneath] if heading else beneath
            return _section(heading, beneath, origins(db, viewer, {line.provision_id for line in every}))
    return None


def _answers(db: Db) -> dict[int, dict[str, set[int]]]:
    """Element -> kind of text -> the provisions that stand and answer to it."""
    found: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    rows = db.execute(
        select(ElementProvision.element_id, DraftText.kind, Provision.id)
        .join(Provision, ElementProvision.provision_id == Provision.id)
        .join(DraftText, Provision.text_id == DraftText.id)
        .where(Provision.removed_at.is_(None))
    )
    for element_id, kind, provision_id in rows:
        found[element_id][kind].add(provision_id)
    return found


def _direct(db: Db, viewer: Viewer) -> dict[int, dict[str, set[int]]]:
    """Element -> kind -> what was said and sent on the element itself: on its item of the agenda, in answer to a question."""
    found: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for element_id, views in views_on(db, viewer).items():
        found[element_id]["view"] |= views
    said = select(ElementProvision.element_id, Statement.id).join(
        Statement, Statement.item_id == ElementProvision.provision_id
    )
    for element_id, number in db.execute(said.where(readable(viewer, "statement"))):
        found[element_id]["statement"].add(number)
    sent = select(Bearing.element_id, Submission.id).join(Submission, Bearing.submission_id == Submission.id)
    sent = sent.where(
        Bearing.element_id.is_not(None), Bearing.ended_at.is_(None), Bearing.disposition.in_(TAKEN_UP),
        consultations.standing(viewer),
    )  # fmt: skip
    for answered, number in db.execute(sent):
        if answered is not None:
            found[answered]["submission"].add(number)
    return found


def _element(
    element: Element, answers: Mapping[str, set[int]], found: Origins, direct: Mapping[str, set[int]]
) -> Row:  # fmt: skip
    provisions = answers.get("report", set())
    rests = found.all_of(provisions)
    cells: dict[str, Collection[int]] = {kind: rests.get(kind, set()) | direct.get(kind, set()) for kind in RESTS_ON}
    return Row(element.id, element.title, "", {"agenda": answers.get("agenda", set()), "report": provisions, **cells})


def _sections(lines: Sequence[Line]) -> list[tuple[Line | None, list[Line]]]:
    """The headings of the first level, each with all that stands under it; what stands before the first under none."""
    found: list[tuple[Line | None, list[Line]]] = []
    for line in lines:
        if line.kind == "heading" and line.level == 1:
            found.append((line, []))
        elif found:
            found[-1][1].append(line)
        else:
            found.append((None, [line]))
    return found


def _section(heading: Line | None, beneath: Sequence[Line], found: Origins) -> Row:
    every = [heading, *beneath] if heading else beneath
    rests = found.all_of([line.provision_id for line in every])
    paragraphs = [line.provision_id for line in beneath if line.kind == "paragraph"]
    cells: dict[str, Collection[int]] = {"report": paragraphs, **{kind: rests.get(kind, set()) for kind in RESTS_ON}}
    if heading is None:
        return Row(0, "", "", cells)
    return Row(heading.provision_id, heading.printed, heading.number, cells)


@dataclass(frozen=True)
class Cell:
    """What one cell of a picture counts: the row, and a piece of the list of provisions, or of other things."""

    row: Row
    column: str
    origins: Page[Origin]
    """Empty where the column counts provisions."""
    provisions: Sequence[Line]


def cell(db: Db, viewer: Viewer, text: DraftText | None, *, element: int | None, section: int | None, column: str,
         number: int = 1, size: int = 25) -> Cell:  # fmt: skip
    """One cell of the picture of the elements, or of that of the sections, or NotFound; the pages of its list."""
    if column not in (SECTION_COLUMNS if element is None else ELEMENT_COLUMNS):
        raise NotFound
    row = None
    if element is not None:
        row = _row_of_element(db, viewer, element)
    elif section is not None:
        row = _row_of_section(db, viewer, text, section)
    if row is None:
        raise NotFound
    ids = sorted(row.cells.get(column, ()))
    if column in ("agenda", "report"):
        lines = texts.lines_by_id(db, ids) if ids else {}
        return Cell(row, column, Page([], 1, size, 0), list(lines.values()))
    piece = ids[(max(number, 1) - 1) * size : max(number, 1) * size]
    return Cell(row, column, Page(described(db, viewer, column, piece), max(number, 1), size, len(ids)), [])
