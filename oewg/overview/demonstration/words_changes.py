"""How do the words of the report change: later wordings, amendments, and the reasons that delegations give?

Every wording is made from the first wording of its paragraph. Two amendments stand on paragraphs that are reworded
later: the one at ("threats", 4) touches other words than the rewording, the one at ("rules", 3) the same words.
"""

from oewg.overview.demonstration.words_report import paragraph_at
from oewg.overview.demonstration.words_shapes import Proposal, Rewording


def changed(section: str, index: int, old: str, new: str) -> str:
    """The paragraph's first wording with `old`, which stands in it once, given way to `new`; else ValueError."""
    words = paragraph_at(section, index).words
    if words.count(old) != 1:
        raise ValueError(f"“{old}” stands {words.count(old)} times in {section} {index}")
    return words.replace(old, new)


def _reworded(section: str, index: int, old: str, new: str, nature: str = "substantive") -> Rewording:
    return Rewording(section, index, changed(section, index, old, new), nature)


def _replace(section: str, index: int, old: str, new: str, reason: str) -> Proposal:
    return Proposal(section, index, "replace", changed(section, index, old, new), reason)


REVISIONS = (
    _reworded(
        "threats",
        1,
        "calls for the attention of all of them together",
        "calls for arrangements that all of them have agreed in advance",
    ),
    _reworded(
        "threats",
        4,
        " [, including by means of information intended to mislead the public and to undermine electoral processes]",
        ", including by means of information intended to mislead the public",
    ),
    _reworded("rules", 3, "[should][are encouraged to]", "are encouraged to"),
    _reworded("rules", 4, "without fear of prosecution", "without fear of prosecution for that reason alone"),
    _reworded("rules", 5, "before speaking in public, where circumstances permit", "before they speak in public"),
    _reworded("implementation", 0, "small and verifiable steps", "small and practical steps"),
    _reworded(
        "implementation",
        3,
        "On-going co-operation",
        "Ongoing cooperation",
        "editorial",
    ),
    _reworded(
        "international-law",
        4,
        "Fewer than one third of States have",
        "A growing number of States, though not yet a majority, have",
    ),
    _reworded(
        "confidence-building",
        3,
        "give notice of large exercises",
        "give notice, in general terms, of large exercises",
    ),
    _reworded("confidence-building", 6, "at intervals of two years", "every two years", "editorial"),
    _reworded(
        "capacity-building",
        1,
        "in which the recipient takes the lead",
        "that recipient and provider carry out together",
    ),
    _reworded(
        "dialogue",
        2,
        "should be settled before their form",
        "should be settled first, and that the form would follow from them",
    ),
    _reworded("concepts", 2, "of possible common interest", "of common interest"),
    _reworded("concepts", 3, "Unlike deterrence it", "Unlike deterrence, it", "editorial"),
    _reworded(
        "conclusions",
        2,
        "fellowships for women",
        "fellowships for women and for delegates of small island States",
    ),
)
"""Later wordings: twelve of substance and three editorial ones."""

