"""How does the house answer programs? JSON under /api/v1, by the same actions and queries as the pages.

    @operation(api, "/texts/<int:text_id>", act="read", answers=TextOut, summary="One text with its provisions")
    def text(desk: Desk, text_id: int) -> TextOut: ...

    @operation(api, "/provisions/<int:provision_id>/positions", method="POST", act="state_position",
               takes=PositionForm, answers=PositionOut, summary="State a position on the current wording")
    def state_position(desk: Desk, sent: PositionForm, provision_id: int) -> PositionOut: ...

`own_transaction` is for long work: the handler is given no desk, but what was sent and a function `keep` that holds the
record for the last step. `query` names the model of a list's filters. `shown_once` names fields of the answer that are
secrets: they are not kept with it, so an answer that is given again under its key has them empty. Errors are problem+json (RFC 9457); the OpenAPI document is written from
what is declared here, so it cannot say anything else.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.exc import IntegrityError

from oewg.accounts import queries
from oewg.accounts.door.desk import (
    Desk,
    catch_up,
    catch_up_index,
    check_allowed,
    database,
    is_behind,
    open_desk,
)  # fmt: skip
from oewg.accounts.door.pages import Guarded, entity_tag, say_when
from oewg.accounts.queries.search import index_is_behind
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.core.clock import now
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotSignedIn, Refusal, say
from oewg.core.forms import Form, parse
from oewg.record import queries as record
from oewg.record.actions import hold, remember_answer

LARGEST_PAGE = 200


class Out(BaseModel):
    """What the interface for programs answers."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Nothing(Form):
    """An operation that is sent nothing."""


Item = TypeVar("Item", bound=Out)


class Listed(Out, Generic[Item]):
    """A piece of a list. `next`, when there is more, is the `after` of the next piece."""

    items: list[Item]
    next: str | None = None


class Cursor(Form):
    """Which piece of a list: at most `limit` items after the one that `after` names."""

    after: str = Field("", pattern="^[0-9]{0,15}$", description="The `next` of the piece before.")
    limit: int = Field(50, ge=1, le=LARGEST_PAGE)

    def number(self) -> int:
        """The cursor as the number after which to go on; 0 at the beginning."""
        return int(self.after or 0)


def cut(items: Sequence[Item], limit: int, key: Callable[[Item], int]) -> Listed[Item]:
    """A piece of `limit` items from a query that was asked for one more, so that it shows whether there is more."""
    shown = list(items[:limit])
    return Listed(items=shown, next=str(key(shown[-1])) if len(items) > limit else None)


@dataclass(frozen=True)
class Operation:
    """One operation, as the OpenAPI document describes it."""

    path: str
    method: str
    act: str
    name: str
    summary: str
    takes: type[Form] | None
    query: type[Form] | None
    answers: type[BaseModel]
    status: int
    room: str = field(default="")
    shown_once: tuple[str, ...] = ()


OPERATIONS: list[Operation] = []
Handler = Callable[..., Any]


def operation(
    api: Blueprint,
    path: str,
    *,
    act: str,
    answers: type[BaseModel],
    summary: str,
    method: str = "GET",
    takes: type[Form] | None = None,
    query: type[Form] | None = None,
    status: int | None = None,
    own_transaction: bool = False,
    shown_once: tuple[str, ...] = (),
    searching: bool = False,
) -> Callable[[Handler], Handler]:
    """Declare an operation and guard it; the handler is given its desk, then what was sent."""
    status = status or (201 if method == "POST" else 200)

    def declare(handler: Handler) -> Handler:
        described = Operation(
            path, method, act, handler.__name__, summary, takes, query, answers, status, api.name, shown_once
        )  # fmt: skip
        OPERATIONS.append(described)

        def answer(**place: Any) -> ResponseReturnValue:
            if own_transaction:
                return _alone(described, handler, place)
            if method == "GET":
                return _read(described, handler, place, searching)
            return _write(described, handler, place)

        api.add_url_rule(path, handler.__name__, Guarded(act, handler, answer), methods=[method])
        return handler

    return declare


def _viewer(db: Db) -> Viewer:
    if "Authorization" not in request.headers:
        return PUBLIC
    kind, _, token = request.headers["Authorization"].partition(" ")
    found = queries.viewer_of_token(db, token.strip(), now()) if kind.lower() == "bearer" else None
    if found is None:
        raise NotSignedIn(say("The bearer token is unknown, has expired or was revoked, or its capacity has ended."))
    return found


