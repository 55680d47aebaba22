"""In which words are passages marked, and what does each quote?"""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import Passage, Submission
from oewg.consultations.queries.input import visible
from oewg.consultations.queries.submissions import words_received
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.record.verification import compares

BETWEEN_PARTS = "\n\n"
"""Stands between what is said to a question and what is said to the next, when all of it is one."""


def words_of(submission: Submission) -> str:
    """The words in which passages are marked, as everybody may read them: what it answers, then its general contribution.

    A submission's own words are black where anything has been blacked out: no passage shows it to anybody.
    """
    return BETWEEN_PARTS.join(words for _, words in _parts(submission))


def words_as_received(db: Db, submission: Submission) -> str:
    """The same words with nothing black, every one in the same place; for the secretariat's acts, and not to be shown."""
    received = words_received(db, submission)
    return BETWEEN_PARTS.join(received[question_id] for question_id, _ in _parts(submission))


def places_of_parts(submission: Submission) -> list[tuple[int | None, int]]:
    """(question, none for the general contribution; the characters before it in `words_of`), in their order."""
    found, at = [], 0
    for question_id, words in _parts(submission):
        found.append((question_id, at))
        at += len(words) + len(BETWEEN_PARTS)
    return found


def _parts(submission: Submission) -> list[tuple[int | None, str]]:
    # A call's questions are numbered in their order, and stay as they are once it is open.
    answers = sorted(submission.answers, key=lambda answer: answer.question_id)
    parts = [*((each.question_id, each.words) for each in answers), (None, submission.words)]
    return [(question_id, words) for question_id, words in parts if words]


def passage(db: Db, passage_id: int, viewer: Viewer) -> Passage:
    """One passage of a submission that the viewer may see, or NotFound."""
    query = select(Passage).join(Submission, Passage.submission_id == Submission.id)
    found = db.scalars(query.where(Passage.id == passage_id, visible(viewer))).one_or_none()
    if found is None:
        raise NotFound
    return found


def quote_of(passage: Passage, submission: Submission) -> str:
    """The words of a passage as the submission has them now: what has been blacked out there is so here too."""
    return words_of(submission)[passage.starts : passage.ends]


@compares
def altered_passages(db: Db) -> Iterator[str]:
    """A sentence for each passage whose words are not those that stand at its place in its submission."""
    rows = db.scalars(
        select(Passage).options(joinedload(Passage.submission).selectinload(Submission.answers)).order_by(Passage.id)
    )
    for row in rows.yield_per(200):
        if words_of(row.submission)[row.starts : row.ends] != row.quote:
            yield f"Passage {row.id} is not what stands at its place in submission {row.submission_id}."
