"""Which statements are there? Published ones for everybody; the others for those whose they are and the secretariat."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from oewg.accounts.models import Delegation, Group
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.meetings.models import (
    Intervention,
    Meeting,
    Session,
    SpeakersList,
    Statement,
    StatementProvision,
    StatementVersion,
)
from oewg.meetings.queries.speaking import as_speaker
from oewg.meetings.rules import speaking
from oewg.meetings.rules import statements as rules
from oewg.record import queries as record
from oewg.record.verification import compares
from oewg.texts import queries as texts
from oewg.texts.models import DraftText, Provision
from oewg.texts.queries import Line

EXCERPT = 280
"""Characters of a statement that a list shows."""


@dataclass(frozen=True)
class StatementLine:
    """A statement in a list: where it stands, the number of its latest version, whether that is a file, how it begins."""

    statement: Statement
    standing: str
    version: int
    file_name: str | None
    excerpt: str
    corrected: bool
    """Was it corrected after it had been delivered, or while it still is to be?"""


@dataclass(frozen=True)
class StatementsAsked:
    """Which statements: codes of a delegation and a group, ids of a session, meeting and item, a language, words.

    `standing` other than "" (published) is the secretariat's alone: "embargo", "unpublished", "withdrawn", "all".
    """

    delegation: str = ""
    group: str = ""
    session: int = 0
    meeting: int = 0
    item: int = 0
    written_in: str = ""
    words: str = ""
    standing: str = ""


@dataclass(frozen=True)
class StatementChoices:
    """What the published statements can be filtered by: (value, what it is) of each."""

    delegations: Sequence[tuple[str, int]]
    groups: Sequence[tuple[str, str]]
    sessions: Sequence[tuple[int, str]]
    meetings: Sequence[tuple[int, int]]
    items: Sequence[Line]


@dataclass(frozen=True)
class SpokenOn:
    """A provision on which a statement speaks: as it stands, or without a line when it has been removed."""

    provision_id: int
    text: DraftText
    line: Line | None


def owned(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that a statement is the viewer's own delegation's, group's or organization's."""
    found: list[ColumnElement[bool]] = [false()]
    if viewer.delegation_id:
        found.append(Statement.delegation_id == viewer.delegation_id)
    if viewer.group_id:
        found.append(Statement.group_id == viewer.group_id)
    if viewer.organization_id:
        found.append(Statement.organization_id == viewer.organization_id)
    return or_(*found)


def _standing(standing: str) -> ColumnElement[bool]:
    stands = Statement.withdrawn_at.is_(None)
    return {
        "withdrawn": Statement.withdrawn_at.is_not(None),
        "embargo": and_(stands, Statement.delivered_at.is_(None)),
        "unpublished": and_(stands, Statement.delivered_at.is_not(None), Statement.consented_at.is_(None)),
        "published": and_(stands, Statement.delivered_at.is_not(None), Statement.consented_at.is_not(None)),
    }[standing]


