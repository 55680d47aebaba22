"""How is a text put under silence, and what becomes of it: broken, extended, withdrawn, or agreed at the deadline?"""

from datetime import datetime

from sqlalchemy import select

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.negotiation import queries
from oewg.negotiation.actions.amendments import end_amendment
from oewg.negotiation.actions.speaking import holder_of, must_be_open, must_not_be_silent
from oewg.negotiation.models import Gavel, Silence
from oewg.negotiation.rules.silence import check_extension, check_in_time, check_opens
from oewg.negotiation.rules.states import gavel_holds
from oewg.record.actions import CLOCK, Subject, append, at_deadlines
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText

told(
    open_silence=say("A text was put under silence."),
    extend_silence=say("The deadline of a silence procedure was extended."),
    break_silence=say("Silence was broken."),
    withdraw_silence=say("A silence procedure was withdrawn."),
    lapse_silence=say("Nobody broke the silence: the text is agreed as of the deadline."),
)


def open_silence(
    db: Db, text: DraftText, symbol: str, deadline: datetime, zone: str, *, by: Viewer, at: datetime, wording: str = ""
) -> Silence:  # fmt: skip
    """Freeze a text under a symbol and put it under silence until an exact instant.

    `wording` is the digest of the whole text that was read: a paragraph that was removed or moved has no new revision.
    """
    must_be_open(text)
    must_not_be_silent(text)
    if wording and wording != text_queries.wording_digest(db, text.id):
        raise Refusal(
            say("The text has been changed since you opened it. Please read it again before it is under silence.")
        )
    check_opens(queries.facing_silence(db, text.id), deadline, at)
    edition = texts.issue_edition(db, text, symbol, text.title, by=by, at=at)
    texts.freeze(text, at)
    silence = Silence(
        text_id=text.id, edition_id=edition.id, opened_at=at, deadline=deadline, zone=zone, end_words=""
    )  # fmt: skip
    db.add(silence)
    db.flush()
    facts = {"text": text.id, "edition": edition.id, "symbol": symbol, "deadline": deadline.isoformat(), "zone": zone}
    append(
        db, "open_silence", by.account_id, by.capacity, Subject("silence", silence.id), facts, at, deadlines=[deadline]
    )
    return silence


def extend_silence(db: Db, silence: Silence, deadline: datetime, *, by: Viewer, at: datetime) -> None:
    """Move the deadline to a later instant, before it is reached."""
    _must_last(silence)
    check_extension(silence.deadline, deadline, at)
    silence.deadline = deadline
    db.flush()
    facts = {"deadline": deadline.isoformat()}
    append(
        db, "extend_silence", by.account_id, by.capacity, Subject("silence", silence.id), facts, at,
        deadlines=[deadline],
    )  # fmt: skip


def break_silence(db: Db, silence: Silence, words: str, *, by: Viewer, at: datetime) -> None:
    """End the silence, in writing and in time: one delegation is enough."""
    holder = holder_of(db, by)
    if silence.end_reason in (None, "lapsed"):
        check_in_time(silence.deadline, at)
    _must_last(silence)
    silence.ended_at, silence.end_reason, silence.end_words = at, "broken", words
    silence.broken_by = holder.delegation_id
    texts.release(silence.text)
    db.flush()
    facts = {"text": silence.text_id, "holder": holder.name, "words": words}
    append(db, "break_silence", by.account_id, by.capacity, Subject("silence", silence.id), facts, at)


def withdraw_silence(db: Db, silence: Silence, reason: str, *, by: Viewer, at: datetime) -> None:
    """End the silence without a result, before its deadline, with a reason."""
    if silence.end_reason in (None, "lapsed"):
        check_in_time(silence.deadline, at)
    _must_last(silence)
    silence.ended_at, silence.end_reason, silence.end_words = at, "withdrawn", reason
    texts.release(silence.text)
    db.flush()
    facts = {"text": silence.text_id, "reason": reason}
    append(db, "withdraw_silence", by.account_id, by.capacity, Subject("silence", silence.id), facts, at)


def _must_last(silence: Silence) -> None:
    if silence.ended_at is not None:
        raise Refusal(say("This silence procedure has ended already."))


@at_deadlines
def lapse_silences(db: Db, at: datetime) -> int:
    """Record every silence whose deadline has passed unbroken; how many there were. Whoever looks first, does it."""
    due = db.scalars(
        select(Silence).where(Silence.ended_at.is_(None), Silence.deadline <= at).order_by(Silence.id)
    ).all()
    for silence in due:
        _lapse(db, silence, at)
    return len(due)


def _lapse(db: Db, silence: Silence, at: datetime) -> None:
    """The text is agreed as of the deadline, whenever that is written down: silence was consent to these words.

    One entry says it, whoever had doubts about earlier words: an entry for each doubt would tell everybody how many were
    stated in confidence.
    """
    deadline = silence.deadline
    silence.ended_at, silence.end_reason = deadline, "lapsed"
    texts.release(silence.text)
    db.flush()
    gavelled, let_go = [], []
    for examined in queries.examine(db, silence.text_id, None):
        open_amendments = {amendment.id for amendment in examined.amendments}
        for line in examined.positions:
            # Acceptance with an amendment goes with the amendment: its holder was silent on that too.
            if line.held.doubts or line.held.amendment_id in open_amendments:
                line.position.ended_at, line.position.end_reason = deadline, "silence"
        for amendment in examined.amendments:
            end_amendment(db, amendment, "superseded", deadline)
            let_go.append([amendment.id, examined.line.provision_id])
        if not gavel_holds(examined.standing):
            _agree(db, silence, examined)
            gavelled.append([examined.line.provision_id, examined.line.revision_id])
    db.flush()
    facts = {
        "text": silence.text_id, "edition": silence.edition_id, "as_of": deadline.isoformat(), "agreed": gavelled,
        "superseded": let_go,
    }  # fmt: skip
    append(db, "lapse_silence", None, CLOCK, Subject("silence", silence.id), facts, at)


def _agree(db: Db, silence: Silence, examined: queries.Examined) -> None:
    db.add(
        Gavel(
            provision_id=examined.line.provision_id,
            revision_id=examined.line.revision_id,
            silence_id=silence.id,
            fell_at=silence.deadline,
            reopening_reason="",
        )
    )
