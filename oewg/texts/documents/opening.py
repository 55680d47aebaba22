"""What holds for every file that is opened: why one cannot be read, how the XML in it is parsed, and how large it may be."""

from lxml import etree

from oewg.core.errors import say

LARGEST_UNPACKED = 50_000_000
"""Bytes of all parts of a DOCX together."""
LARGEST_RATIO = 200
"""How many times larger a part may grow when unpacked; a long document of one style comes to some 60."""
SMALL = 1_000_000
"""Bytes of a part whose ratio says nothing."""
MOST_PARTS = 2_000
MOST_TAGS = 1_500_000
"""Of one part; each takes a hundred times its own bytes while the part is read. A hundred pages come to some 200,000."""


class CannotBeRead(ValueError):
    """The file is not what its name says, or holds more than is read: in a marked sentence, and in another what to do."""

    def __init__(self, said: str, advice: str = say("Please save it anew and send it again.")) -> None:
        super().__init__(said)
        self.advice = advice


def office_parser() -> etree.XMLParser:
    """For a part of a DOCX: nothing is fetched, no entity replaced; its own comments are nothing, as in a word processor.

    With these in the tree a word would end where one stands within it.
    """
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )  # fmt: skip
