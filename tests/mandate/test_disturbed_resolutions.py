"""Is no word lost of a resolution that was cut, torn or broken on its way?"""

import json

from hypothesis import given
from hypothesis import strategies as st

from oewg.mandate.rules.resolution import (
    NotAResolution,
    check_nothing_dropped,
    read_resolution,
    words_in_order,
    words_of_file,
)
from oewg.mandate.rules.summary import as_data, as_report
from tests.mandate.resolutions import OUR_OWN

DISTURBANCES = st.sampled_from(
    [
        "\n",
        "\n\n",
        "\f",
        "\n\n\n\n",
        "\n\n⁷ See *Annals*.\n\n",
        "\n\n3 See Annals.\n\n",
        "\n2/5\n\n",
        " * ",
        "**",
        "[^2]",
        "³",
        "1. ",
    ]
)


@given(
    st.lists(st.tuples(st.integers(0, len(OUR_OWN)), DISTURBANCES), max_size=8),
    st.lists(st.tuples(st.integers(0, len(OUR_OWN)), st.integers(0, 80)), max_size=3),
)
def test_a_disturbed_file_is_read_and_no_word_is_dropped(
    insertions: list[tuple[int, str]], cuts: list[tuple[int, int]]
) -> None:
    text = OUR_OWN
    for place, disturbance in insertions:
        text = text[:place] + disturbance + text[place:]
    for place, length in cuts:
        text = text[:place] + text[place + length :]
    try:
        resolution = read_resolution(text)
    except NotAResolution:
        return
    assert check_nothing_dropped(text, resolution) == []
    assert words_in_order(resolution) == words_of_file(text)
    json.dumps(as_data(resolution))
    as_report(resolution)


@given(st.text(alphabet="aA1.,;:()[]^*#³-/ \n\r\f\ufeff", max_size=80))
def test_odd_characters_after_the_opening_lose_no_word(tail: str) -> None:
    text = "The General Assembly,\n" + tail
    try:
        resolution = read_resolution(text)
    except NotAResolution:
        return
    assert check_nothing_dropped(text, resolution) == []


@given(st.integers(0, len(OUR_OWN)))
def test_a_truncated_file_is_read_or_refused(length: int) -> None:
    text = OUR_OWN[:length]
    try:
        resolution = read_resolution(text)
    except NotAResolution:
        assert "revised draft resolution" not in text
        return
    assert check_nothing_dropped(text, resolution) == []
