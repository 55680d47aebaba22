"""How often may a form that anybody can send be tried? By who sends it, and by what it names; the refusal says until when.

    @asks("sign_in", again=sign_in_page, limited="email")      tries of one asker, and tries for one address from wherever

A form that is tried too often is shown again like any other refused form, so nothing that was typed is lost. What is named is counted
by its digest: no list of addresses comes to be where the counts are kept.
"""

import hashlib
import math
import time
from typing import Any

from flask import Flask, current_app, request
from flask_limiter import Limiter
from limits import parse_many

from config.settings import Settings
from oewg.accounts.door.desk import asker
from oewg.core.errors import TooMany

SEARCHES = ("search", "words", "q")
"""The fields of the filters that search, and of the box that searches everything."""


def check_tries(fields: str, place: dict[str, Any]) -> None:
    """Count a try, and refuse it if there were too many. `fields`: which of the form, or of the address, name something."""
    settings: Settings = current_app.config["OEWG"]
    endpoint = request.endpoint or ""
    _count(settings.sign_in_limit, endpoint, asker())
    for field in fields.split():
        named = str(place.get(field, "") or request.form.get(field, ""))
        if named.strip():
            _count(settings.named_limit, endpoint, field, _digest(named))


def forget_tries(field: str, named: str) -> None:
    """Begin to count anew for what a form names: whoever has the right password was not trying passwords."""
    settings: Settings = current_app.config["OEWG"]
    for item in parse_many(settings.named_limit):
        _limiter(current_app).limiter.clear(item, request.endpoint or "", field, _digest(named))


def _digest(named: str) -> str:
    return hashlib.sha256(named.strip().casefold().encode()).hexdigest()[:32]


def check_searches() -> None:
    """Count a search, which asks the database for more than another page does, and refuse it if there were too many."""
    if request.method == "GET" and any(request.args.get(name, "").strip() for name in SEARCHES):
        _count(current_app.config["OEWG"].search_limit, "search", asker())


def _count(limit: str, *whom: str) -> None:
    strategy = _limiter(current_app).limiter
    for item in parse_many(limit):
        if not strategy.hit(item, *whom):
            raise TooMany(max(1, math.ceil(strategy.get_window_stats(item, *whom).reset_time - time.time())))


def _limiter(app: Flask) -> Limiter:
    found: Limiter = app.extensions["oewg_limiter"]
    return found
