"""How wide words are, and where lines of them end."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.texts.documents.widths import width, wrapped
from tests.texts.documents.specimens import ANY_WORDS


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("", 0),
        ("report", 6),
        ("é", 1),
        ("e\u0301", 1),
        ("大会", 4),
        ("，", 2),
        ("قرار", 4),
        ("مُذَكِّرة", 5),
        ("\u200fa", 1),
        ("ｆｕｌｌ", 8),
    ],
)
def test_words_are_as_wide_as_their_letters(words: str, places: int) -> None:
    assert width(words) == places


@pytest.mark.parametrize(
    ("words", "room", "lines"),
    [
        ("", 10, [""]),
        ("The group met.", 10, ["The group", "met."]),
        ("a  b", 10, ["a  b"]),
        ("one\n\ntwo", 10, ["one", "", "two"]),
        ("A/AC.290/2021/L.1 is", 10, ["A/AC.290/2021/L.1", "is"]),
        ("para.\u00a05 of it", 8, ["para.\u00a05", "of it"]),
        ("大会决定大会", 8, ["大会决定", "大会"]),
        ("大会决定，大会", 8, ["大会决", "定，大会"]),
        ("大会（决定）大会", 8, ["大会（决", "定）大会"]),
        ("第36/103号决议", 8, ["第36/103", "号决议"]),
        ("大[-会-]议", 6, ["大", "[-会-]", "议"]),
    ],
)
def test_lines_end_where_the_script_lets_them(words: str, room: int, lines: list[str]) -> None:
    assert wrapped(words, room) == lines


@given(st.text("ab 大会，（）[]-\u0301\u00a0\nا", max_size=60) | ANY_WORDS, st.integers(4, 20))
def test_no_letter_is_lost_and_no_line_is_too_wide_that_could_be_broken(words: str, room: int) -> None:
    lines = wrapped(words, room)
    assert "".join(lines).replace(" ", "") == words.replace("\n", "").replace(" ", "")
    for line in lines:
        assert width(line) <= room or " " not in line.strip(" ") or width(line.split(" ")[0]) > room
        # A mark that follows a space, or nothing, has no letter from which it could be parted.
        alone = bool(line) and any(f" {line[0]}" in f" {said}" for said in words.split("\n"))
        assert not line or not unicodedata.combining(line[0]) or alone
