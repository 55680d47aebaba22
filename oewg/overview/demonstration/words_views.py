"""What do States of the exercise answer to the questions of the resolution? Nobody's real views: every word is invented."""

TITLE = "National views under paragraph 4 of the resolution"

VIEWS = {
    "KEN": (
        "We see the safety of mobile payments as the first thing that our citizens ask of us.",
        "A national centre answers incidents day and night, and shares its warnings with its neighbours every week.",
        "Concepts help when those who answer an incident can act on them; we would test each against a case.",
        "A list of contact points that is tried out twice a year would cost little and be of use at once.",
    ),
    "FIN": (
        "The security of networks and the freedom of those who use them stand or fall together.",
        "Operators of essential services report incidents within a day, and learn what became of their report.",
        "What is agreed already deserves to be put into practice before new terms are sought.",
        "States could tell each other how they apply each rule, in a form that allows comparison.",
    ),
    "JAM": (
        "Small States meet the same threats with far fewer people.",
        "We have a strategy and a team of nine; half of its work is training others.",
        "",
        "Assistance should stay for years and be planned with those who receive it.",
    ),
    "SEN": (
        "Nous constatons que la confiance se gagne d’abord par la transparence.",
        "Une école régionale forme chaque année des administrateurs venus de huit pays.",
        "Les notions doivent pouvoir être traduites sans perdre leur sens.",
        "Un fonds d’affectation volontaire permettrait aux petites délégations d’être présentes.",
    ),
    "IND": (
        "Scale changes the nature of the threat: what is rare elsewhere happens here every day.",
        "Exercises are held with all states of the federation, and their lessons are published.",
        "We would welcome a common understanding of what is meant by infrastructure that serves many States.",
        "",
    ),
    "URY": (
        "La seguridad de las clínicas y de las escuelas es el punto de partida de nuestra política.",
        "La ley obliga a informar de los fallos graves en tres días.",
        "",
        "Un mecanismo permanente de diálogo, abierto a todos, daría continuidad a este trabajo.",
    ),
    "KOR": (
        "Faults in components travel farther than any attack that is aimed at one State.",
        "Makers keep lists of the parts of their products, which the authorities can ask for.",
        "Responsibility for the chain of supply is a concept that needs more words than it has been given.",
        "Notices of vulnerabilities could go to all States at the same hour.",
    ),
    "FJI": (
        "For islands a single cable is the whole of the infrastructure.",
        "Ships near the cable are watched from the shore, and repairs are rehearsed with the operator.",
        "Distance and size belong among the concepts: the same damage weighs differently.",
        "Agreements on permission to repair should be made before they are needed.",
    ),
    "EST": (
        "International law as it is applies to what States do with these technologies.",
        "Every school leaver has had a course in the safe use of networks.",
        "We would rather explain how known concepts apply than add to them.",
        "States can publish how they understand the law; we have.",
    ),
    "BRA": (
        "A matter that concerns all should be discussed by all, and decided by consensus.",
        "A national committee brings operators, academia and the authorities to one table.",
        "The peaceful use of these technologies is the concept from which the others follow.",
        "Regional organizations have measures of confidence that others could take over.",
    ),
}
"""State -> its answers to the questions (a) to (d); "" where it does not answer. One of them is for delegations alone."""

LANGUAGES = {"SEN": "fr", "URY": "es"}
FOR_DELEGATIONS = "IND"
LATER = "The first exercise with all of our neighbours was held in March, and its lessons are public."
"""What Kenya adds to its second answer in a later version."""

OPEN_DRAFT = {
    "title": "What paragraph 12 would change for those who repair cables",
    "words": "Paragraph 12 speaks of arrangements agreed in advance. We would ask for one word more: that they be rehearsed.",
    "language": "en",
}
"""What the sample organization has begun to write."""
REDACTED = "our colleague Person Eleven, who is on sick leave"
REDACTED_SENTENCE = f"The log of that night can be seen with {REDACTED}."
