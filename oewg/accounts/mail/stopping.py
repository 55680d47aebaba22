"""What does the link say that stops notices? Whose, and which; signed, so that nobody stops what is another's."""

from typing import NamedTuple

from itsdangerous import BadSignature, URLSafeSerializer

from oewg.core.errors import NotFound

KINDS = ("all", "topic", "notice", "quiet")


class Link(NamedTuple):
    """What a link stops for a person: everything; one topic; what a notice was about, or what it only hinted at.

    It can be read by whoever reads the letter, so for what is not for everybody it names the notice, not the topic.
    """

    account_id: int
    kind: str
    which: str = ""
    """The topic's key, or the number of the notice."""


def signed(link: Link, secret_key: str) -> str:
    """The link's token. It does not expire: a letter may be a year old when somebody wants no more of them."""
    return str(_serializer(secret_key).dumps(list(link)))


def read(token: str, secret_key: str) -> Link:
    """What a token says, or NotFound."""
    try:
        account_id, kind, which = _serializer(secret_key).loads(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise NotFound from error
    return Link(account_id, kind, which)


def _serializer(secret_key: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret_key, salt="oewg.stop-notices")
