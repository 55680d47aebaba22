"""Do people come to act for a delegation by its letters and its head, for the right days, and by nobody else?"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from oewg.accounts import actions as accounts
from oewg.accounts import queries as people
from oewg.accounts.models import Account, Capacity
from oewg.accounts.rules.capacities import Viewer
from oewg.core.clock import local
from oewg.core.errors import Invalid, NotFound, Refusal
from oewg.core.forms import parse
from oewg.meetings import actions, queries
from oewg.meetings.actions import Naming
from oewg.meetings.forms.credentials import PersonForm
from oewg.meetings.models import CredentialedPerson, Credentials
from oewg.meetings.rules import credentials as rules
from oewg.meetings.rules.credentials import Named, Term
from oewg.record.models import Reader, Statement
from tests.meetings.given import NEW_YORK, a_session, befalls
from tests.world import BEGIN, PASSWORD, World, words_of

MINISTER = Named("Amina Wanjiru", "amina@example.org", "Minister for Foreign Affairs", "head")
COUNSELLOR = Named("Otieno Odhiambo", "otieno@example.org", "Counsellor, Permanent Mission", "adviser")
DATED = date(2019, 5, 28)


def a_letter(
    world: World, *persons: Named, code: str = "KEN", session: int | None = None, **more: Any
) -> tuple[int, list[Naming]]:
    """A letter of credentials has been received: its number, and who was named."""
    with world.writing() as db:
        line = queries.session(db, session) if session else None
        letter, namings = actions.receive_credentials(
            db, people.delegation_by_code(db, code), line, "Minister for Foreign Affairs", more.pop("dated", DATED),
            persons or (MINISTER, COUNSELLOR), by=world.viewer("secretariat", db), at=more.pop("at", world.tick()), **more,
        )  # fmt: skip
        db.flush()
        db.expire_on_commit = False
        return letter.id, namings


def names(world: World, person: Named = COUNSELLOR, by: str = "head", code: str = "KEN", **more: Any) -> Naming:
    """The head of a delegation names a member."""
    with world.writing() as db:
        found = people.delegation_by_code(db, code)
        naming = actions.name_member(
            db, found, person, by=world.viewer(by, db), at=more.pop("at", None) or world.tick(), **more
        )
        db.flush()
        db.expire_on_commit = False
        return naming


def on_capacity(world: World, action: Callable[..., object], number: int, *args: object, by: str = "head") -> None:
    with world.writing() as db:
        capacity = db.get_one(Capacity, number)
        action(db, capacity, *args, by=world.viewer(by, db), at=world.tick())


def viewer(world: World, email: str, at: datetime) -> Viewer:
    with world.database.reading() as db:
        account = people.account_by_email(db, email)
        assert account is not None
        return people.viewer_of_account(db, account, at)


def ends_of(world: World, number: int) -> tuple[datetime, datetime | None]:
    with world.database.reading() as db:
        capacity = db.get_one(Capacity, number)
        return capacity.since, capacity.until


def size(world: World) -> int:
    with world.database.reading() as db:
        return len(db.scalars(select(Statement.index)).all())


# --- Rules ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "first", "last", "since", "until"),
    [
        (NEW_YORK, date(2019, 9, 9), date(2019, 9, 13), (2019, 9, 9, 4), (2019, 9, 14, 4)),
        ("Europe/Zurich", date(2019, 12, 2), date(2019, 12, 4), (2019, 12, 1, 23), (2019, 12, 4, 23)),
        # The clocks go forward on 8 March 2020: the last day has 23 hours.
        (NEW_YORK, date(2020, 3, 8), date(2020, 3, 8), (2020, 3, 8, 5), (2020, 3, 9, 4)),
        (NEW_YORK, date(2019, 11, 3), date(2019, 11, 3), (2019, 11, 3, 4), (2019, 11, 4, 5)),
    ],
)
def test_both_days_of_a_term_belong_to_it(
    zone: str, first: date, last: date, since: tuple[int, ...], until: tuple[int, ...]
) -> None:
    found = rules.term(first, last, zone, BEGIN)
    assert found == Term(datetime(*since, tzinfo=UTC), datetime(*until, tzinfo=UTC))  # type: ignore[misc, arg-type]
    assert found.until is not None
    assert rules.last_day(found.until, zone) == last


def test_a_term_without_days_begins_now_and_has_no_end() -> None:
    assert rules.term(None, None, NEW_YORK, BEGIN) == Term(BEGIN, None)


@pytest.mark.parametrize(("first", "last"), [(date(2019, 6, 5), date(2019, 6, 4)), (None, date(2019, 6, 2))])
def test_a_term_does_not_end_before_it_begins(first: date | None, last: date) -> None:
    with pytest.raises(Invalid, match="not before the first"):
        rules.term(first, last, NEW_YORK, BEGIN)


@pytest.mark.parametrize(("first", "last"), [(None, date.max), (date.min, None)])
def test_a_day_at_either_end_of_the_calendar_is_refused(first: date | None, last: date | None) -> None:
    with pytest.raises(Invalid, match="calendar"):
        rules.term(first, last, "Europe/Zurich", BEGIN)


INSTANTS = st.integers(0, 20).map(lambda hours: BEGIN + timedelta(hours=hours))
TERMS = st.tuples(INSTANTS, st.none() | st.integers(0, 9)).map(
    lambda pair: Term(pair[0], None if pair[1] is None else pair[0] + timedelta(hours=pair[1]))
)


@given(TERMS, TERMS)
def test_terms_meet_exactly_when_some_instant_belongs_to_both(one: Term, other: Term) -> None:
    def holds(term: Term, at: datetime) -> bool:
        return rules.membership(term, at) == "acts"

    instants = [BEGIN + timedelta(minutes=30 * step) for step in range(120)]
    assert one.meets(other) is other.meets(one) is any(holds(one, at) and holds(other, at) for at in instants)


@pytest.mark.parametrize(
    ("first", "last"), [(date(2019, 9, 9), date(2019, 9, 13)), (date(2020, 3, 8), date(2020, 3, 8)), (None, None)]
)
def test_whole_days_are_told_as_days_and_instants_as_instants(first: date | None, last: date | None) -> None:
    assert rules.whole_days(rules.term(first, last, NEW_YORK, BEGIN), NEW_YORK) == (first, last)
    some = Term(BEGIN, BEGIN + timedelta(hours=1))
    assert rules.whole_days(some, NEW_YORK) == (None, None)


@pytest.mark.parametrize(
    ("minutes", "until", "where"),
    [
        (-1, 60, "to_come"), (0, 60, "acts"), (59, 60, "acts"), (60, 60, "ended"), (10_000, None, "acts"),
        (-1, 0, "withdrawn"), (0, 0, "withdrawn"),
    ],
)  # fmt: skip
def test_where_a_membership_stands(minutes: int, until: int | None, where: str) -> None:
    held = Term(BEGIN, None if until is None else BEGIN + timedelta(minutes=until))
    assert rules.membership(held, BEGIN + timedelta(minutes=minutes)) == where


@pytest.mark.parametrize(
    ("persons", "dated", "field"),
    [
        ((), DATED, "name_1"),
        ((MINISTER,), date(2019, 6, 4), "dated"),
        ((MINISTER, COUNSELLOR, MINISTER), DATED, "email_3"),
        ((MINISTER, Named("Another", "another@example.org", "", "head")), DATED, "role_2"),
    ],
)
def test_what_a_letter_may_not_say(persons: tuple[Named, ...], dated: date, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        rules.check_letter(dated, date(2019, 6, 3), persons)
    assert list(caught.value.fields) == [field]


# --- Letters -------------------------------------------------------------------------------------------------------


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


# --- Heads of delegation -------------------------------------------------------------------------------------------


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


# --- The record ----------------------------------------------------------------------------------------------------


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


# --- Pages ---------------------------------------------------------------------------------------------------------

SENT = {
    "form": "member",
    "name": "Otieno Odhiambo",
    "email": "otieno@example.org",
    "title": "Counsellor",
    "role": "adviser",
}


def link_in(page: str) -> str:
    found = re.search(r"/invitation/([\w-]+)", page)
    return found[1] if found else ""


def test_a_head_names_a_member_who_signs_in_with_the_link(site: World) -> None:
    head = site.as_("head")
    shown = head.does("/delegation/members", page="/delegation", **SENT)
    assert "A member of a delegation was named." in words_of(shown)
    token = link_in(shown.text)
    assert token
    assert shown.cache_control.no_store
    assert not link_in(head.get("/delegation").text), "it is shown once"
    person = site.as_("public")
    assert "adviser" in words_of(person.does(f"/invitation/{token}", form="invitation", new_password=PASSWORD))
    assert "Otieno Odhiambo" in words_of(person.get("/delegation"))
    number = site.read(lambda db: db.scalars(select(CredentialedPerson.capacity_id)).one())
    head.does(f"/delegation/members/{number}/end", page="/delegation", form=f"end-{number}")
    assert person.get("/delegation").status_code == 403
    assert "1 membership that has ended" in words_of(head.get("/delegation"))


def test_a_head_reads_the_same_answer_for_a_known_and_an_unknown_address(site: World) -> None:
    with site.writing() as db:
        known = people.account_by_email(db, "delegate@example.org")
        assert known is not None
        known.password_hash = "set"
    answers, entries = [], []
    for email in ("delegate@example.org", "unknown@example.org"):
        head, before = site.as_("head"), size(site)
        shown = head.does("/delegation/members", page="/delegation", **{**SENT, "email": email})
        entries.append(size(site) - before)
        page = re.sub(r'value="[^"]*"|/invitation/[\w-]{43}', "", shown.text).replace(email, "ADDRESS")
        page = re.sub(r"\d+ \w+ \d{4}, \d\d:\d\d|data-known=\"\d+\"|(change|title|end|invite|members)[-/]\d+", "", page)
        answers.append(page)
        number = site.read(
            lambda db: db.scalars(select(CredentialedPerson.capacity_id).order_by(-CredentialedPerson.id)).first()
        )
        head.does(f"/delegation/members/{number}/end", page="/delegation", form="end")
        with site.writing() as db:
            db.query(CredentialedPerson).delete()
            db.query(Capacity).filter(Capacity.id == number).delete()
    assert "Delegate" not in words_of(shown).replace("delegate", "")
    assert answers[0] == answers[1]
    assert entries[0] == entries[1]


def test_the_name_behind_a_known_address_is_not_shown_to_the_head(site: World) -> None:
    shown = site.as_("head").does("/delegation/members", page="/delegation", **{**SENT, "email": "second@example.org"})
    assert "Otieno Odhiambo" in words_of(shown)
    assert "Second" not in words_of(shown)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("head", 200), ("coordinator", 200), ("delegate", 200), ("observer", 200), ("chair", 404), ("bureau", 404),
        ("secretariat", 404), ("admin", 404), ("stakeholder", 404), ("pending", 404), ("public", 401),
    ],
)  # fmt: skip
def test_every_member_of_a_delegation_reads_its_page_and_nobody_else(site: World, who: str, status: int) -> None:
    names(site)
    answer = site.as_(who).get("/delegation")
    assert answer.status_code == status
    assert ("Name a member" in words_of(answer)) is (who == "head")
    assert ("otieno@example.org" in answer.text) is (who == "head")
    assert ("Otieno" in answer.text) is (who == "head")


def test_another_member_reads_the_names_but_no_addresses_and_changes_nothing(site: World) -> None:
    site.at = datetime.now(UTC) - timedelta(minutes=30)
    first, second = names(site), names(site, Named("Third", "third@example.org", "", "alternate"))
    member = site.as_("third")
    page = member.get("/delegation")
    assert "Otieno Odhiambo" in words_of(page)
    assert "otieno@example.org" not in page.text
    for address in ("members", f"members/{first.person.capacity_id}/end", f"members/{second.person.capacity_id}/title"):
        assert member.post(f"/delegation/{address}", **SENT).status_code == 403


def test_a_head_does_not_reach_into_another_delegation(site: World) -> None:
    other = site.viewer("delegate").acting_as
    assert other is not None
    head = site.as_("head")
    for act in ("end", "title", "invitation"):
        assert head.post(f"/delegation/members/{other.id}/{act}", page="/delegation", form="x").status_code == 404
    assert site.viewer("delegate").role == "delegate"


def test_a_refused_member_says_why_and_gives_back_what_was_typed(site: World) -> None:
    answer = site.as_("head").post("/delegation/members", page="/delegation", **{**SENT, "email": "no address"})
    assert answer.status_code == 422
    assert "name@example.org" in words_of(answer)
    assert 'value="Otieno Odhiambo"' in answer.text
    head = site.as_("head").post("/delegation/members", page="/delegation", **{**SENT, "role": "head"})
    assert "comes by letter of credentials" in words_of(head)


LETTER = {
    "form": "letter", "delegation": "KEN", "signed_by": "Minister for Foreign Affairs", "dated": "2019-05-28",
    "name_1": "Amina Wanjiru", "email_1": "amina@example.org", "title_1": "Minister", "role_1": "head",
    "name_3": "Otieno Odhiambo", "email_3": "otieno@example.org", "role_3": "adviser",
}  # fmt: skip


def test_the_secretariat_records_a_letter_and_passes_the_links_on(site: World) -> None:
    with site.writing() as db:
        known = people.account_by_email(db, "second@example.org")
        assert known is not None
        known.password_hash = "set"
    secretariat = site.as_("secretariat")
    more = {"name_4": "Known", "email_4": "second@example.org"}
    shown = secretariat.does("/credentials", page="/credentials", **LETTER, **more)
    words = words_of(shown)
    assert "A letter of credentials was received." in words
    assert len(set(re.findall(r"/invitation/[\w-]{43}", shown.text))) == 2
    assert "has an account already" in words
    assert "Otieno Odhiambo" in words
    assert not link_in(secretariat.get("/credentials/1").text)
    assert 'href="/credentials/1"' in secretariat.get("/credentials").text
    assert "No letter here" in words_of(secretariat.get("/credentials?delegation=FRA"))
    assert "signed by Minister for Foreign Affairs" in words_of(site.as_("head").get("/delegation"))


def test_a_head_who_kept_the_link_does_not_act_for_the_delegation_that_names_the_person_by_letter(site: World) -> None:
    made = site.as_("head").does("/delegation/members", "/delegation", name="X", email="x@example.org", role="adviser")
    link = re.search(r"/invitation/[\w-]+", made.text)
    assert link
    kept = site.as_("public")
    assert kept.post(link[0], link[0], new_password=PASSWORD).status_code == 303
    letter = site.as_("secretariat").does(
        "/credentials", "/credentials", delegation="FRA", signed_by="Minister", dated="2019-06-01", name_1="X",
        email_1="x@example.org", role_1="head",
    )  # fmt: skip
    account = kept.get("/account")
    assert "Another capacity" not in words_of(account)
    assert "please ask the secretariat for a link to another password" in words_of(account)
    assert kept.get("/delegation").text.count("FRA") == 0
    link = re.search(r"/invitation/[\w-]+", letter.text)
    assert link
    person = site.as_("public")
    assert person.post(link[0], link[0], new_password="a sentence of the person alone").status_code == 303
    assert "France" in words_of(person.get("/account"))
    assert kept.get("/account").status_code == 401


@pytest.mark.parametrize(
    ("change", "status", "reason"),
    [
        ({"email_3": ""}, 422, "has a name and an e-mail address"),
        ({"email_3": "otieno"}, 422, "name@example.org"),
        ({"name_1": "", "email_1": "", "title_1": "", "name_3": "", "email_3": ""}, 422, "names at least one person"),
        ({"delegation": "Atlantis"}, 422, "no delegation of this name"),
        ({"dated": "2999-01-01"}, 422, "not dated after the day"),
        ({"session": "987654"}, 404, ""),
        ({"email_3": "amina@example.org"}, 422, "one address twice"),
        ({"email_3": "secretariat@example.org"}, 409, "Nobody gives a capacity to themselves"),
    ],
)
def test_a_letter_that_is_refused_says_why_and_nothing_has_happened(
    site: World, change: dict[str, str], status: int, reason: str
) -> None:
    before = size(site)
    secretariat = site.as_("secretariat")
    signed_in = size(site)
    answer = secretariat.post("/credentials", page="/credentials", **{**LETTER, **change})
    assert answer.status_code == status
    assert reason in words_of(answer)
    assert size(site) == signed_in > before
    if status == 422 and "name_3" not in change:
        assert 'value="Otieno Odhiambo"' in answer.text


@pytest.mark.parametrize(
    "email",
    [
        "a@b.org,evil@example.org", "a@b@example.org", "a<b>@example.org", "a@example.org>", "(c)a@example.org", '"a@example.org',
        "a@example..org", "a@example", "@example.org", "a\x01b@example.org", "a\x7fb@example.org", "a\u200bb@example.org",
        "a\u202eb@example.org", "a b@example.org",
    ],
)  # fmt: skip
def test_nobody_is_named_by_what_is_no_address_or_looks_like_another(email: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse(PersonForm, {"name": "A", "email": email})
    assert "e-mail address" in refusal.value.fields["email"]


@pytest.mark.parametrize("email", ["Zoë.o'neill+un@bücher.example.org", "a-b_c@x.org"])
def test_an_address_may_hold_what_addresses_hold(email: str) -> None:
    assert parse(PersonForm, {"name": "A", "email": email}).email == email.lower()


def test_the_secretariat_adds_ends_and_corrects_on_the_letters_page(site: World) -> None:
    secretariat = site.as_("secretariat")
    secretariat.does("/credentials", page="/credentials", **LETTER)
    first, second = site.read(
        lambda db: db.scalars(select(CredentialedPerson.capacity_id).order_by(CredentialedPerson.id)).all()
    )
    at = f"/credentials/1/persons/{second}"
    assert "Ambassador" in words_of(
        secretariat.does(f"{at}/title", page="/credentials/1", form="t", title="Ambassador")
    )
    assert link_in(secretariat.does(f"{at}/invitation", page="/credentials/1", form="i").text)
    assert "ended" in words_of(secretariat.does(f"{at}/end", page="/credentials/1", form="e"))
    refused = secretariat.post(f"{at}/end", page="/credentials/1", form=f"end-{second}")
    assert refused.status_code == 409
    assert "has ended already" in words_of(refused)
    added = secretariat.does(
        "/credentials/1/persons", page="/credentials/1", name="X", email="x@example.org", role="adviser"
    )
    assert link_in(added.text)
    assert secretariat.post(f"/credentials/2/persons/{first}/end", page="/credentials", form="e").status_code == 404
    assert secretariat.get("/credentials/2").status_code == 404


@pytest.mark.parametrize("path", ["/credentials", "/credentials/1"])
@pytest.mark.parametrize("who", ["delegate", "head", "chair", "bureau", "admin"])
def test_letters_are_the_secretariats_to_read(site: World, who: str, path: str) -> None:
    a_letter(site)
    assert site.as_(who).get(path).status_code == 403


@pytest.mark.parametrize(
    ("who", "path", "most"),
    [("secretariat", "/credentials", 9), ("secretariat", "/credentials/1", 9), ("head", "/delegation", 8)],
)
def test_a_page_asks_the_database_as_often_for_many_persons_as_for_few(
    site: World, who: str, path: str, most: int
) -> None:
    a_letter(site)
    browser, counts = site.as_(who), []
    for round_ in range(2):
        browser.get(path)  # what follows from deadlines that have passed is recorded by whoever comes first
        with site.counting() as sent:
            assert browser.get(path).status_code == 200
        counts.append(len(sent))
        for number in range(4):
            a_letter(site, Named("N", f"n{round_}{number}@example.org", "", "adviser"))
            names(site, Named("M", f"m{round_}{number}@example.org", "", "adviser"))
            with site.writing() as db:
                found = queries.letter_line(db, 1).letter
                person = Named("P", f"p{round_}{number}@example.org", "", "adviser")
                actions.name_person(db, found, person, by=site.viewer("secretariat", db), at=site.tick())
    assert counts[0] == counts[1] <= most


# --- Programs ------------------------------------------------------------------------------------------------------


def test_a_program_records_a_letter_and_a_heads_program_names_and_ends_members(site: World) -> None:
    secretariat, head = site.program("secretariat"), site.program("head")
    sent = {
        "delegation": "KEN", "signed_by": "Permanent Mission", "dated": "2019-05-28",
        "persons": [{"name": "Amina", "email": "amina@example.org", "role": "head"}],
    }  # fmt: skip
    made = secretariat("POST", "/credentials", sent).get_json()
    assert [person["name"] for person in made["named"]] == ["Amina"]
    assert "/invitation/" in made["links"][0]["link"]
    assert secretariat("POST", "/credentials", {**sent, "persons": []}).status_code == 422
    assert [row["id"] for row in secretariat("GET", "/credentials").get_json()["items"]] == [made["id"]]
    assert "links" not in secretariat("GET", f"/credentials/{made['id']}").get_json()
    added = secretariat(
        "POST", f"/credentials/{made['id']}/persons", {"name": "Third", "email": "t@example.org", "until": "2099-01-01"}
    ).get_json()
    assert added["member"]["until"] == "2099-01-02T05:00:00Z"
    on_letter = f"/credentials/{made['id']}/persons/{added['member']['number']}"
    assert secretariat("POST", f"{on_letter}/title", {"title": "Expert"}).get_json()["named"][1]["title"] == "Expert"
    assert "/invitation/" in secretariat("POST", f"{on_letter}/invitation").get_json()["link"]
    assert secretariat("POST", f"{on_letter}/end", {}).get_json()["named"][1]["membership"] == "ended"

    member = head("POST", "/delegation/members", {"name": "Otieno", "email": "otieno@example.org"}).get_json()
    assert "/invitation/" in member["link"]
    at = f"/delegation/members/{member['member']['number']}"
    titled = head("POST", f"{at}/title", {"title": "Counsellor"}).get_json()
    assert [(m["name"], m["title"]) for m in titled["members"] if m["name"] == "Otieno"] == [("Otieno", "Counsellor")]
    assert "/invitation/" in head("POST", f"{at}/invitation").get_json()["link"]
    ended = head("POST", f"{at}/end", {}).get_json()
    assert [m["membership"] for m in ended["members"] if m["name"] == "Otieno"] == ["ended"]
    assert head("POST", f"{at}/end", {}).status_code == 409
    assert head("GET", "/delegation").get_json() == ended
    assert site.program("delegate")("GET", "/delegation").get_json()["code"] == "FRA"
    assert secretariat("GET", "/delegation").status_code == 404


def test_an_answer_given_again_to_a_program_no_longer_holds_the_link(site: World) -> None:
    assert site.app
    with site.writing() as db:
        account = people.account_by_email(db, "head@example.org")
        assert account is not None
        token = accounts.create_token(db, account, timedelta(days=3650), by=site.viewer("admin", db), at=site.tick())
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "one"}
    sent = {"name": "Otieno", "email": "otieno@example.org"}
    client = site.app.test_client()
    first, again = (client.post("/api/v1/delegation/members", json=sent, headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert "/invitation/" in first.get_json()["link"]
    assert again.get_json() == {**first.get_json(), "link": ""}
