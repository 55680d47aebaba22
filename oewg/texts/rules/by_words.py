"""What changed between two wordings, word by word? As a lawyer would mark it: whole words, few marks, nothing smeared.

    by_words("States should cooperate.", "States should always cooperate.")
    -> [("equal", "States should "), ("insert", "always "), ("equal", "cooperate.")]

The pieces in order, without the inserted ones, are exactly the old wording; without the deleted ones, exactly the new one.
The shortest way from one to the other is found over words and signs (Myers, "An O(ND) difference algorithm", 1986), and
the white space between them follows; then the marks are made readable: a run that was replaced is one deletion and one
insertion, and a mark that could stand in several places stands where a word begins.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from oewg.texts.documents.inline import LINK

Piece = tuple[str, str]
""""equal", "delete" or "insert", and the words."""

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTERS = rf"[^\W_{_IDEOGRAPHS}]"
_WORD = rf"{_LETTERS}+(?:MARKS+{_LETTERS}*)*"
_ELIDED = rf"(?:[CDJLMNSTcdjlmnst]|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi)?[Qq]u|QU)['’](?={_LETTERS})"
_MARKS = "".join(
    re.escape(chr(code)) for code in (*range(0x300, 0x900), 0x200C, 0x200D, *range(0xFE20, 0xFE30))
    if unicodedata.category(chr(code)) in ("Mn", "Mc", "Cf")
)  # fmt: skip
_TOKEN = re.compile(
    rf"\[\^[A-Za-z0-9]{{1,12}}\]|{LINK}|\*\*|\d+(?:[.,\u00a0]\d+)+|{_ELIDED}|{_WORD}(?:['’\-\u2010\u2011]{_WORD})*|[{_IDEOGRAPHS}]+|\n|[^\S\n]+|.".replace(
        "MARKS", f"[{_MARKS}]"
    ),
    re.DOTALL,
)
"""A footnote mark; a link with its label; the sign of strong words; a number with its points; what French elides (l', qu'); a word with
its vowel signs, its hyphens and apostrophes; Chinese words in a row; a line's end; other white space; any other sign."""
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")

_LINE = re.compile(r"[^\n]*\n(?:[^\S\n]*\n)*|[^\n]+")
"""A paragraph, with the empty lines after it."""

LONGEST_ANCHOR = 3
"""Words. A match of so few between two longer changes is chance, and is marked as changed with them."""
MOSTLY = 0.6
"""So much of a paragraph's words must be found in another one for the two to be compared together."""
MOST_EDITS = 1500
"""Words. The shortest way is looked for while it deletes and inserts no more than so many of the words that both have:
half a second. Beyond, words that each has once are paired first, and the ways between them are looked for."""


def tokens(text: str) -> list[str]:
    """A wording cut into what is marked or not as a whole; joined, they give the wording."""
    found = _TOKEN.findall(text)
    if text.isascii() or not _IDEOGRAPH.search(text):
        return found
    return [word for token in found for word in (_chinese(token) if _IDEOGRAPH.match(token) else (token,))]


def _chinese(text: str) -> list[str]:
    """A run of ideographs cut into words. The dictionary is loaded by who needs it: few wordings do."""
    from icu4py.breakers import WordBreaker

    return list(WordBreaker(text, "zh"))


def by_words(old: str, new: str) -> list[Piece]:
    """The pieces that lead from the old wording to the new one; neighbours are never of the same kind."""
    if old == new:
        return [("equal", old)] if old else []
    a, b = tokens(old), tokens(new)
    pieces: list[Piece] = []
    at = 0
    for change in _slid(a, b, _without_chance(a, _with_sizes(a, b, _shortest(a, b)))):
        pieces.append(("equal", "".join(a[at : change.start])))
        pieces.append(("delete", "".join(a[change.start : change.end])))
        pieces.append(("insert", "".join(b[change.new_start : change.new_end])))
        at = change.end
    return _joined([*pieces, ("equal", "".join(a[at:]))])


def by_lines(old: str, new: str) -> list[Piece]:
    """The same for a text of many paragraphs, one a line: paragraphs are paired first, and then compared by words.

    Those that found no partner are compared together with a neighbour whose words they took over or gave up: a
    paragraph that was split, or joined with the next, is marked at its ends only.
    """
    olds, news = _LINE.findall(old), _LINE.findall(new)
    pieces: list[Piece] = []
    for start, end, new_start, new_end in _stretches(olds, news):
        before, after = olds[start:end], news[new_start:new_end]
        if before and after:
            pieces += by_words("".join(before), "".join(after))
        else:
            pieces += [("delete", "".join(before)), ("insert", "".join(after))]
    return _joined(pieces)


