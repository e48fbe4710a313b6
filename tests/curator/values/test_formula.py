import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from curator.values import escaped, unescaped

TEXTS = st.text(st.sampled_from("'=+-@\t\r\n 19۵.,%") | st.characters())


@given(TEXTS)
@example("''=1")
@example("'-5")
@example("-5")
def test_unescaping_gives_back_what_was_escaped(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(TEXTS)
def test_escaping_adds_nothing_but_one_apostrophe(text: str) -> None:
    assert escaped(text) in (text, f"'{text}")


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "\t=1", "\r=1", "+cmd|' /C calc'!A0", "-a"])
def test_what_a_spreadsheet_would_run_is_escaped(text: str) -> None:
    assert escaped(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+1,234.5", "-۱۲٫۵", "−3", "a=1", "'quoted'", "–"])
def test_numbers_and_harmless_text_stay(text: str) -> None:
    assert escaped(text) == text
