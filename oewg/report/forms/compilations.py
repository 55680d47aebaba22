"""What does the secretariat send about the report?"""

from oewg.core.forms import Form, Line


class CompileForm(Form):
    """The report is compiled under a symbol; `item` is the item of the agenda that stands in the masthead."""

    symbol: Line
    item: int | None = None