def _stretches(olds: Sequence[str], news: Sequence[str]) -> Iterator[list[int]]:
    """[start, end, new start, new end] of the paragraphs that are compared as one, in order; together all of both."""
    found: list[list[int]] = []
    i = j = 0
    for a, b in [*pairs(olds, news), (len(olds), len(news))]:
        between = [i, a, j, b]
        if found:
            _take_over(olds, news, found[-1], between, first=True)
        i, j = a + 1, b + 1
        pair = [a, i, b, j]
        if a < len(olds):
            _take_over(olds, news, pair, between, first=False)
        start, end, new_start, new_end = between
        if _share(words_in(olds[start:end]), words_in(news[new_start:new_end])):
            found.append(between)
        else:
            found += [[start, end, new_start, new_start], [end, end, new_start, new_end]]
        found.append(pair)
    yield from found[:-1]


def _take_over(
    olds: Sequence[str], news: Sequence[str], pair: list[int], between: list[int], *, first: bool
) -> None:  # fmt: skip
    """A pair grows by the first, or the last, paragraphs beside it that have what it lost, or had what it gained."""
    if between[0] == between[1] and between[2] == between[3]:
        return
    had, has = words_in(olds[pair[0] : pair[1]]), words_in(news[pair[2] : pair[3]])
    for paragraphs, missing, side in ((news, had - has, 2), (olds, has - had, 0)):
        while missing and between[side] < between[side + 1]:
            words = words_in([paragraphs[between[side] if first else between[side + 1] - 1]])
            if not _share(words, missing, of=words):
                break
            missing -= words
            step = side if first else side + 1
            between[step] += 1 if first else -1
            pair[side + first] = between[step]


def words_in(paragraphs: Iterable[str]) -> Counter[str]:
    """How often has it which word? Those without Chinese are cut roughly: it is only about how alike they are."""
    found: Counter[str] = Counter()
    for text in paragraphs:
        found.update(tokens(text) if not text.isascii() and _IDEOGRAPH.search(text) else text.split())
    return found


def _share(one: Counter[str], other: Counter[str], of: Counter[str] | None = None) -> bool:
    """Is most of the smaller one (or of `of`) found in the other?"""
    least = of.total() if of else min(one.total(), other.total())
    return least > 0 and (one & other).total() >= MOSTLY * least


def pairs(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    """Which old paragraph became which new one, in the order of both: those half alike, or one for one."""
    head = _alike(olds, news)
    tail = _alike(olds[: head - 1 if head else None : -1], news[: head - 1 if head else None : -1])
    end, new_end = len(olds) - tail, len(news) - tail
    found = [(i, i) for i in range(head)]
    for x, y in [*_heaviest_chain(_candidates(olds[head:end], news[head:new_end])), (end - head, new_end - head)]:
        a, b = head + x, head + y
        i, j = (found[-1][0] + 1, found[-1][1] + 1) if found else (0, 0)
        if a - i == 1 and b - j == 1:  # one for one, whatever they have in common
            found.append((i, j))
        found.append((a, b))
    return [*found[:-1], *((end + i, new_end + i) for i in range(tail))]


def _candidates(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int, float]]:
    """(old, new, likeness) of paragraphs that share words which few others have, or have the same place from either end."""
    old_words = [words_in([text]) for text in olds]
    new_words = [words_in([text]) for text in news]
    spread = Counter(word for words in new_words for word in words)
    places: dict[str, list[int]] = defaultdict(list)
    for j, words in enumerate(new_words):
        for word in sorted(words, key=lambda one: (spread[one], one))[:12]:
            places[word].append(j)
    few = {word: found for word, found in places.items() if len(found) <= 40}
    found = []
    for i, words in enumerate(old_words):
        votes = Counter(j for word in words for j in few.get(word, ()))
        votes.update(j for j in {i, i + len(news) - len(olds)} if 0 <= j < len(news))
        best = votes.most_common(4)
        for j, votes_for in best:
            if votes_for * 4 < best[0][1]:
                break
            shared = sum((words & new_words[j]).values())
            likeness = 2 * shared / (words.total() + new_words[j].total() or 1)
            if likeness >= 0.5 or olds[i] == news[j]:
                found.append((i, j, likeness + (olds[i] == news[j])))
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
    changes = []
    x = y = 0
    for i, j in [*_with_spaces(old, new, _matched_words(old, new)), (len(old), len(new))]:
        if x < i or y < j:
            changes.append(Change(head + x, head + i, head + y, head + j))
        x, y = i + 1, j + 1
    return changes


