"""The pages of consultations."""

from oewg.consultations.views import (
    accreditation,
    consultations,
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
    "consultations",
    "input",
    "pages",
    "programme",
    "registration",
    "speaking",
    "summaries",
    "written",
]
