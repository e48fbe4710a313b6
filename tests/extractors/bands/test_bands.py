from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.sources import Span
from extractors.bands import Band, Layout, Outline, column_levels, find_band, find_tables
from extractors.bands.footer import footer_start
from extractors.bands.kinds import kinds

Rows = list[list[str | None]]


def cut(text: str) -> Rows:
    """One line a row, | between cells, nothing for a blank one."""
    return [
        [cell.strip() or None for cell in line.split("|")] for line in text.strip("\n").splitlines()
    ]


def found(rows: Sequence[Sequence[str | None]], *spans: Span) -> list[Layout]:
    outline = Outline(lambda row: row)
    for number, row in enumerate(rows):
        outline.add(number, row, sum(cell is not None for cell in row))
    return find_tables(outline, spans)


@pytest.mark.parametrize(
    ("text", "header", "start"),
    [
        ("name|n\na|1", (0,), 1),
        ("1|2\n3|4", (), 0),
        ("سال|مقدار\n۱۳۹۶|۱۲٫۵", (0,), 1),
        ("place|2015|2016\na|10|11", (0,), 1),
        ("|2015|2016\na|10|11\nb|1|2", (0,), 1),
        ("age|0-4|5-9|65+\nmen|10|11|9\nwomen|1|2|3", (0,), 1),
        ("place|2020-01-01|2020-02-01\na|10|11", (0,), 1),
        ("place|1|2|3|4\na|10|11|3|5", (0,), 1),
        ("place|people||\n|men|women\na|1|2", (0, 1), 2),
        ("place|people|\n|2015|2016\na|1|2\nb|3|4", (0, 1), 2),
        ("place|people|area\n|thousands|km²\na|1|2\nb|3|4", (0, 1), 2),
        ("place|men|women\n#adm1|#f+m|#f+f\na|1|2", (0,), 2),
        ("place|men|women\n(1)|(2)|(3)\na|10|20", (0,), 2),
        ("Table 1||\n\nplace|men|women\na|1|2", (2,), 3),
        ("name|town\nAda|London", (0,), 1),
        ("place|n|m\n\na|1|2", (0,), 2),
        ("", (), 0),
    ],
)
def test_the_band_is_found(text: str, header: tuple[int, ...], start: int) -> None:
    band = find_band(cut(text))

    assert (band.header_rows, band.data_start) == (header, start)


def test_a_title_over_the_first_columns_is_no_group() -> None:
    rows = cut("Table 1. People||||\nage|all||town|\n|men|women|men|women\n0|1|2|3|4")
    spans = [Span(0, 0, 1, 3), Span(1, 0, 2, 1), Span(1, 1, 1, 2), Span(1, 3, 1, 2)]

    assert find_band(rows, spans) == Band((0,), (1, 2), (), 3)


def test_headings_of_parts_of_a_table_are_data() -> None:
    rows = cut("place|men|women\n|Urban|\na|1|2\nb|3|4\n|Rural|\nc|1|2\nd|3|4")
    spans = [Span(1, 1, 1, 2), Span(4, 1, 1, 2)]

    assert find_band(rows, spans).header_rows == (0,)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("a|1|2\n\nSource: the ministry||", 2),
        ("a|1|2\nNote: estimated||", 1),
        ("a|1|2\nb|2|3\nsome words||", 2),
        ("a|1|2\nTotal|3|4", None),
        ("a|1|2\n\nTotal|3|4", None),
        ("منبع: مرکز آمار||", None),
    ],
)
def test_notes_are_told_from_data(text: str, start: int | None) -> None:
    assert footer_start(cut(text), 3, sparse=1) == start


def test_levels_go_over_merged_cells_and_over_what_is_left_blank() -> None:
    header = cut("age|all||town|\n|men|women|men|women")

    merged = column_levels(header, [Span(0, 0, 2, 1), Span(0, 1, 1, 2), Span(0, 3, 1, 2)])

    assert merged == column_levels(header)
    assert merged[:3] == [("age",), ("all", "men"), ("all", "women")]


def test_one_table_beneath_another_is_a_table_of_its_own() -> None:
    rows = cut(
        "Table 1||\nplace|men|women\na|1|2\nb|3|4\n\nSource: the ministry||\n\n"
        "Table 2||\n\nplace|area|\nc|5|\nd|6|"
    )

    upper, lower = found(rows)

    assert (upper.band.header_rows, upper.data_end, upper.footer_start) == ((1,), 3, 5)
    assert (lower.band.title_rows, lower.band.header_rows) == ((7,), (9,))
    assert (lower.data_end, lower.left, lower.right) == (11, 0, 1)


def test_a_blank_row_alone_parts_nothing() -> None:
    (only,) = found(cut("place|men\na|1\nb|2\n\nc|3\nd|4"))

    assert (only.band.data_start, only.data_end) == (1, 5)


def test_one_table_beside_another_is_a_table_of_its_own() -> None:
    left, right = found(cut("place|men||year|rain\na|1||2015|7\nb|2||2016|8\nc|3||2017|9"))

    assert (left.left, left.right, left.levels) == (0, 1, (("place",), ("men",)))
    assert (right.left, right.right, right.levels) == (3, 4, (("year",), ("rain",)))


def test_a_spacer_column_parts_nothing() -> None:
    (only,) = found(cut("place|men||women|all\na|1||2|3\nb|2||3|5"))

    assert (only.left, only.right) == (0, 4)


CELLS = st.none() | st.text(max_size=4) | st.integers(0, 3000).map(str)


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=12))
def test_whatever_the_rows_tables_lie_within_them_and_apart(rows: Rows) -> None:
    layouts = found([[cell or None for cell in row] for row in rows])

    for layout in layouts:
        numbers = [*layout.band.title_rows, *layout.band.header_rows, *layout.band.tag_rows]
        assert numbers == sorted(set(numbers))
        assert all(number < layout.band.data_start for number in numbers)
        assert layout.data_end <= layout.last < len(rows)
        assert len(layout.levels) == layout.right - layout.left + 1
    assert bool(layouts) == any(any(row) for row in rows)


@given(st.lists(CELLS, max_size=5))
def test_each_cell_is_of_one_kind(row: list[str | None]) -> None:
    assert len(kinds(row)) == len(row)
