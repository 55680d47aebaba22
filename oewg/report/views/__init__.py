"""The pages of the report."""

from oewg.report.views import (
    checks,
    compilations,
    draft,
    drafting,
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
    "pages",
    "proceedings",
    "summary",
    "trace",
    "transmissions",
]
