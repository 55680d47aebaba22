"""Which explanation of position is refused for the language that was said of its words?"""

from oewg.core.errors import Invalid, say
from oewg.texts.documents.languages import may_be_in


def check_language(words: str, language: str) -> None:
    """Refuse a language in whose script the words are not: the compendium would set them the wrong way, and cannot be changed."""
    if not may_be_in(language, words):
        raise Invalid(
            say("These words are written in other letters than those of the language that was chosen for them."),
            {"language": say("Please choose the language in which the words are.")},
        )
