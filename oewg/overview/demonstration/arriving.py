"""Who comes to the exercise's sessions? Letters of credentials, members whom a head of delegation names, and check-in."""

from datetime import date

from sqlalchemy import select

from oewg.core.database import Database
from oewg.meetings import actions, queries
from oewg.meetings.models import CredentialedPerson
from oewg.meetings.rules.credentials import Named
from oewg.overview.demonstration import words_arriving as words
from oewg.overview.demonstration.calendar import THIRD, session_titled
from oewg.overview.demonstration.speaking import sitting
from oewg.overview.demonstration.stage import Stage, stage
from oewg.overview.demonstration.words_arriving import Letter


def credentials_arrive(database: Database) -> None:
    """May 2019: letters for the organizational session, and some for all sessions."""
    with stage(database, 2019, 5, 27) as on:
        for letter in words.FOR_2019:
            _received(on, letter, "Organizational session", date(2019, 5, 21))


def members_are_named(database: Database) -> None:
    """February 2021: a head of delegation names two advisers and ends the membership of another; letters arrive."""
    with stage(database, 2021, 2, 22) as on:
        head = on.sample("head")
        jamaica = on.state("JAM")
        for person in words.NAMED_BY_HEAD:
            actions.name_member(on.db, jamaica, _named("JAM", person), by=head, at=on.at())
        ended = on.db.scalars(select(CredentialedPerson).where(CredentialedPerson.name == words.LEAVES)).one()
        actions.end_membership(on.db, ended.capacity, by=head, at=on.at())
        for letter in words.FOR_2021:
            _received(on, letter, THIRD, date(2021, 2, 15))


def delegations_check_in(database: Database) -> None:
    """March 2021: those who have come type the code that the screen shows."""
    with stage(database, 2021, 3, 9, 10, 2) as on:
        meeting = sitting(on)
        actions.direct_screen(on.db, meeting, "code", by=on.sample("secretariat"), at=on.after(5))
        for code in words.CHECK_IN:
            assert meeting.check_in_code is not None
            actions.check_in(on.db, meeting, meeting.check_in_code, by=on.acting_for(code), at=on.after(7))


def _received(on: Stage, letter: Letter, session: str, dated: date) -> None:
    line = queries.session(on.db, session_titled(on, session).id) if letter.one_session else None
    persons = [_named(letter.of, person) for person in letter.persons]
    actions.receive_credentials(
        on.db, on.state(letter.of), line, letter.signed_by, dated, persons, by=on.sample("secretariat"), at=on.at()
    )  # fmt: skip


def _named(code: str, person: tuple[str, str, str]) -> Named:
    name, title, role = person
    address = name.lower().replace(" of ", " ").replace(" ", "-")
    return Named(name, f"{address}@exercise.example", title, role)
