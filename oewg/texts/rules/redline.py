"""What changed between two wordings? A redline as a lawyer would mark it: whole words, few marks, nothing smeared.

    redline("States should cooperate.", "States should always cooperate.")
    -> [("equal", "States should "), ("insert", "always "), ("equal", "cooperate.")]

The pieces in order, without the inserted ones, are exactly the old wording; without the deleted ones, exactly the new one.
The shortest way from one to the other is found over words, spaces and signs (Myers, "An O(ND) difference algorithm",
1986); then the marks are made readable: a run that was replaced is one deletion and one insertion, and a mark that could
stand in several places stands where a word begins.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

Piece = tuple[str, str]
""""equal", "delete" or "insert", and the words."""

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = rf"[^\W_{_IDEOGRAPHS}](?:[^\W_{_IDEOGRAPHS}]|MARKS)*"
_MARKS = "".join(
    re.escape(chr(code)) for code in (*range(0x300, 0x900), 0x200C, 0x200D, *range(0xFE20, 0xFE30))
    if unicodedata.category(chr(code)) in ("Mn", "Mc", "Cf")
)  # fmt: skip
_TOKEN = re.compile(
    rf"\d+(?:[.,\u00a0]\d+)+|{_WORD}(?:['’\-\u2010\u2011]{_WORD})*|[{_IDEOGRAPHS}]|\n|[^\S\n]+|.".replace(
        "MARKS", f"[{_MARKS}]"
    ),
    re.DOTALL,
)
"""A number with its points; a word with its vowel signs, its hyphens and apostrophes; one Chinese character; a line's
end; other white space; any other sign."""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")

LONGEST_ANCHOR = 3
"""Words. A match of so few between two longer changes is chance, and is marked as changed with them."""
MOST_EDITS = 600
"""Tokens. Beyond so many, two wordings are told apart as two, without looking for what they share in between."""


def tokens(text: str) -> list[str]:
    """A wording cut into what is marked or not as a whole; joined, they give the wording."""
    return _TOKEN.findall(text)


def redline(old: str, new: str) -> list[Piece]:
    """The pieces that lead from the old wording to the new one; neighbours are never of the same kind."""
    if old == new:
        return [("equal", old)] if old else []
    return _pieces(_compare(tokens(old), tokens(new)))


def redline_lines(old: str, new: str) -> list[Piece]:
    """The same for a text of many paragraphs, one a line: paragraphs are paired first, and then compared by words."""
    olds, news = _LINE.findall(old), _LINE.findall(new)
    pieces: list[Piece] = []
    i = j = 0
    for a, b in [*pairs(olds, news), (len(olds), len(news))]:
        pieces += [("delete", line) for line in olds[i:a]] + [("insert", line) for line in news[j:b]]
        if a < len(olds):
            pieces += redline(olds[a], news[b])
        i, j = a + 1, b + 1
    return _pieces([(kind, [words]) for kind, words in pieces])


def pairs(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    """Which old paragraph became which new one, in the order of both: those half alike, or one for one."""
    start = 0
    while start < min(len(olds), len(news)) and olds[start] == news[start]:
        start += 1
    candidates = _candidates(olds, news, start)
    chain = _heaviest_chain(candidates)
    found = [(i, i) for i in range(start)]
    for a, b in [*chain, (len(olds), len(news))]:
        i, j = (found[-1][0] + 1, found[-1][1] + 1) if found else (0, 0)
        if a - i == 1 and b - j == 1:  # one for one, whatever they have in common
            found.append((i, j))
        found.append((a, b))
    return found[:-1]


def _candidates(olds: Sequence[str], news: Sequence[str], start: int) -> list[tuple[int, int, float]]:
    """(old, new, likeness) of paragraphs that share words which few others have."""
    old_words = [Counter(text.split() if text.isascii() else tokens(text)) for text in olds[start:]]
    new_words = [Counter(text.split() if text.isascii() else tokens(text)) for text in news[start:]]
    spread = Counter(word for words in new_words for word in words)
    places: dict[str, list[int]] = defaultdict(list)
    for j, words in enumerate(new_words):
        for word in sorted(words, key=lambda one: (spread[one], one))[:12]:
            places[word].append(j)
    found = []
    for i, words in enumerate(old_words):
        votes = Counter(j for word in words for j in places.get(word, ()) if len(places[word]) <= 40)
        if i < len(new_words):
            votes[i] += 1
        for j, _ in votes.most_common(4):
            shared = sum((words & new_words[j]).values())
            likeness = 2 * shared / (words.total() + new_words[j].total() or 1)
            if likeness >= 0.5 or olds[start + i] == news[start + j]:
                found.append((start + i, start + j, likeness + (olds[start + i] == news[start + j])))
    return found


def _heaviest_chain(candidates: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The pairs that grow in both places and weigh most together."""
    best: list[tuple[int, float, int]] = []  # (new place, weight so far, index into `steps`): both grow along the list
    steps: list[tuple[int, int, int]] = []
    for _, group in groupby(sorted(candidates), key=lambda one: one[0]):
        reached = []
        for i, j, weight in group:
            at = bisect_left(best, j, key=lambda one: one[0])
            before = best[at - 1] if at else (-1, 0.0, -1)
            steps.append((i, j, before[2]))
            reached.append((j, before[1] + weight, len(steps) - 1))
        for j, weight, step in reached:
            at = bisect_left(best, j, key=lambda one: one[0])
            if at and best[at - 1][1] >= weight:
                continue
            while at < len(best) and best[at][1] <= weight:
                del best[at]
            best.insert(at, (j, weight, step))
    chain = []
    step = best[-1][2] if best else -1
    while step >= 0:
        i, j, step = steps[step]
        chain.append((i, j))
    return chain[::-1]


