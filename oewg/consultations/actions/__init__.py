"""What do organizations and the secretariat do? Register, accredit, call for input, submit, publish, tie."""

from oewg.consultations.actions.accreditation import (
    accredit,
    refuse_accreditation,
    register_organization,
)
from oewg.consultations.actions.calls import (
    amend_call,
    deadline_words,
    extend_call,
    on_its_clocks,
    open_call,
)
from oewg.consultations.actions.consultations import (
    add_meeting,
    hold_consultation,
)
from oewg.consultations.actions.dispositions import (
    carry_over,
    dismiss_suggestion,
    mark_passage,
    quote_anew,
    tie_submission,
    unmark_passage,
    untie_submission,
)
from oewg.consultations.actions.drafts import (
    attach_file,
    detach_file,
    discard_draft,
    save_draft,
)
from oewg.consultations.actions.fund import (
    close_consultation_accounts,
    confirm_consultation,
    earmark_contribution,
    enter_rate,
    free_contribution,
    name_donor,
    pledge_contribution,
    receive_contribution,
    return_contribution,
    reverse_entry,
    set_budget_line,
    spend,
    strike_budget_line,
    withdraw_pledge,
)
from oewg.consultations.actions.input import (
    publish_submission,
    return_submission,
    submit,
)
from oewg.consultations.actions.joint import (
    co_sign,
    decline_to_co_sign,
    invite_co_signer,
)
from oewg.consultations.actions.national import (
    give_view,
    publish_view,
)
from oewg.consultations.actions.programme import (
    add_segment,
    answer_scene_setting,
    ask_to_set_scene,
    change_segment,
    issue_programme,
    remove_segment,
    take_off_scene_setter,
)
from oewg.consultations.actions.redaction import (
    redact,
    replace_attachment,
)
from oewg.consultations.actions.registration import (
    agree_to_be_named,
    change_registration,
    open_registration,
    register_person,
    take_back_name,
    withdraw_registration,
)
from oewg.consultations.actions.speaking import (
    ask_to_speak,
    call_speaker,
)
from oewg.consultations.actions.summaries import (
    draft_summary,
    issue_summary,
    trace,
    untrace,
)
from oewg.consultations.actions.written import (
    Link,
    post_written,
    publish_written,
    return_written,
    withdraw_written,
)

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
    "attach_file",
    "call_speaker",
    "carry_over",
    "change_registration",
    "change_segment",
    "close_consultation_accounts",
    "co_sign",
    "confirm_consultation",
    "deadline_words",
    "decline_to_co_sign",
    "detach_file",
    "discard_draft",
    "dismiss_suggestion",
    "draft_summary",
    "earmark_contribution",
    "enter_rate",
    "extend_call",
    "free_contribution",
    "give_view",
    "hold_consultation",
    "invite_co_signer",
    "issue_programme",
    "issue_summary",
    "mark_passage",
    "name_donor",
    "on_its_clocks",
    "open_call",
    "open_registration",
    "pledge_contribution",
    "post_written",
    "publish_submission",
    "publish_view",
    "publish_written",
    "quote_anew",
    "receive_contribution",
    "redact",
    "refuse_accreditation",
    "register_organization",
    "register_person",
    "remove_segment",
    "replace_attachment",
    "return_contribution",
    "return_submission",
    "return_written",
    "reverse_entry",
    "save_draft",
    "set_budget_line",
    "spend",
    "strike_budget_line",
    "submit",
    "take_back_name",
    "take_off_scene_setter",
    "tie_submission",
    "trace",
    "unmark_passage",
    "untie_submission",
    "untrace",
    "withdraw_pledge",
    "withdraw_registration",
    "withdraw_written",
]
