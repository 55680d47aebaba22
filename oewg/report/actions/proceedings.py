"""What is done with the account of the proceedings? A sentence is added, confirmed beside what has changed, withdrawn."""

from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, Refusal, say
from oewg.record.actions import Subject, append
from oewg.report import queries
from oewg.report.models import AddedSentence, SeenBeside
from oewg.report.rules.procedural import Beside, account, beside
from oewg.texts.models import DraftText
from oewg.texts.rules.brackets import brackets
from oewg.texts.rules.numbering import calls, cites

told(
    add_sentence=say("A sentence was added to the account of the proceedings."),
    confirm_sentence=say("A sentence in the account of the proceedings was confirmed beside what has changed."),
    withdraw_sentence=say("A sentence was taken out of the account of the proceedings."),
)


def add_sentence(db: Db, text: DraftText, after: str, words: str, *, by: Viewer, at: datetime) -> AddedSentence:
    """Add words to the account of the proceedings, as a paragraph after the one with a key."""
    _must_not_be_adopted(text)
    words = words.strip()
    if not words:
        raise Invalid(say("Please write the sentence."), {"words": say("Please fill this in.")})
    if calls(words) or cites(words) or brackets(words).open:
        raise Invalid(
            say(
                "What is added to the account of the proceedings has no footnotes, links to paragraphs or square brackets."
            ),
            {"words": say("Please write it without them.")},
        )
    generated = account(queries.facts(db, text.id, at))
    if all(one.key != after or one.heading for one in generated):
        raise Invalid(
            say("The account has no such paragraph any more: please choose after which one it stands."),
            {"after": say("Please choose a paragraph.")},
        )
    row = AddedSentence(text_id=text.id, after=after, words=words, added_at=at, withdrawal_reason="")
    db.add(row)
    db.flush()
    stands = beside(generated, after)
    _see(db, row, stands, at)
    facts = {"text": text.id, "after": after, "words": words, "before": stands.before, "following": stands.following}
    append(db, "add_sentence", by.account_id, by.capacity, Subject("added_sentence", row.id), facts, at)
    return row


def confirm_sentence(db: Db, row: AddedSentence, *, by: Viewer, at: datetime) -> None:
    """Say that a sentence stands also beside what has changed since it was added or last confirmed."""
    _must_stand(row)
    stands = beside(account(queries.facts(db, row.text_id, at)), row.after)
    if row.seen and Beside(row.seen[-1].before, row.seen[-1].following) == stands:
        raise Refusal(say("Nothing beside this sentence has changed: there is nothing to confirm."))
    _see(db, row, stands, at)
    db.expire(row, ["seen"])
    facts = {"before": stands.before, "following": stands.following}
    append(db, "confirm_sentence", by.account_id, by.capacity, Subject("added_sentence", row.id), facts, at)


def withdraw_sentence(db: Db, row: AddedSentence, reason: str, *, by: Viewer, at: datetime) -> None:
    """Take a sentence out again, with the reason; that it was there stays on record."""
    _must_not_be_adopted(row.text)
    _must_stand(row)
    if not reason:
        raise Invalid(say("Say why it is taken out."), {"reason": say("Please give a reason.")})
    row.withdrawn_at, row.withdrawal_reason = at, reason
    db.flush()
    subject = Subject("added_sentence", row.id)
    append(db, "withdraw_sentence", by.account_id, by.capacity, subject, {"reason": reason}, at)


def _see(db: Db, row: AddedSentence, stands: Beside, at: datetime) -> None:
    db.add(SeenBeside(sentence_id=row.id, before=stands.before, following=stands.following, seen_at=at))
    db.flush()


def _must_not_be_adopted(text: DraftText) -> None:
    if text.closed_at is not None:
        raise Refusal(say("The report has been adopted: nothing is added to it any more, or taken out."))


def _must_stand(row: AddedSentence) -> None:
    if row.withdrawn_at is not None:
        raise Refusal(say("This sentence has been taken out already."))
