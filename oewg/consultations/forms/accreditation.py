"""What do organizations send to be heard?"""

from typing import Literal

from oewg.accounts.forms import Email, Password
from oewg.consultations.forms.fields import Name
from oewg.core.forms import Form, Line, OptionalLine, Words


class OrganizationForm(Form):
    """An organization that registers, with its first representative."""

    name: Name
    sector: Literal["business", "non_governmental", "academia"]
    country: Line
    consultative_status: bool = False
    purpose: Words
    representative: Name
    email: Email
    password: Password


class DecisionForm(Form):
    """The secretariat's answer to an application."""

    outcome: Literal["accredited", "refused"]
    reason: OptionalLine = ""
