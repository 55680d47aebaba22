"""The lists for non-objection for programs."""

from datetime import datetime

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Listed, Nothing, Out, cut, operation
from oewg.consultations import actions, queries
from oewg.consultations.api.accreditation import BalanceOut, balance_out
from oewg.consultations.api.room import api
from oewg.consultations.forms.non_objection import DecisionForm, ListForm, ObjectionForm
from oewg.consultations.models import NonObjectionList
from oewg.core.forms import on_the_clock
from oewg.meetings import queries as meetings


class ListOut(Out):
    """A list that was put before all States; `decision` is the group's, once it has been taken."""

    id: int
    title: str
    names: int
    issued_at: datetime
    deadline: datetime
    zone: str
    closed_at: datetime | None
    decision: int | None
    words: str


class ListBalanceOut(BalanceOut):
    """The balance of a proposed list, and of those on it who were accredited."""

    accredited: BalanceOut


class ObjectionOut(Out):
    """An objection, for the chair and the secretariat."""

    delegation: str
    objected_at: datetime
    basis: str


class NameOut(Out):
    """A name on a list, as the viewer may see it: where it stands, what its own delegation did, the basis if it asked for it.

    `own_objection` is the basis that one's own delegation gave, "" if none; null where it does not object.
    """

    id: int
    accreditation: int
    organization: int
    name: str
    sector: str
    country: str
    state: str
    objected: bool
    own_objection: str | None
    asked: bool
    bases: list[str]
    objections: list[ObjectionOut]


@operation(
    api, "/non-objection-lists", act="read", answers=Listed[ListOut],
    summary="The lists that were put before all States for non-objection",
)  # fmt: skip
def non_objection_lists(desk: Desk) -> Listed[ListOut]:
    """All lists, the latest first."""
    return Listed(items=[_list(row, names) for row, names in queries.lists(desk.db)])


@operation(
    api, "/non-objection-lists", method="POST", act="issue_list", takes=ListForm, answers=ListOut,
    summary="Put the names of applications before all States, until a deadline on the clocks of a zone",
)  # fmt: skip
def issue_list(desk: Desk, sent: ListForm) -> ListOut:
    """Issue a list."""
    chosen = queries.applications_by_number(desk.db, sent.names)
    deadline = on_the_clock(sent.deadline, sent.zone, "deadline")
    row = actions.issue_list(desk.db, sent.title, chosen, deadline, sent.zone, by=desk.viewer, at=desk.at)
    return _list(row, len(chosen))


@operation(
    api, "/non-objection-lists/<int:list_id>/names", act="read", answers=Listed[NameOut], query=Cursor,
    summary="The names on a list, as the viewer may see them",
)  # fmt: skip
def names(desk: Desk, asked: Cursor, list_id: int) -> Listed[NameOut]:
    """Names by number."""
    found = queries.non_objection_list(desk.db, list_id)
    rows = queries.names_after(desk.db, found, desk.viewer, asked.number(), asked.limit + 1)
    return cut([_name(row) for row in rows], asked.limit, lambda item: item.id)


@operation(
    api, "/non-objection-lists/<int:list_id>/balance", act="read", answers=ListBalanceOut,
    summary="The balance of a list by sector, region and gender of representatives",
)  # fmt: skip
def list_balance(desk: Desk, list_id: int) -> ListBalanceOut:
    """The balance of a proposed list and of the final one."""
    queries.non_objection_list(desk.db, list_id)
    on = desk.at.date()
    proposed = balance_out(queries.balance(desk.db, on, queries.of_the_list(list_id)))
    final = balance_out(queries.balance(desk.db, on, queries.of_the_final_list(list_id)))
    return ListBalanceOut(**proposed.model_dump(), accredited=final)


@operation(
    api, "/listed-names/<int:listed_id>/objection", method="POST", act="object_to_name", takes=ObjectionForm,
    answers=NameOut, summary="Object to a name for one's own delegation, with its basis or without",
)  # fmt: skip
def object_to_name(desk: Desk, sent: ObjectionForm, listed_id: int) -> NameOut:
    """Object."""
    listed = queries.listed_name(desk.db, listed_id)
    actions.object_to_name(desk.db, listed, sent.basis, by=desk.viewer, at=desk.at)
    return _name(queries.name(desk.db, listed, desk.viewer))


@operation(
    api, "/listed-names/<int:listed_id>/objection/withdraw", method="POST", act="object_to_name", answers=NameOut,
    summary="Withdraw the objection of one's own delegation", status=200,
)  # fmt: skip
def withdraw_objection(desk: Desk, _sent: Nothing, listed_id: int) -> NameOut:
    """Withdraw an objection."""
    listed = queries.listed_name(desk.db, listed_id)
    actions.withdraw_objection(desk.db, listed, by=desk.viewer, at=desk.at)
    return _name(queries.name(desk.db, listed, desk.viewer))


@operation(
    api, "/listed-names/<int:listed_id>/basis", method="POST", act="ask_basis", answers=NameOut,
    summary="Ask for the basis of the objections to a name: it is disclosed to one's own delegation",
)  # fmt: skip
def ask_basis(desk: Desk, _sent: Nothing, listed_id: int) -> NameOut:
    """Ask for the basis."""
    listed = queries.listed_name(desk.db, listed_id)
    actions.ask_basis(desk.db, listed, by=desk.viewer, at=desk.at)
    return _name(queries.name(desk.db, listed, desk.viewer))


@operation(
    api, "/non-objection-lists/<int:list_id>/decision", method="POST", act="decide_accreditation", takes=DecisionForm,
    answers=ListOut, summary="Record the group's final decision on a list, at an open formal meeting",
)  # fmt: skip
def decide_list(desk: Desk, sent: DecisionForm, list_id: int) -> ListOut:
    """Record the decision."""
    found = queries.non_objection_list(desk.db, list_id)
    session = meetings.session(desk.db, sent.session) if sent.session else None
    actions.decide_list(
        desk.db, found, meetings.meeting(desk.db, sent.meeting), sent.words, sent.outcomes, session, by=desk.viewer,
        at=desk.at,
    )  # fmt: skip
    desk.db.refresh(found, ["decision"])
    return _list(found, len(queries.every_name(desk.db, found, desk.viewer)))


def _list(row: NonObjectionList, names: int) -> ListOut:
    return ListOut(
        id=row.id, title=row.title, names=names, issued_at=row.issued_at, deadline=row.deadline, zone=row.zone,
        closed_at=row.closed_at, decision=row.decision_id, words=row.decision.words if row.decision else "",
    )  # fmt: skip


def _name(line: queries.NameLine) -> NameOut:
    return NameOut(
        id=line.listed.id, accreditation=line.accreditation.id, organization=line.organization.id,
        name=line.organization.name, sector=line.organization.sector, country=line.organization.country,
        state=line.state, objected=line.objected, own_objection=line.own.basis if line.own else None, asked=line.asked,
        bases=list(line.bases),
        objections=[
            ObjectionOut(delegation=each.delegation.code, objected_at=each.objected_at, basis=each.basis)
            for each in line.objections
        ],
    )  # fmt: skip
