"""The group's calendar, to which a calendar program subscribes."""

from collections.abc import Sequence

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk
from oewg.accounts.door.frame import delegation_name, instant, told
from oewg.accounts.door.pages import asks
from oewg.meetings import queries
from oewg.meetings.rules.calendar import Dated, written
from oewg.meetings.rules.life import MODES
from oewg.meetings.views.room import pages
from oewg.texts.documents.inline import plain

MEDIA_TYPE = "text/calendar; charset=utf-8"


@pages.get("/calendar.ics")
@asks("read")
def group_calendar(desk: Desk) -> ResponseReturnValue:
    """Every meeting of the group."""
    name = series(desk)
    return sent(written(name, in_calendar(queries.calendar(desk.db, desk.at), name)))


def sent(contents: bytes) -> Response:
    """A calendar as an answer."""
    return Response(contents, content_type=MEDIA_TYPE)


def series(desk: Desk) -> str:
    """What the group's things are known by outside: the series of its documents' symbols."""
    group = accounts.working_group(desk.db)
    return group.series if group else "OEWG"


def meeting_title(called: queries.Called) -> str:
    """What a meeting is called in a calendar."""
    meeting = called.meeting
    number = meeting.number
    kind = gettext("Meeting %(number)s", number=number)
    if meeting.formality == "informal":
        kind = gettext("Meeting %(number)s (informal)", number=number)
    return f"{kind}, {meeting.session.title}"


def location(called: queries.Called) -> str:
    """Where a meeting is: the room and the place, or that it is online."""
    meeting = called.meeting
    if meeting.mode == "virtual":
        return told(MODES["virtual"]).capitalize()
    return ", ".join(words for words in (meeting.room, meeting.session.place) if words)


def in_calendar(calendar: Sequence[queries.Called], series: str) -> list[Dated]:
    """Meetings as entries of a calendar; of the group with this series."""
    return [
        Dated(
            uid=f"meeting-{each.meeting.id}@{series}", sequence=each.changes, changed_at=each.changed_at,
            summary=meeting_title(each), starts_at=each.meeting.starts_at, ends_at=each.meeting.ends_at,
            url=url_for("meetings.meeting", meeting_id=each.meeting.id, _external=True), location=location(each),
            description=_description(each), cancelled=each.meeting.cancelled_at is not None, tentative=each.outside,
        )
        for each in calendar
    ]  # fmt: skip


def _description(called: queries.Called) -> str:
    meeting = called.meeting
    lines = [f"{instant(meeting.starts_at, meeting.session.zone)}, {told(MODES[meeting.mode])}"]
    if called.deputy and called.deputy.delegation_id:
        name = delegation_name(called.deputy.delegation_id)
        lines.append(gettext("Presiding: the Vice-Chair (%(delegation)s)", delegation=name))
    lines += [f"{each.line.number} {plain(each.line.words)}" for each in called.items]
    return "\n".join(lines)