def _matched_words(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The places of the words that stay; white space, which stands everywhere, has no say in it."""
    both = {word for word in set(a) & set(b) if word == "\n" or not word.isspace()}
    in_a = [place for place, word in enumerate(a) if word in both]
    in_b = [place for place, word in enumerate(b) if word in both]
    return [(in_a[x], in_b[y]) for x, y in matched([a[x] for x in in_a], [b[y] for y in in_b])]


def _with_spaces(
    a: Sequence[str], b: Sequence[str], words: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:  # fmt: skip
    """The same with the white space that stays: what both have after the last word that stayed, and before the next."""
    x = y = 0
    for i, j in [*words, (len(a), len(b))]:
        if x < i and y < j:
            first = a[x] == b[y] and a[x].isspace()
            if first:
                yield x, y
            if i - x > first and j - y > first and a[i - 1] == b[j - 1] and a[i - 1].isspace():
                yield i - 1, j - 1
        if i < len(a) or j < len(b):
            yield i, j
        x, y = i + 1, j + 1


def _alike(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words both begin with."""
    for at, (one, other) in enumerate(zip(a, b, strict=False)):
        if one != other:
            return at
    return min(len(a), len(b))


def matched(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The places of what stays, on the shortest way; if that is too long to be found, on a way that is short in parts."""
    if not a or not b:
        return []
    found, steps = _searched(a, b, MOST_EDITS**2 // 2)
    if found is not None:
        return found
    # What each has once is as sure as anything can be; the steps that are left are for the ways from one to the next.
    sure, steps = _rare(a, b), MOST_EDITS**2 // 2
    found = []
    x = y = 0
    for i, j in [*sure, (len(a), len(b))]:
        between, steps = _searched(a[x:i], b[y:j], steps) if x < i and y < j else ([], steps)
        found += [(x + k, y + m) for k, m in between or []]
        if i < len(a):
            found.append((i, j))
        x, y = i + 1, j + 1
    return found


def _rare(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The places of words that each has once, as many as stand in the same order."""
    in_a, in_b = Counter(a), Counter(b)
    places = {word: place for place, word in enumerate(b) if in_b[word] == 1}
    return _heaviest_chain([(x, places[word], 1.0) for x, word in enumerate(a) if in_a[word] == 1 and word in places])


def _searched(a: Sequence[str], b: Sequence[str], steps: int) -> tuple[list[tuple[int, int]] | None, int]:
    """Myers' greedy search: for 0, 1, 2 ... edits, how far one gets on each diagonal. The places of what stays, or None
    when it takes more steps than are given; and the steps that are left.

    `reached[d][i]` is the place in `a` that d edits reach on the diagonal on which `a` is 2i - d ahead of `b`.
    """
    old, new = len(a), len(b)
    reached = [array("i", [_alike(a, b)])]
    if reached[0][0] == old == new:
        return [(x, x) for x in range(old)], steps
    for edits in range(1, old + new + 1):
        steps -= edits
        if steps < 0:
            break
        last, row = [-1, *reached[-1], -1], array("i")  # before the first diagonal and after the last there is no way
        for i in range(edits + 1):
            x = last[i + 1] if last[i] < last[i + 1] else last[i] + 1
            y = x - 2 * i + edits
            while x < old and y < new and a[x] == b[y]:
                x += 1
                y += 1
            row.append(x)
            if x >= old and y >= new:
                return _way_back(old, new, reached), steps
        reached.append(row)
    return None, max(steps, 0)


def _way_back(x: int, y: int, reached: "list[array[int]]") -> list[tuple[int, int]]:
    """What stays on the way that ended at x, y, first to last."""
    found: list[tuple[int, int]] = []
    while reached:
        last = [-1, *reached.pop(), -1]
        i = (x - y + len(last) - 2) // 2
        inserted = last[i] < last[i + 1]
        to_x = last[i + 1] if inserted else last[i] + 1
        to_y = to_x - x + y
        found += zip(range(x - 1, to_x - 1, -1), range(y - 1, to_y - 1, -1), strict=True)
        x, y = (to_x, to_y - 1) if inserted else (to_x - 1, to_y)
    found += zip(range(x - 1, -1, -1), range(y - 1, -1, -1), strict=True)
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


_ENDS = frozenset(".!?;:。؟")


def _beginning(words: Sequence[str], at: int, first: int) -> int:
    """How well a mark begins here: with a sentence best, then with a word, then with the space before one."""
    if words[at].isspace():
        return 1 if at > first and (words[at - 1][0].isalnum() or words[at - 1] in _ENDS) else 0
    if at == first:
        return 4
    if not words[at - 1].isspace():
        return 0
    return 3 if at - 1 > first and words[at - 2] in _ENDS else 2


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Between two equal pieces at most one deletion and then one insertion; no empty pieces."""
    found: list[Piece] = []
    waiting = {"equal": "", "delete": "", "insert": ""}  # an equal piece, or the change after it

    def settle(*kinds: str) -> None:
        for kind in kinds:
            if waiting[kind]:
                found.append((kind, waiting[kind]))
                waiting[kind] = ""

    for kind, words in pieces:
        if words:
            settle(*(("delete", "insert") if kind == "equal" else ("equal",)))
            waiting[kind] += words
    settle("equal", "delete", "insert")
    return found
