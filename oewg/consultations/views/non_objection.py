"""The pages of the lists for non-objection: proposed, objected to, decided on by the group, final."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, language, page_number
from oewg.accounts.door.pages import asks, done, received
from oewg.consultations import actions, queries
from oewg.consultations.forms.non_objection import ListForm, ObjectionForm, decision_page, outcomes_of
from oewg.consultations.models import NonObjectionList
from oewg.consultations.rules.accreditation import SECTORS, STATES
from oewg.consultations.rules.non_objection import OUTCOMES, proposed_words
from oewg.consultations.views.accreditation import balance_shown, chosen
from oewg.consultations.views.room import pages
from oewg.core.forms import on_the_clock
from oewg.meetings import queries as meetings

FILTERS = ("search", "sector", "region", "standing", "page")


@pages.get("/accreditation/lists")
@asks("read")
def non_objection_lists(desk: Desk) -> ResponseReturnValue:
    """The lists that were put before all States; for the chair, what waits for the next one."""
    return render_template(
        "consultations/lists.html",
        lists=queries.lists(desk.db),
        waiting=queries.for_the_next_list(desk.db) if desk.viewer.may("issue_list") else [],
        sectors=SECTORS,
    )


@pages.post("/accreditation/lists")
@asks("issue_list", again=non_objection_lists)
def issue_list(desk: Desk) -> ResponseReturnValue:
    """Put a list before all States."""
    form = received(ListForm)
    names = queries.applications_by_number(desk.db, form.names)
    deadline = on_the_clock(form.deadline, form.zone, "deadline")
    row = actions.issue_list(desk.db, form.title, names, deadline, form.zone, by=desk.viewer, at=desk.at)
    return done("issue_list", "consultations.non_objection_list", list_id=row.id)


@pages.get("/accreditation/lists/<int:list_id>")
@asks("read")
def non_objection_list(desk: Desk, list_id: int) -> ResponseReturnValue:
    """The proposed list: searched and filtered, with an objection to each name for whoever may object."""
    found = queries.non_objection_list(desk.db, list_id)
    on = desk.at.date()
    asked: dict[str, Any] = {
        "sector": chosen("sector", SECTORS),
        "region": request.args.get("region", ""),
        "search": request.args.get("search", "").strip(),
        "standing": chosen("standing", ("own", *STATES)),
    }
    spread = queries.balance(desk.db, on, queries.of_the_list(list_id))
    return render_template(
        "consultations/list.html",
        list=found,
        page=queries.names(desk.db, found, desk.viewer, on, number=page_number(), **asked),
        asked=asked,
        kept={name: request.args[name] for name in FILTERS if request.args.get(name)},
        sectors=SECTORS,
        states=STATES,
        countries=dict(queries.states(desk.db, language(), on)),
        regions=queries.regions(desk.db),
        may_know=queries.knows_what_is_objected_to(desk.viewer, found),
        sees_objections=queries.sees_objections(desk.viewer),
        may_object=desk.viewer.may("object_to_name") and found.closed_at is None,
        **balance_shown(spread),
    )


def _of_name(desk: Desk, listed_id: int) -> dict[str, Any]:
    return {"list_id": queries.listed_name(desk.db, listed_id).list_id}


def _back(act: str, list_id: int, listed_id: int) -> ResponseReturnValue:
    """To the place on the list from which a delegate acted, with the filters that were set there."""
    kept = {name: request.args[name] for name in FILTERS if request.args.get(name)}
    return done(act, "consultations.non_objection_list", anchor=f"name-{listed_id}", list_id=list_id, **kept)


@pages.post("/accreditation/names/<int:listed_id>/objection")
@asks("object_to_name", again=non_objection_list, where=_of_name)
def object_to_name(desk: Desk, listed_id: int) -> ResponseReturnValue:
    """Object to a name, with the basis or without."""
    listed = queries.listed_name(desk.db, listed_id)
    actions.object_to_name(desk.db, listed, received(ObjectionForm).basis, by=desk.viewer, at=desk.at)
    return _back("object_to_name", listed.list_id, listed_id)


@pages.post("/accreditation/names/<int:listed_id>/objection/withdraw")
@asks("object_to_name", again=non_objection_list, where=_of_name)
def withdraw_objection(desk: Desk, listed_id: int) -> ResponseReturnValue:
    """Withdraw an objection."""
    listed = queries.listed_name(desk.db, listed_id)
    actions.withdraw_objection(desk.db, listed, by=desk.viewer, at=desk.at)
    return _back("withdraw_objection", listed.list_id, listed_id)


@pages.post("/accreditation/names/<int:listed_id>/basis")
@asks("ask_basis", again=non_objection_list, where=_of_name)
def ask_basis(desk: Desk, listed_id: int) -> ResponseReturnValue:
    """Ask for the basis of the objections to a name."""
    listed = queries.listed_name(desk.db, listed_id)
    actions.ask_basis(desk.db, listed, by=desk.viewer, at=desk.at)
    return _back("ask_basis", listed.list_id, listed_id)


@pages.get("/accreditation/lists/<int:list_id>/final")
@asks("read")
def final_list(desk: Desk, list_id: int) -> ResponseReturnValue:
    """The final list: what the group decided of each name, in which words, at which meeting."""
    found = queries.non_objection_list(desk.db, list_id)
    names = queries.every_name(desk.db, found, desk.viewer) if found.decision_id else []
    spread = queries.balance(desk.db, desk.at.date(), queries.of_the_final_list(list_id))
    return render_template(
        "consultations/final_list.html",
        list=found,
        names=names,
        sessions={line.session.id: line.session.title for line in meetings.sessions(desk.db)} if names else {},
        sectors=SECTORS,
        states=STATES,
        countries=dict(queries.states(desk.db, language(), desk.at.date())),
        **balance_shown(spread),
    )


@pages.get("/accreditation/lists/<int:list_id>/decision")
@asks("decide_accreditation")
def list_decision(desk: Desk, list_id: int) -> ResponseReturnValue:
    """The form for the group's decision on a list, at the meeting that is open."""
    found = queries.non_objection_list(desk.db, list_id)
    standing = _standing(desk, found)
    objected = [line for line in standing if line.state == "objected"]
    return render_template(
        "consultations/list_decision.html",
        list=found,
        objected=objected,
        unobjected=len(standing) - len(objected),
        meetings=queries.meetings_that_decide(desk.db),
        sessions=[line for line in meetings.sessions(desk.db) if line.status not in ("closed", "cancelled")],
        outcomes=OUTCOMES,
        countries=dict(queries.states(desk.db, language(), desk.at.date())),
        words=proposed_words(found.title, len(standing), len(objected)),
    )


def _standing(desk: Desk, found: NonObjectionList) -> list[queries.NameLine]:
    """The names on a list on which the group decides: all but those that withdrew."""
    lines = queries.every_name(desk.db, found, desk.viewer)
    return [line for line in lines if line.state in ("objected", "unobjected")]


@pages.post("/accreditation/lists/<int:list_id>/decision")
@asks("decide_accreditation", again=list_decision)
def decide_list(desk: Desk, list_id: int) -> ResponseReturnValue:
    """Record the group's decision: it makes the final list."""
    found = queries.non_objection_list(desk.db, list_id)
    standing = {line.accreditation.id: line.state for line in _standing(desk, found)}
    form: Any = received(decision_page([number for number, state in standing.items() if state == "objected"]))
    session = meetings.session(desk.db, form.session) if form.session else None
    actions.decide_list(
        desk.db, found, meetings.meeting(desk.db, form.meeting), form.words, outcomes_of(form, standing), session,
        by=desk.viewer, at=desk.at,
    )  # fmt: skip
    return done("decide_list", "consultations.final_list", list_id=list_id)
