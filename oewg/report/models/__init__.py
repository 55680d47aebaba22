"""What is stored of the report: its drafting, what is added to the account of the proceedings, the compiled editions, its transmission."""

from oewg.report.models.compilations import (
    Compilation,
    CompiledFile,
)
from oewg.report.models.drafting import (
    CHECKS,
    Acceptance,
    Assignment,
    CarriedRemark,
    Remark,
    Term,
)
from oewg.report.models.proceedings import (
    AddedSentence,
    SeenBeside,
)
from oewg.report.models.transmissions import (
    Transmission,
)

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
    "Transmission",
]
