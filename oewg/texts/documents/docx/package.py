"""With what does a .docx file begin, and how does it become the same bytes whenever it is written?"""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument

from oewg.texts.documents.docx.settings import settings_part
from oewg.texts.documents.docx.styles import styles_part
from oewg.texts.documents.inline import printable

# The earliest instant that a zip archive can name; it stands for "not said".
NO_INSTANT = datetime(1980, 1, 1, tzinfo=UTC)
_LONGEST_PROPERTY = 255

# Parts of python-docx's template that a document of ours has no use for, or that tell of another program.
_SURPLUS = ("customXml", "stylesWithEffects", "numbering", "webSettings", "thumbnail", "extended-properties")


def begun(language: str, title: str = "", subject: str = "") -> WordDocument:
    """A file without words in the language, with our styles and settings, these properties, and no person's name."""
    word = docx.Document()
    for relations in (word.part.rels, word.part.package.rels):
        for identity, relation in list(relations.items()):
            if relation.reltype.endswith(_SURPLUS):
                del relations[identity]
    word.styles.element[:] = list(styles_part(language))
    word.settings.element[:] = list(settings_part())
    properties = word.core_properties
    properties.title = printable(title)[:_LONGEST_PROPERTY]
    properties.subject = printable(subject)[:_LONGEST_PROPERTY]
    properties.language = language
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = NO_INSTANT
    properties.revision = 1
    return word


def packed(word: WordDocument) -> bytes:
    """The file, with no trace of the instant at which it was written."""
    written, fixed = BytesIO(), BytesIO()
    word.save(written)
    with ZipFile(written) as source, ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, NO_INSTANT.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
