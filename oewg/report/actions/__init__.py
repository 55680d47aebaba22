"""What is done with the report? It is begun from the mandate, drafted, checked, and compiled under a symbol."""

from oewg.report.actions.beginning import begin_report
from oewg.report.actions.checks import accept_finding, add_term, end_term, reopen_finding
from oewg.report.actions.compilations import (
    FORMATS,
    RecordHasGrown,
    Written,
    compile_report,
    in_attempts,
    write_report,
)
from oewg.report.actions.drafting import assign_section, hand_in_section, revise_section, take_back_section
from oewg.report.actions.proceedings import add_sentence, confirm_sentence, withdraw_sentence
from oewg.report.actions.remarks import (
    carry_remark,
    decline_suggestion,
    remark_on_passage,
    resolve_remark,
    take_suggestion,
    withdraw_suggestion,
)

__all__ = [
    "FORMATS",
    "RecordHasGrown",
    "Written",
    "accept_finding",
    "add_sentence",
    "add_term",
    "assign_section",
    "begin_report",
    "carry_remark",
    "compile_report",
    "confirm_sentence",
    "decline_suggestion",
    "end_term",
    "hand_in_section",
    "in_attempts",
    "remark_on_passage",
    "reopen_finding",
    "resolve_remark",
    "revise_section",
    "take_back_section",
    "take_suggestion",
    "withdraw_sentence",
    "withdraw_suggestion",
    "write_report",
]
