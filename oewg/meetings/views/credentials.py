"""The pages of those who take part: letters of credentials for the secretariat, and each delegation's own page."""

from collections.abc import Collection

from flask import make_response, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk, language, page_number, whole_number
from oewg.accounts.door.frame import in_navigation
from oewg.accounts.door.pages import asks, done, received
from oewg.core.errors import NotFound
from oewg.meetings import actions, queries
from oewg.meetings.actions import Naming
from oewg.meetings.forms.credentials import (
    MOST_PERSONS,
    DatedPersonForm,
    EndForm,
    LetterPageForm,
    PersonForm,
    TitleForm,
    persons_of,
)
from oewg.meetings.models import Credentials
from oewg.meetings.rules.credentials import CAPACITIES, HEADQUARTERS, MANAGED, MEMBERSHIPS, Named, day_of
from oewg.meetings.views.room import pages

in_navigation("meetings.letters", lazy_gettext("Credentials"), "receive_credentials", place=46)
in_navigation("meetings.own_delegation", lazy_gettext("Our delegation"), "manage_delegation", place=45)

USUAL_ROWS = 4


@pages.get("/credentials")
@asks("receive_credentials")
def letters(desk: Desk) -> ResponseReturnValue:
    """The letters of credentials, and the form for recording another."""
    chosen = request.args.get("delegation", "")
    rows = whole_number(request.args.get("rows") or str(USUAL_ROWS), smallest=1, largest=MOST_PERSONS)
    filled = [
        row for row in range(1, MOST_PERSONS + 1) if request.form.get(f"name_{row}") or request.form.get(f"email_{row}")
    ]
    return render_template(
        "meetings/letters.html",
        page=queries.letters(desk.db, delegation=chosen, number=page_number()),
        delegations=accounts.delegation_codes(desk.db, language(), desk.at.date()),
        sessions=[line for line in queries.sessions(desk.db) if line.status != "cancelled"],
        capacities=CAPACITIES,
        chosen=chosen,
        rows=max([rows, *filled]),
        most=MOST_PERSONS,
    )


@pages.post("/credentials")
@asks("receive_credentials", again=letters)
def receive_credentials(desk: Desk) -> ResponseReturnValue:
    """Record a letter of credentials."""
    form = received(LetterPageForm)
    delegation = accounts.delegation_named(desk.db, form.delegation, language(), desk.at.date())
    letter, namings = actions.receive_credentials(
        desk.db, delegation, queries.session(desk.db, form.session) if form.session else None, form.signed_by,
        form.dated, [_named(person) for person in persons_of(form)], since=form.since, until=form.until,
        by=desk.viewer, at=desk.at,
    )  # fmt: skip
    _keep_to_show(f"letter {letter.id}", namings)
    return done("receive_credentials", "meetings.letter", letter_id=letter.id)


@pages.get("/credentials/<int:letter_id>")
@asks("receive_credentials")
def letter(desk: Desk, letter_id: int, capacity_id: int = 0) -> ResponseReturnValue:
    """One letter with its persons: what they are, until when, and what may be changed.

    `capacity_id`: the person whose form was refused, so that it stands open.
    """
    line = queries.letter_line(desk.db, letter_id)
    return _with_links(
        f"letter {letter_id}",
        "meetings/letter.html",
        line=line,
        letter=line.letter,
        zone=line.zone,
        persons=queries.persons_on(desk.db, letter_id, desk.at, line.zone),
        capacities=CAPACITIES,
        memberships=MEMBERSHIPS,
        opened=capacity_id,
        received_by=accounts.account(desk.db, line.letter.received_by).name if line.letter.received_by else "",
    )


@pages.post("/credentials/<int:letter_id>/persons")
@asks("receive_credentials", again=letter)
def name_person(desk: Desk, letter_id: int) -> ResponseReturnValue:
    """Add a person to a letter."""
    form = received(DatedPersonForm)
    naming = actions.name_person(
        desk.db, _letter(desk, letter_id), _named(form), since=form.since, until=form.until, by=desk.viewer, at=desk.at
    )
    _keep_to_show(f"letter {letter_id}", [naming])
    return done("name_person", "meetings.letter", letter_id=letter_id)


@pages.post("/credentials/<int:letter_id>/persons/<int:capacity_id>/end")
@asks("receive_credentials", again=letter)
def end_persons_membership(desk: Desk, letter_id: int, capacity_id: int) -> ResponseReturnValue:
    """End a capacity that a letter gave, at once or with a day."""
    zone = queries.letter_line(desk.db, letter_id).zone
    capacity = queries.person_on(desk.db, letter_id, capacity_id)
    actions.end_membership(desk.db, capacity, received(EndForm).until, by=desk.viewer, at=desk.at, zone=zone)
    return done("end_membership", "meetings.letter", letter_id=letter_id)


@pages.post("/credentials/<int:letter_id>/persons/<int:capacity_id>/title")
@asks("receive_credentials", again=letter)
def change_persons_title(desk: Desk, letter_id: int, capacity_id: int) -> ResponseReturnValue:
    """Correct a title."""
    capacity = queries.person_on(desk.db, letter_id, capacity_id)
    actions.change_title(desk.db, capacity, received(TitleForm).title, by=desk.viewer, at=desk.at)
    return done("change_title", "meetings.letter", letter_id=letter_id)


