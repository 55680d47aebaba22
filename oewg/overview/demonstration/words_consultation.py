"""Who is consulted in the exercise, on which questions, and what do they answer? Everybody is invented."""

from dataclasses import replace

from oewg.overview.demonstration.words_shapes import Body, CallWords, ConsultationWords, Input, Marked

ORGANIZATIONS = (
    Body(
        "Quietwater Signal Works",
        "business",
        "FIN",
        False,
        "Builds and repairs the monitoring equipment of harbours and of submarine cables.",
        "Representative 1",
    ),
    Body(
        "Cinnamon Gate Payments Cooperative",
        "business",
        "KEN",
        False,
        "Runs a payment service owned by its users and shares its warnings of fraud with small banks.",
        "Representative 2",
    ),
    Body(
        "Tin Roof Systems",
        "business",
        "URY",
        False,
        "Writes software for clinics and answers for its faults under a published procedure.",
        "Representative 3",
    ),
    Body(
        "Northlight Component Registry",
        "business",
        "KOR",
        False,
        "Keeps lists of the parts from which products are built, so that a faulty part can be traced.",
        "Representative 4",
    ),
    Body(
        "Open Ledger of Incidents",
        "non_governmental",
        "CHE",
        True,
        "Records incidents that harmed civilians, from public sources and with a stated method.",
        "Representative 5",
    ),
    Body(
        "Saltmarsh Digital Rights Circle",
        "non_governmental",
        "SEN",
        True,
        "Advises individuals and courts on privacy and the freedom of expression.",
        "Representative 6",
    ),
    Body(
        "Women at the Root",
        "non_governmental",
        "IND",
        True,
        "Trains women as administrators of networks and follows their careers.",
        "Representative 7",
    ),
    Body(
        "Harvest Radio and Network Union",
        "non_governmental",
        "BOL",
        False,
        "Connects rural communities by networks that they own and maintain themselves.",
        "Representative 8",
    ),
    Body(
        "Long Table Peace Forum",
        "non_governmental",
        "AUS",
        False,
        "Brings former negotiators and technicians together for exercises with invented facts.",
        "Representative 9",
    ),
    Body(
        "Lantern Coast School of Public Law",
        "academia",
        "ZAF",
        False,
        "Teaches international law and collects the published views of States on its application to ICTs.",
        "Representative 10",
    ),
    Body(
        "Three Rivers Laboratory for Network Measurement",
        "academia",
        "CZE",
        False,
        "Measures interruptions of the Internet and publishes the data.",
        "Representative 11",
    ),
    Body(
        "Cedar Plain Centre for Terms and Translation",
        "academia",
        "LBN",
        False,
        "Studies how the terms of this field are used in different languages.",
        "Representative 12",
    ),
)

_PLACES = (
    "Amber Bay",
    "Blue Terrace",
    "Copper Hill",
    "Eastwind",
    "Fern Valley",
    "Grey Heron",
    "High Meadow",
    "Ironwood",
    "Juniper Pass",
    "Kestrel Point",
    "Lower Lagoon",
)
_FIELDS = (
    "Forum on Network Resilience",
    "Institute for Legal Studies",
    "Association of Incident Responders",
    "School of Engineering",
    "Chamber of Software Makers",
    "Council for Digital Rights",
    "Exchange Point Society",
    "Centre for Peace Research",
    "Power and Water Operators",
    "Women’s Technology Circle",
)
PARTICIPANTS = tuple(f"{place} {field}" for place in _PLACES for field in _FIELDS)
"""The 110 organizations that attend the consultative meeting, by name."""

ACCREDITATION = (
    "The Working Group decided to accredit the organizations on the list that the Chair had put before all States, one of them "
    "for the consultation of December alone, and not to accredit one to which an objection had been maintained."
)

CALL = CallWords(
    "Call for input: what others than States can contribute to the results of the Working Group",
    (
        "Which threats that you observe in your own work are missing from the discussion, or are given too much weight? [threats]",
        "Which of the thirteen rules depend on you for their observance, and what keeps you from doing your part? [implementation]",
        "What kind of assistance has left something lasting behind where you work, and what kind has not? [capacity-building]",
        "How should a future dialogue among States hear those who build, use and study ICTs? [dialogue]",
    ),
)

