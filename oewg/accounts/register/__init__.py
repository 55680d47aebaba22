"""Which delegations and groups are there, who belongs to what, and what is each called, on a given day?

The facts lie beside this module, one table a file, fields parted by tabs:

- `delegations.tsv`: the 193 Member States with the day of their admission to the United Nations and their
  regional group for elections (Türkiye, Israel and the United States with the Western European and other
  States), the two observer States, and organizations that observe a group on information security;
- `names.tsv`: the names that the United Nations uses where they differ from those of the Unicode CLDR, and
  the names that have changed. Exact from 2013 on; earlier changes are left out. For the Netherlands only the
  year of the change is certain;
- `groups.tsv` and `memberships.tsv`: groups and, for the political ones, who belongs to them and when.

Ranges of dates are half-open: `since` is the first day, `until` the day after the last; None means no limit.
"""

import csv
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from babel import Locale

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
"""The six official languages of the United Nations, in the order of their English names."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ′`´", "'"))


class DelegationKind(StrEnum):
    """In which quality a delegation sits in the room."""

    MEMBER = "member"
    OBSERVER_STATE = "observer_state"
    OBSERVER_ORGANIZATION = "observer_organization"


class GroupKind(StrEnum):
    """What a group is for: elections (regional) or substance (political)."""

    REGIONAL = "regional"
    POLITICAL = "political"


@dataclass(frozen=True)
class DelegationEntry:
    """A State, by its ISO 3166 alpha-3 code, or an organization, by its acronym.

    `admitted` and `regional_group` are known for Member States alone; an organization has no `alpha2`.
    """

    code: str
    alpha2: str | None
    kind: DelegationKind
    admitted: date | None
    regional_group: str | None


@dataclass(frozen=True)
class NameEntry:
    """What a delegation is called in one language over a range of days."""

    code: str
    language: str
    name: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class GroupEntry:
    """States that stand for election together (regional) or speak together (political)."""

    code: str
    kind: GroupKind
    name_en: str
    name_fr: str


@dataclass(frozen=True)
class MembershipEntry:
    """A delegation's belonging to a group over a range of days."""

    group: str
    delegation: str
    since: date | None
    until: date | None


@cache
def delegations() -> tuple[DelegationEntry, ...]:
    """Every delegation: Member States by code, then observer States, then observer organizations."""
    return tuple(
        DelegationEntry(
            code=row["code"],
            alpha2=row["alpha2"] or None,
            kind=DelegationKind(row["kind"]),
            admitted=_day(row["admitted"]),
            regional_group=row["regional_group"] or None,
        )
        for row in _rows("delegations.tsv")
    )


@cache
def groups() -> tuple[GroupEntry, ...]:
    """Every group, the five regional ones first."""
    return tuple(
        GroupEntry(row["code"], GroupKind(row["kind"]), row["name_en"], row["name_fr"]) for row in _rows("groups.tsv")
    )


@cache
def memberships() -> tuple[MembershipEntry, ...]:
    """Who belongs to which group and when; to its regional group a State belongs without limit of time."""
    regional = tuple(
        MembershipEntry(entry.regional_group, entry.code, None, None) for entry in delegations() if entry.regional_group
    )
    political = tuple(
        MembershipEntry(row["group"], row["delegation"], _day(row["since"]), _day(row["until"]))
        for row in _rows("memberships.tsv")
    )
    return regional + political


@cache
def names() -> tuple[NameEntry, ...]:
    """The names of every delegation in all six languages, each day of each language covered exactly once.

    Where `names.tsv` is silent the name is CLDR's.
    """
    return tuple(entry for entries in _names_by_language().values() for entry in entries)


def name_of(code: str, language: str, on: date) -> str:
    """What the delegation was called in the language on that day; KeyError if either is unknown."""
    return next(entry.name for entry in _names_by_language()[code, language] if _in_force(entry, on))


def find_by_name(name: str, on: date) -> str | None:
    """The code of the delegation that bore this name on that day, in any official language, or None.

    Kinds of apostrophe, case, and runs of white space make no difference.
    """
    entries = _names_by_fold().get(_fold(name), ())
    return next((entry.code for entry in entries if _in_force(entry, on)), None)


def members_on(day: date) -> tuple[DelegationEntry, ...]:
    """Today's Members that had been admitted by that day; States that no longer exist are left out."""
    return tuple(entry for entry in delegations() if entry.admitted and entry.admitted <= day)


def members_of(group: str, on: date) -> frozenset[str]:
    """The codes of the delegations that belonged to the group on that day; none for an unknown group."""
    return frozenset(entry.delegation for entry in memberships() if entry.group == group and _in_force(entry, on))


def _names_in(delegation: DelegationEntry, language: str) -> tuple[NameEntry, ...]:
    listed = _listed_names().get((delegation.code, language))
    if listed is not None:
        return listed
    name = Locale(language).territories[delegation.alpha2]
    return (NameEntry(delegation.code, language, name, None, None),)


@cache
def _listed_names() -> dict[tuple[str, str], tuple[NameEntry, ...]]:
    listed: dict[tuple[str, str], tuple[NameEntry, ...]] = {}
    for row in _rows("names.tsv"):
        key = row["code"], row["language"]
        entry = NameEntry(*key, row["name"], _day(row["since"]), _day(row["until"]))
        listed[key] = (*listed.get(key, ()), entry)
    return listed


@cache
def _names_by_language() -> dict[tuple[str, str], tuple[NameEntry, ...]]:
    return {
        (delegation.code, language): _names_in(delegation, language)
        for delegation in delegations()
        for language in LANGUAGES
    }


@cache
def _names_by_fold() -> dict[str, tuple[NameEntry, ...]]:
    by_fold: dict[str, tuple[NameEntry, ...]] = {}
    for entry in names():
        key = _fold(entry.name)
        by_fold[key] = (*by_fold.get(key, ()), entry)
    return by_fold


def _fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).translate(_APOSTROPHES).casefold().split())


def _in_force(entry: NameEntry | MembershipEntry, on: date) -> bool:
    return (entry.since is None or entry.since <= on) and (entry.until is None or on < entry.until)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(table: str) -> list[dict[str, str]]:
    text = files(__name__).joinpath(table).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))
