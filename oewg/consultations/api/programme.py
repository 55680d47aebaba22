"""The programme of a consultation for programs."""

from datetime import datetime

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Listed, Nothing, Out, operation
from oewg.consultations import actions, queries
from oewg.consultations.api.room import api
from oewg.consultations.forms.programme import AnswerForm, SceneSetterForm, SegmentForm
from oewg.consultations.models import SceneSetter
from oewg.consultations.rules.programme import Part
from oewg.consultations.views.programme import delegation_asked
from oewg.core.forms import on_the_clock


class SceneSetterOut(Out):
    """A person who sets the scene of a part, or was asked to; `answer` is empty until there is one."""

    id: int
    name: str
    function: str
    organization: int | None
    delegation: int | None
    answer: str


class PartOut(Out):
    """A part of a programme; it is over at `ends_at`, and the next may begin then."""

    id: int
    meeting: int
    starts_at: datetime
    ends_at: datetime
    theme: int | None
    title: str
    scene_setters: list[SceneSetterOut]


class ProgrammeOut(Out):
    """The programme as it was issued last; `issue` is 0 before that. `changed` are the parts that changed since the issue before."""

    issue: int
    issued_at: datetime | None
    parts: list[PartOut]
    changed: list[int]


@operation(
    api, "/consultations/<int:consultation_id>/programme", act="read", answers=ProgrammeOut,
    summary="The programme of a consultation as it was issued, with the scene-setters who agreed",
)  # fmt: skip
def programme(desk: Desk, consultation_id: int) -> ProgrammeOut:
    """The programme as everybody reads it."""
    return _issued(desk, consultation_id)


@operation(
    api, "/consultations/<int:consultation_id>/programme/parts", act="read_prepared_programme", answers=Listed[PartOut],
    summary="The programme of a consultation as it is prepared",
)  # fmt: skip
def parts(desk: Desk, consultation_id: int) -> Listed[PartOut]:
    """The programme as it is prepared, with everybody who was asked."""
    queries.consultation(desk.db, consultation_id)
    return _prepared(desk, consultation_id)


@operation(
    api, "/consultations/<int:consultation_id>/programme/parts", method="POST", act="hold_consultation", takes=SegmentForm,
    answers=Listed[PartOut], summary="Add a part to the programme of a consultation",
)  # fmt: skip
def add_segment(desk: Desk, sent: SegmentForm, consultation_id: int) -> Listed[PartOut]:
    """Add a part; a time without an offset is on the clocks of the meeting's session."""
    found = queries.consultation(desk.db, consultation_id)
    meeting = queries.meeting_of(found, sent.meeting)
    theme = queries.theme(desk.db, consultation_id, sent.theme) if sent.theme else None
    zone = meeting.session.zone
    starts, ends = on_the_clock(sent.starts_at, zone, "starts_at"), on_the_clock(sent.ends_at, zone, "ends_at")
    actions.add_segment(desk.db, found, meeting, starts, ends, sent.title, by=desk.viewer, at=desk.at, theme=theme)
    return _prepared(desk, consultation_id)


@operation(
    api, "/consultations/<int:consultation_id>/programme/scene", act="answer_scene_setting",
    answers=Listed[SceneSetterOut], summary="Whom our own side is asked for to set a scene, and what was answered",
)  # fmt: skip
def asked_to_set_scene(desk: Desk, consultation_id: int) -> Listed[SceneSetterOut]:
    """Whom our own organization or delegation is asked for."""
    queries.consultation(desk.db, consultation_id)
    found = queries.asked_to_set_scene(desk.db, desk.viewer, consultation_id)
    return Listed(items=[_scene_setter(each) for each in found])


@operation(
    api, "/consultations/<int:consultation_id>/programme/scene", method="POST", act="hold_consultation",
    takes=SceneSetterForm, answers=SceneSetterOut, summary="Ask a person to set the scene of a part",
)  # fmt: skip
def ask_to_set_scene(desk: Desk, sent: SceneSetterForm, consultation_id: int) -> SceneSetterOut:
    """Ask a person."""
    row = queries.segment(desk.db, consultation_id, sent.segment)
    organization = queries.organization(desk.db, sent.organization, desk.viewer) if sent.organization else None
    asked = actions.ask_to_set_scene(
        desk.db, row, sent.name, sent.function, by=desk.viewer, at=desk.at, organization=organization,
        delegation=delegation_asked(desk, sent),
    )  # fmt: skip
    return _scene_setter(asked)


@operation(
    api, "/consultations/<int:consultation_id>/programme/scene/<int:scene_setter_id>", method="POST",
    act="answer_scene_setting", takes=AnswerForm, answers=SceneSetterOut, summary="Agree or decline to set the scene",
    status=200,
)  # fmt: skip
def answer_scene_setting(desk: Desk, sent: AnswerForm, consultation_id: int, scene_setter_id: int) -> SceneSetterOut:
    """Answer."""
    asked = queries.scene_setter(desk.db, consultation_id, scene_setter_id, desk.viewer)
    actions.answer_scene_setting(desk.db, asked, sent.answer, by=desk.viewer, at=desk.at)
    return _scene_setter(asked)


@operation(
    api, "/consultations/<int:consultation_id>/programme/issue", method="POST", act="issue_programme", takes=Nothing,
    answers=ProgrammeOut, summary="Issue the programme of a consultation", status=200,
)  # fmt: skip
def issue_programme(desk: Desk, _sent: Nothing, consultation_id: int) -> ProgrammeOut:
    """Issue the programme as it is prepared."""
    actions.issue_programme(desk.db, queries.consultation(desk.db, consultation_id), by=desk.viewer, at=desk.at)
    return _issued(desk, consultation_id)


def _issued(desk: Desk, consultation_id: int) -> ProgrammeOut:
    queries.consultation(desk.db, consultation_id)
    found = queries.programme(desk.db, consultation_id)
    return ProgrammeOut(
        issue=found.number, issued_at=found.issues[-1].issued_at if found.issues else None,
        parts=[_part(part, found.scene_setters.get(part.segment, [])) for part in found.parts],
        changed=[part.segment for each in found.changes if (part := each.now or each.before)],
    )  # fmt: skip


def _prepared(desk: Desk, consultation_id: int) -> Listed[PartOut]:
    rows = queries.segments(desk.db, consultation_id)
    return Listed(
        items=[_part(queries.as_part(row), [s for s in row.scene_setters if s.removed_at is None]) for row in rows]
    )


def _part(part: Part, scene_setters: list[SceneSetter]) -> PartOut:
    return PartOut(
        id=part.segment, meeting=part.meeting, starts_at=part.starts_at, ends_at=part.ends_at, theme=part.theme,
        title=part.title, scene_setters=[_scene_setter(each) for each in scene_setters],
    )  # fmt: skip


def _scene_setter(row: SceneSetter) -> SceneSetterOut:
    return SceneSetterOut(
        id=row.id, name=row.name, function=row.function, organization=row.organization_id, delegation=row.delegation_id,
        answer=row.answer or "",
    )  # fmt: skip