def visible_statements(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that a viewer may know of a statement."""
    if "secretariat" in viewer.audiences:
        return Statement.id.is_not(None)
    return or_(_standing("published"), owned(viewer))


def latest_version() -> ColumnElement[int]:
    """The number of a statement's version that stands."""
    return (
        select(func.max(StatementVersion.number))
        .where(StatementVersion.statement_id == Statement.id)
        .correlate(Statement)
        .scalar_subquery()
    )


def _matching(words: str) -> ColumnElement[bool]:
    """The condition that the latest version holds each of the terms: the one place that knows how words are found."""
    return and_(
        *(StatementVersion.folded.contains(term, autoescape=True) for term in rules.terms(words)),
        StatementVersion.number == latest_version(),
    )


def _lines(*conditions: ColumnElement[bool], words: str = "") -> Select[Statement, int, str | None, str, datetime]:
    return (
        select(
            Statement, StatementVersion.number, StatementVersion.file_name,
            func.substr(StatementVersion.words, 1, EXCERPT), StatementVersion.made_at,
        )
        .join(StatementVersion, StatementVersion.statement_id == Statement.id)
        .where(*conditions, _matching(words))
        .options(
            joinedload(Statement.meeting).joinedload(Meeting.session), joinedload(Statement.delegation),
            joinedload(Statement.group), joinedload(Statement.organization),
        )
    )  # fmt: skip


def _as_line(
    statement: Statement, version: int, file_name: str | None, excerpt: str, made_at: datetime
) -> StatementLine:
    corrected = version > 1 and (statement.delivered_at is None or statement.delivered_at < made_at)
    return StatementLine(statement, standing(statement), version, file_name, excerpt, corrected)


def standing(statement: Statement) -> str:
    """Where a statement stands: "embargo", "unpublished", "published" or "withdrawn"."""
    return rules.standing_of(statement.delivered_at, statement.consented_at, statement.withdrawn_at)


def _asked(asked: StatementsAsked, viewer: Viewer) -> list[ColumnElement[bool]]:
    which = asked.standing if viewer.may("keep_statements") else ""
    found = [visible_statements(viewer)] if which == "all" else [_standing(which or "published")]
    if asked.delegation:
        found.append(Statement.delegation_id.in_(select(Delegation.id).where(Delegation.code == asked.delegation)))
    if asked.group:
        found.append(Statement.group_id.in_(select(Group.id).where(Group.code == asked.group)))
    if asked.session:
        found.append(Statement.meeting_id.in_(select(Meeting.id).where(Meeting.session_id == asked.session)))
    if asked.meeting:
        found.append(Statement.meeting_id == asked.meeting)
    if asked.item:
        found.append(Statement.item_id == asked.item)
    if asked.written_in:
        found.append(Statement.language == asked.written_in)
    return found


EVERY_STATEMENT = StatementsAsked()


def statements(
    db: Db, viewer: Viewer, asked: StatementsAsked = EVERY_STATEMENT, *, number: int = 1, size: int = 25
) -> Page[StatementLine]:
    """The archive: published statements, the latest first; the secretariat may ask for the others."""
    query = _lines(*_asked(asked, viewer), words=asked.words)
    page = paged(db, query.order_by(Statement.delivered_at.desc().nulls_first(), Statement.id.desc()), number, size)
    return Page([_as_line(*row) for row in page.items], page.number, page.size, page.total)


def statements_after(
    db: Db, viewer: Viewer, statement_id: int, limit: int, asked: StatementsAsked = EVERY_STATEMENT
) -> list[StatementLine]:
    """Statements of the archive with a higher number than this, in that order."""
    query = _lines(*_asked(asked, viewer), Statement.id > statement_id, words=asked.words)
    return [_as_line(*row) for row in db.execute(query.order_by(Statement.id).limit(limit))]


def own_statements(db: Db, viewer: Viewer, *, number: int = 1, size: int = 25) -> Page[StatementLine]:
    """What the viewer's delegation, group or organization filed, however it stands, the latest first."""
    page = paged(db, _lines(owned(viewer)).order_by(Statement.id.desc()), number, size)
    return Page([_as_line(*row) for row in page.items], page.number, page.size, page.total)


def own_statements_after(db: Db, viewer: Viewer, statement_id: int, limit: int) -> list[StatementLine]:
    """Own statements with a higher number than this, in that order."""
    query = _lines(owned(viewer), Statement.id > statement_id).order_by(Statement.id).limit(limit)
    return [_as_line(*row) for row in db.execute(query)]


MOST_BESIDE = 60
"""Statements that stand on another page beside something else; the archive has them all."""


def statements_at(db: Db, viewer: Viewer, meeting_id: int) -> list[StatementLine]:
    """What was said, or filed in writing, at a meeting, as far as the viewer may know of it, in the order of delivery."""
    query = _lines(Statement.meeting_id == meeting_id, visible_statements(viewer), Statement.withdrawn_at.is_(None))
    order = (Statement.delivered_at.asc().nulls_last(), Statement.id)
    return [_as_line(*row) for row in db.execute(query.order_by(*order).limit(MOST_BESIDE))]


def statements_at_any(db: Db, viewer: Viewer, meeting_ids: Select[int]) -> list[StatementLine]:
    """Everything that was said, or filed in writing, at any of these meetings, as far as the viewer may know of it."""
    query = _lines(Statement.meeting_id.in_(meeting_ids), visible_statements(viewer), Statement.withdrawn_at.is_(None))
    return [_as_line(*row) for row in db.execute(query.order_by(Statement.id))]


def statements_on(db: Db, viewer: Viewer, provision_id: int) -> list[StatementLine]:
    """The statements that speak on a provision, as far as the viewer may know of them, the latest first."""
    tied = select(StatementProvision.statement_id).where(StatementProvision.provision_id == provision_id)
    query = _lines(Statement.id.in_(tied), visible_statements(viewer), Statement.withdrawn_at.is_(None))
    return [_as_line(*row) for row in db.execute(query.order_by(Statement.id.desc()).limit(MOST_BESIDE))]


def statements_among(db: Db, viewer: Viewer, ids: Collection[int]) -> list[StatementLine]:
    """Those of some statements that the viewer may know of and that stand, in the order of their numbers: one query."""
    query = _lines(Statement.id.in_(set(ids)), visible_statements(viewer), Statement.withdrawn_at.is_(None))
    return [_as_line(*row) for row in db.execute(query.order_by(Statement.id))]


def statement_choices(db: Db) -> StatementChoices:
    """By what the published statements can be filtered: five queries, and one for each agenda among them."""
    published = _standing("published")
    delegations = db.execute(
        select(Delegation.code, Delegation.id)
        .where(Delegation.id.in_(select(Statement.delegation_id).where(published, Statement.group_id.is_(None))))
        .order_by(Delegation.code)
    )
    groups = db.execute(
        select(Group.code, Group.name)
        .where(Group.id.in_(select(Statement.group_id).where(published)))
        .order_by(Group.name)
    )
    meetings = db.execute(
        select(Meeting.id, Meeting.number, Session.id, Session.title)
        .join(Session, Meeting.session_id == Session.id)
        .where(Meeting.id.in_(select(Statement.meeting_id).where(published)))
        .order_by(Meeting.number.desc())
    ).all()
    items = db.scalars(select(Statement.item_id).where(published, Statement.item_id.is_not(None)).distinct()).all()
    lines = texts.lines_by_id(db, [item for item in items if item]) if items else {}
    return StatementChoices(
        delegations=[(row[0], row[1]) for row in delegations],
        groups=[(row[0], row[1]) for row in groups],
        sessions=list({row[2]: (row[2], row[3]) for row in meetings}.values()),
        meetings=[(row[0], row[1]) for row in meetings],
        items=list(lines.values()),
    )


def statement(db: Db, statement_id: int, viewer: Viewer) -> Statement:
    """One statement with its versions (without their files), or NotFound for whoever may not know of it."""
    found = db.scalars(
        select(Statement)
        .where(Statement.id == statement_id, visible_statements(viewer))
        .options(
            joinedload(Statement.meeting).joinedload(Meeting.session), joinedload(Statement.delegation),
            joinedload(Statement.group), joinedload(Statement.organization), selectinload(Statement.versions),
        )
    ).one_or_none()  # fmt: skip
    if found is None:
        raise NotFound
    return found


def versions_of(statement: Statement, viewer: Viewer) -> Sequence[StatementVersion]:
    """The versions of a statement that the viewer may read, the latest last; it was found for this viewer."""
    own = rules.own_audiences(
        statement.delegation.code if statement.delegation else None, statement.group.code if statement.group else None,
        statement.organization_id,
    )  # fmt: skip
    if not viewer.audiences.isdisjoint((*own, "secretariat")):
        return statement.versions
    return statement.versions[rules.heard_from([each.made_at for each in statement.versions], statement.delivered_at) :]


def statement_version(db: Db, statement_id: int, number: int, viewer: Viewer) -> StatementVersion:
    """One version with its file, or NotFound."""
    read = versions_of(statement(db, statement_id, viewer), viewer)
    found = next((each for each in read if each.number == number), None)
    if found is None:
        raise NotFound
    db.refresh(found, ["contents"])
    return found


def is_own(statement: Statement, viewer: Viewer) -> bool:
    """May the viewer act for those whose statement it is? For a group's that is its coordinator alone."""
    return speaking.is_own(viewer, as_speaker(statement))


def spoken_on(db: Db, statement_id: int) -> list[SpokenOn]:
    """The provisions on which a statement speaks, text by text in their order; removed ones last."""
    rows = db.execute(
        select(StatementProvision.provision_id, DraftText)
        .join(Provision, StatementProvision.provision_id == Provision.id)
        .join(DraftText, Provision.text_id == DraftText.id)
        .where(StatementProvision.statement_id == statement_id)
        .order_by(DraftText.id, Provision.id)
    ).all()
    lines = texts.lines_by_id(db, [row[0] for row in rows]) if rows else {}
    places = {provision_id: place for place, provision_id in enumerate(lines)}
    found = [SpokenOn(row[0], row[1], lines.get(row[0])) for row in rows]
    return sorted(found, key=lambda each: places.get(each.provision_id, len(places)))


def item_lines(db: Db, lines: Sequence[StatementLine]) -> dict[int, Line]:
    """The items of the agenda on which some statements are."""
    items = {line.statement.item_id for line in lines if line.statement.item_id}
    return texts.lines_by_id(db, items) if items else {}


def meetings_to_speak_at(db: Db, limit: int = 60) -> Sequence[Meeting]:
    """The meetings for which a statement can be filed: those not cancelled, the latest first."""
    return db.scalars(
        select(Meeting)
        .where(Meeting.cancelled_at.is_(None))
        .options(joinedload(Meeting.session))
        .order_by(Meeting.number.desc())
        .limit(limit)
    ).all()


def _same_speaker(of: Statement | Intervention, row: type[Statement] | type[Intervention]) -> list[ColumnElement[bool]]:
    columns = ("delegation_id", "group_id", "organization_id")
    return [getattr(row, name).is_not_distinct_from(getattr(of, name)) for name in columns]


def statement_awaiting(db: Db, intervention: Intervention) -> Statement | None:
    """The statement under embargo that a speaker has just delivered: of the same speaker, meeting and item, the earliest filed."""
    item_id = intervention.speakers_list.item_id if intervention.speakers_list else None
    return db.scalars(
        select(Statement)
        .where(
            *_same_speaker(intervention, Statement), Statement.meeting_id == intervention.meeting_id,
            Statement.item_id.is_not_distinct_from(item_id), Statement.form == "delivered", _standing("embargo"),
        )
        .order_by(Statement.id)
        .limit(1)
    ).one_or_none()  # fmt: skip


def intervention_without_statement(db: Db, statement: Statement) -> Intervention | None:
    """When the speaker of a statement had the floor on its item at its meeting, if no other statement is tied to that yet."""
    taken = select(Statement.intervention_id).where(
        Statement.intervention_id == Intervention.id, Statement.withdrawn_at.is_(None)
    )
    return db.scalars(
        select(Intervention)
        .join(SpeakersList, Intervention.list_id == SpeakersList.id)
        .where(
            *_same_speaker(statement, Intervention), Intervention.meeting_id == statement.meeting_id,
            SpeakersList.item_id.is_not_distinct_from(statement.item_id), Intervention.kind == "statement",
            Intervention.ended_at.is_not(None), ~taken.exists(),
        )
        .order_by(Intervention.id)
        .limit(1)
    ).one_or_none()  # fmt: skip


@compares
def altered_statements(db: Db) -> Iterator[str]:
    """A sentence for each version of a statement whose words or file are not those of which the record holds the digest."""
    said = {
        (entry.subject_id, entry.facts["version"]): entry.facts["digest"]
        for entry in record.everything_said(db)
        if entry.act in ("file_statement", "correct_statement")
    }
    versions = db.scalars(
        select(StatementVersion)
        .options(undefer(StatementVersion.contents))
        .order_by(StatementVersion.id)
        .execution_options(yield_per=20)
    )
    for row in versions:
        expected = said.get((row.statement_id, row.number))
        if expected is not None and expected != rules.digest_of(row.words, row.contents):
            yield f"Version {row.number} of statement {row.statement_id} is not what the record says."
