"""Whatever people do with applications in whatever order: does each end where the table says, and say so everywhere alike?"""

import shutil
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.consultations import actions, queries
from oewg.consultations.models import ListedName
from oewg.consultations.rules.accreditation import ACTS, TRANSITIONS
from oewg.core.database import Database, Db
from oewg.core.errors import NotAllowed, Refusal
from oewg.meetings import actions as meetings
from oewg.meetings import queries as meeting_queries
from oewg.record.actions import settle
from oewg.record.verification import faults
from tests.consultations.given import a_list, acts_on, application_of, registers
from tests.meetings.given import a_session, an_open_meeting, on_session
from tests.world import World

MOST = 14
NEWS = {"apply_again"}


class Walk:
    """One application, and every act of the table tried on it."""

    def __init__(self, world: World, informs: bool) -> None:
        self.world, self.informs = world, informs
        self.session = a_session(world, "Session of the walk")
        on_session(world, meetings.open_session, self.session)
        self.meeting = an_open_meeting(world)
        self.application = registers(world, informs=informs)
        self.objecting, self.list_id = False, 0

    def state(self) -> str:
        return self.world.read(queries.states_of, [self.application])[self.application]

    def does(self, act: str) -> None:
        """Do the act as people would; Refusal if it is refused."""
        getattr(self, f"_{act}")()

    def _check(self) -> None:
        acts_on(self.world, self.application, "check_application")

    def _note_status(self) -> None:
        acts_on(self.world, self.application, "note_status")

    def _send_back(self) -> None:
        acts_on(self.world, self.application, "send_back_application", "The letter is unsigned.")

    def _repair(self) -> None:
        found = self.world.read(queries.application, self.application).organization
        acts_on(self.world, self.application, "repair_application", actions.described(found), by="new")

    def _list(self) -> None:
        self.list_id = a_list(self.world, [self.application])

    def _object(self) -> None:
        self._on_name("object_to_name")

    def _withdraw_objection(self) -> None:
        self._on_name("withdraw_objection")

    def _ask_basis(self) -> None:
        self._on_name("ask_basis", by="second")

    def _on_name(self, verb: str, by: str = "delegate") -> None:
        def act(db: Db, *, by: Viewer, at: datetime) -> None:
            listed = db.query(ListedName).filter_by(accreditation_id=self.application).one_or_none()
            if listed is None:
                raise Refusal("It is on no list.")
            getattr(actions, verb)(db, queries.listed_name(db, listed.id), by=by, at=at)

        self.world.act(act, by=by)

    def _close(self) -> None:
        if self.state() != "listed":
            raise Refusal("It is on no open list.")
        self.world.tick(60 * 24 + 1)
        with self.world.writing() as db:
            settle(db, self.world.at)

    def _accredit(self) -> None:
        self._decide("session")

    def _refuse(self) -> None:
        self._decide("refuse")

    def _decide(self, outcome: str) -> None:
        def act(db: Db, *, by: Viewer, at: datetime) -> None:
            listing = queries.list_of(db, self.application)
            if listing is None:
                raise Refusal("It is on no list.")
            line = meeting_queries.session(db, self.session)
            meeting = meeting_queries.meeting(db, self.meeting)
            actions.decide_list(
                db, listing, meeting, "Decided.", {self.application: outcome}, line, by=by, at=at
            )  # fmt: skip

        self.world.act(act, by="chair")

    def _expire(self) -> None:
        if self.world.read(queries.application, self.application).session_id is None or self.state() != "accredited":
            raise Refusal("It is not accredited for a session.")
        on_session(self.world, meetings.close_session, self.session)
        with self.world.writing() as db:
            settle(db, self.world.tick())
        self.session = a_session(self.world, f"Session of {self.world.tick()}")
        on_session(self.world, meetings.open_session, self.session)

    def _withdraw(self) -> None:
        acts_on(self.world, self.application, "withdraw_application", by="new")

    def _apply_again(self) -> None:
        def act(db: Db, *, by: Viewer, at: datetime) -> None:
            actions.apply_again(db, queries.own_organization(db, by), by=by, at=at)

        self.world.act(act, by="new")
        organization = self.world.viewer("new").organization_id
        assert organization
        self.application = application_of(self.world, organization)


def alike(world: World, walk: Walk) -> None:
    """The rows, the queries and the role say the same of where the application stands."""
    state = walk.state()
    found = world.read(queries.application, walk.application)
    (line,) = [
        each for each in world.read(queries.applications, size=99).items if each.accreditation.id == walk.application
    ]
    assert line.state == state
    assert world.read(queries.applications, state=state, search="New Wires").total >= 1
    assert found.organization.accredited == (state == "accredited")
    assert (world.viewer("new").role == "stakeholder") == (state == "accredited")
    named = [row.name for row in world.read(queries.organizations_after, 0, 99)]
    assert ("New Wires" in named) == (state == "accredited")
    if walk.list_id:
        with world.database.reading() as db:
            listing = queries.non_objection_list(db, walk.list_id)
            public = queries.every_name(db, listing, PUBLIC)
            assert all(each.state not in ("objected", "unobjected") and not each.objections for each in public)


@given(acts=some.lists(some.sampled_from(ACTS), min_size=4, max_size=MOST), informs=some.booleans(), data=some.data())
@settings(max_examples=12)
def test_every_walk_through_the_acts_follows_the_table(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, acts: list[str], informs: bool, data: some.DataObject
) -> None:  # fmt: skip
    template = request.getfixturevalue("sqlite_template")
    path = tmp_path_factory.mktemp("walk") / "world.db"
    shutil.copy(template, path)
    world = World(Database(f"sqlite:///{path}"))
    walk = Walk(world, informs)
    for wanted in acts:
        before = walk.state()
        # Half of the steps are steps that the table has, so that walks come far.
        possible = [act for of, act in TRANSITIONS if of == before]
        act = data.draw(some.sampled_from(possible)) if data.draw(some.booleans()) else wanted
        try:
            walk.does(act)
        except (Refusal, NotAllowed):
            assert walk.state() == before
        else:
            assert (before, act) in TRANSITIONS
            after = walk.state()
            assert after in TRANSITIONS[(before, act)] or (act in NEWS and after == "applied")
        alike(world, walk)
    with world.database.reading() as db:
        assert list(faults(db)) == []
    world.database.engine.dispose()
