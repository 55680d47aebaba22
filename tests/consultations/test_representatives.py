"""Do people come to act for an organization and stop, so that somebody always manages them, on both engines?"""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from oewg.accounts.models import Capacity, Confirmation
from oewg.consultations import actions, queries
from oewg.consultations.models import FocalPoint, RepresentativeGender
from oewg.consultations.rules.representatives import MOST_REPRESENTATIVES
from oewg.core.database import Db
from oewg.core.errors import NotAllowed, NotFound, Refusal
from oewg.record import queries as record
from oewg.record.actions import settle
from tests.consultations.given import PASSWORD_HASH, confirms
from tests.world import World


def invites(world: World, who: str = "helper", by: str = "stakeholder") -> int:
    with world.writing() as db:
        viewer = world.viewer(by, db)
        organization = queries.own_organization(db, viewer)
        return actions.invite_representative(
            db, organization, who.capitalize(), f"{who}@example.org", "en", by=viewer, at=world.tick()
        ).id  # fmt: skip


def act_on(world: World, who: str, verb: str, by: str) -> None:
    with world.writing() as db:
        held = world.viewer(who, db).acting_as
        assert held is not None
        capacity = queries.representative(db, held.id, world.viewer(by, db))
        getattr(actions, verb)(db, capacity, by=world.viewer(by, db), at=world.tick())


def there(world: World, of: str = "stakeholder") -> dict[str, bool]:
    """Who acts for an organization -> whether it is the focal point."""
    with world.database.reading() as db:
        organization = world.viewer(of, db).organization_id
        assert organization
        return {
            line.account.email.partition("@")[0]: line.focal_point
            for line in queries.representatives(db, organization, world.at)
        }


def test_a_representative_is_invited_by_letter_and_accepts(world: World) -> None:
    asked = invites(world)
    assert there(world) == {"stakeholder": True}
    confirms(world, asked)
    assert there(world) == {"stakeholder": True, "helper": False}
    assert world.viewer("helper").role == "stakeholder"
    with pytest.raises(Refusal, match="used already"):
        confirms(world, asked)


def test_the_answer_to_an_invitation_is_the_same_for_an_address_that_is_known(world: World) -> None:
    known, unknown = invites(world, "delegate"), invites(world, "nobody")
    with world.database.reading() as db:
        rows = [db.get_one(Confirmation, each) for each in (known, unknown)]
        assert {(row.purpose, row.name, row.used_at) for row in rows} == {("representative", "Open Wires", None)}
    size = world.read(record.size)
    assert size
    confirms(world, known)
    both = world.viewer("delegate")
    assert both.role == "delegate"
    assert [each.organization_name for each in both.others] == ["Open Wires"]


def test_only_the_focal_point_manages(world: World) -> None:
    confirms(world, invites(world))
    with pytest.raises(NotAllowed, match="focal point"):
        invites(world, "third", by="helper")
    with pytest.raises(NotAllowed, match="focal point"):
        act_on(world, "stakeholder", "end_representative", "helper")
    with pytest.raises(NotAllowed, match="focal point"):
        act_on(world, "helper", "hand_over", "helper")
    with pytest.raises(NotFound):
        act_on(world, "helper", "end_representative", "pending")


def test_the_last_manager_does_not_leave_without_a_successor(world: World) -> None:
    with pytest.raises(Refusal, match="hands over"):
        act_on(world, "stakeholder", "end_representative", "stakeholder")
    confirms(world, invites(world))
    act_on(world, "helper", "hand_over", "stakeholder")
    assert there(world) == {"stakeholder": False, "helper": True}
    act_on(world, "stakeholder", "end_representative", "stakeholder")
    assert there(world, "helper") == {"helper": True}
    assert world.viewer("stakeholder").role == "public"
    with pytest.raises(Refusal, match="hands over"):
        act_on(world, "helper", "end_representative", "helper")


def test_the_secretariat_appoints_another_where_the_focal_point_is_gone(world: World) -> None:
    confirms(world, invites(world))
    act_on(world, "helper", "hand_over", "secretariat")
    assert there(world) == {"stakeholder": False, "helper": True}
    with pytest.raises(Refusal, match="focal point already"):
        act_on(world, "helper", "hand_over", "secretariat")


def test_a_representative_who_was_ended_is_one_no_more(world: World) -> None:
    confirms(world, invites(world))
    with world.database.reading() as db:
        capacity = world.viewer("helper", db).acting_as
    act_on(world, "helper", "end_representative", "stakeholder")
    assert there(world) == {"stakeholder": True}
    assert capacity is not None
    with world.writing() as db:
        row, by = db.get_one(Capacity, capacity.id), world.viewer("stakeholder", db)
        with pytest.raises(Refusal, match="any more"):
            actions.end_representative(db, row, by=by, at=world.tick())


def test_who_acts_for_it_already_is_told_so(world: World) -> None:
    asked = invites(world, "stakeholder")
    with pytest.raises(Refusal, match="already"):
        confirms(world, asked)


def test_an_invitation_that_nobody_answers_is_forgotten(world: World) -> None:
    asked = invites(world)
    world.tick(3 * 24 * 60)
    with world.writing() as db:
        settle(db, world.at)
        assert queries.invitation_of(db, asked) is None
        assert db.get_one(Confirmation, asked).email is None
        with pytest.raises(Refusal, match="expired"):
            actions.accept_to_represent(db, db.get_one(Confirmation, asked), PASSWORD_HASH, at=world.at)


def test_an_organization_has_so_many_representatives_and_no_more(world: World) -> None:
    for number in range(MOST_REPRESENTATIVES - 1):
        invites(world, f"helper-{number}")
    with pytest.raises(Refusal, match=f"at most {MOST_REPRESENTATIVES}"):
        invites(world, "one-more")


def test_two_focal_points_at_a_time_cannot_be_stored(world: World) -> None:
    with world.writing() as db:
        first = db.scalars(select(FocalPoint)).first()
        assert first is not None
        db.add(FocalPoint(organization_id=first.organization_id, capacity_id=first.capacity_id, since=world.at))
        with pytest.raises(IntegrityError):
            db.flush()
        db.rollback()


def says(world: World, who: str, gender: str) -> None:
    def say(db: Db, *, by: object, at: datetime) -> None:
        actions.state_gender(db, gender, by=by, at=at)  # type: ignore[arg-type]

    world.act(say, by=who)


def test_what_one_says_of_oneself_is_for_oneself_alone_and_goes_with_the_capacity(world: World) -> None:
    confirms(world, invites(world))
    says(world, "helper", "woman")
    held = world.viewer("helper").acting_as
    assert held is not None
    assert world.read(queries.gender_of, held.id) == "woman"
    for who, sees in {"helper": True, "stakeholder": False, "secretariat": False, "admin": False}.items():
        found = world.read(record.entries_after, -1, world.viewer(who).audiences, limit=10, act="state_gender")
        assert bool(found) == sees, who
    says(world, "helper", "")
    assert world.read(queries.gender_of, held.id) == ""
    says(world, "helper", "another")
    act_on(world, "helper", "end_representative", "stakeholder")
    assert world.read(lambda db: list(db.scalars(select(RepresentativeGender)))) == []
