"""Which papers does the exercise's register hold that were not made in it, and how far are translations?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """A document that came from elsewhere."""

    symbol: str
    title: str
    distribution: str
    language: str = "en"


LIST = Paper("A/AC.290/2019/INF/1", "List of participants of the organizational session", "general")
PAPERS = (
    Paper(
        "A/AC.290/2021/CRP.1", "Non-paper on points of contact, submitted by a group of States", "conference_room", "fr"
    ),
    Paper("A/AC.290/2021/INF/1", "Information for participants: how to join the hybrid meetings", "general"),
    Paper("A/AC.290/2021/INF/1/Corr.1", "Information for participants: how to join the hybrid meetings", "general"),
)

TRANSLATIONS = {
    "A/AC.290/2019/1": {"ar": "issued", "zh": "issued", "fr": "issued", "ru": "issued", "es": "issued"},
    "A/AC.290/2021/L.1": {
        "fr": "issued", "es": "issued", "ru": "in_translation", "zh": "in_translation", "ar": "requested",
    },
    "A/AC.290/2021/CRP.1": {"en": "in_translation"},
}  # fmt: skip
