"""Does the report say in its own voice who held which view? Views are not attributed to speakers (domain.md, "The report").

Found are a name (of a State, a group, an organization that takes part, a person with a title, or an adjective as in "the
Norwegian delegation") that says something, words of saying that name by whom, and a sentence that goes on with "it said" after
one whose subject was a name. What is quoted is not the report's own voice. That a State hosted, invited or was elected,
or that something took place there, is no view: a name after a preposition says nothing, unless it is that of a
representative or a delegation.
"""

import re
from functools import cache

from oewg.core.errors import say
from oewg.report.rules.checks.places import Draft, Finding, own_voice

USUAL = {
    "United Kingdom of Great Britain and Northern Ireland": ("United Kingdom",),
    "United States of America": ("United States",),
    "Russian Federation": ("Russia",),
    "Syrian Arab Republic": ("Syria",),
    "Lao People's Democratic Republic": ("Laos",),
    "Lao People’s Democratic Republic": ("Laos",),
    "United Republic of Tanzania": ("Tanzania",),
    "Viet Nam": ("Vietnam",),
    "Türkiye": ("Turkey",),
    "Czechia": ("Czech Republic",),
    "State of Palestine": ("Palestine",),
    "Republic of Moldova": ("Moldova",),
    "European Union": ("EU",),
}
"""Name of the register -> how else a draft may have it."""

_SAYING = (
    "said|says|stated|states|noted|argued|suggested|proposed|expressed|emphasi[sz]ed|stressed|underlined|underscored|"
    "highlighted|recalled|reiterated|reaffirmed|affirmed|welcomed|supported|opposed|objected|called for|called on|called upon|"
    "urged|held that|believed|considered that|considered it|maintained|insisted|pointed out|drew attention|voiced|claimed|asked|"
    "requested|warned|cautioned|regretted|recommended|preferred|favou?red|disagreed|agreed that|advocated|announced|declared|"
    "observed that|questioned|wished|wanted|shared the view|was of the view|were of the view|took the view|rejected|endorsed|"
    "criticized|condemned|indicated|explained|felt that|found that|remarked|replied|responded|spoke (?:in favour|against)"
)
_NOUNS = "views?|position|opinion|proposals?|suggestions?|statements?|concerns?|objections?|reservations?|argument|amendment|request"
_ADVERBS = r"(?:(?:had|has|have|also|further|then|again|therefore|moreover|however|in particular|strongly|repeatedly|clearly),? ){0,3}"
_TITLED = r"(?:Mr|Ms|Mrs|Dr|Prof|Professor|Ambassador|Minister)\.? [A-Z][\w’'\-]+(?: [A-Z][\w’'\-]+){0,2}"
_ADJECTIVE = r"(?<=[Tt]he )[A-Z][\w’'\-]+(?: [A-Z][\w’'\-]+)? (?:representatives?|delegations?|delegates?|ambassadors?)"
"""A State by its adjective, as in "the Norwegian representative": known by the capital, so that no list of them is needed."""
_SPEAKER = r"(?:[Rr]epresentatives?|[Dd]elegations?|[Dd]elegates?|[Dd]eputy [Rr]epresentative|[Aa]mbassador|[Oo]bserver) (?:of|from|for) (?:the )?"
_PREPOSITION = re.compile(
    r"\b(?:in|of|at|by|from|to|for|with|near|between|within|across|outside|through|via|like|including|than|toward|towards|hosted by|"
    r"invitation of|Government of|Republic of|Islands?|New|South|North|Papua|Equatorial)(?: the)? $"
)
"""What before a name makes it a place, or a part of another name."""
_GOES_ON = (
    r"(?:It|They|He|She|Both|All (?:three|of them)|(?:Its|Their|The|That|Those) "
    r"(?:[Rr]epresentatives?|[Dd]elegations?|[Dd]elegates?|[Aa]mbassadors?|[Ss]peakers?|States?|[Cc]ountry|[Cc]ountries|[Gg]roup))"
)
"""How the next sentence names again whoever was the subject of the one before."""
_GIVES = r"(?:hosted|held|convened|organi[sz]ed|prepared|published|issued|funded|financed|submitted|tabled)"
"""What is given to the group is what the next sentence may speak of: the seminar that a State hosted noted something."""
_MOST_BETWEEN = 140
"""Characters of an insertion between commas, as in "Estonia, speaking on behalf of others, said"."""
_MOST_NAMES = 12
"""In a list of those who say something: a longer list is found from its last names on, and not looked through from each of them."""