Run = tuple[str, list[str]]


def _compare(a: list[str], b: list[str]) -> list[Run]:
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    middle = _shortest(a[head : len(a) - tail], b[head : len(b) - tail])
    runs = [("equal", a[:head]), *middle, ("equal", a[len(a) - tail :])]
    return _slid(_without_chance(_merged(runs)))


def _shortest(a: list[str], b: list[str]) -> list[Run]:
    """Myers' greedy search: for 0, 1, 2 ... edits, how far one gets on each diagonal; then the way back."""
    if not a or not b:
        return [("delete", a), ("insert", b)]
    furthest, history = {1: 0}, []
    for edits in range(min(len(a) + len(b), MOST_EDITS) + 1):
        history.append(furthest.copy())
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
            x = furthest[k + 1] if down else furthest[k - 1] + 1
            y = x - k
            while x < len(a) and y < len(b) and a[x] == b[y]:
                x, y = x + 1, y + 1
            furthest[k] = x
            if x >= len(a) and y >= len(b):
                return _way_back(a, b, history)
    return [("delete", a), ("insert", b)]


def _way_back(a: list[str], b: list[str], history: list[dict[int, int]]) -> list[Run]:
    x, y = len(a), len(b)
    back: list[Run] = []
    for edits in range(len(history) - 1, -1, -1):
        furthest, k = history[edits], x - y
        down = k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
        before = k + 1 if down else k - 1
        from_x = furthest[before] if edits else 0
        from_y = from_x - before if edits else 0
        while x > from_x and y > from_y and (edits == 0 or (x, y) != _after(from_x, from_y, down)):
            x, y = x - 1, y - 1
            back.append(("equal", [a[x]]))
        if edits:
            if down:
                y -= 1
                back.append(("insert", [b[y]]))
            else:
                x -= 1
                back.append(("delete", [a[x]]))
    return back[::-1]


