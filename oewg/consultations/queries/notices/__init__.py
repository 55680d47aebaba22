"""Whom does it concern what is done in consultations? Each subject declares its topics and who finds whom."""

from oewg.consultations.queries.notices import accreditation, input

__all__ = ["accreditation", "input"]
