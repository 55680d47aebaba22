"""Which table stands in the draft report of the exercise, on what does it rest, and what do delegations want otherwise in it?"""

from oewg.overview.demonstration.words_report_cooperation import CONFIDENCE_BUILDING
from oewg.overview.demonstration.words_trace import Rests

SECTION = CONFIDENCE_BUILDING.key
TABLE = """\
| Measure | Point of contact | Reporting |
| --- | --- | --- |
| Register of points of contact | the national authority that a State names | when a contact changes |
| Exchange of views on national strategies | the ministry for foreign affairs | once a year |
| Warning of incidents that may cross borders | the national response team | without delay |"""
RESTS = Rests(
    SECTION, len(CONFIDENCE_BUILDING.paragraphs), "statement", "CHL",
    "That somebody answers for each measure, and reports to all, comes from it.",
)  # fmt: skip
"""The table is the last paragraph of its section."""
CELL = (
    "EGY",
    "the national response team | without delay",
    "the national response team, or another body that the State names | without delay",
    "Not every State has a response team, and the register should not suggest that it must.",
)
"""Delegation, words as they stand, words in their place, reason."""
ROW = (
    "MEX",
    "\n| Warning of incidents",
    "\n| Joint exercises between regions | the regional organization concerned | after each exercise |\n| Warning of incidents",
    "What was practised between regions in 2020 belongs in the list.",
)
