"""What do organizations send to be heard, and what does the secretariat answer?"""

from typing import Literal

from oewg.accounts.forms import Email, Password
from oewg.consultations.forms.fields import MailedName, Name
from oewg.consultations.rules.accreditation import Described
from oewg.core.forms import Form, Line, Words


class DescribedForm(Form):
    """What an organization says of itself; its letter stands beside the form."""

    name: MailedName
    sector: Literal["business", "non_governmental", "academia"]
    country: Line
    consultative_status: bool = False
    purpose: Words

    def described(self) -> Described:
        """The same as the rules know it."""
        return Described(self.name, self.sector, self.country, self.consultative_status, self.purpose)


class OrganizationForm(DescribedForm):
    """An organization that registers, with its first representative."""

    representative: Name
    email: Email


class ConfirmationForm(Form):
    """The link of a letter, used; with the first password of a person who has none."""

    new_password: Password | None = None


class ReasonsForm(Form):
    """What the form of an application lacks."""

    reasons: Words


class QueueForm(Form):
    """Which applications are looked for."""

    state: str = ""
    sector: str = ""
    search: str = ""
