"""What is stored of calls for input: to whom they are addressed, what they ask, in which languages and at which length?"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.core.database import Base, Instant
from oewg.mandate.models import Element
from oewg.texts.models import OFFICIAL_LANGUAGES

LANGUAGE_RULE = "language IN ({})".format(", ".join(f"'{each}'" for each in OFFICIAL_LANGUAGES))


class Call(Base):
    """A call for input, open from one instant to another; an input at the deadline is late.

    It is addressed to accredited organizations, or to States for their national views (paragraph 4 of the resolution).
    """

    __tablename__ = "call"
    __table_args__ = (
        CheckConstraint("closes_at > opens_at", name="order"),
        CheckConstraint("addressed_to IN ('organizations','states')", name="addressed_to"),
        CheckConstraint("most_words IS NULL OR most_words > 0", name="most_words"),
        CheckConstraint("most_files >= 0 AND largest_file > 0", name="files"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
    addressed_to: Mapped[str] = mapped_column(String(16), default="organizations")
    opens_at: Mapped[datetime] = mapped_column(Instant)
    closes_at: Mapped[datetime] = mapped_column(Instant)
    zone: Mapped[str] = mapped_column(String(40))
    """The IANA name of the zone in which the deadline is announced."""
    most_words: Mapped[int | None]
    """How many words an input has at most, its answers together; none for no limit."""
    most_files: Mapped[int] = mapped_column(default=0)
    largest_file: Mapped[int] = mapped_column(default=5_000_000)
    """Bytes that one attachment has at most."""
    questions: Mapped[list["CallQuestion"]] = relationship(order_by="CallQuestion.place", cascade="all, delete-orphan")
    languages: Mapped[list["CallLanguage"]] = relationship(
        order_by="CallLanguage.language", cascade="all, delete-orphan"
    )


class CallQuestion(Base):
    """A guiding question of a call, on an element of the mandate or on none; it is not changed once the call is open."""

    __tablename__ = "call_question"
    __table_args__ = (
        UniqueConstraint("call_id", "place"),
        UniqueConstraint("call_id", "letter"),
        CheckConstraint("words <> ''", name="words"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id"))
    place: Mapped[int]
    letter: Mapped[str] = mapped_column(String(4))
    """How it is cited: "a", as in question (a)."""
    words: Mapped[str] = mapped_column(Text)
    element_id: Mapped[int | None] = mapped_column(ForeignKey("mandate_element.id"), index=True)
    element: Mapped[Element | None] = relationship()


class CallLanguage(Base):
    """A language in which input to a call is accepted."""

    __tablename__ = "call_language"
    __table_args__ = (CheckConstraint(LANGUAGE_RULE, name="language"),)

    call_id: Mapped[int] = mapped_column(ForeignKey("call.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
