"""What is done with the report? Begun from the mandate, tied to what it rests on, compiled, and transmitted."""

from oewg.report.actions.beginning import (
    begin_report,
)
from oewg.report.actions.checks import (
    accept_finding,
    add_term,
    end_term,
    reopen_finding,
)
from oewg.report.actions.compilations import (
    WRITERS,
    RecordHasGrown,
    Written,
    compile_report,
    compiling,
    describe_report,
    in_attempts,
    write_report,
)
from oewg.report.actions.drafting import (
    assign_section,
    hand_in_section,
    revise_section,
    take_back_section,
)
from oewg.report.actions.proceedings import (
    add_sentence,
    confirm_sentence,
    withdraw_sentence,
)
from oewg.report.actions.remarks import (
    carry_remark,
    decline_suggestion,
    remark_on_passage,
    resolve_remark,
    take_suggestion,
    withdraw_suggestion,
)
from oewg.report.actions.summary import issue_chairs_summary
from oewg.report.actions.trace import (
    tie_source,
    untie_source,
)
from oewg.report.actions.transmissions import (
    Archive,
    prepare_archive,
    prepared_archive,
    transmit_report,
)
from oewg.report.models import FORMATS

__all__ = [
    "FORMATS",
    "WRITERS",
    "Archive",
    "RecordHasGrown",
    "Written",
    "accept_finding",
    "add_sentence",
    "add_term",
    "assign_section",
    "begin_report",
    "carry_remark",
    "compile_report",
    "compiling",
    "confirm_sentence",
    "decline_suggestion",
    "describe_report",
    "end_term",
    "hand_in_section",
    "in_attempts",
    "issue_chairs_summary",
    "prepare_archive",
    "prepared_archive",
    "remark_on_passage",
    "reopen_finding",
    "resolve_remark",
    "revise_section",
    "take_back_section",
    "take_suggestion",
    "tie_source",
    "transmit_report",
    "untie_source",
    "withdraw_sentence",
    "withdraw_suggestion",
    "write_report",
]
