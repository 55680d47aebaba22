"""What is not agreed in these words? Square brackets: they nest, and real texts arrive with some that do not match."""

import re
from dataclasses import dataclass

_NOT_BRACKETS = re.compile(
    r"\[\^[A-Za-z0-9]{1,12}\]|\[[^\[\]\n]+\]\((?i:https?://[^\s/?#()]|mailto:[^\s()]|#)[^\s()]*\)"
)
"""Footnote marks and links use the same signs for something else; only what the inline form takes for a link is one."""
_MARKS = re.compile(rf"{_NOT_BRACKETS.pattern}|[\[\]]")


@dataclass(frozen=True)
class Brackets:
    """The bracketed runs (start, end) in characters, outermost and inner, and the places of brackets without a partner."""

    pairs: tuple[tuple[int, int], ...]
    unmatched: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many: each pair once, and each bracket without a partner."""
        return len(self.pairs) + len(self.unmatched)

    @property
    def open(self) -> bool:
        """Is anything bracketed, or meant to be?"""
        return bool(self.pairs or self.unmatched)


def brackets(words: str) -> Brackets:
    """Find every square bracket in a wording; never fails. `end` is the place after the closing bracket."""
    waiting: list[int] = []
    pairs: list[tuple[int, int]] = []
    unmatched: list[int] = []
    for found in _MARKS.finditer(words):
        place, sign = found.start(), found[0]
        if len(sign) > 1:  # a footnote mark or a link is passed over whole
            continue
        if sign == "[":
            waiting.append(place)
        elif waiting:
            pairs.append((waiting.pop(), place + 1))
        else:
            unmatched.append(place)
    return Brackets(tuple(sorted(pairs)), tuple(sorted([*unmatched, *waiting])))
