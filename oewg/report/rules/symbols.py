"""Which symbol may a compiled report bear, which one comes next, and what is its file called?"""

import re
from collections.abc import Collection

from oewg.core.errors import Invalid, say

_SYMBOL = re.compile(r"[A-Z][A-Za-z0-9.]*(/[A-Za-z0-9][A-Za-z0-9.*-]*)+")
_LONGEST = 60


def check_symbol(symbol: str) -> None:
    """Refuse what is not formed like a symbol of a United Nations document: parts of letters and figures between strokes."""
    if len(symbol) > _LONGEST or not _SYMBOL.fullmatch(symbol):
        raise Invalid(
            say("“%(symbol)s” is not formed like a symbol, such as A/AC.290/2021/L.1."),
            {"symbol": say("Please give a symbol such as A/AC.290/2021/L.1.")},
            symbol=symbol,
        )


def next_symbol(series: str, year: int, used: Collection[str]) -> str:
    """The first free one of the limited documents of a year: "A/AC.290/2021/L.1"."""
    number = 1
    while f"{series}/{year}/L.{number}" in used:
        number += 1
    return f"{series}/{year}/L.{number}"


def distribution(symbol: str) -> str:
    """ "Limited" for a document of the L. series and for one that has no symbol yet, otherwise "General"."""
    limited = not symbol or any(part.startswith("L.") for part in symbol.split("/"))
    return "Limited" if limited else "General"


def file_name(symbol: str, format: str) -> str:
    """A name that every file system takes: "A_AC.290_2021_L.1.docx"; "report.docx" without a symbol."""
    return f"{re.sub(r'[^A-Za-z0-9.]+', '_', symbol) or 'report'}.{format}"
