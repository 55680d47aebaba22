"""As whom does a person act, and whom does one belong to? Tables of cases."""

from datetime import UTC, datetime, timedelta

import pytest

from oewg.accounts import queries
from oewg.accounts.rules.capacities import PUBLIC, ActingAs, Viewer, choose
from oewg.accounts.rules.permissions import ACTS, PEOPLE, ROLES, who_may
from tests.world import World

THEN = datetime(2019, 6, 3, tzinfo=UTC)


def acting(role: str, kind: str = "member", **more: object) -> ActingAs:
    given: dict[str, object] = {"delegation_id": 7, "delegation_code": "FRA", "delegation_kind": kind, **more}
    return ActingAs(1, role, THEN, None, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("capacity", "role", "audiences"),
    [
        (acting("adviser"), "delegate", {"public", "account:3", "delegations", "delegation:FRA"}),
        (acting("head"), "head", {"public", "account:3", "delegations", "delegation:FRA"}),
        (acting("head", "observer_state"), "observer", {"public", "account:3", "delegations", "delegation:FRA"}),
        (
            acting("coordinator", group_id=2, group_code="EU"),
            "coordinator",
            {"public", "account:3", "delegations", "delegation:FRA", "group:EU"},
        ),
        (acting("chair"), "chair", {"public", "account:3", "delegations", "drafters", "chair"}),
        (acting("rapporteur"), "bureau", {"public", "account:3", "delegations", "drafters"}),
        (
            ActingAs(1, "secretariat", THEN, None),
            "secretariat",
            {"public", "account:3", "delegations", "drafters", "secretariat"},
        ),
        (ActingAs(1, "administrator", THEN, None), "admin", {"public", "account:3", "administration"}),
        (
            ActingAs(1, "representative", THEN, None, organization_id=4),
            "pending",
            {"public", "account:3", "organization:4"},
        ),
        (
            ActingAs(1, "representative", THEN, None, organization_id=4, accredited=True),
            "stakeholder",
            {"public", "account:3", "organization:4"},
        ),
        (None, "public", {"public", "account:3"}),
    ],
)
def test_role_and_audiences(capacity: ActingAs | None, role: str, audiences: set[str]) -> None:
    viewer = Viewer(3, "Somebody", capacity)
    assert (viewer.role, set(viewer.audiences)) == (role, audiences)


def test_the_public_belongs_to_the_public_alone() -> None:
    assert PUBLIC.audiences == {"public"}


@pytest.mark.parametrize(("minutes", "live"), [(-1, False), (0, True), (59, True), (60, False)])
def test_a_capacity_holds_from_its_beginning_until_before_its_end(minutes: int, live: bool) -> None:
    capacity = ActingAs(1, "adviser", THEN, THEN + timedelta(hours=1))
    assert capacity.live(THEN + timedelta(minutes=minutes)) is live


def test_the_capacity_asked_for_is_chosen_if_it_is_live() -> None:
    over = ActingAs(1, "adviser", THEN, THEN + timedelta(hours=1))
    first, second = ActingAs(2, "head", THEN, None), ActingAs(3, "adviser", THEN, None)
    at = THEN + timedelta(days=1)
    assert choose([over, first, second], 3, at) == (second, (first,))
    assert choose([over, first, second], 1, at) == (first, (second,))
    assert choose([over], 1, at) == (None, ())


@pytest.mark.parametrize(("day", "members"), [("2019-06-03", 28), ("2020-03-01", 27)])
def test_a_groups_members_are_those_of_the_day(world: World, day: str, members: int) -> None:
    from datetime import date

    found = world.read(queries.delegations, "en", date.fromisoformat(day), group="EU", size=100)
    assert found.total == members


@pytest.mark.parametrize(("day", "name"), [("2021-03-12", "Turkey"), ("2023-01-01", "Türkiye")])
def test_a_delegation_bears_the_name_of_the_day(world: World, day: str, name: str) -> None:
    from datetime import date

    with world.database.reading() as db:
        turkey = queries.delegation_by_code(db, "TUR")
        assert queries.delegation_names(db, "en", date.fromisoformat(day))[turkey.id] == name


def test_the_command_makes_an_account_that_can_sign_in(site: World) -> None:
    assert site.app
    run = site.app.test_cli_runner().invoke(
        args=[
            "account",
            "create",
            "Clerk@Example.org",
            "The clerk",
            "--role",
            "secretariat",
            "--password",
            "a sentence to keep well",
        ]
    )
    assert run.exit_code == 0, run.output
    shown = site.as_("public").does(
        "/sign-in", form="sign_in", email="clerk@example.org", password="a sentence to keep well"
    )
    assert "secretariat" in shown.text
    short = site.app.test_cli_runner().invoke(
        args=["account", "create", "x@example.org", "X", "--role", "secretariat", "--password", "short"]
    )
    assert short.exit_code == 1
    assert "15 characters" in short.output


def test_a_token_is_made_for_somebody_who_exists(site: World) -> None:
    assert site.app
    made = site.app.test_cli_runner().invoke(args=["token", "create", "delegate@example.org"])
    assert made.output.startswith("oewg_")
    none = site.app.test_cli_runner().invoke(args=["token", "create", "nobody@example.org"])
    assert none.exit_code == 1


def test_of_each_act_it_is_said_who_may_do_it() -> None:
    assert PEOPLE.keys() == set(ROLES)
    assert all(who_may(act) for act in ACTS)
    assert who_may("draft_section") == ["the Chair", "the Vice-Chairs and the Rapporteur", "the secretariat"]
