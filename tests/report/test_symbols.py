"""What are the files of a report called?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.report.rules.symbols import file_name


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
