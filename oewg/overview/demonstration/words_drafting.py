"""What do those who draft the exercise's report say to one another, and what is left for the checks to find? Our own words."""

TERMS = (
    ("information and communications technologies", "cyber technologies", "The title of the resolution has it."),
    ("States", "nations", "The Charter and the resolution speak of States."),
    ("capacity-building", "capacity development", ""),
)
ENDED_TERM = (
    "critical infrastructure",
    "vital infrastructure",
    "Both are used by States; the draft needs only one of them.",
)
END_OF_TERM = "The draft does not use the other words any more."

ASSIGNMENTS = (
    (
        "threats",
        "rapporteur@exercise.example",
        (2021, 2, 19, 17),
        1_200,
        "Please bring in what was said on hospitals in February.",
    ),
    ("rules", "est@exercise.example", (2021, 3, 5, 17), 900, "Please keep to what the thirteen rules say."),
    ("confidence-building", "gha@exercise.example", (2021, 3, 4, 12), None, ""),
)
"""(section, drafter, by when in New York, how many words, what for)."""
IN_HAND = (
    "conclusions",
    "rapporteur@exercise.example",
    900,
    "Please bring the recommendations into the order of the mandate.",
)

QUESTION = (
    ("threats", 1), "calls for arrangements that all of them have agreed in advance",
    "Is this agreed language, or does it come from the first consultation?",
    "It comes from the consultation of December, and two delegations asked for it in February.",
)  # fmt: skip
"""(place, passage, question, how it was resolved)."""
TAKEN = (
    ("threats", 5),
    "without alarm",
    "with care",
    "“Without alarm” could be read as a judgement on those who are alarmed.",
)
DECLINED = (
    ("threats", 3), "scarcely notice", "hardly notice at all", "", "The passage was agreed in this form in the corridor on Tuesday.",
)  # fmt: skip
HANDED_IN = (
    "The question of the secretariat is answered; one suggestion of the Chair is taken, one is not, with the reason."
)

OPEN_PARAGRAPH = (
    "At the consultations, Professor Halvorsen pointed out that few nations test their points of contact. The report of that "
    "meeting (A/AC.290/2019/CRP.9) has the details, and paragraph 412 above draws the lesson [for all | for those concerned]."
)
"""Put in last, with something for most of the checks."""
OPEN_QUESTION = ("few nations test their points of contact", "Do we know how many, or is this an impression?")
OPEN_SUGGESTION = ("draws the lesson", "says what may follow from it", "The lesson is for States to draw.")
CARRIED = (
    "The report of that meeting", "Should the Chair’s summary be cited instead?",
    "The Chair’s summary is issued again with the next edition; then it can be cited.",
)  # fmt: skip

ACCEPTED = ("introduction", "An introduction says what follows, and rests on all of it.")

SENTENCE_ON_THIRD = (
    "Delegations were informed of the new dates by a letter of the Chair, which was circulated to all States."
)
SENTENCE_ON_OFFICERS = "The officers met as a bureau before each session."
SENTENCE_WITHDRAWN = (
    "The list of participants is available on the website of the Working Group.",
    "The list is annexed to the report.",
)
