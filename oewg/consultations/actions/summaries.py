"""How does the chair's summary of a consultation come to be, and how is it traced to what was said?"""

from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.models import Consultation, Trace
from oewg.consultations.queries import Source
from oewg.consultations.rules import consultations as rules
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.record.actions import Subject, append
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText, Provision

told(
    give_summary=say("The chair’s summary of a consultation was given."),
    draft_summary=say("The chair’s summary of a consultation was begun."),
    issue_summary=say("The chair’s summary of a consultation was issued."),
    trace=say("It was recorded of what a provision of the chair’s summary tells."),
    untrace=say("It was taken back that a provision of the chair’s summary tells of something."),
)


def draft_summary(db: Db, consultation: Consultation, *, by: Viewer, at: datetime) -> DraftText:
    """Begin the chair's summary with a heading for each theme; the secretariat writes it like any text."""
    opened = any(each.opened_at is not None for each in consultation.meetings)
    rules.check_drafts_summary(opened, consultation.summary_text_id is not None)
    text = texts.begin_text(db, "chairs_summary", f"Chair’s summary: {consultation.title}", by=by, at=at)
    themes = [element.title for element in queries.elements_of(db, [consultation.id])[consultation.id]]
    for kind, words in rules.outline(themes):
        texts.add_provision(db, text, kind, words, by=by, at=at)
    consultation.summary_text_id = text.id
    db.flush()
    facts = {"text": text.id}
    append(db, "draft_summary", by.account_id, by.capacity, Subject("consultation", consultation.id), facts, at)
    return text


def issue_summary(
    db: Db, consultation: Consultation, symbol: str, *, by: Viewer, at: datetime, on: int | None = None
) -> None:
    """Issue the summary under a symbol; no wording of it changes any more. `on` is the latest revision that was read."""
    text = db.get(DraftText, consultation.summary_text_id) if consultation.summary_text_id else None
    rules.check_issues_summary(queries.is_over(consultation), text is not None, text.closed_at if text else None)
    assert text is not None
    if on is not None and on != text_queries.latest_revision_id(db, text.id):
        raise Refusal(say("The summary has been changed since you opened the page. Please read it again."))
    rules.check_names_nobody(queries.named_in_summary(db, consultation))
    edition = texts.issue_edition(db, text, symbol, text.title, by=by, at=at)
    texts.close_text(db, text, by=by, at=at)
    facts = {"text": text.id, "edition": edition.id, "symbol": symbol}
    append(db, "issue_summary", by.account_id, by.capacity, Subject("consultation", consultation.id), facts, at)


def trace(
    db: Db, consultation: Consultation, provision: Provision, source: Source, *, by: Viewer, at: datetime
) -> Trace:  # fmt: skip
    """Record that a provision of the summary tells of something that was said, filed, contributed or submitted."""
    queries.must_belong(db, consultation, source)
    rules.check_traces(
        provision.text_id, consultation.summary_text_id, provision.removed_at is not None,
        queries.traced(db, provision.id, source) is not None,
    )  # fmt: skip
    row = Trace(provision_id=provision.id, traced_at=at, **{f"{source.kind}_id": source.id})
    db.add(row)
    db.flush()
    _append(db, "trace", consultation, provision, source, by, at)
    return row


def untrace(
    db: Db, consultation: Consultation, provision: Provision, source: Source, *, by: Viewer, at: datetime
) -> None:  # fmt: skip
    """Take back that a provision of the summary tells of something."""
    row = queries.traced(db, provision.id, source)
    if row is None or provision.text_id != consultation.summary_text_id:
        raise Refusal(say("This is not traced to the provision: there is nothing to take back."))
    db.delete(row)
    db.flush()
    _append(db, "untrace", consultation, provision, source, by, at)


def _append(
    db: Db, act: str, consultation: Consultation, provision: Provision, source: Source, by: Viewer, at: datetime
) -> None:
    facts = {"provision": provision.id, "kind": source.kind, "source": source.id}
    # That there is something which the public may not read yet, the record does not tell it either.
    readers = queries.readers_of(db, source)
    subject = Subject("consultation", consultation.id)
    append(db, act, by.account_id, by.capacity, subject, facts, at, readers=readers)
