"""What is stored of consultations: accreditation, consultative meetings, calls for input, submissions and what became of them."""

from oewg.consultations.models.accreditation import Accreditation, AccreditationReturn, OrganizationLetter, Registration
from oewg.consultations.models.calls import Call, CallLanguage, CallQuestion
from oewg.consultations.models.consultations import (
    Consultation,
    ConsultationElement,
    ConsultationMeeting,
    SpeakingRequest,
    Trace,
)
from oewg.consultations.models.dispositions import Bearing, Dismissal, Passage
from oewg.consultations.models.drafts import Draft, DraftAnswer, DraftFile, InputFile
from oewg.consultations.models.fund import (
    BudgetLine,
    ConsultationConfirmation,
    Contribution,
    ExchangeRate,
    JournalEntry,
    Posting,
)
from oewg.consultations.models.input import Submission
from oewg.consultations.models.national import NationalAnswer, NationalView
from oewg.consultations.models.non_objection import BasisRequest, ListedName, NameObjection, NonObjectionList
from oewg.consultations.models.programme import ProgrammeIssue, ProgrammeLine, SceneSetter, Segment
from oewg.consultations.models.registration import Attendee, RegistrationPeriod
from oewg.consultations.models.representatives import FocalPoint, InvitedRepresentative, RepresentativeGender
from oewg.consultations.models.submissions import Original, Redaction, Signature, SubmissionAnswer, SubmissionFile
from oewg.consultations.models.written import WrittenContribution

__all__ = [
    "Accreditation",
    "AccreditationReturn",
    "Attendee",
    "BasisRequest",
    "Bearing",
    "BudgetLine",
    "Call",
    "CallLanguage",
    "CallQuestion",
    "Consultation",
    "ConsultationConfirmation",
    "ConsultationElement",
    "ConsultationMeeting",
    "Contribution",
    "Dismissal",
    "Draft",
    "DraftAnswer",
    "DraftFile",
    "ExchangeRate",
    "FocalPoint",
    "InputFile",
    "InvitedRepresentative",
    "JournalEntry",
    "ListedName",
    "NameObjection",
    "NationalAnswer",
    "NationalView",
    "NonObjectionList",
    "OrganizationLetter",
    "Original",
    "Passage",
    "Posting",
    "ProgrammeIssue",
    "ProgrammeLine",
    "Redaction",
    "Registration",
    "RegistrationPeriod",
    "RepresentativeGender",
    "SceneSetter",
    "Segment",
    "Signature",
    "SpeakingRequest",
    "Submission",
    "SubmissionAnswer",
    "SubmissionFile",
    "Trace",
    "WrittenContribution",
]
