"""How does a person choose what to hear of, and how is a notice decided, claimed and done with?

Choosing and stopping are acts, and stand in the record. What the house does to bring a notice to somebody is not: the
row of the notice says when it was decided and sent, and the record does not grow by being told of.
"""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, insert, literal, select, update

from oewg.accounts import queries
from oewg.accounts.models import Account, Notice, NoticeChoice, NoticeMark
from oewg.accounts.rules import notices as rules
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.record.actions import Subject, append, hold

told(
    choose_notices=say("A person chose what to hear of."),
    stop_notices=say("Notices were stopped with the link in one of them."),
)

LINK = "link"
"""The capacity in which the record says who stopped a notice without signing in: whoever held its link."""
PACES = ("at_once", "daily")


def begin_notices(db: Db, account: Account, index: int, at: datetime) -> None:
    """Tell a new person from entry `index` on: of what came after it, not of all that was before."""
    db.add_all(NoticeMark(account_id=account.id, pace=pace, index=index, at=at) for pace in PACES)
    db.flush()


def choose_notices(
    db: Db, account: Account, choices: Mapping[str, str], *, by: Viewer, at: datetime, language: str = ""
) -> None:
    """Choose how often to hear of some topics (topic's key -> pace), and in which language; the others stay as they are.

    It holds for what is recorded from now on: what has been recorded before is still told as it was chosen then.
    """
    rules.check_choices(choices, by.roles)
    new, before = rules.changed(choices, queries.chosen_by(db, account.id))
    language = language or account.language
    if not new and language == account.language:
        raise Refusal(say("This is how you have chosen already: there is nothing to record."))
    account.language = language
    _choose(db, account, new, at)
    facts = {"choices": new, "before": before, "language": language}
    _append(db, "choose_notices", account, facts, by.account_id, by.capacity, at)


def stop_notices(db: Db, account: Account, topics: Collection[str], *, by: Viewer, at: datetime) -> bool:
    """Stop some topics for a person, who need not have signed in: whoever has the link may. Twice is once.

    What has been decided and has not gone out is not sent either. Says whether there was anything to stop.
    """
    chosen = queries.chosen_by(db, account.id)
    new, before = rules.changed(dict.fromkeys(sorted(topics), "none"), chosen)
    if not new:
        return False
    _choose(db, account, new, at)
    own = by.account_id == account.id
    facts = {"choices": new, "before": before, "language": account.language}
    _append(db, "stop_notices", account, facts, by.account_id if own else None, by.capacity if own else LINK, at)
    return True


def _choose(db: Db, account: Account, choices: Mapping[str, str], at: datetime) -> None:
    for topic, pace in choices.items():
        db.merge(NoticeChoice(account_id=account.id, topic=topic, pace=pace, chosen_at=at))
    db.flush()


def _append(
    db: Db, act: str, account: Account, facts: Mapping[str, object], actor: int | None, capacity: str, at: datetime
) -> None:
    readers = ["administration", f"account:{account.id}"]
    append(db, act, actor, capacity, Subject("account", account.id), facts, at, readers=readers)


def decide_notices(db: Db, news: queries.News, at: datetime) -> int | None:
    """Decide what was found to be told: a notice for each person and pace, and the marks moved on, all or nothing.

    Short, because it holds the record, in whose queue it waits like an act. None if another process has decided in
    the meantime, so that one has to look again; else how many notices there are to send.
    """
    hold(db)
    rows = db.execute(select(NoticeMark.account_id, NoticeMark.pace, NoticeMark.index))
    now = {(account_id, pace): index for account_id, pace, index in rows}
    if any(now.get(place) != index for place, index in news.marks.items()):
        return None
    decided = [
        {
            "account_id": account_id, "pace": pace, "first": first, "last": last, "key": secrets.token_hex(16),
            "decided_at": at, "failures": 0,
        }
        for (account_id, pace), (first, last) in sorted(news.found.items())
    ]  # fmt: skip
    if decided:
        db.execute(insert(Notice), decided)
    db.execute(
        update(NoticeMark)
        .where(queries.marks_behind(news.until, news.digests_since))
        .values(index=news.until, at=at)
        .execution_options(synchronize_session=False)
    )
    if news.unmarked:
        _mark_everybody(db, news.until, at)
    return len(decided)


def tell_from_now_on(db: Db) -> None:
    """Tell nobody of what has been recorded: without marks, the next round begins at the record's end.

    For a group whose years were played through in one go, and for a copy that was restored to try things on.
    """
    hold(db)
    db.execute(delete(NoticeMark))


def _mark_everybody(db: Db, index: int, at: datetime) -> None:
    """Whoever had an account before there were notices is told from now on."""
    for pace in PACES:
        marked = select(NoticeMark.account_id).where(NoticeMark.pace == pace)
        rows = select(Account.id, literal(pace), literal(index), literal(at, NoticeMark.at.type)).where(
            Account.id.not_in(marked)
        )
        db.execute(insert(NoticeMark).from_select(["account_id", "pace", "index", "at"], rows))


def claim_notice(db: Db, notice_id: int, at: datetime) -> Notice | None:
    """Take it on oneself to send a notice; None if somebody else was faster or it has gone out."""
    claimed = db.execute(
        update(Notice).where(Notice.id == notice_id, queries.to_be_sent(at)).values(claimed_at=at).returning(Notice.id)
    ).scalar_one_or_none()
    return None if claimed is None else db.get(Notice, claimed)


def notice_sent(db: Db, notice_id: int, at: datetime) -> None:
    """Note that a notice has gone out."""
    db.execute(update(Notice).where(Notice.id == notice_id, Notice.sent_at.is_(None)).values(sent_at=at))


def notice_failed(db: Db, notice_id: int, at: datetime) -> None:
    """Note that a notice could not be delivered: it is tried again after a pause that grows."""
    db.execute(
        update(Notice)
        .where(Notice.id == notice_id, Notice.sent_at.is_(None))
        .values(failures=Notice.failures + 1, claimed_at=at)
    )


def drop_notice(db: Db, notice_id: int) -> None:
    """Let go of a notice in which nothing is left to say: stopped, done with or not to be read any more since."""
    db.execute(delete(Notice).where(Notice.id == notice_id, Notice.sent_at.is_(None)))
