<<<<<<< HEAD
"""What is done with the report? Begun from the mandate, compiled under a symbol, transmitted to the General Assembly."""
||||||| dd09ecb
"""What is done with the report? The draft is begun from the mandate; it is compiled under a symbol."""
=======
"""What is done with the report? Begun from the mandate, tied to what it rests on, compiled under a symbol."""
>>>>>>> main

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
<<<<<<< HEAD
from oewg.report.actions.transmissions import Archive, prepare_archive, prepared_archive, transmit_report
||||||| dd09ecb
=======
from oewg.report.actions.trace import tie_source, untie_source
>>>>>>> main

<<<<<<< HEAD
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
    "transmit_report",
    "write_report",
]
||||||| dd09ecb
__all__ = ["FORMATS", "RecordHasGrown", "Written", "begin_report", "compile_report", "in_attempts", "write_report"]
=======
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
>>>>>>> main
