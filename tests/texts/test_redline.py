"""Does a redline mark what a lawyer would mark, and never lose or invent a word?"""

import io
import itertools
import json
import random
import textwrap
import zipfile
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from docx import Document
from hypothesis import example, given
from hypothesis import strategies as st

from oewg.texts.cli import redline as command
from oewg.texts.documents.opening import CannotBeRead
from oewg.texts.documents.reading import words_of_file
from oewg.texts.documents.redlined import as_docx
from oewg.texts.rules.by_words import Piece, pairs, tokens
from oewg.texts.rules.numbering import Borne
from oewg.texts.rules.redline import excerpt, redline, redline_lines
from oewg.texts.views.texts import fragment
from tests.steps import steps


def marked(pieces: list[Piece]) -> str:
    """-deleted- and +inserted+, for reading in a table."""
    return "".join({"equal": "{}", "delete": "-{}-", "insert": "+{}+"}[kind].format(words) for kind, words in pieces)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("States should cooperate.", "States should always cooperate.", "States should +always +cooperate."),
        ("States cooperate.", "States cooperate.", "States cooperate."),
        ("It was agreed.", "It was agreed by all.", "It was agreed+ by all+."),
        ("States, and others", "States and others", "States-,- and others"),
        ("the big cat", "the small dog", "the -big cat-+small dog+"),
        ("norms", "voluntary, non-binding norms", "+voluntary, non-binding +norms"),
        ("They met. They agreed.", "They met. They rose. They agreed.", "They met. +They rose. +They agreed."),
        ("in 2019", "in 2021", "in -2019-+2021+"),
        ("some 1,000 acts", "some 10,000 acts", "some -1,000-+10,000+ acts"),
        ("should not knowingly allow", "must not allow", "-should-+must+ not -knowingly -allow"),
        (
            "The use of the tools by all States is noted",
            "Other means for the peoples of a region are welcomed",
            "-The use of the tools by all States is noted-+Other means for the peoples of a region are welcomed+",
        ),
        ("各国应当合作。", "各国应当充分合作。", "各国应当+充分+合作。"),
        ("各国应当遵守国际法", "各国应该遵守国家法律", "各国-应当-+应该+遵守-国际法-+国家法律+"),
        ("各國應當合作", "各國應該合作", "各國-應當-+應該+合作"),
        ("الدول تتعاون", "الدول ينبغي أن تتعاون", "الدول +ينبغي أن +تتعاون"),
        ("l'intégrité de l'État", "l'intégrité de l'autre État", "l'intégrité de l'+autre +État"),
        ("Qu’ils soient armés", "Qu’elles soient armées", "Qu’-ils-+elles+ soient -armés-+armées+"),
        (
            "States should cooperate in good faith and share information.",
            "States should, where possible, cooperate and share information.",
            "States should+, where possible,+ cooperate -in good faith -and share information.",
        ),
        ("See [9](#provision-5).", "See [9](#provision-57).", "See -[9](#provision-5)-+[9](#provision-57)+."),
        ("l’État coopère", "l’État ne coopère pas", "l’État +ne +coopère+ pas+"),
        ("Государства сотрудничают.", "Государства должны сотрудничать.", None),
        ("La cooperación", "La plena cooperación", "La +plena +cooperación"),
        ("", "New.", "+New.+"),
        ("Old.", "", "-Old.-"),
    ],
)
def test_what_is_marked(old: str, new: str, expected: str | None) -> None:
    found = redline(old, new)
    if expected is None:  # Russian: a changed ending is a changed word
        expected = "Государства -сотрудничают-+должны сотрудничать+."
    assert marked(found) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("capacity-building isn't", ["capacity-building", " ", "isn't"]),
        ("вопро\u0301с", ["вопро\u0301с"]),
        ("تُعزِّز", ["تُعزِّز"]),
        ("信息和通信安全 ICT", ["信息", "和", "通信", "安全", " ", "ICT"]),
        ("政策を検討する", ["政策", "を", "検討", "する"]),
        ("aujourd'hui d’accord, jusqu'à", ["aujourd'hui", " ", "d’", "accord", ",", " ", "jusqu'", "à"]),
        (
            "[the Charter](https://un.org/en(1)) [or] not",
            ["[the Charter](https://un.org/en(1))", " ", "[", "or", "]", " ", "not"],
        ),
        ("3.5 and 1,000", ["3.5", " ", "and", " ", "1,000"]),
    ],
)
def test_words_are_cut_as_their_language_does(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


WORDS = st.sampled_from(
    [
        "States ",
        "should ",
        "not ",
        "the ",
        "use, ",
        "of ",
        "ICTs",
        ". ",
        "; ",
        "\n",
        "各",
        "国",
        "应当",
        "[",
        "]",
        " ",
        "l'",
        "](#a)",
    ]
)
TEXTS = st.lists(WORDS, max_size=25).map("".join) | st.text(max_size=30)


@given(TEXTS, TEXTS)
def test_accepting_gives_the_new_words_and_rejecting_the_old(old: str, new: str) -> None:
    for found in (redline(old, new), redline_lines(old, new)):
        assert "".join(words for kind, words in found if kind != "insert") == old
        assert "".join(words for kind, words in found if kind != "delete") == new
        assert all(words for _, words in found)
        assert all(one[0] != other[0] for one, other in itertools.pairwise(found))


@given(TEXTS)
def test_the_words_of_a_wording_joined_are_the_wording(text: str) -> None:
    assert "".join(tokens(text)) == text


def fewest(old: list[str], new: list[str]) -> int:
    """How many words must be deleted and inserted at the least, by the table that everybody knows."""
    row = list(range(len(new) + 1))
    for i, word in enumerate(old, start=1):
        before, row[0] = row[0], i
        for j, other in enumerate(new, start=1):
            before, row[j] = row[j], before if word == other else 1 + min(row[j], row[j - 1])
    return row[-1]


SAID = st.lists(
    st.sampled_from(
        [
            "States",
            "should",
            "the",
            "the",
            "of",
            "and",
            "cooperate",
            "in",
            "good",
            "faith",
            ",",
            ",",
            ".",
            "all",
            "[",
            "not",
        ]
    ),
    max_size=30,
)


@given(SAID, SAID)
def test_no_fewer_words_could_be_marked_but_for_matches_by_chance(old: list[str], new: list[str]) -> None:
    with patch("oewg.texts.rules.by_words._without_chance", lambda _, changes: changes):
        found = redline(" ".join(old), " ".join(new))
    assert sum(len(words.split()) for kind, words in found if kind != "equal") == fewest(old, new)


WAYS = ["where possible", "to the extent feasible", "on a voluntary basis", "as appropriate"]
SENTENCE = [
    "States",
    "should",
    "cooperate",
    "in",
    "good",
    "faith",
    "with",
    "each",
    "other",
    "in",
    "the",
    "identification",
    "and",
    "investigation",
    "of",
    "malicious",
    "activities",
    "taking",
    "due",
    "account",
    "of",
    "the",
    "views",
    "of",
    "all",
    "concerned",
    "delegations",
    "at",
    "every",
    "stage",
]


@given(st.integers(1, 12), st.integers(1, 12), st.integers(4, 9), st.sampled_from(WAYS))
def test_words_between_an_insertion_and_a_deletion_stay(at: int, gap: int, taken: int, way: str) -> None:
    new = [*SENTENCE[:at], *way.split(), *SENTENCE[at : at + gap], *SENTENCE[at + gap + taken :]]
    found = redline(" ".join(SENTENCE), " ".join(new))
    # A few small words, as "the" and "of" in another phrase, may be matches by chance.
    assert sum(len(words.split()) for kind, words in found if kind != "equal") <= fewest(SENTENCE, new) + 4


@given(TEXTS)
def test_nothing_is_marked_between_a_text_and_itself(text: str) -> None:
    assert redline_lines(text, text) == ([("equal", text)] if text else [])


def test_paragraphs_are_paired_before_their_words_are_compared() -> None:
    old = ["The group met in New York.", "It elected its officers.", "It adopted its agenda."]
    new = ["A new opening.", "The group met in Geneva.", "It adopted its agenda."]
    assert pairs(old, new) == [(0, 1), (2, 2)]


A = "States should cooperate in good faith with each other. "
B = "They may also share information on threats, as appropriate."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (f"First.\n{A}{B}\nLast.", f"First.\n{A.strip()}\n{B}\nLast.", f"First.\n{A.strip()}- -+\n+{B}\nLast."),
        (f"First.\n{A.strip()}\n\n{B}\nLast.", f"First.\n{A}{B}\nLast.", f"First.\n{A.strip()}-\n\n-+ +{B}\nLast."),
        (
            f"{A}{A}{A}{A}\n",
            "".join(f"{A.strip()}\n" for _ in range(4)),
            f"{A.strip()}- -+\n+" * 3 + f"{A.strip()}- -\n",
        ),
        (f"{A}\nLast.", f"{A}\nThe Group met in New York.\nLast.", f"{A}\n+The Group met in New York.\n+Last."),
        (f"A\n\n{B}\n", f"Quite other words\n{B}\n", f"-A\n-+Quite other words+\n{B}\n"),
    ],
)
def test_a_paragraph_that_was_split_or_joined_is_marked_at_its_ends(old: str, new: str, expected: str) -> None:
    assert marked(redline_lines(old, new)) == expected


