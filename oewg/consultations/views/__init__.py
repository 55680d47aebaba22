"""The pages of consultations."""

from oewg.consultations.views import accreditation, calls, consultations, drafts, input, national
from oewg.consultations.views.room import pages

__all__ = ["accreditation", "calls", "consultations", "drafts", "input", "national", "pages"]
