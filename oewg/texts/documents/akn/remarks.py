"""What is there to say of a file: of each kind of thing the first ones, and how many more there are."""

from collections import Counter

from lxml import etree

from oewg.core.errors import say
from oewg.texts.documents.akn.vocabulary import said_in
from oewg.texts.documents.understood import Remark

MOST_ALIKE = 12
"""Remarks of one kind that are told one by one: a list of thousands would be read by nobody."""
_Kind = tuple[str, tuple[tuple[str, str], ...], bool]


class Remarks:
    """The remarks on one file, in its order."""

    def __init__(self, said: list[Remark]) -> None:
        self._said = said
        self._times: Counter[_Kind] = Counter()

    def __call__(self, place: str | etree._Element, sentence: str, *, fault: bool = False, **values: str) -> None:
        """Remark on a place, or on an element by what it says, with a sentence marked by `say`."""
        kind = (sentence, tuple(values.items()), fault)
        self._times[kind] += 1
        if self._times[kind] <= MOST_ALIKE:
            place = place if isinstance(place, str) else said_in(place)
            self._said.append(Remark(" ".join(place.split())[:60], sentence, kind[1], fault))

    def all(self) -> tuple[Remark, ...]:
        """All remarks so far; last, of the kinds of which not all were told, how many more there are."""
        more = (
            Remark("", say("And %(count)s more of the kind: %(said)s"), (("count", str(times - MOST_ALIKE)), ("said", sentence % dict(values))), fault)
            for (sentence, values, fault), times in self._times.items()
            if times > MOST_ALIKE
        )  # fmt: skip
        return (*self._said, *more)
