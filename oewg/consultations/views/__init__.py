"""The pages of consultations."""

from oewg.consultations.views import (
    accreditation,
    consultations,
    contributions,
    input,
    programme,
    registration,
    speaking,
    summaries,
)
from oewg.consultations.views.room import pages

__all__ = [
    "accreditation",
    "consultations",
    "contributions",
    "input",
    "pages",
    "programme",
    "registration",
    "speaking",
    "summaries",
]
