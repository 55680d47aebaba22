"""What does a text, or one of its editions, look like as a document that leaves the house?"""

from datetime import date

from oewg.accounts import queries as accounts
from oewg.core.database import Db
from oewg.texts.documents.description import Document, Masthead
from oewg.texts.documents.in_language import language_in
from oewg.texts.documents.of_text import document_of
from oewg.texts.queries.texts import edition, lines, placed_in, placed_now, text
from oewg.texts.rules.symbols import distribution_words


def text_document(db: Db, text_id: int) -> Document:
    """A text as it now stands; its date is the day on which a wording was last changed."""
    found, standing = text(db, text_id), lines(db, text_id)
    day = max((line.made_at for line in standing), default=found.begun_at).date()
    revisions = {line.provision_id: line.revision_id for line in standing}
    masthead, notice = _masthead(db, found.symbol or "", day, found.original_language)
    return document_of(placed_now(db, text_id), revisions, masthead, found.title, notice)


def edition_document(db: Db, edition_id: int) -> Document:
    """A text as it was issued."""
    found = edition(db, edition_id)
    revisions = {line.revision.provision_id: line.revision_id for line in found.lines}
    masthead, notice = _masthead(db, found.symbol, found.issued_at.date(), text(db, found.text_id).original_language)
    return document_of(placed_in(found), revisions, masthead, found.title, notice)


def _masthead(db: Db, symbol: str, day: date, original: str) -> tuple[Masthead, str]:
    """The head of the document, and what stands on every page of an exercise."""
    group = accounts.working_group(db)
    masthead = Masthead(
        organization="United Nations",
        symbol=symbol,
        distribution=distribution_words(symbol),
        date=f"{day.day} {day:%B %Y}",
        original_language=language_in("en", original),
        body=group.name if group else "",
        session="",
        agenda_item="",
    )
    return masthead, (group.exercise if group else "") or ""
