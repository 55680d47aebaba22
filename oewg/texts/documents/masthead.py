"""What stands at the right of a masthead: distribution, date and original language; and which day is that?"""

import re
from datetime import date

from oewg.texts.documents.description import Masthead
from oewg.texts.documents.languages import DISTRIBUTION_LABEL, ORIGINAL_LABEL

# The months in English, French, Spanish, Russian, and Arabic in two ways; Chinese has figures.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيه", "يوليه", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
_DATE = re.compile(
    r"(?P<day>[0-9]{1,2})(?:er)?(?:\sde)?\s(?:(?:[^\s/]+\s)?[^\s/]+/)?"
    rf"(?P<month>{'|'.join(_MONTHS)})(?:\sde)?\s(?P<year>[0-9]{{4}})"
)
_FIGURES = re.compile(r"(?P<year>[0-9]{4})(?:-|年)(?P<month>[0-9]{1,2})(?:-|月)(?P<day>[0-9]{1,2})")


def issue_lines(masthead: Masthead) -> tuple[str, ...]:
    """The lines "Distr.: Limited", "12 March 2021", "Original: English", those that have something to say."""
    return tuple(
        line
        for said, line in (
            (masthead.distribution, f"{DISTRIBUTION_LABEL} {masthead.distribution}"),
            (masthead.date, masthead.date),
            (masthead.original_language, f"{ORIGINAL_LABEL} {masthead.original_language}"),
        )
        if said
    )


def issued_on(masthead: Masthead) -> date | None:
    """The day that the masthead names; None where it names none."""
    return day_in(masthead.date)


def day_in(words: str) -> date | None:
    """The first day in words, as in "12 March 2021", in one of the official languages; None where there is none."""
    found = _DATE.search(words) or _FIGURES.search(words)
    if found is None:
        return None
    said = found["month"]
    month = int(said) if said.isdecimal() else _MONTHS.index(said) % 12 + 1
    try:
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None
