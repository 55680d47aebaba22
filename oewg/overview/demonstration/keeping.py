"""What does the exercise's secretariat keep? Minutes in draft and final, documents of others, the state of translations."""

from oewg.core.database import Database
from oewg.meetings import actions as meetings
from oewg.meetings.models import Meeting
from oewg.overview.demonstration import words_keeping as words
from oewg.overview.demonstration.calendar import FIRST, THIRD, session_titled
from oewg.overview.demonstration.stage import Stage, stage
from oewg.overview.demonstration.words_keeping import Paper
from oewg.texts import actions as texts
from oewg.texts import queries


def minutes_are_made(database: Database) -> None:
    """June 2019: the first meeting's minutes are final, the second's still a draft; a list is registered."""
    with stage(database, 2019, 6, 12) as on:
        _registered(on, words.LIST)
        first, second = _meetings(on, "Organizational session")
        _final(on, first)
        meetings.draft_minutes(on.db, second, by=on.sample("secretariat"), at=on.at())


def minutes_follow(database: Database) -> None:
    """September 2019: the minutes tell who spoke, and for whom."""
    with stage(database, 2019, 9, 20) as on:
        _final(on, _meetings(on, FIRST)[0])


def documents_are_kept(database: Database) -> None:
    """March 2021: papers from elsewhere are registered, and the zero draft is being translated."""
    with stage(database, 2021, 3, 8, 14) as on:
        secretariat = on.sample("secretariat")
        for paper in words.PAPERS:
            _registered(on, paper)
        for symbol, states in words.TRANSLATIONS.items():
            document = queries.document_by_symbol(on.db, symbol)
            assert document is not None, symbol
            for language, state in states.items():
                texts.set_translation(on.db, document, language, state, by=secretariat, at=on.at())
        meetings.draft_minutes(on.db, _meetings(on, THIRD)[0], by=secretariat, at=on.at())


def last_minutes_are_made(database: Database) -> None:
    """15 March 2021: the minutes of every meeting of the last session are final."""
    with stage(database, 2021, 3, 15) as on:
        for meeting in sorted(_meetings(on, THIRD), key=lambda each: each.number):
            if meeting.adjourned_at is not None:
                _final(on, meeting)
        _final(on, _meetings(on, "Organizational session")[1])


def _registered(on: Stage, paper: Paper) -> None:
    texts.register_document(
        on.db, paper.symbol, paper.title, paper.distribution, paper.language, by=on.sample("secretariat"), at=on.at()
    )  # fmt: skip


def _meetings(on: Stage, title: str) -> list[Meeting]:
    return session_titled(on, title).meetings


def _final(on: Stage, meeting: Meeting) -> None:
    if meeting.minutes_text_id is None:
        meetings.draft_minutes(on.db, meeting, by=on.sample("secretariat"), at=on.at())
    symbol = f"A/AC.290/{meeting.starts_at.year}/SR.{meeting.number}"
    meetings.finish_minutes(on.db, meeting, symbol, by=on.sample("secretariat"), at=on.at())
