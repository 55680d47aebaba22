"""What does the draft report say of working together: confidence, capacity, dialogue, concepts, and its conclusions?"""

from oewg.overview.demonstration.words_shapes import Note, Paragraph, Section

CONFIDENCE_BUILDING = Section(
    "confidence-building",
    "Confidence-building measures",
    (
        Paragraph(
            "Most alarms in this field turn out to be faults, accidents or the work of petty criminals. Measures "
            "that build confidence allow a government to find this out by asking, before it acts upon the worst "
            "explanation. They cost little compared with what they prevent, and they suit States that agree on "
            "nothing else, because they ask each side only to be reachable, to be candid within limits and to keep "
            "its word.",
        ),
        Paragraph(
            "The sessions had some of this effect of their own accord. Delegations that had not spoken on the "
            "subject before explained their concerns in their own terms, and several learned for the first time whom "
            "to approach in a neighbouring capital. Such effects are modest and easily lost if meetings are rare, "
            "which speaks in favour of continuity whatever form it may take.",
        ),
        Paragraph(
            "To have somebody who answers the telephone, one for the engineers and one for the diplomats, was held "
            "to be the measure on which others depend. A list of such persons is worth having only if it is kept "
            "current, guarded against misuse and tried out by calls at unannounced hours. The Working Group "
            "supported its gradual establishment, beginning with those States and regions which already maintain "
            "one.",
        ),
        Paragraph(
            "Transparency can be served by small means. States may publish their national strategy, describe the tasks and "
            "the oversight of the bodies concerned, and give the structure of their emergency response team. They may also "
            "give notice of large exercises so that these are not mistaken for something else. It remains for each State to "
            "determine how much to disclose, at what time and to whom.",
        ),
        Paragraph(
            "As a further measure, States [undertake][are invited] to consult one another without delay when an incident "
            "appears to originate in the territory of another. The request should state what was observed, when, and what "
            "is asked; the reply should state what can be done and by what date. A template for both, in the six official "
            "languages, would spare time in the hours when it is shortest.",
        ),
        Paragraph(
            "The experience of regional bodies has been decisive in this field. Measures tried among neighbours "
            "can be adapted and taken up by others, and exchanges between regions deserve support. At the same time the "
            "Working Group noted that incidents seldom keep to the borders of a region, so that measures of universal "
            "scope are needed alongside those that are confined to some.",
        ),
        Paragraph(
            "Confidence cannot be decreed and is lost faster than it is gained. The Working Group therefore "
            "attached importance to measures that can be honoured by every State, including those with few resources, and "
            "advised against commitments that would be observed on paper alone. A short list that is kept would do more "
            "than a long list that is not, and progress could be reviewed at intervals of two years.",
        ),
    ),
)

CAPACITY_BUILDING = Section(
    "capacity-building",
    "Capacity-building",
    (
        Paragraph(
            "Some States can field a thousand specialists in a night; others have two, who also repair the printers. "
            "The gap decides how soon a country recovers from an attack, and whether its delegates can follow a "
            "discussion such as the present one. Help to narrow it is a matter of common safety, since an intruder "
            "enters by the weakest door, and is no less a matter of fairness.",
        ),
        Paragraph(
            "Assistance in this field is offered by many and coordinated by few. Recipients described programmes that "
            "overlapped, equipment that arrived without training, and training that was given to officials who moved to "
            "other posts within the year. The Working Group saw a need for better knowledge of what is available, for "
            "programmes of longer duration and for evaluation in which the recipient takes the lead.",
        ),
        Paragraph(
            "The Working Group concluded that capacity-building should be guided by the following principles:",
            (
                "It begins with a request, answers a need that the recipient has named, and is stopped when the "
                "recipient so wishes;",
                "It serves no party to a dispute, its terms can be read by anyone, and it carries no conditions "
                "foreign to its purpose;",
                "It leaves behind people and offices that can go on without it, and both sides say afterwards what "
                "it was worth;",
                "What is learned of the weaknesses of others is kept in confidence, and the rights of those "
                "concerned are respected.",
            ),
        ),
        Paragraph(
            "Cooperation among developing countries has an important part in this. Officials who built an emergency "
            "response team with limited means are often the best advisers of those who are about to begin. Such exchanges "
            "complement, and do not replace, cooperation with countries that have greater resources, and the cost of "
            "travel, translation and secondment should be met from voluntary funds where it cannot be borne by the parties.",
        ),
        Paragraph(
            "Capacity is more than technology. Lawyers who can state how international law applies, diplomats who can "
            "negotiate, judges who understand digital evidence and managers who can lead in a crisis are "
            "equally wanting. The Working Group encouraged fellowships that bring these professions together, and the "
            "use of the existing training bodies of the United Nations before new ones are thought of.",
        ),
        Paragraph(
            "Few women are found among the specialists, and fewer still among those who negotiate. Thanks to "
            "fellowships paid from voluntary funds, the number who spoke in the sessions of the Working Group rose "
            "from one year to the next, and the discussion was the better for it. The Working Group wished this to "
            "continue, and asked that every programme, however technical, report on who was trained and who was not.",
        ),
        Paragraph(
            "States may wish to inform the Secretariat of the assistance that they seek and of the assistance they are "
            "able to offer. A public list of both, drawn up without judgement and updated twice a year, would allow offers "
            "and requests to be matched sooner than at present. The Secretariat was asked to estimate the cost of "
            "such a list before the next report is submitted.[^n3]",
            notes=(Note("n3", "An estimate within existing resources is to be given first."),),
        ),
    ),
)

