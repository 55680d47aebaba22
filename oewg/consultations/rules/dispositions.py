"""What may be said of input, of which words of it, and when has all of it been answered?

A disposition is what the secretariat says became of a submission, or of one passage of it (paragraph 5 of the resolution;
domain: "Consultations and stakeholders": nobody's input disappears).
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from oewg.core.errors import Invalid, Refusal, say

DISPOSITIONS = {
    "taken_up": say("taken up"),
    "partly": say("taken up in part"),
    "noted": say("noted"),
    "outside_mandate": say("outside the mandate"),
}
EARLIER = {
    "reworded": say("on earlier wording"),
    "removed": say("on a provision that has been removed"),
}
"""How what was said of a provision stands to the text of now, where that has gone on."""

Stretch = tuple[int, int]
"""Of some words: the characters before its first one, and before the first one after it."""

_END = re.compile(r"[.!?…؟۔](?:[\"'’”»)\]]|\[\^?\w+\])*(?=\s)|[。!?]|\n")
"""Where a sentence may end: at its sign with what closes after it, before a space; at a Chinese sign; at a line's end."""
_SHORT = re.compile(
    r"(?:^|[\s(])(?:\w|[A-Z]\.\w|No|Nos|art|arts|para|paras|vol|pp|cf|Mr|Ms|Mrs|Dr|St|vs|e\.g|i\.e|etc)\.$"
)
"""What ends with a point without ending a sentence."""
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


def check_tie(returned_at: datetime | None, provision_removed: bool) -> None:
    """Refuse to say what became of a submission that was sent back, or in a provision that does not stand."""
    if returned_at is not None:
        raise Refusal(say("This submission was sent back for repair; the version that comes instead is tied."))
    if provision_removed:
        raise Refusal(say("This provision has been removed from its text: please choose one that stands."))


def check_place(place: str, disposition: str) -> None:
    """Refuse what an element of the mandate and "outside the mandate" do not say together.

    `place`: "provision", "element" or "", the last for what is outside the mandate and rests nowhere.
    """
    if place == "element" and disposition == "outside_mandate":
        raise Invalid(
            say("What bears on an element of the mandate is not outside it: please choose one of the two."),
            {"element": say("Please leave this empty, or choose another answer.")},
        )
    if not place and disposition != "outside_mandate":
        raise Invalid(
            say("Please say where it is to be found: in which provision, or at least on which element of the mandate."),
            {"provision": say("Please choose a provision or an element.")},
        )


def check_said_anew(before: tuple[str, str] | None, said: tuple[str, str], earlier: bool) -> None:
    """Refuse to say of a place what is said of it already. (disposition, reason); `earlier`: said of earlier wording."""
    if before == said and not earlier:
        raise Refusal(say("The submission is tied to this place so already."))


def check_ended(ended_at: datetime | None) -> None:
    """Refuse to take back what does not stand any more."""
    if ended_at is not None:
        raise Refusal(say("This does not stand any more: something else has been said in its place."))


def check_unmark(said: int) -> None:
    """Refuse to take a mark from a passage of which something was said. `said`: how often, also what ended since."""
    if said:
        raise Refusal(say("Something was said of this passage, which stays on record: the passage stays too."))


def quoted(words: str, starts: int, ends: int, quote: str | None = None) -> Stretch:
    """The stretch of a submission's words that is to be marked, without the white space at its ends.

    Raises Invalid if it lies outside them or is empty, or if the words there are not those that were meant (`quote`).
    """
    if not 0 <= starts < ends <= len(words):
        raise Invalid(say("A passage lies within the words of the submission, and is not empty."))
    if quote is not None and words[starts:ends].split() != quote.split():
        raise Invalid(say("The words at this place are not those that you marked: please mark them once more."))
    found = words[starts:ends]
    starts += len(found) - len(found.lstrip())
    found = found.strip()
    if not _WORD.search(found):
        raise Invalid(say("There is no word in this passage: please mark what it says."))
    return starts, starts + len(found)


def between(words: str, first: str, last: str) -> Stretch:
    """The stretch from the first to the last words of a passage, as somebody copied them.

    Raises Invalid if they are not there, or if the first stand in more than one place.
    """
    places = [match.start() for match in _as_copied(first).finditer(words)] if first.split() else []
    if len(places) != 1:
        fields = {"first": say("Not found once.")}
        raise Invalid(say("The first words must stand in the submission exactly once: please copy some more."), fields)
    end = _as_copied(last).search(words, places[0]) if last.split() else None
    if end is None:
        raise Invalid(say("The last words do not stand after the first ones."), {"last": say("Not found.")})
    return quoted(words, places[0], end.end())


