"""Which provisions may speak of the same thing as a stretch of a submission? For the secretariat, who decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from oewg.consultations.models import Bearing, Passage, Submission
from oewg.consultations.queries.dispositions import dismissed, words_of
from oewg.consultations.rules import dispositions as rules
from oewg.core import search
from oewg.core.database import Db
from oewg.core.paging import Page
from oewg.core.search import Among, Asked, Piece
from oewg.texts import queries as texts
from oewg.texts.documents.inline import plain
from oewg.texts.models import DraftText, Provision
from oewg.texts.queries import Line

TIED_TO = ("report", "rules")
"""The kinds of texts in whose provisions input is taken up."""
AT_ONCE = 8
"""Stretches on one page: each is looked for by itself."""
MOST_OFFERED, MOST_FOUND = 3, 20
"""Of those found, as many are offered as are neither tied nor dismissed."""
LEAST_ALIKE = 0.15
FEWEST_WORDS = 3
"""So many words, besides the commonest of the language, must be in both."""
DRAFTED_IN = "en"


@dataclass(frozen=True)
class Suggestion:
    """A provision that may speak of the same thing, with the words that both have marked."""

    line: Line
    text_title: str
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Offered:
    """A stretch of a submission, marked as a passage already or not, and what is suggested for it."""

    starts: int
    ends: int
    passage: Passage | None
    pieces: Sequence[Piece]
    """Its words, those marked that a suggestion has too."""
    suggestions: Sequence[Suggestion]


def _tied_to() -> Select[Any]:
    """The provisions that can be tied to: they stand, and are neither headings nor footnotes."""
    return (
        select(Provision.id)
        .join(DraftText, Provision.text_id == DraftText.id)
        .where(
            Provision.removed_at.is_(None), Provision.kind.in_(("paragraph", "subparagraph")), DraftText.kind.in_(TIED_TO)
        )
    )  # fmt: skip


def suggestions(db: Db, submission: Submission, *, number: int = 1, size: int = AT_ONCE) -> Page[Offered]:
    """For each stretch of a submission the provisions that are likest to it, on an index that is up to date.

    Stretches are its passages, and its paragraphs where no passage is marked. What was dismissed on the wording that stands, and
    what is tied already, is not offered. Two queries for each stretch, and some eight.
    """
    words = words_of(submission)
    marked = {
        (row.starts, row.ends): row for row in db.scalars(select(Passage).where(Passage.submission_id == submission.id))
    }
    free = [each for each in rules.paragraphs(words) if not any(rules.overlap(each, other) for other in marked)]
    stretches = sorted([*marked, *free])
    shown = stretches[(number - 1) * size : number * size]
    language = search.language_of(words)
    among = [Among("provision", _tied_to())]
    found = [
        search.alike(db, words[starts:ends], language, among, limit=MOST_FOUND, least=LEAST_ALIKE)
        for starts, ends in shown
    ]
    lines = (
        texts.lines_by_id(db, {hit.id for hits, _ in found for hit in hits}) if any(hits for hits, _ in found) else {}
    )
    titles = {text.id: text.title for kind in TIED_TO for text in texts.texts_of_kind(db, kind)} if lines else {}
    tied, left = _tied(db, submission), dismissed(db, submission)
    items = []
    for (starts, ends), (hits, terms) in zip(shown, found, strict=True):
        asked = search.asked_for(terms)
        offered = [
            suggestion
            for suggestion in (_suggestion(lines[hit.id], titles, asked) for hit in hits if hit.id in lines)
            if (starts, ends, suggestion.line.revision_id) not in left
            and not any(rules.overlap((starts, ends), where) for where in tied.get(suggestion.line.provision_id, ()))
            and len({piece.words.casefold() for piece in suggestion.pieces if piece.found}) >= FEWEST_WORDS
        ][:MOST_OFFERED]
        pieces = search.marked(words[starts:ends], language, asked if offered else Asked())
        items.append(Offered(starts, ends, marked.get((starts, ends)), pieces, offered))
    return Page(items, number, size, len(stretches))


def _suggestion(line: Line, titles: Mapping[int, str], asked: Asked) -> Suggestion:
    return Suggestion(line, titles[line.text_id], search.marked(plain(line.words), DRAFTED_IN, asked))


def _tied(db: Db, submission: Submission) -> dict[int | None, list[rules.Stretch]]:
    """Provision -> the stretches of a submission that are tied to it now; all of it, where the whole is."""
    passage = aliased(Passage)
    rows = db.execute(
        select(Bearing.provision_id, passage.starts, passage.ends)
        .outerjoin(passage, Bearing.passage_id == passage.id)
        .where(
            Bearing.submission_id == submission.id, Bearing.ended_at.is_(None), Bearing.provision_id.is_not(None)
        )
    )  # fmt: skip
    found: dict[int | None, list[rules.Stretch]] = {}
    for provision_id, starts, ends in rows:
        whole = (0, len(words_of(submission)))
        found.setdefault(provision_id, []).append(whole if starts is None else (starts, ends))
    return found
