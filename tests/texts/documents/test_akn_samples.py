"""DGACM’s own files: every word is read in its order, and written again as DGACM laid it out."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from oewg.texts.documents.akn import read_akn, write_akn
from oewg.texts.documents.akn.elements import AKN
from oewg.texts.documents.akn.identification import day_of
from oewg.texts.documents.akn.vocabulary import name_of
from oewg.texts.documents.description import Document, Heading, Paragraph, Subparagraph
from oewg.texts.documents.inline import plain
from tests.texts.documents.inscribed import Mark, inscribe
from tests.texts.documents.test_akn import check_valid

SAMPLES = Path(__file__).parents[4] / "shared/reference/akn"
if not SAMPLES.exists():
    SAMPLES = Path("/work/shared/reference/akn")
samples = sorted(SAMPLES.glob("*.xml"))
needs_samples = pytest.mark.skipif(not samples, reason="DGACM's files (../shared/reference/akn) are not here")
each_sample = pytest.mark.parametrize("sample", samples, ids=lambda path: path.stem)


def printed_words(document: Document) -> Iterator[str]:
    """Every string that the document prints, the head in the order of a cover page of DGACM's."""
    head = document.masthead
    yield from (head.organization, head.symbol, head.body, f"Distr.: {head.distribution}", head.date, head.session)
    yield from (head.agenda_item, document.title)
    for block in document.blocks:
        assert isinstance(block, Heading | Paragraph | Subparagraph)
        yield block.number
        for piece in inscribe(block.words, block.notes):
            yield "".join(span.text for span in piece.words) if isinstance(piece, Mark) else piece.text


@needs_samples
@each_sample
def test_every_word_of_a_file_of_dgacms_is_in_the_document_in_its_order(sample: Path) -> None:
    root = etree.parse(str(sample)).getroot()
    etree.strip_elements(root, f"{{{AKN}}}meta", with_tail=False)
    written = re.findall(r"\w+", " ".join(map(str, root.itertext())))
    said = re.findall(r"\w+", " ".join(printed_words(read_akn(sample.read_bytes()).document)))
    # Words that stand in several elements are one, such as "43/78" and " H" of a resolution with a letter.
    assert "".join(said) == "".join(written)
    assert abs(len(said) - len(written)) <= 3
    assert len(said) > 250


@needs_samples
@each_sample
def test_a_file_of_dgacms_is_read_written_and_read_as_the_same(sample: Path) -> None:
    once = read_akn(sample.read_bytes()).document
    contents = write_akn(once)
    check_valid(contents)
    again = read_akn(contents)
    assert again.document == once
    assert again.remarks == ()
    assert write_akn(again.document) == contents


@needs_samples
@each_sample
def test_a_resolution_has_its_head_its_preamble_and_its_operative_paragraphs(sample: Path) -> None:
    understood = read_akn(sample.read_bytes())
    document = understood.document
    symbol = "A/RES/" + sample.stem[:6].rstrip("_").replace("_", "/")
    assert document.masthead.symbol == symbol
    assert document.masthead.distribution in ("General", "general", "générale")
    assert day_of(document.masthead) in ("2019-12-18", "2020-12-16", "2021-01-04")
    assert document.masthead.organization
    assert document.masthead.body
    assert document.title
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert [heading.number for heading in headings] == [f"{symbol.removeprefix('A/RES/')}."]
    assert sum(isinstance(block, Paragraph) and bool(block.number) for block in document.blocks) >= 3
    assert not [remark for remark in understood.remarks if remark.fault]


def parts_of(contents: bytes) -> dict[str, list[str]]:
    """How a resolution is laid out: the names of its preambular paragraphs, how many operative ones, its footnotes."""
    root = etree.fromstring(contents)

    def values(path: str) -> list[str]:
        said: Any = root.xpath(path, namespaces={"a": AKN})
        return [" ".join(str(value).split()) for value in said]

    return {
        "document": [name_of(root[0])],
        "addresses": values("//a:FRBRthis/@value | //a:FRBRuri/@value"),
        "days": values("//a:FRBRWork/a:FRBRdate/@date | //a:FRBRExpression/a:FRBRdate/@date"),
        "preamble": values("//a:preamble/*/@name"),
        "footnotes": values("//a:authorialNote/@marker"),
        "conclusions": values("//a:conclusions/a:p//text()[normalize-space()]"),
        "title": values("//a:coverPage//a:docTitle/text()"),
        "number": values("//a:preface//a:docNumber/text()"),
    }


@needs_samples
@pytest.mark.parametrize("name", ["74_29", "75_32_E", "75_240_E"])
def test_a_resolution_is_exported_again_as_dgacm_laid_it_out(name: str) -> None:
    original = (SAMPLES / f"{name}.xml").read_bytes()
    assert parts_of(write_akn(read_akn(original).document)) == parts_of(original)


@needs_samples
@each_sample
def test_a_resolution_is_exported_again_under_dgacms_own_addresses(sample: Path) -> None:
    ours, theirs = (parts_of(each) for each in (write_akn(read_akn(sample.read_bytes()).document), sample.read_bytes()))
    assert {name: ours[name] for name in ("document", "addresses", "days", "footnotes")} == {
        name: theirs[name] for name in ("document", "addresses", "days", "footnotes")
    }


@needs_samples
def test_one_resolution_reads_alike_in_six_languages() -> None:
    found = {}
    for letter, language in {"A": "ar", "C": "zh", "E": "en", "F": "fr", "R": "ru", "S": "es"}.items():
        document = read_akn((SAMPLES / f"75_240_{letter}.xml").read_bytes()).document
        assert document.language == language
        shape = [
            (type(block), len(block.notes), bool(block.number))
            for block in document.blocks
            if isinstance(block, Heading | Paragraph | Subparagraph)
        ]
        found[language] = shape
        footnotes = [note for block in document.blocks if isinstance(block, Paragraph) for note in block.notes]
        assert [note.key for note in footnotes] == ["1", "2"]
        assert [plain(note.words).rstrip(".。") for note in footnotes] == ["A/70/174", "A/68/98"]
    assert all(shape == found["en"] for shape in found.values())


@needs_samples
def test_what_word_had_numbered_is_numbered() -> None:
    arabic = read_akn((SAMPLES / "75_240_A.xml").read_bytes()).document
    assert [block.number for block in arabic.blocks if isinstance(block, Paragraph) and block.number] == [
        f"{number} -" for number in range(1, 6)
    ]
    english = read_akn((SAMPLES / "75_32_E.xml").read_bytes()).document
    assert [block.number for block in english.blocks if isinstance(block, Subparagraph)] == ["(a)", "(b)"] * 2
