"""Who speaks at the exercise's meetings, in which order, for how long, and who waits when it is opened to visitors?"""

from collections.abc import Iterable

from sqlalchemy import select

from oewg.accounts import queries as accounts
from oewg.accounts.models import Organization
from oewg.core.database import Database
from oewg.meetings import actions, queries
from oewg.meetings.models import Inscription, Meeting, SpeakersList
from oewg.meetings.rules.speaking import Limits, Speaker
from oewg.overview.demonstration import words_speaking as words
from oewg.overview.demonstration.calendar import subitems
from oewg.overview.demonstration.stage import Stage, stage
from oewg.overview.demonstration.words_consultation import ORGANIZATIONS
from oewg.overview.demonstration.words_speaking import Turn

CAPACITY, DIALOGUE, RULES = 4, 1, 0
"""Subitems of item 5 of the agenda, counted from 0."""


def first_list_is_heard(database: Database) -> None:
    """September 2019: places are exchanged, one is absent when called, a point of order interrupts, some overrun."""
    with stage(database, 2019, 9, 9, 10, 10) as on:
        meeting, chair = sitting(on), on.sample("chair")
        found = actions.open_speakers_list(
            on.db, meeting.session, item=subitems(on)[RULES], by=chair, at=on.at()
        )  # fmt: skip
        rows = _inscribed(on, found, words.FIRST_INSCRIBED)
        one, other = words.EXCHANGE_FIRST
        exchange = actions.propose_exchange(on.db, rows[one], rows[other], by=on.acting_for(one), at=on.after(40))
        actions.agree_exchange(on.db, exchange, by=on.acting_for(other), at=on.after(50))
        for turn in words.FIRST_LIST:
            row = rows[turn.group or turn.by]
            if turn.by == "BRA":
                actions.record_absence(on.db, meeting, rows[words.ABSENT], 0, by=chair, at=on.after(40))
            if turn.by == "KEN":
                actions.withdraw_inscription(
                    on.db, rows[words.WITHDRAWS], by=on.acting_for(words.WITHDRAWS), at=on.after(20)
                )  # fmt: skip
            _speaks(on, meeting, row, turn.seconds)
        actions.close_speakers_list(on.db, found, by=chair, at=on.at())
        _present(on, meeting, words.FIRST_LIST)


def second_list_is_heard(database: Database) -> None:
    """February 2020: with shorter limits; an organization speaks after all delegations, and two States reply."""
    with stage(database, 2020, 2, 10, 10, 10) as on:
        meeting, chair = sitting(on), on.sample("chair")
        found = actions.open_speakers_list(
            on.db, meeting.session, item=subitems(on)[CAPACITY], by=chair, at=on.at()
        )  # fmt: skip
        limits = Limits(words.LIMIT, words.GROUP_LIMIT, words.ORGANIZATION_LIMIT)
        actions.limit_speaking_time(on.db, found, limits, by=chair, at=on.at())
        actions.admit_organizations(on.db, found, by=chair, at=on.at())
        rows = _inscribed(on, found, [(turn.by, turn.group) for turn in words.SECOND_LIST])
        speaker = Speaker(organization_id=_organization(on).id)
        last = actions.inscribe(on.db, found, speaker, by=on.sample("stakeholder"), at=on.after(30))
        for turn in words.SECOND_LIST:
            _speaks(on, meeting, rows[turn.group or turn.by], turn.seconds)
        _speaks(on, meeting, last, words.ORGANIZATION_SPEAKS)
        actions.close_speakers_list(on.db, found, by=chair, at=on.at())
        for turn in words.REPLIES:
            row = actions.ask_to_reply(on.db, found, on.state(turn.by), by=on.acting_for(turn.by), at=on.after(30))
            _speaks(on, meeting, row, turn.seconds)
        _present(on, meeting, words.SECOND_LIST, [_organization(on)])


