"""Which terms stand for some words? What is written differently and means the same becomes one term, in six languages.

Letters are folded (no accents, no case, one form of alef), endings that only bend a word are cut off, and Chinese, which
has no spaces, becomes pairs of characters. Light stemming on purpose: it takes off what a plural, a case or a gender adds
and leaves the word. After J. Savoy's light stemmers (French, Spanish, Russian), D. Harman's S-stemmer (English) and L.
Larkey's light10 (Arabic). A term holds only letters and digits: no search engine reads anything else into it.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

LATIN = ("en", "fr", "es")
"""The languages in Latin letters: the others are known by their letters."""
LONGEST = 40
"""Characters of a term; what follows them does not tell words apart."""
MOST_TERMS, MOST_CHARACTERS = 16_000, 175_000
"""Of one text, its terms and bent forms together: PostgreSQL holds no more. What is longer than any report of the group is
found by its beginning."""

_MARKS = "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u200c\u200d"
_RUN = re.compile(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_CHINESE = re.compile(f"[{_HAN}]")
_PIECE = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_SAME = str.maketrans({"ٱ": "ا", "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": None, "œ": "oe", "æ": "ae"})


class Word(NamedTuple):
    """A word where it stands: `start` and `end` in characters of the original, its folded form, and what script it is in."""

    start: int
    end: int
    form: str
    script: str


def folded(words: str) -> str:
    """Letters without accents, case, lengthening or ligature."""
    loose = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).casefold())
    return "".join(letter for letter in loose if unicodedata.category(letter)[0] != "M").translate(_SAME)


def spoken(words: str) -> Iterator[Word]:
    """The words of a text, in order; a run of Chinese characters as its overlapping pairs and its last character."""
    for run in _RUN.finditer(words):
        plain = run[0]
        if plain.isascii():
            yield Word(run.start(), run.end(), plain.lower()[:LONGEST], "latin")
            continue
        form = folded(plain)
        for piece in _PIECE.finditer(form):
            for start, end, script in _cut(piece):
                # Where folding has changed the number of letters, a piece is said to stand where its whole run does.
                first, last = (start, end) if len(form) == len(plain) else (0, len(plain))
                yield Word(run.start() + first, run.start() + last, form[start:end][:LONGEST], script)


def _cut(piece: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    if not _CHINESE.match(piece[0]):
        yield *piece.span(), _script(piece[0])
        return
    for start in range(*piece.span()):
        yield start, min(start + 2, piece.end()), "han"


def _script(form: str) -> str:
    first = form[0]
    if "\u0400" <= first <= "\u052f":
        return "cyrillic"
    return "arabic" if "\u0600" <= first <= "\u06ff" else "latin"


COMMON = {
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "that",
            "for",
            "is",
            "with",
            "on",
            "by",
            "as",
            "are",
            "be",
            "this",
            "which",
            "from",
            "we",
            "our",
        ]
    ),
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "des",
            "et",
            "de",
            "du",
            "que",
            "pour",
            "dans",
            "est",
            "une",
            "un",
            "aux",
            "par",
            "sur",
            "qui",
            "nous",
            "au",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "los",
            "las",
            "y",
            "de",
            "del",
            "que",
            "para",
            "en",
            "una",
            "un",
            "por",
            "con",
            "es",
            "se",
            "la",
            "al",
            "lo",
            "como",
        ]
    ),
}
"""Words by which a language is told, and which tell nothing else apart."""
BY_LETTERS = {"arabic": "ar", "han": "zh", "cyrillic": "ru"}
TOLD_BY = 400


def language_of(words: str) -> str:
    """Which of the six languages some words are in, by their letters and most common words; English when they do not say."""
    scripts: dict[str, int] = {}
    common = dict.fromkeys(COMMON, 0)
    for word in islice(spoken(words), TOLD_BY):
        scripts[word.script] = scripts.get(word.script, 0) + 1
        for language, those in COMMON.items():
            common[language] += word.form in those
    most = max(scripts, key=lambda script: scripts[script], default="latin")
    return BY_LETTERS.get(most) or max(common, key=lambda language: common[language])


@lru_cache(maxsize=4)
def terms(words: str, language: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The terms of a text in a language, in order, as they are stored; and the forms of those words that were bent.

    The last few are kept: a thing may be indexed in several parts.
    """
    found: list[str] = []
    bent: set[str] = set()
    left = MOST_CHARACTERS
    for word in islice(spoken(words), MOST_TERMS):
        term = stem(word, language)
        left -= len(term) + len(word.form)
        if left < 0:
            break
        found.append(term)
        if term != word.form:
            bent.add(word.form)
    return tuple(found), frozenset(bent)


