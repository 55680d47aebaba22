"""In which ways can the house say no? Each carries words that a delegate understands."""

from collections.abc import Mapping


def say(sentence: str) -> str:
    """Mark a sentence for translation and return it unchanged: rules speak without knowing the reader's language."""
    return sentence


class Refusal(Exception):
    """A rule said no: nothing has changed.

    `sentence` is a marked sentence with %(name)s places, `values` what goes into them; a value that is itself a
    marked sentence is translated too. `basis` cites the paragraph or rule that the refusal follows, if there is one.
    """

    status = 409
    details: Mapping[str, object] = {}
    """What a program is told besides the sentence."""
    seconds = 0
    """After how many seconds it may be tried again, where that is known."""

    def __init__(self, sentence: str, *, basis: str = "", **values: object) -> None:
        self.sentence, self.values, self.basis = sentence, values, basis
        super().__init__(sentence % values if values else sentence)


class NotAllowed(Refusal):
    """The viewer's capacity does not include this act."""

    status = 403


class NotSignedIn(NotAllowed):
    """Nobody is signed in, and the act asks for somebody."""

    status = 401


class Invalid(Refusal):
    """What was sent cannot be read as what the form asks for; `fields` maps a field's name to a marked sentence."""

    status = 422

    def __init__(self, sentence: str, fields: Mapping[str, str] | None = None, **values: object) -> None:
        super().__init__(sentence, basis="", **values)
        self.fields = dict(fields or {})


class TooMany(Refusal):
    """There were too many tries in a short time; in so many seconds there may be another."""

    status = 429

    def __init__(self, seconds: int) -> None:
        minutes = -(-seconds // 60)
        if seconds < 100:
            super().__init__(
                say("Too many attempts in a short time. Nothing has been recorded: please try again in %(seconds)s seconds."),
                seconds=seconds,
            )  # fmt: skip
        else:
            super().__init__(
                say("Too many attempts in a short time. Nothing has been recorded: please try again in %(minutes)s minutes."),
                minutes=minutes,
            )  # fmt: skip
        self.seconds = seconds


class NotFound(Refusal):
    """There is no such thing, or the viewer may not know of it: the two answer alike, to the letter."""

    status = 404

    def __init__(self) -> None:
        super().__init__(say("There is no such page, or it is not open to you."))
