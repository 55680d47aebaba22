"""How does a text under negotiation change? Revising, adding, moving, removing, contesting; footnotes with their provisions."""

from collections.abc import Sequence
from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.negotiation import queries
from oewg.negotiation.actions.agreement import reopen
from oewg.negotiation.actions.amendments import each_of, follow_the_wording, inserted_kind, take_out
from oewg.negotiation.actions.speaking import holder_of, must_be_negotiable, must_not_be_agreed, must_not_be_silent
from oewg.negotiation.models import Contest
from oewg.negotiation.rules.amendments import Filing
from oewg.record.actions import Subject, append
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText, Provision, Revision
from oewg.texts.rules.numbering import without_call

told(
    take_in=say("The changes that you chose were taken into the text."),
    contest_editorial=say("A change marked editorial was contested."),
    # What the page says of a footnote; the record has what was added, removed and revised.
    add_footnote=say("A footnote was added: the words call it at their end."),
    remove_footnote=say("A footnote was removed, and taken out of the words that called it."),
)


def revise(
    db: Db, provision: Provision, words: str, nature: str, *, based_on: int, by: Viewer, at: datetime
) -> Revision:
    """Give a provision a new wording. What is agreed ad referendum changes in substance only after it was reopened.

    Open amendments follow the new wording; the sponsors of those that cannot are told.
    """
    if nature == "substantive":
        must_not_be_agreed(db, provision)
    owner = text_queries.stands_in(db, provision)
    before = queries.rebased_amendments(db, provision.id)
    untouched = queries.untouched(db, provision.id, owner.id)
    made = texts.revise(
        db, provision, words, based_on=based_on, nature=nature, by=by, at=at, untouched=untouched
    )  # fmt: skip
    if owner.id != provision.id:
        _with_its_footnote(db, owner, None, nature, by, at, untouched)
    follow_the_wording(db, provision.id, before, by, at)
    return made


def _with_its_footnote(
    db: Db, owner: Provision, words: str | None, nature: str, by: Viewer, at: datetime, untouched: bool
) -> None:
    """Give a provision a new revision because of a footnote: with the same words, or with those that call it.

    What a delegation accepted was the paragraph with its footnotes.
    """
    current = text_queries.current_revision(db, owner.id)
    before = queries.rebased_amendments(db, owner.id)
    texts.revise(
        db, owner, current.words if words is None else words, based_on=current.id, nature=nature, by=by, at=at,
        with_footnote=True, untouched=untouched,
    )  # fmt: skip
    if words is not None:
        follow_the_wording(db, owner.id, before, by, at)


def add_footnote(
    db: Db, provision: Provision, words: str, nature: str = "substantive", *, by: Viewer, at: datetime
) -> Provision:
    """Hang a footnote on a provision, whose words call it from now on, at their end: its mark is chosen here.

    To call it elsewhere, its mark is moved by a new wording.
    """
    if nature == "substantive":
        must_not_be_agreed(db, provision)
    texts.check_marks(db, provision.text_id, words)
    untouched = queries.untouched(db, provision.id)
    note = texts.add_provision(db, provision.text, "footnote", words, parent=provision, by=by, at=at)
    calling = f"{text_queries.current_revision(db, provision.id).words}[^{note.mark}]"
    _with_its_footnote(db, provision, calling, nature, by, at, untouched)
    return note


def add_provision(
    db: Db, text: DraftText, kind: str, words: str, *, by: Viewer, at: datetime, parent: Provision | None = None,
    after: Provision | None = None, alternative: bool = False, nature: str = "substantive",
) -> Provision:  # fmt: skip
    """Add a provision to a text. An alternative is put only beside what is not agreed: it opens the choice again.

    A footnote hangs on its `parent`, of which it becomes a part; `nature` is whether that changes the meaning.
    """
    if kind == "footnote":
        if parent is None or after is not None or parent.text_id != text.id:
            raise Refusal(say("A footnote is added to the provision of this text under which it stands."))
        if parent.removed_at is not None:
            raise Refusal(say("The provision beside or under which it would stand has been removed."))
        return add_footnote(db, parent, words, nature, by=by, at=at)
    if alternative and after is not None and after.removed_at is None:
        must_not_be_agreed(db, after)
    texts.check_marks(db, text.id, words)
    return texts.add_provision(
        db, text, kind, words, by=by, at=at, parent=parent, after=after, alternative=alternative
    )  # fmt: skip


