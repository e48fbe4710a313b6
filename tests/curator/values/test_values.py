from __future__ import annotations

import pytest

from curator.values import (
    collapsed,
    column_names,
    dataset_name,
    is_number,
    one_line,
    stored,
    trimmed,
)


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "-7",
        "−0.7",
        "+3",
        "1,234.5",
        "1.234,5",
        "۱۲۳٬۴۵۶٫۷",
        "٤٥٦",
        "१२",
        "45 %",
        "۵٪",
        "1 234",
    ],
)
def test_numbers_of_many_scripts_are_numbers(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "-", "=1", "1+1", "12a", "--1", "-SUM(A1)", "۱۲ نفر", "1,,2"])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert not is_number(text)


def test_a_blank_is_none_and_never_an_empty_text() -> None:
    assert (stored(""), stored(None), trimmed(" \n"), collapsed("\u00a0")) == (None,) * 4


def test_zero_width_non_joiners_are_no_white_space() -> None:
    assert trimmed("\u200cمی\u200cشود\u200c") == "\u200cمی\u200cشود\u200c"


def test_one_line_shortens_with_an_ellipsis() -> None:
    assert one_line("a\n b  c", 4) == "a b…"


def test_levels_of_a_header_are_joined_and_repeats_left_out() -> None:
    header = [["Region", "2022", "2022"], ["Region", "Women", None]]

    assert column_names(header, 3) == [
        ("Region", "Region"),
        ("2022 / Women", "2022\nWomen"),
        ("2022", "2022"),
    ]


def test_names_of_columns_are_unique_whatever_the_case() -> None:
    names = [name for name, _ in column_names([["a", "A", None, "a_2"]], 4)]

    assert names == ["a", "A_2", "column_3", "a_2_2"]


def test_names_of_datasets_keep_their_script_and_lose_what_folders_refuse() -> None:
    assert dataset_name("جمعیت 1395: تهران", ()) == "جمعیت 1395- تهران"
    assert dataset_name("ports", ["Ports", "ports-2"]) == "ports-3"
    assert dataset_name(" ../ ", ()) == "table"
