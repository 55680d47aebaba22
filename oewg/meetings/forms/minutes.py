"""What does the secretariat send about minutes?"""

from oewg.core.forms import Form, Line


class FinishForm(Form):
    """The symbol of final minutes; `on` is the latest of their revisions that was read."""

    symbol: Line
    on: int | None = None