def test_a_long_paragraph_with_every_third_word_changed_is_not_replaced_whole() -> None:
    chance = random.Random(1)
    words = [f"w{number}" for number in range(100)]
    old = chance.choices(words, k=1500)
    new = [chance.choice(words) if at % 3 == 0 else word for at, word in enumerate(old)]
    assert sum(kind == "equal" for kind, _ in redline(" ".join(old), " ".join(new))) > 300


def test_what_is_too_long_for_the_shortest_way_is_compared_between_words_that_are_there_once() -> None:
    chance = random.Random(1)
    old, new = (
        [word for n in range(60) for word in (*chance.choices("abcdefgh", k=100), f"Anchor{n}")] for _ in range(2)
    )
    kept = "".join(words for kind, words in redline(" ".join(old), " ".join(new)) if kind == "equal")
    assert kept.count("Anchor") > 30


def test_twice_as_many_alike_lines_are_twice_the_work() -> None:
    old, new = (
        [f"Line {n % every} of {some} text.\n" for n in range(3000)] for every, some in ((700, "the"), (500, "a"))
    )
    assert any(kind == "equal" for kind, _ in redline_lines("".join(old), "".join(new)))
    few, many = (steps(redline_lines, "".join(old[:k]), "".join(new[:k])) for k in (1000, 2000))
    assert many < 3 * few


