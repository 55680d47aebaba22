"""Do people come to act for a delegation by its letters and its head, for the right days, and by nobody else?"""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from oewg.accounts import actions as accounts
from oewg.accounts import queries as people
from oewg.accounts.models import Account
from oewg.core.clock import local
from oewg.core.errors import Invalid, NotFound, Refusal
from oewg.meetings import actions, queries
from oewg.meetings.models import CredentialedPerson, Credentials
from oewg.meetings.rules.credentials import Named
from oewg.record.models import Reader, Statement
from tests.meetings.given import NEW_YORK, a_session, befalls
from tests.meetings.given_credentials import (
    COUNSELLOR,
    DATED,
    MINISTER,
    a_letter,
    ends_of,
    names,
    on_capacity,
    size,
    viewer,
)
from tests.world import BEGIN, World


def test_a_letter_gives_each_person_an_account_and_a_capacity(world: World) -> None:
    letter, namings = a_letter(world)
    received = world.at
    for person, role in ((MINISTER, "head"), (COUNSELLOR, "delegate")):
        assert viewer(world, person.email, received).capacity == f"{role} of KEN"
    assert [naming.invited.opens for naming in namings] == [True, True]
    found = world.read(queries.persons_on, letter, received)
    assert [(m.name, m.title, m.role, m.email, m.membership) for m in found] == [
        (p.name, p.title, p.role, p.email, "acts") for p in (MINISTER, COUNSELLOR)
    ]
    line = world.read(queries.letter_line, letter)
    assert (line.session_title, line.persons, line.letter.dated) == ("", 2, DATED)
    assert line.letter.received_at == received


def test_a_letter_for_a_session_lets_people_act_through_its_last_day(world: World) -> None:
    session = a_session(world, "First session", date(2019, 9, 9), date(2019, 9, 13), kind="substantive")
    _, namings = a_letter(world, session=session, since=date(2019, 9, 9))
    since, until = ends_of(world, namings[0].person.capacity_id)
    assert since == local(2019, 9, 9, zone=NEW_YORK)
    assert until == local(2019, 9, 14, zone=NEW_YORK)
    end = local(2019, 9, 13, 23, 59, zone=NEW_YORK)
    assert viewer(world, MINISTER.email, since - timedelta(microseconds=1)).role == "public"
    assert viewer(world, MINISTER.email, since).role == "head"
    assert viewer(world, MINISTER.email, end).role == "head"
    assert viewer(world, MINISTER.email, end + timedelta(minutes=1)).role == "public"


def test_the_days_of_a_letter_are_those_of_the_sessions_zone_and_of_a_postponed_session(world: World) -> None:
    session = a_session(world, "In Geneva", date(2020, 7, 6), date(2020, 7, 10), zone="Europe/Zurich")
    befalls(world, session, "postpone_session", "The pandemic", date(2021, 3, 8), date(2021, 3, 12))
    _, namings = a_letter(world, session=session)
    assert ends_of(world, namings[0].person.capacity_id)[1] == local(2021, 3, 13, zone="Europe/Zurich")


def test_a_letter_for_a_session_that_is_over_says_until_when(world: World) -> None:
    session = a_session(world, "In May", date(2019, 5, 6), date(2019, 5, 10))
    with pytest.raises(Invalid, match="session is over"):
        a_letter(world, session=session)
    _, namings = a_letter(world, session=session, until=date(2019, 6, 4))
    assert ends_of(world, namings[0].person.capacity_id)[1] == local(2019, 6, 5, zone=NEW_YORK)


def test_no_letter_is_received_for_a_cancelled_session(world: World) -> None:
    session = a_session(world)
    befalls(world, session, "cancel_session", "Nobody can come")
    with pytest.raises(Refusal, match="has been cancelled"):
        a_letter(world, session=session)
    with world.database.reading() as db:
        assert db.scalars(select(Credentials.id)).all() == []


def test_an_observers_letter_lets_people_act_as_observers(world: World) -> None:
    a_letter(world, MINISTER, code="VAT")
    assert viewer(world, MINISTER.email, world.at).role == "observer"


def test_a_person_who_is_known_keeps_the_account_and_name(world: World) -> None:
    _, (naming,) = a_letter(world, Named("D. Elegate", "delegate@example.org", "Attaché", "alternate"), code="FRA")
    with world.database.reading() as db:
        account = people.account_by_email(db, "delegate@example.org")
        assert account is not None
        assert account.name == "Delegate"
        person = db.get_one(CredentialedPerson, naming.person.id)
        assert (person.name, person.capacity.account_id) == ("D. Elegate", account.id)
        assert len(db.scalars(select(Account).where(Account.email == "delegate@example.org")).all()) == 1


