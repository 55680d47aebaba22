"""Who speaks at the exercise's meetings, for how long, and in which words? Dealt out for the pages' sake; nobody said it."""

from dataclasses import dataclass

GROUP_LIMIT, LIMIT, ORGANIZATION_LIMIT = 240, 150, 120
"""Seconds: the limits of the second session's list, shorter than the usual ones because so many have inscribed."""


@dataclass(frozen=True)
class Turn:
    """Who has the floor for how many seconds: a State by its code, on behalf of a group by that code."""

    by: str
    seconds: int
    group: str = ""


@dataclass(frozen=True)
class Said:
    """The words of a statement: whose (as in `Turn`), in which language, whether it may be published, on which provisions.

    `norms` counts the rules of the mandate, `paragraphs` are places of the report.
    """

    by: str
    words: str
    group: str = ""
    language: str = "en"
    consent: bool = True
    norms: tuple[int, ...] = ()
    paragraphs: tuple[tuple[str, int], ...] = ()
    organization: bool = False


FIRST_LIST = (
    Turn("ROU", 318, "EU"),
    Turn("GUY", 284, "CARICOM"),
    Turn("SGP", 171),
    Turn("JPN", 164),
    Turn("BRA", 221),
    Turn("KEN", 176),
    Turn("MEX", 148),
    Turn("JAM", 132),
    Turn("VAT", 139),
    Turn("FJI", 157),
)
"""In the order in which they speak: Fiji was called earlier and was not there, Mexico and Singapore exchanged places."""
FIRST_INSCRIBED = (
    ("MEX", ""), ("JPN", ""), ("FJI", ""), ("BRA", ""), ("ROU", "EU"), ("EST", ""), ("KEN", ""), ("SGP", ""), ("JAM", ""),
    ("VAT", ""), ("GUY", "CARICOM"),
)  # fmt: skip
"""In the order in which they inscribed; Estonia withdrew, because the group had said it."""
EXCHANGE_FIRST = ("SGP", "MEX")
ABSENT, WITHDRAWS, RISES, INTERRUPTED, PAUSES = "FJI", "EST", "PHL", "BRA", "JPN"
POINT_OF_ORDER = 48

SECOND_LIST = (
    Turn("ROU", 226, "EU"),
    Turn("TON", 251, "PIF"),
    Turn("SEN", 143),
    Turn("CHL", 149),
    Turn("BLZ", 118),
    Turn("GEO", 162),
    Turn("KEN", 137),
    Turn("NPL", 96),
    Turn("SUR", 131),
    Turn("VAT", 104),
)
ORGANIZATION_SPEAKS = 112
REPLIES = (Turn("SUR", 248), Turn("BLZ", 187), Turn("SUR", 94))
"""Surinam replies twice, within ten and within five minutes."""

THIRD_LIST = (Turn("ROU", 283, "EU"), Turn("TON", 168))
HAS_THE_FLOOR = Turn("FJI", 84)
"""The clock is paused after so many seconds, and stays so: it must not run on through the years."""
WAIT = (("MUS", ""), ("KEN", ""), ("NZL", ""), ("JAM", ""), ("VAT", ""))
COMES_LATE = (("GUY", "CARICOM"),)
"""Inscribed last and called first, as a group's spokesperson is."""
PROPOSES, ASKED = "JAM", "KEN"
ENDS_AFTER, HEARD_AT_LAST = 70, 135
"""Seconds: how long Fiji speaks when its clock goes on, and each of those who wait, on the ending in which they are heard."""