def test_an_excerpt_cuts_between_words_and_never_a_link() -> None:
    link = "[the Charter of the United Nations](https://un.org/en/about-us)"
    pieces = [("equal", f"{link} and more words before it. "), ("insert", "New "), ("equal", f"x {link} after it")]
    assert excerpt(pieces, 20) == [("equal", "… words before it. "), ("insert", "New "), ("equal", "x …")]
    assert excerpt(pieces, 500) == pieces


def in_files(tmp_path: Path, old: str, new: str) -> list[str]:
    (tmp_path / "old.txt").write_text(old)
    (tmp_path / "new.txt").write_text(new)
    return [str(tmp_path / "old.txt"), str(tmp_path / "new.txt")]


def test_the_command_answers_as_data(tmp_path: Path) -> None:
    run = CliRunner().invoke(command, [*in_files(tmp_path, "A cat.", "A big cat."), "--format", "json"])
    assert json.loads(run.output) == [["equal", "A "], ["insert", "big "], ["equal", "cat."]]


def test_the_command_writes_a_page_that_shows_words_as_they_stand(tmp_path: Path) -> None:
    files = in_files(tmp_path, "A <b>cat</b>.", "A <b>big cat</b>.")
    run = CliRunner().invoke(command, [*files, "-o", str(tmp_path / "r.html")])
    assert run.exit_code == 0
    page = (tmp_path / "r.html").read_text()
    assert "A &lt;b&gt;<ins>big </ins>cat&lt;/b&gt;." in page


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(tmp_path: Path) -> None:
    files = in_files(tmp_path, "A", "B")
    (tmp_path / "new.txt").write_bytes(b"\xff\x00\xfa")
    for wrong in (files, [files[0], str(tmp_path / "missing.txt")]):
        run = CliRunner().invoke(command, wrong)
        assert (run.exit_code, "cannot be read" in run.output) == (2, True)


