"""What is stored of what became of input: marked passages, what they bear on, suggestions that were dismissed?"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.consultations.models.input import Submission
from oewg.core.database import Base, Instant
from oewg.mandate.models import Element
from oewg.texts.models import Provision, Revision


class Passage(Base):
    """A stretch of a submission's words that the secretariat marked, to say what became of it alone.

    Its words are kept beside its place, so that whoever doubts it can compare the two. Passages may overlap.
    """

    __tablename__ = "passage"
    __table_args__ = (
        UniqueConstraint("id", "submission_id"),
        UniqueConstraint("submission_id", "starts", "ends"),
        CheckConstraint("starts >= 0 AND ends > starts", name="place"),
        CheckConstraint("length(quote) = ends - starts AND trim(quote) <> ''", name="quote"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    starts: Mapped[int]
    """Characters of the submission's words before its first one."""
    ends: Mapped[int]
    """Characters of the submission's words before the first one after it."""
    quote: Mapped[str] = mapped_column(Text)
    marked_at: Mapped[datetime] = mapped_column(Instant)
    submission: Mapped[Submission] = relationship()


def _once(part: str, place: str) -> Index:
    """Of the whole of a submission, or of a passage, one thing is said of one place at a time."""
    whole = part == "submission"
    conditions = [f"passage_id IS {'' if whole else 'NOT '}NULL", "ended_at IS NULL"]
    conditions += [f"{place}_id IS NOT NULL"] if place else ["provision_id IS NULL", "element_id IS NULL"]
    where = text(" AND ".join(conditions))
    columns = [f"{part}_id", *([f"{place}_id"] if place else [])]
    name = f"one_bearing_of_{part}_on_{place or 'nothing'}"
    return Index(name, *columns, unique=True, sqlite_where=where, postgresql_where=where)


class Bearing(Base):
    """What became of a submission, or of one passage of it: in a provision, on an element, or outside the mandate.

    What is said anew, or taken back, ends the row before, which stays.
    """

    __tablename__ = "bearing"
    __table_args__ = (
        ForeignKeyConstraint(["passage_id", "submission_id"], ["passage.id", "passage.submission_id"]),
        CheckConstraint("disposition IN ('taken_up','partly','noted','outside_mandate')", name="disposition"),
        CheckConstraint("provision_id IS NULL OR element_id IS NULL", name="one_place"),
        CheckConstraint("(provision_id IS NULL) = (revision_id IS NULL)", name="wording"),
        CheckConstraint(
            "provision_id IS NOT NULL OR (element_id IS NULL) = (disposition = 'outside_mandate')",
            name="within_mandate",
        ),
        CheckConstraint("ended_at IS NULL OR ended_at >= tied_at", name="order"),
        CheckConstraint("end_reason = '' OR ended_at IS NOT NULL", name="end_reason"),
        *(_once(part, place) for part in ("submission", "passage") for place in ("provision", "element", "")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    passage_id: Mapped[int | None] = mapped_column(index=True)
    """The passage of which it is said; none: of the whole submission."""
    provision_id: Mapped[int | None] = mapped_column(ForeignKey("provision.id"), index=True)
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    """The wording of the provision that stood when it was said."""
    element_id: Mapped[int | None] = mapped_column(ForeignKey("mandate_element.id"), index=True)
    disposition: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    tied_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    """When something else was said in its place, or it was taken back."""
    end_reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was taken back; empty if it was said anew."""
    submission: Mapped[Submission] = relationship(overlaps="bearings")
    passage: Mapped[Passage | None] = relationship(
        primaryjoin="Bearing.passage_id == Passage.id", foreign_keys="Bearing.passage_id", viewonly=True
    )
    provision: Mapped[Provision | None] = relationship()
    revision: Mapped[Revision | None] = relationship()
    element: Mapped[Element | None] = relationship()


class Dismissal(Base):
    """The secretariat holds that a stretch of a submission does not speak of what a wording of a provision says."""

    __tablename__ = "dismissal"
    __table_args__ = (
        UniqueConstraint("submission_id", "starts", "ends", "revision_id"),
        CheckConstraint("starts >= 0 AND ends > starts", name="place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    starts: Mapped[int]
    ends: Mapped[int]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    dismissed_at: Mapped[datetime] = mapped_column(Instant)
