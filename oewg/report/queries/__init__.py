"""What do the report's pages ask: what is it made from, what was compiled, and was it transmitted?"""

from oewg.report.queries.archive import archived
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
from oewg.report.queries.proceedings import facts
from oewg.report.queries.source import source
from oewg.report.queries.transmissions import archive, session_of_the_assembly, transmission

__all__ = [
    "adopted_edition",
    "archive",
    "archived",
    "clean_compilation",
    "compilation",
    "compilations",
    "compilations_after",
    "compiled_file",
    "document_of",
    "draft",
    "draft_or_not_found",
    "edition_by_symbol",
    "facts",
    "proposed_symbol",
    "session_of_the_assembly",
    "source",
    "standing",
    "transmission",
]
