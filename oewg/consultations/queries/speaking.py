"""Who asked to speak at a consultation, on which theme, and on which lists?"""

from dataclasses import dataclass

from sqlalchemy import select

from oewg.consultations.models import SpeakingRequest
from oewg.core.database import Db
from oewg.meetings import queries as meetings
from oewg.meetings.models import Inscription, SpeakersList
from oewg.meetings.queries import Waiting


@dataclass(frozen=True)
class AskedToSpeak:
    """One who waits on the list of a consultation's meeting, and the theme on which it asked to speak (none: not told)."""

    waiting: Waiting
    theme: int | None


def asked_to_speak(db: Db, found: SpeakersList) -> list[AskedToSpeak]:
    """Those who wait on a list, in the order in which they would be called, with the themes on which organizations asked to."""
    waiting = meetings.waiting(db, found)
    rows = db.execute(
        select(SpeakingRequest.inscription_id, SpeakingRequest.element_id)
        .join(Inscription, SpeakingRequest.inscription_id == Inscription.id)
        .where(Inscription.list_id == found.id)
    )
    themes = {row[0]: row[1] for row in rows}
    return [AskedToSpeak(each, themes.get(each.inscription.id)) for each in waiting]
