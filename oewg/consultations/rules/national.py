"""When does a delegation publish its views? When it agrees, and only what stands. Paragraph 4 of the resolution."""

from datetime import datetime

from oewg.core.errors import NotAllowed, Refusal, say


def check_own(own: bool) -> None:
    """Refuse to agree for another delegation."""
    if not own:
        raise NotAllowed(say("Only the delegation whose views these are agrees to their publication."))


def check_publishes(published_at: datetime | None, replaced: bool) -> None:
    """Refuse to publish twice, or what a later version has replaced."""
    if published_at is not None:
        raise Refusal(say("These views are published already."))
    if replaced:
        raise Refusal(say("Your delegation has sent a later version, which replaces this one: please open that."))
