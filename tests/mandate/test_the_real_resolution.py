"""Is A/C.1/73/L.27/Rev.1, on which the group rests, read whole, word for word?"""

import datetime
from pathlib import Path

import pytest

from oewg.mandate.rules.resolution import (
    check_nothing_dropped,
    read_resolution,
    words_in_order,
    words_of_file,
)
from tests.mandate.resolutions import words_by_hand

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "A_C.1_73_L.27_Rev.1.txt"


@pytest.fixture(scope="module")
def reference() -> str:
    if not REFERENCE.exists():
        pytest.skip("The reference documents (../shared/reference) are absent: the real resolution cannot be read.")
    return REFERENCE.read_text(encoding="utf-8")


def test_the_real_resolution_has_its_masthead(reference: str) -> None:
    resolution = read_resolution(reference, "A/C.1/73/L.27/Rev.1")
    assert resolution.symbol == "A/C.1/73/L.27/Rev.1"
    assert resolution.title is not None
    assert resolution.title.startswith("Developments in the field of information and")
    assert resolution.title.endswith("in the context of international security")
    assert resolution.session == "Seventy-third session"
    assert resolution.committee == "First Committee"
    assert resolution.agenda_item == "96"
    assert resolution.distribution == "Limited"
    assert resolution.date == datetime.date(2018, 10, 29)
    assert resolution.original_languages == ("English", "Russian")
    assert resolution.opening == "The General Assembly,"


def test_the_real_resolution_without_a_given_symbol_has_none(reference: str) -> None:
    assert read_resolution(reference).symbol is None


def test_the_real_resolution_has_31_sponsors(reference: str) -> None:
    sponsors = read_resolution(reference).sponsors
    assert len(sponsors) == 31
    assert sponsors[0] == "Algeria"
    assert sponsors[-2:] == ("Venezuela (Bolivarian Republic of)", "Zimbabwe")


def test_the_real_resolution_has_21_preambular_7_operative_paragraphs_and_13_rules(reference: str) -> None:
    resolution = read_resolution(reference)
    assert [paragraph.number for paragraph in resolution.preambular] == [str(n) for n in range(1, 22)]
    assert [paragraph.number for paragraph in resolution.operative] == [str(n) for n in range(1, 8)]
    assert [rule.number for rule in resolution.rules] == [f"1.{n}" for n in range(1, 14)]
    assert [part.number for part in resolution.operative[3].subparagraphs] == ["(a)", "(b)", "(c)", "(d)"]
    assert [note.number for note in resolution.notes] == [1, 2, 3, 4, 5]
    assert resolution.unplaced == ()
    assert {rule.plain[-1] for rule in resolution.rules[:-1]} == {"."}
    assert resolution.rules[-1].plain.endswith("with regard to their potential role;")


def test_the_real_sentence_that_the_page_break_cut_is_whole(reference: str) -> None:
    paragraph = read_resolution(reference).preambular[16]
    assert "in its 2013[^3] and 2015[^2] reports" in paragraph.words
    assert "that voluntary and non-binding norms, rules and principles" in paragraph.plain
    assert paragraph.notes == (3, 2)


def test_no_word_of_the_real_file_is_dropped(reference: str) -> None:
    resolution = read_resolution(reference)
    assert check_nothing_dropped(reference, resolution) == []
    assert words_in_order(resolution) == words_of_file(reference) == words_by_hand(reference)
