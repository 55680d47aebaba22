"""What is there to say of a file: each kind of thing once, where it is first met, for thousands of lines would be read by nobody."""

from lxml import etree

from oewg.texts.documents.akn.vocabulary import said_in
from oewg.texts.documents.understood import Remark


class Remarks:
    """The remarks on one file, in its order."""

    def __init__(self, said: list[Remark]) -> None:
        self._said = said
        self._kinds: set[tuple[str, tuple[tuple[str, str], ...]]] = set()

    def __call__(self, place: str | etree._Element, sentence: str, *, fault: bool = False, **values: str) -> None:
        """Remark on a place, or on an element by what it says, with a sentence marked by `say`, unless that has been said."""
        kind = (sentence, tuple(values.items()))
        if kind not in self._kinds:
            self._kinds.add(kind)
            place = place if isinstance(place, str) else said_in(place)
            self._said.append(Remark(" ".join(place.split())[:60], sentence, kind[1], fault))

    def all(self) -> tuple[Remark, ...]:
        """All remarks so far."""
        return tuple(self._said)
