"""Whom do the exercise's letters of credentials name? Offices instead of persons: nobody in it is real."""

from dataclasses import dataclass

Person = tuple[str, str, str]
"""Name, title, and what the letter makes of the person: "head", "alternate" or "adviser"."""

PERMANENT_MISSION, MINISTER = "Permanent Mission", "Minister for Foreign Affairs"


@dataclass(frozen=True)
class Letter:
    """A letter of credentials: of which delegation, who signed it, whom it names, and whether for one session only."""

    of: str
    signed_by: str
    persons: tuple[Person, ...]
    one_session: bool = True


def _head(code: str, title: str) -> Person:
    return f"Head of delegation of {code}", title, "head"


def _alternate(code: str, title: str) -> Person:
    return f"Alternate of {code}", title, "alternate"


def _adviser(code: str, title: str, number: int = 1) -> Person:
    return f"Adviser {number} of {code}", title, "adviser"


FOR_2019 = (
    Letter(
        "KEN", MINISTER,
        (_head("KEN", "Permanent Representative"), _alternate("KEN", "Counsellor"), _adviser("KEN", "First Secretary")),
        one_session=False,
    ),
    Letter(
        "JAM", MINISTER, (_alternate("JAM", "Deputy Permanent Representative"), _adviser("JAM", "Attaché")),
        one_session=False,
    ),
    Letter("ROU", MINISTER, (_head("ROU", "Ambassador at large"), _alternate("ROU", "Counsellor")), one_session=False),
    Letter("BRA", MINISTER, (_head("BRA", "Minister Plenipotentiary"), _adviser("BRA", "Second Secretary"))),
    Letter(
        "JPN", PERMANENT_MISSION,
        (_head("JPN", "Ambassador"), _alternate("JPN", "Director"), _adviser("JPN", "Legal Adviser")),
    ),
    Letter("SEN", MINISTER, (_head("SEN", "Permanent Representative"), _adviser("SEN", "Conseiller"))),
    Letter("FJI", PERMANENT_MISSION, (_head("FJI", "Permanent Representative"),)),
    Letter("VAT", PERMANENT_MISSION, (_head("VAT", "Permanent Observer"),)),
)  # fmt: skip

FOR_2021 = (
    Letter("TON", PERMANENT_MISSION, (_head("TON", "Permanent Representative"), _adviser("TON", "First Secretary"))),
    Letter("NZL", MINISTER, (_head("NZL", "Ambassador"), _alternate("NZL", "Lead Adviser"))),
    Letter("MUS", PERMANENT_MISSION, (_head("MUS", "Permanent Representative"),)),
    Letter("FJI", PERMANENT_MISSION, (_head("FJI", "Permanent Representative"), _adviser("FJI", "Counsellor"))),
)

NAMED_BY_HEAD = (_adviser("JAM", "Head of the emergency response team", 2), _adviser("JAM", "Legal Adviser", 3))
LEAVES = "Adviser 1 of JAM"

CHECK_IN = ("FJI", "TON", "ROU", "NZL", "MUS", "GUY", "CHL", "SGP", "EST", "JAM", "VAT")
"""Kenya has not yet, so that its delegate can."""
