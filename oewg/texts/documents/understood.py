"""What was understood of a file that somebody sent, and what was not?"""

from dataclasses import dataclass

from oewg.texts.documents.description import Document


@dataclass(frozen=True)
class Remark:
    """Something of a file that was left out, or taken in another way than it may have been meant, and where.

    `place` quotes what stands there, or names it ("footnote 3"); it is printed as it stands. `said` is a sentence marked by
    `say`, to be translated with its `values`. `fault` when the file itself breaks the rules of its format.
    """

    place: str
    said: str
    values: tuple[tuple[str, str], ...] = ()
    fault: bool = False


@dataclass(frozen=True)
class Understood:
    """A file as a document, with remarks in its order. The numbers of its blocks are those that the file prints."""

    document: Document
    remarks: tuple[Remark, ...] = ()
