"""What is stored of a text: its provisions, their revisions, the editions issued of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.core.database import Base, Instant

TEXT_KINDS = (
    "resolution",
    "rules",
    "report",
    "agenda",
    "programme_of_work",
    "modalities",
    "chairs_summary",
    "working_paper",
    "minutes",
)
DISTRIBUTIONS = ("general", "limited", "restricted", "conference_room")
"""For whom a document is: everybody; the group's papers (L.); only those named; distributed in the room (CRP.)."""
OFFICIAL_LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
"""Of the United Nations, in the order of their English names."""
LANGUAGE_STATES = ("requested", "in_translation", "issued")
PROVISION_KINDS = ("heading", "paragraph", "subparagraph", "footnote")


def _one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    return CheckConstraint("{} IN ({})".format(column, ", ".join(f"'{value}'" for value in values)), name=column)


class DraftText(Base):
    """Something that the group agrees on, or the mandate it works under: a tree of provisions."""

    __tablename__ = "text"
    __table_args__ = (_one_of("kind", TEXT_KINDS), _one_of("original_language", OFFICIAL_LANGUAGES))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    title: Mapped[str] = mapped_column(String(500))
    symbol: Mapped[str | None] = mapped_column(String(60), unique=True)
    """The symbol under which the text itself was issued, for a text that came from outside."""
    original_language: Mapped[str] = mapped_column(String(2), default="en")
    """In which its wordings are; versions of them in the other official languages are `RevisionVersion`s."""
    begun_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    """From this instant on no wording of it changes: it was adopted, or it came as it is from outside."""
    frozen_at: Mapped[datetime | None] = mapped_column(Instant)
    """Since when no wording of it changes for a while, because delegations are asked about exactly these words."""
    provisions: Mapped[list["Provision"]] = relationship(back_populates="text")

    @property
    def negotiated(self) -> bool:
        """Do delegations state positions on it? Not on what came from outside, nor on minutes, which say what happened, nor on a
        summary, which is the Chair's own."""
        return self.kind not in ("resolution", "minutes", "chairs_summary")


class Provision(Base):
    """One paragraph, heading, subparagraph or footnote, through all its wordings: a lasting identity.

    Its number is never stored: it follows from the order. `rank` orders the provisions under one parent.
    """

    __tablename__ = "provision"
    __table_args__ = (
        _one_of("kind", PROVISION_KINDS),
        CheckConstraint("(mark IS NOT NULL) = (kind = 'footnote')", name="mark"),
        CheckConstraint("kind <> 'footnote' OR parent_id IS NOT NULL", name="footnote_has_parent"),
        CheckConstraint("alternative_of IS NULL OR kind IN ('paragraph','subparagraph')", name="alternative"),
        Index("ix_provision_text_id_parent_id_rank", "text_id", "parent_id", "rank"),
        Index(
            "ix_provision_mark",
            "text_id",
            "mark",
            unique=True,
            sqlite_where=text("mark IS NOT NULL"),
            postgresql_where=text("mark IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("provision.id"))
    rank: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    mark: Mapped[str | None] = mapped_column(String(12))
    """For a footnote: the key by which wordings call it, as in `[^3]`."""
    alternative_of: Mapped[int | None] = mapped_column(ForeignKey("provision.id"))
    """The provision beside it to which it is an alternative: they share a number (12., 12 bis.) until one is left."""
    label: Mapped[str | None] = mapped_column(String(24))
    """A number that the provision keeps because it came with it, such as "1.5" of the resolution's rules."""
    removed_at: Mapped[datetime | None] = mapped_column(Instant)
    text: Mapped[DraftText] = relationship(back_populates="provisions")
    revisions: Mapped[list["Revision"]] = relationship(back_populates="provision", order_by="Revision.id")


class Revision(Base):
    """One wording of one provision. Never changed and never deleted: the database refuses both."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("provision_id", "number", "step"),
        _one_of("nature", ("substantive", "editorial")),
        CheckConstraint("number >= 1 AND step >= 1", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provision.id"))
    number: Mapped[int]
    step: Mapped[int] = mapped_column(default=1)
    """Savings of one person close in time, between which nobody acted on the wording, are steps of one revision."""
    words: Mapped[str] = mapped_column(Text)
    """The wording in the inline form: *emphasis*, **strong**, footnote marks [^3], links [label](url)."""
    nature: Mapped[str] = mapped_column(String(16))
    """"editorial" when the secretariat holds that the meaning is the same; the first one is substantive."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    provision: Mapped[Provision] = relationship(back_populates="revisions")


class Edition(Base):
    """The whole text as it stood when it was issued under a symbol or adopted. Never changed."""

    __tablename__ = "edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"), index=True)
    symbol: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(500))
    issued_at: Mapped[datetime] = mapped_column(Instant)
    text: Mapped[DraftText] = relationship()
    lines: Mapped[list["EditionLine"]] = relationship(order_by="EditionLine.place")


class Document(Base):
    """One document of the group's register, under its symbol: no two are alike."""

    __tablename__ = "document"
    __table_args__ = (
        _one_of("distribution", DISTRIBUTIONS),
        CheckConstraint("replaces_id IS NULL OR replaces_id <> id", name="replaces"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    symbol: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(500))
    distribution: Mapped[str] = mapped_column(String(20))
    registered_at: Mapped[datetime] = mapped_column(Instant)
    original_language: Mapped[str] = mapped_column(String(2), default="en")
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"), unique=True)
    """The edition that it is, if it was made in this house."""
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    """The document in whose place it stands."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    """Its symbol stays taken."""
    edition: Mapped["Edition | None"] = relationship()
    replaces: Mapped["Document | None"] = relationship(remote_side="Document.id")
    languages: Mapped[list["DocumentLanguage"]] = relationship(order_by="DocumentLanguage.language")


class DocumentLanguage(Base):
    """How far a document is in one of the other official languages, since when; none is stored for the original."""

    __tablename__ = "document_language"
    __table_args__ = (_one_of("state", LANGUAGE_STATES),)

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    since: Mapped[datetime] = mapped_column(Instant)


class EditionLine(Base):
    """One provision in one edition: which revision, at which place, under which number."""

    __tablename__ = "edition_line"

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    number: Mapped[str] = mapped_column(String(24))
    level: Mapped[int]
    revision: Mapped[Revision] = relationship()


class RevisionVersion(Base):
    """One saving of a revision's wording in another official language; made official once, and never changed.

    Of a revision in a language the official one with the highest number stands; a later number that is not official is
    the draft that may replace it. The database refuses to change the words and to delete the row.
    """

    __tablename__ = "revision_version"
    __table_args__ = (
        UniqueConstraint("revision_id", "language", "number"),
        _one_of("language", OFFICIAL_LANGUAGES),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("trim(words) <> ''", name="words"),
        CheckConstraint("(official_at IS NULL) = (official_by IS NULL)", name="official"),
        CheckConstraint("official_at IS NULL OR official_at >= made_at", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    language: Mapped[str] = mapped_column(String(2))
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    """In the inline form, with the footnote marks and citations of the original."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    official_at: Mapped[datetime | None] = mapped_column(Instant)
    official_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    revision: Mapped[Revision] = relationship()


class TitleVersion(Base):
    """The title of a text in another official language, as it was recorded; the latest stands."""

    __tablename__ = "title_version"
    __table_args__ = (
        Index("ix_title_version_text_id_language", "text_id", "language"),
        _one_of("language", OFFICIAL_LANGUAGES),
        CheckConstraint("trim(title) <> ''", name="title"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"))
    language: Mapped[str] = mapped_column(String(2))
    title: Mapped[str] = mapped_column(String(500))
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
