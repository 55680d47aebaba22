"""What stands in the table of contents of a document, and what do its annexes bear for a number?"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from oewg.texts.documents.description import HEADING_LEVELS, Annex, Document, Heading
from oewg.texts.documents.inline import plain, printable
from oewg.texts.documents.languages import annex_label

_ANNEX_LEVEL = 1


@dataclass(frozen=True)
class Entry:
    """A heading or an annex, on one line; `place` is that of its block in the document, `language` a tag if not the document's.

    The headings of an annex stand one level below its title.
    """

    place: int
    level: int
    number: str
    words: str
    language: str = ""


def annex_labels(document: Document) -> Iterator[str]:
    """ "Annex I", "Annex II" ... for the annexes of a document in their order; "" for one that a redline deletes."""
    stays = [block.standing != "delete" for block in document.blocks if isinstance(block, Annex)]
    numbers = count(1)
    return (annex_label(document.language, next(numbers), sum(stays)) if one else "" for one in stays)


def entries(document: Document) -> Iterator[Entry]:
    """The headings and annexes of a document that has a table of contents, but for those that a redline deletes."""
    labels = annex_labels(document)
    below = 0
    for place, block in enumerate(document.blocks if document.contents else ()):
        if isinstance(block, Annex):
            label = next(labels)
            if block.standing != "delete":
                yield Entry(place, _ANNEX_LEVEL, "", listed_annex(label, block.title))
                below = _ANNEX_LEVEL
        elif isinstance(block, Heading) and block.standing != "delete":
            level = min(block.level + below, max(HEADING_LEVELS))
            yield Entry(place, level, printable(block.number), _line(plain(block.words)), block.language)


def listed_annex(label: str, title: str) -> str:
    """An annex on one line of the contents; the gap keeps its number from running into the words."""
    return _line(printable(f"{label}\u2003{title}" if label else title))


def _line(words: str) -> str:
    return " ".join(words.split("\n"))
