"""What does a person or a program read when something cannot be done? Always the reason, and nothing is half done."""

import logging

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, InterfaceError, OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException

from oewg.accounts.door.pages import framed, refusal_page, typed
from oewg.accounts.door.programs import problem, problem_of
from oewg.core.errors import NotFound, Refusal

REASONS = {
    400: lazy_gettext("The request cannot be read."),
    405: lazy_gettext("This page cannot be asked in this way."),
    413: lazy_gettext(
        "What you sent is too large. Nothing has been recorded; it is still in your own document or on the page before this one."
    ),
    415: lazy_gettext("This kind of contents cannot be read here."),
    422: lazy_gettext("What was sent holds something that cannot be stored or searched for."),
    429: lazy_gettext("Too many attempts in a short time. Please wait a minute and try again."),
    500: lazy_gettext("Something went wrong on our side. Nothing has been half recorded; the fault has been noted."),
    503: lazy_gettext("The database cannot be reached at the moment. Nothing has been recorded; please try again."),
}


def answer_errors(app: Flask) -> None:
    """Give the application its answers to everything that goes wrong."""
    app.register_error_handler(Refusal, _refusal)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database_lost)
    app.register_error_handler(InterfaceError, _database_lost)
    app.register_error_handler(TimeoutError, _database_lost)  # no connection of the pool came free
    app.register_error_handler(DataError, _unstorable)
    app.register_error_handler(Exception, _fault)


def _for_program() -> bool:
    return request.path.startswith("/api/")


def _refusal(refusal: Refusal) -> ResponseReturnValue:
    return problem_of(refusal) if _for_program() else refusal_page(refusal)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code == 404:
        return _refusal(NotFound())
    code = error.code or 500
    if code < 400:
        return error
    answer = _say(code, str(REASONS.get(code, error.description or "")))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


def _stale_form(error: CSRFError) -> ResponseReturnValue:
    return _say(
        400,
        gettext(
            "This page was opened too long ago or in another sign-in. "
            "What you wrote stands below: please open the page again and send it once more."
        ),
    )


def _database_lost(error: Exception) -> ResponseReturnValue:
    logging.getLogger("oewg").error("the database cannot be reached: %s", error)
    return _say(503, str(REASONS[503]))


def _unstorable(_error: Exception) -> ResponseReturnValue:
    """PostgreSQL refuses a zero byte in what is searched for, and the like: that is the asker's mistake."""
    return _say(422, str(REASONS[422]))


def _fault(error: Exception) -> ResponseReturnValue:
    logging.getLogger("oewg").exception("fault in %s %s", request.method, request.path, exc_info=error)
    return _say(500, str(REASONS[500]))


def _say(code: int, reason: str) -> Response:
    if _for_program():
        return problem(code, "Error", reason)
    given_back = typed() if request.method == "POST" and code not in (404, 405, 413) else []
    page = framed(
        "errors/error.html", code=code, title=gettext("It could not be done"), reason=reason, typed_back=given_back
    )
    return Response(page, code)
