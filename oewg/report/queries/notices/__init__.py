"""Whom does it concern what is done with the report, and what is it called?"""

from oewg.report.queries.notices import compilations, drafting, trace

__all__ = ["compilations", "drafting", "trace"]
