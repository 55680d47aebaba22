"""A fund with money in it, and consultations that it pays for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from oewg.accounts import queries as accounts
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import actions, queries
from oewg.consultations.queries import fund
from oewg.consultations.rules.fund import Means, Paper
from oewg.core.database import Db
from oewg.meetings import actions as meetings
from oewg.meetings import queries as meeting_queries
from oewg.record.queries import everything_said
from oewg.texts.documents.uploads import Upload
from tests.meetings.given import a_session
from tests.world import World

NOTE = Paper("Note verbale 17/2019", date(2019, 6, 3))
WITH_FILE = Paper("Advice 4", date(2019, 6, 3), file=Upload("advice.txt", "text/plain", b"Paid in.", "Paid in."))


def a_pledge(
    world: World, dollars: str = "1000", *, code: str = "FRA", donor: str = "", shown_as: str = "France",
    currency: str = "USD", earmarked_for: int | None = None, paper: Paper = NOTE,
) -> int:  # fmt: skip
    """A State, or another donor by name, has pledged a contribution."""

    def pledge(db: Db, *, by: Viewer, at: datetime) -> int:
        delegation = None if donor else accounts.delegation_by_code(db, code)
        wanted = queries.consultation(db, earmarked_for) if earmarked_for else None
        return actions.pledge_contribution(
            db, delegation, donor, shown_as, Decimal(dollars), currency, paper, by=by, at=at, earmarked_for=wanted
        ).id

    return world.act(pledge, by="secretariat")


def on_contribution(world: World, contribution_id: int, verb: str, *args: object, paper: Paper = NOTE) -> int:
    """The secretariat acts on a contribution, by the name of the action; returns the number of the entry of the journal."""

    def act(db: Db, *, by: Viewer, at: datetime) -> int:
        found = fund.contribution(db, contribution_id, by)
        entry = getattr(actions, verb)(db, found, *args, paper, by=by, at=at)
        return int(entry.id)

    return world.act(act, by="secretariat")


def receives(world: World, contribution_id: int, dollars: str = "1000", paper: Paper = NOTE) -> int:
    """What was pledged has come in, or a part of it."""
    return on_contribution(world, contribution_id, "receive_contribution", Decimal(dollars), paper=paper)


def money_comes_in(world: World, dollars: str = "1000", *, code: str = "FRA") -> int:
    """A contribution has been pledged and received."""
    number = a_pledge(world, dollars, code=code)
    receives(world, number, dollars)
    return number


def earmarks(world: World, contribution_id: int, consultation_id: int) -> int:
    """A donor's contribution is kept for a consultation."""
    return on_contribution(
        world, contribution_id, "earmark_contribution", world.read(queries.consultation, consultation_id)
    )


def a_planned_consultation(world: World, title: str = "Voices") -> int:
    """A consultation at an informal meeting of an open session; nobody pays for it yet."""

    def plan(db: Db, *, by: Viewer, at: datetime) -> int:
        session = meeting_queries.session(db, session_id).session
        if not any(event.what == "opened" for event in session.history):
            meetings.open_session(db, session, by=by, at=at)
        meeting = meetings.plan_meeting(db, session, "informal", "in_person", world.at, by=by, at=at)
        return actions.hold_consultation(db, meeting, title, [], by=by, at=at).id

    session_id = world.read(_first_session) or a_session(world)
    return world.act(plan, by="secretariat")


def _first_session(db: Db) -> int | None:
    found = meeting_queries.sessions(db)
    return found[0].session.id if found else None


def on_consultation(
    world: World, consultation_id: int, action: Callable[..., object], *args: object, by: str = "secretariat"
) -> None:
    """Somebody acts on a consultation."""

    def act(db: Db, *, by: Viewer, at: datetime) -> None:
        action(db, queries.consultation(db, consultation_id), *args, by=by, at=at)

    world.act(act, by=by)


def budgets(world: World, consultation_id: int, dollars: str = "800", kind: str = "interpretation") -> None:
    """A line of a consultation's budget is set."""
    on_consultation(world, consultation_id, actions.set_budget_line, kind, Decimal(dollars), "Six booths")


def confirms(world: World, consultation_id: int) -> None:
    """A consultation is confirmed."""
    on_consultation(world, consultation_id, actions.confirm_consultation)


def pays_for(world: World, consultation_id: int, dollars: str = "800") -> int:
    """A contribution comes in, the budget is set, the consultation confirmed; returns the contribution's number."""
    number = money_comes_in(world, dollars)
    budgets(world, consultation_id, dollars)
    confirms(world, consultation_id)
    return number


def a_confirmed_consultation(world: World, dollars: str = "800") -> int:
    """A consultation whose budget is covered."""
    number = a_planned_consultation(world)
    pays_for(world, number, dollars)
    return number


def opens(world: World, consultation_id: int) -> None:
    """The meeting of a consultation is opened."""
    on_consultation(
        world, consultation_id, lambda db, found, **who: meetings.open_meeting(db, found.meetings[0], **who)
    )


def spends(world: World, consultation_id: int, dollars: str, kind: str = "interpretation") -> int:
    """Money is spent on a line of a consultation's budget; returns the number of the entry."""

    def act(db: Db, *, by: Viewer, at: datetime) -> int:
        (line,) = [each.line for each in fund.budget(db, consultation_id) if each.line.kind == kind]
        return actions.spend(db, line, Decimal(dollars), Paper("Invoice 9", NOTE.dated), by=by, at=at).id

    return world.act(act, by="secretariat")


def stands(world: World, consultation_id: int) -> str:
    """Where a consultation stands."""

    return world.read(fund.means_of, consultation_id).standing


def means(world: World, consultation_id: int) -> Means:
    """What there is for a consultation."""
    return world.read(fund.means_of, consultation_id)


def later(world: World, days: int) -> date:
    """A day after the world's present one."""
    return (world.at + timedelta(days=days)).date()


def figures(world: World, contribution_id: int) -> fund.Figures:
    """What has become of a contribution."""

    def ask(db: Db) -> fund.Figures:
        found = fund.contribution(db, contribution_id, world.viewer("secretariat", db))
        return fund.figures(db, [found])[0]

    return world.read(ask)


def a_rate(world: World, rate: str = "0.9", currency: str = "EUR", paper: Paper | None = None) -> int:
    """A rate of exchange is entered; its number."""
    paper = paper or Paper("UN operational rates", NOTE.dated)
    return world.act(actions.enter_rate, currency, paper, Decimal(rate), by="secretariat").id


def acts_said(world: World) -> list[str]:
    """Every act of the record, in order."""
    return [said.act for said in world.read(lambda db: list(everything_said(db)))]


def reverses(world: World, entry_id: int) -> int:
    """An entry of the journal is reversed, with a paper; the number of the entry that does it."""
    return world.act(actions.reverse_entry, entry_id, replace(NOTE, reference="Memo 1"), by="secretariat").id
