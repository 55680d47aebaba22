"""What is official of the report's text in another language?"""

from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.report.rules.in_language import ENGLISH, Versions
from oewg.texts import queries as texts
from oewg.texts.models import OFFICIAL_LANGUAGES, DraftText
from oewg.texts.rules.versions import Progress, progress

OTHER_LANGUAGES = tuple(language for language in OFFICIAL_LANGUAGES if language != ENGLISH)
"""Those in which the report can be had beside English, in which it is compiled."""


def languages(db: Db, text: DraftText) -> dict[str, Progress]:
    """How far the report's text is in each of those; the one in which it is written has all of it."""
    found = texts.languages(db, text)
    whole = next(iter(found.values())).provisions
    return {each: found.get(each, Progress(whole, whole, 0, 0)) for each in OTHER_LANGUAGES}


def versions_in(db: Db, text: DraftText, language: str) -> tuple[Versions, Progress]:
    """What is official of the report's text as it stands in a language, and how far that is; NotFound for English or no language.

    A text that is written in that language is official in it.
    """
    if language not in OTHER_LANGUAGES:
        raise NotFound
    rows = texts.side_by_side(db, text, language)
    original = language == text.original_language
    said = [(row, row.words if original else row.official.words if row.official else None) for row in rows]
    found = Versions(
        title=texts.title_in(db, text, language),
        words={row.provision_id: words for row, words in said if words is not None and row.kind != "footnote"},
        notes={row.mark: words for row, words in said if words is not None and row.kind == "footnote"},
        original=text.original_language,
    )
    return found, progress(row.standing for row in rows)
