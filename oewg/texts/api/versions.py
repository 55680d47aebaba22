"""The versions of texts in the other official languages, for programs."""

from datetime import datetime

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Listed, Out, operation
from oewg.core.errors import NotFound
from oewg.texts import actions, queries
from oewg.texts.api.room import api
from oewg.texts.forms import OfficialForm, TitleForm, VersionForm
from oewg.texts.models import RevisionVersion


class LanguageOut(Out):
    """How far a text is in a language: of its provisions, footnotes among them, how many stand officially, and so on."""

    language: str
    provisions: int
    official: int
    drafts: int
    missing: int
    lagging: int


class VersionOut(Out):
    """A provision in a language. `state` is "missing", "draft" or "official", of the revision in force.

    `words` are official ones, "" if there are none: of this revision, or, where it `lags`, of the earlier one `of`.
    """

    provision: int
    revision: int
    number: str
    original: str
    state: str
    lags: bool
    words: str
    of: int | None
    official_at: datetime | None


class SavedOut(Out):
    """A draft as it was saved."""

    id: int
    revision: int
    language: str
    number: int
    words: str


class TitleOut(Out):
    """The title of a text in a language."""

    language: str
    title: str


@operation(
    api, "/texts/<int:text_id>/languages", act="read", answers=Listed[LanguageOut],
    summary="In which languages a text can be read",
)  # fmt: skip
def languages(desk: Desk, text_id: int) -> Listed[LanguageOut]:
    """The other official languages."""
    found = queries.languages(desk.db, queries.text(desk.db, text_id))
    return Listed(
        items=[
            LanguageOut(
                language=language, provisions=one.provisions, official=one.official, drafts=one.drafts, missing=one.missing,
                lagging=one.lagging,
            )
            for language, one in found.items()
        ]
    )  # fmt: skip


@operation(
    api, "/texts/<int:text_id>/languages/<language>", act="read", answers=Listed[VersionOut],
    summary="A text in a language, provision by provision",
)  # fmt: skip
def version(desk: Desk, text_id: int, language: str) -> Listed[VersionOut]:
    """The official versions beside the original."""
    text = queries.text(desk.db, text_id)
    if language == text.original_language:
        raise NotFound
    return Listed(
        items=[
            VersionOut(
                provision=row.provision_id, revision=row.revision_id, number=row.number, original=row.words,
                state=row.standing.state, lags=row.standing.lags, words=row.shown.words if row.shown else "",
                of=row.shown.revision_id if row.shown else None, official_at=row.shown.official_at if row.shown else None,
            )
            for row in queries.side_by_side(desk.db, text, language)
        ]
    )  # fmt: skip


@operation(
    api, "/provisions/<int:provision_id>/languages/<language>", method="POST", act="translate_text", takes=VersionForm,
    answers=SavedOut, summary="Save a version of a provision as a draft",
)  # fmt: skip
def save_version(desk: Desk, sent: VersionForm, provision_id: int, language: str) -> SavedOut:
    """Save a draft."""
    provision = queries.provision(desk.db, provision_id)
    made = actions.save_version(
        desk.db, provision, language, sent.words, of=sent.of, by=desk.viewer, at=desk.at, seen=sent.seen
    )
    return _saved(made)


@operation(
    api, "/texts/<int:text_id>/languages/<language>/official", method="POST", act="translate_text", takes=OfficialForm,
    answers=Listed[SavedOut], summary="Make drafts official", status=200,
)  # fmt: skip
def make_official(desk: Desk, sent: OfficialForm, text_id: int, language: str) -> Listed[SavedOut]:
    """Make the drafts of a text, or that of one provision, official."""
    text = queries.text(desk.db, text_id)
    only = [sent.provision] if sent.provision is not None else []
    made = actions.make_official(desk.db, text, language, by=desk.viewer, at=desk.at, only=only, seen=sent.seen)
    return Listed(items=[_saved(one) for one in made])


@operation(
    api, "/texts/<int:text_id>/languages/<language>/title", method="POST", act="translate_text", takes=TitleForm,
    answers=TitleOut, summary="Record the title of a text in a language", status=200,
)  # fmt: skip
def translate_title(desk: Desk, sent: TitleForm, text_id: int, language: str) -> TitleOut:
    """Record the title."""
    text = queries.text(desk.db, text_id)
    actions.translate_title(desk.db, text, language, sent.title, by=desk.viewer, at=desk.at)
    return TitleOut(language=language, title=sent.title)


def _saved(row: RevisionVersion) -> SavedOut:
    return SavedOut(
        id=row.id, revision=row.revision_id, language=row.language, number=row.number, words=row.words
    )  # fmt: skip
