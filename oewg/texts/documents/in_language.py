"""How does a text become a document in one of the official languages? What is missing in it stands in the original, and says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from babel import Locale
from babel.dates import format_date

from oewg.texts.documents.description import Document, Heading, Masthead, Paragraph, Subparagraph
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
    placed = [
        Placed(part.provision_id, part.kind, part.number, part.level, part.words or part.original, part.mark)
        for part in parts
    ]
    made = document_of(placed, {part.provision_id: part.revision_id for part in parts}, masthead, title, notice)
    standing = [part for part in parts if part.kind != "footnote"]
    blocks = []
    for part, block in zip(standing, made.blocks, strict=True):
        assert isinstance(block, Heading | Paragraph | Subparagraph)
        tongue = language if part.words else original
        number = printed_number(part.number, part.kind, part.level, tongue, labelled=part.labelled)
        blocks.append(replace(block, number=number, language="" if tongue == language else tongue))
    return replace(made, language=language, blocks=tuple(blocks))


def language_in(language: str, of: str) -> str:
    """The name of a language in a language, as at the beginning of a line."""
    name = Locale.parse(of).get_language_name(language) or language
    return name[:1].upper() + name[1:]


def day_in_words(day: date, language: str) -> str:
    """A day as a masthead in the language has it: "12 mars 2021", "2021年3月12日"."""
    return format_date(day, "long" if language == "zh" else "d MMMM y", locale=language)