def _read(
    described: Operation, handler: Handler, place: dict[str, Any], searching: bool = False
) -> ResponseReturnValue:
    with database().open_reading() as db:
        desk = open_desk(db, _viewer(db))
        check_allowed(desk.viewer, described.act)
        version = record.version(db, desk.at)
        behind = is_behind(version)
        if not behind and not (searching and index_is_behind(db)):
            return _answer_reading(described, handler, place, desk, entity_tag(desk, version))
    (catch_up if behind else catch_up_index)()
    return _read(described, handler, place, searching)


def _answer_reading(described: Operation, handler: Handler, place: dict[str, Any], desk: Desk, etag: str) -> Response:
    if request.if_none_match.contains(etag):
        response = Response(status=304)
    else:
        asked = [parse(described.query, request.args.to_dict())] if described.query else _no_query()
        response = _json(handler(desk, *asked, **place), described.status)
    response.set_etag(etag)
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.update(("Authorization", "Accept-Language"))
    return response


def _no_query() -> list[Form]:
    parse(Nothing, request.args.to_dict())
    return []


def _write(described: Operation, handler: Handler, place: dict[str, Any]) -> ResponseReturnValue:
    request.get_data()  # all of it, before waiting for the record: a slow sender must not hold it
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > 60 or not key.isascii():
        raise Invalid(say("An idempotency key has at most 60 characters, all of them ASCII."))
    catch_up()
    try:
        with database().open_writing() as db:
            hold(db)
            desk = open_desk(db, _viewer(db))
            check_allowed(desk.viewer, described.act)
            sent = _sent(described)
            digest = hashlib.sha256(repr((described.name, place, sent)).encode()).hexdigest()
            full_key = f"{desk.viewer.account_id or 'public'}:api:{key}"
            if key and (earlier := record.answer_to(db, full_key)):
                if earlier.digest != digest:
                    raise Refusal(say("This idempotency key has been used already, with other contents."))
                return Response(earlier.body, earlier.status, content_type="application/json")
            answered = handler(desk, sent, **place)
            response = _json(answered, described.status)
            if key:
                kept = _json(_without_secrets(answered, described.shown_once), described.status)
                remember_answer(db, full_key, digest, response.status_code, "{}", kept.get_data(), desk.at)
            db.commit()
            return response
    except IntegrityError as error:
        raise Refusal(
            say("Somebody else was faster: the same thing has just been recorded. Please look again.")
        ) from error


def _without_secrets(answer: BaseModel, fields: tuple[str, ...]) -> BaseModel:
    """The answer with these fields as they are when there is nothing to show."""
    empty = {name: type(answer).model_fields[name].get_default(call_default_factory=True) for name in fields}
    return answer.model_copy(update=empty)


Keep = Callable[[Callable[[Desk], BaseModel]], ResponseReturnValue]
"""Holds the record, lets the last step of a long work be done, and answers with what it gives."""


def _alone(described: Operation, handler: Handler, place: dict[str, Any]) -> ResponseReturnValue:
    with database().open_reading() as db:
        check_allowed(_viewer(db), described.act)

    def keep(last_step: Callable[[Desk], BaseModel]) -> ResponseReturnValue:
        return _write(described, lambda desk, _sent, **_place: last_step(desk), place)

    answer: ResponseReturnValue = handler(_sent(described), keep, **place)
    return answer


def _sent(described: Operation) -> Form:
    try:
        contents = request.get_json(silent=True) if request.get_data() else {}
    except RecursionError:
        contents = None
    if not isinstance(contents, dict):
        raise Invalid(say("The request is not a JSON object with the content type application/json."))
    return parse(described.takes or Nothing, contents)


def _json(answer: BaseModel, status: int) -> Response:
    return Response(answer.model_dump_json(by_alias=True), status, content_type="application/json")


def problem(
    status: int, title: str, detail: str, fields: dict[str, str] | None = None,
    details: Mapping[str, object] | None = None,
) -> Response:  # fmt: skip
    """An error as RFC 9457 has it."""
    contents: dict[str, Any] = {"type": "about:blank", "status": status, "title": title, "detail": detail}
    if fields:
        contents["fields"] = fields
    if details:
        contents["details"] = details
    return Response(json.dumps(contents, ensure_ascii=False), status, content_type="application/problem+json")


def problem_of(refusal: Refusal) -> Response:
    """A refusal as a problem, in the reader's language."""
    fields = {name: gettext(sentence) for name, sentence in getattr(refusal, "fields", {}).items()}
    detail = gettext(refusal.sentence, **refusal.values) if refusal.values else gettext(refusal.sentence)
    response = problem(refusal.status, type(refusal).__name__, detail, fields, refusal.details)
    say_when(response, refusal)
    if isinstance(refusal, NotSignedIn):
        response.headers["WWW-Authenticate"] = "Bearer"
    return response
