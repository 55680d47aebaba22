"""Which amendments does a delegation's Word file propose, provision by provision, on the wordings that stand?

Each change becomes what a delegate would file on the provision's page: other words, an insertion after it, its deletion, its
move. A comment that is anchored in a changed paragraph is the reason. Nothing is filed by this: what is in conflict with
the present wording, and what may not have been meant, is left for a person to decide.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from oewg.core.errors import say
from oewg.negotiation.rules.tracked.carrying import Carried, bare, carried, same, with_marks
from oewg.negotiation.rules.tracked.finding import Base, Found, Standing, begins_annex, find, generated
from oewg.negotiation.rules.tracked.places import Places, Shape
from oewg.texts.documents.docx.reading.values import NEW, OLD, Read, ReadFile, ReadTable, Wording, passage, wordings
from oewg.texts.documents.understood import Remark
from oewg.texts.rules.comparing import heaviest_in_order
from oewg.texts.rules.merging import Merged, merge

__all__ = ["Draft", "Standing", "Understanding", "drafts"]

MOVED_ON = say(
    "The wording has changed since your file was made; your change does not touch that change and is carried over."
)
IN_CONFLICT = say("The wording has changed since your file was made, where you changed it too. Please compare, and say what you propose now.")  # fmt: skip
GONE_SINCE = say("You propose to delete other words than those that stand now.")
UNTRACKED = say("Among these changes are some that were not tracked in the file.")
BY_WORDS = say("The file does not say which provision this is: it was found by its words.")
MISSING = say("This provision does not stand in your file, and nobody tracked that it was deleted.")
NOT_TRACKED_NEW = say("This stands in your file and not in the text, and nobody tracked that it was inserted.")
NOTE_TOLD = say("Its footnote stands in the reason: a footnote is not amended by itself.")

_NOTHING_FOUND = say("No paragraph of this file is found in the text. Is it the file of another text?")
_STRANGERS = say("Some of its paragraphs come from another text; they were compared by their words.")
_REMOVED = say("The provision of this paragraph has been removed from the text meanwhile.")
_HEADING = say("A new heading is not proposed as an amendment: please tell the secretariat.")
_NO_PLACE = say("A new paragraph is proposed after another one, and before this one stands none: “%(words)s”")
_NO_MOVE = say("A provision is moved after another of its kind, and where it stands in your file comes none before it.")
_FOOTNOTE = say("A footnote is not amended by itself, so this change of one was left out: “%(words)s”")
_COMMENT = say("A comment on words that nobody changed is no amendment: “%(words)s”")
_TABLE = say("Changes in a table were left out.")
_AROUND = say("This stands around the text, in the account of the proceedings or in an annex: a change of it is no amendment.")  # fmt: skip
_IN_A_ROW = say("Several paragraphs stand here one after another: each is an amendment of its own, in this order.")


@dataclass(frozen=True)
class Draft:
    """An amendment as it would be filed, on the revision `on` with its words `now`; the words are None of a deletion or move.

    `after` is the provision after which a move leads, or for an insertion the provision itself if it is to stand first under
    it. `doubt` says why a person has to decide first; `merged` shows the texts that are in conflict. `notes` are sentences.
    """

    kind: str
    provision_id: int
    on: int
    now: str
    words: str | None = None
    after: int | None = None
    reason: str = ""
    doubt: str = ""
    merged: Merged | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understanding:
    """What a file proposes, in the order of the text, and what of it was not understood."""

    drafts: tuple[Draft, ...]
    remarks: tuple[Remark, ...]
    authors: tuple[str, ...]
    """In whose names changes are tracked in it."""
    recognized: int
    """How many of its paragraphs are provisions of the text."""


def drafts(file: ReadFile, standing: Sequence[Standing], removed: Collection[int] = ()) -> Understanding:
    """The amendments that a file proposes to a text; `removed` are the provisions that have been taken out of it."""
    file = replace(file, items=tuple(_with_tables(file.items)))
    paragraphs = [one for one in file.items if isinstance(one, Read)]
    found = find(paragraphs, standing, frozenset(removed))
    reading = _Reading(file, standing, found)
    made = reading.drafts() if found.bases or found.moved_to else []
    return Understanding(
        tuple(made), tuple(reading.remarks()), file.authors(), len(found.bases) + len(found.moved_to)
    )  # fmt: skip


def _with_tables(items: Sequence[Read | ReadTable]) -> list[Read | ReadTable]:
    """A table that is a provision, by the bookmark of the number before it, is a paragraph of the wording that it is."""
    found: list[Read | ReadTable] = []
    number: Read | None = None
    for one in items:
        if isinstance(one, ReadTable) and number is not None:
            found[-1], number = one.typed(number), None
            continue
        number = None
        if isinstance(one, Read) and one.style.replace(" ", "").lower() == "tablenumber":
            one = number = replace(one, letters=())  # a number is no words; without its table nothing is left
        found.append(one)
    return found


class _Reading:
    """One file, read against one text."""

    def __init__(self, file: ReadFile, standing: Sequence[Standing], found: Found) -> None:
        self._file, self._standing, self._found = file, standing, found
        self._places = Places(standing)
        self._order = {one.provision_id: place for place, one in enumerate(standing)}
        self._remarks: list[Remark] = [*file.remarks]
        self._used: set[str] = set()  # comments that became reasons
        self._is_tracked = any(_touched(one) for one in found.olds)
        self._now_at: dict[int, int] = {}  # provision -> its place in the file's paragraphs after the changes
        for old, base in found.bases.items():
            if old in found.became and found.news[found.became[old]].numbered[1]:
                self._now_at[base.standing.provision_id] = found.became[old]
        for new, base in found.moved_to.items():
            self._now_at[base.standing.provision_id] = new

    def remarks(self) -> Iterator[Remark]:
        """What was not understood."""
        if not self._found.bases and not self._found.moved_to:
            yield Remark("", _NOTHING_FOUND)
            return
        if self._found.strangers:
            yield Remark("", _STRANGERS)
        yield from (Remark(passage(one.text), _REMOVED) for one in self._found.removed if _touched(one))
        yield from self._remarks
        yield from (Remark("", _TABLE) for one in self._file.items if isinstance(one, ReadTable) and _is_changed(one))
        for one in self._found.news:
            for key in dict.fromkeys(one.comments):
                if key not in self._used and (comment := self._file.comments.get(key)) and comment.words:
                    yield Remark(passage(one.text), _COMMENT, (("words", comment.words),))

    def drafts(self) -> list[Draft]:
        """What is proposed, in the order of the text; what is inserted after the provision that it follows."""
        made = [
            *self._replaced_and_deleted(), *self._missing(), *self._moved(), *self._inserted(),
        ]  # fmt: skip
        order = {"replace": 0, "delete": 0, "move": 1, "insert": 2}
        return sorted(self._as_moves(made), key=lambda one: (self._order[one.provision_id], order[one.kind]))

    # --- Words that change, provisions that go --------------------------------------------------------------------------

    def _replaced_and_deleted(self) -> Iterator[Draft]:
        for old, base in self._found.bases.items():
            new = self._now_at.get(base.standing.provision_id)
            before = self._found.olds[old]
            if new is None:
                yield self._deleted(base, before)
            elif (made := self._replaced(base, before, self._found.news[new], old in self._found.tracked)) is not None:
                yield made
        for new, base in self._found.moved_to.items():
            after = self._found.news[new]
            if (made := self._replaced(base, after, after, False)) is not None:
                yield made

    def _replaced(self, base: Base, before: Wording, after: Wording, tracked: bool) -> Draft | None:
        marks = self._marks(base, before)
        new, missing = with_marks(after.numbered[1], marks)
        proposed = carried(base.typed, new, untracked=not tracked)
        told = self._footnotes(marks, missing)
        if same(proposed.words, base.typed):
            if missing:
                self._remarks.append(Remark(passage(after.text), _FOOTNOTE, (("words", " ".join(told)),)))
            return None
        notes = [UNTRACKED] if proposed.untracked else []
        notes += [BY_WORDS] if base.by_words else []
        notes += [NOTE_TOLD] if missing else []
        reason = self._reason((before, after), told)
        return self._on_what_stands(base, proposed, reason, notes)

    def _on_what_stands(self, base: Base, proposed: Carried, reason: str, notes: list[str]) -> Draft | None:
        own, words = base.standing, proposed.words
        if base.revision_id != own.revision_id:
            merged = merge(base.words, own.words, words)
            if not merged.in_conflict and same(merged.words, own.words):
                return None  # the text has it already
            if merged.in_conflict:
                return Draft(
                    "replace", own.provision_id, own.revision_id, own.words, words, reason=reason, doubt=IN_CONFLICT,
                    merged=merged, notes=tuple(notes),
                )  # fmt: skip
            if base.words != own.words:
                words, notes = merged.words, [*notes, MOVED_ON]
        return Draft("replace", own.provision_id, own.revision_id, own.words, words, reason=reason, notes=tuple(notes))

    def _deleted(self, base: Base, before: Wording) -> Draft:
        own = base.standing
        later = [revision for revision in own.substantive if revision > base.revision_id]
        tracked = any(not letters.tracked.stands(NEW) for letters in before.letters)
        doubt = GONE_SINCE if later else "" if tracked else MISSING
        notes = (BY_WORDS,) if base.by_words else ()
        reason = self._reason((before,), [])
        return Draft("delete", own.provision_id, own.revision_id, own.words, reason=reason, doubt=doubt, notes=notes)

    def _missing(self) -> Iterator[Draft]:
        """Provisions of which the file has no paragraph, between others that it has: perhaps an extract was sent."""
        there = {base.standing.provision_id for base in (*self._found.bases.values(), *self._found.moved_to.values())}
        places = [place for place, one in enumerate(self._standing) if one.provision_id in there]
        named = [base.revision_id for base in self._found.bases.values() if not base.by_words]
        for one in self._standing[min(places) : max(places)]:
            # What was added after the latest wording that the file knows is not missing from it.
            if one.provision_id not in there and not (named and min(one.had) > max(named)):
                yield Draft("delete", one.provision_id, one.revision_id, one.words, doubt=MISSING)

    # --- Provisions that come, and that stand elsewhere -----------------------------------------------------------------

    def _moved(self) -> Iterator[Draft]:
        """Those that left the order of the text; of two that changed places, the one of which an amendment can say so."""
        at = sorted(self._now_at.items(), key=lambda one: one[1])
        order = [(self._order[provision_id], 1) for provision_id, _ in at]
        backwards = [(-place, 1) for place, _ in reversed(order)]
        stayed = heaviest_in_order(order), {len(order) - 1 - place for place in heaviest_in_order(backwards)}
        ways = [self._moves(at, {each for place, (each, _) in enumerate(at) if place not in one}) for one in stayed]
        moves = min(ways, key=lambda one: sum(after is None for _, _, after in one))
        for own, new, after in moves:
            if after is None:
                self._remarks.append(Remark(passage(own.words), _NO_MOVE))
            else:
                reason = self._reason((self._found.news[new],), [])
                yield Draft("move", own.provision_id, own.revision_id, own.words, after=after, reason=reason)

    def _moves(self, at: Sequence[tuple[int, int]], moved: set[int]) -> list[tuple[Standing, int, int | None]]:
        """(provision, its place in the file, after which it would stand) of those that do not move with what is above them."""
        found = []
        before: int | None = None
        for provision_id, new in at:
            if provision_id in moved and self._places.parent(provision_id) not in moved:
                own = self._standing[self._order[provision_id]]
                after = self._places.to_move(own, before)
                found.append((own, new, None if after == provision_id else after))
            before = provision_id
        return found

    def _inserted(self) -> Iterator[Draft]:
        at = {new: provision_id for provision_id, new in self._now_at.items()}
        known = {new for old, new in self._found.became.items() if old in self._found.bases}
        by_id = {one.provision_id: one for one in self._standing}
        before: tuple[int, Wording] | None = None
        in_a_row: dict[tuple[int, bool], int] = defaultdict(int)
        last, in_annexes = max(at, default=-1), False
        for place, one in enumerate(self._found.news):
            in_annexes = in_annexes or (place > last and begins_annex(one))
            if place in at:
                before = (at[place], one)
                continue
            words, tracked = one.numbered[1], all(not letters.tracked.stands(OLD) for letters in one.letters)
            if place in known or not words or generated(one) or one in self._found.removed:
                continue
            if in_annexes or (not tracked and before is None):  # what a compiled report has around its text
                if _touched(one):
                    self._remarks.append(Remark(passage(words), _AROUND))
                continue
            doubtful = not tracked and (self._is_tracked or place > last)
            shape = self._shape(one, before[1] if before else None, by_id[before[0]] if before else None)
            target = self._places.to_insert(shape, before[0] if before else None)
            said = Remark(passage(words), _HEADING) if shape.kind == "heading" else Remark(passage(words), _NO_PLACE, (("words", words),))  # fmt: skip
            if target is None:
                self._remarks.append(said)
                continue
            new, missing = with_marks(words, {})
            told = self._footnotes({}, missing)
            own = by_id[target.provision_id]
            in_a_row[target.provision_id, target.under] += 1
            notes = [NOTE_TOLD] if missing else []
            notes += [_IN_A_ROW] if in_a_row[target.provision_id, target.under] > 1 else []
            yield Draft(
                "insert", own.provision_id, own.revision_id, own.words, new,
                after=own.provision_id if target.under and own.kind != "heading" else None,
                reason=self._reason((one,), told), doubt=NOT_TRACKED_NEW if doubtful else "",
                notes=tuple(notes),
            )  # fmt: skip

    def _shape(self, one: Wording, before: Wording | None, own: Standing | None) -> Shape:
        """What a new paragraph is: what its style says, or its number, or what the one before it is."""
        looks, number = one.looks, one.numbered[0]
        style = looks.style.replace(" ", "").lower()
        if looks.level is not None:
            return Shape("heading", looks.level)
        if style.startswith("subparagraph") and style[-1:].isdecimal():
            return Shape("subparagraph", min(int(style[-1]), 2))
        if style == "numberedparagraph" or number.rstrip(".").isdecimal():
            return Shape("paragraph", 1)
        if number.startswith("("):
            return Shape("subparagraph", 2 if set(number) <= set("(ivx)") and number != "(i)" else 1)
        if before is not None and own is not None and before.looks.style == looks.style and own.kind != "heading":
            return Shape(own.kind, own.level)
        return Shape("paragraph", 1)

    def _as_moves(self, made: Sequence[Draft]) -> list[Draft]:
        """A deletion, and an insertion of the same words elsewhere, are one move."""
        gone = {bare(one.now): one for one in made if one.kind == "delete" and not one.doubt}
        by_id = {one.provision_id: one for one in self._standing}
        found: list[Draft] = []
        ended: set[int] = set()
        for one in made:
            origin = gone.get(bare(one.words or "")) if one.kind == "insert" else None
            own = by_id[origin.provision_id] if origin else None
            after = self._places.to_move(own, one.provision_id) if own and one.after is None else None
            if origin is None or after is None or after == origin.provision_id or origin.provision_id in ended:
                found.append(one)
                continue
            ended.add(origin.provision_id)
            reason = "\n".join(dict.fromkeys(filter(None, (origin.reason, one.reason))))
            found.append(Draft("move", origin.provision_id, origin.on, origin.now, after=after, reason=reason))
        return [one for one in found if one.kind != "delete" or one.provision_id not in ended]

    # --- Footnotes and comments -----------------------------------------------------------------------------------------

    def _marks(self, base: Base, before: Wording) -> dict[str, str]:
        """The file's keys of the footnotes of a provision -> the text's marks: by their words, or else in their order."""
        keys = list(dict.fromkeys(one.span.note for one in before.letters if one.span.note))
        own = dict(base.standing.notes)
        found: dict[str, str] = {}
        for key in keys:
            mark = next((mark for mark, words in own.items() if same(self._note(key, OLD), words)), None)
            if mark is not None:
                found[key] = mark
                del own[mark]
        for key, mark in zip([key for key in keys if key not in found], list(own), strict=False):
            found[key] = mark
            if not same(self._note(key, OLD), own[mark]):
                self._remarks.append(
                    Remark(passage(before.text), _FOOTNOTE, (("words", self._note(key, NEW)),))
                )  # fmt: skip
        for key in found:
            if not same(self._note(key, OLD), self._note(key, NEW)):
                self._remarks.append(Remark(passage(before.text), _FOOTNOTE, (("words", self._note(key, NEW)),)))
        return found

    def _note(self, key: str, view: str) -> str:
        return "\n".join(filter(None, (one.words for one in wordings(self._file.notes.get(key, ()), view))))

    def _footnotes(self, marks: Mapping[str, str], missing: Sequence[str]) -> list[str]:
        return [words for key in missing if key not in marks and (words := self._note(key, NEW))]

    def _reason(self, wherever: Sequence[Wording], footnotes: Sequence[str]) -> str:
        """What the comments in these paragraphs say, each once, and the footnotes that cannot be filed."""
        keys = [key for one in wherever for key in one.comments if key not in self._used]
        said = [self._file.comments[key].words for key in dict.fromkeys(keys) if key in self._file.comments]
        self._used.update(keys)
        return "\n".join(dict.fromkeys(filter(None, (*said, *footnotes))))


def _touched(one: Wording) -> bool:
    """Is anything tracked in it?"""
    return any(each.end.by or any(letters.tracked.by for letters in each.letters) for each in one.paragraphs)


def _is_changed(table: ReadTable) -> bool:
    return any(row.by for row in table.tracked) or any(
        letters.tracked.by for row in table.rows for cell in row for each in cell for letters in each.letters
    )
