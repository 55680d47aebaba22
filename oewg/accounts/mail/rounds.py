"""How does everything that is to be told go out, once, although any process may break off at any step?

A round decides what is to be told (one transaction, in the queue of the record), then takes each notice that has not
gone out: claims it, writes it, has it carried, notes that it has gone out; each in a transaction of its own, and the
carrying in none. Whoever breaks off leaves a claim that runs out after five minutes, and the same notice goes out under
the same key. Rounds of several processes at once share the work.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from email.message import EmailMessage
from typing import cast

from flask import current_app
from flask_babel import force_locale

from config.settings import Settings
from oewg.accounts import actions, queries
from oewg.accounts.door.desk import catch_up, database
from oewg.accounts.mail.carriers import Carrier, OutOfReach
from oewg.accounts.mail.confirmations import send_confirmation
from oewg.accounts.mail.letters import letter
from oewg.accounts.models import Notice
from oewg.accounts.rules.notices import digests_since
from oewg.core.clock import now

NOTICES_AT_ONCE = 500
LOOKS = 5
"""How often a round looks again when other processes decide before it does; what is left then, the next round finds."""


@dataclass
class Round:
    """What came of one round."""

    decided: int = 0
    sent: int = 0
    failed: int = 0
    dropped: int = 0
    """Notices in which nothing was left to say."""


def send_notices(carrier: Carrier, clock: Callable[[], datetime] = now) -> Round:
    """One round: decide what is to be told, and send what has not gone out."""
    catch_up()
    done = Round(decided=decide(clock()))
    with carrier:
        if not _send_confirmations(carrier, clock, done):
            return done
        while waiting := _waiting(clock()):
            for notice_id in waiting:
                if not _send(notice_id, carrier, clock, done):
                    return done
    return done


def _send_confirmations(carrier: Carrier, clock: Callable[[], datetime], done: Round) -> bool:
    """Send the letters that ask whether an address is somebody's; False if there is no use in going on."""
    with database().reading() as db:
        waiting = queries.confirmations_to_send(db, clock(), NOTICES_AT_ONCE)
    for confirmation_id in waiting:
        try:
            sent = send_confirmation(confirmation_id, carrier, clock)
        except OutOfReach:
            done.failed += 1
            return False
        done.sent += sent is True
        done.failed += sent is False
    return True


def decide(at: datetime) -> int:
    """Look what is to be told and decide it: how many notices there are now more to send."""
    settings = settings_here()
    since = digests_since(at, time.fromisoformat(settings.daily_at), settings.zone)
    for _look in range(LOOKS):
        with database().reading() as db:
            news = queries.news(db, at, since)
        if news is None:
            return 0
        with database().writing() as db:
            decided = actions.decide_notices(db, news, at)
        if decided is not None:
            return decided
    return 0


def settings_here() -> Settings:
    """The installation's settings."""
    return cast(Settings, current_app.config["OEWG"])


def _waiting(at: datetime) -> list[int]:
    with database().reading() as db:
        return list(queries.notices_to_send(db, at, NOTICES_AT_ONCE))


def _send(notice_id: int, carrier: Carrier, clock: Callable[[], datetime], done: Round) -> bool:
    """Send one notice, unless somebody else is at it; False if there is no use in going on."""
    notice = claim(notice_id, clock())
    if notice is None:
        return True
    try:
        written = write(notice, clock())
        if written is None:
            drop(notice_id)
            done.dropped += 1
            return True
        carrier.carry(written, notice.key)
    except Exception as error:  # whatever it was, the others must get theirs, and this one is tried again
        logging.getLogger("oewg").error("notice %s was not sent: %s: %s", notice_id, type(error).__name__, error)
        fail(notice_id, clock())
        done.failed += 1
        return not isinstance(error, OutOfReach)
    note_sent(notice_id, clock())
    done.sent += 1
    return True


def claim(notice_id: int, at: datetime) -> Notice | None:
    """Take a notice on oneself, for five minutes."""
    with database().writing() as db:
        found = actions.claim_notice(db, notice_id, at)
        if found is not None:
            db.expunge(found)
        return found


def write(notice: Notice, at: datetime) -> EmailMessage | None:
    """The notice as a letter, worked out from the record as it is now; None if nothing is left to say."""
    settings = settings_here()
    with database().reading() as db:
        account = queries.account(db, notice.account_id)
        with current_app.test_request_context(base_url=settings.address), force_locale(account.language):
            contents = queries.contents(db, notice, at)
            group = queries.working_group(db)
            return letter(notice, account, contents, group, settings) if contents.lines else None


def drop(notice_id: int) -> None:
    """Let go of a notice that has nothing to say any more."""
    with database().writing() as db:
        actions.drop_notice(db, notice_id)


def fail(notice_id: int, at: datetime) -> None:
    """Note that a notice was not taken."""
    with database().writing() as db:
        actions.notice_failed(db, notice_id, at)


def note_sent(notice_id: int, at: datetime) -> None:
    """Note that a notice has gone out."""
    with database().writing() as db:
        actions.notice_sent(db, notice_id, at)
