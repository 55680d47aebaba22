"""What do translators do? Save a version of a wording, make versions official, record a title."""

from collections.abc import Collection
from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotFound, say
from oewg.record.actions import Subject, append
from oewg.texts import queries
from oewg.texts.models import OFFICIAL_LANGUAGES, DraftText, Provision, RevisionVersion, TitleVersion
from oewg.texts.rules import versions as rules

told(
    save_version=say("A version in another language was saved."),
    make_official=say("Versions in another language were made official."),
    translate_title=say("The title of a text was recorded in another language."),
)


def save_version(
    db: Db, provision: Provision, language: str, words: str, *, of: int, by: Viewer, at: datetime, seen: int | None = None
) -> RevisionVersion:  # fmt: skip
    """Save a version of a provision's wording as a draft; `of` is the revision that the translator had before the eyes.

    `seen` is the latest version of it there, 0 if there was none; None where nobody looked at a page.
    An official version stands until the draft is made official in its place. Only the secretariat reads drafts.
    """
    assert by.account_id is not None
    _check_language(provision.text, language)
    now = queries.current_revision(db, provision.id)
    rules.check_in_force(provision.removed_at is not None, now.id, of)
    if not words.strip():
        raise Invalid(say("A version has words; this one has none."), {"words": say("Please fill this in.")})
    rules.check_marks(now.words, words)
    before = queries.latest_version(db, now.id, language)
    rules.check_seen(before.id if before else 0, seen)
    rules.check_changes(before.words if before else None, words)
    version = RevisionVersion(
        revision_id=now.id, language=language, number=before.number + 1 if before else 1, words=words, made_at=at,
        made_by=by.account_id,
    )  # fmt: skip
    db.add(version)
    db.flush()
    facts = {
        "text": provision.text_id, "provision": provision.id, "revision": now.id, "language": language,
        "number": version.number, "words": words,
    }  # fmt: skip
    subject = Subject("revision_version", version.id)
    append(db, "save_version", by.account_id, by.capacity, subject, facts, at, readers=(queries.READS_DRAFTS,))
    return version


def make_official(
    db: Db, text: DraftText, language: str, *, by: Viewer, at: datetime, only: Collection[int] = (),
    seen: int | None = None,
) -> list[RevisionVersion]:  # fmt: skip
    """Make the drafts in a language official (or those of some provisions, `only`), of the wordings that are in force.

    `seen` is the number of the latest draft that was before the eyes.
    """
    assert by.account_id is not None
    _check_language(text, language)
    drafts = [
        each.draft
        for each in queries.side_by_side(db, text, language)
        if each.draft is not None and (not only or each.provision_id in only)
    ]
    rules.check_official([draft.id for draft in drafts], seen)
    for draft in drafts:
        draft.official_at, draft.official_by = at, by.account_id
    db.flush()
    facts = {
        "language": language,
        "versions": [{"id": one.id, "revision": one.revision_id, "number": one.number, "words": one.words} for one in drafts],
    }  # fmt: skip
    append(db, "make_official", by.account_id, by.capacity, Subject("text", text.id), facts, at)
    return drafts


def translate_title(db: Db, text: DraftText, language: str, title: str, *, by: Viewer, at: datetime) -> None:
    """Record the title of a text in another language; the latest stands."""
    assert by.account_id is not None
    _check_language(text, language)
    before = queries.title_in(db, text, language)
    rules.check_changes(before if before != text.title else None, title)
    db.add(TitleVersion(text_id=text.id, language=language, title=title, made_at=at, made_by=by.account_id))
    db.flush()
    facts = {"language": language, "title": title}
    append(db, "translate_title", by.account_id, by.capacity, Subject("text", text.id), facts, at)


def _check_language(text: DraftText, language: str) -> None:
    if language not in OFFICIAL_LANGUAGES:
        raise NotFound
    rules.check_language(text.original_language, language)
