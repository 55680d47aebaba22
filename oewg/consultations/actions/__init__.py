"""What do organizations and the secretariat do? Register, accredit, call for input, submit, publish, tie."""

from oewg.consultations.actions.accreditation import accredit, refuse_accreditation, register_organization
from oewg.consultations.actions.calls import amend_call, deadline_words, extend_call, on_its_clocks, open_call
from oewg.consultations.actions.consultations import add_meeting, hold_consultation
from oewg.consultations.actions.input import publish_submission, return_submission, submit, tie_submission
from oewg.consultations.actions.programme import (
    add_segment,
    answer_scene_setting,
    ask_to_set_scene,
    change_segment,
    issue_programme,
    remove_segment,
    take_off_scene_setter,
)
from oewg.consultations.actions.registration import (
    agree_to_be_named,
    change_registration,
    open_registration,
    register_person,
    take_back_name,
    withdraw_registration,
)
from oewg.consultations.actions.speaking import ask_to_speak, call_speaker
from oewg.consultations.actions.summaries import draft_summary, issue_summary, trace, untrace
from oewg.consultations.actions.written import Link, post_written, publish_written, return_written, withdraw_written

__all__ = [
    "Link",
    "accredit",
    "add_meeting",
    "add_segment",
    "agree_to_be_named",
    "amend_call",
    "answer_scene_setting",
    "ask_to_set_scene",
    "ask_to_speak",
    "call_speaker",
    "change_registration",
    "change_segment",
    "deadline_words",
    "draft_summary",
    "extend_call",
    "hold_consultation",
    "issue_programme",
    "issue_summary",
    "on_its_clocks",
    "open_call",
    "open_registration",
    "post_written",
    "publish_submission",
    "publish_written",
    "refuse_accreditation",
    "register_organization",
    "register_person",
    "remove_segment",
    "return_submission",
    "return_written",
    "submit",
    "take_back_name",
    "take_off_scene_setter",
    "tie_submission",
    "trace",
    "untrace",
    "withdraw_registration",
    "withdraw_written",
]
