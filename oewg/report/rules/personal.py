"""What does the report tell of people? Who drafts, and who said what of the draft, by number; it names delegations.

(oewg.accounts.rules.personal)
"""

from oewg.accounts.rules.personal import acts, impersonal
from oewg.core.errors import say

DRAFTERS = say("the person, and those who draft: the secretariat, the Chair and the bureau")

impersonal("compilation", "kind")
impersonal("compiled_file", "format contents digest")
impersonal("transmission", "archive digest")
# The drafting
acts("section_assignment", "account_id", seen=DRAFTERS)
acts("remark", "said_by ended_by", seen=DRAFTERS)
acts("carried_remark", "carried_by", seen=DRAFTERS)
acts("finding_acceptance", "accepted_by", seen=DRAFTERS)
impersonal("section_assignment", "zone note hand_in_words end_kind end_reason")
impersonal("remark", "kind quote words proposed capacity outcome end_words")
impersonal("carried_remark", "words")
impersonal("finding_acceptance", "check_name reason")
impersonal("preferred_term", "term instead_of reason end_reason")
# The account of the proceedings
impersonal("added_sentence", "after words withdrawal_reason")
impersonal("seen_beside", "before following")
impersonal("source_tie", "sentence end_reason")
