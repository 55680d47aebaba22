"""The fixed cast, and the small world in which every test begins.

world.act(actions.begin_text, "report", "Draft report", by="secretariat")   one act, in its own transaction
world.as_("chair").get("/texts/1")                                          a page, as a member of the cast
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from werkzeug.test import TestResponse

from oewg.accounts import actions, queries
from oewg.accounts.models import Account, Organization
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.consultations.actions import begin_focal_point
from oewg.consultations.models import Accreditation
from oewg.core.database import Database, Db
from oewg.record.actions import hold, settle

BEGIN = datetime(2019, 6, 3, 14, 0, tzinfo=UTC)
PASSWORD = "a sentence that is easy to keep"

CAST = {
    "pending": ("representative", "", "", "Not Yet Heard"),
    "stakeholder": ("representative", "", "", "Open Wires"),
    "observer": ("adviser", "VAT", "", ""),
    "delegate": ("adviser", "FRA", "", ""),
    "second": ("adviser", "JPN", "", ""),
    "head": ("head", "KEN", "", ""),
    "coordinator": ("coordinator", "ROU", "EU", ""),
    "chair": ("chair", "CHE", "", ""),
    "bureau": ("rapporteur", "URY", "", ""),
    "secretariat": ("secretariat", "", "", ""),
    "admin": ("administrator", "", "", ""),
}
"""Who -> (capacity, delegation, group, organization). "second" is a delegate of another delegation."""

P = ParamSpec("P")
Result = TypeVar("Result")


def people_a_world(db: Db) -> None:
    """Set up the group, the register and the cast: the state from which each test's own copy begins."""
    hold(db)
    actions.begin_group(db, "Open-ended working group", "A/AC.290", "", by=PUBLIC, at=BEGIN)
    actions.register_states(db, by=PUBLIC, at=BEGIN)
    for who, (role, delegation, group, organization) in CAST.items():
        account = actions.create_account(db, f"{who}@example.org", who.capitalize(), None, by=PUBLIC, at=BEGIN)
        found = None
        if organization:
            found = Organization(
                name=organization,
                sector="non_governmental",
                country="KEN",
                consultative_status=False,
                purpose="To be heard",
                registered_at=BEGIN,
                accredited_since=BEGIN if who == "stakeholder" else None,
            )
            db.add(found)
            db.flush()
        capacity = actions.give_capacity(
            db, account, role, by=PUBLIC, at=BEGIN, since=BEGIN,
            delegation_id=queries.delegation_by_code(db, delegation).id if delegation else None,
            group_id=queries.group_by_code(db, group).id if group else None,
            organization_id=found.id if found else None,
        )  # fmt: skip
        if found:
            begin_focal_point(db, found.id, capacity, BEGIN)
        if found and who == "pending":
            db.add(Accreditation(organization_id=found.id, applied_at=BEGIN, reason=""))


@dataclass
class World:
    """One test's own database with the cast in it, and a clock that moves on by a minute with every act."""

    database: Database
    app: Flask | None = None
    at: datetime = BEGIN
    statements: list[str] = field(default_factory=list)

    def tick(self, minutes: int = 1) -> datetime:
        """Let time pass."""
        self.at += timedelta(minutes=minutes)
        return self.at

    def viewer(self, who: str, db: Db | None = None) -> Viewer:
        """A member of the cast as a viewer; "public" is nobody."""
        if who == "public":
            return PUBLIC
        if db is None:
            with self.database.reading() as reading:
                return self.viewer(who, reading)
        account = db.scalars(select(Account).where(Account.email == f"{who}@example.org")).one()
        return queries.viewer_of_account(db, account, self.at)

    def act(self, action: Callable[Concatenate[Db, P], Result], *args: Any, by: str, **more: Any) -> Result:
        """Let somebody do one act, in a transaction of its own, as a view would; returns what the action returns."""
        at = more.pop("at", None) or self.tick()
        with self.writing() as db:
            settle(db, at)
            given = [db.merge(arg, load=True) if hasattr(arg, "__table__") else arg for arg in args]
            named = {name: db.merge(arg) if hasattr(arg, "__table__") else arg for name, arg in more.items()}
            result = action(db, *given, by=self.viewer(by, db), at=at, **named)  # type: ignore[arg-type]
            db.flush()
            db.expire_on_commit = False
        return result

    @contextmanager
    def writing(self) -> Iterator[Db]:
        """A transaction that holds the record."""
        with self.database.writing() as db:
            hold(db)
            yield db

    def read(self, query: Callable[Concatenate[Db, P], Result], *args: P.args, **more: P.kwargs) -> Result:
        """Ask one query on a snapshot of its own."""
        with self.database.reading() as db:
            return query(db, *args, **more)

    def as_(self, who: str) -> "Browser":
        """A browser in which this member of the cast is signed in."""
        assert self.app is not None, "this test needs the fixture `site`, which has pages"
        client = self.app.test_client()
        if who != "public":
            with self.writing() as db:
                account = db.scalars(select(Account).where(Account.email == f"{who}@example.org")).one()
                token = actions.sign_in(db, account, at=datetime.now(UTC))
            with client.session_transaction() as session:
                session["_user_id"] = token
        return Browser(client)

    def program(self, who: str = "public") -> Callable[..., TestResponse]:
        """A program that calls the interface under /api/v1 with a token of somebody of the cast."""
        assert self.app
        headers = {}
        if who != "public":
            with self.writing() as db:
                account = queries.account_by_email(db, f"{who}@example.org")
                assert account is not None
                by = self.viewer("admin", db)
                token = actions.create_token(db, account, timedelta(days=3650), by=by, at=self.tick())
            headers = {"Authorization": f"Bearer {token}"}
        client = self.app.test_client()

        def call(method: str, path: str, sent: object = None) -> TestResponse:
            return client.open(f"/api/v1{path}", method=method, headers=headers, json=sent)

        return call

    @contextmanager
    def counting(self) -> Iterator[list[str]]:
        """The statements that are sent to the database meanwhile."""
        sent: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
                sent.append(statement)

        event.listen(self.database.engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(self.database.engine, "before_cursor_execute", note)


@dataclass
class Browser:
    """A browser without a window: it opens pages, and sends the forms that it finds on them as a person would."""

    client: FlaskClient

    def get(self, address: str, **more: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(address, **more)

    def post(self, address: str, page: str | None = None, **fields: Any) -> TestResponse:
        """Send a form with a fresh token; `page` is the page on which it stands (any page, if not given)."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.get(page or "/sign-in").text)
        sent = {"csrf_token": token[1] if token else "", **fields}
        return self.client.post(address, data=sent, content_type="multipart/form-data" if _has_file(fields) else None)

    def does(self, address: str, page: str | None = None, **fields: Any) -> TestResponse:
        """Send a form that must succeed, and open the page that it leads to."""
        answer = self.post(address, page, **fields)
        assert answer.status_code == 303, (answer.status_code, words_of(answer))
        return self.get(answer.location)


def _has_file(fields: dict[str, Any]) -> bool:
    return any(isinstance(value, tuple) for value in fields.values())


def words_of(answer: TestResponse) -> str:
    """The words that a page shows, on one line, without the minute in which it was made: two pages may stand on both
    sides of its turn."""
    text = re.sub(
        r"<(script|style|head).*?</\1>|<p class=\"figures\">Page made on .*?</p>", " ", answer.text, flags=re.S
    )
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())
