"""What is stored of the report: each compilation and its files, with their digests."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, LargeBinary, String, case, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.core.database import Base, Instant
from oewg.texts.models import Document, DraftText, Edition

FORMATS = ("pdf", "docx", "html", "txt", "xml", "json")
"""The forms in which a report is written, in the order in which readers are offered them: to read, to work on, for programs."""


def _as_offered() -> ColumnElement[int]:
    return case({name: place for place, name in enumerate(FORMATS)}, value=CompiledFile.format)


def _once(name: str, kind: str, *columns: str) -> Index:
    """Of this kind no two compilations are alike in these columns."""
    of_kind = text(f"kind = '{kind}'")
    return Index(name, *columns, unique=True, sqlite_where=of_kind, postgresql_where=of_kind)


class Compilation(Base):
    """An edition of the report as it was compiled, in one kind, from the record as long as it then was. Never changed.

    Clean, or as a redline against one earlier edition, an edition is compiled once. A rolling text shows the proposals of
    its day, so there may be one for each size of the record. A compendium is a document of its own.
    """

    __tablename__ = "compilation"
    __table_args__ = (
        CheckConstraint("kind IN ('clean','rolling','redline','compendium')", name="kind"),
        CheckConstraint("(against_id IS NOT NULL) = (kind = 'redline')", name="against"),
        CheckConstraint("against_id IS NULL OR against_id <> edition_id", name="itself"),
        _once("one_clean_compilation", "clean", "edition_id"),
        _once("one_redline_against", "redline", "edition_id", "against_id"),
        _once("one_rolling_of_an_instant", "rolling", "edition_id", "record_size"),
        _once("one_compendium_to_a_document", "compendium", "document_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    """The document under whose symbol it is kept: the edition's, or one of its own. Who may know of it may read it."""
    kind: Mapped[str] = mapped_column(String(12))
    against_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"))
    """Of a redline: the edition against which changes are marked."""
    compiled_at: Mapped[datetime] = mapped_column(Instant)
    record_size: Mapped[int]
    text: Mapped[DraftText] = relationship()
    edition: Mapped[Edition] = relationship(foreign_keys=[edition_id])
    against: Mapped[Edition | None] = relationship(foreign_keys=[against_id])
    document: Mapped[Document] = relationship()
    files: Mapped[list["CompiledFile"]] = relationship(order_by=_as_offered)

    @property
    def symbol(self) -> str:
        """The symbol under which it is kept."""
        return self.document.symbol


class CompiledFile(Base):
    """One form of a compiled report."""

    __tablename__ = "compiled_file"
    __table_args__ = (CheckConstraint("format IN ('docx','pdf','html','txt','xml','json')", name="format"),)

    compilation_id: Mapped[int] = mapped_column(ForeignKey("compilation.id"), primary_key=True)
    format: Mapped[str] = mapped_column(String(8), primary_key=True)
    contents: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    digest: Mapped[str] = mapped_column(String(64))
    """Hex SHA-256 of the contents; it stands in the record."""
