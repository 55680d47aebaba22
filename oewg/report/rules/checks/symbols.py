"""Is every symbol that the draft names in the register of documents? A reader looks the document up under it."""

import re
from collections.abc import Collection

from oewg.core.errors import say
from oewg.report.rules.checks.places import Draft, Finding, matches
from oewg.texts.rules.symbols import alike

SYMBOL = re.compile(r"(?<![\w/.\-])[A-Z]{1,6}(?:/[A-Za-z0-9]+(?:[.\-][A-Za-z0-9]+)*)+(?![\w/])")
"""What is formed like one; it has a figure after the first stroke, as TCP/IP and and/or have not."""


def names_one_of(words: str, symbols: Collection[str]) -> bool:
    """Does a wording name one of some documents? `symbols` in small letters."""
    return any(alike(found[0]) in symbols for found in SYMBOL.finditer(words))


def check(draft: Draft) -> list[Finding]:
    """Every symbol that no document of the register bears."""
    return [
        Finding(
            "symbols", say("The register has no document %(symbol)s."), wording, found.start(), found.end(),
            {"symbol": found[0]},
        )
        for wording in draft.wordings
        for found in matches(SYMBOL, wording, quoted=True)
        if any(sign.isdigit() for sign in found[0].partition("/")[2]) and alike(found[0]) not in draft.symbols
    ]  # fmt: skip
