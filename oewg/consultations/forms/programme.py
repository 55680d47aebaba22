"""What is sent about the programme of a consultation?"""

from typing import Literal

from oewg.consultations.forms.fields import ClockTime, Name, Number, Title
from oewg.core.forms import Form, OptionalName


class SegmentForm(Form):
    """A part of the programme; its times are on the clocks of the meeting's session."""

    meeting: Number
    starts_at: ClockTime
    ends_at: ClockTime
    theme: Number | None = None
    title: Title


class SceneSetterForm(Form):
    """A person who is asked to set the scene, by the name of the organization or the code of the delegation, or of neither."""

    segment: Number
    name: Name
    function: Name
    organization: Number | None = None
    delegation: OptionalName = ""


class AnswerForm(Form):
    """Whether a person sets the scene."""

    answer: Literal["agreed", "declined"]
