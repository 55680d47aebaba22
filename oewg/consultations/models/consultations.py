"""What is stored of consultative meetings?"""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.core.database import Base
from oewg.mandate.models import Element
from oewg.meetings.models import Meeting


class Consultation(Base):
    """An informal meeting with business, non-governmental organizations and academia on elements of the mandate."""

    __tablename__ = "consultation"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    summary: Mapped[str] = mapped_column(Text)
    """The chair's summary, empty until it is given."""
    meeting: Mapped[Meeting] = relationship()


class ConsultationElement(Base):
    """A consultation is on an element of the mandate."""

    __tablename__ = "consultation_element"

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    element_id: Mapped[int] = mapped_column(ForeignKey("mandate_element.id"), primary_key=True)
    element: Mapped[Element] = relationship()
