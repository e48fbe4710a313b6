from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.cli.plain.line import Line
from curator.errors import UnknownNameError

TEXTS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1)


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_quoted_words_come_back_as_they_were(words: list[str]) -> None:
    line = Line(" ".join(map(quoted, words)))

    assert [line.word() for _ in words] == words
    assert not line


@given(TEXTS, st.text("ab ", max_size=6))
def test_an_option_may_hold_a_quoted_value(name: str, value: str) -> None:
    name = "".join(char for char in name if not char.isspace() and char not in "\"'=") or "x"

    assert Line(f"{name}={quoted(value)}").word() == f"{name}={value}"


def test_an_apostrophe_within_a_word_is_a_letter() -> None:
    assert Line("it isn't so").rest() == "it isn't so"
    line = Line("don't worry")
    assert (line.word(), line.word()) == ("don't", "worry")


def test_a_text_keeps_its_quotes_unless_it_is_one_quoted_word() -> None:
    assert Line('"7" or 1?').rest() == '"7" or 1?'
    assert Line('"7 or 1?"').rest() == "7 or 1?"
    assert Line("'tis odd").rest() == "'tis odd"


def test_a_backslash_of_a_windows_path_stays() -> None:
    assert Line(r"E:\data\new").word() == r"E:\data\new"
    assert Line(r'"E:\my data"').word() == r"E:\my data"


def test_a_quote_that_is_not_closed_is_told() -> None:
    with pytest.raises(UnknownNameError, match="not closed"):
        Line('"see p. 12').word()


def test_an_empty_word_is_a_word() -> None:
    line = Line('Beds ""')

    assert line.word() == "Beds"
    assert line
    assert line.word() == ""
    assert not line
