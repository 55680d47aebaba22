"""What does a view find on its desk? The database, who asks, and the instant; nothing is fetched from behind its back."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address, ip_network
from typing import cast

from flask import current_app, g, request, session
from flask_babel import get_locale, gettext
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, UserMixin, current_user

from oewg.accounts import queries
from oewg.accounts.actions.search import bring_index_up_to_date
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.accounts.rules.permissions import who_may
from oewg.core.clock import now
from oewg.core.database import Database, Db
from oewg.core.errors import Invalid, NotAllowed, NotSignedIn, Refusal, say
from oewg.record import queries as record
from oewg.record.actions import settle
from oewg.record.queries import Version

login_manager = LoginManager()
# A delegation's laptop changes its network between the hotel and the conference room; the token alone decides.
login_manager.session_protection = None


class Browser(UserMixin):  # type: ignore[misc]
    """A signed-in browser, as Flask-Login keeps it: its identity is the sign-in's token, not the person's number."""

    def __init__(self, token: str, viewer: Viewer) -> None:
        self.id, self.viewer = token, viewer


@login_manager.user_loader  # type: ignore[untyped-decorator]
def browser(token: str) -> Browser | None:
    """Find the sign-in behind a cookie, in the page's own snapshot; none if it has ended."""
    viewer = queries.viewer_of_sign_in(g.door_db, token, g.door_at)
    return Browser(token, viewer) if viewer.signed_in else None


@dataclass(frozen=True)
class Desk:
    """What a view works with."""

    db: Db
    viewer: Viewer
    at: datetime


def database() -> Database:
    """The installation's database."""
    return cast(Database, current_app.extensions["oewg_database"])


def language() -> str:
    """The language of the page, two letters."""
    locale = get_locale()
    return str(locale.language) if locale else "en"


def open_desk(db: Db, viewer: Viewer | None = None) -> Desk:
    """Lay the desk: find out who asks, at this instant, and keep it for the page's frame."""
    g.door_db, g.door_at = db, now()
    g.pop("_login_user", None)  # asked for once more, in this transaction
    if viewer is None:
        viewer = current_user.viewer if current_user.is_authenticated else PUBLIC
    g.desk = Desk(db, viewer, g.door_at)
    return cast(Desk, g.desk)


FOLLOWED = "oewg_followed"
"""How many deadlines had passed when this worker last saw to it that what follows from them is recorded."""


def is_behind(version: Version) -> bool:
    """Has a deadline passed since this worker last looked? Nobody may read a world in which it had no effect."""
    return bool(version.passed != current_app.extensions.get(FOLLOWED))


def catch_up() -> None:
    """Record what has followed from deadlines that passed, if nobody has yet. No process has to be alive for it."""
    at = now()
    with database().open_reading() as db:
        version = record.version(db, at)
    if is_behind(version):
        with database().open_writing() as db:
            settle(db, at)
            db.commit()
        current_app.extensions[FOLLOWED] = version.passed


def catch_up_index() -> None:
    """Index what has been recorded since somebody last searched, if nobody has yet."""
    with database().open_writing() as db:
        bring_index_up_to_date(db)
        db.commit()


def check_allowed(viewer: Viewer, act: str) -> None:
    """Refuse an act that is not this role's."""
    if viewer.may(act):
        return
    if not viewer.signed_in:
        raise NotSignedIn(say("Please sign in first."))
    raise NotAllowed(
        say(
            "This is not among the things that you can do in the capacity in which you are signed in. It is for: %(who)s."
        ),
        who=", ".join(gettext(each) for each in who_may(act)),
    )


def check_acts_as(viewer: Viewer, opened_as: str | None) -> None:
    """Refuse a form whose page was opened in another capacity: nobody speaks for a delegation by mistake."""
    now_as = str(viewer.acting_as.id) if viewer.acting_as else ""
    if opened_as is not None and opened_as != now_as:
        raise Refusal(
            say(
                "When this page was opened you acted in another capacity, or the capacity has ended since. "
                "Look at the top of the page for whom you act now; if that is right, send it again."
            )
        )


def asker() -> str:
    """Whom a limit counts: the person, because a whole conference room may sit behind one address; else the address."""
    kind, _, bearer = request.headers.get("Authorization", "").partition(" ")
    with database().open_reading() as db:
        if kind.lower() == "bearer":
            viewer = queries.viewer_of_token(db, bearer.strip(), now())
        else:
            viewer = queries.viewer_of_sign_in(db, session.get("_user_id", ""), now())
    return f"account:{viewer.account_id}" if viewer and viewer.signed_in else _from_where()


def _from_where() -> str:
    """The address from which a request comes; of IPv6 the network, all of whose addresses are one household's."""
    address = get_remote_address()
    with suppress(ValueError):
        found = ip_address(address)
        if found.version == 6 and found.ipv4_mapped is None:
            return str(ip_network((int(found), 64), strict=False))
    return address


def page_number() -> int:
    """The page of a list that the address asks for."""
    return whole_number(request.args.get("page", "1"), smallest=1)


def whole_number(text: str, *, smallest: int = 0, largest: int = 10**9) -> int:
    """A whole number from an address, or Invalid."""
    if text.isascii() and text.isdigit() and len(text) < 12 and smallest <= int(text) <= largest:
        return int(text)
    raise Invalid(say("The address asks for something that is not a whole number."))
