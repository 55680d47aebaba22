"""What was understood of a file that somebody sent, and what was not?"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from oewg.core.errors import say
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

    @property
    def told(self) -> str:
        """The sentence with its values, in the language in which it is written."""
        return self.said % dict(self.values) if self.values else self.said


@dataclass(frozen=True)
class Understood:
    """A file as a document, with remarks in its order. The numbers of its blocks are those that the file prints."""

    document: Document
    remarks: tuple[Remark, ...] = ()


MOST_ALIKE = 12
"""Remarks of one kind that are told one by one: a list of thousands would be read by nobody."""


class Remarks:
    """The remarks on one file while it is read, in its order: of each kind the first ones, and how many more there are."""

    def __init__(self, said: Iterable[Remark] = ()) -> None:
        self._said = list(said)
        self._times: Counter[Hashable] = Counter()
        self._first: dict[Hashable, Remark] = {}

    def wants(self, kind: Hashable) -> bool:
        """Count one more of a kind: is it to be told?"""
        self._times[kind] += 1
        return self._times[kind] <= MOST_ALIKE

    def add(self, kind: Hashable, remark: Remark) -> None:
        """Tell a remark that is wanted."""
        self._first.setdefault(kind, remark)
        self._said.append(remark)

    def all(self) -> tuple[Remark, ...]:
        """All remarks so far; last, of the kinds of which not all were told, how many more there are."""
        more = (
            Remark("", say("And %(count)s more like this: %(said)s"), (("count", str(times - MOST_ALIKE)), ("said", first.told)), first.fault)
            for kind, times in self._times.items()
            if times > MOST_ALIKE and (first := self._first[kind])
        )  # fmt: skip
        return (*self._said, *more)
