"""What does every page's frame say? Who is signed in, in which language, for which group, and what has just been done."""

from datetime import date, datetime
from operator import itemgetter
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from babel import Locale
from flask import Blueprint, Response, g, request, url_for
from flask_babel import format_date, format_datetime, gettext, lazy_gettext
from jinja2.utils import Namespace
from werkzeug.datastructures import ImmutableDict

from oewg.accounts import queries
from oewg.accounts.door.desk import Desk, language
from oewg.accounts.door.pages import new_form_key, typed, what_was_done
from oewg.accounts.door.proofs import challenge
from oewg.accounts.rules.acts import WORDS
from oewg.accounts.rules.capacities import PUBLIC, ActingAs
from oewg.core.clock import clocks_of, now, place_of
from oewg.core.errors import Refusal

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
ROLE_NAMES = {
    "public": lazy_gettext("the public"),
    "pending": lazy_gettext("representative, not yet accredited"),
    "stakeholder": lazy_gettext("representative"),
    "observer": lazy_gettext("observer"),
    "delegate": lazy_gettext("delegate"),
    "head": lazy_gettext("head of delegation"),
    "coordinator": lazy_gettext("coordinator"),
    "chair": lazy_gettext("Chair"),
    "vice_chair": lazy_gettext("Vice-Chair"),
    "rapporteur": lazy_gettext("Rapporteur"),
    "secretariat": lazy_gettext("secretariat"),
    "administrator": lazy_gettext("administrator"),
    "alternate": lazy_gettext("alternate"),
    "adviser": lazy_gettext("adviser"),
    "representative": lazy_gettext("representative"),
    "admin": lazy_gettext("administrator"),
    "bureau": lazy_gettext("bureau"),
}

frame = Blueprint("frame", __name__)
frame.add_app_template_global(challenge)
NAVIGATION: list[tuple[int, str, Any, str]] = []
"""(place, endpoint, label, act): the pages that stand in the head of every page, for those who may do the act."""


def in_navigation(endpoint: str, label: Any, act: str = "read", *, place: int) -> None:
    """Put a page into the head of every page, at its place whichever room is imported first."""
    if all(endpoint != other for _, other, *_ in NAVIGATION):
        NAVIGATION.append((place, endpoint, label, act))


@frame.app_template_global()
def told(sentence: str, **values: object) -> str:
    """A marked sentence in the reader's language; values that are marked sentences themselves are translated too."""
    if not values:
        return str(gettext(sentence))
    translated = {name: gettext(v) if isinstance(v, str) and v else v for name, v in values.items()}
    return str(gettext(sentence, **translated))


class ShownRefusal:
    """A refusal as a page shows it: in the reader's language."""

    def __init__(self, refusal: Refusal) -> None:
        self.reason: str = told(refusal.sentence, **refusal.values)
        self.status = refusal.status
        self.basis = told(refusal.basis) if refusal.basis else ""
        self.fields = {name: told(sentence) for name, sentence in getattr(refusal, "fields", {}).items()}


@frame.app_template_global()
def delegation_name(delegation_id: int) -> str:
    """The name of a delegation today in the page's language; all of them are read once for the page. Its code, if it has none."""
    if "delegation_names" not in g:
        g.delegation_names = queries.delegation_names(g.desk.db, language(), g.desk.at.date())
    name: str | None = g.delegation_names.get(delegation_id)
    return name or queries.codes_of(g.desk.db, [delegation_id])[delegation_id]


@frame.app_template_global()
def capacity_words(acting: ActingAs | None) -> str:
    """A capacity in words: "France · head of delegation"."""
    if acting is None:
        return ""
    role = str(ROLE_NAMES[acting.role])
    if acting.group_code:
        return f"{acting.group_code} · {role}"
    if acting.organization_id:
        return f"{acting.organization_name} · {role}"
    return f"{delegation_name(acting.delegation_id)} · {role}" if acting.delegation_id else role


@frame.app_template_global()
def address_with(**changes: object) -> str:
    """This page's address with some of its filters changed."""
    kept = {**request.args.to_dict(), **{name: str(value) for name, value in changes.items()}}
    kept.pop("did", None)
    return f"{request.path}?{urlencode(kept)}"


@frame.app_template_global()
def act_words(act: str) -> str:
    """What was done, in words."""
    return told(WORDS.get(act, act))


@frame.app_template_global()
def role_name(role: str) -> str:
    """A role or a capacity in words."""
    return str(ROLE_NAMES[role])


@frame.app_context_processor
def every_page() -> dict[str, Any]:
    """What base.html uses."""
    desk: Desk | None = g.get("desk")
    viewer = desk.viewer if desk else PUBLIC
    group = queries.working_group(desk.db) if desk and desk.db.is_active else None
    refusal: Refusal | None = g.get("refusal")
    did: str = WORDS.get(what_was_done(), "")
    return {
        "viewer": viewer,
        "acting_for": capacity_words(viewer.acting_as) if desk else "",
        "other_capacities": [(other.id, capacity_words(other)) for other in viewer.others],
        "last_entry": g.version.size - 1 if "version" in g else None,
        "working_group": group,
        "exercise": group.exercise if group else "",
        "language": language(),
        "direction": Locale.parse(language()).text_direction,
        "languages": [(code, Locale.parse(code).get_display_name(code)) for code in LANGUAGES],
        "navigation": [
            (label, url_for(endpoint), endpoint == request.endpoint)
            for _, endpoint, label, act in sorted(NAVIGATION, key=itemgetter(0))
            if viewer.may(act)
        ],
        "refusal": ShownRefusal(refusal) if refusal else None,
        "refusal_told": Namespace(here=False),  # set by the form that says it
        "typed": request.form if refusal else ImmutableDict(),
        "given_back": typed() if refusal else [],
        "typed_form": request.form.get("form") if refusal else None,
        "did": told(did) if did else "",
        "now": desk.at if desk else now(),
        "form_key": new_form_key,
    }


@frame.after_app_request
def keep_language(response: Response) -> Response:
    """Remember the language that was chosen in the page's head."""
    chosen = request.args.get("language", "")
    if chosen in LANGUAGES:
        response.set_cookie("language", chosen, max_age=31_536_000, samesite="Lax", httponly=True)
    return response


def instant(at: datetime | None, zone: str = "UTC") -> str:
    """An instant in the page's language, on the clocks of a zone, with the zone's name: nobody has to guess."""
    if at is None:
        return ""
    shown = at.astimezone(ZoneInfo(zone))
    return f"{format_datetime(shown, 'd MMMM y, HH:mm', rebase=False)} {clocks_of(shown, zone)}"


@frame.app_template_filter("instant")
def instant_on_a_page(at: datetime | None, zone: str = "UTC") -> str:
    """The same where lines end: the zone's name, or how far it is from Greenwich, does not stand alone on the next one."""
    return instant(at, zone).replace(" UTC", "\u00a0UTC").replace(" (", "\u00a0(")


frame.add_app_template_filter(place_of, "place")


@frame.app_template_filter("day")
def day(value: date | datetime | None, zone: str = "") -> str:
    """A day in the page's language, "3 June 2019"; of an instant, the day on the clocks of a zone."""
    if isinstance(value, datetime) and zone:
        value = value.astimezone(ZoneInfo(zone))
    return format_date(value, "d MMMM y", rebase=False) if value else ""
