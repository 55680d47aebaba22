"""What does the secretariat send about the report?"""

from oewg.core.forms import Form, Line


class CompileForm(Form):
    """The symbol under which the report is compiled."""

    symbol: Line
