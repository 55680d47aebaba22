"""What is stored of the mandate: the resolution, its elements, the milestones it sets."""

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.core.database import Base
from oewg.texts.models import DraftText


class Resolution(Base):
    """The resolution of the General Assembly that gives the group its mandate, as it was read in."""

    __tablename__ = "resolution"

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"), unique=True)
    rules_text_id: Mapped[int] = mapped_column(ForeignKey("text.id"), unique=True)
    """The register of rules that was begun from paragraph 1."""
    symbol: Mapped[str] = mapped_column(String(60), unique=True)
    session: Mapped[str] = mapped_column(String(120))
    committee: Mapped[str] = mapped_column(String(120))
    agenda_item: Mapped[str] = mapped_column(String(120))
    digest: Mapped[str] = mapped_column(String(64))
    """Hex SHA-256 of the file that was read."""
    unplaced: Mapped[str] = mapped_column(Text)
    """JSON: the lines of the file that found no place, [{"line", "text"}]."""
    furniture: Mapped[str] = mapped_column(Text)
    """JSON: the lines that belong to the page and not to the text, [{"line", "text", "kind"}]."""
    text: Mapped[DraftText] = relationship(foreign_keys=[text_id])
    rules_text: Mapped[DraftText] = relationship(foreign_keys=[rules_text_id])
    sponsors: Mapped[list["Sponsor"]] = relationship(order_by="Sponsor.place")


class Sponsor(Base):
    """A State that sponsored the resolution, under the name that the file gives."""

    __tablename__ = "resolution_sponsor"
    __table_args__ = (UniqueConstraint("resolution_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolution.id"))
    place: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))


class Element(Base):
    """One thing that the mandate asks the group to consider."""

    __tablename__ = "mandate_element"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(60))
    """Which paragraph asks for it."""
    quote: Mapped[str] = mapped_column(Text)
    """The resolution's own words."""
    place: Mapped[int]


class Milestone(Base):
    """One thing that the mandate sets a time for."""

    __tablename__ = "milestone"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(60))
    quote: Mapped[str] = mapped_column(Text)
    due: Mapped[str | None] = mapped_column(String(10))
    """As precisely as the resolution says: "2019", "2019-06"."""
    assembly_session: Mapped[int | None]
    """The session of the General Assembly, when the time is given so."""
    place: Mapped[int]


class ElementProvision(Base):
    """A provision (an agenda item, a paragraph of the report, a rule) that answers to an element."""

    __tablename__ = "element_provision"

    element_id: Mapped[int] = mapped_column(ForeignKey("mandate_element.id"), primary_key=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provision.id"), primary_key=True, index=True)
