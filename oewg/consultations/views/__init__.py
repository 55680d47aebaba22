"""The pages of consultations."""

from oewg.consultations.views import (
    accreditation,
    calls,
    consultations,
    dispositions,
    input,
    programme,
    registration,
    speaking,
    summaries,
    written,
)
from oewg.consultations.views.room import pages

__all__ = [
    "accreditation",
    "calls",
    "consultations",
    "dispositions",
    "input",
    "pages",
    "programme",
    "registration",
    "speaking",
    "summaries",
    "written",
]
