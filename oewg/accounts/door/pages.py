"""How does a page answer? A GET reads one snapshot, or says that nothing has changed; a POST is one act, done once.

    @pages.get("/provisions/<int:provision_id>")
    @asks("read")
    def provision(desk: Desk, provision_id: int) -> ResponseReturnValue: ...

    @pages.post("/provisions/<int:provision_id>/position")
    @asks("state_position", again=provision)
    def state_position(desk: Desk, provision_id: int) -> ResponseReturnValue: ...

`again` is the page on which a refused form stands: it is shown once more, with the reason and with what was typed. Where
its address has other arguments than the form's, `where` finds them: `where=lambda desk, silence_id: {"text_id": ...}`.
`limited` says that tries are counted, and which fields of the form name what they are for; `proof` that the form asks for a little
work first (door/limits, door/proofs). `known_by` finds out who asks where the address itself says it, and not a cookie.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from functools import update_wrapper
from typing import Any, get_origin
from urllib.parse import urlsplit

from flask import Response, current_app, g, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError, TimeoutError

from oewg.accounts.door.desk import (
    Desk,
    catch_up,
    catch_up_index,
    check_acts_as,
    check_allowed,
    database,
    is_behind,
    language,
    open_desk,
)
from oewg.accounts.door.limits import check_tries
from oewg.accounts.door.proofs import Waiting, check_proof
from oewg.accounts.queries.search import index_is_behind
from oewg.accounts.rules.capacities import Viewer
from oewg.core.clock import now
from oewg.core.errors import Invalid, NotAllowed, NotFound, NotSignedIn, Refusal, say
from oewg.core.forms import Fields, parse
from oewg.record import queries as record
from oewg.record.actions import hold, remember_answer

View = Callable[..., ResponseReturnValue]
Where = Callable[..., dict[str, Any]]
"""(desk, **the form's place) -> the place of the page on which the form stands."""
KnownBy = Callable[..., Viewer]
"""(database, instant, what the address says) -> who asks; NotFound if nobody is known by it."""
NOT_CONTENTS = {"csrf_token", "form_key", "form", "acting", "challenge", "proof"}


class Guarded:
    """A view behind the table of permissions: `act` is what it asks for, `view` what a refused form is shown again by."""

    def __init__(self, act: str, view: View, answer: View, *, limited: bool = False) -> None:
        update_wrapper(self, view)
        self.act, self.view, self.answer, self.limited = act, view, answer, limited

    def __call__(self, **place: Any) -> ResponseReturnValue:
        """Answer a request."""
        return self.answer(**place)


def asks(
    act: str, *, again: Guarded | None = None, where: Where | None = None, own_transaction: bool = False,
    known_by: KnownBy | None = None, searching: bool = False, limited: str | None = None, proof: bool = False,
) -> Callable[[View], Guarded]:  # fmt: skip
    """Guard a view by an act of the table of permissions and give it its desk.

    `own_transaction`: the view opens its own (it is given no desk), because it has long work to do that must not keep
    everybody else waiting. `searching`: the view of a page looks for something, so the index has to be up to date.
    """

    def guard(view: View) -> Guarded:
        def answer(**place: Any) -> ResponseReturnValue:
            try:
                if limited is not None:
                    check_tries(limited, place)
                if proof:
                    check_proof(_digest(place))
            except Refusal as refusal:
                return refused(refusal, place, again, where)
            if own_transaction:
                return _alone(act, view, place, again, where)
            if request.method in ("GET", "HEAD"):
                return _read(act, view, place, known_by, searching)
            return _write(act, view, place, again, where)

        return Guarded(act, view, answer, limited=limited is not None)

    return guard


def _read(
    act: str, view: View, place: dict[str, Any], known_by: KnownBy | None = None, searching: bool = False
) -> ResponseReturnValue:
    with database().open_reading() as db:
        desk = open_desk(db, known_by(db, now(), **place) if known_by else None)
        check_allowed(desk.viewer, act)
        version = record.version(db, desk.at)
        behind = is_behind(version)
        if not behind and not (searching and index_is_behind(db)):
            return _answer_reading(desk, version, view, place)
    (catch_up if behind else catch_up_index)()
    return _read(act, view, place, known_by, searching)


def _answer_reading(desk: Desk, version: record.Version, view: View, place: dict[str, Any]) -> Response:
    depends = entity_tag(desk, version)
    if request.if_none_match.contains(_with_session(depends)):
        response = Response(status=304)
    else:
        response = make_response(view(desk, **place))
        if "not_kept" in g:
            response.cache_control.no_store = True
    if response.status_code in (200, 304) and (not response.cache_control.no_store or "asked_with_its_tag" in g):
        response.set_etag(_with_session(depends))  # once more: a form on the page has begun the session
    return _for_this_viewer_only(response)


def entity_tag(desk: Desk, version: record.Version) -> str:
    """What the page depends on: the record, the deadlines passed, who asks, the language, and the program itself."""
    g.version = version  # kept for the page's frame, which says where it stands
    parts = (version.size, version.passed, desk.viewer.clearance, language(), current_app.config["BUILD"])
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _with_session(depends: str) -> str:
    """A page with a form is of use only to the session whose token stands in the form."""
    token: str | None = session.get("csrf_token")
    return f"{depends}{hashlib.sha256(token.encode()).hexdigest()[:12]}" if token else depends


def _for_this_viewer_only(response: Response) -> Response:
    if not response.cache_control.no_store:
        response.headers["Cache-Control"] = "private, no-cache"
    response.vary.update(("Cookie", "Accept-Language"))
    return response


def _write(
    act: str, view: View, place: dict[str, Any], again: Guarded | None, where: Where | None
) -> ResponseReturnValue:
    # Read what was sent before waiting for the record: a slow sender must not hold it.
    digest, key = _digest(place), request.form.get("form_key", "")
    catch_up()
    try:
        with database().open_writing() as db:
            hold(db)
            desk = open_desk(db)
            check_allowed(desk.viewer, act)
            check_acts_as(desk.viewer, request.form.get("acting"))
            full_key = f"{desk.viewer.account_id or 'public'}:{key}"[:80]
            if key and (earlier := record.answer_to(db, full_key)):
                return _answer_once_more(earlier.digest == digest, earlier.status, earlier.headers)
            response = make_response(view(desk, **place))
            if key:
                headers = json.dumps({"Location": response.location} if response.location else {})
                remember_answer(db, full_key, digest, response.status_code, headers, b"", desk.at)
            db.commit()
            return response
    except IntegrityError as error:
        refusal = Refusal(say("Somebody else was faster: the same thing has just been recorded. Please look again."))
        return refused(refusal, place, again, where, error)
    except Refusal as refusal:
        return refused(refusal, place, again, where)


def _alone(
    act: str, view: View, place: dict[str, Any], again: Guarded | None, where: Where | None
) -> ResponseReturnValue:
    with database().open_reading() as db:
        viewer = open_desk(db).viewer
        check_allowed(viewer, act)
    try:
        check_acts_as(viewer, request.form.get("acting"))
        return _for_this_viewer_only(make_response(view(**place)))
    except Refusal as refusal:
        return refused(refusal, place, again, where)


def answered_before(**place: Any) -> ResponseReturnValue | None:
    """The answer that this form was given already, if it was: for a view that opens its own transaction, before long work."""
    key = request.form.get("form_key", "")
    with database().open_reading() as db:
        viewer = open_desk(db).viewer
        earlier = record.answer_to(db, f"{viewer.account_id or 'public'}:{key}"[:80]) if key else None
        return _answer_once_more(earlier.digest == _digest(place), earlier.status, earlier.headers) if earlier else None


def refused(
    refusal: Refusal, place: dict[str, Any], again: Guarded | None, where: Where | None = None,
    cause: Exception | None = None,
) -> ResponseReturnValue:  # fmt: skip
    """Show the form's page once more, with the reason and with what was typed; without such a page, the error page."""
    if again is None or isinstance(refusal, NotFound | NotAllowed):
        raise refusal from cause
    g.refusal = refusal
    with database().open_reading() as db:
        desk = open_desk(db)
        check_allowed(desk.viewer, again.act)
        response = make_response(again.view(desk, **(where(desk, **place) if where else place)))
        response.status_code = 429 if isinstance(refusal, Waiting) else refusal.status
        return _for_this_viewer_only(say_when(response, refusal))


def say_when(response: Response, refusal: Refusal) -> Response:
    """Say also to programs when it may be tried again."""
    if refusal.seconds:
        response.headers["Retry-After"] = str(refusal.seconds)
    return response


def _digest(place: dict[str, Any]) -> str:
    # A digest is kept with the answer, and a password must not be found out by trying digests.
    sent = [
        (name, value)
        for name, value in sorted(request.form.items(multi=True))
        if name not in NOT_CONTENTS and "password" not in name
    ]
    files = [(name, hashlib.sha256(file.read()).hexdigest()) for name, file in sorted(request.files.items())]
    for file in request.files.values():
        file.seek(0)
    return hashlib.sha256(repr((request.endpoint, place, sent, files)).encode()).hexdigest()


def _answer_once_more(same: bool, status: int, headers: str) -> ResponseReturnValue:
    if not same:
        raise Refusal(
            say("This form has been sent already, with other contents. Please open the page again to send another.")
        )
    return Response(status=status, headers=json.loads(headers))


def new_form_key() -> str:
    """A key under which one form is sent at most once."""
    return secrets.token_urlsafe(18)


def refusal_page(refusal: Refusal) -> ResponseReturnValue:
    """The page for a refusal that no form's page shows: the reason, and what was typed given back."""
    if isinstance(refusal, NotSignedIn) and request.method == "GET":
        return framed("accounts/sign_in.html", next=request.full_path.rstrip("?")), 401
    sign_in_for = _page_of_the_form() if isinstance(refusal, NotSignedIn) else ""
    page = framed(
        "errors/error.html", code=refusal.status, title=gettext("Refused"), reason=told(refusal), typed_back=typed(),
        sign_in_for=sign_in_for,
    )  # fmt: skip
    return say_when(Response(page, refusal.status), refusal)


def _page_of_the_form() -> str:
    """Where the form stood, for somebody whose sign-in ended meanwhile; browsers tell it to the site itself."""
    came_from = urlsplit(request.referrer or "")
    return came_from.path if came_from.netloc == request.host and came_from.path.startswith("/") else "/"


def typed() -> list[tuple[str, str]]:
    """(field, words) of what a person wrote into the form; not what the form itself carried, nor what was only chosen."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NOT_CONTENTS and "password" not in name and (len(value.split()) > 1 or len(value) > 30)
    ]


def framed(template: str, **values: object) -> str:
    """A page for which no view has laid a desk, such as an error's: framed on a snapshot of its own.

    When even that cannot be read, the page stands without a viewer.
    """
    try:
        with database().open_reading() as db:
            open_desk(db)
            return render_template(template, **values)
    except (OperationalError, InterfaceError, TimeoutError):
        g.pop("desk", None)
        return render_template(template, **values)


def told(refusal: Refusal) -> str:
    """A refusal's reason in the reader's language; values that are marked sentences are translated too."""
    values = {name: gettext(v) if isinstance(v, str) and v else v for name, v in refusal.values.items()}
    return str(gettext(refusal.sentence, **values) if values else gettext(refusal.sentence))


def received(form: type[Fields]) -> Fields:
    """What the form sent, as values; a list field takes every value of its name, any other field exactly one."""
    values: dict[str, Any] = {}
    for name in request.form:
        if name in NOT_CONTENTS:
            continue
        several = request.form.getlist(name)
        field = form.model_fields.get(name)
        if field is not None and get_origin(field.annotation) in (list, tuple):
            values[name] = several
        elif len(several) > 1:
            raise Invalid(say("The form sent one field more than once: %(field)s."), field=name)
        else:
            values[name] = several[0]
    return parse(form, values)


def with_a_clock(page: str) -> Response:
    """A page with a clock: no browser keeps it, for the time on it is that of the instant at which it was made.

    Its scripts still ask whether it has changed, with its ETag.
    """
    response = make_response(page)
    response.cache_control.no_store = True
    g.asked_with_its_tag = True
    return response


def done(act: str, endpoint: str, *, anchor: str = "", **place: Any) -> ResponseReturnValue:
    """Go to the page that shows what was done, and say there that it was."""
    return redirect(url_for(endpoint, did=f"{act}~{_sealed(act)}", _anchor=anchor or None, **place), 303)


def what_was_done() -> str:
    """The act that this browser has just done, as the page's address says; "" if the address was made by anybody else."""
    act, _, seal = request.args.get("did", "").partition("~")
    known = "csrf_token" in session and hmac.compare_digest(seal.encode(), _sealed(act).encode())
    return act if known else ""


def _sealed(act: str) -> str:
    """What only the session that sent a form can know of it: a link from outside must not say that something was done."""
    return hashlib.sha256(f"{session.get('csrf_token', '')}:{act}".encode()).hexdigest()[:12]
