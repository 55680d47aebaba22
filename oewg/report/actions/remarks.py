"""How is something said of a passage of the draft, and how does it end: resolved, carried over, taken, not taken, withdrawn?

Those who draft read it, and nobody else: no entry that others read says anything of it.
"""

from collections.abc import Mapping
from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.rules.dispositions import quoted
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.record.actions import Subject, append
from oewg.report import queries
from oewg.report.actions.drafting import check_may_revise, revise_section
from oewg.report.models import CarriedRemark, Remark
from oewg.report.rules import remarks as rules
from oewg.report.rules.drafting import check_drafted
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import Provision, Revision

told(
    remark_on_passage=say("Something was said of a passage of the draft report."),
    suggest_words=say("The Chair suggested words for a passage of the draft report."),
    resolve_remark=say("What was said of a passage of the draft report was resolved."),
    carry_remark=say("What was said of a passage of the draft report was carried over to the next edition."),
    take_suggestion=say("Words that the Chair suggested were taken into the draft report."),
    decline_suggestion=say("Words that the Chair suggested were not taken into the draft report."),
    withdraw_suggestion=say("The Chair withdrew words suggested for the draft report."),
)


def remark_on_passage(
    db: Db, provision: Provision, kind: str, words: str, starts: int, ends: int, *, on: int, by: Viewer, at: datetime,
    quote: str | None = None, proposed: str | None = None,
) -> Remark:  # fmt: skip
    """Say or ask something of a stretch of a provision's wording, or (the Chair) suggest words in its place.

    `on` is the revision that was before the eyes, `quote` the words that are meant to stand there.
    """
    check_drafted(queries.draft_of(db, provision).closed_at is not None)
    if provision.removed_at is not None:
        raise Refusal(say("This provision has been removed from the text."))
    revision = text_queries.current_revision(db, provision.id)
    if revision.id != on:
        raise Refusal(
            say("The wording has been changed since you opened it: please mark the passage in the one that stands.")
        )
    starts, ends = quoted(revision.words, starts, ends, quote)
    rules.check_says(kind, words, proposed, revision.words[starts:ends])
    if proposed is not None:
        texts.check_marks(db, provision.text_id, proposed)
    assert by.account_id is not None
    row = Remark(
        provision_id=provision.id, revision_id=revision.id, kind=kind, starts=starts, ends=ends,
        quote=revision.words[starts:ends], words=words, proposed=proposed, said_at=at, said_by=by.account_id,
        capacity=by.acting_as.role if by.acting_as else by.role, end_words="",
    )  # fmt: skip
    db.add(row)
    db.flush()
    facts = {
        "provision": provision.id, "revision": revision.id, "kind": kind, "starts": starts, "ends": ends, "words": words,
        "proposed": proposed,
    }  # fmt: skip
    _append(db, "suggest_words" if kind == "suggestion" else "remark_on_passage", row, facts, by, at)
    return row


def resolve_remark(db: Db, row: Remark, words: str, *, by: Viewer, at: datetime) -> None:
    """Say in a sentence how a comment or a question was resolved."""
    _must_be(row, suggestion=False)
    _check_ends(db, row, by)
    rules.check_sentence(words, "words")
    _end(db, row, "resolved", words, by, at)
    _append(db, "resolve_remark", row, {"words": words}, by, at)


def carry_remark(db: Db, row: Remark, words: str, *, by: Viewer, at: datetime) -> None:
    """Let a remark wait for the edition after the coming one, with the reason; then it is open again."""
    check_drafted(queries.draft_of(db, row.provision).closed_at is not None)
    _check_ends(db, row, by)
    rules.check_sentence(words, "words")
    editions = queries.count_of_editions(db, row.provision.text_id)
    rules.check_carries(queries.remark_state(db, row) == "carried")
    assert by.account_id is not None
    db.add(CarriedRemark(remark_id=row.id, editions=editions, words=words, carried_at=at, carried_by=by.account_id))
    db.flush()
    db.expire(row, ["carried"])
    _append(db, "carry_remark", row, {"words": words, "editions": editions}, by, at)


def take_suggestion(db: Db, row: Remark, nature: str, *, by: Viewer, at: datetime) -> Revision:
    """Put the words that the Chair suggested in the place of the passage: a revision by whoever takes them."""
    _must_be(row, suggestion=True)
    rules.check_open(row.ended_at is not None)
    check_may_revise(db, row.provision, by)
    place = rules.check_takes(queries.place_of(db, row))
    current = text_queries.current_revision(db, row.provision_id)
    words = rules.in_place(current.words, place.starts, place.ends, row.proposed or "")
    made = revise_section(db, row.provision, words, nature, based_on=current.id, by=by, at=at)
    row.made_revision_id = made.id
    _end(db, row, "taken", "", by, at)
    _append(db, "take_suggestion", row, {"revision": made.id, "nature": nature}, by, at)
    return made


def decline_suggestion(db: Db, row: Remark, reason: str, *, by: Viewer, at: datetime) -> None:
    """Leave the words as they stand, with the reason: the Chair reads it."""
    _must_be(row, suggestion=True)
    rules.check_open(row.ended_at is not None)
    check_may_revise(db, row.provision, by)
    rules.check_sentence(reason, "reason")
    _end(db, row, "declined", reason, by, at)
    _append(db, "decline_suggestion", row, {"reason": reason}, by, at)


def withdraw_suggestion(db: Db, row: Remark, *, by: Viewer, at: datetime) -> None:
    """Take back words that one has suggested oneself."""
    _must_be(row, suggestion=True)
    rules.check_open(row.ended_at is not None)
    rules.check_ends(row.said_by == by.account_id, False)
    _end(db, row, "withdrawn", "", by, at)
    _append(db, "withdraw_suggestion", row, {}, by, at)


def _must_be(row: Remark, *, suggestion: bool) -> None:
    if (row.kind == "suggestion") != suggestion:
        raise Refusal(
            say("Suggested words are taken or not taken; a comment or a question is resolved with a sentence.")
        )


def _check_ends(db: Db, row: Remark, by: Viewer) -> None:
    rules.check_open(row.ended_at is not None)
    rules.check_ends(row.said_by == by.account_id, queries.may_revise(db, by, row.provision))


def _end(db: Db, row: Remark, outcome: str, words: str, by: Viewer, at: datetime) -> None:
    row.ended_at, row.ended_by, row.outcome, row.end_words = at, by.account_id, outcome, words
    db.flush()


def _append(db: Db, act: str, row: Remark, facts: Mapping[str, object], by: Viewer, at: datetime) -> None:
    append(db, act, by.account_id, by.capacity, Subject("remark", row.id), facts, at, readers=queries.DRAFTERS)
