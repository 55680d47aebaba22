"""What the chair and the secretariat decide from the pages, and what delegations place on record afterwards."""

from flask import render_template
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, language
from oewg.accounts.door.pages import asks, done, received
from oewg.core.errors import NotFound
from oewg.core.forms import on_the_clock
from oewg.meetings import queries as meetings
from oewg.negotiation import actions, queries
from oewg.negotiation.forms import (
    AdoptionForm,
    ExplanationForm,
    ExtensionForm,
    GavelForm,
    PackageForm,
    PackageGavelForm,
    PreparationForm,
    ReasonForm,
    SilenceForm,
)
from oewg.negotiation.views.reading import provision, text
from oewg.negotiation.views.room import pages
from oewg.texts import queries as texts
from oewg.texts.models import OFFICIAL_LANGUAGES


def _text_of_package(desk: Desk, package_id: int) -> dict[str, int]:
    return {"text_id": queries.package(desk.db, package_id).text_id}


def _text_of_silence(desk: Desk, silence_id: int) -> dict[str, int]:
    return {"text_id": queries.silence(desk.db, silence_id).text_id}


def _text_of_explanation(desk: Desk, explanation_id: int) -> dict[str, int]:
    return {"text_id": queries.explanation(desk.db, explanation_id).text_id}


