"""What is sent about the account of the proceedings?"""

from oewg.core.forms import Form, Line, Words


class AddedForm(Form):
    """Words to be added after the paragraph with a key."""

    after: Line
    words: Words


class WithdrawalForm(Form):
    """Why a sentence is taken out."""

    reason: Line
