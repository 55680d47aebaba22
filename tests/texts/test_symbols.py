"""How is a symbol formed, which is the next one free, and what does it say?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.core.errors import Invalid
from oewg.texts.rules.symbols import (
    KINDS,
    Symbol,
    alike,
    check_free,
    check_symbol,
    distribution_of,
    distribution_words,
    following,
    next_symbol,
    parse,
    revised_by,
)

LONG = "A/AC.290/2021/L.1/Rev.1/Add.2/Corr.1"


@pytest.mark.parametrize(
    "symbol",
    ["A/75/816", "A/AC.290/2021/L.1", "A/AC.290/2021/CRP.2", "A/C.1/73/L.27/Rev.1", "A/AC.290/2019/1/Add.1", LONG, "A/C.1/73/PV.2"],
)  # fmt: skip
def test_symbols_as_the_united_nations_forms_them_are_accepted(symbol: str) -> None:
    check_symbol(symbol)


@pytest.mark.parametrize(
    "symbol",
    ["", "A", "A/", "/A/1", "A//1", "a/1", "A/1 2", "A/../etc", 'A/1"', "A/1\n", "A/<b>", "A/" + "1" * 60, "../A/1",
     "A/AC.290/2021/L.01", "A/AC.290/2021/L.1/Rev.02"],
)  # fmt: skip
def test_what_is_not_formed_like_a_symbol_is_refused(symbol: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check_symbol(symbol)
    assert "symbol" in refusal.value.fields


@pytest.mark.parametrize(
    ("symbol", "parts"),
    [
        (LONG, Symbol("A/AC.290", "2021", "L.", 1, (("Rev", 1), ("Add", 2), ("Corr", 1)))),
        ("A/C.1/73/L.27/Rev.1", Symbol("A/C.1", "73", "L.", 27, (("Rev", 1),))),
        ("A/75/816", Symbol("A", "75", "", 816)),
        ("A/RES/73/27", Symbol("A/RES", "73", "", 27)),
        ("A/AC.290/2021/INF/1", Symbol("A/AC.290", "2021", "INF/", 1)),
        ("A/AC.290/2021/WP.3/Corr.2", Symbol("A/AC.290", "2021", "WP.", 3, (("Corr", 2),))),
        ("A/520/Rev.19", Symbol("A", "", "", 520, (("Rev", 19),))),
        ("A/C.1/73/PV.2", None),
        ("A/AC.290/2021/L.1/Corr.1/Rev.1", None),
        ("A/AC.290/2021/L.1/Rev.1/Rev.2", None),
        ("A/AC.290/2021/L.0", None),
        ("L.1", None),
    ],
)
def test_a_symbol_in_its_parts(symbol: str, parts: Symbol | None) -> None:
    assert parse(symbol) == parts


def suffixes_in_order(suffixes: list[tuple[str, int]], corrigendum: int) -> tuple[tuple[str, int], ...]:
    kept: list[tuple[str, int]] = []
    for what, number in suffixes:
        if not kept or kept[-1][0] != what:
            kept.append((what, number))
    return (*kept, *([("Corr", corrigendum)] if corrigendum else []))


numbers = st.integers(1, 999)
symbols = st.builds(
    Symbol,
    st.sampled_from(["A", "A/AC.290", "A/C.1", "A/RES", "S", "A/CONF.232"]),
    st.sampled_from(["2019", "2021", "73", "75"]),
    st.sampled_from(KINDS),
    numbers,
    st.builds(
        suffixes_in_order, st.lists(st.tuples(st.sampled_from(["Rev", "Add"]), numbers), max_size=3), st.integers(0, 9)
    ),
)


@given(symbols)
def test_what_is_written_is_read_back(symbol: Symbol) -> None:
    assert parse(str(symbol)) == symbol
    check_symbol(str(symbol))


@given(st.text(alphabet="ACLRev.19/d0", max_size=30))
def test_what_is_read_is_written_as_it_was(symbol: str) -> None:
    found = parse(symbol)
    assert found is None or str(found) == symbol


@pytest.mark.parametrize(
    ("used", "symbol"),
    [
        ([], "A/AC.290/2021/L.1"),
        (["A/AC.290/2021/L.1", "A/AC.290/2020/L.2"], "A/AC.290/2021/L.2"),
        (["A/AC.290/2021/L.2"], "A/AC.290/2021/L.1"),
        (["A/AC.290/2021/L.1", "A/AC.290/2021/L.2"], "A/AC.290/2021/L.3"),
        (["A/AC.290/2021/l.1"], "A/AC.290/2021/L.2"),
    ],
)
def test_the_first_free_symbol_is_proposed(used: list[str], symbol: str) -> None:
    assert next_symbol("A/AC.290", 2021, used) == symbol


@pytest.mark.parametrize(
    ("symbol", "what", "used", "proposed"),
    [
        ("A/1/L.1", "Rev", [], "A/1/L.1/Rev.1"),
        ("A/1/L.1", "Rev", ["A/1/L.1/Rev.1"], "A/1/L.1/Rev.2"),
        ("A/1/L.1/Rev.1", "Rev", [], "A/1/L.1/Rev.2"),
        ("A/1/L.1/Rev.2", "Rev", ["A/1/L.1/Rev.3"], "A/1/L.1/Rev.4"),
        ("A/1/L.1/Rev.1", "Add", [], "A/1/L.1/Rev.1/Add.1"),
        ("A/1/L.1/Rev.1/Add.1", "Rev", [], "A/1/L.1/Rev.1/Add.1/Rev.1"),
        ("A/1/L.1/Add.1", "Add", ["A/1/L.1/Add.1"], "A/1/L.1/Add.2"),
        ("A/1/L.1/Rev.1/Add.2", "Corr", [], "A/1/L.1/Rev.1/Add.2/Corr.1"),
        ("A/1/L.1/Corr.1", "Corr", [], "A/1/L.1/Corr.2"),
        ("A/1/L.1/Corr.1", "Rev", [], "A/1/L.1/Rev.1"),
        ("A/1/L.1/Corr.1", "Add", [], "A/1/L.1/Add.1"),
        ("A/C.1/73/PV.2", "Rev", [], None),
        ("A/" + "B" * 50 + "/1", "Corr", [], None),
    ],
)
def test_what_follows_from_a_document(symbol: str, what: str, used: list[str], proposed: str | None) -> None:
    assert following(symbol, what, used) == proposed


@given(st.lists(symbols, max_size=12), symbols, st.sampled_from(["Rev", "Add", "Corr"]), st.sampled_from(KINDS))
def test_nothing_is_proposed_that_is_taken(used: list[Symbol], of: Symbol, what: str, kind: str) -> None:
    taken = {str(each) for each in used} | {str(of)}
    for proposed in (next_symbol(of.series, of.period, taken, kind), following(str(of), what, taken)):
        assert proposed is None or alike(proposed) not in {alike(each) for each in taken}
        assert proposed is None or str(parse(proposed)) == proposed


@pytest.mark.parametrize(
    ("symbol", "revised"),
    [
        ("A/1/L.1/Rev.3", ["A/1/L.1/Rev.2", "A/1/L.1/Rev.1", "A/1/L.1"]),
        ("A/1/L.1/Add.1/Rev.1", ["A/1/L.1/Add.1"]),
        ("A/1/L.1/Rev.1/Corr.1", []),
        ("A/1/L.1/Rev.1/Add.1", []),
        ("A/1/L.1", []),
    ],
)
def test_a_revision_stands_in_the_place_of_what_it_revises(symbol: str, revised: list[str]) -> None:
    assert revised_by(symbol) == revised


@pytest.mark.parametrize(
    ("symbol", "distribution"),
    [
        ("A/AC.290/2021/L.1/Rev.1", "limited"), ("A/AC.290/2021/CRP.2", "conference_room"), ("A/75/816", "general"),
        ("A/AC.290/2021/INF/1", "general"),
    ],
)  # fmt: skip
def test_for_whom_a_document_is_follows_from_its_symbol(symbol: str, distribution: str) -> None:
    assert distribution_of(symbol) == distribution


def test_a_symbol_is_used_once() -> None:
    check_free("A/1/1", taken=False)
    with pytest.raises(Invalid, match="has been used already"):
        check_free("A/1/1", taken=True)


@pytest.mark.parametrize(
    ("symbol", "distributed", "words"),
    [
        ("A/AC.290/2021/L.1", "", "Limited"),
        ("A/C.1/73/L.27/Rev.1", "", "Limited"),
        ("A/75/816", "", "General"),
        ("A/AC.290/2021/CRP.2", "", ""),
        ("A/AC.290/2021/WP.1", "restricted", "Restricted"),
        ("", "", "Limited"),
    ],
)
def test_a_masthead_says_the_distribution_of_the_register_or_of_the_symbol(
    symbol: str, distributed: str, words: str
) -> None:
    assert distribution_words(symbol, distributed) == words
