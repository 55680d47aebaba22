"""Does a link set the first password of one account, once, and of no account that its holder could misuse?"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from config.settings import Settings
from oewg.accounts import actions, queries
from oewg.accounts.actions import Invited
from oewg.accounts.models import Account, Capacity, Invitation
from oewg.accounts.rules import passwords
from oewg.accounts.rules.capacities import PUBLIC, ActingAs, Viewer
from oewg.accounts.rules.invitations import LASTS, may_open, standing
from oewg.core.errors import NotFound, Refusal
from oewg.record.models import Deadline, Reader, Statement
from tests.world import BEGIN, PASSWORD, World, words_of

THEN = datetime(2019, 6, 3, tzinfo=UTC)
HASH = passwords.hashed(PASSWORD)


def named(
    world: World, email: str = "new@example.org", role: str = "adviser", code: str = "KEN", by: str = "head"
) -> Invited:
    """Somebody was named by an address: the account, the capacity and the link."""
    with world.writing() as db:
        viewer, at = world.viewer(by, db), world.tick()
        account = actions.find_or_create_account(db, email, "Somebody New", by=viewer, at=at)
        delegation = queries.delegation_by_code(db, code).id
        actions.give_capacity(db, account, role, by=viewer, at=at, since=at, delegation_id=delegation)
        return actions.invite(db, account, by=viewer, at=at)


def accept(world: World, link: Invited, at: datetime | None = None) -> None:
    with world.writing() as db:
        actions.accept_invitation(db, link.token, HASH, at=at or world.tick())


def has_password(world: World, email: str = "new@example.org") -> bool:
    with world.database.reading() as db:
        return db.scalars(select(Account.password_hash).where(Account.email == email)).one() is not None


def acting(role: str, delegation: int = 7, **more: object) -> ActingAs:
    given: dict[str, object] = {"delegation_id": delegation, "delegation_code": "KEN", "delegation_kind": "member"}
    return ActingAs(1, role, THEN, None, **{**given, **more})  # type: ignore[arg-type]


HEAD = Viewer(3, "Head", acting("head"))
SECRETARIAT = Viewer(4, "Clerk", ActingAs(2, "secretariat", THEN, None))


@pytest.mark.parametrize(
    ("by", "capacities", "opens"),
    [
        (HEAD, [], True),
        (HEAD, [acting("adviser")], True),
        (HEAD, [acting("adviser"), acting("alternate")], True),
        (HEAD, [acting("adviser"), acting("adviser", 8)], False),
        (HEAD, [acting("head")], False),
        (HEAD, [acting("coordinator", group_id=1, group_code="EU")], False),
        (HEAD, [ActingAs(1, "secretariat", THEN, THEN + timedelta(days=1))], False),
        (SECRETARIAT, [acting("head"), acting("adviser", 8)], True),
        (SECRETARIAT, [ActingAs(1, "administrator", THEN, None)], False),
    ],
)
def test_which_account_a_link_opens(by: Viewer, capacities: list[ActingAs], opens: bool) -> None:
    assert may_open(by, False, False, capacities) is opens
    assert may_open(by, True, False, capacities) is False
    assert may_open(by, False, True, capacities) is False


@pytest.mark.parametrize(
    ("after", "used", "where"),
    [
        (timedelta(0), None, "open"),
        (LASTS - timedelta(microseconds=1), None, "open"),
        (LASTS, None, "expired"),
        (timedelta(0), THEN, "used"),
        (LASTS, THEN, "used"),
    ],
)
def test_where_a_link_stands(after: timedelta, used: datetime | None, where: str) -> None:
    assert standing(THEN + LASTS, used, THEN + after) == where


def test_a_link_sets_the_first_password_once(world: World) -> None:
    link = named(world)
    assert (link.opens, has_password(world)) == (True, False)
    accept(world, link)
    with world.database.reading() as db:
        account = queries.account_by_email(db, "new@example.org")
        assert account is not None
        assert passwords.matches(PASSWORD, account.password_hash)
    with pytest.raises(Refusal, match="has been used"):
        accept(world, link)


def test_a_link_holds_for_seven_days_and_not_at_their_end(world: World) -> None:
    link = named(world)
    ends = world.at + LASTS
    with pytest.raises(Refusal, match="has expired"):
        accept(world, link, ends)
    assert not has_password(world)
    with world.database.reading() as db:
        assert ends in db.scalars(select(Deadline.at)).all()
    accept(world, link, ends - timedelta(microseconds=1))


def test_only_the_digest_of_a_link_is_kept(world: World) -> None:
    link = named(world)
    with world.database.reading() as db:
        assert db.scalars(select(Invitation.digest)).all() == [queries.digest(link.token)]
        assert all(link.token.encode() not in contents for contents in db.scalars(select(Statement.contents)))


def test_a_known_account_is_not_opened_and_its_link_is_not_even_kept(world: World) -> None:
    with world.writing() as db:
        found = queries.account_by_email(db, "delegate@example.org")
        assert found is not None
        found.password_hash = HASH
    link = named(world, "Delegate@example.org")
    assert not link.opens
    assert len(link.token) == len(named(world).token)
    with pytest.raises(NotFound):
        accept(world, link)


@pytest.mark.parametrize("email", ["delegate@example.org", "secretariat@example.org", "admin@example.org"])
def test_an_account_without_a_password_that_acts_for_others_is_not_opened_by_a_head(world: World, email: str) -> None:
    """Otherwise one delegation could act as another, or as the secretariat, by naming its people."""
    assert not named(world, email).opens


def test_whoever_is_named_for_another_delegation_is_no_longer_opened_by_the_first_link(world: World) -> None:
    first = named(world)
    second = named(world, code="FRA", by="secretariat")
    assert second.opens
    with pytest.raises(Refusal, match="has expired"):
        accept(world, first)
    accept(world, second)


def test_a_capacity_given_by_hand_ends_the_links_before_it(world: World) -> None:
    link = named(world)
    with world.writing() as db:
        account = queries.account_by_email(db, "new@example.org")
        assert account is not None
        at = world.tick()
        actions.give_capacity(db, account, "secretariat", by=world.viewer("admin", db), at=at, since=at)
    with pytest.raises(Refusal, match="has expired"):
        accept(world, link)


def acts_for(world: World, email: str = "new@example.org") -> set[str]:
    """For which delegations somebody who signs in with the password acts, or may choose to."""
    with world.database.reading() as db:
        account = queries.account_by_email(db, email)
        assert account is not None
        viewer = queries.viewer_of_account(db, account, world.at)
        return {each.delegation_code for each in (viewer.acting_as, *viewer.others) if each}


@pytest.mark.parametrize("by", ["secretariat", "head of FRA"])
def test_a_password_that_one_delegation_could_set_lets_nobody_act_for_another(world: World, by: str) -> None:
    """A head names whom another delegation is going to name, and sets the password instead of passing the link on."""
    accept(world, named(world))
    if by == "head of FRA":
        with world.writing() as db:
            found = queries.account_by_email(db, "second@example.org")
            assert found is not None
            france, at = queries.delegation_by_code(db, "FRA").id, world.tick()
            actions.give_capacity(db, found, "head", by=PUBLIC, at=at, since=at, delegation_id=france)
            japan = queries.capacities_of(db, found.id)[0]
            actions.end_capacity(db, db.get_one(Capacity, japan.id), by=PUBLIC, at=world.tick())
        by = "second"
    link = named(world, code="FRA", by=by)
    assert acts_for(world) == {"KEN"}
    if by == "secretariat":
        assert link.opens
        accept(world, link)
    else:
        assert not link.opens  # or one head could lock out whom another has named
        accept(world, named(world, role="alternate", code="FRA", by="secretariat"))
    assert acts_for(world) == {"KEN", "FRA"}
    assert not named(world, role="head", code="FRA", by="secretariat").opens


def test_another_password_in_place_of_one_that_a_head_could_set_ends_its_sign_ins(world: World) -> None:
    accept(world, named(world))
    with world.writing() as db:
        account = queries.account_by_email(db, "new@example.org")
        assert account is not None
        cookie = actions.sign_in(db, account, at=world.tick())
    accept(world, named(world, code="FRA", by="secretariat"))
    assert not world.read(queries.viewer_of_sign_in, cookie, world.at).signed_in


def test_a_disabled_account_is_not_opened(world: World) -> None:
    link = named(world)
    with world.writing() as db:
        account = queries.account_by_email(db, "new@example.org")
        assert account is not None
        actions.disable_account(db, account, by=world.viewer("admin", db), at=world.tick())
    with pytest.raises(Refusal, match="disabled"):
        accept(world, link)
    assert not has_password(world)


def test_a_password_that_came_otherwise_is_not_replaced(world: World) -> None:
    link = named(world)
    with world.writing() as db:
        account = queries.account_by_email(db, "new@example.org")
        assert account is not None
        account.password_hash = passwords.hashed("another sentence to keep")
    with pytest.raises(Refusal, match="has a password already"):
        accept(world, link)


def test_the_record_grows_alike_for_a_known_and_an_unknown_address(world: World) -> None:
    """Everybody sees how long the record is, and which deadlines there are does not tell either."""

    def grown(email: str) -> tuple[int, int]:
        with world.database.reading() as db:
            before = len(db.scalars(select(Statement.index)).all()), len(db.scalars(select(Deadline.at)).all())
        named(world, email)
        with world.database.reading() as db:
            after = len(db.scalars(select(Statement.index)).all()), len(db.scalars(select(Deadline.at)).all())
        return after[0] - before[0], after[1] - before[1]

    assert grown("delegate@example.org") == grown("unknown@example.org") == (3, 1)


def test_what_the_record_says_of_a_person_is_sealed_and_holds_no_name(world: World) -> None:
    accept(world, named(world))
    named(world, "delegate@example.org")
    with world.database.reading() as db:
        acts = ("create_account", "find_account", "invite", "accept_invitation")
        rows = db.scalars(select(Statement).where(Statement.act.in_(acts), Statement.at > BEGIN)).all()
        assert {row.act for row in rows} == set(acts)
        for row in rows:
            audiences = set(db.scalars(select(Reader.audience).where(Reader.index == row.index)))
            assert audiences == {"administration", "secretariat", f"account:{row.subject_id}"}, row.act
            assert b"example.org" not in row.contents
            assert b"Somebody" not in row.contents


def test_capacities_still_to_come_are_deadlines(world: World) -> None:
    with world.writing() as db:
        account = queries.account_by_email(db, "second@example.org")
        assert account is not None
        since, until = world.at + timedelta(days=2), world.at + timedelta(days=5)
        japan = queries.delegation_by_code(db, "JPN").id
        actions.give_capacity(
            db, account, "alternate", by=PUBLIC, at=world.tick(), since=since, until=until, delegation_id=japan
        )
        assert {since, until} <= set(db.scalars(select(Deadline.at)))


def form_of(page: str) -> bool:
    return 'name="new_password"' in page


def test_a_person_sets_a_password_with_the_link_and_is_signed_in(site: World) -> None:
    site.at = datetime.now(UTC) - timedelta(minutes=5)
    link = named(site)
    browser = site.as_("public")
    shown = browser.get(f"/invitation/{link.token}")
    assert shown.status_code == 200
    assert "new@example.org" in words_of(shown)
    assert shown.cache_control.no_store
    short = browser.post(f"/invitation/{link.token}", form="invitation", new_password="short")
    assert short.status_code == 422
    assert "15 characters" in short.text
    own = browser.does(f"/invitation/{link.token}", form="invitation", new_password=PASSWORD)
    assert "adviser" in words_of(own)
    assert "Kenya" in words_of(own)
    again = site.as_("public")
    used = again.get(f"/invitation/{link.token}")
    assert (used.status_code, form_of(used.text)) == (410, False)
    assert "This link has been used" in words_of(used)
    twice = again.post(f"/invitation/{link.token}", form="invitation", new_password="quite another sentence")
    assert twice.status_code == 409
    assert "This link has been used" in words_of(twice)
    again.does("/sign-in", form="sign_in", email="new@example.org", password=PASSWORD)


def test_an_expired_link_says_so(site: World) -> None:
    site.at = datetime.now(UTC) - LASTS - timedelta(minutes=5)
    link = named(site)
    shown = site.as_("public").get(f"/invitation/{link.token}")
    assert (shown.status_code, form_of(shown.text)) == (410, False)
    assert "This link has expired" in words_of(shown)
    late = site.as_("public").post(f"/invitation/{link.token}", form="invitation", new_password=PASSWORD)
    assert late.status_code == 409
    assert not has_password(site)


def alike(page: str) -> str:
    """The page without what differs each time: the form's tokens, and the minute in which it was made."""
    return re.sub(r"value=\S+|\d\d:\d\d UTC", "", page)


@pytest.mark.parametrize("email", ["", "delegate@example.org"])
def test_a_link_that_opens_nothing_says_to_sign_in(site: World, email: str) -> None:
    """An invented link and one given for an address that had an account answer alike, to the letter."""
    token = named(site, email).token if email else "invented"
    shown = site.as_("public").get(f"/invitation/{token}")
    assert (shown.status_code, form_of(shown.text)) == (404, False)
    assert "Please sign in with the password that you have" in words_of(shown)
    invented = site.as_("public").get("/invitation/another")
    assert alike(shown.text) == alike(invented.text)
    assert site.as_("public").post(f"/invitation/{token}", new_password=PASSWORD).status_code == 404


def test_too_many_passwords_for_links_are_slowed_down(site: World) -> None:
    from app import create_app

    app = create_app(Settings(site.database.url, "key", testing=True, sign_in_limit="3 per minute"))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    answers = [client.post("/invitation/guess", data={"new_password": PASSWORD}).status_code for _ in range(5)]
    app.extensions["oewg_database"].engine.dispose()
    assert answers == [404, 404, 404, 429, 429]
