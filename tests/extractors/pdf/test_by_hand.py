from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.errors import UnknownNameError
from curator.sources import ExtractedTable, Mark
from extractors import Drawn, Options, read
from extractors.pdf.by_hand import table_by_hand
from extractors.pdf.ink import PageInk
from extractors.pdf.page import opened
from extractors.pdf.pdf_tables import ink_of
from tests.extractors.documents import ruled, text, write_pdf

ROWS = [["code", "place", "people"], ["001", "Tehran", "10"], ["002", "Lyon", "11"]]
RULED = "1:72,92,432,164"
WORDS = [
    ["region", "2020", "2021"],
    ["North bank", "120", "131"],
    ["South", "95", "102"],
    ["East end", "77", "80"],
]


def unruled() -> str:
    """A table without a ruling, in columns that begin at 72, 200 and 300."""
    return "\n".join(
        text(x, 700 - 20 * number, cell)
        for number, row in enumerate(WORDS)
        for x, cell in zip((72, 200, 300), row, strict=True)
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pages = [ruled(ROWS, "Table 1. Places"), unruled(), ruled(ROWS[:2]), ""]
    return write_pdf(tmp_path_factory.mktemp("by-hand") / "ports.pdf", pages)


@pytest.fixture(scope="module")
def page(path: Path) -> PageInk:
    with opened(path) as document:
        return ink_of(path, document, 2)


def tables(path: Path, *regions: str, **options: tuple[str, ...]) -> list[ExtractedTable]:
    found = read(path, Options(regions=regions, **options))  # type: ignore[arg-type] # texts only
    return [ExtractedTable(one.source, one.head, iter(list(one.batches))) for one in found]


def rows(table: ExtractedTable) -> list[list[str | None]]:
    return [list(row) for batch in table.batches for row in batch.rows]


def test_only_the_region_is_read_and_only_on_its_pages(path: Path) -> None:
    (table,) = tables(path, "1:72,92,312,164")

    assert rows(table) == [["code", "place"], ["001", "Tehran"], ["002", "Lyon"]]
    assert table.head.page == 1
    assert table.head.title == "Table 1. Places"


def test_a_region_is_noted_as_drawn_by_hand(path: Path) -> None:
    (table,) = tables(path, RULED)

    assert table.head.flags == ("region by hand",)
    assert table.head.extractor["regions"] == [RULED]


def test_a_run_of_pages_has_a_table_a_page(path: Path) -> None:
    found = tables(path, "1-4:72,92,432,164", columns=("192,312",))

    assert [table.head.page for table in found] == [1, 2, 3]


def test_columns_that_are_given_part_a_table_without_rulings(path: Path) -> None:
    (table,) = tables(path, "2:60,80,400,170", columns=("150,250,350",))

    assert rows(table) == [[*row, None] for row in WORDS]


def test_columns_that_are_given_go_before_rulings(path: Path) -> None:
    (table,) = tables(path, RULED, columns=("192",))

    assert rows(table) == [["code", "place people"], ["001", "Tehran 10"], ["002", "Lyon 11"]]


def test_rows_that_are_given_join_and_part_lines(path: Path) -> None:
    (table,) = tables(path, RULED, rows=("116",))

    assert rows(table) == [["code", "place", "people"], ["001 002", "Tehran Lyon", "10 11"]]


def test_a_single_column_is_written_as_a_dash(path: Path) -> None:
    (table,) = tables(path, RULED, columns=("-",))

    assert rows(table) == [["code place people"], ["001 Tehran 10"], ["002 Lyon 11"]]


def test_a_word_that_a_separator_cuts_is_flagged(path: Path) -> None:
    (table,) = tables(path, RULED, columns=("80,312",))

    marks = [mark for batch in table.batches for mark in batch.marks]
    assert Mark(0, 1, flag="a column ruler cuts a word") in marks


def test_other_pages_are_read_as_usual_where_they_are_asked_for(path: Path) -> None:
    found = list(read(path, Options(pages=(3,), regions=("1:72,92,312,164",))))

    assert [(one.head.page, one.head.column_count) for one in found] == [(1, 2), (3, 3)]


def test_a_region_without_text_holds_no_table(path: Path) -> None:
    assert tables(path, "4:72,92,432,164") == []


@pytest.mark.parametrize(
    ("region", "said"),
    [
        ("1:72,92,900,164", "lies off page 1, which is 612 × 792 points"),
        ("4-6:72,92,432,164", "has no page 5; its pages are 1 to 4"),
        ("nowhere", "is no region"),
    ],
)
def test_a_region_off_the_pages_is_one_sentence(path: Path, region: str, said: str) -> None:
    with pytest.raises(UnknownNameError, match=said):
        tables(path, region)


def test_lines_drawn_on_a_page_that_lies_on_its_side_part_what_they_part_there(
    tmp_path: Path,
) -> None:
    upwards = "\n".join(
        f"BT /F1 10 Tf 0 1 -1 0 {100 + 20 * number} {100 + along} Tm ({cell}) Tj ET"
        for number, row in enumerate(WORDS)
        for along, cell in zip((0, 128, 228), row, strict=True)
    )
    path = write_pdf(tmp_path / "side.pdf", [upwards])

    (table,) = tables(path, "1:80,400,180,700", rows=("480,580",), columns=("130,150",))

    assert rows(table) == [
        [f"{one} {other}" for one, other in zip(*WORDS[:2], strict=True)],
        *WORDS[2:],
    ]


@settings(max_examples=60, deadline=None)
@given(
    columns=st.sets(st.integers(61, 399), max_size=6),
    rows=st.none() | st.sets(st.integers(81, 169), max_size=6),
)
def test_every_word_stands_where_its_middle_lies(
    page: PageInk, columns: set[int], rows: set[int] | None
) -> None:
    across = tuple(map(float, sorted(columns)))
    down = None if rows is None else tuple(map(float, sorted(rows)))

    table = table_by_hand(page, Drawn(2, 2, (60, 80, 400, 170), across, down))

    assert table is not None
    cells = table.cells
    assert sum(len(cell) for row in cells.rows for cell in row) == len(page.words)
    for row, cells_of_row in enumerate(cells.rows):
        for column, cell in enumerate(cells_of_row):
            for word in cell:
                assert sum(edge <= word.x for edge in across) == column
                assert down is None or sum(edge <= word.y for edge in down) == row
