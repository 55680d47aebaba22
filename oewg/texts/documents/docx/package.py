"""How does a .docx file become the same bytes whenever it is written?"""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument

from oewg.texts.documents.description import Document
from oewg.texts.documents.inline import printable

# The earliest instant that a zip archive can name; it stands for "not said".
NO_INSTANT = datetime(1980, 1, 1, tzinfo=UTC)
_LONGEST_PROPERTY = 255

# Parts of python-docx's template that a document of ours has no use for.
_SURPLUS = ("customXml", "stylesWithEffects", "numbering", "webSettings", "thumbnail")


def describe(word: WordDocument, document: Document) -> None:
    """Set the properties of the file: title and language, and no person's name."""
    properties = word.core_properties
    properties.title = printable(document.title)[:_LONGEST_PROPERTY]
    properties.subject = printable(document.masthead.symbol)[:_LONGEST_PROPERTY]
    properties.language = document.language
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = NO_INSTANT
    properties.revision = 1


def drop_surplus(word: WordDocument) -> None:
    """Take out the parts of the template that nothing refers to."""
    for relations in (word.part.rels, word.part.package.rels):
        for identity, relation in list(relations.items()):
            if relation.reltype.endswith(_SURPLUS):
                del relations[identity]


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
