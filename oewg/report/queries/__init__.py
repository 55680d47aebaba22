"""What do the report's pages ask: what is it made from, and what was compiled?"""

from oewg.report.queries import notices as notices
from oewg.report.queries.coming import Arrival, Coming, came_of, offered, provisions_to_tie, source_to_tie, tie
from oewg.report.queries.compilations import (
    compilation,
    compilations,
    compilations_after,
    compiled_file,
    draft,
    draft_or_not_found,
    proposed_symbol,
)
from oewg.report.queries.coverage import ELEMENT_COLUMNS, SECTION_COLUMNS, Cell, Coverage, Row, cell, covered
from oewg.report.queries.origins import Origin, Speaker, described, one_origin
from oewg.report.queries.proceedings import facts
from oewg.report.queries.source import source
from oewg.report.queries.story import Doubt, Step, Story, numbered, story, ties_of
from oewg.report.queries.trace import Origins, altered_ties, origins, rests_on_nothing, views_on

__all__ = [
    "ELEMENT_COLUMNS",
    "SECTION_COLUMNS",
    "Arrival",
    "Cell",
    "Coming",
    "Coverage",
    "Doubt",
    "Origin",
    "Origins",
    "Row",
    "Speaker",
    "Step",
    "Story",
    "altered_ties",
    "came_of",
    "cell",
    "compilation",
    "compilations",
    "compilations_after",
    "compiled_file",
    "covered",
    "described",
    "draft",
    "draft_or_not_found",
    "facts",
    "numbered",
    "offered",
    "one_origin",
    "origins",
    "proposed_symbol",
    "provisions_to_tie",
    "rests_on_nothing",
    "source",
    "source_to_tie",
    "story",
    "tie",
    "ties_of",
    "views_on",
]
