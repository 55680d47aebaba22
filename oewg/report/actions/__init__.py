"""What is done with the report? Begun from the mandate, tied to what it rests on, compiled under a symbol."""

from oewg.report.actions.beginning import begin_report
from oewg.report.actions.compilations import (
    FORMATS,
    RecordHasGrown,
    Written,
    compile_report,
    in_attempts,
    write_report,
)
from oewg.report.actions.trace import tie_source, untie_source

__all__ = [
    "FORMATS",
    "RecordHasGrown",
    "Written",
    "begin_report",
    "compile_report",
    "in_attempts",
    "tie_source",
    "untie_source",
    "write_report",
]
