"""What is stored of the report: the editions that were compiled, its drafting, what is added to the account of the proceedings."""

from oewg.report.models.compilations import Compilation, CompiledFile
from oewg.report.models.drafting import CHECKS, Acceptance, Assignment, CarriedRemark, Remark, Term
from oewg.report.models.proceedings import AddedSentence, SeenBeside

__all__ = [
    "CHECKS",
    "Acceptance",
    "AddedSentence",
    "Assignment",
    "CarriedRemark",
    "Compilation",
    "CompiledFile",
    "Remark",
    "SeenBeside",
    "Term",
]
