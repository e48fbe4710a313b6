"""Lines of a view that SQLite joins are those that Python would join."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.operations import DeleteRows, InsertRows, SetCells
from curator.sources import Batch, ExtractedTable, Source, TableHead
from curator.store import Dataset, Store
from curator.tables import Value
from curator.views import PARTING, View
from tests.conftest import Found

CELLS = (
    st.none()
    | st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(-1e18, 1e18)
)
ROWS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6)
)


def made(store: Store, folder: Path, rows: Sequence[Sequence[Value]]) -> Dataset:
    """Add a dataset and give it these cells."""
    file = folder / "cities.csv"
    file.write_bytes(b"as found")
    names = [f"c{number}" for number in range(len(rows[0]))]
    head = TableHead(len(names), 1, extractor={"name": "delimited"})
    found = [names, *(["x"] * len(names) for _row in rows)]
    table = ExtractedTable(Source.of(file, "text/csv"), head, iter([Batch(found)]))
    dataset = store.add(table, file, "ada", "cities")
    ids = tuple(range(2, len(rows) + 2))
    dataset.apply(SetCells(ids, tuple(names), tuple(map(tuple, rows))), "ada")
    return dataset


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_sqlite_joins_cells_as_python_does(rows: list[list[Value]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s.store") as store:
        view = made(store, Path(folder), rows).view()

        assert view.lines(0, len(rows)) == View.lines(view, 0, len(rows))


def test_numbers_are_written_plainly(store: Store, tmp_path: Path) -> None:
    view = made(store, tmp_path, [[0.1 + 0.2, 1e17, -7], [None, 2.0, "001"]]).view()

    assert view.lines(0, 2) == [
        PARTING.join(["0.30000000000000004", "100000000000000000.0", "-7"]),
        PARTING.join(["", "2.0", "001"]),
    ]


def test_a_cell_with_the_parting_sign_makes_no_lines(store: Store, tmp_path: Path) -> None:
    view = made(store, tmp_path, [["a", f"b{PARTING}c"]]).view()

    assert view.lines(0, 1) is None


def test_lines_follow_the_order_of_scattered_rows(store: Store, found: Found, file: Path) -> None:
    dataset = store.add(found([["n", "m"], *([str(n), None] for n in range(200))]), file, "ada")
    dataset.apply(DeleteRows(tuple(range(10, 190, 7))), "ada")
    for row_id in range(11, 100, 7):
        dataset.apply(InsertRows((row_id,), 1), "ada")
    view = dataset.view()

    assert view.lines(3, 150) == View.lines(view, 3, 150)


def test_lines_of_an_older_revision_are_its_own(cities: Dataset) -> None:
    older = cities.view()
    before = older.lines(0, 4)

    cities.apply(SetCells((2,), ("city",), (("Karaj",),)), "ada")

    assert older.lines(0, 4) == before
    assert cities.view().lines(0, 4) != before


@pytest.mark.parametrize("width", [1, 59, 60, 61, 130])
def test_tables_may_be_wide(store: Store, tmp_path: Path, width: int) -> None:
    view = made(store, tmp_path, [[str(number) for number in range(width)]]).view()

    assert view.lines(0, 1) == [PARTING.join(map(str, range(width)))]