SUBMISSIONS = (
    Input(
        "Quietwater Signal Works",
        "Cables that serve many States need a plan that all of them know",
        "We repair monitoring equipment along cables that land in a dozen countries. When one of them is damaged, the first "
        "hours are lost in finding out who may give permission for a vessel to approach and whom the operator may tell. No "
        "State concerned lacks good will; each has a plan of its own, and the plans do not meet. We suggest that States "
        "served by the same cable agree in advance on a single office for permission, on a form for the first report and "
        "on the persons who receive it. Operators could be asked to rehearse with them once a year. The cost is small. The "
        "draft says that such infrastructure calls for attention; we would ask for arrangements, made before they are needed.",
        "named",
        "threats",
        1,
        "taken_up",
        "The later wording speaks of arrangements agreed in advance, as the submission proposes.",
    ),
    Input(
        "Tin Roof Systems",
        "Those who report a fault in good faith must not fear for it",
        "Our software runs in some four hundred clinics. In three years eleven faults were reported to us by people "
        "whom we did not know. Two of them wrote without a name, since they had been threatened with legal action by "
        "another firm. We published a promise not to prosecute anyone who reports a fault, leaves patients’ data "
        "untouched and gives us ninety days. Since then reports have doubled and the time to a remedy has halved. A promise "
        "by a firm does not bind a prosecutor, however. We ask that the norm on reporting be understood to include "
        "protection in law for those who act in good faith, and that small firms be given a model of the procedure that "
        "they can adopt without counsel.",
        "named",
        "rules",
        4,
        "partly",
        "Protection from prosecution is now worded more exactly; a model procedure was left to later work.",
    ),
    Input(
        "Northlight Component Registry",
        "Let the list of parts travel with the product",
        "A manufacturer seldom knows all the parts from which a product is built, and the buyer never does. When a part "
        "proves faulty, both must search. Our registry keeps for each product a list of parts that a machine can read. In "
        "one case a faulty part was found in two hundred products within an afternoon. Disclosure to customers, as the "
        "draft has it, is welcome, but it comes after the event. We propose that public buyers ask for the list of parts "
        "at the time of purchase. This is an objective and technical requirement, which treats suppliers from all countries "
        "alike, and it serves the integrity of the supply chain better than any judgement about the origin of goods.",
        "named",
        "rules",
        3,
        "noted",
        "Lists of parts were discussed as an example of good practice in procurement; no wording on them was proposed.",
    ),
    Input(
        "Open Ledger of Incidents",
        "Count the harm to people and not only the harm to machines",
        "For six years we have recorded incidents that harmed civilians. In most reports of such incidents one learns how many "
        "machines stood still, and nothing of the operations that were put off, the wages that were paid late or the water "
        "that had to be carried by hand. Where we asked, women and persons with disabilities had often borne the greater part. "
        "Assessments of threats that rest upon machines alone direct protection to where the machines are. We recommend that "
        "national assessments state, in a few plain lines, what an incident meant for those who depend on the service, and "
        "we offer our method, which is public and may be used by anybody without charge.",
        "named",
        "threats",
        3,
        "noted",
        "The paragraph already holds that threats are felt differently; the method is made available with the submission.",
    ),
    Input(
        "Saltmarsh Digital Rights Circle",
        "Measures against misleading information need limits of their own",
        "In several of the cases on which we advise, a measure announced against misleading information was in fact applied to a "
        "journalist, to a court reporter or to the author of a joke. The intention may have been good at the outset; no "
        "limit was written down, and none was kept. If the report speaks of information that is intended to mislead, it should "
        "say in the same sentence that any measure is to be laid down in law, to be necessary, and to be open to review by "
        "a judge. Without this, we would prefer that the subject be left out. We ask that our name be withheld, for our "
        "colleagues continue to appear before the courts concerned.",
        "anonymous",
        "threats",
        4,
        "partly",
        "The reference to electoral processes was removed and the freedom of expression kept; review by a judge was not proposed.",
    ),
    Input(
        "Women at the Root",
        "Follow those who were trained for five years, not for five days",
        "We have trained some nine hundred women as administrators of networks. Five years on, six in ten still work in the "
        "field. The difference is seldom made by the course itself. It is made by a second course after a year, by "
        "an adviser who can be called at night, and by an employer who knew before the training began which post the "
        "trainee would fill. Programmes that count participants on the last day cannot see any of this. We propose that "
        "evaluation be carried out by provider and recipient together, that it be repeated after three years, and that "
        "fellowships for delegates be treated in the same manner. The figures behind this submission may be consulted.",
        "named",
        "capacity-building",
        1,
        "taken_up",
        "Joint evaluation by recipient and provider now stands in the paragraph.",
    ),
    Input(
        "Lantern Coast School of Public Law",
        "A place to deposit views of the law that are not yet complete",
        "We collect the views that States have published on how international law applies. Officials of several small "
        "administrations told us that they have a draft, but hesitate to publish it, since it does not answer every question "
        "and would be compared with longer papers. We suggest that the Secretariat accept views on single questions, marked "
        "as provisional, and that each may be replaced at any time with the earlier version kept. We also ask that figures on "
        "the number of States be given with care: it changes from month to month and varies with what one counts as a view. "
        "We do not wish this text to be published, because it draws on conversations held in confidence.",
        "not_published",
        "international-law",
        4,
        "partly",
        "The figure was replaced by a description; the deposit of provisional views remains for a future dialogue.",
    ),
    Input(
        "Cinnamon Gate Payments Cooperative",
        "A common tariff for small payments across borders",
        "Our members send small sums across borders, and often pay more in fees than they would lose by theft. High fees drive "
        "people to services that nobody supervises, where fraud is common and warnings do not arrive. We have seen accounts "
        "emptied in an hour, with no authority on either side of the border that would take the report. We therefore ask the "
        "Working Group to recommend a common upper limit for such fees, and to call upon central banks to admit cooperatives "
        "to their settlement systems. We are aware that this lies at the edge of the subject. Security, for those whom we "
        "serve, begins with a service that they can afford and an office that answers them.",
        "named",
        "conclusions",
        2,
        "outside_mandate",
        "Fees for payments and access to settlement systems are not among the subjects that the General Assembly named.",
    ),
)

