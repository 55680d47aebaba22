"""Does an organization come from its first visit to an accreditation, on both engines, and does nothing leak on the way?"""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from oewg.accounts import queries as people
from oewg.accounts.models import Account, Confirmation, Organization
from oewg.accounts.rules.capacities import PUBLIC
from oewg.consultations import actions, queries
from oewg.consultations.models import OrganizationLetter, Registration
from oewg.consultations.rules.accreditation import Described
from oewg.core.errors import Invalid, NotFound, Refusal
from oewg.meetings import actions as meetings
from oewg.record import queries as record
from oewg.record.actions import settle
from oewg.record.verification import faults
from oewg.texts.documents.uploads import examined
from tests.consultations.given import (
    a_listed,
    accredits,
    acts_on,
    application_of,
    begins_to_register,
    confirms,
    decides,
    registers,
    stands,
)
from tests.meetings.given import a_session, on_session
from tests.world import World

LETTER = examined(b"We ask to be accredited. Ada Reader, secretary.", "letter.txt")


def test_an_unconfirmed_applicant_is_put_before_nobody(world: World) -> None:
    asked = begins_to_register(world, letter=LETTER)
    with world.database.reading() as db:
        assert db.scalar(select(func.count()).select_from(Organization)) == 2
        assert people.account_by_email(db, "new@example.org") is None
    assert world.read(queries.applications, search="New Wires").total == 0
    entries = world.read(record.entries_after, -1, world.viewer("secretariat").audiences, limit=500)
    assert "begin_registration" not in {entry.act for entry in entries}
    application = application_of(world, confirms(world, asked))
    assert stands(world, application) == "applied"
    assert world.read(queries.applications, search="New Wires").total == 1


def test_a_letter_is_kept_with_the_application_and_read_by_two_alone(world: World) -> None:
    organization = confirms(world, begins_to_register(world, letter=LETTER))
    (kept,) = world.read(queries.letters, organization)
    assert world.read(queries.letter, kept.id, world.viewer("secretariat")).file_name == "letter.txt"
    own = world.viewer("new")
    with world.database.reading() as db:
        assert queries.letter(db, kept.id, own).contents == LETTER.contents
    for who in ("pending", "delegate", "chair", "public"):
        with pytest.raises(NotFound):
            world.read(queries.letter, kept.id, world.viewer(who))


def test_no_public_entry_names_a_person(world: World) -> None:
    before = world.read(record.size)
    accredits(world, application_of(world, confirms(world, begins_to_register(world, letter=LETTER))))
    entries = world.read(record.entries_after, before - 1, frozenset({"public"}), limit=500)
    assert {"issue_list", "decide_list"} <= {entry.act for entry in entries}
    for entry in entries:
        said = repr(entry.facts)
        assert not re.search("Somebody|example.org|Ada|letter.txt", said), entry


def test_a_link_is_used_once(world: World) -> None:
    asked = begins_to_register(world)
    confirms(world, asked)
    with pytest.raises(Refusal, match="used already"):
        confirms(world, asked)


def test_a_link_expires_and_nothing_is_kept(world: World) -> None:
    asked = begins_to_register(world, letter=LETTER)
    world.tick(3 * 24 * 60 - 1)
    with world.writing() as db:
        assert settle(db, world.at) == 0
        assert db.get_one(Confirmation, asked).email == "new@example.org"
    world.tick()
    with pytest.raises(Refusal, match="expired"):
        confirms(world, asked, at=world.at)
    with world.writing() as db:
        settle(db, world.at)
    with world.database.reading() as db:
        assert db.scalars(select(Registration)).all() == []
        row = db.get_one(Confirmation, asked)
        assert (row.email, row.name) == (None, "")


def test_another_letter_takes_the_place_of_the_first_after_a_pause(world: World) -> None:
    first = begins_to_register(world)
    with pytest.raises(Refusal, match="a few minutes ago"):
        begins_to_register(world)
    world.tick(5)
    second = begins_to_register(world)
    with pytest.raises(Refusal, match="expired"):
        confirms(world, first)
    assert confirms(world, second)


def test_two_that_register_the_same_name_are_told_apart_when_they_confirm(world: World) -> None:
    first, second = begins_to_register(world), begins_to_register(world, "NEW  WIRES", "other@example.org")
    confirms(world, first)
    with pytest.raises(Invalid, match="has registered already"):
        confirms(world, second)
    with pytest.raises(Invalid, match="has registered already"):
        begins_to_register(world, "new wires", "third@example.org")


def test_a_country_is_a_state(world: World) -> None:
    with pytest.raises(Invalid, match="choose the State"):
        begins_to_register(world, country="ICRC")


def test_a_delegate_who_registers_keeps_the_account_and_acts_in_one_capacity_at_a_time(world: World) -> None:
    before = world.viewer("delegate").account_id
    confirms(world, begins_to_register(world, email="delegate@example.org"))
    both = world.viewer("delegate")
    assert both.account_id == before
    assert (both.role, both.organization_id) == ("delegate", None)
    assert not any(each.startswith("organization:") for each in both.audiences)
    (other,) = both.others
    with world.database.reading() as db:
        account = db.get_one(Account, before)
        acting = people.viewer_of_account(db, account, world.at, other.id)
    assert (acting.role, acting.delegation_id) == ("pending", None)
    assert not {"delegations", "delegation:FRA"} & acting.audiences
    assert not acting.may("object_to_name")
    assert not both.may("manage_organization")


