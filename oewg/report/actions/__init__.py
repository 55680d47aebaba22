"""What is done with the report? Begun from the mandate, tied to what it rests on, compiled, and transmitted."""

from oewg.report.actions.beginning import begin_report
from oewg.report.actions.compilations import (
    FORMATS,
    RecordHasGrown,
    Written,
    compile_report,
    compiling,
    describe_report,
    in_attempts,
    write_report,
)
from oewg.report.actions.trace import tie_source, untie_source
from oewg.report.actions.transmissions import Archive, prepare_archive, prepared_archive, transmit_report

__all__ = [
    "FORMATS",
    "Archive",
    "RecordHasGrown",
    "Written",
    "begin_report",
    "compile_report",
    "compiling",
    "describe_report",
    "in_attempts",
    "prepare_archive",
    "prepared_archive",
    "tie_source",
    "transmit_report",
    "untie_source",
    "write_report",
]