BEFORE_THE_FIRST = (
    Said(
        "ROU",
        "We speak on behalf of a group of States. The rules before us are not new, and none of us proposes to write them "
        "again. What is missing is the habit of keeping them. We suggest that each State describe, in a page, how it has put "
        "three of them into practice, beginning with those on critical infrastructure, and that the Working Group read these "
        "pages together at its next session.",
        "EU",
        norms=(5, 6, 7),
    ),
    Said(
        "KEN",
        "A payment made by telephone is for many of our people the only account they have. When such a service stops for a "
        "day, markets stop with it. We therefore read the rule on systems on which the life of a population depends as "
        "covering services of payment, in 2018 used by seven households in ten, and would support words that say so.",
        norms=(5,),
    ),
    Said(
        "JPN",
        "Makers of equipment report weaknesses when they may expect thanks, and stay silent when they must expect a "
        "complaint. My delegation would welcome an exchange among States of the procedures by which such reports are taken "
        "in, and offers to describe its own.",
        consent=False,
        norms=(10,),
    ),
)
AFTER_THE_FIRST = (
    Said(
        "JAM",
        "Small administrations need rules that one official can keep beside her other duties. We ask that every proposal say "
        "what it would cost to follow. A rule that only the well-staffed can honour divides those who wished to be united "
        "by it.",
        consent=False,
        norms=(6, 7),
    ),
    Said(
        "VAT",
        "Whoever repairs is owed the same respect as whoever heals. We commend the rule on those who are called when a "
        "system fails, and hope that it is taught where engineers are trained.",
        norms=(11,),
    ),
)
CORRECTS, BEFORE, CORRECTED = "KEN", "seven households in ten", "eight households in ten"
CONSENTS_LATER = "JAM"

BEFORE_THE_SECOND = (
    Said(
        "SEN",
        "Une formation qui ne dure qu’une semaine ne laisse que des attestations. Ma délégation propose que l’assistance soit "
        "demandée par l’État qui la reçoit, qu’elle dure au moins deux ans et qu’elle se termine par le départ de ceux qui "
        "l’ont donnée.",
        language="fr",
    ),
    Said(
        "CHL",
        "Las medidas de confianza más útiles son las más sencillas: un número de teléfono que alguien contesta. Pedimos que "
        "la lista de puntos de contacto se pruebe dos veces al año y que se informe del resultado a todos.",
        language="es",
    ),
    Said(
        "SUR",
        "Assistance should not come with a choice of suppliers. We would like the report to say so in one sentence.",
        consent=False,
    ),
    Said(
        "",
        "We share our warnings of faults in harbours’ equipment without charge, and have done so for nine years. A small "
        "company can do that only if it knows whom to call. A public list of points of contact would be worth more to us than "
        "any prize.",
        organization=True,
    ),
)
IN_WRITING_AT_THE_SECOND = (
    Said(
        "TUN",
        "لا يكفي أن تُكتب القواعد، بل ينبغي أن يعرفها من يعمل بها. ويقترح وفدي أن تُترجم المواد التدريبية إلى اللغات الرسمية الست، وأن "
        "تُتاح لجميع الدول بلا مقابل، لأن أمن المعلومات لا يُبنى بلغة واحدة.",
        language="ar",
    ),
    Said(
        "SGP",
        "中小国家往往没有专门的网络安全机构。我们建议设立一份公开的联络点名单，使任何国家在事件发生时都知道该给谁打电话，并由秘书处每年核对两次。",
        language="zh",
    ),
    Said(
        "KGZ",
        "Предупреждение о неисправности полезно лишь тогда, когда оно приходит вовремя. Моя делегация предлагает, чтобы "
        "государства договорились о сроке, в течение которого они отвечают на сообщение об угрозе, и чтобы этот срок был "
        "одинаков для всех.",
        language="ru",
    ),
)
FILED_BY_MISTAKE = Said("NPL", "Draft for clearance by the capital: not to be delivered.")

BEFORE_THE_THIRD = (
    Said(
        "ROU",
        "We speak on behalf of a group of States. A dialogue that is open to all must also be one that all can attend. We can "
        "accept the paragraphs on its purpose and its form together, and neither without the other.",
        "EU",
        paragraphs=(("dialogue", 1), ("dialogue", 2)),
    ),
    Said(
        "TON",
        "Our delegation is two persons, of whom one follows this meeting at four in the morning. We ask that meetings be "
        "called at hours that go round the clock, so that the inconvenience does.",
        paragraphs=(("dialogue", 4),),
    ),
    Said(
        "KEN",
        "Regular dialogue needs a secretariat that remembers. My delegation supports the paragraph on the material conditions "
        "of participation and would add that documents arrive in the regions as early as in New York.",
        paragraphs=(("dialogue", 4),),
    ),
)
IN_WRITING = Said(
    "JAM",
    "To spare the time of the meeting my delegation files in writing its remarks on the form of the dialogue, and asks that they "
    "be read together with what it says from the floor.",
    consent=False,
    paragraphs=(("dialogue", 2),),
)
AS_A_FILE = "TON"
