"""What does a report say of its distribution, and what is its file called?"""

import re

from oewg.texts.rules.symbols import distribution_of


def distribution(symbol: str) -> str:
    """ "Limited" for a document of the L. series and for one that has no symbol yet, otherwise "General"."""
    return "Limited" if not symbol or distribution_of(symbol) == "limited" else "General"


def file_name(symbol: str, format: str) -> str:
    """A name that every file system takes: "A_AC.290_2021_L.1.docx"; "report.docx" without a symbol."""
    return f"{re.sub(r'[^A-Za-z0-9.]+', '_', symbol) or 'report'}.{format}"
