"""How is a redacted copy made? Pieces are blacked out and files replaced, each for a reason that everybody reads.

What was received is kept apart (`Original`); the submission's own words are from then on those that may be published, so that
no page, search or list can show by mistake what is black.
"""

from collections.abc import Mapping
from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.actions.dispositions import quote_anew
from oewg.consultations.actions.drafts import kept_file, let_go
from oewg.consultations.models import Original, Redaction, Submission, SubmissionFile
from oewg.consultations.rules import submissions as rules
from oewg.core.database import Db
from oewg.core.errors import Invalid, say
from oewg.record.actions import Subject, append
from oewg.texts.documents.uploads import Upload

told(
    redact=say("A piece of a submission was blacked out."),
    replace_attachment=say("A redacted copy took the place of an attachment."),
)


def redact(
    db: Db, submission: Submission, question_id: int | None, piece: str, ground: str, reason: str, *, by: Viewer,
    at: datetime,
) -> Redaction:  # fmt: skip
    """Black out a piece, which stands there once, of the general words (question None) or of an answer."""
    rules.check_redacts(submission.returned_at)
    answer = next((one for one in submission.answers if one.question_id == question_id), None)
    if question_id is not None and answer is None:
        raise Invalid(say("It does not answer this question."), {"question": say("Not answered.")})
    part = answer or submission
    start, stop = rules.place_of(piece, part.words, queries.blackened(submission, question_id))
    if not queries.blackened(submission, question_id):
        db.add(Original(submission_id=submission.id, question_id=question_id, words=part.words))
    part.words = rules.blacked_out(part.words, start, stop)
    redaction = Redaction(
        question_id=question_id, start=start, stop=stop, ground=ground, reason=reason, made_at=at
    )  # fmt: skip
    submission.redactions.append(redaction)
    db.flush()
    quote_anew(db, submission)
    facts = {
        "redaction": redaction.id, "question": question_id, "start": start, "stop": stop, "ground": ground, "reason": reason,
    }  # fmt: skip
    _append(db, "redact", submission, facts, by, at)
    return redaction


def replace_attachment(
    db: Db, submission: Submission, file: SubmissionFile, upload: Upload, reason: str, *, by: Viewer, at: datetime
) -> None:
    """Put a redacted copy in the place of an attachment, for everybody but its authors and the secretariat.

    An earlier copy, in which too little was redacted, is not kept.
    """
    rules.check_redacts(submission.returned_at)
    assert by.account_id is not None
    copy = kept_file(upload, by.account_id, at)
    if copy.digest == file.file.digest:
        raise Invalid(say("This is the attachment itself: nothing is redacted in it."), {"file": say("The same file.")})
    db.add(copy)
    db.flush()
    before = [file.copy] if file.copy else []
    file.copy, file.copy_id, file.copy_reason = copy, copy.id, reason
    db.flush()
    let_go(db, before)
    facts = {"place": file.place, "copy": copy.id, "digest": copy.digest, "reason": reason}
    _append(db, "replace_attachment", submission, facts, by, at)


def _append(
    db: Db, act: str, submission: Submission, facts: Mapping[str, object], by: Viewer, at: datetime
) -> None:  # fmt: skip
    append(
        db, act, by.account_id, by.capacity, Subject("submission", submission.id), facts, at,
        readers=queries.readers_of_submission(submission),
    )  # fmt: skip
