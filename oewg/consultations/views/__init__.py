"""The pages of consultations."""

from oewg.consultations.views import (
    accreditation,
    calls,
    consultations,
    dispositions,
    drafts,
    fund,
    fund_tables,
    input,
    national,
    non_objection,
    programme,
    registration,
    representatives,
    speaking,
    summaries,
    written,
)
from oewg.consultations.views.room import (
    pages,
)

__all__ = [
    "accreditation",
    "calls",
    "consultations",
    "dispositions",
    "drafts",
    "fund",
    "fund_tables",
    "input",
    "national",
    "non_objection",
    "pages",
    "programme",
    "registration",
    "representatives",
    "speaking",
    "summaries",
    "written",
]
