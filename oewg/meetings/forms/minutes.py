"""What does the secretariat send about minutes?"""

from oewg.core.forms import Form, Line, OptionalLine


class FinishForm(Form):
    """The symbol of final minutes; `wording` is the digest of the whole text that was read."""

    symbol: Line
    wording: OptionalLine = ""