def forms_of(name: str) -> tuple[str, ...]:
    """How a name of the register may stand in a text: "Iran (Islamic Republic of)", "Islamic Republic of Iran", "Iran"."""
    found = [name, *USUAL.get(name, ())]
    if (parted := re.fullmatch(r"(?P<short>.+?) \((?P<rest>.+ of(?: the)?)\)", name)) is not None:
        found += [f"{parted['rest']} {parted['short']}", parted["short"]]
    if name.startswith("Group of "):
        found.append(name.removesuffix(" States"))
    return tuple(dict.fromkeys(found))


@cache
def _patterns(names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    forms = sorted({form for name in names for form in forms_of(name)}, key=lambda one: (-len(one), one))
    known = "|".join(re.escape(form).replace("'", "['’]") for form in forms)
    name = "(?:{})".format("|".join(each for each in (_ADJECTIVE, known, _TITLED) if each))
    named = rf"(?:the )?{name}"
    others = rf"(?:(?:, (?:and )?| and | or ){named}(?![\w\-])){{0,{_MOST_NAMES}}}"
    between = rf"(?:, [^.;:]{{1,{_MOST_BETWEEN}}}?,)?"
    speaks = re.compile(
        rf"(?<![\w\-])(?P<speaker>{_SPEAKER})?(?P<name>{name})(?![\w\-]){others}{between} {_ADVERBS}(?P<verb>{_SAYING})(?!\w)"
    )
    said_by = re.compile(
        rf"(?<![\w\-])(?:(?:{_SAYING}|{_NOUNS}|made|put forward|raised|shared|tabled|submitted|offered)"
        rf"(?: (?:jointly|also|orally|in writing))? by |(?:[Aa]ccording to|[Ii]n the (?:view|opinion) of|[Oo]n behalf of|"
        rf"(?:{_NOUNS}) (?:of|from)) )(?:the )?(?:{_SPEAKER})?(?P<name>{name})(?![\w\-])"
        rf"|(?<![\w\-])(?P<whose>{name})(?:['’]s|s['’]) (?:\w+ )?(?:{_NOUNS})(?!\w)"
    )
    goes_on = re.compile(
        rf"(?:^|(?<=[.!?] ))(?:[A-Z][^.,;:!?]{{0,60}}, )?(?:[Tt]he )?(?P<speaker>{_SPEAKER})?(?P<name>{name})(?![\w\-]){others}"
        rf"{between} (?!(?:\w+ )?{_GIVES} )[^.!?]+[.!?](?:\[\^\w+\])? {_GOES_ON} {_ADVERBS}(?:{_SAYING})(?!\w)"
    )
    return speaks, said_by, goes_on


def check(draft: Draft) -> list[Finding]:
    """Every place where the draft itself says who said what."""
    speaks, said_by, goes_on = _patterns(draft.names)
    found = []
    for wording in draft.wordings:
        if wording.kind == "heading":
            continue
        words = own_voice(wording.words)
        places: list[tuple[int, int, str]] = []
        for match in speaks.finditer(words):
            if match["speaker"] or not _is_place(words, match.start("name")):
                places.append((match.start(), match.end(), match["name"]))
        for match in said_by.finditer(words):
            places.append((match.start(), match.end(), match["name"] or match["whose"]))
        for match in goes_on.finditer(words):
            starts = match.start("speaker") if match["speaker"] else match.start("name")
            places.append((starts, match.end(), match["name"]))
        ends = 0
        for starts, until, name in sorted(places):
            if starts >= ends:
                found.append(
                    Finding(
                        "attribution", say("The report says in its own voice what %(name)s held."), wording, starts, until,
                        {"name": name},
                    )
                )  # fmt: skip
                ends = until
    return found


def _is_place(words: str, at: int) -> bool:
    """Does a preposition before a name make it a place and no speaker?"""
    return _PREPOSITION.search(words[max(0, at - 40) : at]) is not None