def found_again(quote: str, words: str) -> Stretch | None:
    """Where a passage of an earlier version stands in a later one; none if it is not there, or in more than one place."""
    places = [match.span() for match in _as_copied(quote).finditer(words)]
    return places[0] if len(places) == 1 else None


def check_carried(several: int) -> None:
    """Refuse to carry over what was said of an earlier version if nothing of it can be said of the later one."""
    if not several:
        raise Refusal(
            say(
                "Nothing that was said of the earlier version can be said of this one: its passages or provisions are gone."
            )
        )


def _as_copied(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def sentences(words: str) -> list[Stretch]:
    """The sentences of a submission, each without the white space around it. What has no word in it is none."""
    found: list[Stretch] = []
    at = 0
    for end in [*(match.end() for match in _END.finditer(words)), len(words)]:
        piece = words[at:end]
        if end < len(words) and words[end - 1] != "\n" and _SHORT.search(piece):
            continue
        if _WORD.search(piece):
            starts = at + len(piece) - len(piece.lstrip())
            found.append((starts, at + len(piece.rstrip())))
        at = end
    return found


def paragraphs(words: str) -> list[Stretch]:
    """The paragraphs of a submission, each without the white space around it. What has no word in it is none."""
    found = [(match.start(), match.end()) for match in re.finditer(r"\S(?:[^\n]*\S)?", words)]
    return [(starts, ends) for starts, ends in found if _WORD.search(words, starts, ends)]


def joined(words: str, stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches in their order; those between which nothing but white space stands are one."""
    found: list[Stretch] = []
    for starts, ends in sorted(set(stretches)):
        if found and not words[found[-1][1] : starts].strip():
            found[-1] = (found[-1][0], max(ends, found[-1][1]))
        else:
            found.append((starts, ends))
    return found


def count(words: str) -> int:
    """How many words."""
    return len(_WORD.findall(words))


def covered(words: str, stretches: Collection[Stretch]) -> int:
    """How many of the words stand in at least one of some stretches."""
    found, at = 0, 0
    ranges = sorted(stretches)
    for match in _WORD.finditer(words):
        while at < len(ranges) and ranges[at][1] <= match.start():
            at += 1
        found += any(starts <= match.start() and match.end() <= ends for starts, ends in ranges[at:])
    return found


@dataclass(frozen=True)
class Answered:
    """How far a submission has been answered."""

    of_whole: bool
    """Was something said of the whole of it?"""
    passages: Sequence[bool]
    """Of each marked passage: was something said of it?"""
    words: int
    words_covered: int
    """How many of its words stand in a passage of which something was said; all, if it was said of the whole."""

    @property
    def complete(self) -> bool:
        """Has it a disposition, and has every passage that was marked?"""
        return (self.of_whole or bool(self.passages)) and all(self.passages)

    @property
    def share(self) -> int:
        """Of a hundred of its words, how many are answered; what is not all is never rounded to all."""
        return 100 * self.words_covered // self.words if self.words else 100


def answered(words: str, of_whole: bool, passages: Collection[tuple[Stretch, bool]]) -> Answered:
    """How far a submission has been answered. `passages`: each with whether something was said of it."""
    total = count(words)
    said = [stretch for stretch, has in passages if has]
    return Answered(of_whole, [has for _, has in passages], total, total if of_whole else covered(words, said))


def overlap(one: Stretch, other: Stretch) -> bool:
    """Have two stretches a character in common?"""
    return one[0] < other[1] and other[0] < one[1]


def marked(
    words: str, stretches: Sequence[Stretch], breaks: Collection[int] = ()
) -> list[tuple[str, list[int]]]:  # fmt: skip
    """The words in pieces, each with the stretches in which it stands, counted from 1; joined, they give the words.

    `breaks`: places at which another piece begins besides.
    """
    ends = sorted({0, len(words), *breaks, *(place for stretch in stretches for place in stretch)})
    return [
        (words[at:until], [n for n, (first, last) in enumerate(stretches, start=1) if first <= at and until <= last])
        for at, until in pairwise(ends)
    ]
