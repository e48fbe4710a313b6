from __future__ import annotations

import pytest

from curator.cli.plain.ink import around, in_reading_order
from curator.sources import PageText, Word


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("001 Shahid Rajaee 2,184", "001 Shahid Rajaee 2,184"),
        ("۲٬۰۹۷ رجایی شهید هرمزگان ۰۰۱", "۰۰۱ هرمزگان شهید رجایی ۲٬۰۹۷"),
        ("003 Gilan Rasht رودبار شهر 41", "003 Gilan Rasht شهر رودبار 41"),
        ("12 Bandar Abbas رجایی شهید هرمزگان", "هرمزگان شهید رجایی Bandar Abbas 12"),
        ("", ""),
    ],
)
def test_a_line_is_said_in_the_order_in_which_it_is_read(seen: str, read: str) -> None:
    assert " ".join(in_reading_order(seen.split())) == read


def page(*lines: str) -> PageText:
    words = [
        Word(text, (20.0 + 60 * place, 20.0 * line, 70.0 + 60 * place, 20.0 * line + 10))
        for line, row in enumerate(lines, 1)
        for place, text in enumerate(row.split())
    ]
    return PageText(1, 400.0, 600.0, tuple(words))


def test_the_lines_next_to_the_cell_are_said_too() -> None:
    said = around(page("title", "a 1", "b 2", "c 3", "foot"), (20.0, 58.0, 70.0, 72.0))

    assert said == ["next to it: a 1", "this line: b 2", "next to it: c 3"]


def test_a_cell_of_which_the_page_has_no_words_says_none() -> None:
    assert around(page("a"), (0.0, 300.0, 10.0, 310.0)) == []
