"""Is a draft resolution read whole, with its notes, rules and sponsors, whatever extraction did to it?"""

import datetime
import json
from dataclasses import replace

import pytest

from oewg.mandate.rules.masthead import sponsors_in
from oewg.mandate.rules.resolution import (
    NotAResolution,
    Resolution,
    check_nothing_dropped,
    read_resolution,
    words_in_order,
    words_of_file,
)
from oewg.mandate.rules.summary import as_data, as_report
from tests.mandate.resolutions import OUR_OWN, words_by_hand


@pytest.fixture(scope="module")
def own() -> Resolution:
    return read_resolution(OUR_OWN)


def test_the_masthead_of_our_own_resolution_is_read_from_joined_lines(own: Resolution) -> None:
    assert own.symbol == "A/C.1/91/L.5/Rev.2"
    assert own.title == "Quiet harbours and the safety of lighthouses"
    assert own.agenda_item == "98 (b)"
    assert own.date == datetime.date(2036, 11, 3)
    assert own.original_languages == ("Arabic", "French", "Spanish")
    assert "title repeated" in {piece.kind for piece in own.furniture}


def test_a_given_symbol_counts_more_than_the_masthead() -> None:
    assert read_resolution(OUR_OWN, "A/C.1/91/L.6").symbol == "A/C.1/91/L.6"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("Cuba", ("Cuba",)),
        ("Cuba and China", ("Cuba", "China")),
        (
            "Iran (Islamic Republic of), Samoa and Zimbabwe",
            ("Iran (Islamic Republic of)", "Samoa", "Zimbabwe"),
        ),
        ("Isles (North, South and West) and Peru", ("Isles (North, South and West)", "Peru")),
        ("Samoa and Trinidad and Tobago", ("Samoa", "Trinidad and Tobago")),
        ("Antigua and Barbuda and Samoa", ("Antigua and Barbuda", "Samoa")),
        ("Fiji, Bosnia and Herzegovina", ("Fiji", "Bosnia and Herzegovina")),
        ("Fiji, Peru, and Samoa", ("Fiji", "Peru", "Samoa")),
        ("", ()),
    ],
)
def test_sponsors_are_told_apart(names: str, expected: tuple[str, ...]) -> None:
    assert sponsors_in(names) == expected


def test_sponsors_that_a_blank_line_cut_are_joined() -> None:
    cut = OUR_OWN.replace("Isles (North, South", "Isles (North,\n\nSouth")
    assert read_resolution(cut).sponsors == read_resolution(OUR_OWN).sponsors


def test_a_sentence_cut_by_notes_and_a_page_footer_is_one_paragraph(own: Resolution) -> None:
    assert len(own.preambular) == 3
    assert own.preambular[2].plain == (
        "Confirming that lamps in 2013 and 2015 burned, that willing and unpaid keepers can reduce the risk to ships,"
    )
    assert len(own.preambular[2].spans) == 2
    assert {"rule", "page footer"} <= {piece.kind for piece in own.furniture}


def test_note_marks_are_told_apart_from_years_and_words(own: Resolution) -> None:
    assert own.preambular[0].notes == ()
    assert own.preambular[1].words == (
        "Noting the reports of the keepers of lighthouses,[^1] and their sequel of 2013[^2],"
    )
    assert "2013[^3] and 2015[^2] burned" in own.preambular[2].words
    assert own.rules[1].words == "Keepers should answer a call of 5 July 2012[^4] from a ship;"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("the reports of 20133 show", "the reports of 2013[^3] show"),
        ("the reports of 20137 show", "the reports of 20137 show"),
        ("the year 2013 and 71/28 show", "the year 2013 and 71/28 show"),
        ("document No. 20133 shows", "document No. 20133 shows"),
        ("Corr.1 and Rev.2 and para.3 show", "Corr.1 and Rev.2 and para.3 show"),
        ("A/C.1/73/L.3 and G3 and 1.3 show", "A/C.1/73/L.3 and G3 and 1.3 show"),
        ("the Secretary-General,3 who", "the Secretary-General,[^3] who"),
        ("the Secretary-General,³ who", "the Secretary-General,[^3] who"),
        ("the “reports”3 show", "the “reports”[^3] show"),
    ],
)
def test_a_digit_is_a_note_mark_only_where_a_note_can_be_meant(written: str, read: str) -> None:
    text = f"The General Assembly,\n\nNoting that {written},\n\n1. Decides so.\n\n1 A.\n\n2 B.\n\n3 C.\n"
    resolution = read_resolution(text)
    assert resolution.preambular[0].words == f"Noting that {read},"
    assert check_nothing_dropped(text, resolution) == []


def test_notes_carry_their_emphasis(own: Resolution) -> None:
    assert [(note.number, note.text) for note in own.notes][1:3] == [
        (2, "See *Annals of the Keepers, Sixty-seventh Volume* and corrigendum."),
        (3, "*Ibid.*, chap. IV."),
    ]


def test_a_day_at_the_head_of_a_cut_line_is_no_note() -> None:
    resolution = read_resolution("The General Assembly,\n\nRecalling its resolution of\n\n5 December 2016,\n")
    assert resolution.preambular[0].plain == "Recalling its resolution of 5 December 2016,"


def test_a_link_to_nowhere_leaves_its_words(own: Resolution) -> None:
    assert own.preambular[0].words.startswith("*Recalling* its resolutions 36/103 of")
    assert own.preambular[0].plain.startswith("Recalling its")


def test_rules_and_subparagraphs_are_read(own: Resolution) -> None:
    assert [(rule.number, rule.plain[:7]) for rule in own.rules] == [("1.1", "Keepers"), ("1.2", "Keepers")]
    assert [(part.number, part.plain) for part in own.operative[1].subparagraphs] == [
        ("(a)", "What they have seen;"),
        ("(b)", "What they need;"),
    ]


