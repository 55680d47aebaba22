"""How does a report say dates, numbers of meetings and lists?"""

from collections.abc import Sequence
from datetime import date

from oewg.meetings.rules import long_date, ordinal


def days(first: date, last: date) -> str:
    """ "on 3 June 2019", "on 3 and 4 June 2019", "from 9 to 13 September 2019", "from 28 June to 2 July 2021"."""
    if first == last:
        return f"on {long_date(first)}"
    if (last - first).days == 1 and first.month == last.month:
        return f"on {first.day} and {long_date(last)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"from {first.day} to {long_date(last)}"
    if first.year == last.year:
        return f"from {first.day} {first:%B} to {long_date(last)}"
    return f"from {long_date(first)} to {long_date(last)}"


def listed(items: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def meetings(numbers: Sequence[int]) -> str:
    """ "1st meeting", "1st and 2nd meetings", "1st to 4th meetings", "1st, 3rd and 5th to 7th meetings"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said: list[str] = []
    for run in runs:
        if len(run) > 2:
            said.append(f"{ordinal(run[0])} to {ordinal(run[-1])}")
        else:
            said += [ordinal(number) for number in run]
    return f"{listed(said)} meeting{'s' if len(set(numbers)) > 1 else ''}"


def counted(number: int, one: str, more: str) -> str:
    """ "one meeting", "three meetings", "12 meetings": words up to ten, as reports have it."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return f"{words[number] if number <= 10 else number} {one if number == 1 else more}"
