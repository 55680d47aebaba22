"""Which way does a language run, and what do the fixed words of a document say in it?"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from oewg.texts.rules.numbers import chinese

Direction = Literal["ltr", "rtl"]

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})

_SCRIPTS = {"ar": range(0x0600, 0x0700), "ru": range(0x0400, 0x0500), "zh": range(0x4E00, 0xA000)}

# What a character's bidirectional class means for cutting: l and r run one way, d are digits, all else is n.
_KINDS = {"L": "l", "R": "r", "AL": "r", "EN": "d", "AN": "d"}
_AGAINST = {"ltr": re.compile("r(?:[ndr]*[rd])?"), "rtl": re.compile("l(?:[ndl]*[ld])?")}


@dataclass(frozen=True)
class FixedWords:
    """The words that a document says without anyone having written them."""

    annex: str
    notes: str
    back: str
    contents: str
    page: str
    inserted: str
    deleted: str
    marks: str
    moves: str
    moved_from: str
    moved_to: str
    proposers: str


_FIXED_WORDS = {
    "ar": FixedWords(
        annex="المرفق",
        notes="الحواشي",
        back="العودة إلى النص",
        contents="المحتويات",
        page="الصفحة",
        inserted="أضيف",
        deleted="حُذف",
        marks="الكلمات المضافة بخط عريض وتحتها خط، والكلمات المحذوفة مشطوبة، ويرد بعد كل تغيير اسم من قدّمه.",
        moves="ما نُقل من فقرات يرد مشطوبا في مكانه السابق وتحته خط في مكانه الجديد، ولا يرد فيه بخط عريض إلا ما هو جديد من الكلمات.",
        moved_from="نُقل من:",
        moved_to="نُقل إلى:",
        proposers="قدّم التغييرات:",
    ),
    "en": FixedWords(
        annex="Annex",
        notes="Notes",
        back="Back to the text",
        contents="Contents",
        page="Page",
        inserted="inserted",
        deleted="deleted",
        marks="Words put in are bold and underlined, words taken out are struck through; after each change stands who proposes it.",
        moves="What moved is struck through at its old place and underlined at its new one, where only words that are new are bold.",
        moved_from="moved from",
        moved_to="moved to",
        proposers="Changes proposed by:",
    ),
    "es": FixedWords(
        annex="Anexo",
        notes="Notas",
        back="Volver al texto",
        contents="Índice",
        page="Página",
        inserted="añadido",
        deleted="suprimido",
        marks="Las palabras añadidas figuran en negrita y subrayadas y las suprimidas, tachadas; después de cada cambio se indica quién lo propone.",
        moves="Lo que se ha trasladado figura tachado en su lugar anterior y subrayado en el nuevo, donde solo las palabras nuevas van en negrita.",
        moved_from="trasladado de:",
        moved_to="trasladado a:",
        proposers="Cambios propuestos por:",
    ),
    "fr": FixedWords(
        annex="Annexe",
        notes="Notes",
        back="Retour au texte",
        contents="Table des matières",
        page="Page",
        inserted="ajouté",
        deleted="supprimé",
        marks="Les mots ajoutés sont en gras et soulignés, les mots supprimés sont barrés ; chaque modification est suivie du nom de ceux qui la proposent.",
        moves="Ce qui a été déplacé est barré à son ancienne place et souligné à la nouvelle, où seuls les mots nouveaux sont en gras.",
        moved_from="déplacé de :",
        moved_to="déplacé vers :",
        proposers="Modifications proposées par :",
    ),
    "ru": FixedWords(
        annex="Приложение",
        notes="Примечания",
        back="Назад к тексту",
        contents="Содержание",
        page="Стр.",
        inserted="добавлено",
        deleted="исключено",
        marks="Добавленные слова выделены полужирным шрифтом и подчеркнуты, исключенные слова зачеркнуты; после каждого изменения указано, кто его предлагает.",
        moves="Перенесенный текст зачеркнут на прежнем месте и подчеркнут на новом, где полужирным шрифтом выделены только новые слова.",
        moved_from="перенесено из:",
        moved_to="перенесено в:",
        proposers="Изменения предложили:",
    ),
    "zh": FixedWords(
        annex="附件",
        notes="注",
        back="返回正文",
        contents="目录",
        page="页次",
        inserted="新增",
        deleted="删除",
        marks="新增文字以粗体加下划线标示，删除文字以删除线标示；每处修改之后注明提出者。",
        moves="移动的文字在原处以删除线标示，在新处加下划线，其中仅新增文字为粗体。",
        moved_from="移自：",
        moved_to="移至：",
        proposers="修改提出者：",
    ),
}

# These two stand in Latin letters on the documents of the United Nations in every language.
DISTRIBUTION_LABEL = "Distr.:"
ORIGINAL_LABEL = "Original:"


def primary(language: str) -> str:
    """The language without script, region or variant: "zh" of "zh-Hans"."""
    return language.partition("-")[0]


def direction(language: str) -> Direction:
    """Which way the lines of the language run."""
    return "rtl" if primary(language) in _RIGHT_TO_LEFT else "ltr"


def direction_of(words: str, language: str) -> Direction:
    """Which way these words run in a document of the language: as their first letter does."""
    for character in words:
        match unicodedata.bidirectional(character):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return direction(language)


def told_by_script(words: str) -> str:
    """The official language that has the script of these words to itself; "" where the script does not tell."""
    counts = {tag: sum(ord(letter) in letters for letter in words) for tag, letters in _SCRIPTS.items()}
    tag = max(counts, key=lambda one: counts[one])
    return tag if 2 * counts[tag] > sum(letter.isalpha() for letter in words) else ""


def may_be_in(language: str, words: str) -> bool:
    """Can words with these letters be in that official language? Not if they have another's script, nor without a letter of its own."""
    told = told_by_script(words)
    if told:
        return told == language
    letters = [ord(letter) for letter in words if letter.isalpha()]
    return language not in _SCRIPTS or not letters or any(letter in _SCRIPTS[language] for letter in letters)