def stem(word: Word, language: str) -> str:
    """The term of a word; for Latin letters by the language (English, if it is not written in them), else by the script."""
    return _stem(word.form, word.script, language)


@lru_cache(maxsize=50_000)
def _stem(form: str, script: str, language: str) -> str:
    if script == "han" or not form.isalpha():
        return form
    if script == "cyrillic":
        return _without_ending(form, RUSSIAN, 3)
    if script == "arabic":
        return _arabic(form)
    return {"fr": _french, "es": _spanish}.get(language, _english)(form)


def _without_ending(form: str, endings: tuple[str, ...], least: int) -> str:
    """Without the longest of these endings that leaves so many letters."""
    for ending in endings:
        if form.endswith(ending) and len(form) - len(ending) >= least:
            return form[: -len(ending)]
    return form


def _longest_first(endings: str) -> tuple[str, ...]:
    return tuple(sorted(endings.split(), key=len, reverse=True))


RUSSIAN = _longest_first(
    "ами ями ого его ому ему ыми ими ои еи ии ыи ая яя ое ее ые ие ую юю ых их ов ев ам ям ах ях ом ем ия ию иям иях "
    "иями ью а я о е ы и у ю ь"
)
"""Endings of nouns and adjectives, with й folded into и."""
ARABIC_BEGINNINGS = _longest_first("وال بال كال فال ال لل")
ARABIC_ENDINGS = _longest_first("ها ان ات ون ين يه ه ي")


def _arabic(form: str) -> str:
    if form.startswith("و") and len(form) > 3 and not form.startswith("وال"):
        form = form[1:]
    form = _without_beginning(form, ARABIC_BEGINNINGS)
    # Foreign words that begin with the letters of the article (electronic) lose them with and without the article.
    return _without_ending(_without_beginning(form, ("ال",)), ARABIC_ENDINGS, 3)


def _without_beginning(form: str, beginnings: tuple[str, ...]) -> str:
    for beginning in beginnings:
        if form.startswith(beginning) and len(form) - len(beginning) >= 2:
            return form[len(beginning) :]
    return form


def _english(form: str) -> str:
    if len(form) < 4:
        return form
    if form.endswith("ies") and form[-4] not in "ae":
        form = form[:-3] + "y"
    elif form.endswith("s") and form[-2] not in "us":
        form = form[:-1]
    for ending in ("ing", "ed"):
        rest = form.removesuffix(ending)
        if rest != form and len(rest) > 3 and re.search("[aeiouy]", rest):
            form = rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest
            break
    return form[:-1] if form.endswith("e") and len(form) > 3 else form


def _french(form: str) -> str:
    if len(form) < 4:
        return form
    if form.endswith("aux") and len(form) > 4:
        form = form[:-3] + "al"
    elif form[-1] in "sx":
        form = form[:-1]
    while form[-1] == "e" and len(form) > 3:
        form = form[:-1]
    return form[:-1] if form[-1] == form[-2] and len(form) > 4 else form


def _spanish(form: str) -> str:
    if len(form) < 4:
        return form
    if form.endswith("ces"):
        return form[:-3] + "z"
    if form.endswith("es") and len(form) > 4:
        form = form[:-2]
    elif form.endswith("s"):
        form = form[:-1]
    return form[:-1] if form[-1] in "aoe" and len(form) > 3 else form
