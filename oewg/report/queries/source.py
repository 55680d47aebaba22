"""What is the report compiled from? Everything in it, read on one snapshot."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts import queries as accounts
from oewg.accounts.rules.capacities import PUBLIC
from oewg.consultations import queries as consultations
from oewg.consultations.models import Bearing, Submission
from oewg.core.database import Db
from oewg.core.errors import Invalid, say
from oewg.meetings import queries as meetings
from oewg.meetings.rules.sessions import status_of
from oewg.record import queries as record
from oewg.report.queries.proceedings import facts
from oewg.report.rules.document import BearingFacts, Passage, Source, SubmissionFacts
from oewg.report.rules.sessions import HELD
from oewg.texts import queries as texts
from oewg.texts.documents.description import Footnote
from oewg.texts.models import DraftText, Provision
from oewg.texts.rules.numbering import NOTE_MARK


def source(db: Db, text: DraftText, at: datetime, *, agenda_item: int | None = None) -> Source:
    """All that the report with this text is compiled from at an instant.

    `agenda_item` is the item (provision of the agenda) that stands in the masthead; the last one if none is named.
    """
    group = accounts.working_group(db)
    title, day = _session(db, at)
    return Source(
        group=group.name if group else "",
        notice=group.exercise if group else "",
        title=text.title,
        session=title,
        agenda_item=_agenda_item(db, agenda_item),
        compiled_on=day,
        facts=facts(db, text.id, at),
        passages=_passages(db, text.id),
        submissions=_submissions(db),
        record_size=record.size(db),
    )


def _session(db: Db, at: datetime) -> tuple[str, date]:
    """The title of the session that was opened last ("" if none), and the day on which it is there."""
    opened = [line.session for line in meetings.sessions(db) if status_of(meetings.history(line.session)) in HELD]
    return (opened[-1].title, at.astimezone(ZoneInfo(opened[-1].zone)).date()) if opened else ("", at.date())


def _agenda_item(db: Db, provision_id: int | None) -> str:
    items = [line for line in meetings.agenda(db) if line.kind == "paragraph"]
    chosen = [line for line in items if line.provision_id == provision_id]
    if provision_id is None:
        chosen = items[-1:]
    elif not chosen:
        raise Invalid(say("There is no such item on the agenda."), {"item": say("Not found.")})
    return f"Agenda item {chosen[0].number.rstrip('.')}\n{chosen[0].words.rstrip(' .:;')}" if chosen else ""


def _passages(db: Db, text_id: int) -> tuple[Passage, ...]:
    lines = texts.lines(db, text_id)
    labelled = set(
        db.scalars(select(Provision.id).where(Provision.text_id == text_id, Provision.label.is_not(None)))
    )  # fmt: skip
    notes = {note.mark: note.words for line in lines for note in line.notes}
    called = {mark for line in lines for mark in NOTE_MARK.findall(line.words)}
    found = []
    for line in lines:
        # A footnote stands where it is called; one that nobody calls stays where it hangs.
        own = [mark for mark in dict.fromkeys(NOTE_MARK.findall(line.words)) if mark in notes]
        own += [note.mark for note in line.notes if note.mark not in called]
        found.append(
            Passage(
                provision_id=line.provision_id,
                kind=line.kind,
                number=line.number,
                level=line.level,
                words=line.words,
                labelled=line.provision_id in labelled,
                notes=tuple(Footnote(mark, notes[mark]) for mark in own),
            )
        )
    return tuple(found)


def _submissions(db: Db) -> tuple[SubmissionFacts, ...]:
    """The published submissions, of each the latest version that was published."""
    rows = db.scalars(
        select(Submission)
        .where(consultations.standing(PUBLIC))
        .options(
            *consultations.AUTHORS,
            selectinload(Submission.answers),
            selectinload(Submission.bearings).options(
                joinedload(Bearing.provision).joinedload(Provision.text),
                joinedload(Bearing.passage),
                joinedload(Bearing.element),
            ),
        )
        .order_by(Submission.call_id, Submission.id)
    )
    return tuple(
        SubmissionFacts(
            title=row.title,
            author="; ".join(consultations.as_line(row, PUBLIC).authors),
            bearings=tuple(
                BearingFacts(
                    provision_id=bearing.provision_id,
                    elsewhere=_elsewhere(bearing),
                    disposition=bearing.disposition,
                    reason=bearing.reason,
                    quote=consultations.quote_of(bearing.passage, row) if bearing.passage else "",
                )
                for bearing in row.bearings
            ),
        )
        for row in rows
    )


def _elsewhere(bearing: Bearing) -> str:
    """Where it rests, if not in the report: in a provision of another text, on an element of the mandate, or nowhere."""
    if bearing.element is not None:
        return bearing.element.title
    if bearing.provision is None:
        return ""
    return ", ".join(part for part in (bearing.provision.text.title, bearing.provision.label) if part)
