"""What is stored of the end: the report as it was transmitted to the General Assembly, with what it rests on."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.core.database import Base, Instant
from oewg.report.models.compilations import Compilation
from oewg.texts.models import Document, DraftText


class Transmission(Base):
    """The adopted report was transmitted to a session of the General Assembly: once, and never changed."""

    __tablename__ = "transmission"
    __table_args__ = (CheckConstraint("assembly_session >= 1", name="assembly_session"),)

    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"), primary_key=True)
    compilation_id: Mapped[int] = mapped_column(ForeignKey("compilation.id"), unique=True)
    """The adopted edition, compiled clean."""
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), unique=True)
    """The document of the General Assembly that it is, such as A/75/816."""
    assembly_session: Mapped[int]
    transmitted_at: Mapped[datetime] = mapped_column(Instant)
    record_size: Mapped[int]
    """How many entries the record in the archive has: all that came before the transmission was prepared."""
    archive: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """A zip file: the documents, the data and the record's bundle (docs/archive.md)."""
    digest: Mapped[str] = mapped_column(String(64))
    """Hex SHA-256 of the archive; it stands in the record."""
    text: Mapped[DraftText] = relationship()
    compilation: Mapped[Compilation] = relationship()
    document: Mapped[Document] = relationship()
