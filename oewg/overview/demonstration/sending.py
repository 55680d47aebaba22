"""How does a delegation of the exercise send its Word file? Changed with changes tracked, previewed, and filed at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO

import docx

from oewg.core.database import Database
from oewg.negotiation import actions, queries
from oewg.negotiation.rules.amendments import Filing
from oewg.overview.demonstration import words_sending as sent
from oewg.overview.demonstration.bargaining import provision_at
from oewg.overview.demonstration.stage import stage
from oewg.texts import queries as texts
from oewg.texts.documents.description import Change, Document, Paragraph, identified
from oewg.texts.documents.docx import write_docx
from oewg.texts.documents.docx.reading import read_file
from oewg.texts.rules.redline import redline

BEGINNING = 30
"""Characters by which a paragraph is found again in the file: no two begin alike for so long."""


def a_word_file_is_sent(database: Database) -> None:
    """25 February 2021: a delegation downloads the zero draft, changes it with changes tracked, and sends it back.

    What is filed is what was understood of the file: nothing else tells what the delegation meant.
    """
    with stage(database, 2021, 2, 25, 16) as on:
        report = texts.texts_of_kind(on.db, "report")[-1]
        changes = {provision_at(on, *place).id: change for place, *change in sent.CHANGES}
        file = _changed(texts.text_document(on.db, report.id), changes)
        understood = queries.understand_file(on.db, report.id, read_file(file))
        filings = [
            Filing(one.kind, one.provision_id, one.on, one.words, one.after, one.reason) for one in understood.drafts
        ]
        actions.file_amendments(on.db, report, filings, by=on.delegate_of(sent.DELEGATION), at=on.at())


def _changed(document: Document, changes: Mapping[int, Sequence[str]]) -> bytes:
    """The file as it comes back: provision -> (old words, new words, comment), tracked in the delegation's name."""
    changed = {
        block: changes[number]
        for block in document.blocks
        if isinstance(block, Paragraph) and (number := _provision(block)) in changes
    }
    blocks = tuple(_reworded(block, *changed[block]) if block in changed else block for block in document.blocks)
    word = docx.Document(BytesIO(write_docx(replace(document, blocks=blocks))))
    for block, (*_, comment) in changed.items():
        begins = block.words[:BEGINNING]
        paragraph = next(one for one in word.paragraphs if begins in one.text)
        word.add_comment(paragraph.runs[-1], comment, author=sent.AUTHOR, initials="")
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def _provision(block: Paragraph) -> int:
    known = identified(block.identity)
    return known[0] if known else 0


def _reworded(block: Paragraph, old: str, new: str, _: str) -> Paragraph:
    words = block.words.replace(old, new)
    pieces = redline(block.words, words)
    return replace(block, words=words, changes=tuple(Change(kind, said, (sent.AUTHOR,)) for kind, said in pieces))
