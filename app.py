"""The application: create_app() binds settings, database, sign-in, errors and the rooms' pages; nothing else."""

import hashlib
import importlib
import importlib.util
from typing import Any

from flask import Flask, Response, abort, jsonify, request
from flask.cli import FlaskGroup
from flask.typing import ResponseReturnValue
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from config.settings import ROOT, Settings, from_environment
from oewg.accounts.door.desk import asker, login_manager
from oewg.accounts.door.errors import answer_errors
from oewg.accounts.door.frame import LANGUAGES, frame
from oewg.accounts.door.limits import check_searches
from oewg.accounts.door.live import Watch
from oewg.accounts.door.openapi import openapi
from oewg.accounts.door.pages import Guarded
from oewg.core.database import Database
from oewg.core.forms import LARGEST_NUMBER
from oewg.texts.documents.scanning import scan_with

ROOMS = (
    "overview",
    "mandate",
    "texts",
    "negotiation",
    "meetings",
    "consultations",
    "report",
    "accounts",
    "record",
    "core",
)
"""In the order in which their pages stand in the head of every page."""

for _room in ROOMS:
    # What each room keeps of people is on a page that a lower room answers.
    if importlib.util.find_spec(f"oewg.{_room}.rules") and importlib.util.find_spec(f"oewg.{_room}.rules.personal"):
        importlib.import_module(f"oewg.{_room}.rules.personal")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class RowNumber(IntegerConverter):
    """A row's number in an address; beyond what a row can have there is no page."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST_NUMBER)


def create_app(settings: Settings | None = None) -> Flask:
    """The application on these settings; by default those of the environment."""
    settings = settings or from_environment()
    app = Flask("oewg", root_path=str(ROOT / "oewg"), template_folder=str(ROOT / "templates"))
    app.config.update(
        SECRET_KEY=settings.secret_key,
        BUILD=_build(),
        MAX_CONTENT_LENGTH=settings.largest_upload,
        MAX_FORM_MEMORY_SIZE=settings.largest_upload,
        SESSION_COOKIE_NAME="oewg",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        WTF_CSRF_TIME_LIMIT=None,
        TESTING=settings.testing,
        RATELIMIT_STORAGE_URI=settings.limits_storage,
        RATELIMIT_HEADERS_ENABLED=True,
        BABEL_DEFAULT_LOCALE="en",
        OEWG=settings,
    )
    if settings.proxies:
        behind = dict.fromkeys(("x_for", "x_proto", "x_host"), settings.proxies)
        app.wsgi_app = ProxyFix(app.wsgi_app, **behind)  # type: ignore[method-assign]
    app.url_map.converters["int"] = RowNumber
    app.extensions["oewg_database"] = Database(settings.database_url)
    app.extensions["oewg_watch"] = Watch(app.extensions["oewg_database"])
    scan_with(settings.scanner)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Babel(app, locale_selector=_language)
    login_manager.init_app(app)
    app.before_request(_bounded)
    protection = CSRFProtect(app)
    limiter = app.extensions["oewg_limiter"] = Limiter(get_remote_address, app=app)
    app.before_request(check_searches)
    app.register_blueprint(frame)
    for room in ROOMS:
        _furnish(app, room, protection)
    views: dict[str, Any] = app.view_functions
    # A mail program sends it in one click (RFC 8058), without having seen a page; what may be done is signed in its address.
    protection.exempt(views["accounts.stop_notices"])
    # A code of six figures must not be found by trying; page and program count together.
    trying_codes = limiter.shared_limit(settings.sign_in_limit, scope="check_in", key_func=asker)
    for endpoint in ("meetings.check_in", "meetings_api.check_in"):
        views[endpoint] = trying_codes(views[endpoint])
    answer_errors(app)
    app.after_request(_harden)
    app.add_url_rule("/api/v1/openapi.json", "openapi", Guarded("read", _openapi, _openapi))
    return app


def _furnish(app: Flask, room: str, protection: CSRFProtect) -> None:
    """Register what a room has: pages, operations for programs, commands."""
    for kind in ("views", "api", "cli"):
        name = f"oewg.{room}.{kind}"
        if importlib.util.find_spec(name) is None:
            continue
        module: Any = importlib.import_module(name)
        if kind == "views":
            app.register_blueprint(module.pages)
        elif kind == "api":
            app.register_blueprint(module.api, url_prefix="/api/v1")
            protection.exempt(module.api)  # programs carry a token, which no other site's page can send
        else:
            for command in module.commands:
                app.cli.add_command(command)


def _language() -> str:
    chosen = request.args.get("language") or request.cookies.get("language", "")
    return chosen if chosen in LANGUAGES else request.accept_languages.best_match(LANGUAGES) or "en"


MOST_FIELDS = 1000


def _bounded() -> None:
    """No form of ours has so many fields: answering them all back would cost much more than sending them."""
    if request.mimetype == "application/x-www-form-urlencoded" and len(request.form) > MOST_FIELDS:
        abort(413)


def _harden(response: Response) -> Response:
    # Also of what is refused or not found no server in between keeps a copy: the page bears a name, and may be there tomorrow.
    response.headers.setdefault("Cache-Control", "private, no-cache")
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    return response


def _openapi() -> ResponseReturnValue:
    return jsonify(openapi("Open-ended working group", "1"))


def _build() -> str:
    """Which program this is: pages that an earlier one wrote are not current, even if the record has not grown."""
    files = [path for folder in ("oewg", "templates") for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]
    stamps = [(str(path), path.stat().st_mtime_ns) for path in files if path.suffix != ".pyc"]
    return hashlib.sha256(repr(stamps).encode()).hexdigest()[:12]


cli = FlaskGroup(create_app=create_app, add_version_option=False, help="The open-ended working group's commands.")
