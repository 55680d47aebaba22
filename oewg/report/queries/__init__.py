"""What do the report's pages ask: what is it made from, what was compiled, and was it transmitted?"""

from oewg.report.queries import notices as notices
from oewg.report.queries.archive import archive_bundle, archived
from oewg.report.queries.coming import Arrival, Coming, came_of, offered, provisions_to_tie, source_to_tie, tie
from oewg.report.queries.compilations import (
    adopted_edition,
    clean_compilation,
    compilation,
    compilations,
    compilations_after,
    compiled_file,
    document_of,
    draft,
    draft_or_not_found,
    edition_by_symbol,
    proposed_symbol,
    standing,
)
from oewg.report.queries.coverage import ELEMENT_COLUMNS, SECTION_COLUMNS, Cell, Coverage, Row, cell, covered
from oewg.report.queries.origins import Origin, Speaker, described, one_origin
from oewg.report.queries.proceedings import facts
from oewg.report.queries.source import source
from oewg.report.queries.story import Doubt, Step, Story, numbered, story, ties_of
from oewg.report.queries.trace import Origins, origins, rests_on_nothing, views_on
from oewg.report.queries.transmissions import archive, session_of_the_assembly, transmission
from oewg.report.queries.verification import compiled_otherwise

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
    "adopted_edition",
    "archive",
    "archive_bundle",
    "archived",
    "came_of",
    "cell",
    "clean_compilation",
    "compilation",
    "compilations",
    "compilations_after",
    "compiled_file",
    "compiled_otherwise",
    "covered",
    "described",
    "document_of",
    "draft",
    "draft_or_not_found",
    "edition_by_symbol",
    "facts",
    "numbered",
    "offered",
    "one_origin",
    "origins",
    "proposed_symbol",
    "provisions_to_tie",
    "rests_on_nothing",
    "session_of_the_assembly",
    "source",
    "source_to_tie",
    "standing",
    "story",
    "tie",
    "ties_of",
    "transmission",
    "views_on",
]
