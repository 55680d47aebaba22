"""What the secretariat and the chair do to a text's structure from the pages: provisions and footnotes come, move and go."""

from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.pages import asks, done, received
from oewg.core.errors import NotFound
from oewg.negotiation import actions
from oewg.negotiation.forms import FootnoteForm, FootnoteRemovalForm
from oewg.negotiation.views.reading import provision
from oewg.negotiation.views.room import pages
from oewg.texts import queries as texts
from oewg.texts.forms import MoveForm, ProvisionForm
from oewg.texts.views.texts import build


def _text_of(desk: Desk, provision_id: int) -> dict[str, int]:
    return {"text_id": texts.provision(desk.db, provision_id).text_id}


@pages.post("/texts/<int:text_id>/provisions")
@asks("draft_text", again=build)
def add_provision(desk: Desk, text_id: int) -> ResponseReturnValue:
    """Add a provision."""
    form = received(ProvisionForm)
    made = actions.add_provision(
        desk.db, texts.text(desk.db, text_id), form.kind, form.words, by=desk.viewer, at=desk.at,
        parent=texts.provision(desk.db, form.parent) if form.parent else None,
        after=texts.provision(desk.db, form.after) if form.after else None, alternative=form.alternative,
        nature=form.nature,
    )  # fmt: skip
    return done("add_provision", "texts.build", text_id=text_id, anchor=f"provision-{made.id}")


@pages.post("/texts/<int:text_id>/moves")
@asks("draft_text", again=build)
def move_provision(desk: Desk, text_id: int) -> ResponseReturnValue:
    """Let a provision stand elsewhere."""
    form = received(MoveForm)
    found = texts.provision_of(desk.db, text_id, form.provision)
    actions.move_provision(
        desk.db, found, by=desk.viewer, at=desk.at,
        after=texts.provision(desk.db, form.after) if form.after else None,
        parent=texts.provision(desk.db, form.parent) if form.parent else None,
    )  # fmt: skip
    return done("move_provision", "texts.build", text_id=text_id, anchor=f"provision-{found.id}")


@pages.post("/provisions/<int:provision_id>/remove")
@asks("draft_text", again=build, where=_text_of)
def remove_provision(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """Take a provision out of its text."""
    found = texts.provision(desk.db, provision_id)
    actions.remove_provision(desk.db, found, by=desk.viewer, at=desk.at)
    return done("remove_provision", "texts.build", text_id=found.text_id)


@pages.post("/provisions/<int:provision_id>/footnotes")
@asks("revise_text", again=provision)
def add_footnote(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """Hang a footnote on a provision, at the end of its words."""
    form = received(FootnoteForm)
    found = texts.provision(desk.db, provision_id)
    actions.add_provision(
        desk.db, found.text, "footnote", form.words, by=desk.viewer, at=desk.at, parent=found, nature=form.nature
    )  # fmt: skip
    return done("add_footnote", "negotiation.provision", provision_id=provision_id, anchor="footnotes")


@pages.post("/footnotes/<int:provision_id>/remove")
@asks("revise_text", again=provision)
def remove_footnote(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """Take a footnote out, and out of the words that call it."""
    form = received(FootnoteRemovalForm)
    found = texts.provision(desk.db, provision_id)
    if found.kind != "footnote":
        raise NotFound
    actions.remove_provision(desk.db, found, by=desk.viewer, at=desk.at, nature=form.nature)
    owner = texts.stands_in(desk.db, found)
    return done("remove_footnote", "negotiation.provision", provision_id=owner.id, anchor="footnotes")
