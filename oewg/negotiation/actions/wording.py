"""How does the wording of a text under negotiation change? Revising, removing, contesting."""

from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.negotiation import queries
from oewg.negotiation.actions.agreement import reopen
from oewg.negotiation.actions.amendments import follow_the_wording
from oewg.negotiation.actions.speaking import (
    holder_of,
    must_be_free,
    must_be_negotiable,
    must_not_be_agreed,
    must_not_be_silent,
)
from oewg.negotiation.models import Contest
from oewg.record.actions import Subject, append
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import Provision, Revision

told(contest_editorial=say("A change marked editorial was contested."))


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
        # What a delegation accepted was the paragraph with its footnotes: the paragraph has a new revision too.
        current = text_queries.current_revision(db, owner.id)
        texts.revise(
            db, owner, current.words, based_on=current.id, nature=nature, by=by, at=at, with_footnote=True,
            untouched=untouched,
        )  # fmt: skip
    follow_the_wording(db, provision.id, before, by, at)
    return made


def remove_provision(db: Db, provision: Provision, *, by: Viewer, at: datetime) -> None:
    """Take a provision out of its text, unless it is agreed ad referendum or a delegation's word on it still stands."""
    if provision.removed_at is None:
        must_not_be_agreed(db, provision)
        must_be_free(db, provision, by)
    texts.remove_provision(db, provision, by=by, at=at)


def contest_editorial(db: Db, revision: Revision, reason: str, *, by: Viewer, at: datetime) -> Contest:
    """Hold that a change marked editorial changes the meaning: earlier support no longer counts for the new wording."""
    holder = holder_of(db, by)
    assert holder.delegation_id is not None
    must_be_negotiable(text_queries.stands_in(db, revision.provision))
    must_not_be_silent(revision.provision.text)
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
