"""Can an organization go the whole way, from its first visit to what became of its words, through pages alone?

It is told in the order in which it happens, each person at a browser of their own: accreditation in June 2019, the meeting in
December, input in writing, and what became of it.
"""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from playwright.sync_api import Page

from oewg.mandate.models import Element
from oewg.meetings import actions as meetings
from oewg.record.verification import faults
from oewg.texts import actions as texts
from tests.journeys.conftest import PHONE, ClockOfTheHouse, Served, sign_in
from tests.journeys.consultation.accreditation import (
    a_second_representative_accepts,
    an_organization_finds_its_way_to_the_form,
    another_asks_for_the_basis,
    it_is_sent_back_and_repaired,
    it_registers_with_a_letter,
    names_go_before_all_states,
    one_objects,
    stands,
    the_group_decides,
)
from tests.journeys.consultation.became import (
    a_passage_is_tied_from_a_suggestion,
    everybody_reads_what_became_of_it,
    it_is_found,
    its_authors_are_told,
    the_rest_is_answered,
)
from tests.journeys.consultation.input import (
    a_draft_is_saved_as_one_types,
    another_co_signs,
    both_are_published,
    input_is_called_for,
    it_is_previewed_and_submitted,
    the_other_sends_its_own_without_its_name,
)
from tests.journeys.consultation.meeting import (
    a_consultation_is_planned,
    it_is_paid_for,
    it_registers_its_persons,
    it_speaks,
)
from tests.journeys.consultation.people import PATIENCE, PROTECT, SECOND, People, weeks_pass
from tests.meetings.given import a_meeting, a_session, on_session
from tests.world import PASSWORD, World


@pytest.fixture
def prepared(empty_house: Served, passwords: None, clock_of_the_house: ClockOfTheHouse) -> World:
    """The morning of 3 June 2019: a mandate, an open session with a meeting in June, and a draft of the report."""
    clock_of_the_house.strikes(10, 15)
    world = World(empty_house.database)
    with world.writing() as db:
        db.add(Element(key="threats", title="Threats", source="paragraph 5", quote="existing threats", place=1))
    session = a_session(world)
    on_session(world, meetings.open_session, session)
    a_meeting(world, session)
    report = world.act(texts.begin_text, "report", "Draft report", by="secretariat")
    for words in (PROTECT, "The group meets in New York."):
        world.act(texts.add_provision, report, "paragraph", words, by="secretariat")
    return world


def test_an_organization_goes_the_whole_way(
    prepared: World,
    empty_house: Served,
    opened: Callable[..., Page],
    clock_of_the_house: ClockOfTheHouse,
    tmp_path: Path,
) -> None:
    people = People(**{
        each.name: opened(empty_house, **(PHONE if each.name == "second" else {})) for each in fields(People)
    })  # fmt: skip
    for each in fields(people):
        getattr(people, each.name).set_default_timeout(PATIENCE)
    for who, account in (("other", "stakeholder"), ("secretariat", "secretariat"), ("chair", "chair"),
                         ("france", "delegate"), ("japan", "second")):  # fmt: skip
        sign_in(getattr(people, who), f"{account}@example.org", PASSWORD)
    letters = tmp_path / "notices"

    an_organization_finds_its_way_to_the_form(people.organization)
    it_registers_with_a_letter(people.organization, letters)
    stands(people.organization, "Waits for the secretariat’s check.")
    it_is_sent_back_and_repaired(people)
    a_list = names_go_before_all_states(people)
    one_objects(people, a_list)

    clock_of_the_house.strikes(10, 0, day=17)
    weeks_pass(people)
    another_asks_for_the_basis(people, a_list)
    the_group_decides(people, a_list, f"{empty_house.address}/meetings/1")
    a_second_representative_accepts(people, letters)
    consultation = a_consultation_is_planned(people.secretariat)
    it_is_paid_for(people, consultation)
    it_registers_its_persons(people, consultation)

    clock_of_the_house.strikes(10, 0, day=2, month=12)
    weeks_pass(people)
    sign_in(people.second, SECOND, PASSWORD)
    it_speaks(people, consultation, f"{empty_house.address}/sessions/2", f"{empty_house.address}/meetings/2")
    call = input_is_called_for(people)
    a_draft_is_saved_as_one_types(people, call)
    submission = it_is_previewed_and_submitted(people.organization, "Publish it under our name")
    another_co_signs(people, submission)
    unnamed = the_other_sends_its_own_without_its_name(people, call)
    both_are_published(people, submission, unnamed)
    a_passage_is_tied_from_a_suggestion(people, submission)
    the_rest_is_answered(people, submission, unnamed)
    everybody_reads_what_became_of_it(people, submission, unnamed)
    it_is_found(people, submission, unnamed)
    its_authors_are_told(empty_house, tmp_path, submission)
    with empty_house.database.reading() as db:
        assert list(faults(db)) == []
