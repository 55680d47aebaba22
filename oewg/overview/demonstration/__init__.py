"""The demonstration group: an exercise that replays the calendar of 2019 to 2021 through the acts that people use.

It has two endings. Left on 9 March 2021, while a meeting is going on, it has something for everybody to do; gone through to
the end, its report is adopted, compiled, and transmitted to the General Assembly.

Every scene is a function of the database that does its acts in one transaction, each act at the instant of the
calendar at which it is set. Words are our own, nobody in it is real, and positions are dealt out by a seeded rule.
"""

from oewg.overview.demonstration.accrediting import group_decides_on_organizations, organizations_register
from oewg.overview.demonstration.adopting import (
    chair_sums_up,
    delegations_explain_themselves,
    doubts_are_lifted,
    explanations_arrive_in_writing,
    paragraphs_are_agreed,
    proposals_are_settled,
    report_is_adopted,
)
from oewg.overview.demonstration.arriving import credentials_arrive, delegations_check_in, members_are_named
from oewg.overview.demonstration.asking import states_inform_of_their_views
from oewg.overview.demonstration.bargaining import (
    delegations_speak,
    gavels_fall,
    report_is_drafted,
    report_is_revised,
)
from oewg.overview.demonstration.calendar import (
    first_session_ends,
    first_session_opens,
    organizational_session,
    postponement,
    read_the_resolution,
    second_session_ends,
    second_session_opens,
    third_session_ends,
    third_session_goes_on,
    third_session_opens,
)
from oewg.overview.demonstration.cast import PASSWORD, SAMPLES, sample_accounts, set_up
from oewg.overview.demonstration.deciding import (
    a_package_is_formed,
    a_paper_is_adopted,
    a_paper_passes_silence,
    a_position_waits,
    letters_begin,
    proposals_collide,
)
from oewg.overview.demonstration.drafting import (
    a_section_is_in_hand,
    conclusions_are_in_hand,
    every_section_is_handed_in,
    report_is_put_into_hands,
    section_is_handed_in,
)
from oewg.overview.demonstration.filing import (
    statements_after_the_first_list,
    statements_for_the_first_session,
    statements_for_the_second_session,
    statements_for_the_third_session,
)
from oewg.overview.demonstration.funding import (
    bills_are_paid,
    consultation_is_confirmed,
    contributions_are_pledged,
    contributions_arrive,
)
from oewg.overview.demonstration.hearing import (
    a_call_is_open,
    consultation_is_held,
    consultation_is_prepared,
    consultation_is_summed_up,
    first_passages_are_answered,
    input_arrives,
    input_is_answered,
)
from oewg.overview.demonstration.keeping import (
    documents_are_kept,
    last_minutes_are_made,
    minutes_are_made,
    minutes_follow,
)
from oewg.overview.demonstration.leaving import people_ask_to_be_erased
from oewg.overview.demonstration.reporting import (
    adopted_report_is_compiled,
    drafts_are_compiled,
    final_draft_is_issued,
    last_proposals_are_shown,
    report_is_transmitted,
    the_rolling_text_is_compiled,
)
from oewg.overview.demonstration.sending import a_word_file_is_sent
from oewg.overview.demonstration.speaking import (
    first_list_is_heard,
    last_list_is_heard,
    second_list_is_heard,
    speakers_wait,
)
from oewg.overview.demonstration.tabling import measures_are_tabled
from oewg.overview.demonstration.tracing import (
    a_paragraph_is_reopened,
    report_is_traced,
    the_last_element_is_covered,
)
from oewg.overview.demonstration.translating import (
    adopted_report_is_renamed,
    report_is_translated,
    rules_are_translated,
)

__all__ = ["ADOPTED", "PASSWORD", "SAMPLES", "SCENES", "UNTIL_THE_MEETING", "sample_accounts"]

UNTIL_THE_MEETING = [
    set_up,
    read_the_resolution,
    states_inform_of_their_views,
    credentials_arrive,
    organizational_session,
    minutes_are_made,
    organizations_register,
    first_session_opens,
    statements_for_the_first_session,
    first_list_is_heard,
    statements_after_the_first_list,
    group_decides_on_organizations,
    first_session_ends,
    minutes_follow,
    contributions_are_pledged,
    contributions_arrive,
    consultation_is_prepared,
    consultation_is_confirmed,
    consultation_is_held,
    bills_are_paid,
    consultation_is_summed_up,
    input_arrives,
    second_session_opens,
    statements_for_the_second_session,
    second_list_is_heard,
    second_session_ends,
    report_is_drafted,
    delegations_speak,
    proposals_collide,
    report_is_translated,
    postponement,
    first_passages_are_answered,
    report_is_revised,
    drafts_are_compiled,
    report_is_put_into_hands,
    input_is_answered,
    a_paper_passes_silence,
    rules_are_translated,
    report_is_traced,
    section_is_handed_in,
    members_are_named,
    a_word_file_is_sent,
    measures_are_tabled,
    third_session_opens,
    documents_are_kept,
    delegations_check_in,
    gavels_fall,
    a_paragraph_is_reopened,
    a_paper_is_adopted,
    a_package_is_formed,
    the_rolling_text_is_compiled,
    a_position_waits,
    statements_for_the_third_session,
    speakers_wait,
]
"""The scenes of both endings, in the order of the calendar, until a meeting is going on."""

SCENES = [
    *UNTIL_THE_MEETING,
    a_section_is_in_hand,
    people_ask_to_be_erased,
    a_call_is_open,
    letters_begin,
]
"""The exercise as it is left while the last session is sitting: what is open can be tried."""

ADOPTED = [
    *UNTIL_THE_MEETING,
    last_list_is_heard,
    conclusions_are_in_hand,
    third_session_goes_on,
    last_proposals_are_shown,
    every_section_is_handed_in,
    proposals_are_settled,
    the_last_element_is_covered,
    final_draft_is_issued,
    doubts_are_lifted,
    people_ask_to_be_erased,
    paragraphs_are_agreed,
    report_is_adopted,
    delegations_explain_themselves,
    third_session_ends,
    chair_sums_up,
    last_minutes_are_made,
    adopted_report_is_renamed,
    explanations_arrive_in_writing,
    adopted_report_is_compiled,
    report_is_transmitted,
    letters_begin,
]
"""The exercise gone through to the end: the report is adopted on 12 March 2021 and transmitted on 18 March."""
