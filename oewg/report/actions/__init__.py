"""What is done with the report? The draft is begun from the mandate; it is compiled under a symbol."""

from oewg.report.actions.beginning import begin_report
from oewg.report.actions.compilations import (
    FORMATS,
    RecordHasGrown,
    Written,
    compile_report,
    in_attempts,
    write_report,
)

__all__ = ["FORMATS", "RecordHasGrown", "Written", "begin_report", "compile_report", "in_attempts", "write_report"]
