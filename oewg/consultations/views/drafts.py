"""The pages on which input is written: the draft, saved as one types, what is attached to it, and the preview.

No browser keeps them: saving a draft makes nobody's pages new, so their age does not hang on the record.
"""

from flask import Response, g, make_response, render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk
from oewg.accounts.door.pages import NOT_CONTENTS, asks, done, received
from oewg.consultations import actions, queries
from oewg.consultations.forms.drafts import DraftFileForm, draft_typed
from oewg.consultations.rules import drafts as rules
from oewg.consultations.rules.input import is_open, last_instant
from oewg.consultations.views import reading
from oewg.consultations.views.room import pages
from oewg.texts.models import OFFICIAL_LANGUAGES
from oewg.texts.views.files import attachment, chosen_file

pages.add_app_template_global(rules.mark, "mark_of")


@pages.get("/calls/<int:call_id>/draft")
@asks("draft_input")
def draft(desk: Desk, call_id: int) -> ResponseReturnValue:
    """What we are writing in answer to a call."""
    call = queries.call(desk.db, call_id)
    drafted = queries.drafted(desk.db, call, desk.viewer)
    refusal = g.get("refusal")
    saved = drafted.draft
    return _not_kept(
        render_template(
            "consultations/draft.html",
            call=call,
            drafted=drafted,
            saved=saved,
            saved_by=accounts.names_of(desk.db, [saved.saved_by])[saved.saved_by] if saved else "",
            conflicts=refusal.conflicts if isinstance(refusal, rules.StaleDraft) else (),
            official=[code for code in OFFICIAL_LANGUAGES if code in {each.language for each in call.languages}],
            may_send=_may_send(desk, call_id),
        )
    )


def _may_send(desk: Desk, call_id: int) -> bool:
    call = queries.call(desk.db, call_id)
    drafted = queries.drafted(desk.db, call, desk.viewer)
    repair_until = getattr(drafted.before, "repair_until", None)
    return is_open(call.opens_at, last_instant(call.closes_at, repair_until), desk.at)


def _not_kept(page: str) -> Response:
    response = make_response(page)
    response.cache_control.no_store = True
    return response


@pages.post("/calls/<int:call_id>/draft")
@asks("draft_input", again=draft)
def save_draft(desk: Desk, call_id: int) -> ResponseReturnValue:
    """Save the draft; "then" the preview, if it is asked for."""
    fields = {name: value for name, value in request.form.items() if name not in NOT_CONTENTS}
    then = fields.pop("then", "")
    form = draft_typed(fields)
    actions.save_draft(
        desk.db, queries.call(desk.db, call_id), form.parts(), form.had, by=desk.viewer, at=desk.at
    )  # fmt: skip
    return done("save_draft", f"consultations.{'preview' if then == 'preview' else 'draft'}", call_id=call_id)


@pages.post("/calls/<int:call_id>/draft/files")
@asks("draft_input", again=draft, own_transaction=True)
def attach_file(call_id: int) -> ResponseReturnValue:
    """Attach a file: it is looked at first, then the record is held."""
    received(DraftFileForm)
    upload = chosen_file()

    @asks("draft_input", again=draft)
    def keep(desk: Desk, call_id: int) -> ResponseReturnValue:
        actions.attach_file(desk.db, queries.call(desk.db, call_id), upload, by=desk.viewer, at=desk.at)
        return done("attach_file", "consultations.draft", call_id=call_id, anchor="attachments")

    return keep(call_id=call_id)


@pages.get("/calls/<int:call_id>/draft/files/<int:file_id>")
@asks("draft_input")
def draft_file(desk: Desk, call_id: int, file_id: int) -> ResponseReturnValue:
    """A file of our draft, to keep."""
    file = queries.draft_file(desk.db, call_id, file_id, desk.viewer)
    return attachment(file.name, file.media_type, file.contents)


@pages.post("/calls/<int:call_id>/draft/files/<int:file_id>/detach")
@asks("draft_input", again=draft, where=lambda _desk, call_id, file_id: {"call_id": call_id})
def detach_file(desk: Desk, call_id: int, file_id: int) -> ResponseReturnValue:
    """Take a file off the draft."""
    call = queries.call(desk.db, call_id)
    drafted = queries.drafted(desk.db, call, desk.viewer)
    file = next((one for one in drafted.files if one.id == file_id), None)
    found = file or queries.draft_file(desk.db, call_id, file_id, desk.viewer)
    actions.detach_file(desk.db, call, found, by=desk.viewer, at=desk.at)
    return done("detach_file", "consultations.draft", call_id=call_id, anchor="attachments")


@pages.post("/calls/<int:call_id>/draft/discard")
@asks("draft_input", again=draft)
def discard_draft(desk: Desk, call_id: int) -> ResponseReturnValue:
    """Throw the draft away."""
    actions.discard_draft(desk.db, queries.call(desk.db, call_id), by=desk.viewer, at=desk.at)
    return done("discard_draft", "consultations.call", call_id=call_id)


@pages.get("/calls/<int:call_id>/draft/preview")
@asks("draft_input")
def preview(desk: Desk, call_id: int) -> ResponseReturnValue:
    """The draft exactly as it will be read, and the button that sends it."""
    call = queries.call(desk.db, call_id)
    drafted = queries.drafted(desk.db, call, desk.viewer)
    return _not_kept(
        render_template(
            "consultations/preview.html",
            call=call,
            drafted=drafted,
            read=reading.of_draft(call, drafted),
            on=drafted.digest(call),
            may_send=_may_send(desk, call_id),
        )
    )
