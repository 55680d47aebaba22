"""When may what was put in be published or sent back? For form alone and never for opinion, once, as its authors consented."""

from dataclasses import dataclass
from datetime import datetime

from oewg.core.errors import Refusal, say


@dataclass(frozen=True)
class Kind:
    """How the refusals speak of one kind of input."""

    published: str
    returned: str
    kept: str
    """Why what its authors did not consent to publish is of use all the same."""
    withdrawn: str = ""
    """A submission is replaced by a later version, and not withdrawn."""


SUBMISSION = Kind(
    published=say("This submission has been published already."),
    returned=say("This submission was sent back for repair; its authors send a new version."),
    kept=say("Its authors did not consent to publication; it is kept on record and can be tied all the same."),
)
CONTRIBUTION = Kind(
    published=say("This contribution has been published already."),
    returned=say("This contribution was sent back for repair; its authors post another."),
    kept=say("Its authors did not consent to publication; the summary can tell of it all the same."),
    withdrawn=say("Its organization has withdrawn this contribution."),
)


def check_publishable(
    kind: Kind, consent: str, published_at: datetime | None, returned_at: datetime | None,
    withdrawn_at: datetime | None = None,
) -> None:  # fmt: skip
    """Refuse to publish without consent, twice, or what was sent back or withdrawn."""
    if consent == "not_published":
        raise Refusal(kind.kept)
    check_waiting(kind, published_at, returned_at, withdrawn_at)


def check_waiting(
    kind: Kind, published_at: datetime | None, returned_at: datetime | None, withdrawn_at: datetime | None = None
) -> None:
    """Refuse to moderate what has been moderated or withdrawn."""
    if withdrawn_at is not None:
        raise Refusal(kind.withdrawn)
    if published_at is not None:
        raise Refusal(kind.published)
    if returned_at is not None:
        raise Refusal(kind.returned)
