from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from extractors.pdf.ink import PageInk, Region, Word
from extractors.pdf.page import opened
from extractors.pdf.reader import page_ink
from extractors.pdf.table_cells import text_of
from extractors.pdf.tables import FoundTable, table_in
from tests.extractors.documents import text, write_pdf

REGION = Region(60, 80, 320, 140)
PLACES = ((72, "Fars"), (160, "4 596"), (240, "4 851"))


def page(tmp_path: Path) -> PageInk:
    drawing = "\n".join(text(x, 700 - 14 * n, words) for n in range(3) for x, words in PLACES)
    with opened(write_pdf(tmp_path / "a.pdf", [drawing])) as document:
        return page_ink(document[0], 1)


def rows(found: FoundTable | None) -> list[list[str]]:
    assert found is not None
    return [[text_of(cell) for cell in row] for row in found.cells.rows]


def test_columns_that_were_drawn_are_the_columns(tmp_path: Path) -> None:
    found = table_in(page(tmp_path), REGION, columns=(150.0, 172.0))

    assert rows(found) == [["Fars", "4", "596 4 851"]] * 3


def test_rows_that_were_drawn_are_the_rows(tmp_path: Path) -> None:
    ink = page(tmp_path)
    second, third = ink.words[5], ink.words[-1]

    found = table_in(ink, REGION, rows=((second.bottom + third.top) / 2,))

    assert [row[0] for row in rows(found)] == ["Fars Fars", "Fars"]


def test_a_column_drawn_where_nothing_stands_stays_blank(tmp_path: Path) -> None:
    found = table_in(page(tmp_path), REGION, columns=(130.0, 150.0, 230.0), rows=(200.0,))

    assert found is not None
    assert found.cells.width == 4
    assert rows(found)[0][1] == ""


def test_where_no_text_stands_there_is_no_table(tmp_path: Path) -> None:
    assert table_in(page(tmp_path), Region(60, 300, 320, 400), columns=(100.0,)) is None


EDGES = st.lists(st.floats(61, 319), max_size=5).map(sorted)


@given(EDGES, st.lists(st.floats(81, 139), max_size=4).map(sorted))
def test_no_word_is_lost_or_told_twice_wherever_edges_are_drawn(
    columns: list[float], downs: list[float]
) -> None:
    words = [
        Word(x, y, x + 20, y + 9, f"w{x}-{y}")
        for x in range(62, 290, 31)
        for y in range(82, 128, 15)
    ]
    ink = PageInk(1, 612, 792, words, (), (), (), 0, 0)

    found = table_in(ink, REGION, columns, downs)

    assert found is not None
    told = [word.text for row in found.cells.rows for cell in row for word in cell]
    assert sorted(told) == sorted(word.text for word in words)
