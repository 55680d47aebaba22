"""The pages of the mandate: what the resolution asks, what answers to it, and how a resolution is read in."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from oewg.accounts.door.desk import Desk, database, open_desk
from oewg.accounts.door.frame import in_navigation
from oewg.accounts.door.pages import asks, done, received
from oewg.core.errors import Invalid, say
from oewg.mandate import actions, queries
from oewg.mandate.forms import ResolutionForm, TieForm, UploadForm
from oewg.mandate.rules import elements as derived
from oewg.texts import queries as texts

pages = Blueprint("mandate", __name__)
in_navigation("mandate.mandate", lazy_gettext("Mandate"), place=30)


@pages.get("/mandate")
@asks("read")
def mandate(desk: Desk) -> ResponseReturnValue:
    """What the General Assembly asked, and what answers to it."""
    resolution = queries.resolution(desk.db)
    return render_template(
        "mandate/mandate.html",
        resolution=resolution,
        unplaced=queries.reported(resolution.unplaced) if resolution else [],
        milestones=queries.milestones(desk.db),
        reached=queries.reached(desk.db),
        coverage=queries.coverage(desk.db),
    )


@pages.get("/mandate/elements/<int:element_id>")
@asks("read")
def element(desk: Desk, element_id: int) -> ResponseReturnValue:
    """One element: the words it rests on and the provisions that answer to it."""
    found = queries.element(desk.db, element_id)
    return render_template(
        "mandate/element.html",
        element=found,
        answers=queries.answering(desk.db, element_id),
        offered=queries.offered(desk.db, element_id) if desk.viewer.may("draft_text") else [],
    )


@pages.post("/mandate/elements/<int:element_id>/tie")
@asks("draft_text", again=element)
def tie_element(desk: Desk, element_id: int) -> ResponseReturnValue:
    """Tie a provision to an element."""
    form = received(TieForm)
    provision = texts.provision(desk.db, form.provision)
    actions.tie_element(desk.db, provision, queries.element(desk.db, element_id), by=desk.viewer, at=desk.at)
    return done("tie_element", "mandate.element", element_id=element_id)


@pages.post("/mandate/elements/<int:element_id>/untie")
@asks("draft_text", again=element)
def untie_element(desk: Desk, element_id: int) -> ResponseReturnValue:
    """Untie a provision from an element."""
    form = received(TieForm)
    provision = texts.provision(desk.db, form.provision)
    actions.untie_element(desk.db, provision, queries.element(desk.db, element_id), by=desk.viewer, at=desk.at)
    return done("untie_element", "mandate.element", element_id=element_id)


@pages.get("/mandate/import")
@asks("import_resolution")
def upload(desk: Desk) -> ResponseReturnValue:
    """The form for reading a resolution in."""
    return render_template("mandate/upload.html")


@pages.post("/mandate/preview")
@asks("import_resolution", again=upload, own_transaction=True)
def preview() -> ResponseReturnValue:
    """What was understood of a resolution, before anything is stored."""
    form = received(UploadForm)
    file = request.files.get("file")
    contents = actions.decode(file.read(actions.LARGEST_FILE + 1)) if file and file.filename else form.contents
    if not contents.strip():
        raise Invalid(say("Please choose a file or paste the text."), {"file": say("Please choose a file.")})
    found = actions.read(contents, form.symbol)
    with database().reading() as db:
        open_desk(db)
        return render_template(
            "mandate/preview.html",
            found=found,
            contents=contents,
            elements=derived.mandate_elements(found),
            milestones=derived.milestones(found),
        )


@pages.post("/mandate/import")
@asks("import_resolution", again=upload)
def import_resolution(desk: Desk) -> ResponseReturnValue:
    """Read a resolution in."""
    form = received(ResolutionForm)
    actions.import_resolution(desk.db, form.contents, form.symbol or None, by=desk.viewer, at=desk.at)
    return done("import_resolution", "mandate.mandate")
