"""From which records is the report made, and which reports have been compiled? All of it is public."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from oewg.accounts import queries as accounts
from oewg.accounts.rules.capacities import PUBLIC
from oewg.consultations import queries as consultations
from oewg.consultations.models import Submission
from oewg.consultations.rules import DISPOSITIONS
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.mandate import queries as mandate
from oewg.meetings import queries as meetings
from oewg.meetings.models import Meeting
from oewg.negotiation.models import Adoption
from oewg.report.models import Compilation, CompiledFile
from oewg.report.rules.assembly import Fate, TextLine, word_count
from oewg.report.rules.procedural import (
    AdoptionFacts,
    ConsultationFacts,
    Facts,
    OfficerFacts,
    SessionFacts,
)
from oewg.texts import queries as texts
from oewg.texts.models import DraftText, Edition


@dataclass(frozen=True)
class Sources:
    """What a report is compiled from, at one size of the record."""

    facts: Facts
    lines: list[TextLine]
    adoption: AdoptionFacts | None
    fates: list[Fate]


def draft(db: Db) -> DraftText | None:
    """The draft report: the latest text of that kind."""
    reports = texts.texts_of_kind(db, "report")
    return reports[-1] if reports else None


def sources(db: Db, text: DraftText) -> Sources:
    """Read everything that the report rests on: a bounded number of queries, whatever its length."""
    names = accounts.delegation_names(db, "en", text.begun_at.date())
    adoptions = _adoptions(db)
    own = next((adoption for text_id, adoption in adoptions if text_id == text.id), None)
    facts = Facts(
        resolution=_resolution(db),
        sessions=tuple(_sessions(db)),
        delegations_present=tuple(sorted(names[d.id] for d in meetings.participants(db))),
        officers=tuple(_officers(db, names)),
        adoptions=tuple(adoption for text_id, adoption in adoptions if text_id != text.id),
        agenda=tuple(line.words for line in meetings.agenda(db) if line.kind == "paragraph"),
        considered=tuple(_considered(db)),
        decisions=tuple(d.words for d in meetings.decisions(db) if d.kind in ("organization", "other")),
        documents=tuple(
            (edition.symbol, edition.title)
            for edition in db.scalars(select(Edition).order_by(Edition.issued_at, Edition.id))
        ),
        consultations=tuple(_consultations(db)),
        submissions=db.scalar(select(func.count()).where(Submission.published_at.is_not(None))) or 0,
    )
    return Sources(facts, _lines(db, text.id), own, _fates(db))


def _resolution(db: Db) -> str:
    found = mandate.resolution(db)
    return found.symbol if found else ""


def _sessions(db: Db) -> list[SessionFacts]:
    numbers: dict[int, list[int]] = {}
    for session_id, number in db.execute(
        select(Meeting.session_id, Meeting.number).where(Meeting.opened_at.is_not(None)).order_by(Meeting.number)
    ):
        numbers.setdefault(session_id, []).append(number)
    found = []
    for line in meetings.sessions(db):
        history = meetings.history(line.session)
        reasons = {event.what: event.reason for event in history}
        found.append(
            SessionFacts(
                kind=line.session.kind,
                title=line.session.title,
                planned=(line.session.planned_from, line.session.planned_until),
                held=(line.first_day, line.last_day),
                status=line.status,
                postponed_because=reasons.get("postponed", ""),
                moved_online="moved_online" in reasons,
                cancelled_because=reasons.get("cancelled", ""),
                meetings=tuple(numbers.get(line.session.id, [])),
            )
        )
    return found


def _officers(db: Db, names: dict[int, str]) -> list[OfficerFacts]:
    return [
        OfficerFacts(line.office, names[line.delegation.id], line.decision.meeting.number, line.decision.at.date())
        for line in meetings.officers(db)
    ]


def _adoptions(db: Db) -> list[tuple[int, AdoptionFacts]]:
    rows = db.scalars(
        select(Adoption)
        .options(
            joinedload(Adoption.text),
            joinedload(Adoption.edition),
            joinedload(Adoption.meeting).joinedload(Meeting.session),
        )
        .order_by(Adoption.at)
    )
    return [
        (
            row.text_id,
            AdoptionFacts(
                row.text.kind,
                row.text.title,
                row.edition.symbol,
                row.meeting.number,
                row.at.astimezone(ZoneInfo(row.meeting.session.zone)).date(),
            ),
        )
        for row in rows
    ]


def _considered(db: Db) -> list[tuple[str, tuple[int, ...]]]:
    taken = meetings.considerations(db)
    return [
        (line.words, tuple(taken[line.provision_id])) for line in meetings.agenda(db) if line.provision_id in taken
    ]  # fmt: skip


def _consultations(db: Db) -> list[ConsultationFacts]:
    present = meetings.attendance(db)
    return [
        ConsultationFacts(
            row.title,
            row.meeting.starts_at.date(),
            present.get(row.meeting_id, (0, 0))[1],
            tuple(element.title for element in consultations.elements_of(db, row.id)),
        )
        for row in consultations.consultations(db)
    ]


def _lines(db: Db, text_id: int) -> list[TextLine]:
    return [
        TextLine(line.kind, line.level, line.words, {note.mark: note.words for note in line.notes})
        for line in texts.lines(db, text_id)
    ]


def _fates(db: Db) -> list[Fate]:
    """What became of the published submissions, as the public may read it."""
    found = []
    wordings: dict[int, str] = {}
    lines = consultations.submissions_after(db, PUBLIC, 0, 10_000)
    ids = [bearing.provision_id for line in lines for bearing in line.submission.bearings]
    wordings = {line.provision_id: line.number for line in texts.lines_by_id(db, ids).values()}
    for line in lines:
        for bearing in line.submission.bearings:
            found.append(
                Fate(
                    line.submission.title,
                    line.author or "An organization that wished not to be named",
                    wordings.get(bearing.provision_id, "removed"),
                    DISPOSITIONS[bearing.disposition].capitalize(),
                    bearing.reason,
                )
            )
    return found


def words_in(db: Db, text_id: int) -> int:
    """How many words the substantive part has."""
    return word_count([line.words for line in texts.lines(db, text_id)])


def used_symbols(db: Db) -> Sequence[str]:
    """Every symbol under which an edition was issued."""
    return db.scalars(select(Edition.symbol)).all()


def compilations(db: Db, *, number: int = 1, size: int = 50) -> Page[Compilation]:
    """The reports that were compiled, the latest first."""
    query = select(Compilation).options(joinedload(Compilation.edition), selectinload(Compilation.files))
    return paged(db, query.order_by(Compilation.id.desc()), number, size)


def compilations_after(db: Db, compilation_id: int, limit: int) -> Sequence[Compilation]:
    """The compilations with a higher number than this, in that order."""
    query = select(Compilation).options(joinedload(Compilation.edition), selectinload(Compilation.files))
    return db.scalars(query.where(Compilation.id > compilation_id).order_by(Compilation.id).limit(limit)).all()


def compilation(db: Db, compilation_id: int) -> Compilation:
    """One compiled report with its files' digests, or NotFound."""
    found = db.scalars(
        select(Compilation)
        .where(Compilation.id == compilation_id)
        .options(joinedload(Compilation.edition), selectinload(Compilation.files))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def compiled_file(db: Db, compilation_id: int, form: str) -> CompiledFile:
    """One form of a compiled report with its contents, or NotFound."""
    found = db.scalars(
        select(CompiledFile)
        .where(CompiledFile.compilation_id == compilation_id, CompiledFile.format == form)
        .options(undefer(CompiledFile.contents))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found
