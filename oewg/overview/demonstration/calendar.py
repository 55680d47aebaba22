"""When did the exercise's group meet, and what did it settle? From the resolution to the session that is still open."""

from datetime import date
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
from oewg.texts.models import DraftText

HEADQUARTERS = "United Nations Headquarters, New York"
SESSIONS = (
    ("organizational", "Organizational session", date(2019, 6, 3), date(2019, 6, 4)),
    ("substantive", "First substantive session", date(2019, 9, 9), date(2019, 9, 13)),
    ("intersessional", "Intersessional consultative meeting", date(2019, 12, 2), date(2019, 12, 4)),
    ("substantive", "Second substantive session", date(2020, 2, 10), date(2020, 2, 14)),
    ("substantive", "Third substantive session", date(2020, 7, 6), date(2020, 7, 10)),
)


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
        session = _session(on, "Organizational session")
        on.go_to(2019, 6, 3, 9, 30)
        meetings.open_session(on.db, session, by=on.sample("secretariat"), at=on.at())
        first = _meeting(on, session, 2019, 6, 3, 10)
        for role, office in (("chair", "chair"), ("bureau", "rapporteur")):
            sample = SAMPLES[role]
            account = accounts.account_by_email(on.db, sample.email)
            state = accounts.delegation_by_code(on.db, sample.delegation)
            name = accounts.delegation_names(on.db, "en", on.now.date())[state.id]
            assert account is not None
            meetings.elect_officer(
                on.db, first, account, state, name, office, by=on.sample("secretariat"), at=on.at()
            )  # fmt: skip
        chair = on.sample("chair")
        items = [line for line in text_queries.lines(on.db, agenda.id) if line.kind == "paragraph"]
        for line in items[:4]:
            meetings.take_up(on.db, first, text_queries.provision(on.db, line.provision_id), by=chair, at=on.at())
        _adopt(on, agenda, "A/AC.290/2019/1")
        _attended(on, first, 78)
        meetings.adjourn_meeting(on.db, first, by=chair, at=on.at())
        second = _meeting(on, session, 2019, 6, 4, 10)
        _adopt(on, programme, "A/AC.290/2019/2")
        _adopt(on, modalities, "A/AC.290/2019/3")
        for decision in words.DECISIONS[:3]:
            meetings.record_decision(
                on.db, second, decision.kind, decision.words, by=on.sample("secretariat"), at=on.at()
            )  # fmt: skip
        meetings.adjourn_meeting(on.db, second, by=chair, at=on.at())
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


def _session(on: Stage, title: str) -> Session:
    return on.db.scalars(select(Session).where(Session.title == title)).one()


def _meeting(
    on: Stage, session: Session, year: int, month: int, day: int, hour: int, mode: str = "in_person"
) -> Meeting:
    """Plan and open a meeting."""
    secretariat = on.sample("secretariat")
    starts = local(year, month, day, hour, zone=ZONE)
    meeting = meetings.plan_meeting(on.db, session, "formal", mode, starts, by=secretariat, at=on.at())
    on.go_to(year, month, day, hour)
    on.db.flush()
    on.db.refresh(meeting)
    meetings.open_meeting(on.db, meeting, by=secretariat, at=on.at())
    return meeting


def _attended(on: Stage, meeting: Meeting, how_many: int) -> None:
    members = on.db.scalars(select(Delegation).where(Delegation.kind == "member").order_by(Delegation.code)).all()
    there = [delegation for place, delegation in enumerate(members) if place * how_many % len(members) < how_many]
    meetings.record_attendance(on.db, meeting, there, [], by=on.sample("secretariat"), at=on.at())


def first_substantive_session(database: Database) -> None:
    """Ten meetings in September 2019 take up the subitems one by one."""
    _substantive(database, "First substantive session", date(2019, 9, 9), 96)


def second_substantive_session(database: Database) -> None:
    """Ten meetings in February 2020 take them up once more."""
    _substantive(database, "Second substantive session", date(2020, 2, 10), 104)


def _substantive(database: Database, title: str, monday: date, present: int) -> None:
    with stage(database, monday.year, monday.month, monday.day, 9) as on:
        session = _session(on, title)
        meetings.open_session(on.db, session, by=on.sample("secretariat"), at=on.at())
        agenda = meeting_queries.agenda(on.db)
        subitems = [line for line in agenda if line.kind == "subparagraph"]
        for place in range(10):
            meeting = _meeting(on, session, monday.year, monday.month, monday.day + place // 2, 15 if place % 2 else 10)
            line = subitems[place % len(subitems)]
            meetings.take_up(
                on.db, meeting, text_queries.provision(on.db, line.provision_id), by=on.sample("chair"), at=on.at()
            )
            if place == 0:
                _attended(on, meeting, present)
            meetings.adjourn_meeting(on.db, meeting, by=on.sample("chair"), at=on.at())
        meetings.close_session(on.db, session, by=on.sample("chair"), at=on.at())


def postponement(database: Database) -> None:
    """The third session is postponed by eight months."""
    with stage(database, 2020, 6, 8) as on:
        session = _session(on, "Third substantive session")
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
    """The third session opens, in hybrid form; its last meeting is still open, so that the gavel can fall."""
    with stage(database, 2021, 3, 8, 9) as on:
        session = _session(on, "Third substantive session")
        meetings.open_session(on.db, session, by=on.sample("secretariat"), at=on.at())
        meetings.move_session_online(on.db, session, words.HYBRID_REASON, by=on.sample("secretariat"), at=on.at())
        first = _meeting(on, session, 2021, 3, 8, 10, "hybrid")
        _attended(on, first, 88)
        meetings.adjourn_meeting(on.db, first, by=on.sample("chair"), at=on.at())
        _meeting(on, session, 2021, 3, 9, 10, "hybrid")
