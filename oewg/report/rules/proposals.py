"""What was proposed to the text: how does it stand in a rolling text, and how does the Chair's summary tell it?"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from oewg.negotiation.rules.rolling import Segment, roll
from oewg.report.rules.phrases import listed
from oewg.report.rules.substantive import Passage
from oewg.texts.documents.changing import laid_out
from oewg.texts.documents.description import Change, Footnote, accepted
from oewg.texts.documents.wording import uncut
from oewg.texts.rules.numbering import calls


@dataclass(frozen=True)
class Proposal:
    """An amendment as everybody may read it: its number, what it proposes, and for whom (`by`: names, first joined first).

    `words` are those it was filed with; `now` what it gives on the wording that stands. `after_id` is for a move the
    provision after which; for an insertion, the provision itself if the new one is to stand first under it.
    """

    number: int
    provision_id: int
    kind: str
    by: tuple[str, ...]
    words: str = ""
    now: str = ""
    after_id: int | None = None
    withdrawn: bool = False


def rolled(passages: Sequence[Passage], proposals: Iterable[Proposal]) -> list[Passage]:
    """The text with every open proposal in place, in the names of those who made it; equal proposals stand once.

    What is to be inserted stands without a number. A move changes no words: the Chair's summary tells of it.
    """
    to: dict[int, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        if not proposal.withdrawn:
            to[proposal.provision_id].append(proposal)
    notes = {note.key: note for passage in passages for note in passage.notes}
    found: list[Passage] = []
    after: list[tuple[int, list[Passage]]] = []  # (depth, what is to come once all that stands under it has been told)
    for passage in passages:
        while after and after[-1][0] >= _depth(passage):
            found += after.pop()[1]
        here = to.get(passage.provision_id, ())
        found.append(_in_place(passage, [each for each in here if each.kind in ("replace", "delete")]))
        first, then = (
            [each for each in here if each.kind == "insert" and _is_under(passage, each) is under]
            for under in (True, False)
        )
        found += _all_inserted(passage, first, notes)
        after.append((_depth(passage), _all_inserted(passage, then, notes)))
    return [*found, *(each for _, several in reversed(after) for each in several)]


def _depth(passage: Passage) -> int:
    """How deep under its section a provision stands: what is deeper, until one that is not, stands under it."""
    return passage.level if passage.kind == "subparagraph" else 0


def _is_under(passage: Passage, proposal: Proposal) -> bool:
    """Is it to stand first under the provision? At a heading there is no other place."""
    return proposal.after_id is not None or passage.kind == "heading"


def _all_inserted(beside: Passage, proposals: Iterable[Proposal], notes: Mapping[str, Footnote]) -> list[Passage]:
    alike: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        alike[proposal.words].append(proposal)
    return [_inserted(beside, words, several, notes) for words, several in alike.items()]


def _in_place(passage: Passage, proposals: Sequence[Proposal]) -> Passage:
    if not proposals:
        return passage
    if all(proposal.kind == "delete" for proposal in proposals):
        return replace(passage, standing="delete", authors=_names(proposals))
    by = {str(proposal.number): proposal for proposal in proposals}
    segments = roll(passage.words, {number: each.now for number, each in by.items() if each.now != passage.words})
    changing = {name for segment in segments for name in segment.having} | {
        number for number, each in by.items() if not each.now
    }
    changes = tuple(_change(segment, changing, by) for segment in segments)
    in_rows = laid_out((change.kind, change.words, change.authors) for change in changes)
    if not in_rows and uncut(changes) != changes:
        changes = _whole(passage, segments, [each for number, each in by.items() if number in changing])
    if all(change.kind == "equal" for change in changes):
        return passage
    return replace(passage, words=accepted(changes), changes=changes)


def _change(segment: Segment, changing: Collection[str], by: Mapping[str, Proposal]) -> Change:
    """Words of a rolling text; also a space is marked that some add or delete, so that rejecting gives the base exactly."""
    whose = [name for name in changing if (name in segment.having) != segment.base]
    names = _names([by[number] for number in sorted(whose, key=int)])
    return Change(("delete" if segment.base else "insert") if names else "equal", segment.text, names)


def _whole(passage: Passage, segments: Sequence[Segment], proposals: Sequence[Proposal]) -> tuple[Change, ...]:
    """Where words shared by several would cut a mark: the base whole, then each proposal whole."""
    wordings: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        has = "".join(segment.text for segment in segments if str(proposal.number) in segment.having)
        wordings[has].append(proposal)
    return (
        Change("delete", passage.words, _names(proposals)),
        *(Change("insert", words, _names(alike)) for words, alike in wordings.items() if words),
    )


def _inserted(after: Passage, words: str, alike: Sequence[Proposal], notes: Mapping[str, Footnote]) -> Passage:
    kind, level = after.kind, after.level
    if _is_under(after, alike[0]):
        kind, level = ("paragraph", 1) if kind == "heading" else ("subparagraph", level + (kind == "subparagraph"))
    called = tuple(notes[mark] for mark in sorted(calls(words)) if mark in notes)
    return Passage(
        0, kind, "", level, words, notes=called, standing="insert", authors=_names(alike), counted=False
    )  # fmt: skip


def _names(proposals: Iterable[Proposal]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for proposal in proposals for name in proposal.by))


def lead_in(proposal: Proposal, places: Mapping[int, str]) -> str:
    """A proposal as the Chair's summary introduces it: "Amendment 7, proposed by France and Japan, to paragraph 12: ..."."""
    where = _place(proposal.provision_id, places)
    match proposal.kind:
        case "replace":
            what = f"to let {where} read as follows:"
        case "insert" if proposal.after_id is not None:
            what = f"to insert the following first under {where}:"
        case "insert":
            what = f"to insert the following after {where}:"
        case "delete":
            what = f"to delete {where}."
        case _:
            what = f"to move {where} to after {_place(proposal.after_id or 0, places)}."
    return f"Amendment {proposal.number}, proposed by {listed(proposal.by)}{_fate(proposal)}, {what}"


def _fate(proposal: Proposal) -> str:
    return " and withdrawn" if proposal.withdrawn else ""


def _place(provision_id: int, places: Mapping[int, str]) -> str:
    place = places.get(provision_id, "")
    if place.startswith(("Paragraph ", "Section ")):
        return place[:1].lower() + place[1:]
    return place or "a provision that stands in the text no more"