def move_provision(
    db: Db, provision: Provision, *, by: Viewer, at: datetime, after: Provision | None = None, parent: Provision | None = None
) -> None:  # fmt: skip
    """Let a provision stand elsewhere, with its alternatives and all beneath; not what is agreed ad referendum.

    Positions and amendments stay with it.
    """
    for node in texts.check_moves(db, provision, after, parent).together:
        must_not_be_agreed(db, db.get_one(Provision, node.id))
    texts.move_provision(db, provision, by=by, at=at, after=after, parent=parent)


def remove_provision(
    db: Db, provision: Provision, *, by: Viewer, at: datetime, nature: str = "substantive"
) -> None:  # fmt: skip
    """Take a provision out of its text, unless it is agreed ad referendum or a delegation's word on it still stands.

    A footnote is taken out of the words that call it, too; `nature` is whether that changes the meaning of these.
    """
    if provision.removed_at is not None:
        texts.remove_provision(db, provision, by=by, at=at)  # which refuses
    if provision.kind != "footnote":
        must_not_be_agreed(db, provision)
        take_out(db, provision, by, at)
        return
    owner = text_queries.stands_in(db, provision)
    if nature == "substantive":
        must_not_be_agreed(db, owner)
    words = without_call(text_queries.current_revision(db, owner.id).words, provision.mark or "").strip()
    _with_its_footnote(db, owner, words, nature, by, at, queries.untouched(db, provision.id, owner.id))
    texts.remove_provision(db, provision, by=by, at=at)


def take_in(
    db: Db, text: DraftText, filings: Sequence[Filing], nature: str = "substantive", *, by: Viewer, at: datetime
) -> None:  # fmt: skip
    """Take the changes of a file into the text itself: new wordings, provisions that come, move and go; all of them, or none.

    What comes after one provision keeps its order, and what stands under another goes before it.
    """

    def do(one: Filing, provision: Provision, after: Provision | None) -> None:
        if one.kind == "replace":
            revise(db, provision, one.words or "", nature, based_on=one.on, by=by, at=at)
        elif one.kind == "move":
            move_provision(db, provision, after=after, by=by, at=at)
        elif one.kind == "delete":
            remove_provision(db, provision, by=by, at=at)
        else:
            under = provision.kind == "heading" or after is not None
            texts.check_marks(db, text.id, one.words or "")
            texts.add_provision(
                db, text, inserted_kind(provision, under), one.words or "", by=by, at=at, at_first=under,
                parent=provision if under else None, after=None if under else provision,
            )  # fmt: skip

    each_of(db, text, filings, do, lambda place: (_TURNS[filings[place].kind], place * _WAYS[filings[place].kind]))


_TURNS = {"replace": 0, "move": 1, "insert": 2, "delete": 3}
_WAYS = {"replace": 1, "move": 1, "insert": -1, "delete": -1}
"""From the first to the last, or the other way round."""


def contest_editorial(db: Db, revision: Revision, reason: str, *, by: Viewer, at: datetime) -> Contest:
    """Hold that a change marked editorial changes the meaning: earlier support no longer counts for the new wording.

    Of a footnote's change it is the wording of its provision, made with it, that is contested: on that rests the support.
    """
    holder = holder_of(db, by)
    assert holder.delegation_id is not None
    must_not_be_silent(revision.provision.text)
    revision = queries.made_with(db, revision)
    must_be_negotiable(revision.provision)
    if revision.nature != "editorial":
        raise Refusal(say("Only a change that was marked editorial can be contested."))
    if db.get(Contest, (revision.id, holder.delegation_id)) is not None:
        raise Refusal(say("Your delegation contests this change already."))
    contest = Contest(revision_id=revision.id, delegation_id=holder.delegation_id, reason=reason, at=at)
    db.add(contest)
    db.flush()
    facts = {"provision": revision.provision_id, "holder": holder.name, "reason": reason}
    append(db, "contest_editorial", by.account_id, by.capacity, Subject("revision", revision.id), facts, at)
    standing = queries.standing_gavel(db, revision.provision_id)
    if standing is not None and standing.revision_id < revision.id:
        # What was agreed was the wording before this change: the contest reopens it.
        reopen(db, revision.provision, reason, by=by, at=at)
    return contest
