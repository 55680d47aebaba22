"""The pages of what the checks find in the draft, and of the list of terms."""

from itertools import groupby
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, page_number
from oewg.accounts.door.pages import asks, done, received
from oewg.core.paging import Page
from oewg.report import actions, queries
from oewg.report.forms.checks import AcceptanceForm, EndTermForm, TermForm
from oewg.report.rules.checks import CHECKS
from oewg.report.rules.drafting import may_revise
from oewg.report.views.room import on_piece, pages

FOUND_ON_A_PAGE = 200


@pages.get("/report/checks")
@asks("draft_section")
def checks(desk: Desk) -> ResponseReturnValue:
    """What the checks find in the draft, by section, each at its place; or what one of them finds, which the address names."""
    text = queries.draft_or_not_found(desk.db)
    drafting = queries.drafting(desk.db, text.id, desk.viewer, desk.at)
    checked = queries.checked(desk.db, text, desk.viewer, desk.at)
    named = request.args.get("check", "")
    only = named if checked.found.get(named) else ""
    places = {id_: place for place, id_ in enumerate(drafting.lines)}
    found = [one for name, each in checked.found.items() if only in ("", name) for one in each]
    page = _page(sorted(found, key=lambda one: [places.get(id_, -1) for id_ in _where(one)]), page_number())
    shown = {section: list(several) for section, several in groupby(page.items, lambda one: _where(one)[0])}
    return render_template(
        "report/checks.html",
        text=text,
        checks=CHECKS,
        only=only,
        checked=checked,
        counts={name: sum(one.acceptance is None for one in each) for name, each in checked.found.items()},
        page=page,
        place=_place(),
        sections=[(line, shown[id_]) for id_, line in drafting.lines.items() if id_ in shown],
        elsewhere=shown.get(0, []),
        revises=_may_revise(desk, drafting),
    )


def _where(one: queries.Found) -> tuple[int, int]:
    """(section, passage) in which something was found; 0 for what is of the whole report, or stands before the first heading."""
    wording = one.finding.wording
    return (wording.section_id or 0, wording.page_id) if wording else (0, 0)


def _page(found: list[queries.Found], number: int) -> Page[queries.Found]:
    """A piece of what was found: the checks have looked through the whole draft, and have found all of it."""
    first = (number - 1) * FOUND_ON_A_PAGE
    return Page(found[first : first + FOUND_ON_A_PAGE], number, FOUND_ON_A_PAGE, len(found))


def _place() -> dict[str, Any]:
    named = request.args.get("check", "")
    return on_piece(page_number(), check=named if named in CHECKS else "")


def _may_revise(desk: Desk, drafting: queries.Drafting) -> set[int]:
    """The provisions whose words the viewer may change."""
    everywhere, account_id = desk.viewer.may("revise_text"), desk.viewer.account_id
    if everywhere:
        return set(drafting.lines)
    return {
        line.provision_id
        for one in drafting.own(account_id)
        if one.assignment and may_revise(everywhere, account_id, queries.as_in_hand(one.assignment))
        for line in one.lines
    }


@pages.post("/report/checks/accept")
@asks("draft_section", again=checks)
def accept_finding(desk: Desk) -> ResponseReturnValue:
    """Let what a check found stay as it is."""
    form = received(AcceptanceForm)
    text = queries.draft_or_not_found(desk.db)
    actions.accept_finding(
        desk.db, text, form.check, form.revision, form.starts, form.ends, form.reason, by=desk.viewer, at=desk.at
    )
    return done("accept_finding", "report.checks", **_place())


@pages.post("/report/acceptances/<int:acceptance_id>/reopen")
@asks("draft_section", again=checks, where=lambda _desk, **_place: {})
def reopen_finding(desk: Desk, acceptance_id: int) -> ResponseReturnValue:
    """Take back that something may stay as it is."""
    actions.reopen_finding(desk.db, queries.acceptance(desk.db, acceptance_id), by=desk.viewer, at=desk.at)
    return done("reopen_finding", "report.checks", **_place())


@pages.get("/report/terms")
@asks("read")
def terms(desk: Desk) -> ResponseReturnValue:
    """The list of terms: which the report uses, and what it does not use in their place."""
    return render_template("report/terms.html", page=queries.terms(desk.db, number=page_number()))


@pages.post("/report/terms")
@asks("keep_terms", again=terms)
def add_term(desk: Desk) -> ResponseReturnValue:
    """Put a term on the list."""
    form = received(TermForm)
    actions.add_term(desk.db, form.term, form.instead_of, form.reason, by=desk.viewer, at=desk.at)
    return done("add_term", "report.terms")


@pages.post("/report/terms/<int:term_id>/end")
@asks("keep_terms", again=terms, where=lambda _desk, **_place: {})
def end_term(desk: Desk, term_id: int) -> ResponseReturnValue:
    """Take a term off the list."""
    form = received(EndTermForm)
    actions.end_term(desk.db, queries.term(desk.db, term_id), form.reason, by=desk.viewer, at=desk.at)
    return done("end_term", "report.terms")
