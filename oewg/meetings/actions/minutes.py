"""How do the minutes of a meeting come to be? Drafted from what happened, edited by the secretariat, made final."""

from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.meetings import queries
from oewg.meetings.models import Meeting
from oewg.meetings.rules.minutes import minutes
from oewg.meetings.rules.words import ordinal
from oewg.record.actions import Subject, append
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText

told(
    draft_minutes=say("The minutes of a meeting were drafted from what happened."),
    finish_minutes=say("The minutes of a meeting were made final."),
)


def draft_minutes(db: Db, meeting: Meeting, *, by: Viewer, at: datetime) -> DraftText:
    """Draft the minutes of a meeting that was adjourned; the secretariat edits them like any text, paragraph by paragraph."""
    if meeting.adjourned_at is None:
        raise Refusal(say("Minutes are drafted when the meeting has been adjourned."))
    if meeting.minutes_text_id is not None:
        raise Refusal(say("The minutes of this meeting have been drafted already: please edit them."))
    text = texts.begin_text(db, "minutes", f"Minutes of the {ordinal(meeting.number)} meeting", by=by, at=at)
    heading = None
    for kind, words in minutes(queries.held(db, meeting)):
        under = heading if kind == "paragraph" else None
        made = texts.add_provision(db, text, kind, words, by=by, at=at, parent=under)
        heading = made if kind == "heading" else heading
    meeting.minutes_text_id = text.id
    db.flush()
    append(db, "draft_minutes", by.account_id, by.capacity, Subject("meeting", meeting.id), {"text": text.id}, at)
    return text


def finish_minutes(db: Db, meeting: Meeting, symbol: str, *, by: Viewer, at: datetime, wording: str = "") -> None:
    """Make the minutes final: issued under a symbol, and closed to change.

    `wording` is the digest of the whole text that was read: a paragraph that was removed or moved has no new revision.
    """
    if meeting.minutes_text_id is None:
        raise Refusal(say("The minutes of this meeting have not been drafted yet."))
    text = db.get_one(DraftText, meeting.minutes_text_id)
    if text.closed_at is not None:
        raise Refusal(say("The minutes of this meeting are final already."))
    if wording and wording != text_queries.wording_digest(db, text.id):
        raise Refusal(say("The minutes have been changed since you opened the page. Please read them again."))
    edition = texts.issue_edition(db, text, symbol, text.title, by=by, at=at)
    texts.close_text(db, text, by=by, at=at)
    facts = {"text": text.id, "edition": edition.id, "symbol": symbol}
    append(db, "finish_minutes", by.account_id, by.capacity, Subject("meeting", meeting.id), facts, at)
