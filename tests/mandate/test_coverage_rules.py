"""What is missing where something, or nothing, answers to an element of the mandate?"""

import pytest

from oewg.mandate.rules.coverage import Cover, missing

NO_ITEM = "No item of the agenda answers to it."


@pytest.mark.parametrize(
    ("kinds", "rests", "adopted", "sentences"),
    [
        ({"agenda", "report"}, True, False, []),
        ({"agenda", "report"}, True, True, []),
        (set(), False, False, [NO_ITEM, "The draft report has no provision on it."]),
        (set(), False, True, [NO_ITEM, "The report has no provision on it."]),
        (
            {"agenda", "report"}, False, False,
            ["Its provisions in the draft report rest on nothing said or submitted yet."],
        ),
        ({"agenda", "report"}, False, True, ["Its provisions in the report rest on nothing said or submitted."]),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_of_a_draft_as_long_as_the_report_is_one(
    kinds: set[str], rests: bool, adopted: bool, sentences: list[str]
) -> None:
    assert list(missing(Cover(frozenset(kinds), rests, adopted))) == sentences
