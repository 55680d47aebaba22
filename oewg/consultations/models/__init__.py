"""What is stored of consultations: accreditation, consultative meetings, calls for input, submissions and what became of them."""

from oewg.consultations.models.accreditation import Accreditation
from oewg.consultations.models.consultations import (
    Consultation,
    ConsultationElement,
    ConsultationMeeting,
    SpeakingRequest,
    Trace,
)
from oewg.consultations.models.contributions import Contribution
from oewg.consultations.models.input import Bearing, Call, Submission
from oewg.consultations.models.programme import ProgrammeIssue, ProgrammeLine, SceneSetter, Segment
from oewg.consultations.models.registration import Registration, RegistrationPeriod

__all__ = [
    "Accreditation",
    "Bearing",
    "Call",
    "Consultation",
    "ConsultationElement",
    "ConsultationMeeting",
    "Contribution",
    "ProgrammeIssue",
    "ProgrammeLine",
    "Registration",
    "RegistrationPeriod",
    "SceneSetter",
    "Segment",
    "SpeakingRequest",
    "Submission",
    "Trace",
]
