"""The pages of statements: the open archive, one statement with its versions and files, our own, and the form for filing one."""

from collections.abc import Callable
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from oewg.accounts.door.desk import Desk, language, page_number, whole_number
from oewg.accounts.door.frame import in_navigation
from oewg.accounts.door.pages import asks, done, received
from oewg.core.database import Db
from oewg.core.forms import understood
from oewg.meetings import actions, queries
from oewg.meetings.forms.statements import ArchiveForm, CorrectionForm, SpokenOnForm, StatementForm
from oewg.meetings.queries import StatementsAsked
from oewg.meetings.rules import statements as rules
from oewg.meetings.views.room import pages
from oewg.texts import queries as texts
from oewg.texts.documents.languages import direction
from oewg.texts.documents.uploads import DOCX, PDF, TEXT
from oewg.texts.models import OFFICIAL_LANGUAGES
from oewg.texts.queries import Line
from oewg.texts.views.files import attachment, sent_file

in_navigation("meetings.statements", lazy_gettext("Statements"), place=50)
KIND_NAMES = {TEXT: lazy_gettext("plain text"), DOCX: lazy_gettext("Word (DOCX)"), PDF: lazy_gettext("PDF")}
pages.add_app_template_global(direction, "direction_of_language")


@pages.app_template_global("file_kind")
def file_kind(media_type: str) -> str:
    """What kind of file it is, in words."""
    return str(KIND_NAMES[media_type])


@pages.get("/statements")
@asks("read")
def statements(desk: Desk) -> ResponseReturnValue:
    """The archive of published statements; for the secretariat also those that are not published, when it asks for them."""
    asked = _asked()
    page = queries.statements(desk.db, desk.viewer, asked, number=page_number())
    return render_template(
        "meetings/statements.html",
        page=page,
        items=queries.item_lines(desk.db, page.items),
        asked=asked,
        choices=queries.statement_choices(desk.db),
        official=OFFICIAL_LANGUAGES,
        standings=rules.STANDINGS,
    )


def _asked() -> StatementsAsked:
    return StatementsAsked(**understood(ArchiveForm, request.args).model_dump())


@pages.get("/statements/own")
@asks("file_statement")
def own_statements(desk: Desk) -> ResponseReturnValue:
    """What our delegation, group or organization filed, however it stands."""
    page = queries.own_statements(desk.db, desk.viewer, number=page_number())
    return render_template(
        "meetings/own_statements.html",
        page=page,
        items=queries.item_lines(desk.db, page.items),
        standings=rules.STANDINGS,
    )


@pages.get("/statements/new")
@asks("file_statement")
def new_statement(desk: Desk) -> ResponseReturnValue:
    """The form for filing a statement; `meeting` and `text` of the address say for which meeting, and on which text it speaks."""
    chosen, now_open = request.args.get("meeting", ""), queries.open_meeting(desk.db)
    meeting_id = whole_number(chosen) if chosen else None
    taken_up = queries.items_taken_up(desk.db, meeting_id or (now_open.id if now_open else 0))
    return render_template(
        "meetings/new_statement.html",
        meetings=queries.meetings_to_speak_at(desk.db),
        meeting_id=meeting_id,
        # A statement is as a rule on the item that the meeting is at.
        item_id=taken_up[-1].provision_id if taken_up else "",
        open_meeting_id=now_open.id if now_open else None,
        agenda=queries.agenda(desk.db),
        official=OFFICIAL_LANGUAGES,
        page_language=language(),
        forms=rules.FORMS,
        **_offered(desk.db),
    )


def _offered(db: Db) -> dict[str, Any]:
    """The texts whose provisions can be chosen, and those of the one that the address names."""
    chosen, asked_for = request.args.get("text", ""), request.args.get("provision", "")
    text_id = whole_number(chosen) if chosen else None
    lines: list[Line] = texts.lines(db, text_id) if text_id else []
    return {
        "texts": texts.texts_in_hand(db),
        "text_id": text_id,
        "lines": lines,
        "asked_for": whole_number(asked_for) if asked_for else None,
    }


def sent_content(words: str) -> rules.Content:
    """What the form holds: typed words, or a file, which is read and looked at before anybody has to wait for it."""
    return rules.content(words, sent_file())


@pages.post("/statements")
@asks("file_statement", again=new_statement, own_transaction=True)
def file_statement() -> ResponseReturnValue:
    """File a statement: its file is read first, then the record is held."""
    form = received(StatementForm)
    content = sent_content(form.words)

    @asks("file_statement", again=new_statement)
    def keep(desk: Desk) -> ResponseReturnValue:
        made = actions.file_statement(
            desk.db, queries.meeting(desk.db, form.meeting), content, form=form.manner, language=form.language,
            by=desk.viewer, at=desk.at, item=texts.provision(desk.db, form.item) if form.item else None,
            provisions=texts.provisions(desk.db, form.provisions), for_group=form.on_behalf_of == "group",
            consent=form.consent,
        )  # fmt: skip
        return done("file_statement", "meetings.statement", statement_id=made.id)

    return keep()


