"""How is input sent and published?"""

from collections.abc import Mapping
from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.actions.drafts import check_author, end_draft
from oewg.consultations.actions.joint import ask_to_sign
from oewg.consultations.models import (
    Call,
    Submission,
    SubmissionAnswer,
    SubmissionFile,
)
from oewg.consultations.rules import input as rules
from oewg.consultations.rules import submissions as form_rules
from oewg.consultations.rules.calls import check_accepts
from oewg.consultations.rules.moderation import SUBMISSION, check_publishable, check_waiting
from oewg.core.clock import on_the_clocks
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotAllowed, Refusal, say
from oewg.record.actions import Subject, append

NO_ANSWERS: Mapping[int, str] = {}

told(
    submit=say("A submission was received."),
    publish_submission=say("A submission was published."),
    return_submission=say("A submission was sent back for repair."),
)


def submit(
    db: Db, call: Call, title: str, words: str, consent: str, *, by: Viewer, at: datetime, language: str = "en",
    answers: Mapping[int, str] = NO_ANSWERS,
) -> Submission:  # fmt: skip
    """Answer a call, in time, for the viewer's accredited organization; a later version replaces, the earlier stays.

    `answers`: question -> words. What is attached to the draft goes with it, and the draft is gone. Those who were asked to
    co-sign the version before, and have not declined, are asked again: they signed other words.
    """
    check_author(db, call, by, at)
    if call.addressed_to != "organizations" or by.organization_id is None or by.account_id is None:
        raise NotAllowed(say("Only an organization’s representative answers a call for input."))
    draft = queries.draft(db, call.id, by)
    files = [one.file for one in draft.files] if draft else []
    said = [(one, answers[one.id]) for one in call.questions if answers.get(one.id)]
    if answers.keys() - {one.id for one in call.questions}:
        raise Invalid(say("The call does not ask this question."))
    parts = [words, *(each for _, each in said)]
    check_accepts(
        [each.language for each in call.languages], call.most_words, call.most_files, language, parts, len(files)
    )
    rules.check_consent(queries.published_consent(db, call.id, by.organization_id), consent)
    before = queries.latest_version(db, call.id, by.organization_id)
    digest = form_rules.digest_of(title, words, [each for _, each in said], [file.digest for file in files])
    if before and (before.digest, before.language, before.consent) == (digest, language, consent):
        raise Refusal(say("This is the same as the version that you sent before: there is nothing to record."))
    submission = Submission(
        call_id=call.id,
        organization_id=by.organization_id,
        version=before.version + 1 if before else 1,
        title=title,
        words=words,
        language=language,
        consent=consent,
        digest=digest,
        submitted_at=at,
        submitted_by=by.account_id,
        return_reason="",
        answers=[SubmissionAnswer(question_id=one.id, words=each) for one, each in said],
        files=[SubmissionFile(place=place, file_id=file.id) for place, file in enumerate(files, start=1)],
    )
    db.add(submission)
    db.flush()
    facts = {
        "call": call.id,
        "organization": by.organization_id,
        "version": submission.version,
        "title": title,
        "words": words,
        "answers": [[one.id, each] for one, each in said],
        "files": [[file.id, file.digest] for file in files],
        "language": language,
        "consent": consent,
        "digest": digest,
    }
    append(
        db, "submit", by.account_id, by.capacity, Subject("submission", submission.id), facts, at,
        readers=("secretariat", f"organization:{by.organization_id}"),
    )  # fmt: skip
    if draft is not None:
        end_draft(db, draft)
    for signature in before.signatures if before else ():
        if signature.answer != "declined":
            ask_to_sign(db, submission, signature.organization_id, by, at)
    return submission


def publish_submission(db: Db, submission: Submission, *, by: Viewer, at: datetime) -> None:
    """Publish a submission whose form is in order, as its authors consented: by name or without.

    The public entry says by which digest it is known and not its words, which could not be taken back from it.
    """
    rules.check_current(queries.is_replaced(db, submission))
    check_publishable(SUBMISSION, submission.consent, submission.published_at, submission.returned_at)
    until = queries.signing_until(db, submission)
    unanswered = sum(one.answer is None for one in submission.signatures)
    form_rules.check_signing_over(unanswered, until, at, on_the_clocks(until, submission.call.zone))
    submission.published_at = at
    db.flush()
    named = submission.consent == "named"
    facts = {
        "digest": published_digest(submission),
        "organization": submission.organization_id if named else None,
        "co_signers": sorted(
            one.organization_id for one in submission.signatures if named and one.answer == "accepted"
        ),
    }
    append(db, "publish_submission", by.account_id, by.capacity, Subject("submission", submission.id), facts, at)


def published_digest(submission: Submission) -> str:
    """The digest of a submission as it is published: with what is blacked out black, and with redacted copies."""
    said = sorted(submission.answers, key=lambda each: each.question.place)
    files = [(one.copy or one.file).digest for one in submission.files]
    return form_rules.digest_of(submission.title, submission.words, [each.words for each in said], files)


def return_submission(
    db: Db, submission: Submission, ground: str, reason: str, repair_until: datetime, *, by: Viewer, at: datetime
) -> None:
    """Send a submission back for its form, never for its opinion: on a published ground, with a sentence.

    It may be repaired until an instant, even if the call closes before.
    """
    if not reason:
        raise Invalid(say("Say what in the form has to be repaired."), {"reason": say("Please give a reason.")})
    rules.check_current(queries.is_replaced(db, submission))
    check_waiting(SUBMISSION, submission.published_at, submission.returned_at)
    form_rules.check_repair(repair_until, at)
    submission.returned_at, submission.return_ground, submission.return_reason = at, ground, reason
    submission.repair_until = repair_until
    db.flush()
    append(
        db,
        "return_submission",
        by.account_id,
        by.capacity,
        Subject("submission", submission.id),
        {"ground": ground, "reason": reason, "repair_until": repair_until.isoformat()},
        at,
        readers=queries.readers_of_submission(submission),
        deadlines=(repair_until,),
    )
