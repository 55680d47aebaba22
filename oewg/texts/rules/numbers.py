"""How are the numbers of provisions printed in each official language? As documents of the United Nations print them.

English IV. / A. / 12. / (b); French, Russian and Spanish b); Chinese 四. ; Arabic رابعا / ألف / 12 - / (ب). What has a number of its
own ("1.5.") and alternatives (12 bis.) keep them.
"""

import re

from oewg.texts.rules.numbering import TABLE

_ROMAN = re.compile(r"([IVXLC]+)\.")
_CAPITAL = re.compile(r"([A-Z])\.")
_FIGURES = re.compile(r"(\d+)\.")
_BRACKETED = re.compile(r"\(([a-z]+)\)")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ARABIC_ORDINALS = (
    "أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا",
    "حادي عشر", "ثاني عشر", "ثالث عشر", "رابع عشر", "خامس عشر", "سادس عشر", "سابع عشر", "ثامن عشر", "تاسع عشر", "عشرون",
)  # fmt: skip
_ARABIC_NAMES = ("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام", "ميم", "نون")
_ARABIC_LETTERS = (
    "أ",
    "ب",
    "ج",
    "د",
    "هـ",
    "و",
    "ز",
    "ح",
    "ط",
    "ي",
    "ك",
    "ل",
    "م",
    "ن",
    "س",
    "ع",
    "ف",
    "ص",
    "ق",
    "ر",
    "ش",
    "ت",
)
_CHINESE = "零一二三四五六七八九"
_TABLES = {"ar": "الجدول", "zh": "表", "fr": "Tableau", "ru": "Таблица", "es": "Cuadro"}
_AFTER_ONLY = ("fr", "ru", "es")
"""Where a subparagraph's letter has a bracket after it alone."""


def printed_number(number: str, kind: str, level: int, language: str, *, labelled: bool = False) -> str:
    """A computed number (rules.numbering: "IV.", "A.", "12.", "(b)") as a language prints it, and that of a table.

    Others, among them those that a provision keeps (`labelled`), are as they are.
    """
    if (found := TABLE.match(number)) and language in _TABLES:
        return f"{_TABLES[language]} {number[found.start(1) :]}"
    if labelled:
        return number
    if kind == "heading" and level == 1 and (found := _ROMAN.fullmatch(number)):
        return _first_level(_value(found[1]), number, language)
    if kind == "heading" and level == 2 and (found := _CAPITAL.fullmatch(number)) and language == "ar":
        return _one_of(_ARABIC_NAMES, ord(found[1]) - ord("A"), number, " -")
    if language == "ar" and (found := _FIGURES.fullmatch(number)):
        return f"{found[1]} -"
    if kind == "subparagraph" and (found := _BRACKETED.fullmatch(number)):
        if language in _AFTER_ONLY:
            return f"{found[1]})"
        if language == "ar" and level == 1 and len(found[1]) == 1:
            letter = _one_of(_ARABIC_LETTERS, ord(found[1]) - ord("a"), found[1], "")
            return f"({letter})"
    return number


def _first_level(value: int, number: str, language: str) -> str:
    if language == "ar":
        return _one_of(_ARABIC_ORDINALS, value - 1, number, " -")
    return f"{chinese(value)}." if language == "zh" and value < 100 else number


def _one_of(words: tuple[str, ...], place: int, otherwise: str, after: str) -> str:
    return f"{words[place]}{after}" if place < len(words) else otherwise


def chinese(value: int) -> str:
    """A number from 1 to 99 in Chinese: 四, 十二, 二十."""
    tens, ones = divmod(value, 10)
    before = "" if not tens else "十" if tens == 1 else f"{_CHINESE[tens]}十"
    return before + (_CHINESE[ones] if ones or not tens else "")


def _value(roman: str) -> int:
    values = [_VALUES[letter] for letter in roman]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
