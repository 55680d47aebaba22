"""What does a call ask, when may it be changed, and what does it accept?

The time of a call is half-open, as every deadline of the house. A call is amended only before anybody could answer it; after
that only its deadline moves, and only to a later instant: whoever relied on it loses nothing.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from string import ascii_lowercase

from oewg.core.errors import Invalid, Refusal, say

ADDRESSED_TO = {"organizations": say("accredited organizations"), "states": say("States, for their national views")}
REMINDER = timedelta(hours=48)
"""How long before the deadline those whose draft is not sent are reminded of it."""
MOST_QUESTIONS = 30
MOST_FILES = 10
LARGEST_FILE = 5_000_000
"""Bytes: a request holds no more (config's largest_upload)."""


@dataclass(frozen=True)
class Question:
    """A guiding question: its letter, its words, and the key of the element of the mandate that it is about, or ""."""

    letter: str
    words: str
    element: str = ""


@dataclass(frozen=True)
class Terms:
    """What a call says: whom it asks what, from when until when (aware instants), and what it accepts. Sizes in bytes."""

    title: str
    questions: tuple[Question, ...]
    opens_at: datetime
    closes_at: datetime
    zone: str
    addressed_to: str = "organizations"
    languages: tuple[str, ...] = ("ar", "en", "es", "fr", "ru", "zh")
    most_words: int | None = None
    most_files: int = 0
    largest_file: int = LARGEST_FILE


_ELEMENT = re.compile(r"\s*\[([a-z-]+)\]$")
_LETTER = re.compile(r"\(([a-z]{1,2})\)\s+")


def questions_of(lines: str, elements: Collection[str]) -> tuple[Question, ...]:
    """The questions that were typed, one a line; "[threats]" at the end of a line names an element by its key.

    A letter at its beginning, "(a)", is dropped: letters follow from the order. Raises Invalid on the field `questions`.
    """
    found: list[Question] = []
    for line in filter(None, (line.strip() for line in lines.split("\n"))):
        about = _ELEMENT.search(line)
        element = about[1] if about else ""
        if element and element not in elements:
            raise _wrong(say("The mandate has no element “%(key)s”."), key=element)
        words = _LETTER.sub("", _ELEMENT.sub("", line), count=1).strip()
        if not words:
            raise _wrong(say("A question has words, not only a letter or an element."))
        found.append(Question(letter_at(len(found)), words, element))
    if not 0 < len(found) <= MOST_QUESTIONS:
        raise _wrong(say("A call asks from one to %(most)s questions."), most=MOST_QUESTIONS)
    return tuple(found)


def _wrong(sentence: str, **values: object) -> Invalid:
    return Invalid(sentence, {"questions": say("Please look at the questions again.")}, **values)


def letter_at(place: int) -> str:
    """The letter of the question at a place that counts from 0: a, b ... z, aa, ab ..."""
    more, rest = divmod(place, len(ascii_lowercase))
    return (ascii_lowercase[more - 1] if more else "") + ascii_lowercase[rest]


def typed_again(questions: Sequence[Question]) -> str:
    """The questions as they are typed, to be amended."""
    return "\n".join(one.words + (f" [{one.element}]" if one.element else "") for one in questions)


def check_terms(terms: Terms, at: datetime) -> None:
    """Refuse a call that closes before it opens or has closed, asks nothing, or accepts no language."""
    if terms.closes_at <= terms.opens_at:
        raise Invalid(say("A call closes after it opens."), {"closes_at": say("Not after the opening.")})
    if terms.closes_at <= at:
        raise Invalid(say("The deadline is in the past."), {"closes_at": say("In the past.")})
    if not terms.questions:
        raise Invalid(say("A call asks at least one question."), {"questions": say("Please fill this in.")})
    if not terms.languages:
        raise Invalid(
            say("A call accepts at least one language."), {"languages": say("Please choose one of those offered.")}
        )


def check_amends(opens_at: datetime, at: datetime) -> None:
    """Refuse to change what a call says once it is open: somebody may be answering it."""
    if at >= opens_at:
        raise Refusal(say("This call has opened: what it says stays. Only its deadline can be moved to a later time."))


def check_extends(closes_at: datetime, later: datetime, at: datetime) -> None:
    """Refuse to extend a call that has closed, and to make it shorter."""
    if at >= closes_at:
        raise Refusal(
            say("This call has closed: a deadline is extended before it is reached. Please open another call.")
        )
    if later <= closes_at:
        raise Invalid(say("An extended deadline is later than the one before."), {"closes_at": say("Not later.")})


def moments(opens_at: datetime, closes_at: datetime, at: datetime) -> tuple[datetime, ...]:
    """The instants still to come at which a call changes the world by itself: it opens, reminds, closes."""
    return tuple(moment for moment in (opens_at, closes_at - REMINDER, closes_at) if moment > at)


def count_words(text: str) -> int:
    """How many words a text has: pieces between spaces; of Chinese, whose words are not spaced, each character is one."""
    spaced = "".join(f" {c} " if unicodedata.east_asian_width(c) == "W" and c.isalpha() else c for c in text)
    return sum(any(c.isalnum() for c in piece) for piece in spaced.split())


def check_accepts(
    languages: Collection[str], most_words: int | None, most_files: int, language: str, parts: Sequence[str], files: int
) -> None:
    """Refuse input in a language that the call does not accept, with too many words or attachments, or with no words."""
    if language not in languages:
        raise Invalid(
            say("This call does not accept input in that language."), {"language": say("Please choose another.")}
        )
    if not any(parts):
        raise Invalid(say("There are no words in it yet: please answer a question or write a general contribution."))
    words = sum(map(count_words, parts))
    if most_words is not None and words > most_words:
        raise Invalid(
            say("It has %(words)s words, and the call accepts %(most)s at most."), None, words=words, most=most_words
        )
    if files:
        check_room_for_file(most_files, files - 1)


def check_room_for_file(most: int, attached: int) -> None:
    """Refuse one more attachment than the call accepts."""
    if not most:
        raise Refusal(say("This call accepts no attachments."))
    if attached >= most:
        raise Refusal(say("This call accepts no more than %(most)s attachments."), most=most)


def check_size(largest: int, size: int) -> None:
    """Refuse an attachment with more bytes than the call accepts."""
    if size > largest:
        raise Invalid(
            say("The file is too large: an attachment to this call has at most %(largest)s kB."),
            {"file": say("Too large.")}, largest=largest // 1000,
        )  # fmt: skip
