"""How does a delegate see the redline of an amendment before it is filed? The form's page once more, with nothing done."""

from oewg.core.errors import Refusal, say
from oewg.texts.rules.by_words import Piece
from oewg.texts.rules.redline import redline


class Preview(Refusal):
    """Nothing is filed: the page of the form is shown with the redline of what was typed."""

    status = 200

    def __init__(self, base: str, words: str) -> None:
        super().__init__(say("This is what your words change. Nothing has been filed yet."))
        self.pieces: list[Piece] = redline(base, words)
