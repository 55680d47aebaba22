"""When did the exercise's group meet, and what did it settle? From the resolution to the last meeting."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from oewg.accounts import queries as accounts
from oewg.accounts.models import Delegation
from oewg.core.clock import local
from oewg.core.database import Database
from oewg.mandate import actions as mandate
from oewg.mandate import queries as mandate_queries
from oewg.meetings import actions as meetings
from oewg.meetings import queries as meeting_queries
from oewg.meetings.models import Meeting, Session
from oewg.negotiation import actions as negotiation
from oewg.overview.demonstration import words
from oewg.overview.demonstration.cast import SAMPLES, ZONE
from oewg.overview.demonstration.stage import Stage, stage
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText, Provision

HEADQUARTERS = "United Nations Headquarters, New York"
ROOM = "Conference Room 4"
FIRST, SECOND, THIRD = "First substantive session", "Second substantive session", "Third substantive session"
SESSIONS = (
    ("organizational", "Organizational session", date(2019, 6, 3), date(2019, 6, 4)),
    ("substantive", FIRST, date(2019, 9, 9), date(2019, 9, 13)),
    ("intersessional", "Intersessional consultative meeting", date(2019, 12, 2), date(2019, 12, 4)),
    ("substantive", SECOND, date(2020, 2, 10), date(2020, 2, 14)),
    ("substantive", THIRD, date(2020, 7, 6), date(2020, 7, 10)),
)


OFFICERS = (
    ("chair", SAMPLES["chair"].email, SAMPLES["chair"].delegation),
    *(("vice_chair", f"{code.lower()}@exercise.example", code) for code in ("EST", "GHA", "IDN")),
    ("rapporteur", SAMPLES["bureau"].email, SAMPLES["bureau"].delegation),
)
"""(office, account, State): one officer from each of the five regional groups."""


def read_the_resolution(database: Database) -> None:
    """The exercise's resolution is read in, and the sessions are planned."""
    contents = (Path(__file__).parent / "resolution.txt").read_text(encoding="utf-8")
    with stage(database, 2018, 12, 12) as on:
        secretariat = on.sample("secretariat")
        mandate.import_resolution(on.db, contents, "EX/73/1", by=secretariat, at=on.at())
        for kind, title, first, last in SESSIONS:
            meetings.plan_session(on.db, kind, title, first, last, HEADQUARTERS, ZONE, by=secretariat, at=on.at())


def organizational_session(database: Database) -> None:
    """The group elects its officers and adopts its agenda, programme of work and modalities."""
    with stage(database, 2019, 5, 20) as on:
        agenda = _agenda(on)
        programme = _plain(on, "programme_of_work", "Programme of work", words.PROGRAMME_OF_WORK)
        modalities = _plain(on, "modalities", "Modalities of participation", words.MODALITIES)
        session = session_titled(on, "Organizational session")
        items = [
            text_queries.provision(on.db, line.provision_id)
            for line in text_queries.lines(on.db, agenda.id)
            if line.kind == "paragraph"
        ]
        first = planned(on, session, local(2019, 6, 3, 10, zone=ZONE), items[:4])
        second = planned(on, session, local(2019, 6, 4, 10, zone=ZONE), items[3:4])
        on.go_to(2019, 6, 3, 9, 30)
        meetings.open_session(on.db, session, by=on.sample("secretariat"), at=on.at())
        opened(on, first, take_up=False)
        for office, email, delegation in OFFICERS:
            account = accounts.account_by_email(on.db, email)
            state = accounts.delegation_by_code(on.db, delegation)
            name = accounts.delegation_names(on.db, "en", on.now.date())[state.id]
            assert account is not None
            meetings.elect_officer(
                on.db, first, account, state, name, office, by=on.sample("secretariat"), at=on.at()
            )  # fmt: skip
        chair = on.sample("chair")
        for item in items[:4]:
            meetings.take_up(on.db, first, item, by=chair, at=on.at())
        _adopt(on, agenda, "A/AC.290/2019/1")
        attended(on, first, 78)
        adjourned(on, first)
        opened(on, second)
        _adopt(on, programme, "A/AC.290/2019/2")
        _adopt(on, modalities, "A/AC.290/2019/3")
        for decision in words.DECISIONS[:4]:
            meetings.record_decision(
                on.db, second, decision.kind, decision.words, by=on.sample("secretariat"), at=on.at()
            )  # fmt: skip
        adjourned(on, second)
        meetings.close_session(on.db, session, by=chair, at=on.at())


