"""The pages of the report."""

from oewg.report.views import compilations, draft, trace, transmissions
from oewg.report.views.room import pages

__all__ = ["compilations", "draft", "pages", "trace", "transmissions"]
