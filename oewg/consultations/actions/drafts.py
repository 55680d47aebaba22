"""How is input written before it is sent? Saved as one types, with attachments, by several people of one side.

A draft is nobody's act yet: it may be wrong, half a sentence, or thrown away, and what once stood in the record could not be
taken back. So nothing here is an entry of the record, and who saves a draft does not make everybody's pages new.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.accounts import queries as accounts
from oewg.accounts.models import Organization
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.models import Call, Draft, DraftAnswer, DraftFile, InputFile
from oewg.consultations.queries import Drafted
from oewg.consultations.rules import calls as call_rules
from oewg.consultations.rules import drafts as rules
from oewg.consultations.rules.accreditation import check_accredited
from oewg.consultations.rules.input import check_in_time, last_instant
from oewg.core.clock import on_the_clocks
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotAllowed, Refusal, say
from oewg.record.actions import CLOCK, Subject, append, at_deadlines
from oewg.texts.documents.uploads import Upload

told(
    save_draft=say("The draft was saved."),
    attach_file=say("The file was attached to the draft."),
    detach_file=say("The file was taken off the draft."),
    discard_draft=say("The draft was thrown away."),
    remind_of_draft=say("A call closes within 48 hours, and the draft has not been sent."),
)


def save_draft(
    db: Db, call: Call, sent: Mapping[str, str], had: Mapping[str, str], *, by: Viewer, at: datetime
) -> Draft:  # fmt: skip
    """Keep what was typed in parts of a draft (rules.drafts), unless others changed the same parts: StaleDraft."""
    check_author(db, call, by, at)
    known = {"title", "words", "language", "consent", *(str(one.id) for one in call.questions)}
    if not sent.keys() <= known:
        raise Invalid(say("The call does not ask this question."))
    drafted = queries.drafted(db, call, by)
    saving = rules.saved(drafted.parts, sent, had)
    if saving.conflicts:
        raise rules.StaleDraft(saving.conflicts)
    return _write(db, call, drafted, saving.parts, by, at)


def attach_file(db: Db, call: Call, upload: Upload, *, by: Viewer, at: datetime) -> InputFile:
    """Attach a file to the draft, as many and as large as the call accepts; the same file only once."""
    check_author(db, call, by, at)
    assert by.account_id is not None
    drafted = queries.drafted(db, call, by)
    kept = kept_file(upload, by.account_id, at)
    if call.addressed_to == "states":
        raise Refusal(say("National views are words alone: this call accepts no attachments."))
    call_rules.check_room_for_file(call.most_files, len(drafted.files))
    call_rules.check_size(call.largest_file, kept.size)
    if kept.digest in {file.digest for file in drafted.files}:
        raise Refusal(say("The same file is attached already."))
    draft = drafted.draft or _write(db, call, drafted, drafted.parts, by, at)
    db.add(kept)
    db.flush()
    draft.files.append(DraftFile(file_id=kept.id))
    draft.saved_at, draft.saved_by = at, by.account_id
    db.flush()
    return kept


def detach_file(db: Db, call: Call, file: InputFile, *, by: Viewer, at: datetime) -> None:
    """Take a file off the draft; it is gone unless an earlier version has it."""
    check_author(db, call, by, at)
    drafted = queries.drafted(db, call, by)
    draft = drafted.draft or _write(db, call, drafted, drafted.parts, by, at)
    draft.files = [one for one in draft.files if one.file_id != file.id]
    db.flush()
    let_go(db, [file])


def discard_draft(db: Db, call: Call, *, by: Viewer, at: datetime) -> None:
    """Throw the draft away, with what is attached to it alone; what was sent before stays."""
    draft = queries.draft(db, call.id, by)
    if draft is None:
        raise Refusal(say("There is no draft to throw away."))
    end_draft(db, draft)


def end_draft(db: Db, draft: Draft) -> None:
    """The draft is gone; a file remains where it is attached to something else."""
    files = [one.file for one in draft.files]
    db.delete(draft)
    db.flush()
    let_go(db, files)


def kept_file(upload: Upload, account_id: int, at: datetime) -> InputFile:
    """A file that was looked at, as it is kept."""
    return InputFile(
        name=upload.name, media_type=upload.media_type, size=len(upload.contents),
        digest=rules.digest_of_file(upload.contents), contents=upload.contents, sent_at=at, sent_by=account_id,
    )  # fmt: skip


def check_author(db: Db, call: Call, by: Viewer, at: datetime) -> None:
    """Refuse whoever the call does not ask, and what comes before it opens or too late."""
    if call.addressed_to == "states":
        if not by.may("give_view") or by.delegation_id is None:
            raise NotAllowed(say("This call is addressed to States: delegations of Member States answer it."))
        check_in_time(call.opens_at, call.closes_at, at, on_the_clocks(call.closes_at, call.zone))
        return
    organization = db.get(Organization, by.organization_id) if by.organization_id else None
    if organization is None or by.account_id is None:
        raise NotAllowed(say("Only an organization’s representative answers a call for input."))
    check_accredited(organization.accredited, queries.state_of_organization(db, organization.id))
    before = queries.latest_version(db, call.id, organization.id)
    repair_until = before.repair_until if before else None
    shown = on_the_clocks(last_instant(call.closes_at, repair_until), call.zone)
    check_in_time(call.opens_at, call.closes_at, at, shown, repair_until)


def _write(db: Db, call: Call, drafted: Drafted, parts: Mapping[str, str], by: Viewer, at: datetime) -> Draft:
    assert by.account_id is not None
    draft = drafted.draft
    if draft is None:
        draft = Draft(
            call_id=call.id, organization_id=by.organization_id,
            delegation_id=None if by.organization_id else by.delegation_id,
            files=[DraftFile(file_id=file.id) for file in drafted.files],
        )  # fmt: skip
        db.add(draft)
    draft.title, draft.words = parts.get("title", ""), parts.get("words", "")
    draft.language, draft.consent = parts.get("language") or None, parts.get("consent") or None
    draft.saved_at, draft.saved_by = at, by.account_id
    before = {one.question_id: one for one in draft.answers}
    for question in call.questions:
        words, kept = parts.get(str(question.id), ""), before.get(question.id)
        if kept is not None:
            kept.words = words
        elif words:
            draft.answers.append(DraftAnswer(question_id=question.id, words=words))
    db.flush()
    return draft


def let_go(db: Db, files: Collection[InputFile]) -> None:
    """Keep no file that is attached to nothing any more."""
    for file in files:
        if not queries.is_attached(db, file.id):
            db.delete(file)
    db.flush()


@at_deadlines
def remind_of_drafts(db: Db, at: datetime) -> int:
    """Remind those whose draft is not sent that its call closes within 48 hours; how many. Each hears it once of a deadline.

    Whoever has saved the draft since then knows. An entry that only its authors read says it, and the notice follows.
    """
    rows = db.scalars(
        select(Draft)
        .join(Call)
        .where(Call.closes_at > at, Call.closes_at <= at + call_rules.REMINDER)
        .options(joinedload(Draft.call))
        .order_by(Draft.id)
    ).all()
    due = [row for row in rows if row.reminded_of != row.call.closes_at and _is_forgotten(row)]
    codes = accounts.codes_of(db, {row.delegation_id for row in due if row.delegation_id})
    for draft in due:
        draft.reminded_of = draft.call.closes_at
        whose = (
            f"organization:{draft.organization_id}"
            if draft.organization_id
            else f"delegation:{codes[draft.delegation_id or 0]}"
        )
        append(
            db, "remind_of_draft", None, CLOCK, Subject("call", draft.call_id),
            {"closes_at": draft.call.closes_at.isoformat()}, at, readers=(whose,),
        )  # fmt: skip
    return len(due)


def _is_forgotten(draft: Draft) -> bool:
    return draft.saved_at <= draft.call.closes_at - call_rules.REMINDER