def accepted(contents: bytes, drop: str) -> str:
    """A DOCX with all changes accepted, or rejected, by the meaning of its marks alone."""
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    lines, joined = [""], False
    for paragraph in Document(io.BytesIO(contents)).element.body.iter(f"{w}p"):
        text = "".join(
            t.text or "" for t in paragraph.iter(f"{w}t", f"{w}delText") if not list(t.iterancestors(f"{w}{drop}"))
        )
        if joined:
            lines[-1] += text
        else:
            lines.append(text)
        joined = paragraph.find(f"{w}pPr/{w}rPr/{w}{drop}") is not None
    return "\n".join(lines[1:])


@given(TEXTS.filter(lambda t: t.isprintable() or "\n" in t), TEXTS.filter(lambda t: t.isprintable() or "\n" in t))
def test_tracked_changes_accepted_and_rejected_give_the_two_texts(old: str, new: str) -> None:
    old, new = (
        "".join(c for c in text if c == "\n" or c.isprintable()).rstrip("\n") for text in (old, new)
    )  # fmt: skip
    if not old or not new:
        return
    contents = as_docx(redline_lines(old, new), "A delegation")
    assert accepted(contents, "del") == new
    assert accepted(contents, "ins") == old


def test_words_are_read_from_word_and_from_pages() -> None:
    word = Document()
    word.add_paragraph("One.")
    word.add_paragraph("Two.")
    file = io.BytesIO()
    word.save(file)
    assert words_of_file(file.getvalue(), "a.docx") == "One.\nTwo."
    page = b"<html><head><title>x</title><style>p{}</style></head><p>One <b>and</b>\n two.<p>Three<br>four"
    assert words_of_file(page, "a.html") == "One and two.\nThree\nfour"
    tracked = as_docx(redline("States may act.", "States should act."), "FRA")
    assert words_of_file(tracked, "a.docx") == "States should act."


@pytest.mark.parametrize("contents", [b"PK\x03\x04nothing", b"\x00\x01", b"\xff\xfe\x00"], ids=repr)
def test_what_is_no_document_is_refused(contents: bytes) -> None:
    with pytest.raises(CannotBeRead):
        words_of_file(contents, "a.docx")


@example("a\nb", "a b")
@given(TEXTS.filter(str.strip), TEXTS.filter(str.strip))
def test_a_docx_with_tracked_changes_is_read_as_if_they_were_accepted(old: str, new: str) -> None:
    old, new = ("".join(c for c in text if c == "\n" or c.isprintable()).strip("\n") for text in (old, new))
    if old and new:
        assert words_of_file(as_docx(redline_lines(old, new), "FRA"), "a.docx") == new


def a_docx(body: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>',
        )
    return file.getvalue()


def test_frames_tabs_and_moves_in_a_docx() -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"
        "<w:r><w:txbxContent><w:p><w:r><w:t>in a frame</w:t></w:r></w:p></w:txbxContent></w:r>"
        "<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:r><w:br/><w:t>c</w:t></w:r></w:p><w:p/>"
    )
    assert words_of_file(a_docx(body), "a.docx") == "a\tb c\nin a frame\n"


def test_a_docx_of_nested_paragraphs_is_read_in_one_walk() -> None:
    shallow, deep = (
        a_docx("<w:p>" * depth + "<w:r><w:t>x </w:t></w:r>" * 1000 + "</w:p>" * depth) for depth in (50, 200)
    )
    assert words_of_file(deep, "a.docx").count("x") == 1000
    assert steps(words_of_file, deep, "a.docx") < 1.5 * steps(words_of_file, shallow, "a.docx")


