import pytest

from curator.sources import Span
from extractors.header import guess
from extractors.titles import title_rows

Rows = list[list[str | None]]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([["name", "n"], ["a", "1"]], 1),
        ([["1", "2"], ["3", "4"]], 0),
        ([["سال", "مقدار"], ["۱۳۹۶", "۱۲٫۵"]], 1),
        ([["place", "2015", "2016"], ["a", "10", "11"]], 1),
        ([["place", "people", None], [None, "men", "women"], ["a", "1", "2"]], 2),
        ([["place", "people", None], ["#adm1", "#f", "#m"], ["a", "1", "2"]], 1),
        ([["name", "town"], ["Ada", "London"]], 1),
        ([], 0),
    ],
)
def test_the_header_is_guessed(rows: Rows, count: int) -> None:
    assert guess(rows) == count


def test_a_merged_cell_of_the_header_is_not_cut_in_two() -> None:
    rows: Rows = [["place", "people"], [None, None], ["a", "1"]]

    assert guess(rows, (Span(0, 0, 2, 1), Span(0, 1, 2, 1))) == 2


def test_titles_end_where_the_header_begins() -> None:
    header: Rows = [["place", "men", "women", "all"], ["a", "1", "2", "3"]]
    title: Rows = [["Table 1", None, None, None]]
    noted: Rows = [["Table 1", None, None, "draft"], [None] * 4]

    assert title_rows(header) == 0
    assert title_rows(title + header) == 1
    assert title_rows(noted + header) == 2


def test_numbers_and_headers_over_some_columns_are_no_titles() -> None:
    rows: Rows = [[None, "people", None], ["place", "men", "women"]]

    assert title_rows(rows, lambda row, column: True) == 0
    assert title_rows([["7", None], ["a", "b"]]) == 0
