"""The pages of consultations."""

from oewg.consultations.views import accreditation, calls, consultations, fund, input
from oewg.consultations.views.room import pages

__all__ = ["accreditation", "calls", "consultations", "fund", "input", "pages"]