AMENDMENTS = (
    _replace(
        "introduction",
        3,
        "valued the exchange",
        "valued the exchange, paid for entirely from voluntary contributions,",
        "The mandate provides for such meetings from voluntary contributions only, and the report should show that it was so.",
    ),
    _replace(
        "threats",
        0,
        " Armed forces in several parts of the world now prepare for them.",
        "",
        "The sentence could be read as accepting a development that the Working Group ought to discourage.",
    ),
    Proposal(
        "threats",
        2,
        "insert",
        "The same is true of the bodies that distribute medicines and relief. They work under pressure of time, with "
        "partners whom they have never met and systems that were joined in haste. States may wish to include them in "
        "their plans for emergencies, and to agree beforehand how warnings are to reach those who work in the field.",
        "Relief organizations were attacked in the same months and are not covered by the paragraph before.",
    ),
    _replace(
        "threats",
        4,
        "should preserve",
        "must preserve",
        "Paragraph 2 of the resolution leaves no choice in this matter.",
    ),
    _replace(
        "rules",
        2,
        "hospitals, blood banks and laboratories",
        "hospitals, blood banks, laboratories and the supply of drinking water",
        "In dry regions an interruption of the water supply costs lives sooner than any other.",
    ),
    _replace(
        "rules",
        3,
        "[should][are encouraged to] take",
        "should, in accordance with their national law, take",
        "The word “should” is that of the norm itself; the reference to national law meets the concern about it.",
    ),
    _replace(
        "rules",
        6,
        "there was broad sympathy for pursuing both at once, as long as",
        "it was agreed that both may be pursued at once, provided that",
        "A report that is adopted by consensus should say what was agreed and not describe sympathies.",
    ),
    Proposal(
        "implementation",
        2,
        "delete",
        None,
        "A checklist becomes a measure by which States are judged, whatever the paragraph says of its purpose.",
    ),
    Proposal(
        "implementation",
        4,
        "insert",
        "States that belong to no regional organization active in this field may be invited to the exercises of a "
        "neighbouring region as observers, and may ask the Secretariat for the materials that such organizations have "
        "made available. Participation of this kind carries no obligation, and is without prejudice to the decisions of "
        "the region concerned.",
        "It is not enough to note the disadvantage of such States without saying what can be done about it.",
    ),
    _replace(
        "international-law",
        3,
        "could be sought where direct contact has failed",
        "could be sought, with the consent of all parties, where direct contact has failed",
        "Good offices depend on consent, and silence on this point might be misread.",
    ),
    _replace(
        "international-law",
        5,
        "[It was proposed that a legally binding instrument be elaborated in due course.]",
        "[It was proposed that the need for a legally binding instrument be kept under review.]",
        "This wording may allow the brackets to be lifted, since it asks nobody to concede the outcome.",
    ),
    Proposal(
        "confidence-building",
        2,
        "insert",
        "The list should distinguish those who answer at any hour from those who answer in office hours only, and should "
        "state in which languages they can be addressed. A State that has no technical team may name a diplomatic contact "
        "alone, and may add the other when circumstances allow, so that nobody is kept from taking part by the lack of "
        "staff.",
        "Small administrations need to know that they can join with what they have.",
    ),
    _replace(
        "capacity-building",
        6,
        "updated twice a year",
        "updated every three months",
        "Requests that are half a year old have usually been met elsewhere or abandoned.",
    ),
    _replace(
        "dialogue",
        3,
        "a programme of action, to be reviewed",
        "a programme of action, without prejudice to any further working group, to be reviewed",
        "The recommendation should not be understood to exclude the other forms named in the paragraph before.",
    ),
    Proposal(
        "concepts",
        4,
        "delete",
        None,
        "The subject belongs to the section on international law, where the views on it already stand in balance.",
    ),
    _replace(
        "conclusions",
        3,
        "that there be no interval between the present process and the next",
        "that the interval between the present process and the next be as short as possible",
        "Delegations of few members need some months between two processes in order to prepare.",
    ),
)
"""Amendments on the first wordings."""

REASONS = (
    "The second sentence goes beyond what was agreed in 2015; instructions are needed from capital.",
    "We have no difficulty with the substance, but the paragraph reached us late and is still being translated.",
    "The paragraph prejudges a question that the Working Group has decided to leave open.",
    "Our legal department wishes to compare this wording with that of the resolution.",
    "A recommendation with consequences for the budget cannot be accepted before its cost is known.",
    "The word “should” turns a voluntary measure into something that would be expected of us.",
    "We can accept the paragraph if the examples are introduced by the words “such as”.",
    "The balance with the section on international law is lost if this paragraph stands alone.",
    "This was discussed at one meeting only, and several delegations had not yet spoken.",
    "The term used here has no settled equivalent in our language and might bind us to more than is meant.",
    "The paragraph says nothing of development, which for us is the condition of everything else in it.",
    "We would wish to see the reference to human rights restored before we can join the consensus.",
    "The text gives the Secretariat a task that belongs to States.",
    "Consultations within our group have not been concluded; the reserve will be lifted or confirmed tomorrow.",
    "What is described here as agreed was a suggestion of some delegations, and should be worded accordingly.",
    "We support the aim, but a deadline would exclude those who have the fewest staff.",
    "The paragraph repeats what was said in the introduction, and differs from it in one word that matters.",
    "The roles of States and of business should be kept apart more clearly than is done here.",
    "We could go along with the deletion of the last sentence, but not with the paragraph as it stands.",
    "Our position on this paragraph depends on the outcome on regular institutional dialogue.",
)
"""Reasons that a delegation may give for a reserve, an objection or an acceptance with amendment."""
