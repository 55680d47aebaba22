"""How does the Chair give the summary that is annexed to the report?"""

from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.record.actions import Subject, append
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText, Edition

told(issue_chairs_summary=say("The Chair’s summary of the group’s work was issued."))


def issue_chairs_summary(
    db: Db, text: DraftText, symbol: str, *, by: Viewer, at: datetime, on: int | None = None
) -> Edition:
    """Issue the Chair's own summary under a symbol; no wording of it changes any more.

    `on` is the latest revision of it that the Chair had before the eyes.
    """
    latest = text_queries.latest_revision_id(db, text.id)
    if text.closed_at is not None:
        raise Refusal(say("The summary has been issued already."))
    if not latest:
        raise Refusal(say("The summary has no words yet: there is nothing to issue."))
    if on is not None and on != latest:
        raise Refusal(say("The summary has been changed since you opened the page. Please read it again."))
    edition = texts.issue_edition(db, text, symbol, text.title, by=by, at=at)
    texts.close_text(db, text, by=by, at=at)
    facts = {"edition": edition.id, "symbol": symbol}
    append(db, "issue_chairs_summary", by.account_id, by.capacity, Subject("text", text.id), facts, at)
    return edition
