"""How does a text, or an edition of it, become a document: each provision a block that knows which wording it is?"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from oewg.texts.documents.description import (
    HEADING_LEVELS,
    SUBPARAGRAPH_LEVELS,
    Block,
    Document,
    Footnote,
    Heading,
    Masthead,
    Paragraph,
    Subparagraph,
    identity_of,
)
from oewg.texts.rules.comparing import Placed, borne_by
from oewg.texts.rules.numbering import NOTE_MARK, cited_in_print


def document_of(
    placed: Iterable[Placed], revisions: Mapping[int, int], masthead: Masthead, title: str, notice: str = ""
) -> Document:  # fmt: skip
    """The provisions in their order, as the document that a delegation changes and sends back.

    `revisions` are provision -> revision. A footnote stands where it is called, one that nobody calls where it hangs; a
    citation is printed as the number that it bears.
    """
    every = list(placed)
    borne = borne_by(every).provisions
    notes = {one.mark: cited_in_print(one.words, borne) for one in every if one.mark}
    called = {mark for one in every for mark in NOTE_MARK.findall(one.words)}
    blocks: list[Block] = []
    for one in every:
        if one.kind != "footnote":
            own = [mark for mark in dict.fromkeys(NOTE_MARK.findall(one.words)) if mark in notes]
            identity = identity_of(one.provision_id, revisions[one.provision_id])
            blocks.append(
                _block(one, cited_in_print(one.words, borne), [Footnote(key, notes[key]) for key in own], identity)
            )
        elif one.mark not in called and isinstance(blocks[-1], Heading | Paragraph | Subparagraph):
            blocks[-1] = replace(blocks[-1], notes=(*blocks[-1].notes, Footnote(one.mark, notes[one.mark])))
    return Document(masthead, title, "en", notice, tuple(blocks))


def _block(one: Placed, words: str, notes: list[Footnote], identity: str) -> Block:
    if one.kind == "heading":
        level = min(one.level, max(HEADING_LEVELS))
        return Heading(level=level, number=one.number, words=words, notes=tuple(notes), identity=identity)
    if one.kind == "paragraph":
        return Paragraph(number=one.number, words=words, notes=tuple(notes), identity=identity)
    level = min(one.level, max(SUBPARAGRAPH_LEVELS))
    return Subparagraph(number=one.number, level=level, words=words, notes=tuple(notes), identity=identity)
