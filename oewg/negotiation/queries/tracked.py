"""What does a delegation's Word file propose for a text as it now stands?"""

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import select

from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.negotiation.queries.amendments import own_amendments
from oewg.negotiation.queries.states import changes_of
from oewg.negotiation.rules.tracked import Standing, Understanding, drafts
from oewg.texts import queries as texts
from oewg.texts.documents.docx.reading import ReadFile
from oewg.texts.models import Provision, Revision
from oewg.texts.rules.numbering import calls

ON_RECORD = say("This very amendment stands on record already, in the name of your delegation or group.")


def understand_file(db: Db, text_id: int, file: ReadFile) -> Understanding:
    """The amendments that a file proposes: a fixed number of queries, however long the text."""
    removed = db.scalars(select(Provision.id).where(Provision.text_id == text_id, Provision.removed_at.is_not(None)))
    return drafts(file, _standing(db, text_id), removed.all())


def with_doubts(db: Db, found: Understanding, viewer: Viewer) -> Understanding:
    """The same, with a doubt at each amendment that the viewer's delegation, or its group, has filed already."""
    own = {(a.kind, a.provision_id, a.revision_id, a.words, a.after_id) for a in own_amendments(db, viewer)}
    made = [
        replace(one, doubt=ON_RECORD) if (one.kind, one.provision_id, one.on, one.words, one.after) in own else one
        for one in found.drafts
    ]
    return replace(found, drafts=tuple(made))


def _standing(db: Db, text_id: int) -> list[Standing]:
    lines = texts.lines(db, text_id)
    ids = [line.provision_id for line in lines]
    had: dict[int, dict[int, str]] = defaultdict(dict)
    for row in db.scalars(select(Revision).where(Revision.provision_id.in_(ids)).order_by(Revision.id)):
        had[row.provision_id][row.id] = row.words
    changes = changes_of(db, ids)
    notes = {note.mark: note.words for line in lines for note in line.notes}
    return [
        Standing(
            line.provision_id, line.revision_id, line.kind, line.number, line.level, line.words, had[line.provision_id],
            frozenset(change.revision_id for change in changes[line.provision_id] if change.substantive),
            {
                mark: notes[mark]
                for mark in dict.fromkeys(
                    [*_called(had[line.provision_id]), *(note.mark for note in line.notes)]
                )
                if mark in notes
            },
        )
        for line in lines
    ]  # fmt: skip


def _called(had: dict[int, str]) -> list[str]:
    """The footnotes that a provision calls, or called, those of its latest wording first."""
    return [mark for revision in sorted(had, reverse=True) for mark in sorted(calls(had[revision]))]
