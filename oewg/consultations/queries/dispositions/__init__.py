"""What became of input, and what of it waits for an answer, as far as this viewer may know?

What is not published counts for nobody but its authors and the secretariat: not in a list, a number, or a picture.
"""

from oewg.consultations.queries.dispositions.answered import (
    CallAnswered,
    ElementCovered,
    Waiting,
    answers_to,
    calls_answered,
    coverage,
    provisions_resting_on_input,
    waiting,
    waiting_after,
)
from oewg.consultations.queries.dispositions.became import (
    Became,
    Part,
    TieLine,
    bearing,
    became,
    dismissed,
    places,
    said_of_earlier,
    said_of_it,
)
from oewg.consultations.queries.dispositions.passages import (
    altered_passages,
    passage,
    places_of_parts,
    quote_of,
    words_as_received,
    words_of,
)
from oewg.consultations.queries.dispositions.ties import (
    EVERY_TIE,
    UNNAMED,
    Tie,
    TiesAsked,
    input_on,
    ties,
    ties_after,
    to_review,
)

__all__ = [
    "EVERY_TIE",
    "UNNAMED",
    "Became",
    "CallAnswered",
    "ElementCovered",
    "Part",
    "Tie",
    "TieLine",
    "TiesAsked",
    "Waiting",
    "altered_passages",
    "answers_to",
    "bearing",
    "became",
    "calls_answered",
    "coverage",
    "dismissed",
    "input_on",
    "passage",
    "places",
    "places_of_parts",
    "provisions_resting_on_input",
    "quote_of",
    "said_of_earlier",
    "said_of_it",
    "ties",
    "ties_after",
    "to_review",
    "waiting",
    "waiting_after",
    "words_as_received",
    "words_of",
]
