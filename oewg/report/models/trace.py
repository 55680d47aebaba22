"""What is stored of what provisions rest on, beyond what follows from the other rooms' rows?"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.consultations.models import NationalView
from oewg.core.database import Base, Instant
from oewg.meetings.models import Decision, Statement
from oewg.texts.models import Provision, Revision

TIED = ("statement", "view", "decision", "paragraph")
"""What a provision can be tied to by hand: a statement, a State's view, a decision, a paragraph of another text."""


def _once(kind: str) -> Index:
    where = text(f"ended_at IS NULL AND {kind}_id IS NOT NULL")
    name = f"one_tie_to_a_{kind}"
    return Index(name, "provision_id", f"{kind}_id", unique=True, sqlite_where=where, postgresql_where=where)


class SourceTie(Base):
    """The secretariat holds, in a sentence, that a provision rests on something that was said, decided or asked.

    Only what cannot be derived: amendments that were taken up, dispositions of submissions and the elements of the mandate
    have rows of their own. What is said anew, or taken back, ends the row before, which stays.
    """

    __tablename__ = "source_tie"
    __table_args__ = (
        CheckConstraint(
            " + ".join(f"CASE WHEN {kind}_id IS NULL THEN 0 ELSE 1 END" for kind in TIED) + " = 1", name="one_source"
        ),
        CheckConstraint("paragraph_id IS NULL OR paragraph_id <> provision_id", name="another"),
        CheckConstraint("trim(sentence) <> ''", name="sentence"),
        CheckConstraint("ended_at IS NULL OR ended_at >= tied_at", name="order"),
        CheckConstraint("end_reason = '' OR ended_at IS NOT NULL", name="end_reason"),
        *(_once(kind) for kind in TIED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provision.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    """The wording that stood when it was said."""
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"), index=True)
    view_id: Mapped[int | None] = mapped_column(ForeignKey("national_view.id"), index=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    paragraph_id: Mapped[int | None] = mapped_column(ForeignKey("provision.id"), index=True)
    sentence: Mapped[str] = mapped_column(Text)
    """How the provision rests on it."""
    tied_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    """When something else was said in its place, or it was taken back."""
    end_reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was taken back; empty if it was said anew."""
    provision: Mapped[Provision] = relationship(foreign_keys=[provision_id])
    revision: Mapped[Revision] = relationship()
    statement: Mapped[Statement | None] = relationship()
    view: Mapped[NationalView | None] = relationship()
    decision: Mapped[Decision | None] = relationship()
    paragraph: Mapped[Provision | None] = relationship(foreign_keys=[paragraph_id])
