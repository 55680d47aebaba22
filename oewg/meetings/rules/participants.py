"""In which order does a list of participants stand, and how is it told who was at which meeting?"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

RANKS = ("head", "alternate", "adviser", "coordinator", "representative")
"""In this order a delegation's persons stand on the list."""

SECTIONS = ("member", "observer", "organization")


@dataclass(frozen=True)
class Person:
    """One person on the list: name and title as written in the letter; `account` only tells persons apart."""

    account: int
    name: str
    title: str
    role: str
    since: datetime
    until: datetime | None
    place: int
    """The order in which persons were named: that of the letter."""


def section_of(kind: str) -> str:
    """In which part of the list a delegation of this kind stands."""
    return "observer" if kind.startswith("observer") else kind


def alphabetical(name: str) -> str:
    """The key of the English alphabetical order: marks on letters do not count ("Côte d'Ivoire" before "Croatia")."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return bare.casefold().replace("’", "'")


def in_order(persons: Sequence[Person]) -> tuple[Person, ...]:
    """Heads, alternates, advisers, then coordinators; each person once, in the highest of their capacities."""
    ranked = sorted(persons, key=lambda person: (RANKS.index(person.role), person.place))
    found: dict[int, Person] = {}
    for person in ranked:
        found.setdefault(person.account, person)
    return tuple(found.values())


def runs(numbers: Sequence[int]) -> str:
    """Numbers in a row as ranges: 1, 2, 3, 6 -> "1–3, 6"."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in found)
