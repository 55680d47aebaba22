"""What is a meeting at now? Its lists, the one that it works through, who has the floor and who comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from oewg.core.database import Db
from oewg.meetings.models import Meeting
from oewg.meetings.queries.floor import Floor, floor
from oewg.meetings.queries.speaking import ListLine, Waiting, current_list, lists_at, waiting


@dataclass(frozen=True)
class Sitting:
    """A meeting as its screens show it."""

    meeting: Meeting
    lists: Sequence[ListLine]
    current: ListLine | None
    """The list that it works through; none if it has no list."""
    waiting: Sequence[Waiting]
    """Those who wait on that list, in order."""
    floor: Floor | None

    @property
    def upcoming(self) -> Sequence[Waiting]:
        """The three who come next."""
        return self.waiting[:3]


def sitting(db: Db, meeting: Meeting, list_id: int = 0) -> Sitting:
    """What a meeting is at; `list_id` asks for another of its lists than the one it works through."""
    lines = lists_at(db, meeting)
    chosen = next((line for line in lines if line.list.id == list_id), None) or current_list(db, meeting, lines)
    return Sitting(meeting, lines, chosen, waiting(db, chosen.list) if chosen else (), floor(db, meeting.id))
