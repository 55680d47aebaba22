"""Does the draft cite what is not there: a paragraph, a section, an annex, a footnote of the report?

What another document has is not looked up: "paragraph 5 of the resolution" cites that.
"""

import re
from collections.abc import Iterator, Set

from oewg.core.errors import say
from oewg.report.rules.checks.places import Draft, Finding, Wording, own_voice
from oewg.texts.rules.numbering import CITATION, NOTE_MARK, roman

_NUMBER = r"\d{1,4}(?:\.\d{1,3})?"
_PARAGRAPHS = re.compile(
    rf"\b[Pp]ara(?:graph)?s?\.?[ \u00a0](?P<list>{_NUMBER}(?:(?:, | and |, and | or | to |[–-]){_NUMBER})*)(?:[ \u00a0]\([a-z]{{1,4}}\))*"
)
_SECTIONS = re.compile(
    r"\b[Ss]ections?[ \u00a0](?P<list>[IVXL]+(?:(?:, | and |, and | or | to |[–-])[IVXL]+)*)\b(?:\.[A-Z])?"
)
_ANNEXES = re.compile(
    r"\b[Aa]nnex(?:es)?(?:[ \u00a0](?P<list>[IVXL]+(?:(?:, | and |, and | or | to |[–-])[IVXL]+)*)\b)?"
)
_FOOTNOTES = re.compile(
    r"\b(?:[Ff]ootnotes?|(?<=[Ss]ee )notes?)[ \u00a0](?P<list>\d{1,3}(?:(?:, | and | to |[–-])\d{1,3})*)(?![\w.]*\d)"
)
_HERE = r"(?:the|this) (?:present )?(?:report|section|annex|document|part)|the annex to the present report"
_ELSEWHERE_AFTER = re.compile(rf",?\s+(?:(?:of|in|to|from|under)\s+(?!{_HERE})|thereof\b)")
_HERE_AFTER = re.compile(rf",?\s+(?:of|in|to)\s+(?:{_HERE})|\s+(?:above|below)\b")
_ELSEWHERE_BEFORE = re.compile(
    r"(?:\b(?:operative|preambular|its|their|that|whose)|(?:resolutions?|decisions?|documents?|Charter|Convention|volume|chapter|[A-Z]{1,6}/[\w./-]+|\d{1,3}/\d{1,4})"
    r"[^.;:]{0,40},)\s*$"
)
_ROMAN = {roman(number): number for number in range(1, 90)}


def check(draft: Draft) -> list[Finding]:
    """Every citation, by a mark, by a link or in words, of what the report does not have."""
    notes = {one.mark for one in draft.wordings if one.mark}
    paragraphs = _paragraphs(draft)
    return [
        found
        for wording in draft.wordings
        for found in sorted(_in(draft, wording, notes, paragraphs), key=lambda one: one.starts)
    ]


def _in(draft: Draft, wording: Wording, notes: Set[str], paragraphs: Set[str]) -> Iterator[Finding]:
    for found in NOTE_MARK.finditer(wording.words):
        if found[1] not in notes:
            yield _nothing(wording, found.span(), say("There is no such footnote."))
    for found in CITATION.finditer(wording.words):
        if int(found["id"]) not in draft.provisions:
            yield _nothing(wording, found.span(), say("What it cites has been removed from the text."))
    # A link bears the number of what it leads to; what it leads to has been looked up.
    words = CITATION.sub(lambda one: " " * len(one[0]), own_voice(wording.words))
    for pattern, there, sentence in (
        (_PARAGRAPHS, paragraphs, say("The report has no paragraph %(number)s.")),
        (_SECTIONS, {name for name, number in _ROMAN.items() if number <= draft.sections}, say("The report has no section %(number)s.")),
        (_ANNEXES, {name for name, number in _ROMAN.items() if number <= draft.annexes}, say("The report has no annex %(number)s.")),
        (_FOOTNOTES, {str(number) for number in range(1, draft.footnotes + 1)}, say("The report has no footnote %(number)s.")),
    ):  # fmt: skip
        for found in pattern.finditer(words):
            if _is_elsewhere(words, *found.span()):
                continue
            if found["list"] is None:
                if not there and _HERE_AFTER.match(words, found.end()):
                    yield _nothing(wording, found.span(), say("The report has no annex."))
                continue
            missing = [each for each in re.findall(r"[IVXL]+|\d[\d.]*", found["list"]) if each.rstrip(".") not in there]
            if missing:
                yield _nothing(wording, found.span(), sentence, number=missing[0])


def _paragraphs(draft: Draft) -> set[str]:
    return {str(number) for number in range(1, draft.paragraphs + 1)} | set(draft.labels)


def _is_elsewhere(words: str, starts: int, ends: int) -> bool:
    """Does it cite a place of another document?"""
    if _HERE_AFTER.match(words, ends):
        return False
    return bool(_ELSEWHERE_AFTER.match(words, ends) or _ELSEWHERE_BEFORE.search(words, max(0, starts - 80), starts))


def _nothing(wording: Wording, place: tuple[int, int], sentence: str, **values: object) -> Finding:
    return Finding("citations", sentence, wording, *place, values)
