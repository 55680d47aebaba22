"""The demonstration group: an exercise that replays the calendar of 2019 to 2021 through the acts that people use.

Every scene is a function of the database that does its acts in transactions of its own, each act at the instant of the
calendar at which it is set. Words are our own, nobody in it is real, and positions are dealt out by a seeded rule.
"""

from oewg.overview.demonstration.cast import PASSWORD, SAMPLES, sample_accounts, set_up

__all__ = ["PASSWORD", "SAMPLES", "SCENES", "sample_accounts"]

SCENES = [set_up]
"""The scenes in the order of the calendar."""