PLAN_BEFORE = Marked(
    "Cables that serve many States need a plan that all of them know",
    "We suggest that States served",
    "the persons who receive it.",
    "noted",
    "The draft calls for attention to such cables; arrangements have not been proposed by a delegation yet.",
    "threats",
    1,
)
PASSAGES_EARLY = (
    PLAN_BEFORE,
    Marked(
        "Those who report a fault in good faith must not fear for it",
        "We ask that the norm on reporting",
        "those who act in good faith,",
        "partly",
        "The draft holds that they should not fear prosecution; it does not say yet in which cases.",
        "rules",
        4,
    ),
)
"""Said in June 2020, before the draft was revised: the one is said anew in February 2021, the other still waits for that."""
PASSAGES = (
    replace(
        PLAN_BEFORE,
        disposition="taken_up",
        reason="Arrangements agreed in advance are now what the paragraph calls for.",
    ),
    Marked(
        "Cables that serve many States need a plan that all of them know",
        "Operators could be asked",
        "once a year.",
        "noted",
        "Exercises with operators were mentioned in the discussion; no wording was proposed.",
        element="confidence-building",
    ),
    Marked(
        "Measures against misleading information need limits of their own",
        "any measure is to be laid down in law",
        "review by a judge.",
        "partly",
        "That expression stays free is said in the paragraph; review by a judge was not proposed by any delegation.",
        "threats",
        4,
    ),
    Marked(
        "A common tariff for small payments across borders",
        "a common upper limit for such fees",
        "settlement systems.",
        "outside_mandate",
        "The General Assembly did not ask the Working Group about fees for payments.",
    ),
    Marked(
        "Let the list of parts travel with the product",
        "The log of that night can be seen with",
        ".",
        "noted",
        "The log stays with those who keep it; the submission is read without the name of the person who can be asked.",
        element="implementation",
    ),
    Marked(
        "Follow those who were trained for five years, not for five days",
        "It is made by a second course after a year",
        "trainee would fill.",
    ),
)
"""Said in February 2021; of the last nothing has been said yet."""

CONSULTATION = ConsultationWords(
    "Consultative meeting with business, non-governmental organizations and academia",
    ("threats", "rules", "implementation", "capacity-building", "dialogue"),
    (
        (
            "",
            "The consultation brought together some 110 organizations from all regions and was attended by many delegations, "
            "who for the most part listened.",
        ),
        (
            "threats",
            "Participants described threats from the place where they are felt: clinics, payment services, village networks.",
        ),
        (
            "rules",
            "Many held that the rules suffice if they are known, and that those who repair systems have rarely been told of "
            "them.",
        ),
        (
            "implementation",
            "The reporting of vulnerabilities and the tracing of faulty parts were named as tasks in which business could do "
            "more at once, provided that good faith is protected.",
        ),
        (
            "capacity-building",
            "There was wide agreement that short courses leave little behind, and that evaluation should follow those trained "
            "for years.",
        ),
        (
            "dialogue",
            "With regard to a future dialogue, participants asked for fixed dates, early documents and an answer to what they "
            "submit, including where the answer is no. They did not ask for a part in decisions, which belong to States.",
        ),
    ),
)
CONTRIBUTIONS = (
    (
        "threats",
        "What a clinic does when its records cannot be read",
        "Of the eleven clinics that answered us, nine went back to paper within an hour, and seven had no paper forms left. "
        "We describe what they did then, and what a form in a drawer would have saved.",
        "named",
    ),
    (
        "capacity-building",
        "A second year costs less than a second course",
        "We compared what became of those who were called back after a year with those who were not. Our members ask that "
        "programmes be planned for three years from the first day.",
        "anonymous",
    ),
    (
        "dialogue",
        "Five dates on one page",
        "We propose that the dates of each year’s meetings be published together in January, with the day on which documents "
        "will be there.",
        "named",
    ),
)
"""(theme, title, words, consent) of what organizations contributed in writing to the consultative meeting."""
SCENE_SETTERS = (
    ("threats", "Ilse Korhonen", "Director of Signals", "organization"),
    ("rules", "Tomas Reyna", "Adviser on International Security", "delegation"),
    ("capacity-building", "Adaeze Mbeki", "Professor of Education, retired", ""),
    ("dialogue", "Noor Haddad", "Convener", "second organization"),
)
"""(theme, name, function, of whom) of those who are asked to set the scene; every person is invented."""
