"""How does the exercise's group agree at last: the Chair's final wordings, what is placed on record, the Chair's summary?"""

from dataclasses import dataclass

TAKEN_UP_AT_LAST = (1, 10, 12, 14, 20)
"""Amendments, by their numbers, that the Chair's final draft takes up; the others find no consensus and are withdrawn."""

FINAL_WORDINGS = (
    ("implementation", 2, " [, to be prepared by the Secretariat on the basis of national replies,] which", " which"),
    (
        "international-law",
        2,
        "[The Working Group noted that those who are party to a conflict must spare civilians whatever the weapon [, and must "
        "weigh military advantage against the harm that they expect to cause,] and that networks are no exception.]",
        "The Working Group noted that those who are party to a conflict must spare civilians whatever the weapon, and that "
        "networks are no exception.",
    ),
    (
        "international-law",
        5,
        "[It was proposed that a legally binding instrument be elaborated in due course.]",
        "It was proposed that the need for a legally binding instrument be kept under review.",
    ),
    ("confidence-building", 5, "[undertake][are invited] to consult", "are invited to consult"),
    (
        "dialogue",
        3,
        "[The Working Group recommends that the General Assembly establish a programme of action, without prejudice to any "
        "further working group, to be reviewed at meetings every second year.]",
        "The Working Group recommends that a programme of action, without prejudice to any further working group, be "
        "elaborated further.",
    ),
    (
        "concepts",
        1,
        "[A glossary of national usage, without common definitions, could be compiled by the Secretariat.] ",
        "",
    ),
)  # fmt: skip
"""(section, index, what stands, what the Chair puts in its place): no bracket is left."""


@dataclass(frozen=True)
class Placed:
    """What a delegation, or a group by its code, places on record after the adoption, in its own language.

    `paragraphs` are places of the report.
    """

    by: str
    kind: str
    words: str
    language: str = "en"
    group: str = ""
    paragraphs: tuple[tuple[str, int], ...] = ()


FROM_THE_FLOOR = (
    Placed(
        "ROU",
        "explanation",
        "We speak on behalf of a group of States. We joined the consensus because the report keeps what was agreed before it "
        "and adds steps that can be taken.\n\n"
        "We understand the recommendation on a programme of action to leave the form of the dialogue to the General Assembly, "
        "and to prejudge neither its time nor its cost.",
        group="EU",
        paragraphs=(("dialogue", 3),),
    ),
    Placed(
        "SEN",
        "explanation",
        "Ma délégation se félicite de l’adoption du rapport. Nous entendons les principes relatifs au renforcement des "
        "capacités comme un ensemble : l’assistance est demandée par celui qui la reçoit, et elle prend fin lorsque ceux qui "
        "restent peuvent s’en passer.\n\n"
        "Nous aurions souhaité que le financement des voyages y figure expressément.",
        "fr",
        paragraphs=(("capacity-building", 2), ("dialogue", 4)),
    ),
    Placed(
        "SUR",
        "disassociation",
        "We do not stand in the way of consensus. We disassociate ourselves from the paragraph on a programme of action, which "
        "was put before us in its present words on Wednesday and recommends what we have not been able to cost.",
        paragraphs=(("dialogue", 3),),
    ),
    Placed(
        "KEN",
        "explanation",
        "My delegation supports the report. It reads the paragraph on critical infrastructure as covering services of payment, "
        "as it said at the first session.",
        paragraphs=(("threats", 1),),
    ),
)
"""Said at the meeting that adopted the report."""

IN_WRITING = (
    Placed(
        "CHL",
        "explanation",
        "Chile se sumó al consenso. Entendemos que la invitación a consultarse sin demora vale también para los incidentes cuyo "
        "origen todavía no se conoce: quien espera a saberlo todo llama demasiado tarde.",
        "es",
        paragraphs=(("confidence-building", 5),),
    ),
    Placed(
        "TUN",
        "explanation",
        "يؤيد وفدي التقرير الذي اعتُمد اليوم. ونفهم أن المواد التدريبية التي يتحدث عنها الفصل المتعلق ببناء القدرات ستُتاح باللغات "
        "الرسمية الست، لأن القاعدة التي لا تُقرأ لا تُحترم.",
        "ar",
        paragraphs=(("capacity-building", 4),),
    ),
    Placed(
        "SGP",
        "explanation",
        "我国代表团支持以协商一致方式通过本报告。我们理解，联络点名单将逐步建立，每年核对两次，任何国家都可以在自己准备好的时候加入。",
        "zh",
        paragraphs=(("confidence-building", 2),),
    ),
    Placed(
        "KGZ",
        "reservation",
        "Делегация присоединилась к консенсусу. Она делает оговорку в отношении пункта о терминах: перечень национального "
        "словоупотребления остаётся, по нашему мнению, необходимым, и мы вернёмся к этому предложению.",
        "ru",
        paragraphs=(("concepts", 1),),
    ),
)
"""Sent to the secretariat in the days after the adoption."""

SUMMARY_TITLE = "Chair’s summary of the discussions of the Working Group"
SUMMARY = (
    (
        "heading",
        "What was not agreed",
    ),
    (
        "paragraph",
        "The present summary is given under the responsibility of the Chair alone. It keeps for those who come after what "
        "delegations brought forward, and what time or patience did not suffice for. It has not been negotiated, and binds "
        "nobody.",
    ),
    (
        "paragraph",
        "On the rules, norms and principles, some wished the list to grow and others wished it first to be kept. There was a "
        "wish to write “should” where the report now encourages, and a wish to go the other way. Nobody asked that any of the "
        "thirteen be struck.",
    ),
    (
        "paragraph",
        "On international law, opinions on a binding instrument remained apart. The wording that was found says that the "
        "need for one be kept under review. A sentence on the weighing of military advantage stood in brackets until "
        "10 March, and was taken out with them.",
    ),
    (
        "heading",
        "What may be taken up again",
    ),
    (
        "paragraph",
        "A glossary of national usage was supported by many and feared by some as a first step towards definitions. A checklist "
        "for each norm was welcomed as a guide; who should prepare it was left open.",
    ),
    (
        "paragraph",
        "On the dialogue to come, the programme of action drew interest on all sides, and questions on all sides as well. The "
        "Chair suggests that those who proposed it answer them in writing before the next process begins.",
    ),
)

HANDED_IN_LATE = {
    "rules": "The section says what the thirteen rules say, and no more.",
    "confidence-building": "The list and its trial calls stand first now, as the group on them wished.",
    "conclusions": "The recommendations stand in the order of the mandate; what was asked is answered.",
}
"""Section -> what its drafter says when it is handed in."""
ANSWERED = "Four of the nineteen that answered, so the sentence says too much; it is left out with the paragraph."
NOT_TAKEN = "The whole paragraph is left out: what it says stands in the summary of the consultative meeting."
DUE = (2021, 3, 10, 12)
"""By when in New York the conclusions are handed in."""

RULES_SYMBOL = "A/AC.290/2021/CRP.4"
FINAL_DRAFT, REPORT, SUMMARY_SYMBOL = "A/AC.290/2021/L.1/Rev.1", "A/AC.290/2021/CRP.2", "A/AC.290/2021/CRP.3"
ROLLING, COMPENDIUM, TO_THE_ASSEMBLY = "A/AC.290/2021/WP.3", "A/AC.290/2021/INF/2", "A/75/816"
"""Under which symbols the last documents stand."""