def test_an_application_is_sent_back_repaired_and_checked(world: World) -> None:
    application = registers(world)
    acts_on(world, application, "send_back_application", "The purpose is missing.")
    assert stands(world, application) == "sent_back"
    with pytest.raises(Refusal, match="sent back for repair"):
        acts_on(world, application, "check_application")
    repaired = Described("New Wires", "academia", "FIN", False, "To teach how cables are kept.")
    acts_on(world, application, "repair_application", repaired, LETTER, by="new")
    assert stands(world, application) == "applied"
    found = world.read(queries.application, application)
    assert (found.organization.country, found.organization.sector) == ("FIN", "academia")
    assert [each.repaired_at is not None for each in found.returns] == [True]
    assert world.read(lambda db: db.scalar(select(func.count()).select_from(OrganizationLetter))) == 1
    acts_on(world, application, "check_application")
    assert stands(world, application) == "checked"
    acts_on(world, application, "send_back_application", "The letter is unsigned.")
    assert stands(world, application) == "sent_back"


def test_a_repair_may_keep_its_own_name_and_take_no_other(world: World) -> None:
    application = registers(world)
    acts_on(world, application, "send_back_application", "The purpose is missing.")
    with pytest.raises(Invalid, match="has registered already"):
        acts_on(
            world, application, "repair_application", Described("Open Wires", "academia", "FIN", False, "P"), by="new"
        )  # fmt: skip


def test_an_organization_with_consultative_status_informs_and_skips_the_list(world: World) -> None:
    informs, other = registers(world, informs=True), registers(world, "Others", "others@example.org")
    with pytest.raises(Refusal, match="has it"):
        acts_on(world, informs, "check_application")
    with pytest.raises(Refusal, match="goes on a list"):
        acts_on(world, other, "note_status")
    acts_on(world, informs, "note_status")
    assert stands(world, informs) == "accredited"
    assert world.viewer("new").role == "stakeholder"
    assert world.viewer("others").role == "pending"
    found = world.read(queries.application, informs)
    assert (found.basis, found.session_id) == ("informed", None)


def test_who_withdraws_is_no_stakeholder_any_more_and_may_apply_again(world: World) -> None:
    application = registers(world)
    accredits(world, application)
    assert world.viewer("new").role == "stakeholder"
    acts_on(world, application, "withdraw_application", by="new")
    assert (world.viewer("new").role, stands(world, application)) == ("pending", "withdrawn")
    with pytest.raises(Refusal, match="has ended"):
        acts_on(world, application, "withdraw_application", by="new")
    with world.writing() as db:
        organization = queries.own_organization(db, world.viewer("new", db))
        again = actions.apply_again(db, organization, by=world.viewer("new", db), at=world.tick()).id
    assert (stands(world, again), stands(world, application)) == ("applied", "withdrawn")
    with world.writing() as db:
        by = world.viewer("new", db)
        organization = queries.own_organization(db, by)
        with pytest.raises(Refusal, match="when its application has ended"):
            actions.apply_again(db, organization, by=by, at=world.tick())
    accredits(world, again)
    assert world.viewer("new").role == "stakeholder"


def test_a_sessions_accreditation_ends_when_the_session_is_closed(world: World) -> None:
    list_id, _ = a_listed(world, "New Wires", "New Towers")
    with world.database.reading() as db:
        names = queries.every_name(db, queries.non_objection_list(db, list_id), PUBLIC)
        applications = {line.organization.name: line.accreditation.id for line in names}
    world.tick(60 * 24)
    session = a_session(world, "Second session")
    decides(world, list_id, session=session)
    assert {stands(world, each) for each in applications.values()} == {"accredited"}
    on_session(world, meetings.open_session, session)
    acts_on(world, applications["New Towers"], "withdraw_application", by="new-towers")
    on_session(world, meetings.close_session, session)
    closed = world.at
    # Whoever looks next finds the accreditation ended, although nobody has done anything.
    version = world.read(record.version, closed - timedelta(seconds=1))
    assert world.read(record.version, closed).passed == version.passed + 1
    with world.writing() as db:
        assert settle(db, world.tick(10)) == 1
        assert settle(db, world.at) == 0
    assert stands(world, applications["New Wires"]) == "expired"
    assert stands(world, applications["New Towers"]) == "withdrawn"
    assert world.viewer("new-wires").role == "pending"
    ended = world.read(queries.application, applications["New Wires"])
    assert ended.ended_at == ended.organization.accredited_until == closed
    with world.database.reading() as db:
        assert list(faults(db)) == []


def test_an_accreditation_for_the_whole_outlasts_every_session(world: World) -> None:
    application = registers(world)
    accredits(world, application)
    session = a_session(world, "Second session")
    on_session(world, meetings.open_session, session)
    on_session(world, meetings.close_session, session)
    with world.writing() as db:
        settle(db, world.tick())
    assert (stands(world, application), world.viewer("new").role) == ("accredited", "stakeholder")
