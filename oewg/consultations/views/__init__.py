"""The pages of consultations."""

from oewg.consultations.views import accreditation, consultations, input, non_objection, representatives
from oewg.consultations.views.room import pages

__all__ = ["accreditation", "consultations", "input", "non_objection", "pages", "representatives"]
