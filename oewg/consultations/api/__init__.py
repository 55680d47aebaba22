"""Consultations for programs: the same acts and questions as on the pages."""

from oewg.consultations.api import accreditation, consultations, input, non_objection, representatives
from oewg.consultations.api.room import api

__all__ = ["accreditation", "api", "consultations", "input", "non_objection", "representatives"]