def _after(x: int, y: int, down: bool) -> tuple[int, int]:
    return (x, y + 1) if down else (x + 1, y)


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Between two equal runs at most one deletion and then one insertion; no empty runs."""
    merged: list[Run] = []
    waiting: dict[str, list[str]] = {"delete": [], "insert": []}

    def settle() -> None:
        for kind, words in waiting.items():
            if words:
                merged.append((kind, words[:]))
                words.clear()

    for kind, words in runs:
        if not words:
            continue
        if kind != "equal":
            waiting[kind] += words
            continue
        settle()
        if merged and merged[-1][0] == "equal":
            merged[-1] = ("equal", merged[-1][1] + words)
        else:
            merged.append(("equal", list(words)))
    settle()
    return merged


def _size(words: list[str]) -> int:
    return sum(len(word) for word in words if not word.isspace())


def _without_chance(runs: list[Run]) -> list[Run]:
    """Matches that are only white space, signs or a few short words between longer changes become part of the change."""
    while True:
        for at, (kind, words) in enumerate(runs):
            if kind != "equal" or at == 0 or at == len(runs) - 1 or "\n" in words:
                continue
            left = _change(runs, at - 1, -1)
            right = _change(runs, at + 1, 1)
            if _by_chance(words, left, right):
                runs = _merged([*runs[:at], ("delete", words), ("insert", words), *runs[at + 1 :]])
                break
        else:
            return runs


def _change(runs: list[Run], at: int, step: int) -> tuple[int, int]:
    """How many letters are deleted and inserted in the change that begins here and goes this way."""
    sizes = {"delete": 0, "insert": 0}
    while 0 <= at < len(runs) and runs[at][0] != "equal":
        sizes[runs[at][0]] += _size(runs[at][1])
        at += step
    return sizes["delete"], sizes["insert"]


def _by_chance(words: list[str], left: tuple[int, int], right: tuple[int, int]) -> bool:
    size = _size(words)
    here = [word for word in words if word[0].isalnum()]
    if not here:
        # White space or a sign between two replaced words; between an insertion and another it is a true match.
        return (all(left) or all(right)) and max(left) > 0 and max(right) > 0
    smaller = min(max(left), max(right))
    replaced = (all(left) + all(right)) / 2
    return len(here) <= LONGEST_ANCHOR and size < smaller * (1, 0.25, 0)[round(2 - 2 * replaced)]


def _slid(runs: list[Run]) -> list[Run]:
    """A lone insertion or deletion that could stand in several places stands where a sentence or a word begins."""
    for at in range(1, len(runs) - 1):
        if runs[at][0] == "equal" or runs[at - 1][0] != "equal" or runs[at + 1][0] != "equal":
            continue
        before, mark, after = runs[at - 1][1], runs[at][1], runs[at + 1][1]
        while before and before[-1] == mark[-1]:
            after, mark, before = [mark[-1], *after], [before[-1], *mark[:-1]], before[:-1]
        best, score = (before, mark, after), _beginning(before, mark)
        while after and after[0] == mark[0]:
            before, mark, after = [*before, mark[0]], [*mark[1:], after[0]], after[1:]
            if _beginning(before, mark) > score:
                best, score = (before, mark, after), _beginning(before, mark)
        runs[at - 1], runs[at], runs[at + 1] = (
            (runs[at - 1][0], best[0]), (runs[at][0], best[1]), (runs[at + 1][0], best[2]),
        )  # fmt: skip
    return [run for run in runs if run[1]]


def _beginning(before: list[str], mark: list[str]) -> int:
    """How well a mark begins here: with a sentence best, then with a word, then with the space before one."""
    if mark[0].isspace():
        return 1 if before and before[-1][0].isalnum() else 0
    if not before:
        return 4
    if not before[-1].isspace():
        return 0
    return 3 if len(before) > 1 and before[-2] in ".!?;:。؟" else 2


def _pieces(runs: Iterable[Run]) -> list[Piece]:
    return [(kind, "".join(words)) for kind, words in _merged(runs)]