@pages.post("/credentials/<int:letter_id>/persons/<int:capacity_id>/invitation")
@asks("receive_credentials", again=letter)
def invite_person(desk: Desk, letter_id: int, capacity_id: int) -> ResponseReturnValue:
    """Give another link for a person."""
    capacity = queries.person_on(desk.db, letter_id, capacity_id)
    invited = actions.invite_again(desk.db, capacity, by=desk.viewer, at=desk.at)
    _show(f"letter {letter_id}", {capacity_id: invited.token if invited.opens else ""})
    return done("invite", "meetings.letter", letter_id=letter_id)


@pages.get("/delegation")
@asks("keep_own_account")
def own_delegation(desk: Desk, capacity_id: int = 0) -> ResponseReturnValue:
    """One's own delegation: its members and letters. Its head names alternates and advisers here.

    `capacity_id`: the member whose form was refused, so that it stands open.
    """
    if desk.viewer.delegation_id is None:
        raise NotFound
    return _with_links(
        "delegation",
        "meetings/own_delegation.html",
        members=queries.members(desk.db, desk.viewer.delegation_id, desk.at, desk.viewer),
        letters=queries.letters_of(desk.db, desk.viewer.delegation_id),
        zone=HEADQUARTERS,
        today=day_of(desk.at, HEADQUARTERS),
        capacities=CAPACITIES,
        managed=MANAGED,
        memberships=MEMBERSHIPS,
        opened=capacity_id,
    )


@pages.post("/delegation/members")
@asks("manage_delegation", again=own_delegation)
def name_member(desk: Desk) -> ResponseReturnValue:
    """Name a member of one's own delegation. The answer is the same for an address that is known and one that is not."""
    form = received(DatedPersonForm)
    delegation = accounts.delegation_by_number(desk.db, desk.viewer.delegation_id)
    naming = actions.name_member(
        desk.db, delegation, _named(form), since=form.since, until=form.until, by=desk.viewer, at=desk.at
    )
    _show("delegation", {naming.person.capacity_id: naming.invited.token})
    return done("name_member", "meetings.own_delegation")


@pages.post("/delegation/members/<int:capacity_id>/end")
@asks("manage_delegation", again=own_delegation)
def end_membership(desk: Desk, capacity_id: int) -> ResponseReturnValue:
    """End a membership of one's own delegation, at once or with a day."""
    capacity = queries.own_member(desk.db, desk.viewer, capacity_id)
    actions.end_membership(desk.db, capacity, received(EndForm).until, by=desk.viewer, at=desk.at)
    return done("end_membership", "meetings.own_delegation")


@pages.post("/delegation/members/<int:capacity_id>/title")
@asks("manage_delegation", again=own_delegation)
def change_title(desk: Desk, capacity_id: int) -> ResponseReturnValue:
    """Change the title of a member."""
    capacity = queries.own_member(desk.db, desk.viewer, capacity_id)
    actions.change_title(desk.db, capacity, received(TitleForm).title, by=desk.viewer, at=desk.at)
    return done("change_title", "meetings.own_delegation")


@pages.post("/delegation/members/<int:capacity_id>/invitation")
@asks("manage_delegation", again=own_delegation)
def invite_member(desk: Desk, capacity_id: int) -> ResponseReturnValue:
    """Give another link for a member."""
    capacity = queries.own_member(desk.db, desk.viewer, capacity_id)
    invited = actions.invite_again(desk.db, capacity, by=desk.viewer, at=desk.at)
    _show("delegation", {capacity_id: invited.token})
    return done("invite", "meetings.own_delegation")


def _letter(desk: Desk, letter_id: int) -> Credentials:
    return queries.letter_line(desk.db, letter_id).letter


def _named(form: PersonForm) -> Named:
    return Named(form.name, form.email, form.title, form.role)


SHOWN_ONCE = "shown_once"


def _keep_to_show(place: str, namings: Collection[Naming]) -> None:
    """The secretariat, which may read accounts, is told for whom no link is needed (the empty token)."""
    _show(place, {n.person.capacity_id: n.invited.token if n.invited.opens else "" for n in namings})


def _show(place: str, tokens: dict[int, str]) -> None:
    # Kept in the cookie of the browser that is to show them, never on the server.
    session[SHOWN_ONCE] = {"place": place, "tokens": {str(number): token for number, token in tokens.items()}}


def _with_links(place: str, template: str, **values: object) -> ResponseReturnValue:
    """The page with the links that have just been made for it; it is not kept by the browser, and shows them once."""
    kept = session.get(SHOWN_ONCE)
    links = {}
    if kept and kept["place"] == place:
        links = {int(number): token for number, token in session.pop(SHOWN_ONCE)["tokens"].items()}
    response = make_response(render_template(template, links=links, **values))
    if links:
        response.cache_control.no_store = True
    return response
