"""What do organizations send of those who act for them?"""

from typing import Literal

from oewg.accounts.forms import Email
from oewg.consultations.forms.fields import Name
from oewg.core.forms import Form


class InvitedForm(Form):
    """A person who is invited to act for the organization."""

    name: Name
    email: Email


class GenderForm(Form):
    """What totals of gender parity count of oneself; "" to say nothing."""

    gender: Literal["", "woman", "man", "another"] = ""
