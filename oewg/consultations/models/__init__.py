"""What is stored of consultations: accreditation, consultative meetings, calls for input, submissions and what became of them."""

from oewg.consultations.models.accreditation import Accreditation
from oewg.consultations.models.consultations import Consultation, ConsultationElement
from oewg.consultations.models.fund import (
    BudgetLine,
    Confirmation,
    Contribution,
    ExchangeRate,
    JournalEntry,
    Posting,
)
from oewg.consultations.models.input import Bearing, Call, Submission

__all__ = [
    "Accreditation",
    "Bearing",
    "BudgetLine",
    "Call",
    "Confirmation",
    "Consultation",
    "ConsultationElement",
    "Contribution",
    "ExchangeRate",
    "JournalEntry",
    "Posting",
    "Submission",
]
