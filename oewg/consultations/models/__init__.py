"""What is stored of consultations: accreditation, consultative meetings, calls for input, submissions and what became of them."""

from oewg.consultations.models.accreditation import Accreditation
from oewg.consultations.models.consultations import Consultation, ConsultationElement
from oewg.consultations.models.dispositions import Bearing, Dismissal, Passage
from oewg.consultations.models.input import Call, Submission

__all__ = [
    "Accreditation",
    "Bearing",
    "Call",
    "Consultation",
    "ConsultationElement",
    "Dismissal",
    "Passage",
    "Submission",
]