def _agenda(on: Stage) -> DraftText:
    secretariat = on.sample("secretariat")
    agenda = texts.begin_text(on.db, "agenda", "Agenda of the Working Group", by=secretariat, at=on.at())
    elements = {element.key: element for element in mandate_queries.elements(on.db)}
    for item in words.AGENDA:
        provision = texts.add_provision(on.db, agenda, "paragraph", item.words, by=secretariat, at=on.at())
        for subitem in item.subitems:
            beneath = texts.add_provision(
                on.db, agenda, "subparagraph", subitem.words, parent=provision, by=secretariat, at=on.at()
            )
            for key in subitem.elements:
                mandate.tie_element(on.db, beneath, elements[key], by=secretariat, at=on.at())
    return agenda


def _adopt(on: Stage, text: DraftText, symbol: str) -> None:
    negotiation.prepare_adoption(on.db, text, symbol, by=on.sample("secretariat"), at=on.at())
    negotiation.adopt(on.db, text, by=on.sample("chair"), at=on.at())


def _plain(on: Stage, kind: str, title: str, paragraphs: tuple[str, ...]) -> DraftText:
    secretariat = on.sample("secretariat")
    text = texts.begin_text(on.db, kind, title, by=secretariat, at=on.at())
    for paragraph in paragraphs:
        texts.add_provision(on.db, text, "paragraph", paragraph, by=secretariat, at=on.at())
    return text


def session_titled(on: Stage, title: str) -> Session:
    """A session by its title."""
    return on.db.scalars(select(Session).where(Session.title == title)).one()


def planned(
    on: Stage, session: Session, starts: datetime, items: Sequence[Provision], mode: str = "in_person"
) -> Meeting:
    """Plan a meeting, with what it is to take up."""
    secretariat = on.sample("secretariat")
    meeting = meetings.plan_meeting(
        on.db, session, "formal", mode, starts, room=ROOM, by=secretariat, at=on.at()
    )  # fmt: skip
    for item in items:
        meetings.set_down_item(on.db, meeting, item, by=secretariat, at=on.at())
    return meeting


def opened(on: Stage, meeting: Meeting, take_up: bool = True) -> None:
    """Open a meeting at its hour, and take up what was set down for it."""
    on.now = meeting.starts_at
    meetings.open_meeting(on.db, meeting, by=on.sample("secretariat"), at=on.at())
    for item_id in meeting_queries.order_of(on.db, meeting.id) if take_up else ():
        meetings.take_up(on.db, meeting, text_queries.provision(on.db, item_id), by=on.sample("chair"), at=on.at())


def adjourned(on: Stage, meeting: Meeting) -> None:
    """Adjourn a meeting shortly before its interpreters leave."""
    on.now = meeting.ends_at - timedelta(minutes=5)
    meetings.adjourn_meeting(on.db, meeting, by=on.sample("chair"), at=on.at())


def attended(on: Stage, meeting: Meeting, how_many: int) -> None:
    """Record that so many States were there, spread over the alphabet."""
    members = on.db.scalars(select(Delegation).where(Delegation.kind == "member").order_by(Delegation.code)).all()
    there = [delegation for place, delegation in enumerate(members) if place * how_many % len(members) < how_many]
    meetings.record_attendance(on.db, meeting, there, [], by=on.sample("secretariat"), at=on.at())


def first_session_opens(database: Database) -> None:
    """September 2019: the first of ten meetings takes up the rules, norms and principles."""
    _substantive_opens(database, FIRST, date(2019, 9, 9), 0, 96)


def first_session_ends(database: Database) -> None:
    """The other meetings take up the other subitems, one by one."""
    _substantive_ends(database, FIRST)


def second_session_opens(database: Database) -> None:
    """February 2020: the first of ten meetings takes up the measures for confidence and capacity."""
    _substantive_opens(database, SECOND, date(2020, 2, 10), 4, 104)


def second_session_ends(database: Database) -> None:
    """The other meetings take up the other subitems once more."""
    _substantive_ends(database, SECOND)


def subitems(on: Stage) -> list[Provision]:
    """The subitems of item 5 of the agenda."""
    lines = [line for line in meeting_queries.agenda(on.db) if line.kind == "subparagraph"]
    return [text_queries.provision(on.db, line.provision_id) for line in lines]