@pages.get("/statements/<int:statement_id>")
@asks("read")
def statement(desk: Desk, statement_id: int) -> ResponseReturnValue:
    """One statement to read: the version that stands, or an earlier one, on what it speaks, and what can be done with it."""
    found = queries.statement(desk.db, statement_id, desk.viewer)
    wanted = request.args.get("version", "")
    number = whole_number(wanted) if wanted else 0
    versions = queries.versions_of(found, desk.viewer)
    version = next((each for each in versions if each.number == number), versions[-1])
    own = queries.is_own(found, desk.viewer) and desk.viewer.may("file_statement")
    may_tie = (own or desk.viewer.may("keep_statements")) and found.withdrawn_at is None
    item = texts.lines_by_id(desk.db, [found.item_id]).get(found.item_id) if found.item_id else None
    return render_template(
        "meetings/statement.html",
        statement=found,
        version=version,
        versions=versions,
        standing=queries.standing(found),
        standings=rules.STANDINGS,
        forms=rules.FORMS,
        item=item,
        spoken_on=queries.spoken_on(desk.db, statement_id),
        own=own,
        may_tie=may_tie,
        agenda=queries.agenda(desk.db) if may_tie else [],
        **(_offered(desk.db) if may_tie else {}),
    )


@pages.get("/statements/<int:statement_id>/versions/<int:number>/file")
@asks("read")
def statement_file(desk: Desk, statement_id: int, number: int) -> ResponseReturnValue:
    """The file of a version, to keep: never shown within a page, and never run."""
    version = queries.statement_version(desk.db, statement_id, number, desk.viewer)
    return attachment(version.file_name or "", version.media_type or "", version.contents)


@pages.post("/statements/<int:statement_id>/versions")
@asks("file_statement", again=statement, own_transaction=True)
def correct_statement(statement_id: int) -> ResponseReturnValue:
    """Correct a statement: the file is read first, then the record is held."""
    content = sent_content(received(CorrectionForm).words)

    @asks("file_statement", again=statement)
    def keep(desk: Desk, statement_id: int) -> ResponseReturnValue:
        found = queries.statement(desk.db, statement_id, desk.viewer)
        actions.correct_statement(desk.db, found, content, by=desk.viewer, at=desk.at)
        return done("correct_statement", "meetings.statement", statement_id=statement_id)

    return keep(statement_id=statement_id)


@pages.post("/statements/<int:statement_id>/consent")
@asks("file_statement", again=statement)
def consent_to_publication(desk: Desk, statement_id: int) -> ResponseReturnValue:
    """Agree to its publication."""
    return _act_on(desk, statement_id, actions.consent_to_publication)


@pages.post("/statements/<int:statement_id>/consent/withdraw")
@asks("file_statement", again=statement)
def withdraw_consent(desk: Desk, statement_id: int) -> ResponseReturnValue:
    """Take back the agreement to its publication."""
    return _act_on(desk, statement_id, actions.withdraw_consent)


@pages.post("/statements/<int:statement_id>/withdraw")
@asks("file_statement", again=statement)
def withdraw_statement(desk: Desk, statement_id: int) -> ResponseReturnValue:
    """Withdraw a statement."""
    return _act_on(desk, statement_id, actions.withdraw_statement)


@pages.post("/statements/<int:statement_id>/deliver")
@asks("keep_statements", again=statement)
def deliver_statement(desk: Desk, statement_id: int) -> ResponseReturnValue:
    """Record by hand that it was delivered."""
    return _act_on(desk, statement_id, actions.deliver_statement)


@pages.post("/statements/<int:statement_id>/provisions")
@asks("file_statement", again=statement)
def tie_own_statement(desk: Desk, statement_id: int) -> ResponseReturnValue:
    """Say on what our statement speaks."""
    return _tie(desk, statement_id)


@pages.post("/statements/<int:statement_id>/tie")
@asks("keep_statements", again=statement)
def tie_statement(desk: Desk, statement_id: int) -> ResponseReturnValue:
    """Record on what a statement speaks."""
    return _tie(desk, statement_id)


def _act_on(desk: Desk, statement_id: int, action: Callable[..., None]) -> ResponseReturnValue:
    found = queries.statement(desk.db, statement_id, desk.viewer)
    action(desk.db, found, by=desk.viewer, at=desk.at)
    return done(action.__name__, "meetings.statement", statement_id=statement_id)


def _tie(desk: Desk, statement_id: int) -> ResponseReturnValue:
    form = received(SpokenOnForm)
    found = queries.statement(desk.db, statement_id, desk.viewer)
    elsewhere = [each.provision_id for each in queries.spoken_on(desk.db, statement_id) if each.text.id != form.text]
    provisions = texts.provisions(desk.db, [*form.provisions, *elsewhere])
    item = texts.provision(desk.db, form.item) if form.item else None
    actions.tie_statement(desk.db, found, item, provisions, by=desk.viewer, at=desk.at)
    return done("tie_statement", "meetings.statement", statement_id=statement_id, anchor="spoken-on")
