"""What does a text look like with every live proposal in place? Each word with those who have it.

    roll("States should cooperate.", {"FRA": "States shall cooperate.", "JPN": "States shall cooperate."})
    -> [Segment("States ", True, {"FRA", "JPN"}), Segment("should", True, {}), Segment("shall", False, {"FRA", "JPN"}),
        Segment(" cooperate.", True, {"FRA", "JPN"})]

Whatever the proposals are: the segments of the base, joined, are the base exactly; the segments that one proposal has,
joined, are its wording exactly; neither depends on the order of filing; equal words at one place are one segment.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from oewg.texts.rules.redline import redline_lines, tokens


@dataclass(frozen=True)
class Segment:
    """Some words, whether the base has them, and which of the proposals have them."""

    text: str
    base: bool
    having: frozenset[str]


def roll(base: str, proposals: Mapping[str, str]) -> list[Segment]:
    """The rolling text of one provision; `proposals` are name -> the whole wording that is proposed."""
    return list(_joined(_segments(base, proposals)))


def _segments(base: str, proposals: Mapping[str, str]) -> Iterator[Segment]:
    kept: list[set[str]] = [set() for _ in tokens(base)]
    added: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))  # place -> words -> who adds them
    for wording in set(proposals.values()):
        names = {name for name, proposed in proposals.items() if proposed == wording}
        at = 0
        for kind, words in redline_lines(base, wording):
            if kind == "insert":
                added[at][words] |= names
                continue
            for token in range(at, at := at + len(tokens(words))):
                if kind == "equal":
                    kept[token] |= names
    for at, token_text in enumerate(tokens(base)):
        yield from _additions(added.get(at, {}))
        yield Segment(token_text, True, frozenset(kept[at]))
    yield from _additions(added.get(len(kept), {}))


def _additions(wordings: Mapping[str, set[str]]) -> Iterator[Segment]:
    """What is added at one place: the words that several have alike are shared, the shortest wording being the base."""
    if not wordings:
        return
    first = min(wordings, key=lambda words: (len(words), words))
    others = {words: words for words in wordings if words != first}
    for segment in _segments(first, others):
        having = set(wordings[first]) if segment.base else set()
        for words in segment.having:
            having |= wordings[words]
        yield Segment(segment.text, False, frozenset(having))


def _joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    waiting: Segment | None = None
    for segment in segments:
        if waiting and (waiting.base, waiting.having) == (segment.base, segment.having):
            waiting = Segment(waiting.text + segment.text, waiting.base, waiting.having)
            continue
        if waiting:
            yield waiting
        waiting = segment
    if waiting:
        yield waiting
