"""What is sent about submissions?"""

from typing import Literal

from oewg.consultations.forms.fields import ClockTime, Title
from oewg.core.forms import Form, Words


class SubmissionForm(Form):
    """An answer to a call."""

    title: Title
    words: Words
    consent: Literal["named", "anonymous", "not_published"]


class ReturnForm(Form):
    """What in the form has to be repaired."""

    ground: Literal["language", "too_long", "personal_data", "insult", "no_author", "unreadable", "incomplete"]
    reason: Words
    repair_until: ClockTime
    """On the clocks of the call's zone."""
