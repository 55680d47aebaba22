"""The pages of consultations."""

from oewg.consultations.views import (
    accreditation,
    calls,
    consultations,
    dispositions,
    drafts,
    fund,
    input,
    national,
    programme,
    registration,
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
    "input",
    "national",
    "pages",
    "programme",
    "registration",
    "speaking",
    "summaries",
    "written",
]
