"""What of the meetings can be searched? Statements, as far as a viewer may know of them, and decisions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.accounts.models import Delegation, DelegationName, Group, Organization
from oewg.accounts.queries import About, Narrowed, OfDelegation, Shown, Source, of_some, searched, the_same
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.core.search import Among, Indexed
from oewg.meetings.models import Decision, Meeting, Statement, StatementVersion
from oewg.meetings.queries.decisions import RECORDS_LANGUAGE
from oewg.meetings.queries.statements import latest_version, visible_statements
from oewg.texts.queries.search import dated


def _statements_say(db: Db, ids: Collection[int] | None) -> Iterable[Indexed]:
    """Under the names of their speakers, of a delegation in all six languages."""
    names: dict[int, set[str]] = defaultdict(set)
    for number, name in db.execute(select(DelegationName.delegation_id, DelegationName.name)):
        names[number].add(name)
    query = (
        select(
            Statement.id, Statement.language, Statement.delegation_id, Delegation.code, Group.code, Group.name,
            Organization.name, StatementVersion.words,
        )
        .join(StatementVersion, StatementVersion.statement_id == Statement.id)
        .outerjoin(Delegation, Statement.delegation_id == Delegation.id)
        .outerjoin(Group, Statement.group_id == Group.id)
        .outerjoin(Organization, Statement.organization_id == Organization.id)
        .where(StatementVersion.number == latest_version())
    )  # fmt: skip
    for row in db.execute(of_some(query, Statement.id, ids)):
        speaker = [*sorted(names[row.delegation_id] if row.delegation_id else ()), *(each for each in row[3:7] if each)]
        yield Indexed("statement", row.id, row.language, ". ".join(speaker), row.words)


def _statements_open_to(viewer: Viewer, narrowed: Narrowed) -> Sequence[Among]:
    if narrowed.sector:
        return []
    seen = select(Statement.id).where(visible_statements(viewer), Statement.withdrawn_at.is_(None))
    seen = seen.where(*dated(narrowed, Statement.delivered_at))
    if narrowed.session:
        seen = seen.where(Statement.meeting_id.in_(select(Meeting.id).where(Meeting.session_id == narrowed.session)))
    return [Among("statement", seen)]


def _statements_shown(db: Db, _viewer: Viewer, ids: Collection[int]) -> Mapping[int, Shown]:
    rows = db.execute(
        select(Statement, StatementVersion.words)
        .join(StatementVersion, StatementVersion.statement_id == Statement.id)
        .where(Statement.id.in_(ids), StatementVersion.number == latest_version())
        .options(joinedload(Statement.meeting), joinedload(Statement.group), joinedload(Statement.organization))
    )
    return {
        row.id: Shown(_by(row), words, row.delivered_at or row.filed_at, [_at_meeting(row.meeting)])
        for row, words in rows
    }


def _by(row: Statement) -> About:
    endpoint, place = "meetings.statement", {"statement_id": row.id}
    if row.organization is not None:
        return About(say("Statement of %(speaker)s"), {"speaker": row.organization.name}, endpoint, place)
    speaker = OfDelegation(row.delegation_id or 0)
    if row.group is None:
        return About(say("Statement of %(speaker)s"), {"speaker": speaker}, endpoint, place)
    values = {"speaker": speaker, "group": row.group.name}
    return About(say("Statement of %(speaker)s, on behalf of the %(group)s"), values, endpoint, place)


def _at_meeting(meeting: Meeting) -> About:
    return About(say("Meeting %(number)s"), {"number": meeting.number}, "meetings.meeting", {"meeting_id": meeting.id})


def _decisions_say(db: Db, ids: Collection[int] | None) -> Iterable[Indexed]:
    query = select(Decision.id, Decision.words, Decision.symbol)
    for number, words, symbol in db.execute(of_some(query, Decision.id, ids)):
        yield Indexed("decision", number, RECORDS_LANGUAGE, symbol or "", words)


def _decisions_open_to(_viewer: Viewer, narrowed: Narrowed) -> Sequence[Among]:
    if narrowed.sector:
        return []
    query = select(Decision.id).where(*dated(narrowed, Decision.at))
    if narrowed.session:
        query = query.join(Meeting, Decision.meeting_id == Meeting.id).where(Meeting.session_id == narrowed.session)
    return [Among("decision", query)]


def _decisions_shown(db: Db, _viewer: Viewer, ids: Collection[int]) -> Mapping[int, Shown]:
    rows = db.scalars(select(Decision).where(Decision.id.in_(ids)).options(joinedload(Decision.meeting)))
    return {
        row.id: Shown(
            About(
                say("Decision taken at meeting %(number)s"), {"number": row.meeting.number}, "meetings.meeting",
                {"meeting_id": row.meeting_id, "_anchor": f"decision-{row.id}"},
            ),
            row.words, row.at,
        )
        for row in rows
    }  # fmt: skip


searched(
    Source(
        "statement", say("Statements"), say("Statement"), place=30, follows={"statement": the_same},
        says=_statements_say, open_to=_statements_open_to, shows=_statements_shown,
    )
)  # fmt: skip
searched(
    Source(
        "decision", say("Decisions"), say("Decision"), place=45, follows={"decision": the_same},
        says=_decisions_say, open_to=_decisions_open_to, shows=_decisions_shown,
    )
)  # fmt: skip
