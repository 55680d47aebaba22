"""The account of the proceedings for programs."""

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Nothing, Out, operation
from oewg.report import actions, queries
from oewg.report.api.room import api
from oewg.report.forms.proceedings import AddedForm, WithdrawalForm
from oewg.report.rules.procedural import account, numbered, with_added
from oewg.texts.documents.description import Block, Heading, Paragraph, Subparagraph


class BlockOut(Out):
    """A heading (`level` 1 or 2), a paragraph or a subparagraph of the account.

    `key` stays whatever the number; `sentence` is the number of what the secretariat added.
    """

    kind: str
    key: str
    number: str
    level: int
    words: str
    sentence: int | None


class SentenceOut(Out):
    """An added sentence that stands; `changed`: what stands beside it has changed since it was added or last confirmed."""

    id: int
    after: str
    words: str
    changed: bool


class ProceedingsOut(Out):
    """The account of the proceedings as it is made from the record at this moment."""

    blocks: list[BlockOut]
    added: list[SentenceOut]


@operation(
    api, "/report/proceedings", act="read", answers=ProceedingsOut,
    summary="The account of the proceedings, made from the record, with what the secretariat added",
)  # fmt: skip
def proceedings(desk: Desk) -> ProceedingsOut:
    """The account."""
    return _proceedings(desk)


def _proceedings(desk: Desk) -> ProceedingsOut:
    text = queries.draft_or_not_found(desk.db)
    facts = queries.facts(desk.db, text.id, desk.at)
    generated = account(facts)
    blocks = [
        _block(block, part.key, part.added or None)
        for part, several in numbered(with_added(generated, facts.added))
        for block in several
    ]
    added = [
        SentenceOut(id=one.sentence.id, after=one.sentence.after, words=one.sentence.words, changed=one.changed)
        for one in queries.added_sentences(desk.db, text.id, generated)
        if one.sentence.withdrawn_at is None
    ]
    return ProceedingsOut(blocks=blocks, added=added)


def _block(block: Block, key: str, sentence: int | None) -> BlockOut:
    assert isinstance(block, Heading | Paragraph | Subparagraph)
    kind, level = type(block).__name__.lower(), getattr(block, "level", 1)
    return BlockOut(kind=kind, key=key, number=block.number, level=level, words=block.words, sentence=sentence)


@operation(
    api, "/report/proceedings/sentences", method="POST", act="keep_proceedings", takes=AddedForm, answers=ProceedingsOut,
    summary="Add a sentence to the account of the proceedings",
)  # fmt: skip
def add_sentence(desk: Desk, sent: AddedForm) -> ProceedingsOut:
    """Add a sentence after the paragraph with a key."""
    text = queries.draft_or_not_found(desk.db)
    actions.add_sentence(desk.db, text, sent.after, sent.words, by=desk.viewer, at=desk.at)
    return _proceedings(desk)


@operation(
    api, "/report/proceedings/sentences/<int:sentence_id>/confirm", method="POST", act="keep_proceedings",
    answers=ProceedingsOut, status=200, summary="Say that a sentence stands also beside what has changed",
)  # fmt: skip
def confirm_sentence(desk: Desk, _sent: Nothing, sentence_id: int) -> ProceedingsOut:
    """Confirm it."""
    actions.confirm_sentence(desk.db, queries.sentence(desk.db, sentence_id), by=desk.viewer, at=desk.at)
    return _proceedings(desk)


@operation(
    api, "/report/proceedings/sentences/<int:sentence_id>/withdraw", method="POST", act="keep_proceedings",
    takes=WithdrawalForm, answers=ProceedingsOut, status=200, summary="Take a sentence out again",
)  # fmt: skip
def withdraw_sentence(desk: Desk, sent: WithdrawalForm, sentence_id: int) -> ProceedingsOut:
    """Withdraw it."""
    actions.withdraw_sentence(desk.db, queries.sentence(desk.db, sentence_id), sent.reason, by=desk.viewer, at=desk.at)
    return _proceedings(desk)
