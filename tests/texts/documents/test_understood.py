"""What is said of a file that was read: the first remarks of a kind, and how many more there are."""

from oewg.texts.documents.understood import MOST_ALIKE, Remark, Remarks


def test_of_many_remarks_of_a_kind_the_first_are_told_and_how_many_more_with_their_words() -> None:
    remarks = Remarks()
    for number in range(MOST_ALIKE + 3):
        if remarks.wants("left out"):
            remarks.add(
                "left out", Remark(f"line {number}", "“%(words)s” was left out.", (("words", f"word {number}"),))
            )
    told = remarks.all()
    assert [one.place for one in told] == [*(f"line {number}" for number in range(MOST_ALIKE)), ""]
    assert told[-1].told == "And 3 more like this: “word 0” was left out."
