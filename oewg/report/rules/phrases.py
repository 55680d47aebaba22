"""How does a report say days, meetings, numbers and lists? Singular or plural, in the manner of United Nations reports."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from oewg.meetings.rules.words import ordinal

_UNITS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_FIRST = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = ("", "", "twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
_FEWEST_IN_A_RUN = 3
"""Two neighbours are named both; from three on a run is named by its ends."""


def listed(items: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"; nothing for an empty list."""
    return " and ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)


def figure(number: int) -> str:
    """A whole number from 0 on: below ten in words ("no" for none), from ten on in figures, 10,700 with its comma."""
    return _UNITS[number] if number < len(_UNITS) else f"{number:,}"


def counted(number: int, singular: str, plural: str) -> str:
    """ "no meetings", "one meeting", "12 meetings"."""
    return f"{figure(number)} {singular if number == 1 else plural}"


def ordinal_words(number: int) -> str:
    """ "seventy-fifth"; from a hundred on in figures, "101st"."""
    if not 1 <= number < 100:
        return ordinal(number)
    if number < len(_FIRST):
        return _FIRST[number]
    tens, unit = divmod(number, 10)
    return f"{_TENS[tens]}y-{_FIRST[unit]}" if unit else f"{_TENS[tens]}ieth"


def sentence(words: str) -> str:
    """The words as a sentence: a capital at the beginning, a full stop at the end."""
    return f"{words[:1].upper()}{words[1:].rstrip().rstrip('.')}."


def in_a_sentence(title: str) -> str:
    """A title as it stands within a sentence: "first substantive session"; an acronym keeps its capitals."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def meeting_numbers(numbers: Collection[int]) -> str:
    """ "1st meeting", "1st and 2nd meetings", "1st to 4th and 6th meetings"; the order given does not matter."""
    names: list[str] = []
    for run in _runs(sorted(set(numbers))):
        if len(run) >= _FEWEST_IN_A_RUN:
            names.append(f"{ordinal(run[0])} to {ordinal(run[-1])}")
        else:
            names += [ordinal(number) for number in run]
    return f"{listed(names)} {'meeting' if len(set(numbers)) == 1 else 'meetings'}"


def span(first: date, last: date) -> str:
    """The days from the first to the last, both inclusive, with their preposition.

    "on 3 June 2019", "on 3 and 4 June 2019", "from 9 to 13 September 2019", "from 28 February to 4 March 2020".
    """
    if last - first <= timedelta(days=1):
        return on_days({first, last})
    return f"from {_named(first, last)} to {_named(last)}"


def on_days(days: Iterable[date]) -> str:
    """Some days, with their preposition: three and more that follow one another as a span, others one by one.

    "on 3 June 2019", "on 10, 12 and 14 February 2020", "on 30 September and 1 October 2019".
    """
    found = sorted(set(days))
    runs = _runs([day.toordinal() for day in found])
    if len(runs) == 1 and len(found) >= _FEWEST_IN_A_RUN:
        return span(found[0], found[-1])
    months = [list(group) for _, group in groupby(found, key=lambda day: (day.year, day.month))]
    names = []
    for place, month in enumerate(months):
        following = months[place + 1][0] if place + 1 < len(months) else None
        names.append(listed([*(str(day.day) for day in month[:-1]), _named(month[-1], following)]))
    return f"on {listed(names)}"


def _named(day: date, until: date | None = None) -> str:
    """A day, without the month or the year that the day after it in the sentence will name."""
    if until is None or day.year != until.year:
        return f"{day.day} {day:%B} {day.year}"
    return f"{day.day} {day:%B}" if day.month != until.month else str(day.day)


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Ascending numbers, cut wherever one does not follow the one before."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
