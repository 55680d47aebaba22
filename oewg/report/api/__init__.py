"""The report for programs: the same acts and questions as on the pages."""

from oewg.report.api import (
    checks,
    compilations,
    drafting,
    languages,
    proceedings,
    trace,
)
from oewg.report.api.room import (
    api,
)

__all__ = [
    "api",
    "checks",
    "compilations",
    "drafting",
    "languages",
    "proceedings",
    "trace",
]
