"""Who takes part, and who was at which meeting: a page to read and print, and two tables for spreadsheets."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, language, whole_number
from oewg.accounts.door.pages import asks
from oewg.meetings import queries
from oewg.meetings.queries import Participants
from oewg.meetings.rules.credentials import HEADQUARTERS, day_of, last_day
from oewg.meetings.rules.participants import SECTIONS, runs
from oewg.meetings.views.room import pages
from oewg.texts.views.files import spreadsheet


@pages.get("/participants")
@asks("read")
def participants(desk: Desk) -> ResponseReturnValue:
    """The list of participants of a session or of all.

    Everybody reads which delegations and organizations were at which meeting, as the report tells it too; the persons
    are shown to those who take part themselves (read_participants), because their names are personal data.
    """
    found = _asked_for(desk)
    return render_template(
        "meetings/participants.html",
        found=found,
        sections={name: found.section(name) for name in SECTIONS},
        sessions=queries.sessions(desk.db),
        with_persons=desk.viewer.may("read_participants"),
        runs=runs,
    )


@pages.get("/participants.csv")
@asks("read_participants")
def participants_as_csv(desk: Desk) -> ResponseReturnValue:
    """The list of participants, a row for each person; days on the clocks of the session, both inclusive."""
    found = _asked_for(desk)
    rows = [
        [
            entry.kind, entry.code, entry.name, person.role, person.name, person.title,
            str(day_of(person.since, found.zone)), str(last_day(person.until, found.zone)) if person.until else "",
        ]
        for entry in found.listed
        for person in entry.persons
    ]  # fmt: skip
    head = ["kind", "code", "participant", "capacity", "name", "title", "from", "until"]
    return spreadsheet("participants", head, rows)


@pages.get("/attendance.csv")
@asks("read")
def attendance_as_csv(desk: Desk) -> ResponseReturnValue:
    """Who was at which meeting: a row for each delegation and organization, a column for each meeting."""
    found = _asked_for(desk)
    rows = [
        [entry.kind, entry.code, entry.name, *("1" if number in entry.meetings else "0" for number in found.meetings)]
        for entry in found.listed
        if entry.meetings
    ]
    head = ["kind", "code", "participant", *(f"meeting {number}" for number in found.meetings)]
    return spreadsheet("attendance", head, rows)


def _asked_for(desk: Desk) -> Participants:
    chosen = whole_number(request.args.get("session") or "0")
    session = queries.session(desk.db, chosen) if chosen else None
    return queries.list_of_participants(desk.db, desk.viewer, session, language(), day_of(desk.at, HEADQUARTERS))
