"""The pages of those who take part: signing in, one's own account, delegations and groups, and people's accounts."""

from contextlib import suppress
from urllib.parse import urlsplit

from flask import make_response, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from oewg.accounts import actions, queries
from oewg.accounts.door.desk import Browser, Desk, database, language, page_number
from oewg.accounts.door.limits import forget_tries
from oewg.accounts.door.pages import asks, done, received
from oewg.accounts.forms import AccountForm, CapacityForm, GivenCapacityForm, InvitationForm, PasswordForm, SignInForm
from oewg.accounts.models import Capacity
from oewg.accounts.rules import invitations, passwords
from oewg.accounts.rules.capacities import Viewer, check_by_hand
from oewg.accounts.views.room import pages
from oewg.core.clock import now
from oewg.core.errors import Invalid, NotFound, say
from oewg.core.forms import on_the_clock
from oewg.record.actions import hold


@pages.get("/sign-in")
@asks("sign_in")
def sign_in_page(desk: Desk) -> ResponseReturnValue:
    """The form for signing in."""
    return render_template("accounts/sign_in.html", next=request.args.get("next", ""))


@pages.post("/sign-in")
@asks("sign_in", again=sign_in_page, own_transaction=True, limited="email")
def sign_in() -> ResponseReturnValue:
    """Sign in. The password is checked before the record is held: it takes a tenth of a second."""
    form = received(SignInForm)
    with database().reading() as db:
        account = queries.account_by_email(db, form.email)
        kept = account.password_hash if account and not account.disabled_at else None
    if not passwords.matches(form.password, kept) or account is None:
        raise Invalid(say("This address and password do not belong together, or the account is disabled."))
    forget_tries("email", form.email)
    with database().writing() as db:
        hold(db)
        token = actions.sign_in(db, queries.account(db, account.id), at=now())
        viewer = queries.viewer_of_sign_in(db, token, now())
    begin_browser(token, viewer)
    return redirect(_within(form.next), 303)


def begin_browser(token: str, viewer: Viewer) -> None:
    """Let this browser be signed in with a cookie's token."""
    session.clear()  # nothing of the visitor before stays, so that nobody can have prepared it
    login_user(Browser(token, viewer))


def _within(address: str) -> str:
    """An address of this site only: a link that somebody else prepared must not lead elsewhere after signing in."""
    parts = urlsplit(address)
    inside = (
        not parts.scheme
        and not parts.netloc
        and address.startswith("/")
        and "\\" not in address
        and address.isprintable()
    )
    return address if inside and not address.startswith("//") else "/"


@pages.post("/sign-out")
@asks("keep_own_account")
def sign_out(desk: Desk) -> ResponseReturnValue:
    """End this sign-in."""
    actions.sign_out(desk.db, current_user.get_id(), by=desk.viewer, at=desk.at)
    logout_user()
    left = redirect("/", 303)
    # A browser keeps the pages that one saw, and would show them to whoever sits down next and goes back (of the last one: oewg.js).
    left.headers["Clear-Site-Data"] = '"cache"'
    return left


@pages.get("/invitation/<token>")
@asks("sign_in")
def invitation(desk: Desk, token: str) -> ResponseReturnValue:
    """What a link opens: the form for a first password, or in plain words why it opens nothing.

    A link that was never kept leads here too: it was given for an address that had an account, and says to sign in.
    """
    found, standing, status = None, "unknown", 404
    with suppress(NotFound):
        found = queries.invitation(desk.db, token)
        standing = invitations.standing(found.expires_at, found.used_at, desk.at)
        status = 200 if standing == "open" else 410
    response = make_response(
        render_template("accounts/invitation.html", invitation=found, standing=standing, ended=invitations.ENDED),
        status,
    )
    response.cache_control.no_store = True
    return response


@pages.post("/invitation/<token>")
@asks("sign_in", again=invitation, own_transaction=True, limited="token")
def accept_invitation(token: str) -> ResponseReturnValue:
    """Set the first password and be signed in. It is hashed before the record is held, as when signing in."""
    form = received(InvitationForm)
    with database().reading() as db:
        found = queries.invitation(db, token)
        invitations.check_opens(
            found.expires_at, found.used_at, queries.password_suffices(db, found.account),
            found.account.disabled_at is not None, now(),
        )  # fmt: skip
    password_hash = passwords.hashed(form.new_password)
    with database().writing() as db:
        hold(db)
        account = actions.accept_invitation(db, token, password_hash, at=now())
        cookie = actions.sign_in(db, account, at=now())
        viewer = queries.viewer_of_sign_in(db, cookie, now())
    begin_browser(cookie, viewer)
    return done("accept_invitation", "accounts.own_account")


@pages.get("/account")
@asks("keep_own_account")
def own_account(desk: Desk) -> ResponseReturnValue:
    """One's own account: in which capacities, and the password."""
    assert desk.viewer.account_id is not None
    account = queries.account(desk.db, desk.viewer.account_id)
    acting = desk.viewer.acting_as
    return render_template(
        "accounts/own_account.html",
        account=account,
        capacities=queries.capacities_of(desk.db, account.id),
        out_of_reach=account.password_held_by_id and not queries.password_suffices(desk.db, account),
        calendar_key=queries.calendar_key(desk.db, account.id, acting.id) if acting else None,
        calendar_token=session.pop("calendar_token", ""),
    )


