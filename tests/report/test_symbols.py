"""Which symbols may a report bear, and what are its files called?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.core.errors import Invalid
from oewg.report.rules.symbols import check_symbol, distribution, file_name, next_symbol


@pytest.mark.parametrize(
    "symbol", ["A/75/816", "A/AC.290/2021/L.1", "A/AC.290/2021/CRP.2", "A/C.1/73/L.27/Rev.1", "A/AC.290/2019/1/Add.1"]
)
def test_symbols_as_the_united_nations_forms_them_are_accepted(symbol: str) -> None:
    check_symbol(symbol)


@pytest.mark.parametrize(
    "symbol",
    ["", "A", "A/", "/A/1", "A//1", "a/1", "A/1 2", "A/../etc", 'A/1"', "A/1\n", "A/<b>", "A/" + "1" * 60, "../A/1"],
)
def test_what_is_not_formed_like_a_symbol_is_refused(symbol: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check_symbol(symbol)
    assert "symbol" in refusal.value.fields


@pytest.mark.parametrize(
    ("used", "symbol"),
    [
        ([], "A/AC.290/2021/L.1"),
        (["A/AC.290/2021/L.1", "A/AC.290/2020/L.2"], "A/AC.290/2021/L.2"),
        (["A/AC.290/2021/L.2"], "A/AC.290/2021/L.1"),
        (["A/AC.290/2021/L.1", "A/AC.290/2021/L.2"], "A/AC.290/2021/L.3"),
    ],
)
def test_the_first_free_symbol_is_proposed(used: list[str], symbol: str) -> None:
    assert next_symbol("A/AC.290", 2021, used) == symbol


@pytest.mark.parametrize(
    ("symbol", "words"),
    [("A/AC.290/2021/L.1", "Limited"), ("A/C.1/73/L.27/Rev.1", "Limited"), ("A/75/816", "General"), ("", "Limited")],
)
def test_documents_of_the_limited_series_say_so(symbol: str, words: str) -> None:
    assert distribution(symbol) == words


@pytest.mark.parametrize(
    ("symbol", "name"),
    [("A/AC.290/2021/L.1", "A_AC.290_2021_L.1.docx"), ("", "report.docx")],
)
def test_a_file_is_named_after_the_symbol(symbol: str, name: str) -> None:
    assert file_name(symbol, "docx") == name


@given(st.text())
def test_no_symbol_makes_a_file_name_that_leads_elsewhere(symbol: str) -> None:
    name = file_name(symbol, "pdf")
    assert not set(name) & set('/\\"\r\n\0;')
    assert name.isascii()