def stretches(text: str, language: str) -> list[tuple[str, Direction]]:
    """The text cut where its direction changes: letters that run against the language, with what stands between
    them and the digits after them, and the rest.
    """
    base = direction(language)
    if text.isascii() and base == "ltr":
        return [(text, base)] if text else []
    kinds = "".join(_KINDS.get(unicodedata.bidirectional(character), "n") for character in text)
    against: Direction = "rtl" if base == "ltr" else "ltr"
    cut: list[tuple[str, Direction]] = []
    at = 0
    for found in _AGAINST[base].finditer(kinds):
        cut += [(text[at : found.start()], base), (text[found.start() : found.end()], against)]
        at = found.end()
    cut.append((text[at:], base))
    return [(stretch, way) for stretch, way in cut if stretch]


def fixed_words(language: str) -> FixedWords:
    """The fixed words in that language, or in English where it is not an official language."""
    return _FIXED_WORDS.get(primary(language), _FIXED_WORDS["en"])


def moved_words(language: str, standing: str, place: str) -> str:
    """Of a block that comes, or goes, because it moved: from where, or to where; "moved from paragraph 12"."""
    fixed = fixed_words(language)
    return f"{fixed.moved_from if standing == 'insert' else fixed.moved_to} {place}"


def annex_label(language: str, place: int, count: int) -> str:
    """ "Annex" for the only annex, else "Annex I", "Annex II" ... as the language counts them; places from 1."""
    word = fixed_words(language).annex
    if count == 1:
        return word
    if primary(language) == "zh":
        return f"{word}{chinese(place)}"
    if primary(language) == "ar" and place <= len(_ARABIC_ORDINALS):
        return f"{word} {_ARABIC_ORDINALS[place - 1]}"
    return f"{word} {_roman(place)}"


def annex_words(words: str) -> bool:
    """Are these the label of an annex, in any language: "Annex", "ANNEX II", "Annexe 3"?"""
    if re.fullmatch("附件[一二三四五六七八九十]*", words.strip(" .:")):
        return True
    first, _, rest = words.strip().partition(" ")
    labels = {fixed.annex.casefold() for fixed in _FIXED_WORDS.values()}
    number = rest.strip(" .:")
    counted = number in _ARABIC_ORDINALS or re.fullmatch(r"[IVXLC]*|[A-Z]|[0-9]{0,3}", number) is not None
    return first.casefold() in labels and counted


_ARABIC_ORDINALS = (
    "الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر",
)  # fmt: skip


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        letters += letter * (number // value)
        number %= value
    return letters


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
