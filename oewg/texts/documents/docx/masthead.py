"""How does the masthead look in a word processor: a table of two rows and two columns above the session and item?"""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from oewg.texts.documents.description import Masthead
from oewg.texts.documents.docx.styles import TEXT_WIDTH
from oewg.texts.documents.docx.tables import cell, table
from oewg.texts.documents.docx.wml import element, paragraph, said
from oewg.texts.documents.languages import direction_of
from oewg.texts.documents.masthead import issue_lines

# The symbol needs more room than the lines under it.
_SYMBOL, _ISSUE = 5000, 3300
_WIDTHS = (TEXT_WIDTH - _SYMBOL, _SYMBOL - _ISSUE, _ISSUE)
_THIN, _THICK = "4", "12"


def masthead(head: Masthead, language: str) -> Iterator[BaseOxmlElement]:
    """The table, then the session and the agenda item at the left."""

    def line(style: str, words: str) -> BaseOxmlElement:
        return paragraph(style, *said(words, language))

    # Each line runs its own way, and all begin at the same edge.
    ways = [(words, direction_of(words, language)) for words in issue_lines(head)]
    issue = [
        paragraph("MastheadIssue" if way == "ltr" else "MastheadIssueLeft", *said(words, language), way=way)
        for words, way in ways
    ]
    yield table(
        language,
        _WIDTHS,
        element(
            "tr",
            cell(_WIDTHS[0], line("MastheadOrganization", head.organization), rule=_THIN),
            cell(_SYMBOL, line("MastheadSymbol", head.symbol), rule=_THIN, columns=2),
        ),
        element(
            "tr",
            cell(TEXT_WIDTH - _ISSUE, line("MastheadBody", head.body), rule=_THICK, columns=2),
            cell(_ISSUE, *issue, rule=_THICK),
        ),
    )
    yield line("MastheadSession", head.session)
    number, _, title = head.agenda_item.partition("\n")
    if number:
        yield line("MastheadItem", number)
    if title:
        yield line("MastheadItemTitle", title)
