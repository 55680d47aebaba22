"""Which sentences did the secretariat add to the account of the proceedings, and what has changed beside them since?"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.report.models import AddedSentence
from oewg.report.rules.procedural import Beside, Told, beside
from oewg.texts.rules.by_words import Piece
from oewg.texts.rules.redline import redline


@dataclass(frozen=True)
class AddedLine:
    """An added sentence with what stood beside it when somebody last looked, and what stands there now."""

    sentence: AddedSentence
    then: Beside
    now: Beside

    @property
    def gone(self) -> bool:
        """Is the paragraph after which it stood not there any more?"""
        return bool(self.then.before) and not self.now.before

    @property
    def before(self) -> list[Piece]:
        """The redline of the paragraph before it; empty if that has not changed."""
        return redline(self.then.before, self.now.before) if self.then.before != self.now.before else []

    @property
    def following(self) -> list[Piece]:
        """The redline of the paragraph after it; empty if that has not changed."""
        return redline(self.then.following, self.now.following) if self.then.following != self.now.following else []

    @property
    def changed(self) -> bool:
        """Has anything beside it changed?"""
        return self.then != self.now


def sentence(db: Db, sentence_id: int) -> AddedSentence:
    """One added sentence, also one that was withdrawn, or NotFound."""
    query = select(AddedSentence).where(AddedSentence.id == sentence_id)
    found = db.scalars(query.options(joinedload(AddedSentence.text))).one_or_none()
    if found is None:
        raise NotFound
    return found


def added_sentences(db: Db, text_id: int, generated: Sequence[Told]) -> list[AddedLine]:
    """The sentences that stand and those that were withdrawn, as they were added: two queries."""
    rows = db.scalars(
        select(AddedSentence)
        .where(AddedSentence.text_id == text_id)
        .options(selectinload(AddedSentence.seen))
        .order_by(AddedSentence.id)
    )
    return [
        AddedLine(row, Beside(row.seen[-1].before, row.seen[-1].following), beside(generated, row.after))
        for row in rows
    ]
