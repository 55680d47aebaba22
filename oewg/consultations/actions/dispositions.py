"""How is it said what became of input: passages marked, tied, said anew, taken back, suggestions dismissed?"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import func, select

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.models import Bearing, Dismissal, Passage, Submission
from oewg.consultations.rules import dispositions as rules
from oewg.consultations.rules.input import check_current
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotFound, Refusal, say
from oewg.mandate.models import Element
from oewg.record.actions import Subject, append
from oewg.texts import queries as texts
from oewg.texts.models import Provision

told(
    mark_passage=say("A passage of a submission was marked."),
    unmark_passage=say("The mark was taken from a passage."),
    tie_submission=say("A submission was tied to what it bears on."),
    untie_submission=say("What was said of a submission was taken back."),
    dismiss_suggestion=say("A suggestion was dismissed."),
)

SECRETARIAT: Collection[str] = ("secretariat",)


def mark_passage(
    db: Db, submission: Submission, starts: int, ends: int, quote: str | None = None, *, by: Viewer, at: datetime
) -> Passage:
    """Mark a stretch of a submission's words; `quote`: the words that are meant to stand there.

    A stretch that is marked already is that passage, and nothing is recorded.
    """
    _must_stand(db, submission)
    words = queries.words_of(submission)
    starts, ends = rules.quoted(words, starts, ends, quote)
    same = (Passage.submission_id == submission.id, Passage.starts == starts, Passage.ends == ends)
    found = db.scalars(select(Passage).where(*same)).one_or_none()
    if found is not None:
        return found
    passage = Passage(submission_id=submission.id, starts=starts, ends=ends, quote=words[starts:ends], marked_at=at)
    db.add(passage)
    db.flush()
    # Not the words themselves: of a submission that is published in part, they may be what is left out.
    _append(db, "mark_passage", submission, {"passage": passage.id, "starts": starts, "ends": ends}, by, at)
    return passage


def quote_anew(db: Db, submission: Submission) -> None:
    """Let the passages of a submission quote its words as they are now, after something in them was blacked out.

    Blacking out keeps the length, so every passage stays where it is; no entry of the record says more than that act's own.
    """
    for passage in db.scalars(select(Passage).where(Passage.submission_id == submission.id)):
        passage.quote = queries.quote_of(passage, submission)
    db.flush()


def unmark_passage(db: Db, passage: Passage, *, by: Viewer, at: datetime) -> None:
    """Take the mark from a passage of which nothing was ever said."""
    said = db.scalar(select(func.count()).select_from(Bearing).where(Bearing.passage_id == passage.id)) or 0
    rules.check_unmark(said)
    submission = db.get_one(Submission, passage.submission_id)
    _append(db, "unmark_passage", submission, {"passage": passage.id}, by, at)
    db.delete(passage)
    db.flush()


def tie_submission(
    db: Db, submission: Submission, place: Provision | Element | None, disposition: str, reason: str, *,
    by: Viewer, at: datetime, passage: Passage | None = None,
) -> Bearing:  # fmt: skip
    """Say what became of a submission, or of a passage of it, in a provision or on an element, in a sentence of reason.

    What is outside the mandate may rest nowhere (none). Said again of the same place, what was said before ends.
    """
    provision = place if isinstance(place, Provision) else None
    element = place if isinstance(place, Element) else None
    _must_stand(db, submission)
    rules.check_tie(None, provision is not None and provision.removed_at is not None)
    rules.check_place("provision" if provision else "element" if element else "", disposition)
    if passage is not None and passage.submission_id != submission.id:
        raise NotFound
    bearing = Bearing(
        submission_id=submission.id,
        passage_id=passage.id if passage else None,
        provision_id=provision.id if provision else None,
        revision_id=texts.current_revision(db, provision.id).id if provision else None,
        element_id=element.id if element else None,
        disposition=disposition,
        reason=reason,
        tied_at=at,
        end_reason="",
    )
    before = queries.said_of_it(db, bearing)
    if before is not None:
        same = (before.bearing.disposition, before.bearing.reason)
        rules.check_said_anew(same, (disposition, reason), bool(before.earlier))
        before.bearing.ended_at = at
        db.flush()
    db.add(bearing)
    db.flush()
    facts = {
        "bearing": bearing.id,
        "passage": bearing.passage_id,
        "provision": bearing.provision_id,
        "revision": bearing.revision_id,
        "element": bearing.element_id,
        "disposition": disposition,
        "reason": reason,
        "in_place_of": before.bearing.id if before else None,
    }
    _append(db, "tie_submission", submission, facts, by, at)
    db.expire(submission, ["bearings"])
    return bearing


def carry_over(db: Db, submission: Submission, *, by: Viewer, at: datetime) -> int:
    """Say of a later version what was said of the earlier one, as far as its passages and provisions stand; how much that was.

    What was said of the earlier version stays said of it.
    """
    received, several = queries.words_as_received(db, submission), 0
    for one in queries.said_of_earlier(db, submission):
        row, passage = one.bearing, None
        if row.passage is not None:
            # What was blacked out in one version may not be in the other: what was received is compared.
            before = queries.words_as_received(db, row.submission)[row.passage.starts : row.passage.ends]
            stretch = rules.found_again(before, received)
            if stretch is None or not rules.count(queries.words_of(submission)[slice(*stretch)]):
                continue
            passage = mark_passage(db, submission, *stretch, by=by, at=at)
        if one.earlier == "removed":
            continue
        place = row.provision or row.element
        tie_submission(db, submission, place, row.disposition, row.reason, by=by, at=at, passage=passage)
        several += 1
    rules.check_carried(several)
    return several


def untie_submission(db: Db, bearing: Bearing, reason: str, *, by: Viewer, at: datetime) -> None:
    """Take back what was said of a submission, with the reason: it stays readable, and the submission waits anew."""
    if not reason:
        raise Invalid(say("Say why it is taken back."), {"reason": say("Please give a reason.")})
    rules.check_ended(bearing.ended_at)
    bearing.ended_at, bearing.end_reason = at, reason
    db.flush()
    submission = db.get_one(Submission, bearing.submission_id)
    _append(db, "untie_submission", submission, {"bearing": bearing.id, "reason": reason}, by, at)
    db.expire(submission, ["bearings"])


def dismiss_suggestion(
    db: Db, submission: Submission, starts: int, ends: int, provision: Provision, *, by: Viewer, at: datetime
) -> Dismissal:
    """Say that a stretch of a submission does not speak of what a provision says now: it is not offered again."""
    rules.quoted(queries.words_of(submission), starts, ends)
    revision = texts.current_revision(db, provision.id)
    dismissal = Dismissal(
        submission_id=submission.id, starts=starts, ends=ends, revision_id=revision.id, dismissed_at=at
    )
    same = select(Dismissal.id).where(
        Dismissal.submission_id == submission.id, Dismissal.starts == starts, Dismissal.ends == ends,
        Dismissal.revision_id == revision.id,
    )  # fmt: skip
    if db.scalars(same).first() is not None:
        raise Refusal(say("This suggestion has been dismissed already."))
    db.add(dismissal)
    db.flush()
    facts = {"starts": starts, "ends": ends, "provision": provision.id, "revision": revision.id}
    subject = Subject("submission", submission.id)
    append(db, "dismiss_suggestion", by.account_id, by.capacity, subject, facts, at, readers=SECRETARIAT)
    return dismissal


def _must_stand(db: Db, submission: Submission) -> None:
    rules.check_tie(submission.returned_at, False)
    check_current(not queries.is_standing(db, submission))


def _append(
    db: Db, act: str, submission: Submission, facts: Mapping[str, object], by: Viewer, at: datetime
) -> None:  # fmt: skip
    append(
        db, act, by.account_id, by.capacity, Subject("submission", submission.id), facts, at,
        readers=queries.readers_of_submission(submission),
    )  # fmt: skip
