"""What does the letter say that asks whether an address is somebody's, and how does it go out?

Its link is signed and kept nowhere, so the same letter can be written again. It goes out at once, after the act that asked for it was
stored, and otherwise with the next round; whoever breaks off leaves a claim that runs out.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import urlsplit

from flask import current_app, url_for
from flask_babel import force_locale, gettext
from itsdangerous import BadSignature, URLSafeSerializer

from config.settings import Settings
from oewg.accounts import actions, queries
from oewg.accounts.door.desk import database
from oewg.accounts.door.frame import instant
from oewg.accounts.mail.carriers import PLAIN, WITH_ACCENTS, Carrier, OutOfReach, carrier_of
from oewg.accounts.models import Confirmation, WorkingGroup
from oewg.core.clock import now
from oewg.core.errors import NotFound, say

SUBJECTS = {
    "registration": say("OEWG: please confirm your address"),
    "representative": say("OEWG: you are invited to act for an organization"),
}
WORDS = {
    "registration": say(
        "Somebody, most likely you, registered %(name)s with the working group under this address. Nothing is put before the secretariat until you confirm that the address is yours:"
    ),
    "representative": say(
        "The focal point of %(name)s invites you to act for it at the working group. If you agree, confirm that this address is yours:"
    ),
}  # fmt: skip
"""Purpose -> what the letter says before the link."""


def signed(confirmation: Confirmation, secret_key: str) -> str:
    """The link's token."""
    return str(_serializer(secret_key).dumps([confirmation.id, confirmation.key]))


def read(token: str, secret_key: str) -> tuple[int, str]:
    """Which confirmation a token is for, and its key; NotFound for one that was not written here."""
    try:
        number, key = _serializer(secret_key).loads(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise NotFound from error
    return number, key


def _serializer(secret_key: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret_key, salt="oewg.confirm-address")


def letter(asked: Confirmation, group: WorkingGroup | None, settings: Settings) -> EmailMessage:
    """The whole letter. Asked within a request at the house's own address and in the language of the confirmation."""
    email = asked.email or ""
    found = EmailMessage(policy=PLAIN if email.isascii() else WITH_ACCENTS)
    host = urlsplit(settings.address).hostname or "localhost"
    found["From"] = settings.mail_from
    name, _, domain = email.rpartition("@")
    found["To"] = Address(username=name, domain=domain)
    found["Subject"] = gettext(SUBJECTS[asked.purpose])
    found["Date"] = asked.since
    found["Message-ID"] = f"<{asked.key}@{host}>"
    found["Auto-Submitted"] = "auto-generated"
    link = url_for("consultations.confirmation", token=signed(asked, settings.secret_key), _external=True)
    until = instant(asked.expires_at, settings.zone)
    lines = [
        group.name if group else gettext("Open-ended working group"),
        *([group.exercise] if group and group.exercise else []),
        "",
        gettext(WORDS[asked.purpose], name=asked.name),
        link,
        "",
        gettext("The link can be used once, until %(until)s.", until=until),
        gettext("If this was not you, do nothing: then nothing is kept, and nobody writes to you again."),
    ]
    found.set_content("\n".join(lines) + "\n")
    found["Content-Language"] = asked.language
    return found


def send_now(confirmation_id: int) -> None:
    """Send a letter at once, when what asks for it has been stored; if it cannot be, the next round does."""
    with suppress(OutOfReach), carrier_of(current_app.config["OEWG"]) as carrier:
        send_confirmation(confirmation_id, carrier, now)


def send_confirmation(confirmation_id: int, carrier: Carrier, clock: Callable[[], datetime]) -> bool | None:
    """Send one letter, unless somebody else is at it: True if it has gone out, False if it was not taken; None if neither."""
    with database().writing() as db:
        asked = actions.claim_confirmation(db, confirmation_id, clock())
        if asked is None:
            return None
        group = queries.working_group(db)
        db.expunge_all()
    settings: Settings = current_app.config["OEWG"]
    try:
        with current_app.test_request_context(base_url=settings.address), force_locale(asked.language):
            written = letter(asked, group, settings)
        carrier.carry(written, asked.key)
    except Exception as error:  # whatever it was, the person can go on, and the next round tries again
        logging.getLogger("oewg").error(
            "confirmation %s was not sent: %s: %s", confirmation_id, type(error).__name__, error
        )
        with database().writing() as db:
            actions.confirmation_failed(db, confirmation_id, clock())
        if isinstance(error, OutOfReach):
            raise
        return False
    with database().writing() as db:
        actions.confirmation_sent(db, confirmation_id, clock())
    return True