@pages.post("/provisions/<int:provision_id>/gavel")
@asks("gavel", again=provision)
def gavel(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """Declare a provision agreed ad referendum."""
    form = received(GavelForm)
    fallen = actions.gavel(desk.db, texts.provision(desk.db, provision_id), on=form.on, by=desk.viewer, at=desk.at)
    if form.back == "board":
        text_id, anchor = fallen.provision.text_id, f"row-{provision_id}"
        return done("gavel", "negotiation.board", text_id=text_id, anchor=anchor)
    return done("gavel", "negotiation.provision", provision_id=provision_id)


@pages.post("/provisions/<int:provision_id>/reopen")
@asks("reopen", again=provision)
def reopen(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """Ask to reopen what was agreed ad referendum."""
    form = received(ReasonForm)
    actions.reopen(desk.db, texts.provision(desk.db, provision_id), form.reason, by=desk.viewer, at=desk.at)
    return done("reopen", "negotiation.provision", provision_id=provision_id)


@pages.get("/texts/<int:text_id>/packages")
@asks("read")
def packages(desk: Desk, text_id: int) -> ResponseReturnValue:
    """The packages of a text: what is agreed only together."""
    examined = {e.line.provision_id: e for e in queries.survey(desk.db, text_id, desk.viewer)}
    return render_template(
        "negotiation/packages.html",
        text=texts.text(desk.db, text_id),
        examined=examined,
        packages=queries.packages(desk.db, text_id),
        meeting=meetings.open_meeting(desk.db),
    )


@pages.post("/texts/<int:text_id>/packages")
@asks("form_package", again=packages)
def form_package(desk: Desk, text_id: int) -> ResponseReturnValue:
    """Put provisions together, to be agreed only together."""
    form = received(PackageForm)
    chosen = [texts.provision(desk.db, each) for each in form.provisions]
    actions.form_package(desk.db, texts.text(desk.db, text_id), form.title, chosen, by=desk.viewer, at=desk.at)
    return done("form_package", "negotiation.packages", text_id=text_id)


@pages.post("/packages/<int:package_id>/gavel")
@asks("gavel", again=packages, where=_text_of_package)
def gavel_package(desk: Desk, package_id: int) -> ResponseReturnValue:
    """Declare a whole package agreed ad referendum."""
    form = received(PackageGavelForm)
    found = queries.package(desk.db, package_id)
    actions.gavel_package(desk.db, found, on=form.on, by=desk.viewer, at=desk.at)
    return done("gavel", "negotiation.packages", text_id=found.text_id)


@pages.post("/packages/<int:package_id>/dissolve")
@asks("form_package", again=packages, where=_text_of_package)
def dissolve_package(desk: Desk, package_id: int) -> ResponseReturnValue:
    """Dissolve a package."""
    found = queries.package(desk.db, package_id)
    actions.dissolve_package(desk.db, found, by=desk.viewer, at=desk.at)
    return done("dissolve_package", "negotiation.packages", text_id=found.text_id)


@pages.get("/texts/<int:text_id>/silence")
@asks("read")
def silence(desk: Desk, text_id: int) -> ResponseReturnValue:
    """Every silence procedure on a text: until when, and what became of it."""
    silences = queries.silences(desk.db, text_id)
    return render_template(
        "negotiation/silence.html",
        text=texts.text(desk.db, text_id),
        silences=silences,
        extensions=queries.extensions(desk.db, silences),
        wording=texts.wording_digest(desk.db, text_id) if desk.viewer.may("conduct_silence") else "",
        is_empty=not texts.latest_revision_id(desk.db, text_id),
    )


@pages.post("/texts/<int:text_id>/silence")
@asks("conduct_silence", again=silence)
def open_silence(desk: Desk, text_id: int) -> ResponseReturnValue:
    """Put a text under silence."""
    form = received(SilenceForm)
    actions.open_silence(
        desk.db, texts.text(desk.db, text_id), form.symbol, on_the_clock(form.deadline, form.zone), form.zone,
        by=desk.viewer, at=desk.at, wording=form.wording,
    )  # fmt: skip
    return done("open_silence", "negotiation.silence", text_id=text_id)


@pages.post("/silences/<int:silence_id>/extend")
@asks("conduct_silence", again=silence, where=_text_of_silence)
def extend_silence(desk: Desk, silence_id: int) -> ResponseReturnValue:
    """Move the deadline to a later instant."""
    form = received(ExtensionForm)
    found = queries.silence(desk.db, silence_id)
    actions.extend_silence(desk.db, found, on_the_clock(form.deadline, form.zone), by=desk.viewer, at=desk.at)
    return done("extend_silence", "negotiation.silence", text_id=found.text_id)


@pages.post("/silences/<int:silence_id>/break")
@asks("break_silence", again=silence, where=_text_of_silence)
def break_silence(desk: Desk, silence_id: int) -> ResponseReturnValue:
    """Break the silence, in writing."""
    form = received(ReasonForm)
    found = queries.silence(desk.db, silence_id)
    actions.break_silence(desk.db, found, form.reason, by=desk.viewer, at=desk.at)
    return done("break_silence", "negotiation.silence", text_id=found.text_id)


@pages.post("/silences/<int:silence_id>/withdraw")
@asks("conduct_silence", again=silence, where=_text_of_silence)
def withdraw_silence(desk: Desk, silence_id: int) -> ResponseReturnValue:
    """End the silence without a result."""
    form = received(ReasonForm)
    found = queries.silence(desk.db, silence_id)
    actions.withdraw_silence(desk.db, found, form.reason, by=desk.viewer, at=desk.at)
    return done("withdraw_silence", "negotiation.silence", text_id=found.text_id)


@pages.post("/texts/<int:text_id>/adoption-in-hand")
@asks("prepare_adoption", again=text)
def prepare_adoption(desk: Desk, text_id: int) -> ResponseReturnValue:
    """Put a text before the group for adoption."""
    form = received(PreparationForm)
    actions.prepare_adoption(
        desk.db, texts.text(desk.db, text_id), form.symbol, by=desk.viewer, at=desk.at, on=form.on
    )  # fmt: skip
    return done("prepare_adoption", "negotiation.text", text_id=text_id)


@pages.post("/texts/<int:text_id>/adopt")
@asks("adopt", again=text)
def adopt(desk: Desk, text_id: int) -> ResponseReturnValue:
    """Adopt a whole text."""
    form = received(AdoptionForm)
    actions.adopt(desk.db, texts.text(desk.db, text_id), by=desk.viewer, at=desk.at, on=form.on)
    return done("adopt", "negotiation.text", text_id=text_id)


@pages.get("/texts/<int:text_id>/explanations")
@asks("read")
def explanations(desk: Desk, text_id: int) -> ResponseReturnValue:
    """The compendium of explanations of position, reservations and disassociations."""
    return render_template(
        "negotiation/explanations.html",
        text=texts.text(desk.db, text_id),
        adoption=queries.adoption(desk.db, text_id),
        explanations=queries.explanations(desk.db, text_id),
        official=OFFICIAL_LANGUAGES,
        page_language=language(),
        lines={line.provision_id: line for line in texts.lines(desk.db, text_id)},
    )


@pages.post("/texts/<int:text_id>/explanations")
@asks("explain_position", again=explanations)
def explain_position(desk: Desk, text_id: int) -> ResponseReturnValue:
    """Place an explanation of position on record."""
    form = received(ExplanationForm)
    actions.explain_position(
        desk.db, texts.text(desk.db, text_id), form.kind, form.words,
        [texts.provision(desk.db, each) for each in form.paragraphs], by=desk.viewer, at=desk.at,
        for_group=form.on_behalf_of == "group", language=form.language,
    )  # fmt: skip
    return done(f"place_{form.kind}", "negotiation.explanations", text_id=text_id)


@pages.post("/explanations/<int:explanation_id>/withdraw")
@asks("explain_position", again=explanations, where=_text_of_explanation)
def withdraw_explanation(desk: Desk, explanation_id: int) -> ResponseReturnValue:
    """Take an explanation out of the compendium."""
    found = queries.explanation(desk.db, explanation_id)
    if found.withdrawn_at is not None:
        raise NotFound
    actions.withdraw_explanation(desk.db, found, by=desk.viewer, at=desk.at)
    return done("withdraw_explanation", "negotiation.explanations", text_id=found.text_id)
