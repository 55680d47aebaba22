"""What is stored of the procedural part, which is made from the record: what the secretariat adds to it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.core.database import Base, Instant
from oewg.texts.models import DraftText


class AddedSentence(Base):
    """Words that the secretariat adds to the account of the proceedings, as a paragraph after one that is generated."""

    __tablename__ = "added_sentence"
    __table_args__ = (
        CheckConstraint("trim(words) <> '' AND trim(after) <> ''", name="words"),
        CheckConstraint("withdrawn_at IS NULL OR withdrawn_at >= added_at", name="order"),
        CheckConstraint("withdrawal_reason = '' OR withdrawn_at IS NOT NULL", name="withdrawal_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"), index=True)
    after: Mapped[str] = mapped_column(String(80))
    """The key of the generated paragraph after which it stands (rules/procedural)."""
    words: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawal_reason: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[DraftText] = relationship()
    seen: Mapped[list["SeenBeside"]] = relationship(order_by="SeenBeside.id")


class SeenBeside(Base):
    """What stood beside an added sentence when it was added, or when the secretariat confirmed it."""

    __tablename__ = "seen_beside"

    id: Mapped[int] = mapped_column(primary_key=True)
    sentence_id: Mapped[int] = mapped_column(ForeignKey("added_sentence.id"), index=True)
    before: Mapped[str] = mapped_column(Text)
    """The generated paragraph after which it stands, with what is enumerated under it; "" once there is none."""
    following: Mapped[str] = mapped_column(Text)
    """The generated paragraph after it in the same section; "" if it is the last."""
    seen_at: Mapped[datetime] = mapped_column(Instant)
