"""What do organizations and the secretariat do? Register, accredit, call for input, submit, publish, tie."""

from oewg.consultations.actions.accreditation import accredit, refuse_accreditation, register_organization
from oewg.consultations.actions.calls import amend_call, deadline_words, extend_call, on_its_clocks, open_call
from oewg.consultations.actions.consultations import give_summary, hold_consultation
from oewg.consultations.actions.drafts import attach_file, detach_file, discard_draft, save_draft
from oewg.consultations.actions.input import (
    publish_submission,
    return_submission,
    submit,
    tie_submission,
)
from oewg.consultations.actions.joint import co_sign, decline_to_co_sign, invite_co_signer
from oewg.consultations.actions.national import give_view, publish_view
from oewg.consultations.actions.redaction import redact, replace_attachment

__all__ = [
    "accredit",
    "amend_call",
    "attach_file",
    "co_sign",
    "deadline_words",
    "decline_to_co_sign",
    "detach_file",
    "discard_draft",
    "extend_call",
    "give_summary",
    "give_view",
    "hold_consultation",
    "invite_co_signer",
    "on_its_clocks",
    "open_call",
    "publish_submission",
    "publish_view",
    "redact",
    "refuse_accreditation",
    "register_organization",
    "replace_attachment",
    "return_submission",
    "save_draft",
    "submit",
    "tie_submission",
]
