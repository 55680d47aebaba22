"""What is stored of consultations: accreditation, consultative meetings, calls for input, submissions and what became of them."""

from oewg.consultations.models.accreditation import Accreditation
from oewg.consultations.models.consultations import (
    Consultation,
    ConsultationElement,
    ConsultationMeeting,
    SpeakingRequest,
    Trace,
)
from oewg.consultations.models.input import Bearing, Call, Submission
from oewg.consultations.models.programme import ProgrammeIssue, ProgrammeLine, SceneSetter, Segment
from oewg.consultations.models.registration import Attendee, RegistrationPeriod
from oewg.consultations.models.written import WrittenContribution

__all__ = [
    "Accreditation",
    "Attendee",
    "Bearing",
    "Call",
    "Consultation",
    "ConsultationElement",
    "ConsultationMeeting",
    "ProgrammeIssue",
    "ProgrammeLine",
    "RegistrationPeriod",
    "SceneSetter",
    "Segment",
    "SpeakingRequest",
    "Submission",
    "Trace",
    "WrittenContribution",
]
