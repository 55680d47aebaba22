"""Was this public form sent by somebody, or by a machine that sends thousands? The page asks for a little work first.

    @pages.post("/organizations/register")
    @asks("register_organization", again=register, proof=True)            the view
    {{ proof(f, 'consultations.register_organization') }}                 the form, from macros/forms.html: the endpoint it goes to

What is asked for stands signed in the page, so nothing is kept until the form is sent; then its nonce is, so that a page is good
for one form. Without an answer (no scripts) the form waits, counted from when its page was opened, and is sent again by hand.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import current_app, g, request
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from config.settings import Settings
from oewg.accounts.door.desk import database
from oewg.accounts.models import UsedProof
from oewg.accounts.rules import proofs as rules
from oewg.core.clock import now
from oewg.core.database import Db
from oewg.core.errors import Refusal, say


@dataclass(frozen=True)
class Challenge:
    """What a page asks for: signed, for one endpoint, from one instant on."""

    token: str
    endpoint: str
    nonce: str
    bits: int
    opened_at: datetime
    wait: int = 0
    """Seconds that the form has still to wait, once it was sent without an answer."""
    waits_in_all: int = 0


class Waiting(Refusal):
    """The form was sent without an answer, and waits: its page is shown again, with what was typed, and says how long."""

    status = 200  # nothing is wrong with it; the answer bears another status, which sends programs away

    def __init__(self, seconds: int) -> None:
        super().__init__(say("The form has to wait."))
        self.seconds = seconds


def challenge(endpoint: str) -> Challenge | None:
    """What the form that goes to an endpoint asks for; none where the settings ask for nothing. The page is not kept."""
    settings: Settings = current_app.config["OEWG"]
    g.not_kept = True
    if not settings.proof_bits:
        return None
    if "waiting_challenge" in g:
        return g.waiting_challenge  # type: ignore[no-any-return]
    at = now()
    bits = rules.bits_now(settings.proof_bits, _sent_lately(g.desk.db, at))
    nonce, opened = secrets.token_hex(16), int(at.timestamp())
    token = str(_serializer().dumps([endpoint, nonce, bits, opened]))
    return Challenge(token, endpoint, nonce, bits, datetime.fromtimestamp(opened, UTC))


def check_proof(digest: str) -> None:
    """Let a form in that was sent with the work done, or after having waited; `digest` is that of what was sent but for passwords.

    In a transaction of its own and for good: a form that is refused afterwards has used its page all the same, or one page
    would be good for trying a thousand addresses.
    """
    settings: Settings = current_app.config["OEWG"]
    if not settings.proof_bits:
        return
    at = now()
    asked = _read(request.form.get("challenge", ""), request.endpoint or "", at)
    answer = request.form.get("proof", "")
    if answer and not rules.is_solved(asked.nonce, answer, asked.bits):
        raise Refusal(say("The work that this page asked of your browser is not done. Please send it again."))
    with database().writing() as db:
        if not answer:
            _check_has_waited(db, asked, settings.proof_wait, at)
        db.execute(delete(UsedProof).where(UsedProof.used_at <= at - rules.PAGE_LASTS))
        way = "worked" if answer else "waited"
        _use(db, UsedProof(nonce=asked.nonce, sent=_with_passwords(digest), way=way, used_at=at))


def _with_passwords(digest: str) -> str:
    """The digest of all that was sent. Keyed, or a password could be found out by trying digests."""
    passwords = [item for item in sorted(request.form.items(multi=True)) if "password" in item[0]]
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(key, repr((digest, passwords)).encode(), hashlib.sha256).hexdigest()


def _read(token: str, endpoint: str, at: datetime) -> Challenge:
    try:
        for_endpoint, nonce, bits, opened = _serializer().loads(token)
        opened_at = datetime.fromtimestamp(opened, UTC)
    except (BadSignature, ValueError, TypeError, OverflowError) as error:
        raise Refusal(say("This form was not sent from its page. Please send it again from here.")) from error
    if for_endpoint != endpoint:
        raise Refusal(say("This form was not sent from its page. Please send it again from here."))
    if at - opened_at > rules.PAGE_LASTS:
        raise Refusal(say("This page was opened long ago. What you typed is still here: please send it again."))
    return Challenge(token, endpoint, nonce, bits, opened_at)


def _check_has_waited(db: Db, asked: Challenge, usual: int, at: datetime) -> None:
    waited = select(func.count()).where(UsedProof.way == "waited", UsedProof.used_at > at - rules.LATELY)
    in_all = rules.wait_now(usual, db.scalar(waited) or 0)
    left = asked.opened_at + timedelta(seconds=in_all) - at
    if left > timedelta():
        seconds = int(left.total_seconds()) + 1
        g.waiting_challenge = Challenge(
            asked.token, asked.endpoint, asked.nonce, asked.bits, asked.opened_at, seconds, in_all
        )
        raise Waiting(seconds)


def _use(db: Db, used: UsedProof) -> None:
    """Use a page's nonce up; the very same form sent once more is a button pressed twice, and goes on to its answer."""
    try:
        with db.begin_nested():
            db.execute(
                insert(UsedProof).values(nonce=used.nonce, sent=used.sent, way=used.way, used_at=used.used_at)
            )  # fmt: skip
    except IntegrityError as error:
        if db.scalar(select(UsedProof.sent).where(UsedProof.nonce == used.nonce)) != used.sent:
            raise Refusal(
                say("A form has been sent from this page already. What you typed is still here: please send it again.")
            ) from error


def _sent_lately(db: Db, at: datetime) -> int:
    return db.scalar(select(func.count()).where(UsedProof.used_at > at - rules.LATELY)) or 0


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="oewg.proof")