def test_roman_numbers_stand_under_their_letter() -> None:
    text = "The General Assembly,\n\n1. *Requests*:\n\n(a) Oil:\n\n(i) Whale;\n\n(ii) Lamp;\n\n(b) Wicks.\n"
    letters = read_resolution(text).operative[0].subparagraphs
    assert [(part.number, [below.number for below in part.subparagraphs]) for part in letters] == [
        ("(a)", ["(i)", "(ii)"]),
        ("(b)", []),
    ]


def test_what_has_no_place_is_reported_by_line_and_kept(own: Resolution) -> None:
    line = OUR_OWN.splitlines().index("Adopted by nobody in particular") + 1
    assert [(block.line, block.words) for block in own.unplaced] == [(line, "Adopted by nobody in particular")]
    assert f"line {line}: Adopted by nobody in particular" in as_report(own)


def test_an_annex_is_kept_as_unplaced_and_not_read_as_operative() -> None:
    text = OUR_OWN + "\nAnnex\n\n4. *Decides* nothing here.\n"
    resolution = read_resolution(text)
    assert len(resolution.operative) == 3
    assert "4. *Decides* nothing here." in [block.words for block in resolution.unplaced]


def test_no_word_of_our_own_resolution_is_dropped(own: Resolution) -> None:
    assert check_nothing_dropped(OUR_OWN, own) == []
    assert words_in_order(own) == words_of_file(OUR_OWN) == words_by_hand(OUR_OWN)


def test_a_word_lost_altered_or_added_after_the_reading_is_reported(own: Resolution) -> None:
    first = own.operative[2]
    for words, fault in [
        (first.words.replace("meet", "vote"), "“meet” is stored as “vote”"),
        (first.words.removesuffix(" session."), "“session.” is not stored"),
        (first.words + " Amen.", "are stored as"),
    ]:
        altered = replace(own, operative=(*own.operative[:2], replace(first, words=words)))
        assert any(fault in sentence for sentence in check_nothing_dropped(OUR_OWN, altered))
    twice = replace(own, notes=(*own.notes, own.notes[0]))
    assert any("is stored twice" in sentence for sentence in check_nothing_dropped(OUR_OWN, twice))
    assert any("is not in the file" in sentence for sentence in check_nothing_dropped("", own))


@pytest.mark.parametrize(
    "text",
    [
        OUR_OWN.replace("\n", "\r\n"),
        OUR_OWN.replace("\n", "\r"),
        "\ufeff" + OUR_OWN,
        OUR_OWN.replace("\n2/3 36-17891\n", "\f"),
        OUR_OWN.replace("their lamps. They", "their lamps.\nThey").replace(
            "can reduce the risk", "can\nreduce\n\nthe risk"
        ),
    ],
    ids=["crlf", "cr", "byte order mark", "form feed", "wrapped lines"],
)
def test_the_way_of_writing_lines_does_not_change_the_reading(text: str, own: Resolution) -> None:
    resolution = read_resolution(text)
    assert as_data(resolution) | {"unplaced": []} == as_data(own) | {"unplaced": []}
    assert check_nothing_dropped(text, resolution) == []


def test_a_resolution_without_an_operative_part_is_read() -> None:
    resolution = read_resolution(OUR_OWN[: OUR_OWN.index("1. *Welcomes*")])
    assert (len(resolution.preambular), resolution.operative, resolution.rules) == (3, (), ())


def test_a_mark_whose_note_the_cut_file_lacks_is_named() -> None:
    resolution = read_resolution(OUR_OWN[: OUR_OWN.index("⁴ Resolution")])
    assert resolution.marked_without_words() == (4,)
    assert as_data(resolution)["rules"][1]["notes"] == [{"number": 4, "text": None}]
    assert "its words are not in the file" in as_report(resolution)


def test_a_resolution_whose_head_is_lost_is_read_from_its_first_paragraph() -> None:
    text = OUR_OWN[OUR_OWN.index("Noting the reports") :]
    resolution = read_resolution(text)
    assert (resolution.opening, len(resolution.preambular), len(resolution.operative)) == (None, 2, 3)
    assert check_nothing_dropped(text, resolution) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\f\n",
        "1. Milk\n2. Eggs\n",
        "Dear all,\n\nFollowing our meeting, I write.\n",
        "<html></html>",
        "\x00\x01",
    ],
)
def test_a_text_without_a_resolution_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(NotAResolution, match="This text is not a resolution"):
        read_resolution(text)


def test_the_data_has_plain_words_and_serialises(own: Resolution) -> None:
    data = json.loads(json.dumps(as_data(own)))
    assert data["date"] == "2036-11-03"
    assert data["preambular"][1] == {
        "number": "2",
        "text": "Noting the reports of the keepers of lighthouses, and their sequel of 2013,",
        "notes": [
            {"number": 1, "text": "A/65/201 and A/68/98."},
            {"number": 2, "text": "See Annals of the Keepers, Sixty-seventh Volume and corrigendum."},
        ],
    }
    assert data["operative"][1]["subparagraphs"][0] == {
        "number": "(a)",
        "text": "What they have seen;",
        "notes": [],
    }
    assert "subparagraphs" not in data["operative"][0]
    assert data["unplaced"][0]["text"] == "Adopted by nobody in particular"


def test_the_report_counts_what_was_found(own: Resolution) -> None:
    report = as_report(own)
    for line in (
        "Sponsors: 4",
        "Preambular paragraphs: 3",
        "Operative paragraphs: 3",
        "Rules: 2",
        "Notes: 4",
    ):
        assert f"{line}\n" in report
