"""How does a text become a document in one of the official languages? What is missing in it stands in the original, and says so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date

from oewg.texts.documents.description import (
    HEADING_LEVELS,
    SUBPARAGRAPH_LEVELS,
    Block,
    Document,
    Footnote,
    Heading,
    Masthead,
    Paragraph,
    Subparagraph,
    identity_of,
)
from oewg.texts.rules.numbering import cited_in_print
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
    language: str, original: str, parts: Sequence[Part], *, title: str, notice: str, body: str, symbol: str, day: date,
    cited: Mapping[int, str],
) -> Document:  # fmt: skip
    """A text as a document in a language; `cited`: provision -> the number under which it is cited.

    What has no official version of the wording in force stands in the original, with its language on the block.
    """
    masthead = Masthead(
        organization=ORGANIZATION[language], symbol=symbol, distribution="", date=_day(day, language),
        original_language=language_in(language, original), body=body, session="", agenda_item="",
    )  # fmt: skip
    return Document(masthead, title, language, notice, tuple(_blocks(language, original, parts, cited)))


def language_in(language: str, of: str) -> str:
    """The name of a language in a language, as at the beginning of a line."""
    name = Locale.parse(of).get_language_name(language) or language
    return name[:1].upper() + name[1:]


def _day(day: date, language: str) -> str:
    return format_date(day, "d MMMM y" if language not in ("zh",) else "long", locale=language)


def _blocks(
    language: str, original: str, parts: Sequence[Part], cited: Mapping[int, str]
) -> Iterable[Block]:  # fmt: skip
    at = 0
    while at < len(parts):
        part, at = parts[at], at + 1
        notes = []
        while at < len(parts) and parts[at].kind == "footnote":
            hanging, at = parts[at], at + 1
            notes.append(Footnote(hanging.mark, cited_in_print(hanging.words or hanging.original, cited)))
        yield _block(language, original, part, tuple(notes), cited)


def _block(
    language: str, original: str, part: Part, notes: tuple[Footnote, ...], cited: Mapping[int, str]
) -> Block:  # fmt: skip
    words = cited_in_print(part.words or part.original, cited)
    number = part.number if part.labelled else printed_number(part.number, part.kind, part.level, language)
    identity = identity_of(part.provision_id, part.revision_id)
    tongue = "" if part.words or language == original else original
    if part.kind == "heading":
        level = min(part.level, HEADING_LEVELS[-1])
        return Heading(level, number, words, notes=notes, identity=identity, language=tongue)
    if part.kind == "paragraph":
        return Paragraph(number, words, notes=notes, identity=identity, language=tongue)
    level = min(part.level, SUBPARAGRAPH_LEVELS[-1])
    return Subparagraph(number, level, words, notes=notes, identity=identity, language=tongue)
