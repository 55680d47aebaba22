"""What is stored of the report: its drafting, what it rests on, additions to the account, the compiled editions, the transmission."""

from oewg.report.models.compilations import (
    FORMATS,
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
from oewg.report.models.trace import (
    TIED,
    SourceTie,
)
from oewg.report.models.transmissions import (
    Transmission,
)

__all__ = [
    "CHECKS",
    "FORMATS",
    "TIED",
    "Acceptance",
    "AddedSentence",
    "Assignment",
    "CarriedRemark",
    "Compilation",
    "CompiledFile",
    "Remark",
    "SeenBeside",
    "SourceTie",
    "Term",
    "Transmission",
]
