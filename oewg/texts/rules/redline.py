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
from typing import NamedTuple

Piece = tuple[str, str]
""""equal", "delete" or "insert", and the words."""

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTERS = rf"[^\W_{_IDEOGRAPHS}]"
_WORD = rf"{_LETTERS}+(?:MARKS+{_LETTERS}*)*"
_MARKS = "".join(
    re.escape(chr(code)) for code in (*range(0x300, 0x900), 0x200C, 0x200D, *range(0xFE20, 0xFE30))
    if unicodedata.category(chr(code)) in ("Mn", "Mc", "Cf")
)  # fmt: skip
_TOKEN = re.compile(
    rf"\[\^[A-Za-z0-9]{{1,12}}\]|\*\*|\d+(?:[.,\u00a0]\d+)+|{_WORD}(?:['’\-\u2010\u2011]{_WORD})*|[{_IDEOGRAPHS}]|\n|[^\S\n]+|.".replace(
        "MARKS", f"[{_MARKS}]"
    ),
    re.DOTALL,
)
"""A footnote mark; the sign of strong words; a number with its points; a word with its vowel signs, its hyphens and apostrophes; one Chinese character; a line's
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
    a, b = tokens(old), tokens(new)
    changes = _slid(a, b, _without_chance(a, _with_sizes(a, b, _shortest(a, b))))
    pieces: list[Piece] = []
    at = 0
    for change in changes:
        pieces.append(("equal", "".join(a[at : change.start])))
        pieces.append(("delete", "".join(a[change.start : change.end])))
        pieces.append(("insert", "".join(b[change.new_start : change.new_end])))
        at = change.end
    return _joined([*pieces, ("equal", "".join(a[at:]))])


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
    return _joined(pieces)


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


class Change(NamedTuple):
    """The old words from `start` to `end` gave way to the new ones from `new_start` to `new_end`, and how many letters
    that is of each; either may be none."""

    start: int
    end: int
    new_start: int
    new_end: int
    deleted: int = 0
    inserted: int = 0


def _shortest(a: Sequence[str], b: Sequence[str]) -> list[Change]:
    """The fewest words deleted and inserted that lead from one to the other; what both begin and end with is set aside."""
    head = _alike(a, b)
    tail = _alike(a[: head - 1 if head else None : -1], b[: head - 1 if head else None : -1])
    old, new = a[head : len(a) - tail], b[head : len(b) - tail]
    found = _searched(old, new) if old and new else None
    return [Change(w + head, x + head, y + head, z + head) for w, x, y, z in found or [(0, len(old), 0, len(new))]]


def _alike(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words both begin with."""
    for at, (one, other) in enumerate(zip(a, b, strict=False)):
        if one != other:
            return at
    return min(len(a), len(b))


def _searched(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int, int]] | None:
    """Myers' greedy search: for 0, 1, 2 ... edits, how far one gets on each diagonal; None when it takes too many.

    `reached[d][i]` is the place in `a` that d edits reach on the diagonal on which `a` is 2i - d ahead of `b`.
    """
    old, new = len(a), len(b)
    reached: list[list[int]] = [[_alike(a, b)]]
    for edits in range(1, min(old + new, MOST_EDITS) + 1):
        last, row = [-1, *reached[-1], -1], []  # before the first diagonal and after the last there is no way
        for i in range(edits + 1):
            x = last[i + 1] if last[i] < last[i + 1] else last[i] + 1
            y = x - 2 * i + edits
            while x < old and y < new and a[x] == b[y]:
                x += 1
                y += 1
            row.append(x)
            if x >= old and y >= new:
                return _way_back(old, new, reached)
        reached.append(row)
    return None


def _way_back(x: int, y: int, reached: list[list[int]]) -> list[tuple[int, int, int, int]]:
    """The changes on the way that ended at x, y, first to last; those that touch are one."""
    found: list[tuple[int, int, int, int]] = []
    while reached:
        last = [-1, *reached.pop(), -1]
        i = (x - y + len(last) - 2) // 2
        inserted = last[i] < last[i + 1]
        to_x = last[i + 1] if inserted else last[i] + 1
        to_y = to_x - x + y
        x, y = (to_x, to_y - 1) if inserted else (to_x - 1, to_y)
        if found and (to_x, to_y) == (found[-1][0], found[-1][2]):
            to_x, to_y = found[-1][1], found[-1][3]
            found.pop()
        found.append((x, to_x, y, to_y))
    return found[::-1]


def _size(words: Iterable[str]) -> int:
    return sum(len(word) for word in words if not word.isspace())


