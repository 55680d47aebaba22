"""What is stored of consultations: accreditation, consultative meetings, calls for input, submissions and what became of them."""

from oewg.consultations.models.accreditation import Accreditation
from oewg.consultations.models.calls import Call, CallLanguage, CallQuestion
from oewg.consultations.models.consultations import Consultation, ConsultationElement
from oewg.consultations.models.drafts import Draft, DraftAnswer, DraftFile, InputFile
from oewg.consultations.models.input import Bearing, Submission
from oewg.consultations.models.national import NationalAnswer, NationalView
from oewg.consultations.models.submissions import Original, Redaction, Signature, SubmissionAnswer, SubmissionFile

__all__ = [
    "Accreditation",
    "Bearing",
    "Call",
    "CallLanguage",
    "CallQuestion",
    "Consultation",
    "ConsultationElement",
    "Draft",
    "DraftAnswer",
    "DraftFile",
    "InputFile",
    "NationalAnswer",
    "NationalView",
    "Original",
    "Redaction",
    "Signature",
    "Submission",
    "SubmissionAnswer",
    "SubmissionFile",
]
