"""The pages of contributions to a consultation."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, page_number, whole_number
from oewg.accounts.door.pages import asks, done, received
from oewg.consultations import actions, queries
from oewg.consultations.actions import Link
from oewg.consultations.forms.written import RepairForm, WrittenForm
from oewg.consultations.rules.written import CONSENTS
from oewg.consultations.views.room import pages
from oewg.meetings import queries as meetings
from oewg.meetings.rules.statements import Content
from oewg.meetings.views.statements import sent_content
from oewg.texts.views.files import attachment


@pages.get("/consultations/<int:consultation_id>/contributions")
@asks("read")
def written_contributions(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """What organizations contributed, by theme; and the form with which one does."""
    found = queries.consultation(desk.db, consultation_id)
    themes = {each.id: each for each in queries.elements_of(desk.db, [consultation_id])[consultation_id]}
    chosen = whole_number(request.args.get("theme") or "0")
    own = desk.viewer.organization_id if desk.viewer.may("post_written") else None
    return render_template(
        "consultations/written_contributions.html",
        consultation=found,
        themes=themes,
        on_theme=chosen if chosen in themes else 0,
        page=queries.written_contributions(
            desk.db, desk.viewer, consultation_id, theme=chosen if chosen in themes else None, number=page_number()
        ),
        registered=own is not None and queries.is_registered(desk.db, consultation_id, own),
        linkable=queries.linkable(desk.db, own) if own else [],
        consents=CONSENTS,
    )


def link_of(desk: Desk, link: str) -> Link:
    """What a contribution links, by its kind and number; NotFound if the viewer may not see it."""
    kind, _, number = link.partition(":")
    if kind == "submission":
        return Link(submission=queries.submission(desk.db, int(number), desk.viewer).submission)
    return Link(statement=meetings.statement(desk.db, int(number), desk.viewer)) if kind else Link()


@pages.post("/consultations/<int:consultation_id>/contributions")
@asks("post_written", again=written_contributions, own_transaction=True)
def post_written(consultation_id: int) -> ResponseReturnValue:
    """Post a contribution: its file is read first, then the record is held."""
    form = received(WrittenForm)
    file = request.files.get("file")
    linked = form.link and not form.words and not (file and file.filename)
    content = Content("") if linked else sent_content(form.words)

    @asks("post_written", again=written_contributions)
    def keep(desk: Desk, consultation_id: int) -> ResponseReturnValue:
        found = queries.consultation(desk.db, consultation_id)
        made = actions.post_written(
            desk.db, found, queries.theme(desk.db, consultation_id, form.theme), form.title, content, form.consent,
            by=desk.viewer, at=desk.at, link=link_of(desk, form.link),
        )  # fmt: skip
        return done("post_written", "consultations.written_contribution", written_id=made.id)

    return keep(consultation_id=consultation_id)


@pages.get("/written-contributions/<int:written_id>")
@asks("read")
def written_contribution(desk: Desk, written_id: int) -> ResponseReturnValue:
    """One contribution, where it stands, and where it stands in the chair's summary."""
    line = queries.written_contribution(desk.db, written_id, desk.viewer)
    found = queries.consultation(desk.db, line.contribution.consultation_id)
    return render_template(
        "consultations/written_contribution.html",
        line=line,
        contribution=line.contribution,
        consultation=found,
        on_theme=queries.theme(desk.db, found.id, line.contribution.element_id),
        stands_in=queries.stands_in(desk.db, found, queries.Source("written", written_id)),
        consents=CONSENTS,
    )


@pages.get("/written-contributions/<int:written_id>/file")
@asks("read")
def written_file(desk: Desk, written_id: int) -> ResponseReturnValue:
    """The file of a contribution, to keep: never shown within a page, and never run."""
    line = queries.written_contribution(desk.db, written_id, desk.viewer, with_file=True)
    return attachment(line.file_name, line.contribution.media_type or "", line.contribution.contents)


@pages.post("/written-contributions/<int:written_id>/publish")
@asks("moderate_written", again=written_contribution)
def publish_written(desk: Desk, written_id: int) -> ResponseReturnValue:
    """Publish a contribution."""
    found = queries.written_contribution(desk.db, written_id, desk.viewer).contribution
    actions.publish_written(desk.db, found, by=desk.viewer, at=desk.at)
    return done("publish_written", "consultations.written_contribution", written_id=written_id)


@pages.post("/written-contributions/<int:written_id>/send-back")
@asks("moderate_written", again=written_contribution)
def return_written(desk: Desk, written_id: int) -> ResponseReturnValue:
    """Send a contribution back for repair."""
    form = received(RepairForm)
    found = queries.written_contribution(desk.db, written_id, desk.viewer).contribution
    actions.return_written(desk.db, found, form.reason, by=desk.viewer, at=desk.at)
    return done("return_written", "consultations.written_contribution", written_id=written_id)


@pages.post("/written-contributions/<int:written_id>/withdraw")
@asks("withdraw_written", again=written_contribution)
def withdraw_written(desk: Desk, written_id: int) -> ResponseReturnValue:
    """Withdraw a contribution, also when its organization is not accredited any more."""
    found = queries.written_contribution(desk.db, written_id, desk.viewer).contribution
    actions.withdraw_written(desk.db, found, by=desk.viewer, at=desk.at)
    return done("withdraw_written", "consultations.written_contribution", written_id=written_id)
