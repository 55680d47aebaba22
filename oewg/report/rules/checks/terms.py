"""Does the draft call the same thing by the same words? The secretariat keeps a list of terms."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter, itemgetter

from oewg.core.errors import say
from oewg.report.rules.checks.places import Draft, Finding, Wording, own_voice

_WORD = re.compile(r"\w+")


def check(draft: Draft) -> list[Finding]:
    """Every place where the draft, in its own voice, uses words in whose place the list has a term."""
    # A long list has few terms that a draft stumbles over: the others are passed over without a search of each wording.
    likely = _standing(draft.terms, " ".join(wording.words for wording in draft.wordings))
    return [found for wording in draft.wordings for found in _in_order(wording, _standing(likely, wording.words))]


def _in_order(wording: Wording, terms: Iterable[tuple[str, str]]) -> list[Finding]:
    """What is found of these terms in a wording, as a reader meets it."""
    found = [each for term, instead_of in terms for each in _of_term(wording, term, instead_of)]
    return sorted(found, key=attrgetter("starts", "ends"))


def _standing(terms: Iterable[tuple[str, str]], words: str) -> list[tuple[str, str]]:
    """The terms in whose place words may stand here: each of the words stands here somewhere, the last perhaps in the plural."""
    here = set(_WORD.findall(words.casefold()))

    def stand(*others: str) -> bool:
        if not others:  # signs alone
            return True
        last = (f"{others[-1]}{plural}" in here for plural in ("", "s", "es"))
        return all(each in here for each in others[:-1]) and any(last)

    return [(term, other) for term, other in terms if stand(*_WORD.findall(other.casefold()))]


def _of_term(wording: Wording, term: str, instead_of: str) -> list[Finding]:
    words = own_voice(wording.words)
    # Where the term itself holds the other words, "information security" in "information security incident", it is used.
    used = [found.span() for found in _pattern(term).finditer(words)]
    return [
        Finding(
            "terms", say("The list of terms has “%(term)s” here."), wording, found.start(), found.end(), {"term": term}
        )
        for found in _pattern(instead_of).finditer(words)
        if not _within(found.span(), used) and not _is_name(words, found, instead_of)
    ]


def _within(span: tuple[int, int], used: list[tuple[int, int]]) -> bool:
    """Does a stretch stand within one of others, which come in their order and do not overlap?"""
    place = bisect_right(used, span[0], key=itemgetter(0)) - 1
    return place >= 0 and span[1] <= used[place][1]


def _is_name(words: str, found: re.Match[str], instead_of: str) -> bool:
    """Is it part of a name: a capital within a sentence, where the list has none, as in "United Nations" for "nations"?"""
    if not (instead_of[0].islower() and found[0][0].isupper()):
        return False
    before = words[: found.start()].rstrip()
    return bool(before) and before[-1] not in ".!?:;“(\n"


def _pattern(words: str) -> re.Pattern[str]:
    """The words as a whole, on one line or over two; capitals are told apart only in what is written in capitals: IT."""
    exact = words.isupper()
    plural = "(?:s|es)?" if words[-1:].isalpha() else ""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<![\w\-]){pattern}{plural}(?![\w\-])", 0 if exact else re.IGNORECASE)
