"""How does a text become a document in one of the official languages? What is missing in it stands in the original, and says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from babel import Locale
from babel.dates import format_date

from oewg.texts.documents.changed import Worded
from oewg.texts.documents.description import Document, Masthead
from oewg.texts.documents.of_text import document_of
from oewg.texts.rules.comparing import Placed
from oewg.texts.rules.numbers import printed_number

ORGANIZATION = {
    "ar": "الأمم المتحدة",
    "en": "United Nations",
    "es": "Naciones Unidas",
    "fr": "Nations Unies",
    "ru": "Организация Объединенных Наций",
    "zh": "联合国",
}


@dataclass(frozen=True)
class Part:
    """A heading, paragraph, subparagraph or (after what it hangs on) footnote: the words of its official version, or ""."""

    provision_id: int
    revision_id: int
    kind: str
    number: str
    level: int
    labelled: bool
    original: str
    words: str
    mark: str = ""


def document_in(
    language: str, original: str, parts: Sequence[Part], *, title: str, notice: str, body: str, symbol: str, day: date
) -> Document:
    """A text as a document in a language.

    What has no official version of the wording in force stands in the original, with its language on the block.
    """
    masthead = Masthead(
        organization=ORGANIZATION[language], symbol=symbol, distribution="", date=day_in_words(day, language),
        original_language=language_in(language, original), body=body, session="", agenda_item="",
    )  # fmt: skip
    revisions = {part.provision_id: part.revision_id for part in parts}
    made, other = (
        document_of([_placed(part, words) for part, words in of], revisions, masthead, title, notice)
        for of in ([(part, part.original) for part in parts], [(part, part.words or part.original) for part in parts])
    )
    lacking = {part.mark for part in parts if part.kind == "footnote" and not part.words}
    standing = [part for part in parts if part.kind != "footnote"]
    blocks = []
    for part, block, version in zip(standing, made.blocks, other.blocks, strict=True):
        assert isinstance(block, Worded)
        assert isinstance(version, Worded)
        # A block is in one language: its footnotes have to have a version too.
        is_there = part.words and not any(note.key in lacking for note in version.notes)
        tongue, taken = (language, version) if is_there else (original, block)
        taken = numbered_in(tongue, taken, labelled=part.labelled)
        blocks.append(replace(taken, language="" if tongue == language else tongue))
    return replace(made, language=language, blocks=tuple(blocks))


def _placed(part: Part, words: str) -> Placed:
    return Placed(part.provision_id, part.kind, part.number, part.level, words, part.mark)


def numbered_in(language: str, block: Worded, *, labelled: bool = False) -> Worded:
    """A block of a text under its number as the language prints it; `labelled` says that the provision keeps its number."""
    kind, level = type(block).__name__.lower(), getattr(block, "level", 1)
    return replace(block, number=printed_number(block.number, kind, level, language, labelled=labelled))


def language_in(language: str, of: str) -> str:
    """The name of a language in a language, as at the beginning of a line."""
    name = Locale.parse(of).get_language_name(language) or language
    return name[:1].upper() + name[1:]


def day_in_words(day: date, language: str) -> str:
    """A day as a masthead in the language has it: "12 mars 2021", "2021年3月12日"."""
    return format_date(day, "long" if language == "zh" else "d MMMM y", locale=language)
