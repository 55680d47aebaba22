"""What do the report's pages ask: what is it made from, what was compiled, and was it transmitted?"""

<<<<<<< HEAD
from oewg.report.queries.archive import archived
||||||| dd09ecb
=======
from oewg.report.queries.coming import Arrival, Coming, came_of, offered, provisions_to_tie, source_to_tie, tie
>>>>>>> main
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
<<<<<<< HEAD
from oewg.report.queries.transmissions import archive, session_of_the_assembly, transmission
||||||| dd09ecb
=======
from oewg.report.queries.story import Doubt, Step, Story, numbered, story, ties_of
from oewg.report.queries.trace import Origins, origins, rests_on_nothing, views_on
>>>>>>> main

__all__ = [
<<<<<<< HEAD
    "adopted_edition",
    "archive",
    "archived",
    "clean_compilation",
||||||| dd09ecb
=======
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
    "came_of",
    "cell",
>>>>>>> main
    "compilation",
    "compilations",
    "compilations_after",
    "compiled_file",
<<<<<<< HEAD
    "document_of",
||||||| dd09ecb
=======
    "covered",
    "described",
>>>>>>> main
    "draft",
    "draft_or_not_found",
    "edition_by_symbol",
    "facts",
    "numbered",
    "offered",
    "one_origin",
    "origins",
    "proposed_symbol",
<<<<<<< HEAD
    "session_of_the_assembly",
||||||| dd09ecb
=======
    "provisions_to_tie",
    "rests_on_nothing",
>>>>>>> main
    "source",
<<<<<<< HEAD
    "standing",
    "transmission",
||||||| dd09ecb
=======
    "source_to_tie",
    "story",
    "tie",
    "ties_of",
    "views_on",
>>>>>>> main
]
