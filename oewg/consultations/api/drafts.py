"""Drafts for programs: what our organization or delegation is writing, for its own people alone."""

from collections.abc import Sequence
from datetime import datetime

from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Keep, Nothing, Out, operation
from oewg.consultations import actions, queries
from oewg.consultations.api.room import api
from oewg.consultations.forms.drafts import DraftForm, SentDraftFile
from oewg.consultations.models import InputFile
from oewg.consultations.rules.drafts import mark
from oewg.texts.documents.uploads import from_base64


class DraftFileOut(Out):
    """A file that is attached to the draft; `digest` is the hex SHA-256 of its contents, `size` in bytes."""

    id: int
    name: str
    media_type: str
    size: int
    digest: str


class DraftOut(Out):
    """A draft: its parts ("title", "words", "language", "consent", and "12" for the answer to question 12).

    `marks` are sent back as `had` with what is changed: a part that others have changed meanwhile is refused.
    """

    call: int
    saved_at: datetime | None
    parts: dict[str, str]
    marks: dict[str, str]
    files: list[DraftFileOut]


@operation(api, "/calls/<int:call_id>/draft", act="draft_input", answers=DraftOut, summary="What our side is writing in answer to a call")  # fmt: skip
def draft(desk: Desk, call_id: int) -> DraftOut:
    """Our draft."""
    return _out(desk, call_id)


@operation(
    api, "/calls/<int:call_id>/draft", method="POST", act="draft_input", takes=DraftForm, answers=DraftOut, status=200,
    summary="Save parts of our draft, unless others of our side have changed the same parts",
)  # fmt: skip
def save_draft(desk: Desk, sent: DraftForm, call_id: int) -> DraftOut:
    """Save the draft."""
    actions.save_draft(
        desk.db, queries.call(desk.db, call_id), sent.parts(), sent.had, by=desk.viewer, at=desk.at
    )  # fmt: skip
    return _out(desk, call_id)


@operation(
    api, "/calls/<int:call_id>/draft/files", method="POST", act="draft_input", takes=SentDraftFile, answers=DraftOut,
    summary="Attach a file (text, DOCX, PDF) in base64 to our draft", own_transaction=True,
)  # fmt: skip
def attach_file(sent: SentDraftFile, keep: Keep, call_id: int) -> ResponseReturnValue:
    """Attach a file: it is looked at first, then the record is held."""
    upload = from_base64(sent.file, sent.file_name)

    def last_step(desk: Desk) -> DraftOut:
        actions.attach_file(desk.db, queries.call(desk.db, call_id), upload, by=desk.viewer, at=desk.at)
        return _out(desk, call_id)

    return keep(last_step)


@operation(
    api, "/calls/<int:call_id>/draft/files/<int:file_id>/detach", method="POST", act="draft_input", answers=DraftOut,
    status=200, summary="Take a file off our draft",
)  # fmt: skip
def detach_file(desk: Desk, _sent: Nothing, call_id: int, file_id: int) -> DraftOut:
    """Take a file off."""
    file = queries.draft_file(desk.db, call_id, file_id, desk.viewer)
    actions.detach_file(desk.db, queries.call(desk.db, call_id), file, by=desk.viewer, at=desk.at)
    return _out(desk, call_id)


@operation(
    api, "/calls/<int:call_id>/draft/discard", method="POST", act="draft_input", answers=DraftOut, status=200,
    summary="Throw our draft away; what was sent before stays",
)  # fmt: skip
def discard_draft(desk: Desk, _sent: Nothing, call_id: int) -> DraftOut:
    """Throw it away."""
    actions.discard_draft(desk.db, queries.call(desk.db, call_id), by=desk.viewer, at=desk.at)
    return _out(desk, call_id)


def files_out(files: Sequence[InputFile]) -> list[DraftFileOut]:
    """Files as programs read of them."""
    return [DraftFileOut.model_validate(each) for each in files]


def _out(desk: Desk, call_id: int) -> DraftOut:
    drafted = queries.drafted(desk.db, queries.call(desk.db, call_id), desk.viewer)
    parts = dict(drafted.parts)
    return DraftOut(
        call=call_id, saved_at=drafted.draft.saved_at if drafted.draft else None, parts=parts,
        marks={name: mark(words) for name, words in parts.items()}, files=files_out(drafted.files),
    )  # fmt: skip
