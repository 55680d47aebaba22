"""The description of a document: what it refuses, and what its redlines give."""

import pytest

from oewg.texts.documents.description import Change, Paragraph, Table, accepted, identified, identity_of, rejected

CHANGES = (
    Change("equal", "States "),
    Change("delete", "may", ("France",)),
    Change("insert", "should", ("Japan", "Kenya")),
    Change("equal", " refrain."),
)


def test_a_redline_holds_exactly_two_texts() -> None:
    assert accepted(CHANGES) == "States should refrain."
    assert rejected(CHANGES) == "States may refrain."


def test_the_identity_of_a_wording_leads_back_to_it() -> None:
    assert identified(identity_of(12, 345)) == (12, 345)
    assert len(identity_of(999_999_999, 999_999_999)) <= 40


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((("1", "short"),), (8, 8)),
        ((("1", "x" * 30),), (8, 30)),
        ((("1", "x" * 40), ("2", "y")), (8, 40)),
        ((("y" * 41, "x" * 240),), (40, 60)),
        ((("1", "x\n" * 120),), (8, 28)),
        ((("1", "x" * 5000),), (8, 80)),
    ],
)
def test_a_column_is_as_wide_as_its_words_ask_for(rows: tuple[tuple[str, ...], ...], expected: tuple[int, ...]) -> None:
    assert Table((), rows).shares() == expected


@pytest.mark.parametrize("other", ["", "_Toc1", "provision_1", "provision_1_revision_x", "provision_1_revision_2 "])
def test_what_is_no_identity_of_ours_leads_nowhere(other: str) -> None:
    assert identified(other) is None


@pytest.mark.parametrize(
    "wrong", [{"standing": "moved"}, {"identity": "1a"}, {"identity": "a" * 41}, {"language": "English"}]
)  # fmt: skip
def test_a_block_says_nothing_that_no_writer_knows(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        Paragraph("1.", "Words.", **wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError):
        Change("moved", "Words.")
