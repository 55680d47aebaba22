"""How are the provisions that were read from a file added to a text? All of them in one act of the reader's, each as by itself."""

from collections.abc import Sequence
from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, Refusal, say
from oewg.texts import queries
from oewg.texts.actions.texts import add_provision
from oewg.texts.models import DraftText, Provision
from oewg.texts.rules.incoming import Planned, parents

told(read_in=say("The provisions were read in. Please look through them: the numbers are counted here."))


def read_in(db: Db, text: DraftText, lines: Sequence[Planned], *, by: Viewer, at: datetime) -> list[Provision]:
    """Add provisions in their order to a text that has none yet; footnotes hang on those with which they come."""
    if not lines:
        raise Invalid(say("No paragraph was found in the file: there is nothing to read in."))
    if queries.nodes(db, text.id):
        raise Refusal(say("This text has provisions already. A file is read into a text that has none yet."))
    made: list[Provision] = []
    for one, above in zip(lines, parents(lines), strict=True):
        parent = made[above] if above is not None else None
        made.append(
            add_provision(
                db, text, one.kind, one.words, by=by, at=at, parent=parent, label=one.label or None
            )
        )  # fmt: skip
        for mark, words in one.notes:
            add_provision(db, text, "footnote", words, by=by, at=at, parent=made[-1], mark=mark)
    return made
