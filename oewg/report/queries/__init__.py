"""What do the report's pages ask: what is it made from, and what was compiled?"""

from oewg.report.queries.compilations import (
    compilation,
    compilations,
    compilations_after,
    compiled_file,
    draft,
    draft_or_not_found,
    proposed_symbol,
)
from oewg.report.queries.proceedings import facts
from oewg.report.queries.source import source
from oewg.report.queries.trace import Origins, origins, rests_on_nothing, views_on

__all__ = [
    "Origins",
    "compilation",
    "compilations",
    "compilations_after",
    "compiled_file",
    "draft",
    "draft_or_not_found",
    "facts",
    "origins",
    "proposed_symbol",
    "rests_on_nothing",
    "source",
    "views_on",
]
