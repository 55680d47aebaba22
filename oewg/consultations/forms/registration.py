"""What is sent about the registration for a consultation?"""

from typing import Annotated, Literal

from pydantic import Field

from oewg.consultations.forms.fields import ClockTime, Name
from oewg.consultations.rules.registration import Places
from oewg.core.forms import Form, OptionalName, Zone

Count = Annotated[int, Field(ge=0, le=100_000)]


class PeriodForm(Form):
    """From when until when organizations register, and for how many persons; times are on the clocks of the zone."""

    opens_at: ClockTime
    closes_at: ClockTime
    zone: Zone
    in_person: Count = 0
    online: Count = 0
    for_each: Count

    @property
    def places(self) -> Places:
        """The places as the rules see them."""
        return Places(self.in_person, self.online, self.for_each)


class NamedForm(Form):
    """Whether a person is to stand on the public list of participants by name."""

    named: bool = False


class AttendeeForm(NamedForm):
    """A person who is registered."""

    name: Name
    function: OptionalName = ""
    manner: Literal["in_person", "online"]
