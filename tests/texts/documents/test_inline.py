"""What the marks in a person's words mean."""

import re
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.texts.documents.inline import Span, parse, plain, printable, written
from tests.steps import steps
from tests.texts.documents.specimens import ANY_WORDS


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("", []),
        ("plain", [Span("plain")]),
        ("*Recalling* it", [Span("Recalling", emphasis=True), Span(" it")]),
        ("**Stresses**", [Span("Stresses", strong=True)]),
        ("***both***", [Span("both", emphasis=True, strong=True)]),
        (
            "**a *b* c**",
            [Span("a ", strong=True), Span("b", emphasis=True, strong=True), Span(" c", strong=True)],
        ),
        ("*a **b* c**", [Span("a **b", emphasis=True), Span(" c**")]),
        ("one[^k].", [Span("one"), Span("", note="k"), Span(".")]),
        ("[label](https://a.org/x_(y))", [Span("label", href="https://a.org/x_(y)")]),
        ("[post](mailto:a@b.org)", [Span("post", href="mailto:a@b.org")]),
        ("[para. 3](#p3)", [Span("para. 3", href="#p3")]),
        ("[36/103](#)", [Span("36/103")]),
        ("*see [it](https://a.org)*", [Span("see ", emphasis=True), Span("it", emphasis=True, href="https://a.org")]),
        ("[*it*](https://a.org)", [Span("it", emphasis=True, href="https://a.org")]),
    ],
)
def test_a_mark_means_what_the_form_says(words: str, spans: list[Span]) -> None:
    assert list(parse(words)) == spans


@pytest.mark.parametrize(
    "words",
    [
        "2 * 3 = 6",
        "A/AC.290/2021/CRP.2*",
        "*unbalanced",
        "**half*",
        "****",
        "[States [should] refrain]",
        "[[ten] [twelve]] (months)",
        "[label](javascript:alert)",
        "[label](data:text/html,x)",
        "[label](https://)",
        "[ ](https://a.org)",
        "[label] (https://a.org)",
        "[^]",
        "# $ _x_ @ <b> \\ `",
    ],
)
def test_everything_else_is_literal(words: str) -> None:
    assert "".join(span.text for span in parse(words)).replace("*", "") == words.replace("*", "")
    assert all(span.href == "" and span.note == "" for span in parse(words))


@pytest.mark.parametrize("words", ["2 * 3 = 6", "A/AC.290/2021/CRP.2*", "*unbalanced", "****", "a ** b"])
def test_an_asterisk_without_a_partner_is_printed(words: str) -> None:
    assert parse(words) == (Span(words),)


def test_plain_text_has_no_marks_notes_or_addresses() -> None:
    assert plain("*Recalling* [it](https://a.org)[^1] **now**") == "Recalling it now"


def test_every_kind_of_line_end_is_a_newline() -> None:
    assert printable("a\r\nb\rc\u2028d\x0be\tf") == "a\nb\nc\nd\ne f"


def test_what_no_document_can_hold_is_removed() -> None:
    assert printable("a\0\x1b\x7f\x9f\ud800\ufffe\U0010ffff\u0301b") == "a\u0301b"


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), exclude_characters="*[")))
def test_words_without_marks_are_unchanged(words: str) -> None:
    assert plain(words) == words


@given(ANY_WORDS)
def test_no_letter_is_ever_lost(words: str) -> None:
    spans = parse(words)
    said = "".join(
        "".join(span.text + span.note for span in run) + href
        for href, run in groupby(spans, key=lambda span: span.href)
    )

    def letters(text: str) -> str:
        return re.sub(r"[\W_]", "", text)

    adjacent_links = re.search(r"\]\([^)]*\)[*\s]*\[", printable(words))
    if not adjacent_links:
        assert letters(said) == letters(printable(words))
    assert set(letters(said)) == set(letters(printable(words)))


@given(ANY_WORDS)
def test_neighbouring_spans_differ_in_dress(words: str) -> None:
    spans = parse(words)
    assert all(span.text or span.note for span in spans)
    for before, after in pairwise(spans):
        dress = [(span.emphasis, span.strong, span.href) for span in (before, after)]
        assert before.note or after.note or dress[0] != dress[1]


@pytest.mark.parametrize("piece", ["*a ", "**a", "[", "[a](", "[a](https://(", "[^", "***", "a*b"])
def test_a_hostile_paste_is_read_in_proportion_to_its_length(piece: str) -> None:
    assert parse(piece * (100_000 // len(piece)))
    short, long = (steps(parse, piece * times) for times in (1000, 2000))
    assert long < 2.5 * short


def test_an_emphasised_word_keeps_its_dress_before_a_footnote() -> None:
    for words in ("*Contacts*[^1] stay", "**All** of *them*[^1]", "*one*[^1]*two*"):
        assert written(parse(words)) == words
