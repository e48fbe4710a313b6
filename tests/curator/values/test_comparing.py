from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.values import folded, natural_key, number_of


def test_persian_letters_stand_where_the_alphabet_has_them() -> None:
    cities = [
        "آبادان",
        "ابهر",
        "پارس",
        "تهران",
        "جهرم",
        "چابهار",
        "ژاله",
        "سنندج",
        "کرمان",
        "گیلان",
    ]

    assert cities == sorted(set(cities), key=folded)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كرمان", "کرمان"),
        ("علي", "علی"),
        ("می\u200cشود", "میشود"),
        ("مُحَمَّد", "محمد"),
        ("۱۲", "12"),
        ("Écija", "ecija"),
        ("STRASSE", "straße"),
    ],
)
def test_writings_of_one_word_are_compared_as_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_a_spanish_letter_is_one_of_its_own() -> None:
    words = ["nube", "nzz", "ñandú", "oro"]

    assert words == sorted(set(words), key=folded)


def test_numbers_in_a_text_count_as_numbers() -> None:
    items = ["item 2", "Item 10", "item 0100", "فصل ۲", "فصل ۱۰"]

    assert items == sorted(set(items), key=natural_key)


@given(st.integers(0, 10**40), st.integers(0, 10**40), st.text("ab۰۹ ", max_size=3))
def test_natural_order_is_the_order_of_numbers(one: int, other: int, before: str) -> None:
    keys = natural_key(f"{before}x{one}"), natural_key(f"{before}x{other}")

    assert (keys[0] < keys[1]) == (one < other)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("۱۲۳٬۴۵۶", 123456),
        ("१२", 12),
        ("1,234", 1234),
        ("0,123", 0.123),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567),
        ("12,34,567", 1234567),
        ("−۵٫۵", -5.5),
        ("(5)", -5),
        (" 7 %", 7),
        ("9" * 30, 1e30),
        ("9" * 5000, float("inf")),
        ("2020.01.05", None),
        ("10.0.0.1", None),
        ("1e5", None),
        ("5-6", None),
        ("-", None),
        ("", None),
    ],
)
def test_the_likely_number(text: str, number: float | None) -> None:
    assert number_of(text) == number


@given(st.text(), st.text("0123456789.,'٬٫ -+()%۱٣५", max_size=12))
def test_any_text_has_its_keys(text: str, numberlike: str) -> None:
    for each in (text, numberlike):
        assert isinstance(natural_key(each), str)
        assert number_of(each) is None or isinstance(number_of(each), int | float)


@given(st.integers(-(10**18), 10**18))
def test_a_whole_number_is_itself(number: int) -> None:
    assert number_of(f"{number:,}") == number == number_of(str(number))
