"""Whom does it concern which documents there are, and which document is it?"""

from collections.abc import Collection, Mapping, Sequence

from oewg.accounts.queries import concerns, describes, everybody, titled
from oewg.accounts.rules.notices import SIGNED_IN, Whom, topic
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.record.queries import Addressed
from oewg.texts.models import Document


def when_issued(_db: Db, entries: Sequence[Addressed]) -> Mapping[int, Collection[Whom]]:
    """A translation concerns everybody when it is issued; until then it is the secretariat's work."""
    return {entry.said.index: [Whom("public")] for entry in entries if entry.said.facts.get("state") == "issued"}


topic(
    "documents", say("Documents that are registered, issued in another language, and withdrawn; texts that become official in another language"),
    why=say("Everybody who takes part is told which documents there are."), roles=SIGNED_IN, pace="daily", place=82,
)  # fmt: skip
concerns(
    "documents",
    register_document=everybody,
    withdraw_document=everybody,
    set_translation=when_issued,
    make_official=everybody,
)
describes(
    document=titled(
        say("%(symbol)s, %(title)s"), "texts.document", "document_id", Document.id, symbol=Document.symbol,
        title=Document.title,
    )
)  # fmt: skip
