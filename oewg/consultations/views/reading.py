"""How is a submission read? The same page shows it before it is sent and after: previewed is as it will be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from oewg.consultations import queries
from oewg.consultations.models import Call, CallQuestion
from oewg.consultations.queries import Attachment, Drafted, SubmissionLine
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