def _with_sizes(a: Sequence[str], b: Sequence[str], changes: Iterable[Change]) -> list[Change]:
    return [
        Change(w, x, y, z, _size(a[w:x]), _size(b[y:z])) for w, x, y, z, _, _ in changes
    ]  # fmt: skip


def _without_chance(a: Sequence[str], changes: list[Change]) -> list[Change]:
    """Matches that are only white space, signs or a few short words between longer changes become part of the change."""
    at = 0
    while at + 1 < len(changes):
        left, right = changes[at : at + 2]
        between = a[left.end : right.start]
        if "\n" not in between and _by_chance(between, left, right):
            size = _size(between)
            deleted, inserted = left.deleted + size + right.deleted, left.inserted + size + right.inserted
            changes[at : at + 2] = [Change(left.start, right.end, left.new_start, right.new_end, deleted, inserted)]
            at = max(at - 1, 0)  # a longer change may make chance of the match before it
        else:
            at += 1
    return changes


def _by_chance(words: Sequence[str], left: Change, right: Change) -> bool:
    here = [word for word in words if word[0].isalnum()]
    replaced = [change for change in (left, right) if change.deleted and change.inserted]
    longer, other = max(left.deleted, left.inserted), max(right.deleted, right.inserted)
    if not here:
        # White space or a sign between two replaced words; between an insertion and another it is a true match.
        return bool(replaced and longer and other)
    return len(here) <= LONGEST_ANCHOR and _size(words) < min(longer, other) * (0, 0.25, 1)[len(replaced)]


def _slid(a: Sequence[str], b: Sequence[str], changes: list[Change]) -> list[Change]:
    """A lone insertion or deletion that could stand in several places stands where a sentence or a word begins."""
    slid: list[Change] = []
    for at, change in enumerate(changes):
        first = slid[-1].end if slid else 0
        last = changes[at + 1].start if at + 1 < len(changes) else len(a)
        if change.start == change.end:
            by = _best_place(b, change.new_start, change.new_end, change.start - first, last - change.end)
        elif change.new_start == change.new_end:
            by = _best_place(a, change.start, change.end, change.start - first, last - change.end)
        else:
            by = 0
        slid.append(Change(change.start + by, change.end + by, change.new_start + by, change.new_end + by))
    return slid


def _best_place(words: Sequence[str], start: int, end: int, room_before: int, room_after: int) -> int:
    """By how many words is the mark from `start` to `end` best moved, with so much room on either side?"""
    if not room_before or not room_after:
        return 0
    back = 0
    while back < room_before and words[start - 1 - back] == words[end - 1 - back]:
        back += 1
    best, score = -back, _beginning(words, start - back, start - room_before)
    by = -back
    while by < room_after and words[start + by] == words[end + by]:
        by += 1
        if (here := _beginning(words, start + by, start - room_before)) > score:
            best, score = by, here
    return best


def _beginning(words: Sequence[str], at: int, first: int) -> int:
    """How well a mark begins here: with a sentence best, then with a word, then with the space before one."""
    if words[at].isspace():
        return 1 if at > first and words[at - 1][0].isalnum() else 0
    if at == first:
        return 4
    if not words[at - 1].isspace():
        return 0
    return 3 if at - 1 > first and words[at - 2] in ".!?;:。؟" else 2


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Between two equal pieces at most one deletion and then one insertion; no empty pieces."""
    joined: list[Piece] = []
    waiting = {"equal": "", "delete": "", "insert": ""}  # an equal piece, or the change after it

    def settle(*kinds: str) -> None:
        for kind in kinds:
            if waiting[kind]:
                joined.append((kind, waiting[kind]))
                waiting[kind] = ""

    for kind, words in pieces:
        if words:
            settle(*(("delete", "insert") if kind == "equal" else ("equal",)))
            waiting[kind] += words
    settle("equal", "delete", "insert")
    return joined


def excerpt(pieces: Sequence[Piece], around: int = 60) -> list[Piece]:
    """A redline for a list: of the words that stayed only some `around` each change (characters), cut at spaces, with "…"."""
    found: list[Piece] = []
    for place, (kind, words) in enumerate(pieces):
        if kind != "equal":
            found.append((kind, words))
            continue
        before = "" if place == 0 else _cut(words, around)
        after = "" if place == len(pieces) - 1 else _cut(words[::-1], around)[::-1]
        whole = len(before) + len(after) >= len(words)
        found.append((kind, words if whole else f"{before}{' ' if before else ''}…{' ' if after else ''}{after}"))
    return found


def _cut(words: str, most: int) -> str:
    """The beginning of some words, up to the last space before `most` characters, or to the first after it."""
    if len(words) <= most:
        return words
    end = words.rfind(" ", 0, most + 1)
    return words[: end if end > 0 else most]
