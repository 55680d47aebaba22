"""How is it told, in the words of the records?"""

import re
from datetime import date

OFFICES = {"chair": "Chair", "vice_chair": "Vice-Chair", "rapporteur": "Rapporteur"}
"""The offices as the record writes them."""


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def long_date(day: date) -> str:
    """3 June 2019, as a report writes it."""
    return f"{day.day} {day:%B} {day.year}"


_WITH_ARTICLE = re.compile(
    r"(United|Russian|Syrian|Dominican|Central African|Democratic|Lao|Marshall) "
    r"|(Republic|State) of |(Bahamas|Comoros|Congo|Gambia|Holy See|Netherlands|Niger|Philippines|Sudan)\b"
)


def in_a_sentence(state: str) -> str:
    """A State's English name within a sentence: "the Netherlands", "the Russian Federation", "Switzerland"."""
    return f"the {state}" if _WITH_ARTICLE.match(state) else state


def election_words(number: int, day: date, delegation: str, office: str) -> str:
    """How an election is recorded; by acclamation, and naming the State, not the person."""
    return (
        f"At its {ordinal(number)} meeting, on {long_date(day)}, the Working Group elected, by acclamation, "
        f"the representative of {in_a_sentence(delegation)} as {OFFICES[office]}."
    )
