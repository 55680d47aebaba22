"""What does a report say of its distribution, and what are its files called?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.report.rules.symbols import distribution, file_name


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
