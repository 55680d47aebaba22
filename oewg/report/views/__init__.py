"""The pages of the report."""

from oewg.report.views import (
    checks,
    compilations,
    draft,
    drafting,
    languages,
    proceedings,
    summary,
    trace,
    transmissions,
)
from oewg.report.views.room import (
    pages,
)

__all__ = [
    "checks",
    "compilations",
    "draft",
    "drafting",
    "languages",
    "pages",
    "proceedings",
    "summary",
    "trace",
    "transmissions",
]
