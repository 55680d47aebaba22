"""What does a report say of its distribution, and what is its file called?"""

import re

from oewg.texts.rules.symbols import distribution_of

DISTRIBUTIONS = {"general": "General", "limited": "Limited", "restricted": "Restricted", "conference_room": ""}
"""What stands after "Distr.:"; a paper that is handed out in the room has no distribution."""


def distribution(symbol: str, distributed: str = "") -> str:
    """The distribution as a masthead says it: that of the register, or as the symbol says; without a symbol "Limited"."""
    return DISTRIBUTIONS[distributed or distribution_of(symbol)] if symbol else "Limited"


def file_name(symbol: str, format: str, kind: str = "clean") -> str:
    """A name that every file system takes: "A_AC.290_2021_L.1.docx", "..._rolling.docx"; "report.docx" without a symbol."""
    name = re.sub(r"[^A-Za-z0-9.]+", "_", symbol) or "report"
    return f"{name}{'' if kind in ('clean', 'compendium') else f'_{kind}'}.{format}"