DIALOGUE = Section(
    "dialogue",
    "Regular institutional dialogue",
    (
        Paragraph(
            "Until now the subject was in the hands of small groups, each of which was dissolved when it had reported. "
            "The Working Group was the first to be open to all States. Delegations found that breadth of "
            "participation had not prevented depth of discussion, and many spoke in favour of a dialogue that does not have "
            "to be founded anew every second or third year.",
        ),
        Paragraph(
            "A lasting dialogue could keep sight of what is done about the norms, bring views of the law closer "
            "together and show where help is most needed. It would have to be open to all, to proceed by general "
            "agreement and to be judged by what comes of it. Crime and the governance of the Internet have forums of "
            "their own, whose work it should neither repeat nor disturb.",
        ),
        Paragraph(
            "Several forms were put forward, among them a further open-ended working group, a programme of action with "
            "meetings for review, a standing committee of the General Assembly and a commission of experts that "
            "reports to it. They have different merits in regard to cost, continuity and decision-making. The "
            "Working Group considered that their functions should be settled before their form.",
        ),
        Paragraph(
            "[The Working Group recommends that the General Assembly establish a programme of action, to be reviewed at "
            "meetings every second year.] Whatever its form, the dialogue should rest on the results achieved so far, "
            "should allow for additional commitments if States so agree, and should make provision for a small "
            "secretariat, so that its continuity does not hang on the goodwill of particular delegations.",
        ),
        Paragraph(
            "Broad participation needs material conditions. Small missions are unable to follow several processes on one "
            "subject at the same time, and delegates from distant capitals cannot attend without support for travel. The "
            "Working Group advised that sessions should not coincide with other meetings on related matters, that "
            "documents be issued six weeks in advance, and that remote participation remain possible where the rules "
            "allow it.",
        ),
        Paragraph(
            "The contribution of others than States to a future dialogue was considered useful by all and was "
            "conceived differently by many. Consultation at fixed points of the calendar, written submissions and a seat "
            "in the room without a voice in decisions were mentioned. It was agreed that modalities should be known before a "
            "process begins, for their negotiation had consumed time that the substance would have required.",
        ),
    ),
)

CONCEPTS = Section(
    "concepts",
    "Relevant international concepts",
    (
        Paragraph(
            "The mandate speaks of international concepts without naming any. The Working Group understood the term to cover ideas which guide conduct without "
            "being rules themselves, such as resilience, stability, restraint and due care. Their use in "
            "several languages and professions at once was found to be a source of inspiration and also of "
            "misunderstanding.",
        ),
        Paragraph(
            "Terms of art are not understood alike everywhere. Some delegations use “information security” in a wide "
            "sense that extends to contents; for others the security of systems and data alone is meant. [A glossary of "
            "national usage, without common definitions, could be compiled by the Secretariat.] A difference of terms "
            "that has been understood need not stand in the way of agreement, whereas one that is hidden behind a shared "
            "word usually does.",
        ),
        Paragraph(
            "The public core of the Internet, that is to say the functions without which no network can reach any other, "
            "was discussed as a concept of possible common interest. Its protection was said to benefit every State "
            "without regard to alignment. Others cautioned that the concept requires technical precision before it can "
            "bear political weight, and that it must not prejudge questions of governance dealt with elsewhere.",
        ),
        Paragraph(
            "Resilience was described as the capacity to continue in essential functions while under strain and to be "
            "restored afterwards in reasonable time. Unlike deterrence it threatens nobody. It can be measured, "
            "taught and financed, and is equally suited to large and small States. The Working Group considered that "
            "the concept might usefully connect its own work with that on development and on the reduction of disasters.",
        ),
        Paragraph(
            "Due care, as the concept was discussed, means that a State which has been made aware of harmful activity "
            "emanating from its territory takes the steps that can reasonably be expected of it. What is "
            "reasonable depends on means as well as on knowledge. The Working Group did not decide whether it is a "
            "rule of law, a norm of conduct or neither, but found the practical steps on which it rests to be widely shared.",
        ),
        Paragraph(
            "It was suggested that concepts be examined further by way of short papers, each by authors from at least two "
            "regions, which would set out origin, usage and consequences. No such paper would bind anyone. Over time "
            "the collection could assist translators and newcomers no less than negotiators, and would help those who draft "
            "to know when they differ in words and when in substance.",
        ),
    ),
)

CONCLUSIONS = Section(
    "conclusions",
    "Conclusions and recommendations",
    (
        Paragraph(
            "The Working Group concludes that an open process can reach results in a field where positions had "
            "long seemed fixed. The norms have been reaffirmed, the applicability of international law has been taken as common "
            "ground, and practical steps have been identified that each State can take from where it now stands. "
            "Differences that remain are set out in the Chair’s summary, and should be taken up in a spirit "
            "of patience.",
        ),
        Paragraph(
            "The Working Group *recommends* that each State which has not yet done so take three steps before the "
            "next review: complete the form on its practice under the norms, set down its view of the law, however "
            "briefly, and name the office that others may call. It *requests* the Secretariat to make the replies "
            "available in one place, and to report on the number received from each region without comment on their "
            "contents.",
        ),
        Paragraph(
            "The Working Group *also recommends* that States in a position to do so contribute to capacity-building in "
            "accordance with the principles set out above, support the participation of delegates from developing "
            "countries, and give particular attention to fellowships for women. Contributions may be made in funds, in "
            "experts or in equipment, and should be announced early enough for recipients to plan.",
        ),
        Paragraph(
            "The Working Group *further recommends* that the General Assembly decide at its seventy-fifth session in "
            "what form all States are to go on meeting on this subject within the United Nations. It advises that "
            "there be no interval between the present process and the next. Until then the lists, the calls and the "
            "exchanges that have been begun should be kept up, so that nothing is lost by waiting.",
        ),
    ),
)
