"""What is stored of consultations: accreditation, consultative meetings, calls for input, submissions and what became of them."""

from oewg.consultations.models.accreditation import (
    Accreditation,
    AccreditationReturn,
    OrganizationLetter,
    Registration,
)
from oewg.consultations.models.consultations import (
    Consultation,
    ConsultationElement,
)
from oewg.consultations.models.fund import (
    BudgetLine,
    Confirmation,
    Contribution,
    ExchangeRate,
    JournalEntry,
    Posting,
)
from oewg.consultations.models.input import (
    Bearing,
    Call,
    Submission,
)
from oewg.consultations.models.non_objection import (
    BasisRequest,
    ListedName,
    NameObjection,
    NonObjectionList,
)
from oewg.consultations.models.representatives import (
    FocalPoint,
    InvitedRepresentative,
    RepresentativeGender,
)

__all__ = [
    "Accreditation",
    "AccreditationReturn",
    "BasisRequest",
    "Bearing",
    "BudgetLine",
    "Call",
    "Confirmation",
    "Consultation",
    "ConsultationElement",
    "Contribution",
    "ExchangeRate",
    "FocalPoint",
    "InvitedRepresentative",
    "JournalEntry",
    "ListedName",
    "NameObjection",
    "NonObjectionList",
    "OrganizationLetter",
    "Posting",
    "Registration",
    "RepresentativeGender",
    "Submission",
]
