"""A consultation with its meetings, themes and registration: what the tests of consultative meetings begin with."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from oewg.accounts import actions as accounts
from oewg.accounts import queries as people
from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.consultations import actions, queries
from oewg.consultations.models import Attendee, Consultation, Segment
from oewg.consultations.rules.registration import Places
from oewg.core.database import Db
from oewg.mandate.models import Element
from oewg.meetings import actions as meetings
from oewg.meetings import queries as meeting_queries
from oewg.meetings.rules.statements import Content
from tests.consultations.given_fund import pays_for
from tests.meetings.given import an_open_session
from tests.world import World

ZONE = "America/New_York"


def within(world: World, do: Callable[[Db, Viewer, datetime], Any], *, by: str, at: datetime | None = None) -> Any:
    """Somebody does something, in a transaction of its own."""

    def act(db: Db, *, by: Viewer, at: datetime) -> Any:
        return do(db, by, at)

    return world.act(act, by=by, at=at)


def a_consultation(world: World, modes: tuple[str, ...] = ("in_person",)) -> int:
    """A consultation on threats and capacity-building at informal meetings, three hours each, a day apart, from tomorrow on."""
    session_id = an_open_session(world)

    def hold(db: Db, by: Viewer, at: datetime) -> int:
        for place, key in enumerate(("threats", "capacity-building"), start=1):
            db.add(Element(key=key, title=key.capitalize(), source="paragraph 5", quote=key, place=place))
        db.flush()
        session = meeting_queries.session(db, session_id).session
        planned = [
            meetings.plan_meeting(db, session, "informal", mode, world.at + timedelta(days=n), by=by, at=at)
            for n, mode in enumerate(modes, start=1)
        ]
        elements = db.query(Element).order_by(Element.place).all()
        held = actions.hold_consultation(db, planned[0], "Voices", elements, by=by, at=at)
        for further in planned[1:]:
            actions.add_meeting(db, held, further, by=by, at=at)
        return held.id

    found: int = within(world, hold, by="secretariat")
    return found


def on(
    world: World, number: int, do: Callable[[Db, Consultation, Viewer, datetime], Any], *, by: str, at: datetime | None = None
) -> Any:  # fmt: skip
    """Somebody does something with a consultation."""
    return within(world, lambda db, viewer, at: do(db, queries.consultation(db, number), viewer, at), by=by, at=at)


def opens(world: World, number: int, which: int = 0) -> int:
    """One of its meetings is opened, after it has been paid for; its number in the table."""
    pays_for(world, number)

    def open_(db: Db, held: Consultation, by: Viewer, at: datetime) -> int:
        meetings.open_meeting(db, held.meetings[which], by=by, at=at)
        return held.meetings[which].id

    found: int = on(world, number, open_, by="chair")
    return found


def registers(world: World, number: int, in_person: int = 2, online: int = 0, for_each: int = 2) -> datetime:
    """Registration is announced, from now for a day; when it closes."""
    closes = world.at + timedelta(days=1)
    places = Places(in_person, online, for_each)
    on(
        world, number,
        lambda db, held, by, at: actions.open_registration(db, held, world.at, closes, ZONE, places, by=by, at=at),
        by="secretariat",
    )  # fmt: skip
    return closes


def person(
    world: World, number: int, name: str, manner: str = "in_person", *, by: str = "stakeholder", named: bool = False,
    at: datetime | None = None,
) -> Attendee:  # fmt: skip
    """A person is registered."""

    def register(db: Db, viewer: Viewer, at: datetime) -> Attendee:
        period = queries.registration_period(db, number)
        assert period is not None
        return actions.register_person(db, period, name, "Adviser", manner, named=named, by=viewer, at=at)

    made: Attendee = within(world, register, by=by, at=at)
    return made


def another_organization(world: World, name: str, who: str) -> None:
    """One more accredited organization; its representative is `who` of the cast from now on."""
    with world.writing() as db:
        at = world.tick()
        found = Organization(
            name=name, sector="academia", country="KEN", consultative_status=False, purpose="To be heard",
            registered_at=at, accredited_since=at,
        )  # fmt: skip
        db.add(found)
        db.flush()
        account = accounts.create_account(db, f"{who}@example.org", who.capitalize(), None, by=PUBLIC, at=at)
        accounts.give_capacity(db, account, "representative", by=PUBLIC, at=at, since=at, organization_id=found.id)


def a_part(world: World, number: int, title: str = "Opening", hour: int = 0, *, theme: bool = False) -> int:
    """A part of the programme: half an hour of the first meeting, so many half hours after its beginning."""

    def add(db: Db, held: Consultation, by: Viewer, at: datetime) -> int:
        meeting = held.meetings[0]
        starts = meeting.starts_at + timedelta(minutes=30 * hour)
        subject = queries.elements_of(db, [number])[number][0] if theme else None
        ends = starts + timedelta(minutes=30)
        return actions.add_segment(db, held, meeting, starts, ends, title, by=by, at=at, theme=subject).id

    found: int = on(world, number, add, by="secretariat")
    return found


def asked(world: World, number: int, part: int, name: str = "Ana Lima", of: str = "organization") -> int:
    """Somebody is asked to set the scene: of the accredited organization, of France, or of neither ("")."""

    def ask(db: Db, by: Viewer, at: datetime) -> int:
        row = db.get_one(Segment, part)
        organization = (
            db.get(Organization, world.viewer("stakeholder").organization_id) if of == "organization" else None
        )
        delegation = None
        if of == "delegation":
            delegation = people.delegation_by_code(db, "FRA")
        return actions.ask_to_set_scene(
            db, row, name, "Director of Research", by=by, at=at, organization=organization, delegation=delegation
        ).id

    found: int = within(world, ask, by="secretariat")
    return found


def answers(world: World, number: int, asked_id: int, answer: str, *, by: str) -> None:
    """Whoever was asked answers."""
    within(
        world,
        lambda db, viewer, at: actions.answer_scene_setting(
            db, queries.scene_setter(db, number, asked_id, viewer), answer, by=viewer, at=at
        ),
        by=by,
    )


def issues(world: World, number: int) -> None:
    """The chair issues the programme."""
    on(world, number, lambda db, held, by, at: actions.issue_programme(db, held, by=by, at=at), by="chair")


def posts(
    world: World, number: int, words: str = "Cables need a plan.", consent: str = "named", *, by: str = "stakeholder",
    published: bool = False, **more: Any,
) -> int:  # fmt: skip
    """A contribution is posted on the first theme, and published if wanted."""

    def post(db: Db, held: Consultation, viewer: Viewer, at: datetime) -> int:
        theme = queries.elements_of(db, [number])[number][0]
        link = {"link": more["link"](db)} if "link" in more else {}
        return actions.post_written(db, held, theme, "On cables", Content(words), consent, by=viewer, at=at, **link).id

    found: int = on(world, number, post, by=by)
    if published:
        moderates(world, found, "publish_written")
    return found


def moderates(world: World, written: int, verb: str, *more: object, by: str = "secretariat") -> None:
    """Something is done with a contribution, by the name of the action."""
    within(
        world,
        lambda db, viewer, at: getattr(actions, verb)(
            db, queries.written_contribution(db, written, viewer).contribution, *more, by=viewer, at=at
        ),
        by=by,
    )