def speakers_wait(database: Database) -> None:
    """March 2021: a State has the floor with its clock paused, others wait, and Kenya is asked to exchange places."""
    with stage(database, 2021, 3, 9, 10, 50) as on:
        meeting, chair = sitting(on), on.sample("chair")
        found = actions.open_speakers_list(
            on.db, meeting.session, item=subitems(on)[DIALOGUE], by=chair, at=on.at()
        )  # fmt: skip
        first = [(turn.by, turn.group) for turn in (*words.THIRD_LIST, words.HAS_THE_FLOOR)]
        rows = _inscribed(on, found, first)
        for turn in words.THIRD_LIST:
            _speaks(on, meeting, rows[turn.group or turn.by], turn.seconds)
        rows |= _inscribed(on, found, words.WAIT)
        one, other = words.PROPOSES, words.ASKED
        actions.propose_exchange(on.db, rows[one], rows[other], by=on.acting_for(one), at=on.after(30))
        actions.direct_screen(on.db, meeting, "speakers", by=chair, at=on.after(20))
        has = actions.give_floor(on.db, meeting, rows[words.HAS_THE_FLOOR.by], by=chair, at=on.after(20))
        actions.start_clock(on.db, has, by=chair, at=on.after(12))
        actions.pause_clock(on.db, has, by=chair, at=on.after(words.HAS_THE_FLOOR.seconds))
        _inscribed(on, found, words.COMES_LATE)


def last_list_is_heard(database: Database) -> None:
    """9 March 2021: Kenya agrees to the exchange, all who wait are heard, and the list is closed."""
    with stage(database, 2021, 3, 9, 11, 30) as on:
        meeting, chair = sitting(on), on.sample("chair")
        floor = queries.floor(on.db, meeting.id)
        assert floor is not None
        begun = floor.holder
        assert begun.list_id is not None
        found = queries.speakers_list(on.db, begun.list_id)
        actions.start_clock(on.db, begun, by=chair, at=on.after(10))
        actions.end_intervention(on.db, begun, by=chair, at=on.after(words.ENDS_AFTER))
        rows = {row.delegation.code: row for row in _waiting(on, found) if row.delegation and row.group is None}
        exchange = queries.open_exchanges(on.db, [rows[words.PROPOSES].id])[0]
        actions.agree_exchange(on.db, exchange, by=on.acting_for(words.ASKED), at=on.after(20))
        while waiting := _waiting(on, found):
            _speaks(on, meeting, waiting[0], words.HEARD_AT_LAST)
        actions.close_speakers_list(on.db, found, by=chair, at=on.at())
        actions.direct_screen(on.db, meeting, "pause", by=chair, at=on.at())


def _waiting(on: Stage, found: SpeakersList) -> list[Inscription]:
    return [each.inscription for each in queries.waiting(on.db, found)]


def sitting(on: Stage) -> Meeting:
    """The meeting that is open."""
    found = queries.unfinished_meeting(on.db)
    assert found is not None
    return found


def _present(on: Stage, meeting: Meeting, spoke: Iterable[Turn], organizations: Iterable[Organization] = ()) -> None:
    """Whoever spoke was there."""
    states = [on.state(turn.by) for turn in spoke]
    actions.record_attendance(on.db, meeting, states, list(organizations), by=on.sample("secretariat"), at=on.at())


def _organization(on: Stage) -> Organization:
    return on.db.scalars(select(Organization).where(Organization.name == ORGANIZATIONS[0].name)).one()


def _inscribed(on: Stage, found: SpeakersList, who: Iterable[tuple[str, str]]) -> dict[str, Inscription]:
    """Inscribe each by itself; a group that has no coordinator in the exercise through the secretariat."""
    rows = {}
    for code, group in who:
        by = on.acting_for(code) if not group else on.sample("coordinator" if group == "EU" else "secretariat")
        speaker = Speaker(on.state(code).id, accounts.group_by_code(on.db, group).id if group else None)
        rows[group or code] = actions.inscribe(on.db, found, speaker, by=by, at=on.after(15))
    return rows


def _speaks(on: Stage, meeting: Meeting, row: Inscription, seconds: int) -> None:
    """Somebody is called, speaks for so long, and ends; the clock may be paused, and a point of order be heard, midway."""
    chair = on.sample("chair")
    code = row.delegation.code if row.delegation and row.group is None else ""
    begun = actions.give_floor(on.db, meeting, row, by=chair, at=on.after(20))
    actions.start_clock(on.db, begun, by=chair, at=on.after(8))
    rest = seconds
    if code == words.PAUSES and row.kind == "statement":
        rest -= 60
        actions.pause_clock(on.db, begun, by=chair, at=on.after(60))
        actions.start_clock(on.db, begun, by=chair, at=on.after(45))
    if code == words.INTERRUPTED and row.kind == "statement":
        rest -= 90
        risen = actions.raise_point_of_order(
            on.db, meeting, on.state(words.RISES), by=on.acting_for(words.RISES), at=on.after(90)
        )  # fmt: skip
        actions.end_intervention(on.db, risen, by=chair, at=on.after(words.POINT_OF_ORDER))
    actions.end_intervention(on.db, begun, by=chair, at=on.after(rest))
