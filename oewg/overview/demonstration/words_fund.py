"""Who gives how much in the exercise, and what it pays for. Every figure is invented."""

from typing import NamedTuple


class Gift(NamedTuple):
    """A pledge, and when which parts of it came in: (month of 2019, day, amount)."""

    code: str
    donor: str
    shown_as: str
    amount: str
    currency: str
    paper: str
    parts: tuple[tuple[int, int, str], ...] = ()


RATES = (
    ((2019, 10, 1), "CHF", "0.992"), ((2019, 10, 1), "EUR", "0.914"), ((2019, 11, 1), "CHF", "0.988"),
    ((2019, 11, 1), "EUR", "0.898"),
)  # fmt: skip
SOURCE = "Operational rates of the exercise"

GIFTS = (
    Gift("CHE", "", "Switzerland", "30,000", "CHF", "Note verbale of the Permanent Mission, 7 October 2019",
         ((10, 21, "20,000"), (11, 12, "10,000"))),
    Gift("KEN", "", "Kenya", "8,000", "USD", "Note verbale 411/2019", ((10, 25, "8,000"),)),
    Gift("EST", "", "Estonia", "12,500", "EUR", "Letter of the Ministry, 9 October 2019", ((11, 5, "12,500"),)),
    Gift("URY", "", "Uruguay", "3,000", "USD", "Note verbale 88/2019"),
    Gift("", "Foundation for Quiet Cables", "", "6,000", "USD", "Letter of gift, 14 October 2019", ((10, 30, "6,000"),)),
)  # fmt: skip
EARMARKED = "EST"
WITHDRAWN = "URY"

BUDGET = (
    ("interpretation", "24,000", "Six languages at six half-day meetings"),
    ("room", "5,500", "Conference room with an overflow room, three days"),
    ("travel", "16,000", "Eight participants from developing countries"),
    ("documents", "1,800", "The chair’s summary, and a list of participants"),
    ("technology", "4,200", "Webcast of the three days"),
)
EXPENDITURE = (
    ("travel", (2019, 11, 22), "14,210.40", "Tickets and allowances, list 1"),
    ("room", (2019, 12, 5), "5,500", "Invoice C-204"),
    ("interpretation", (2019, 12, 10), "22,850", "Invoice I-77"),
    ("technology", (2019, 12, 12), "3,975.25", "Invoice W-12"),
    ("documents", (2020, 1, 8), "1,120", "Invoice P-5"),
)
RETURNED = ("KEN", "500", "Request of the Permanent Mission, 20 January 2020")