def test_a_letter_that_cannot_be_carried_out_whole_changes_nothing(world: World) -> None:
    before = size(world)
    with pytest.raises(Refusal, match="Nobody gives a capacity to themselves"):
        a_letter(world, MINISTER, Named("Clerk", "secretariat@example.org", "", "adviser"))
    assert size(world) == before
    with world.database.reading() as db:
        assert people.account_by_email(db, MINISTER.email) is None
        assert db.scalars(select(CredentialedPerson.id)).all() == []


def test_nobody_is_named_the_same_twice_for_one_day_but_may_rise_or_come_again(world: World) -> None:
    a_letter(world, COUNSELLOR, since=date(2019, 6, 3), until=date(2019, 6, 10))
    for since, until in ((date(2019, 6, 10), None), (date(2019, 6, 1), date(2019, 6, 3))):
        with pytest.raises(Refusal, match="on the list of the delegation"):
            a_letter(world, COUNSELLOR, since=since, until=until)
    a_letter(world, COUNSELLOR, since=date(2019, 6, 11))
    a_letter(world, Named(COUNSELLOR.name, COUNSELLOR.email, "Ambassador", "head"))


def test_another_head_is_added_to_a_letter_for_the_days_after_the_first_ones(world: World) -> None:
    letter, _ = a_letter(world, MINISTER, until=date(2019, 6, 10))
    successor = Named("Successor", "successor@example.org", "Minister", "head")

    def add(since: date) -> None:
        with world.writing() as db:
            found = queries.letter_line(db, letter).letter
            actions.name_person(db, found, successor, by=world.viewer("secretariat", db), at=world.tick(), since=since)

    with pytest.raises(Invalid, match="one head at a time"):
        add(date(2019, 6, 10))
    add(date(2019, 6, 11))
    assert [each.role for each in world.read(queries.persons_on, letter, world.at)] == ["head", "head"]


def test_a_person_is_added_to_a_letter_for_days_of_their_own(world: World) -> None:
    letter, _ = a_letter(world)

    def add(person: Named, **more: Any) -> None:
        with world.writing() as db:
            found = queries.letter_line(db, letter).letter
            actions.name_person(db, found, person, by=world.viewer("secretariat", db), at=world.tick(), **more)

    add(Named("Expert", "expert@example.org", "", "adviser"), since=date(2019, 7, 1), until=date(2019, 7, 2))
    found = world.read(queries.persons_on, letter, world.at)
    assert [(m.name, m.membership) for m in found][2:] == [("Expert", "to_come")]
    with pytest.raises(Invalid, match="one head at a time"):
        add(Named("Second", "second-head@example.org", "", "head"))