PROSE = "States should cooperate in good faith with each other and share information on threats, on a voluntary and capacity-building basis."


def test_lines_broken_at_a_width_are_joined_whatever_the_width() -> None:
    whole = "\n\n".join(f"{number}. {PROSE} {PROSE} {PROSE}" for number in range(1, 6))
    for width in (40, 60, 72, 100):
        wrapped = "\n".join(textwrap.fill(line, width) for line in whole.split("\n"))
        assert wrapped != whole
        assert words_of_file(wrapped.encode(), "a.txt") == whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Group met in the city of\nNew York, and then elected\nits officers.\n\nIt rose.", "The Group met in the city of New York, and then elected its officers.\n\nIt rose."),
        ("    First one, broken\nbefore its end.\n    Second one, broken\ntoo.", "    First one, broken before its end.\n    Second one, broken too."),
        ("(a) to share what\n    they know;\n(b) to act on\n    it.", "(a) to share what they know;\n(b) to act on it."),
        ("States and their capacity-\nbuilding.", "States and their capacity-building."),
        ("各国应当遵守国\n际法和本决议。", "各国应当遵守国际法和本决议。"),
        ("ينبغي للدول أن\nتتعاون.", "ينبغي للدول أن تتعاون."),
        # Lines that are paragraphs already stay.
        ("States may act.\nThen they report.", "States may act.\nThen they report."),
        ("to act;\nto share; and\nto report.", "to act;\nto share; and\nto report."),
        ("Distr.: Limited\nEnglish\nOriginal: English and Russian", "Distr.: Limited\nEnglish\nOriginal: English and Russian"),
        (f"{PROSE} {PROSE}\nand so on", f"{PROSE} {PROSE}\nand so on"),
    ],
)  # fmt: skip
def test_lines_of_plain_text_become_paragraphs(text: str, expected: str) -> None:
    assert words_of_file(text.encode(), "a.txt") == expected


def test_control_characters_of_a_file_reach_neither_a_terminal_nor_a_docx(tmp_path: Path) -> None:
    files = in_files(tmp_path, "A cat.", "A \x1b[31mbig\x9b \ufffe\x07cat.\tYes.")
    run = CliRunner().invoke(command, files)
    assert run.output == "A {+[31mbig +}cat.{+\tYes.+}\n"
    assert CliRunner().invoke(command, [*files, "-o", str(tmp_path / "r.docx")]).exit_code == 0


@pytest.mark.parametrize(
    ("piece", "marked", "expected"),
    [
        ("See [1](#provision-3)[^n7].", False, 'See <a href="#provision-3" rel="noopener nofollow">12</a><sup class="note-mark">1</sup>.'),
        ("[^n8]", True, '<sup class="note-mark">n8</sup>'),
        ("[not] 2 * 3", False, '<span class="bracket">[</span>not<span class="bracket">]</span> 2 * 3'),
        ("**strong", True, "strong"),
        ("**", True, "**"),
        ("**", False, ""),
        ("<b>", True, "&lt;b&gt;"),
    ],
)  # fmt: skip
def test_a_piece_of_a_redline_is_shown_as_the_clean_wording_is(piece: str, marked: bool, expected: str) -> None:
    assert fragment(piece, Borne({"n7": 1}, {3: "12"}), marked=marked) == expected


def test_an_entity_is_not_resolved(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    xml = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:p><w:r><w:t>a&x;b</w:t></w:r></w:p></w:document>"
    )
    with zipfile.ZipFile(tmp_path / "d.docx", "w") as package:
        package.writestr("word/document.xml", xml)
    with pytest.raises(CannotBeRead, match="a type of document of its own"):
        words_of_file((tmp_path / "d.docx").read_bytes(), "d.docx")


@pytest.mark.parametrize("sign", ["[^3]", "[^n12]", "**"])
def test_footnote_marks_and_signs_of_emphasis_are_never_cut(sign: str) -> None:
    assert tokens(f"word{sign} and") == ["word", sign, " ", "and"]
    assert redline(f"See{sign}.", "See[^9].")[1] == ("delete", sign)
