"""What is sent about calls and submissions?"""

from typing import Literal

from oewg.consultations.forms.fields import ClockTime, Title
from oewg.core.forms import Form, Words, Zone


class CallForm(Form):
    """A call for input; times are on the clocks of the zone."""

    title: Title
    questions: Words
    opens_at: ClockTime
    closes_at: ClockTime
    zone: Zone


class SubmissionForm(Form):
    """An answer to a call."""

    title: Title
    words: Words
    consent: Literal["named", "anonymous", "not_published"]


class ReturnForm(Form):
    """What in the form has to be repaired."""

    reason: Words