def test_a_head_names_members_of_its_own_delegation(world: World) -> None:
    naming = names(world, since=date(2019, 6, 4), until=date(2019, 6, 5))
    since, until = ends_of(world, naming.person.capacity_id)
    assert (since, until) == (local(2019, 6, 4, zone=NEW_YORK), local(2019, 6, 6, zone=NEW_YORK))
    assert viewer(world, COUNSELLOR.email, since).capacity == "delegate of KEN"
    kenya = world.viewer("head").delegation_id or 0
    listed = world.read(queries.members, kenya, world.at, world.viewer("head"))
    assert [(m.name, m.role, m.membership, m.by_letter) for m in listed] == [
        ("Head", "head", "acts", False), (COUNSELLOR.name, "adviser", "to_come", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("person", "more", "reason"),
    [
        (MINISTER, {}, "comes by letter of credentials"),
        (Named("Me", "head@example.org", "", "alternate"), {}, "Nobody gives a capacity to themselves"),
        (COUNSELLOR, {"since": date(2019, 6, 2)}, "from today on"),
        (COUNSELLOR, {"until": date(2019, 6, 2)}, "not before the first"),
    ],
)
def test_what_a_head_may_not_name(world: World, person: Named, more: dict[str, Any], reason: str) -> None:
    before = size(world)
    with pytest.raises(Refusal, match=reason):
        names(world, person, **more)
    assert size(world) == before


def test_today_is_the_day_of_headquarters(world: World) -> None:
    at = local(2019, 6, 4, 22, zone=NEW_YORK)  # the next day in Nairobi and in UTC
    naming = names(world, at=at, since=date(2019, 6, 4), until=date(2019, 6, 4))
    assert viewer(world, COUNSELLOR.email, at).role == "delegate"
    assert ends_of(world, naming.person.capacity_id)[1] == at + timedelta(hours=2)


def test_a_membership_ends_at_once_and_the_person_is_refused_at_once(world: World) -> None:
    number = names(world).person.capacity_id
    assert viewer(world, COUNSELLOR.email, world.at).role == "delegate"
    on_capacity(world, actions.end_membership, number)
    assert viewer(world, COUNSELLOR.email, world.at).role == "public"
    with pytest.raises(Refusal, match="has ended already"):
        on_capacity(world, actions.end_membership, number)


def test_a_membership_ends_with_a_day_but_not_in_the_past_and_not_later_than_it_does(world: World) -> None:
    number = names(world, until=date(2019, 6, 10)).person.capacity_id
    on_capacity(world, actions.end_membership, number, date(2019, 6, 7))
    assert ends_of(world, number)[1] == local(2019, 6, 8, zone=NEW_YORK)
    for day, reason in ((date(2019, 6, 9), "ends before that"), (date(2019, 6, 2), "does not end in the past")):
        with pytest.raises(Refusal, match=reason):
            on_capacity(world, actions.end_membership, number, day)
    assert ends_of(world, number)[1] == local(2019, 6, 8, zone=NEW_YORK)


def test_one_that_has_not_begun_is_withdrawn_and_never_holds(world: World) -> None:
    number = names(world, since=date(2019, 6, 10)).person.capacity_id
    on_capacity(world, actions.end_membership, number)
    since, until = ends_of(world, number)
    assert since == until
    assert viewer(world, COUNSELLOR.email, since).role == "public"
    with pytest.raises(Refusal, match="has ended already"):
        on_capacity(world, actions.end_membership, number)
    names(world, since=date(2019, 6, 10))


def test_a_head_ends_an_adviser_who_came_by_letter_but_no_head_and_not_itself(world: World) -> None:
    _, (minister, counsellor) = a_letter(world)
    on_capacity(world, actions.end_membership, counsellor.person.capacity_id)
    own = world.viewer("head").acting_as
    assert own is not None
    for number, reason in ((minister.person.capacity_id, "looks after alternates"), (own.id, "their own place")):
        for action, *args in ((actions.end_membership,), (actions.change_title, "King"), (actions.invite_again,)):
            with pytest.raises(Refusal, match=reason):
                on_capacity(world, action, number, *args)


def test_another_delegations_members_answer_as_if_they_did_not_exist(world: World) -> None:
    other = world.viewer("delegate").acting_as
    assert other is not None
    with world.database.reading() as db:
        head = world.viewer("head", db)
        for number in (other.id, 987_654):
            with pytest.raises(NotFound):
                queries.own_member(db, head, number)


def test_a_title_is_changed_also_of_a_member_who_came_without_a_letter(world: World) -> None:
    number = names(world).person.capacity_id
    on_capacity(world, actions.change_title, number, "Ambassador")
    with pytest.raises(Refusal, match="nothing to record"):
        on_capacity(world, actions.change_title, number, "Ambassador")
    with world.writing() as db:
        account = accounts.create_account(
            db, "by-hand@example.org", "By Hand", None, by=world.viewer("admin", db), at=world.tick()
        )
        kenya = people.delegation_by_code(db, "KEN").id
        by_hand = accounts.give_capacity(
            db, account, "adviser", by=world.viewer("secretariat", db), at=world.at, since=world.at, delegation_id=kenya
        ).id
    on_capacity(world, actions.change_title, by_hand, "Expert")
    with world.database.reading() as db:
        found = [(p.name, p.title) for p in db.scalars(select(CredentialedPerson).order_by(CredentialedPerson.id))]
    assert found == [(COUNSELLOR.name, "Ambassador"), ("By Hand", "Expert")]


def test_another_link_takes_the_place_of_the_one_before(world: World) -> None:
    naming = names(world)
    on_capacity(world, actions.invite_again, naming.person.capacity_id)
    with world.writing() as db, pytest.raises(Refusal, match="has expired"):
        accounts.accept_invitation(db, naming.invited.token, "hash", at=world.tick())
    on_capacity(world, actions.end_membership, naming.person.capacity_id)
    with pytest.raises(Refusal, match="has ended"):
        on_capacity(world, actions.invite_again, naming.person.capacity_id)


def test_every_act_is_one_entry_for_the_delegation_and_what_follows_has_its_own(world: World) -> None:
    a_letter(world)
    number = names(world, Named("Third", "third@example.org", "", "alternate")).person.capacity_id
    on_capacity(world, actions.change_title, number, "Attaché")
    on_capacity(world, actions.end_membership, number)
    with world.database.reading() as db:
        rows = db.scalars(select(Statement).where(Statement.at > BEGIN).order_by(Statement.index)).all()
        person = ["create_account", "give_capacity", "invite"]
        assert [row.act for row in rows] == [
            *person, *person, "receive_credentials", *person, "name_member", "change_title", "end_capacity", "end_membership",
        ]  # fmt: skip
        for row in rows:
            audiences = set(db.scalars(select(Reader.audience).where(Reader.index == row.index)))
            assert row.salt is not None
            assert "public" not in audiences
            assert "delegations" not in audiences
            own = row.act in ("receive_credentials", "name_member", "change_title", "end_membership")
            assert ("delegation:KEN" in audiences) is own, row.act
            for hidden in (b"example.org", b"Third", b"Otieno", b"Amina"):
                assert hidden not in row.contents
            # The number of an account tells how old it is, so the delegation is not told it.
            if own and row.capacity == "head of KEN":
                assert re.findall(rb"account:\d+", row.contents) == [b"account:%d" % (row.actor or 0)]
