"""What is an organization or a delegation writing in answer to a call? Only its own people are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, select
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import (
    Call,
    Draft,
    DraftAnswer,
    DraftFile,
    InputFile,
    NationalView,
    Submission,
    SubmissionFile,
)
from oewg.consultations.queries.input import latest_version
from oewg.consultations.queries.national import latest_view
from oewg.consultations.queries.submissions import words_received
from oewg.consultations.rules.submissions import digest_of
from oewg.core.database import Db
from oewg.core.errors import NotFound


@dataclass(frozen=True)
class Drafted:
    """What is being written: its parts (rules.drafts) and attachments, who last saved it, and the version sent before it.

    As long as nobody has saved anything, it is what that version says, or empty.
    """

    parts: Mapping[str, str]
    files: Sequence[InputFile]
    draft: Draft | None
    before: Submission | NationalView | None

    def answers(self, call: Call) -> dict[int, str]:
        """Question -> what is said to it, in the order of the questions, those that are answered."""
        found = {one.id: self.parts.get(str(one.id), "") for one in call.questions}
        return {number: words for number, words in found.items() if words}

    def named_parts(self) -> dict[str, str]:
        """The parts besides the answers."""
        return {name: self.parts.get(name, "") for name in ("title", "words", "language", "consent")}

    def digest(self, call: Call) -> str:
        """By which what was previewed is known again."""
        answers = list(self.answers(call).values())
        named = self.named_parts()
        chosen = [f"{name}: {named[name]}" for name in ("language", "consent")]
        return digest_of(named["title"], named["words"], [*answers, *chosen], [file.digest for file in self.files])


def _ours(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.organization_id is not None:
        return Draft.organization_id == viewer.organization_id
    return Draft.delegation_id == viewer.delegation_id if viewer.delegation_id is not None else false()


def draft(db: Db, call_id: int, viewer: Viewer) -> Draft | None:
    """The draft that the viewer's organization or delegation keeps for a call."""
    return db.scalars(
        select(Draft)
        .where(Draft.call_id == call_id, _ours(viewer))
        .options(selectinload(Draft.answers), selectinload(Draft.files).joinedload(DraftFile.file))
    ).one_or_none()


def drafted(db: Db, call: Call, viewer: Viewer) -> Drafted:
    """What the viewer's organization or delegation is writing in answer to a call."""
    found = draft(db, call.id, viewer)
    if viewer.organization_id is not None:
        before: Submission | NationalView | None = latest_version(db, call.id, viewer.organization_id)
    else:
        before = latest_view(db, call.id, viewer.delegation_id or 0)
    if found is not None:
        return Drafted(_parts(found, found.answers), [one.file for one in found.files], found, before)
    if isinstance(before, Submission):
        received = words_received(db, before)
        parts = {
            "title": before.title, "words": received[None], "language": before.language, "consent": before.consent,
            **{str(each.question_id): received[each.question_id] for each in before.answers},
        }  # fmt: skip
        return Drafted(parts, [one.file for one in _files_of(db, before.id)], None, before)
    if before is not None:
        consent = "named" if before.published_at else "not_published"
        parts = {"words": before.words, "language": before.language, "consent": consent}
        return Drafted(parts | {str(each.question_id): each.words for each in before.answers}, [], None, before)
    return Drafted({}, [], None, None)


def _parts(found: Draft, answers: Sequence[DraftAnswer]) -> dict[str, str]:
    chosen = {"language": found.language or "", "consent": found.consent or ""}
    return {"title": found.title, "words": found.words, **chosen, **{str(a.question_id): a.words for a in answers}}


def _files_of(db: Db, submission_id: int) -> Sequence[SubmissionFile]:
    return db.scalars(
        select(SubmissionFile)
        .where(SubmissionFile.submission_id == submission_id)
        .options(joinedload(SubmissionFile.file))
        .order_by(SubmissionFile.place)
    ).all()


def draft_file(db: Db, call_id: int, file_id: int, viewer: Viewer) -> InputFile:
    """A file that is attached to our draft, or NotFound."""
    found = db.scalars(
        select(InputFile)
        .join(DraftFile, DraftFile.file_id == InputFile.id)
        .join(Draft, DraftFile.draft_id == Draft.id)
        .where(Draft.call_id == call_id, _ours(viewer), InputFile.id == file_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def is_attached(db: Db, file_id: int) -> bool:
    """Is a file still attached to anything?"""
    drafts = select(DraftFile.file_id).where(DraftFile.file_id == file_id)
    sent = select(SubmissionFile.file_id).where(
        (SubmissionFile.file_id == file_id) | (SubmissionFile.copy_id == file_id)
    )
    return db.execute(drafts.union_all(sent).limit(1)).first() is not None
