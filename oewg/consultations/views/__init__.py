"""The pages of consultations."""

from oewg.consultations.views import accreditation, consultations, dispositions, input
from oewg.consultations.views.room import pages

__all__ = ["accreditation", "consultations", "dispositions", "input", "pages"]