@pages.post("/account/calendar")
@asks("keep_own_account", again=own_account)
def make_calendar_key(desk: Desk) -> ResponseReturnValue:
    """Make the secret address of one's own calendar; the next page shows it, once."""
    session["calendar_token"] = actions.make_calendar_key(desk.db, by=desk.viewer, at=desk.at)
    return done("make_calendar_key", "accounts.own_account", anchor="calendar")


@pages.post("/account/calendar/withdraw")
@asks("keep_own_account", again=own_account)
def withdraw_calendar_key(desk: Desk) -> ResponseReturnValue:
    """Withdraw the secret address of one's own calendar."""
    actions.withdraw_calendar_key(desk.db, by=desk.viewer, at=desk.at)
    session.pop("calendar_token", "")
    return done("withdraw_calendar_key", "accounts.own_account", anchor="calendar")


@pages.post("/account/capacity")
@asks("keep_own_account", again=own_account)
def act_as(desk: Desk) -> ResponseReturnValue:
    """Act in another of one's capacities."""
    form = received(CapacityForm)
    actions.act_as(desk.db, current_user.get_id(), form.capacity, by=desk.viewer, at=desk.at)
    return done("act_as", "accounts.own_account")


@pages.post("/account/password")
@asks("keep_own_account", again=own_account, limited="")  # it tells whether a password is right
def change_password(desk: Desk) -> ResponseReturnValue:
    """Choose a new password; every browser is signed out."""
    form = received(PasswordForm)
    assert desk.viewer.account_id is not None
    account = queries.account(desk.db, desk.viewer.account_id)
    if not passwords.matches(form.password, account.password_hash):
        raise Invalid(say("The present password is not right."), {"password": say("Not the present password.")})
    actions.change_password(desk.db, account, form.new_password, by=desk.viewer, at=desk.at)
    logout_user()
    return done("change_password", "accounts.sign_in_page")


@pages.get("/delegations")
@asks("read")
def delegations(desk: Desk) -> ResponseReturnValue:
    """All delegations, with the groups they belong to today."""
    search, group, kind = (request.args.get(name, "").strip() for name in ("search", "group", "kind"))
    found = queries.delegations(
        desk.db, language(), desk.at.date(), search=search, group=group, kind=kind, number=page_number()
    )
    return render_template("accounts/delegations.html", page=found, groups=queries.groups(desk.db))


@pages.get("/delegations/<code>")
@asks("read")
def delegation(desk: Desk, code: str) -> ResponseReturnValue:
    """One delegation: its names through time and its groups."""
    found = queries.delegation_by_code(desk.db, code)
    names = [name for name in found.names if name.language == language()]
    return render_template(
        "accounts/delegation.html", delegation=found, names=names, memberships=queries.memberships(desk.db, found.id)
    )


@pages.get("/people")
@asks("read_accounts")
def people(desk: Desk) -> ResponseReturnValue:
    """People's accounts and capacities, for the secretariat and the administrator."""
    search = request.args.get("search", "").strip()
    found = queries.accounts(desk.db, search=search, number=page_number())
    return render_template("accounts/people.html", page=found, search=search)


@pages.get("/people/<int:account_id>")
@asks("read_accounts")
def person(desk: Desk, account_id: int) -> ResponseReturnValue:
    """One person's account and capacities."""
    account = queries.account(desk.db, account_id)
    return render_template(
        "accounts/person.html",
        account=account,
        capacities=queries.capacities_of(desk.db, account.id),
        groups=queries.groups(desk.db),
        delegations=queries.delegation_codes(desk.db, language(), desk.at.date()),
    )


@pages.post("/people")
@asks("create_account", again=people)
def create_account(desk: Desk) -> ResponseReturnValue:
    """Make an account."""
    form = received(AccountForm)
    account = actions.create_account(desk.db, form.email, form.name, form.password, by=desk.viewer, at=desk.at)
    return done("create_account", "accounts.person", account_id=account.id)


@pages.post("/people/<int:account_id>/disable")
@asks("disable_account", again=person)
def disable_account(desk: Desk, account_id: int) -> ResponseReturnValue:
    """Disable an account; everything it is signed in with ends at once."""
    actions.disable_account(desk.db, queries.account(desk.db, account_id), by=desk.viewer, at=desk.at)
    return done("disable_account", "accounts.person", account_id=account_id)


@pages.post("/people/<int:account_id>/capacities")
@asks("give_capacity", again=person)
def give_capacity(desk: Desk, account_id: int) -> ResponseReturnValue:
    """Let a person act in a capacity."""
    form = received(GivenCapacityForm)
    actions.give_capacity(
        desk.db,
        queries.account(desk.db, account_id),
        form.role,
        by=desk.viewer,
        at=desk.at,
        since=on_the_clock(form.since, "UTC"),
        until=on_the_clock(form.until, "UTC") if form.until else None,
        delegation_id=queries.delegation_by_code(desk.db, form.delegation).id if form.delegation else None,
        group_id=queries.group_by_code(desk.db, form.group).id if form.group else None,
    )
    return done("give_capacity", "accounts.person", account_id=account_id)


@pages.post("/capacities/<int:capacity_id>/end")
@asks("give_capacity")
def end_capacity(desk: Desk, capacity_id: int) -> ResponseReturnValue:
    """End a capacity now."""
    capacity = desk.db.get(Capacity, capacity_id)
    if capacity is None:
        raise NotFound
    check_by_hand(capacity.role)
    actions.end_capacity(desk.db, capacity, by=desk.viewer, at=desk.at)
    return done("end_capacity", "accounts.person", account_id=capacity.account_id)
