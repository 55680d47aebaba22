"""The demonstration group: an exercise that replays the calendar of 2019 to 2021 through the acts that people use.

Every scene is a function of the database that does its acts in one transaction, each act at the instant of the
calendar at which it is set. Words are our own, nobody in it is real, and positions are dealt out by a seeded rule.
"""

from oewg.overview.demonstration.bargaining import (
    delegations_speak,
    gavels_fall,
    report_is_drafted,
    report_is_revised,
)
from oewg.overview.demonstration.calendar import (
    first_substantive_session,
    organizational_session,
    postponement,
    read_the_resolution,
    second_substantive_session,
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
from oewg.overview.demonstration.hearing import (
    a_call_is_open,
    consultation_is_held,
    input_arrives,
    input_is_answered,
    organizations_register,
)

__all__ = ["PASSWORD", "SAMPLES", "SCENES", "sample_accounts"]

SCENES = [
    set_up,
    read_the_resolution,
    organizational_session,
    first_substantive_session,
    organizations_register,
    consultation_is_held,
    input_arrives,
    second_substantive_session,
    report_is_drafted,
    delegations_speak,
    proposals_collide,
    postponement,
    report_is_revised,
    input_is_answered,
    a_paper_passes_silence,
    third_session_opens,
    gavels_fall,
    a_paper_is_adopted,
    a_package_is_formed,
    a_position_waits,
    a_call_is_open,
    letters_begin,
]
"""The scenes in the order of the calendar."""
