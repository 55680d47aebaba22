"""Consultations for programs: the same acts and questions as on the pages."""

from oewg.consultations.api import (
    accreditation,
    calls,
    consultations,
    dispositions,
    drafts,
    fund,
    input,
    national,
    non_objection,
    programme,
    registration,
    representatives,
    written,
)
from oewg.consultations.api.room import (
    api,
)

__all__ = [
    "accreditation",
    "api",
    "calls",
    "consultations",
    "dispositions",
    "drafts",
    "fund",
    "input",
    "national",
    "non_objection",
    "programme",
    "registration",
    "representatives",
    "written",
]
