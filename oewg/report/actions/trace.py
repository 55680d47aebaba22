"""How is it recorded what a provision rests on, where that cannot be derived? Tied in a sentence, and untied with a reason."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import NationalView
from oewg.core.database import Db
from oewg.core.errors import Invalid, say
from oewg.meetings import queries as meetings
from oewg.meetings.models import Decision, Statement
from oewg.meetings.rules.statements import own_audiences
from oewg.meetings.rules.statements import readers_of as readers_of_statement
from oewg.record.actions import Subject, append
from oewg.report.models import SourceTie
from oewg.report.rules import trace as rules
from oewg.texts import queries as texts
from oewg.texts.models import Provision

told(
    tie_source=say("It was recorded on what a provision rests."),
    untie_source=say("What a provision was said to rest on was taken back."),
)

Source = Statement | NationalView | Decision | Provision
_COLUMN: dict[type[Source], str] = {
    Statement: "statement", NationalView: "view", Decision: "decision", Provision: "paragraph",
}  # fmt: skip


def tie_source(
    db: Db, provision: Provision, source: Source, sentence: str, *, by: Viewer, at: datetime
) -> SourceTie:  # fmt: skip
    """Record, in a sentence, that a provision rests on a statement, a State's view, a decision or another text's paragraph.

    What was said of the two before ends, and stays on record.
    """
    if not sentence.strip():
        raise Invalid(say("Say in a sentence how it rests on it."), {"sentence": say("Please fill this in.")})
    rules.check_tie(provision.kind, provision.text.negotiated, provision.removed_at is not None)
    if isinstance(source, Provision):
        rules.check_paragraph(source.text_id, provision.text_id, source.kind)
    kind = _COLUMN[type(source)]
    column = getattr(SourceTie, f"{kind}_id")
    standing = select(SourceTie).where(
        SourceTie.provision_id == provision.id, column == source.id, SourceTie.ended_at.is_(None)
    )
    before = db.scalars(standing).one_or_none()
    if before is not None:
        rules.check_said_anew(before.sentence, sentence)
        before.ended_at = at
        db.flush()
    tie = SourceTie(
        provision_id=provision.id, revision_id=texts.current_revision(db, provision.id).id, sentence=sentence, tied_at=at,
        end_reason="", **{f"{kind}_id": source.id},
    )  # fmt: skip
    db.add(tie)
    db.flush()
    facts = {
        "provision": provision.id, "revision": tie.revision_id, "kind": kind, "source": source.id, "sentence": sentence,
        "in_place_of": before.id if before else None,
    }  # fmt: skip
    _append(db, "tie_source", tie, source, facts, by, at)
    return tie


def untie_source(db: Db, tie: SourceTie, reason: str, *, by: Viewer, at: datetime) -> None:
    """Take back that a provision rests on something, with the reason: it stays readable."""
    if not reason.strip():
        raise Invalid(say("Say why it is taken back."), {"reason": say("Please give a reason.")})
    rules.check_ended(tie.ended_at is not None)
    tie.ended_at, tie.end_reason = at, reason
    db.flush()
    source = tie.statement or tie.view or tie.decision or tie.paragraph
    assert source is not None
    _append(db, "untie_source", tie, source, {"provision": tie.provision_id, "reason": reason}, by, at)


def _append(
    db: Db, act: str, tie: SourceTie, source: Source, facts: dict[str, object], by: Viewer, at: datetime
) -> None:
    append(
        db, act, by.account_id, by.capacity, Subject("source_tie", tie.id), facts, at, readers=_readers(source)
    )  # fmt: skip


def _readers(source: Source) -> Collection[str]:
    """Who may read in the record that something was tied: whoever may read what it was tied to."""
    if isinstance(source, Statement):
        own = own_audiences(
            source.delegation.code if source.delegation else None, source.group.code if source.group else None,
            source.organization_id,
        )  # fmt: skip
        now = meetings.standing(source)
        return readers_of_statement(own, now, now)
    if isinstance(source, NationalView) and source.published_at is None:
        return ("delegations",)
    return ("public",)