def _hours(monday: date) -> list[datetime]:
    """When the ten meetings of a week begin."""
    return [
        local(monday.year, monday.month, monday.day + place // 2, 15 if place % 2 else 10, zone=ZONE)
        for place in range(10)
    ]  # fmt: skip


def _substantive_opens(database: Database, title: str, monday: date, first_item: int, present: int) -> None:
    before = monday - timedelta(weeks=4)
    with stage(database, before.year, before.month, before.day) as on:
        session, items = session_titled(on, title), subitems(on)
        made = [
            planned(on, session, starts, [items[(first_item + place) % len(items)]])
            for place, starts in enumerate(_hours(monday))
        ]  # fmt: skip
        on.go_to(monday.year, monday.month, monday.day, 9, 45)
        meetings.open_session(on.db, session, by=on.sample("secretariat"), at=on.at())
        opened(on, made[0])
        attended(on, made[0], present)


def _substantive_ends(database: Database, title: str) -> None:
    with database.reading() as db:
        begun = meeting_queries.unfinished_meeting(db)
        assert begun is not None, title
        day = begun.starts_at
    with stage(database, day.year, day.month, day.day) as on:
        session = session_titled(on, title)
        first, *others = sorted(session.meetings, key=lambda each: each.number)
        adjourned(on, first)
        for meeting in others:
            opened(on, meeting)
            adjourned(on, meeting)
        meetings.close_session(on.db, session, by=on.sample("chair"), at=on.at())


def postponement(database: Database) -> None:
    """The third session is postponed by eight months."""
    with stage(database, 2020, 6, 8) as on:
        session = session_titled(on, THIRD)
        meetings.postpone_session(
            on.db,
            session,
            words.POSTPONEMENT_REASON,
            date(2021, 3, 8),
            date(2021, 3, 12),
            by=on.sample("secretariat"),
            at=on.at(),
        )


def third_session_opens(database: Database) -> None:
    """The third session opens, in hybrid form; a meeting is cancelled and one postponed, and one is open at the end."""
    with stage(database, 2021, 2, 26) as on:
        secretariat = on.sample("secretariat")
        session, items = session_titled(on, THIRD), subitems(on)
        adoption = text_queries.provision(on.db, meeting_queries.agenda(on.db)[-2].provision_id)
        for_meetings = ([0], [2], [1], [3], [2, 4], [5], [0, 1], [3, 4])
        made = [
            planned(on, session, starts, [items[one] for one in for_meetings[place]] if place < 8 else [adoption], "hybrid")
            for place, starts in enumerate(_hours(date(2021, 3, 8)))
        ]  # fmt: skip
        on.go_to(2021, 3, 8, 9, 30)
        meetings.open_session(on.db, session, by=secretariat, at=on.at())
        meetings.move_session_online(on.db, session, words.HYBRID_REASON, by=secretariat, at=on.at())
        opened(on, made[0])
        attended(on, made[0], 88)
        adjourned(on, made[0])
        meetings.cancel_meeting(on.db, made[1], words.CANCELLATION_REASON, by=secretariat, at=on.at())
        later = made[5].starts_at + timedelta(hours=1)
        meetings.postpone_meeting(on.db, made[5], later, None, ROOM, words.LATER_REASON, by=secretariat, at=on.at())
        opened(on, made[2])


def third_session_goes_on(database: Database) -> None:
    """9 and 10 March 2021: the meeting that was open is adjourned, and three others are held."""
    with stage(database, 2021, 3, 9, 12, 50) as on:
        sitting = meeting_queries.unfinished_meeting(on.db)
        assert sitting is not None
        adjourned(on, sitting)
        for present in (71, 83, 79):
            held(on, next_meeting(on), present)


def third_session_ends(database: Database) -> None:
    """12 March 2021: the last meeting is adjourned, and with it the work of the group is done."""
    with stage(database, 2021, 3, 12, 17) as on:
        sitting = meeting_queries.unfinished_meeting(on.db)
        assert sitting is not None
        adjourned(on, sitting)
        meetings.close_session(on.db, session_titled(on, THIRD), by=on.sample("chair"), at=on.at())


def next_meeting(on: Stage) -> Meeting:
    """The next meeting of the third session that is still to be opened."""
    ahead = [
        each for each in session_titled(on, THIRD).meetings if each.opened_at is None and each.cancelled_at is None
    ]  # fmt: skip
    return min(ahead, key=lambda each: each.starts_at)


def held(on: Stage, meeting: Meeting, how_many: int) -> None:
    """Open a meeting, record who is there, and adjourn it."""
    opened(on, meeting)
    attended(on, meeting, how_many)
    adjourned(on, meeting)
