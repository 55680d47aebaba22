"""The pages of a consultation's programme."""

from datetime import datetime

from flask import render_template
from flask.typing import ResponseReturnValue

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk
from oewg.accounts.door.pages import asks, done, received
from oewg.accounts.models import Delegation
from oewg.consultations import actions, queries
from oewg.consultations.forms.programme import AnswerForm, SceneSetterForm, SegmentForm
from oewg.consultations.models import Consultation
from oewg.consultations.rules.programme import ANSWERS, changes
from oewg.consultations.views.room import pages
from oewg.core.errors import Invalid, say
from oewg.core.forms import on_the_clock
from oewg.mandate.models import Element
from oewg.meetings.models import Meeting


@pages.get("/consultations/<int:consultation_id>/programme")
@asks("read")
def programme(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """The programme as it was issued, with what changed; as it is prepared, for the chair and the secretariat."""
    found = queries.consultation(desk.db, consultation_id)
    issued = queries.programme(desk.db, consultation_id)
    prepares = queries.prepares(desk.viewer)
    segments = queries.segments(desk.db, consultation_id) if prepares else []
    themes = queries.elements_of(desk.db, [consultation_id])[consultation_id]
    writes = desk.viewer.may("hold_consultation") and not queries.is_over(found)
    return render_template(
        "consultations/programme.html",
        consultation=found,
        issued=issued,
        meetings={each.id: each for each in found.meetings},
        themes={each.id: each for each in themes},
        prepares=prepares,
        segments=segments,
        pending=changes(issued.parts, [queries.as_part(row) for row in segments]) if prepares else [],
        asked=queries.asked_to_set_scene(desk.db, desk.viewer, consultation_id),
        answers=ANSWERS,
        organizations=queries.every_accredited(desk.db) if writes else [],
        writes=writes,
    )


def _part(
    desk: Desk, found: Consultation, form: SegmentForm
) -> tuple[Meeting, datetime, datetime, Element | None]:  # fmt: skip
    meeting = queries.meeting_of(found, form.meeting)
    zone = meeting.session.zone
    theme = queries.theme(desk.db, found.id, form.theme) if form.theme else None
    starts, ends = on_the_clock(form.starts_at, zone, "starts_at"), on_the_clock(form.ends_at, zone, "ends_at")
    return meeting, starts, ends, theme


@pages.post("/consultations/<int:consultation_id>/programme/parts")
@asks("hold_consultation", again=programme)
def add_segment(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Add a part to the programme."""
    form = received(SegmentForm)
    found = queries.consultation(desk.db, consultation_id)
    meeting, starts, ends, theme = _part(desk, found, form)
    actions.add_segment(desk.db, found, meeting, starts, ends, form.title, by=desk.viewer, at=desk.at, theme=theme)
    return done("add_segment", "consultations.programme", consultation_id=consultation_id)


@pages.post("/consultations/<int:consultation_id>/programme/parts/<int:segment_id>")
@asks(
    "hold_consultation", again=programme, where=lambda _desk, consultation_id, **_: {"consultation_id": consultation_id}
)
def change_segment(desk: Desk, consultation_id: int, segment_id: int) -> ResponseReturnValue:
    """Change a part of the programme."""
    form = received(SegmentForm)
    found = queries.consultation(desk.db, consultation_id)
    row = queries.segment(desk.db, consultation_id, segment_id)
    meeting, starts, ends, theme = _part(desk, found, form)
    actions.change_segment(
        desk.db, found, row, meeting, starts, ends, form.title, by=desk.viewer, at=desk.at, theme=theme
    )
    return done("change_segment", "consultations.programme", consultation_id=consultation_id)


@pages.post("/consultations/<int:consultation_id>/programme/parts/<int:segment_id>/remove")
@asks(
    "hold_consultation", again=programme, where=lambda _desk, consultation_id, **_: {"consultation_id": consultation_id}
)
def remove_segment(desk: Desk, consultation_id: int, segment_id: int) -> ResponseReturnValue:
    """Take a part out of the programme."""
    row = queries.segment(desk.db, consultation_id, segment_id)
    actions.remove_segment(desk.db, row, by=desk.viewer, at=desk.at)
    return done("remove_segment", "consultations.programme", consultation_id=consultation_id)


@pages.post("/consultations/<int:consultation_id>/programme/scene")
@asks("hold_consultation", again=programme)
def ask_to_set_scene(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Ask a person to set the scene of a part."""
    form = received(SceneSetterForm)
    row = queries.segment(desk.db, consultation_id, form.segment)
    organization = queries.organization(desk.db, form.organization, desk.viewer) if form.organization else None
    actions.ask_to_set_scene(
        desk.db, row, form.name, form.function, by=desk.viewer, at=desk.at, organization=organization,
        delegation=delegation_asked(desk, form),
    )  # fmt: skip
    return done("ask_to_set_scene", "consultations.programme", consultation_id=consultation_id)


def delegation_asked(desk: Desk, form: SceneSetterForm) -> Delegation | None:
    """The delegation of which a person is asked, by its code; none if none was named."""
    if not form.delegation:
        return None
    if form.organization:
        raise Invalid(
            say("Please choose one delegation or one organization."), {"delegation": say("One or the other.")}
        )
    found = accounts.delegations_by_code(desk.db, [form.delegation.upper()])
    if not found:
        raise Invalid(
            say("There is no delegation with the code %(code)s."), {"delegation": say("Unknown code.")},
            code=form.delegation,
        )  # fmt: skip
    return found[0]


@pages.post("/consultations/<int:consultation_id>/programme/scene/<int:scene_setter_id>")
@asks(
    "answer_scene_setting",
    again=programme,
    where=lambda _desk, consultation_id, **_: {"consultation_id": consultation_id},
)
def answer_scene_setting(desk: Desk, consultation_id: int, scene_setter_id: int) -> ResponseReturnValue:
    """Agree or decline to set the scene."""
    form = received(AnswerForm)
    asked = queries.scene_setter(desk.db, consultation_id, scene_setter_id, desk.viewer)
    actions.answer_scene_setting(desk.db, asked, form.answer, by=desk.viewer, at=desk.at)
    return done("answer_scene_setting", "consultations.programme", consultation_id=consultation_id)


@pages.post("/consultations/<int:consultation_id>/programme/scene/<int:scene_setter_id>/remove")
@asks(
    "hold_consultation", again=programme, where=lambda _desk, consultation_id, **_: {"consultation_id": consultation_id}
)
def take_off_scene_setter(desk: Desk, consultation_id: int, scene_setter_id: int) -> ResponseReturnValue:
    """Take a person who was asked off the programme."""
    asked = queries.scene_setter(desk.db, consultation_id, scene_setter_id, desk.viewer)
    actions.take_off_scene_setter(desk.db, asked, by=desk.viewer, at=desk.at)
    return done("take_off_scene_setter", "consultations.programme", consultation_id=consultation_id)


@pages.post("/consultations/<int:consultation_id>/programme/issue")
@asks("issue_programme", again=programme)
def issue_programme(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Issue the programme as it is prepared."""
    found = queries.consultation(desk.db, consultation_id)
    actions.issue_programme(desk.db, found, by=desk.viewer, at=desk.at)
    return done("issue_programme", "consultations.programme", consultation_id=consultation_id)
