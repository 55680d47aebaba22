"""What do a file's words propose for a wording of the text, whose citations and footnotes the file prints in its own way?

A file prints "12" where a wording cites [12](#provision-57), and numbers footnotes anew. A number that was not touched goes
on citing what it cited, whatever number that bears by now.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from oewg.texts.documents.docx.reading.values import NEW, Letters, Read, Wording
from oewg.texts.documents.inline import MARK, parse, written
from oewg.texts.rules.numbering import CITATION, NOTE_MARK, cited
from oewg.texts.rules.redline import redline

NUMBER = r"(?:[0-9]{1,4}|[IVXLC]{1,7}|[A-Z])(?:\.(?:[A-Z]|[0-9]{1,3}))*(?: (?:bis|ter|quater|quinquies))?(?: \([a-z]{1,5}\))*"
_NUMBER = re.compile(NUMBER)
_WHOLE = re.compile(rf"{CITATION.pattern}|{NOTE_MARK.pattern}")
_WORDS = re.compile(r"\s+|[^\s]+")
_FILE_MARK = re.compile(f" ?{MARK.pattern}")


@dataclass(frozen=True)
class Carried:
    """The wording that a file proposes, in the text's own form; whether changes are in it that nobody tracked."""

    words: str
    untracked: bool


@dataclass(frozen=True)
class _Part:
    """A stretch of a wording: as the text has it, and from where to where in the file's words. A whole one is not cut."""

    source: str
    start: int
    end: int
    whole: bool


def carried(base: str, new: str, *, untracked: bool) -> Carried:
    """What a file's words, read `with_citations`, propose for `base`, the wording of the text that they were made of.

    If something was changed without being tracked, everything in which they differ from it is proposed.
    """
    if not untracked:
        return Carried(cited(new, {int(found["id"]): found["label"] for found in CITATION.finditer(base)}), untracked)
    usual = written(parse(base))
    shown = "".join(_shown(piece) for piece in _pieces(usual))
    plainly = "".join(_shown(piece) for piece in _pieces(new))
    return Carried(_applied(_parts(usual), shown, plainly), untracked)


def with_citations(
    paragraphs: Sequence[Read], changes: Mapping[int, tuple[Wording, str]]
) -> tuple[list[Read], set[int]]:
    """The paragraphs of a file with links where the wording of the text cites; and which of the changes have that wording.

    `changes` are a paragraph before the changes, and the wording of the text that it is, by any number.
    """
    cut: dict[int, list[tuple[int, int, str]]] = {}  # id of letters -> (from, to, address)
    known: set[int] = set()
    for which, (before, base) in changes.items():
        begins = list(accumulate((len(one.span.text) for one in before.letters), initial=0))
        start = before.number_ends
        found = _cited_in(base, before.text[start:])
        if found is None:
            continue
        known.add(which)
        for at, end, address in found:
            inside = [
                (one, max(at + start - begin, 0), min(end + start - begin, len(one.span.text)))
                for one, begin in zip(before.letters, begins, strict=False)
                if begin < end + start and at + start < begin + len(one.span.text)
            ]
            if all(one.tracked.stands(NEW) for one, _, _ in inside):
                for one, first, last in inside:
                    cut.setdefault(id(one), []).append((first, last, address))
    return [replace(one, letters=tuple(_cut(one.letters, cut))) for one in paragraphs], known


def _cut(letters: Sequence[Letters], cut: Mapping[int, Sequence[tuple[int, int, str]]]) -> Iterator[Letters]:
    for one in letters:
        at, text = 0, one.span.text
        for start, end, address in cut.get(id(one), ()):
            yield from (_piece(one, text[at:start]), _piece(one, text[start:end], address))
            at = end
        if text[at:] or not text:
            yield _piece(one, text[at:])


def _piece(one: Letters, text: str, href: str = "") -> Letters:
    return replace(one, span=replace(one.span, text=text, href=href or one.span.href))


def _cited_in(base: str, text: str) -> list[tuple[int, int, str]] | None:
    """(from, to, address) of the citations of a wording in its letters as a file prints them; None if these are others."""
    found, at = [], len(text) - len(text.lstrip())
    for span in parse(base):
        is_citation = span.href.startswith("#provision-")
        end = at + len(span.text) if text.startswith(span.text, at) else None
        if end is None and is_citation and (printed := _NUMBER.match(text, at)):
            end = printed.end()  # it bore another number when the file was made
        if end is None:
            return None
        if is_citation:
            found.append((at, end, span.href))
        at = end
    return found if not text[at:].strip() else None


def same(one: str, other: str) -> bool:
    """Do two wordings say the same, whatever white space and signs of emphasis they are written with?"""
    return bare(one) == bare(other)


def bare(words: str) -> tuple[object, ...]:
    """What two wordings that say the same have alike."""
    found: list[object] = []
    for span in parse(words):
        # A citation is one whatever number it bears, and white space wears nothing.
        dress = (span.emphasis, span.strong, span.note, span.href)
        text = "#" if span.href.startswith("#provision-") else span.text
        for each in [span.note] if span.note else _WORDS.findall(text):
            if not each.strip():
                found += [" "] if found and found[-1] != " " else []
            else:
                found.append((each, dress))
    return tuple(found[:-1] if found and found[-1] == " " else found)


def with_marks(words: str, marks: Mapping[str, str]) -> tuple[str, list[str]]:
    """A file's words under the text's own footnote marks, and the keys of those footnotes that the text does not have."""
    missing: list[str] = []

    def known(found: re.Match[str]) -> str:
        if found[1] in marks:
            return found[0].replace(f"[^{found[1]}]", f"[^{marks[found[1]]}]")
        missing.append(found[1])
        return ""

    return _FILE_MARK.sub(known, words), missing


def _pieces(words: str) -> list[tuple[str, bool]]:
    """A wording in pieces: (words, whether they are a citation or a footnote mark)."""
    found, at = [], 0
    for whole in _WHOLE.finditer(words):
        found += [(words[at : whole.start()], False), (whole[0], True)]
        at = whole.end()
    return [piece for piece in (*found, (words[at:], False)) if piece[0]]


def _shown(piece: tuple[str, bool]) -> str:
    words, whole = piece
    found = CITATION.fullmatch(words) if whole else None
    return found["label"] if found else words


def _parts(base: str) -> list[_Part]:
    """The parts of a wording where they stand in it as it is shown."""
    found, at = [], 0
    for piece in _pieces(base):
        end = at + len(_shown(piece))
        found.append(_Part(piece[0], at, end, piece[1]))
        at = end
    return found


def _applied(parts: list[_Part], old: str, new: str) -> str:
    """The wording with what changed from `old` to `new`."""
    found, at, place = "", 0, 0
    for kind, words in redline(old, new):
        if kind == "insert":
            found += words
            continue
        end = at + len(words)
        while kind == "equal" and place < len(parts) and parts[place].start < end:
            part = parts[place]
            start, stop = max(at, part.start), min(end, part.end)
            if not part.whole:
                found += part.source[start - part.start : stop - part.start]
            elif (start, stop) == (part.start, part.end):
                found += part.source
            else:
                found += old[start:stop]  # of a number only a part stayed: it cites nothing any more
            if part.end > end:
                break
            place += 1
        while place < len(parts) and parts[place].end <= end:
            place += 1
        at = end
    return found
