"""What did the group decide, and whom did it elect?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from oewg.accounts import queries as accounts
from oewg.accounts.models import Account, Capacity, Delegation
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotFound, say
from oewg.meetings.models import Decision, Meeting, Officer
from oewg.texts.models import Document
from oewg.texts.queries import visible_documents

RECORDS_LANGUAGE = "en"
"""The language in which decisions are recorded, as in the report."""


@dataclass(frozen=True)
class OfficerLine:
    """An officer as elected: the office, the delegation, the decision; and until when, if an end has been set."""

    office: str
    delegation: Delegation
    decision: Decision
    until: datetime | None
    ended: bool


def decisions(db: Db, *, meeting_id: int | None = None, session_id: int | None = None) -> Sequence[Decision]:
    """Decisions in the order in which they were taken: of one meeting, of one session, or all."""
    query = select(Decision).join(Meeting, Decision.meeting_id == Meeting.id)
    query = query.options(joinedload(Decision.meeting).joinedload(Meeting.session))
    if meeting_id is not None:
        query = query.where(Meeting.id == meeting_id)
    if session_id is not None:
        query = query.where(Meeting.session_id == session_id)
    return db.scalars(query.order_by(Decision.at, Decision.id)).all()


def documents_decided(
    db: Db, viewer: Viewer, *, meeting_id: int | None = None, session_id: int | None = None
) -> dict[str, int]:
    """Symbol -> document, of those that hold what a meeting or a session decided: one query."""
    query = (
        select(Document.symbol, Document.id)
        .join(Decision, Decision.symbol == Document.symbol)
        .join(Meeting, Decision.meeting_id == Meeting.id)
        .where(visible_documents(viewer))
    )
    if meeting_id is not None:
        query = query.where(Meeting.id == meeting_id)
    if session_id is not None:
        query = query.where(Meeting.session_id == session_id)
    return {row.symbol: row.id for row in db.execute(query.distinct())}


def officers(db: Db, at: datetime, *, session_id: int | None = None) -> list[OfficerLine]:
    """Everybody who was elected to an office, in the order of election; at one session, or at any.

    Whose office has ended is told as of `at`: an end in the future is none yet.
    """
    query = (
        select(Officer.office, Delegation, Decision, Capacity.until)
        .join(Decision, Officer.decision_id == Decision.id)
        .join(Capacity, Officer.capacity_id == Capacity.id)
        .join(Delegation, Capacity.delegation_id == Delegation.id)
        .options(joinedload(Decision.meeting))
        .order_by(Decision.at, Decision.id)
    )
    if session_id is not None:
        query = query.join(Meeting, Decision.meeting_id == Meeting.id).where(Meeting.session_id == session_id)
    return [OfficerLine(*row, ended=row[3] is not None and row[3] <= at) for row in db.execute(query)]


def officer(db: Db, decision_id: int) -> Officer:
    """The officer whom a decision elected, or NotFound."""
    found = db.scalars(
        select(Officer)
        .where(Officer.decision_id == decision_id)
        .options(joinedload(Officer.capacity), joinedload(Officer.decision).joinedload(Decision.meeting))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def holders(db: Db, office: str, at: datetime) -> Sequence[Capacity]:
    """The capacities in which an office is held at an instant, in the order of election."""
    return db.scalars(select(Capacity).where(Capacity.role == office, _held(at)).order_by(Capacity.id)).all()


def is_elected(db: Db, account_id: int, office: str, at: datetime) -> bool:
    """Does a person hold an office at an instant to which the group elected them? It may have been given by hand before."""
    found = select(Officer.office).join(Capacity, Officer.capacity_id == Capacity.id)
    found = found.where(Officer.office == office, Capacity.account_id == account_id, _held(at))
    return db.scalars(found.limit(1)).first() is not None


def _held(at: datetime) -> ColumnElement[bool]:
    return and_(Capacity.since <= at, or_(Capacity.until.is_(None), Capacity.until > at))


def nominee(db: Db, email: str, delegation: str, language: str, on: date) -> tuple[Account, Delegation, str]:
    """Whom an election means: the account, the delegation by its name or code, and its name as the record writes it.

    Under its code, if it has no name in the language of the records on that day.
    """
    account = accounts.account_by_email(db, email)
    if account is None:
        raise Invalid(say("There is no account with this address."), {"email": say("No such account.")})
    state = accounts.delegation_named(db, delegation, language, on)
    return account, state, accounts.delegation_names(db, RECORDS_LANGUAGE, on).get(state.id, state.code)
