"""What does the draft report of the exercise say, section by section, and where are its words not agreed yet?"""

from oewg.overview.demonstration.words_report_conduct import (
    IMPLEMENTATION,
    INTERNATIONAL_LAW,
    INTRODUCTION,
    RULES,
    THREATS,
)
from oewg.overview.demonstration.words_report_cooperation import (
    CAPACITY_BUILDING,
    CONCEPTS,
    CONCLUSIONS,
    CONFIDENCE_BUILDING,
    DIALOGUE,
)
from oewg.overview.demonstration.words_shapes import Paragraph

REPORT = (
    INTRODUCTION,
    THREATS,
    RULES,
    IMPLEMENTATION,
    INTERNATIONAL_LAW,
    CONFIDENCE_BUILDING,
    CAPACITY_BUILDING,
    DIALOGUE,
    CONCEPTS,
    CONCLUSIONS,
)
"""The sections, in order."""

BRACKETED = (
    ("threats", 4),
    ("rules", 3),
    ("implementation", 2),
    ("international-law", 2),
    ("international-law", 5),
    ("confidence-building", 4),
    ("dialogue", 3),
    ("concepts", 1),
)
"""The places whose first wording holds square brackets; those of ("international-law", 2) nest."""


def paragraph_at(section: str, index: int) -> Paragraph:
    """The paragraph at a place of the report, in its first wording; KeyError or IndexError if there is none."""
    return {each.key: each for each in REPORT}[section].paragraphs[index]
