"""How does the report stand in another official language? Its text in the versions that are official, the rest in English, as such.

The account of the proceedings and the contents of the annexes are made from the record in English, the original language, and
translated by the conference services. The report's own titles and the fixed words of a document are in the language.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from oewg.report.rules.document import Source, report_document
from oewg.report.rules.substantive import Passage
from oewg.report.rules.titles import AGENDA_ITEM, DISTRIBUTIONS, PARTLY_IN_ENGLISH, TITLES
from oewg.texts.documents.changed import Worded
from oewg.texts.documents.description import (
    Annex,
    Block,
    Document,
    Footnote,
    Heading,
    Masthead,
    Paragraph,
    Subparagraph,
    identified,
)
from oewg.texts.documents.in_language import ORGANIZATION, day_in_words, language_in, numbered_in

ENGLISH = "en"
"""In which all is that is made from the record."""


@dataclass(frozen=True)
class Versions:
    """What is official of the report's text in a language: provision -> words, mark of a footnote -> words; and the title.

    `original` is the language of what has no version.
    """

    title: str
    words: Mapping[int, str]
    notes: Mapping[str, str]
    original: str = ENGLISH


def report_in(language: str, source: Source, versions: Versions) -> Document:
    """The clean report as it stands, in a language other than English; what is not in it says in which language it is."""
    found = {one.provision_id: _in_version(one, versions) for one in source.passages}
    made = report_document(source, "")
    # The same blocks under the same numbers, the text's in their versions: what is taken from which is decided block by block.
    other = report_document(
        replace(source, passages=tuple(found[one.provision_id] or one for one in source.passages)), ""
    )
    labelled = {one.provision_id for one in source.passages if one.labelled}
    blocks: list[Block] = [Paragraph("", PARTLY_IN_ENGLISH[language])]
    for block, version in zip(made.blocks, other.blocks, strict=True):
        provision = _provision(block)
        if provision not in found:
            # What the Chair wrote in a summary is no title of the report's own.
            blocks.append(_made(block, language) if provision is None else _spoken(block, ENGLISH, language))
            continue
        tongue, taken = (language, version) if found[provision] else (versions.original, block)
        assert isinstance(taken, Worded)
        blocks.append(_spoken(numbered_in(tongue, taken, labelled=provision in labelled), tongue, language))
    head = _masthead(made.masthead, source, language, versions.original)
    return Document(head, versions.title, language, made.notice, tuple(blocks), contents=True)


def _in_version(passage: Passage, versions: Versions) -> Passage | None:
    """A passage in its version; None unless it has one and each of its footnotes too: a block is in one language."""
    words = versions.words.get(passage.provision_id)
    if words is None or not all(note.key in versions.notes for note in passage.notes):
        return None
    return replace(
        passage, words=words, notes=tuple(Footnote(note.key, versions.notes[note.key]) for note in passage.notes)
    )


def _provision(block: Block) -> int | None:
    found = identified(block.identity) if isinstance(block, Heading | Paragraph | Subparagraph) else None
    return found[0] if found else None


def _spoken(block: Block, tongue: str, language: str) -> Block:
    own = "" if tongue == language else tongue
    return block if isinstance(block, Annex) else replace(block, language=own)


def _made(block: Block, language: str) -> Block:
    """What is made from the record: its titles in the language, all else in English."""
    match block:
        case Annex() if block.title in TITLES:
            return Annex(TITLES[block.title][language])
        case Heading() if block.words in TITLES:
            return numbered_in(language, replace(block, words=TITLES[block.words][language]))
    return _spoken(block, ENGLISH, language)


def _masthead(head: Masthead, source: Source, language: str, original: str) -> Masthead:
    return replace(
        head,
        organization=ORGANIZATION[language],
        distribution=DISTRIBUTIONS.get(language, {}).get(head.distribution, head.distribution),
        date=day_in_words(source.compiled_on, language),
        original_language=language_in(language, original),
        agenda_item=re.sub("^Agenda item (.*)", lambda item: AGENDA_ITEM[language].format(item[1]), head.agenda_item),
    )
