"""What is stored of the report: each compilation and its files, with their digests."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.core.database import Base, Instant
from oewg.texts.models import DraftText, Edition


class Compilation(Base):
    """The report as it was compiled under a symbol, from the record as long as it then was."""

    __tablename__ = "compilation"

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), unique=True)
    compiled_at: Mapped[datetime] = mapped_column(Instant)
    record_size: Mapped[int]
    text: Mapped[DraftText] = relationship()
    edition: Mapped[Edition] = relationship()
    files: Mapped[list["CompiledFile"]] = relationship(order_by="CompiledFile.format")


class CompiledFile(Base):
    """One form of a compiled report."""

    __tablename__ = "compiled_file"
    __table_args__ = (CheckConstraint("format IN ('docx','pdf','html')", name="format"),)

    compilation_id: Mapped[int] = mapped_column(ForeignKey("compilation.id"), primary_key=True)
    format: Mapped[str] = mapped_column(String(8), primary_key=True)
    contents: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    digest: Mapped[str] = mapped_column(String(64))
    """Hex SHA-256 of the contents; it stands in the record."""
