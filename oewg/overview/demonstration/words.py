"""Which words does the exercise replay: agenda, arrangements, report and its changes, consultation, submissions?

All of them are our own; no State, organization or person has said any of it.
"""

from oewg.overview.demonstration.words_arrangements import (
    AGENDA,
    CANCELLATION_REASON,
    DECISIONS,
    HYBRID_REASON,
    LATER_REASON,
    MODALITIES,
    POSTPONEMENT_REASON,
    PROGRAMME_OF_WORK,
)
from oewg.overview.demonstration.words_changes import AMENDMENTS, REASONS, REVISIONS
from oewg.overview.demonstration.words_consultation import (
    ACCREDITATION,
    CALL,
    CONSULTATION,
    CONTRIBUTIONS,
    ORGANIZATIONS,
    PARTICIPANTS,
    PASSAGES,
    PASSAGES_EARLY,
    SCENE_SETTERS,
    SUBMISSIONS,
)
from oewg.overview.demonstration.words_report import BRACKETED, REPORT, paragraph_at

__all__ = [
    "ACCREDITATION",
    "AGENDA",
    "AMENDMENTS",
    "BRACKETED",
    "CALL",
    "CANCELLATION_REASON",
    "CONSULTATION",
    "CONTRIBUTIONS",
    "DECISIONS",
    "HYBRID_REASON",
    "LATER_REASON",
    "MODALITIES",
    "ORGANIZATIONS",
    "PARTICIPANTS",
    "PASSAGES",
    "PASSAGES_EARLY",
    "POSTPONEMENT_REASON",
    "PROGRAMME_OF_WORK",
    "REASONS",
    "REPORT",
    "REVISIONS",
    "SCENE_SETTERS",
    "SUBMISSIONS",
    "paragraph_at",
]
