"""Can the organizational session of June 2019 be held whole, through pages alone, each person at a browser of their own?

It is told in the order in which it happens: planned, prepared, opened, conducted, adjourned, and what remains of it.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from oewg.record.verification import faults
from tests.journeys.conftest import PHONE, ClockOfTheHouse, Served, sign_in
from tests.journeys.organizational.deciding import (
    a_text_is_adopted,
    delegations_check_in,
    the_bureau_is_elected,
    the_chair_is_elected,
    the_dates_are_decided,
    the_meeting_is_adjourned,
    the_meeting_is_opened,
    the_meeting_is_suspended_and_resumed,
)
from tests.journeys.organizational.people import AGENDA, People, missing, take_up
from tests.journeys.organizational.preparing import (
    a_letter_of_credentials_is_received,
    a_statement_is_filed_under_embargo,
    a_text_is_begun,
    nobody_else_knows_of_it,
    somebody_follows_the_link,
    the_head_names_a_member,
    the_session_is_planned,
    the_timetable_is_arranged_by_keyboard,
)
from tests.journeys.organizational.remaining import (
    a_letter_reaches_a_delegate,
    the_calendar_follows_a_meeting_that_moves,
    the_letter_is_stopped_with_one_click,
    the_list_of_participants_shows_persons_to_participants,
    the_minutes_are_drafted_and_edited,
)
from tests.journeys.organizational.speaking import (
    a_list_of_speakers_is_opened,
    france_delivers_its_statement,
    the_group_speaks_and_is_interrupted,
    the_others_speak_and_one_replies,
    two_exchange_their_places,
)
from tests.world import PASSWORD


@pytest.fixture
def hour(clock_of_the_house: ClockOfTheHouse) -> ClockOfTheHouse:
    """The third of June 2019, a quarter past ten in New York."""
    clock_of_the_house.strikes(10, 15)
    return clock_of_the_house


def test_the_organizational_session_is_held_whole(
    empty_house: Served, opened: Callable[..., Page], passwords: None, hour: ClockOfTheHouse, tmp_path: Path
) -> None:
    def signed_in(who: str, **options: object) -> Page:
        page = opened(empty_house, **options)
        sign_in(page, f"{who}@example.org", PASSWORD)
        return page

    people = People(
        secretariat=signed_in("secretariat"), head=opened(empty_house), member=opened(empty_house),
        france=signed_in("delegate", **PHONE), japan=signed_in("second"), kenya=signed_in("head"),
        romania=signed_in("coordinator"), public=opened(empty_house),
        screen=opened(empty_house, viewport={"width": 1280, "height": 720}),
    )  # fmt: skip
    secretariat = people.secretariat

    session = the_session_is_planned(secretariat)
    first, second = f"{empty_house.address}/meetings/1", f"{empty_house.address}/meetings/2"
    link = a_letter_of_credentials_is_received(secretariat)
    somebody_follows_the_link(people.head, link)
    somebody_follows_the_link(people.member, the_head_names_a_member(people.head))
    agenda = a_text_is_begun(secretariat, "agenda", "Provisional agenda", AGENDA)
    programme = a_text_is_begun(
        secretariat, "programme_of_work", "Programme of work", ("Three sessions in two years.",)
    )
    modalities = a_text_is_begun(
        secretariat, "modalities", "Modalities of participation", ("Accredited organizations attend formal meetings.",)
    )
    the_timetable_is_arranged_by_keyboard(secretariat, session)
    statement = a_statement_is_filed_under_embargo(people.france, first)
    nobody_else_knows_of_it(people, statement)
    nothing_is_settled = [
        "Officers elected", "Agenda adopted", "Programme of work adopted", "Modalities of participation adopted",
        "Dates of the substantive sessions decided",
    ]  # fmt: skip
    assert missing(people.public) == nothing_is_settled

    hour.strikes(11, 5)
    the_meeting_is_opened(people, session, first)
    delegations_check_in(people, first)
    the_chair_is_elected(people, first)
    the_bureau_is_elected(people)
    assert missing(people.public) == nothing_is_settled[1:]
    take_up(people.chair, first, AGENDA[1])
    a_text_is_adopted(people, agenda, "A/AC.290/2019/1")
    a_list = a_list_of_speakers_is_opened(people, first)
    two_exchange_their_places(people, a_list)
    the_group_speaks_and_is_interrupted(people, first)
    france_delivers_its_statement(people, statement)
    the_meeting_is_suspended_and_resumed(people, first)
    the_others_speak_and_one_replies(people, a_list)
    a_text_is_adopted(people, programme, "A/AC.290/2019/2")
    assert missing(people.japan) == ["Modalities of participation adopted", "Dates of the substantive sessions decided"]
    a_text_is_adopted(people, modalities, "A/AC.290/2019/3")
    the_dates_are_decided(people, first)
    assert missing(people.public) == []
    the_meeting_is_adjourned(people, first)

    the_minutes_are_drafted_and_edited(people, first)
    the_list_of_participants_shows_persons_to_participants(people)
    letter = a_letter_reaches_a_delegate(empty_house, tmp_path)
    the_letter_is_stopped_with_one_click(opened(empty_house, **PHONE), people.france, letter)
    the_calendar_follows_a_meeting_that_moves(people, second)
    with empty_house.database.reading() as db:
        assert list(faults(db)) == []
