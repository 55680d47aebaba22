"""What is there to say of a file of Akoma Ntoso, and of which of its elements?"""

from lxml import etree

from oewg.texts.documents.akn.vocabulary import said_in
from oewg.texts.documents.understood import Remark, Remarks


class ElementRemarks(Remarks):
    """The remarks on one file, said of its elements."""

    def __call__(self, place: str | etree._Element, sentence: str, *, fault: bool = False, **values: str) -> None:
        """Remark on a place, or on an element by what it says, with a sentence marked by `say`."""
        kind = (sentence, tuple(values.items()), fault)
        if self.wants(kind):
            place = place if isinstance(place, str) else said_in(place)
            self.add(kind, Remark(" ".join(place.split())[:60], sentence, kind[1], fault))
