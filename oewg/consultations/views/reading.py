"""How is a submission read? The same page shows it before it is sent and after: previewed is as it will be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from oewg.consultations import queries
from oewg.consultations.models import Call, CallQuestion, Passage, Submission
from oewg.consultations.queries import Attachment, Drafted, SubmissionLine
from oewg.consultations.rules import dispositions
from oewg.consultations.rules.submissions import Blackened, paragraphs

Paragraphs = list[list[tuple[str, Blackened | None]]]


@dataclass(frozen=True)
class Reading:
    """What a reader sees: the answers with their questions, the general contribution, the attachments."""

    language: str
    answers: Sequence[tuple[CallQuestion, Paragraphs]]
    words: Paragraphs
    files: Sequence[Attachment]


def of_draft(call: Call, drafted: Drafted) -> Reading:
    """A draft as it will be read."""
    answers = drafted.answers(call)
    return Reading(
        drafted.parts.get("language", "") or "en",
        [(one, paragraphs(answers[one.id], ())) for one in call.questions if one.id in answers],
        paragraphs(drafted.parts.get("words", ""), ()),
        [Attachment(file.name, file.media_type, file.size) for file in drafted.files],
    )


def of_line(line: SubmissionLine) -> Reading:
    """A submission as this viewer reads it."""
    row = line.submission
    return Reading(
        row.language,
        [
            (one.question, paragraphs(one.words, queries.blackened(row, one.question_id)))
            for one in sorted(row.answers, key=lambda each: each.question.place)
        ],
        paragraphs(row.words, queries.blackened(row, None)),
        [queries.attachment_of(line, one) for one in row.files],
    )


@dataclass(frozen=True)
class Piece:
    """Some of the words of a submission, with the passages in which they stand, counted from 1."""

    words: str
    passages: Sequence[int]
    black: Blackened | None
    """Why they are blacked out, if they are."""
    begins: bool
    """Does a part of the submission begin with them?"""
    question: CallQuestion | None
    """What that part answers; none for the general contribution."""


def marked(of: Submission, passages: Sequence[Passage]) -> list[Piece]:
    """The words of a submission with its passages marked; joined, the pieces give all of them (queries.words_of)."""
    begins = {at: question_id for question_id, at in queries.places_of_parts(of)}
    black = {
        (at + one.start, at + one.stop): one
        for at, question in begins.items()
        for one in queries.blackened(of, question)
    }
    breaks = [*begins, *(place for stretch in black for place in stretch)]
    questions = {each.question_id: each.question for each in of.answers}
    found, at = [], 0
    for words, numbers in dispositions.marked(queries.words_of(of), [(p.starts, p.ends) for p in passages], breaks):
        why = next((one for (start, stop), one in black.items() if start <= at < stop), None)
        found.append(Piece(words, numbers, why, at in begins, questions.get(begins.get(at) or 0)))
        at += len(words)
    return found
