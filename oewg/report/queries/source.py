"""What is the report compiled from? Everything in it, read on one snapshot."""

from dataclasses import replace
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
from oewg.report.queries.negotiated import Names, against, explanations, proposals
from oewg.report.queries.passages import passages_now, passages_of
from oewg.report.queries.proceedings import LANGUAGE, facts
from oewg.report.queries.summary import chairs_summary
from oewg.report.rules.annexes import BearingFacts, ParticipantFacts, SubmissionFacts
from oewg.report.rules.document import Source
from oewg.report.rules.kinds import DRAFT, Asked
from oewg.report.rules.sessions import HELD
from oewg.report.rules.substantive import Passage
from oewg.texts import queries as texts
from oewg.texts.models import DraftText, Provision


def source(db: Db, text: DraftText, at: datetime, asked: Asked = DRAFT) -> Source:
    """All that a document of the report is compiled from at an instant, as far as everybody may read it."""
    group = accounts.working_group(db)
    title, day = _session(db, at)
    known = facts(db, text.id, at)
    adopted = known.report is not None
    edition = texts.edition(db, asked.edition_id) if asked.edition_id is not None else None
    passages = passages_of(db, edition) if edition is not None else passages_now(db, text.id)
    names = Names(db, day)
    with_proposals = asked.kind == "rolling" or (asked.kind != "compendium" and "summary" in asked.annexes)
    return Source(
        group=group.name if group else "",
        notice=group.exercise if group else "",
        title=edition.title if edition is not None else text.title,
        session=title,
        agenda_item=_agenda_item(db, asked.agenda_item),
        compiled_on=day,
        facts=replace(known, lists_submissions="submissions" in asked.annexes),
        passages=passages,
        submissions=_submissions(db) if "submissions" in asked.annexes else (),
        kind=asked.kind,
        against=against(
            db, texts.edition(db, asked.against_id), edition, passages, names, attributed=asked.attributed
        ) if asked.against_id is not None else None,
        annexes=asked.annexes,
        summary=_summary(db) if "summary" in asked.annexes else (),
        proposals=proposals(db, text.id, names, adopted=adopted) if with_proposals else (),
        participants=_participants(db, day) if "participants" in asked.annexes else (),
        explanations=explanations(db, text.id, names) if asked.kind == "compendium" else (),
        record_size=record.size(db),
    )  # fmt: skip


def _summary(db: Db) -> tuple[Passage, ...]:
    """The Chair's summary of the group's work: not those of the consultations, which stand by themselves."""
    found = chairs_summary(db)
    return passages_now(db, found.id) if found is not None else ()


def _participants(db: Db, day: date) -> tuple[ParticipantFacts, ...]:
    """Those who were at a meeting, as everybody may read the list of participants: without persons."""
    listed = meetings.list_of_participants(db, PUBLIC, None, LANGUAGE, day).listed
    return tuple(ParticipantFacts(each.section, each.name) for each in listed)


def _session(db: Db, at: datetime) -> tuple[str, date]:
    """The title of the session that was opened last ("" if none), and the day on which it is there."""
    opened = [line.session for line in meetings.sessions(db) if status_of(meetings.history(line.session)) in HELD]
    return (opened[-1].title, at.astimezone(ZoneInfo(opened[-1].zone)).date()) if opened else ("", at.date())


def _agenda_item(db: Db, provision_id: int | None) -> str:
    items = [line for line in meetings.agenda(db) if line.kind == "paragraph"]
    chosen = [line for line in items if line.provision_id == provision_id]
    if provision_id is None:
        chosen = ([line for line in items if "report" in line.words.lower()] or items)[-1:]
    elif not chosen:
        raise Invalid(say("There is no such item on the agenda."), {"item": say("Not found.")})
    return f"Agenda item {chosen[0].number.rstrip('.')}\n{chosen[0].words.rstrip(' .:;')}" if chosen else ""


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
