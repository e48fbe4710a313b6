"""What lies between two revisions, and what touched a row, a column or a cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.annotations import Place
from curator.history import Difference
from curator.operations import DeleteRows, FindReplace, InsertRows, RenameColumn, SetCells
from curator.sources import Batch, ExtractedTable, Source, TableHead
from curator.store import Dataset, Store, staging

ROWS = 30


@pytest.fixture(params=[1_000, 2], ids=["change rows", "packs"])
def towns(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Dataset:
    """Thirty towns, in a store that packs revisions from few changes on or does not."""
    monkeypatch.setattr(staging, "FROM", request.param)
    file = tmp_path / "towns.csv"
    file.write_bytes(b"x")
    rows = [["town", "people"], *([f"town {n}", str(n)] for n in range(1, ROWS + 1))]
    table = ExtractedTable(Source.of(file, "text/csv"), TableHead(2, 1), iter([Batch(rows)]))
    return Store.open(tmp_path / "s.store").add(table, file, "ada")


def test_a_diff_tells_cells_rows_and_columns(towns: Dataset) -> None:
    towns.apply(FindReplace("town ", "t", ("town",)), "ada")
    towns.apply(DeleteRows((3,)), "ada")
    towns.apply(InsertRows((4,), 1), "ada")
    towns.apply(SetCells((5,), ("people",), (("5000",),)), "ada")
    towns.apply(RenameColumn("people", "n"), "ada")

    found = list(towns.diff(2, 6))

    assert found[0] == Difference("column", None, "n", "name", "people", "n")
    assert Difference("row removed", 3, cells=["t2", "2"]) in found
    assert Difference("cell", 5, "n", before="4", after="5000") in found
    (added,) = (each for each in found if each.what == "row added")
    assert list(added.cells) == [None, None]
    assert len(found) == 4


def test_a_diff_backwards_is_the_inverse(towns: Dataset) -> None:
    towns.apply(FindReplace("1", "x", ()), "ada")
    towns.apply(DeleteRows((3, 4, 5)), "ada")

    there = {(d.what, d.row_id, d.column, d.before, d.after) for d in towns.diff(1, 3)}
    back = {(d.what, d.row_id, d.column, d.after, d.before) for d in towns.diff(3, 1)}

    other = {"row removed": "row added"}
    assert {(other.get(d[0], d[0]), *d[1:]) for d in there} == back


def test_what_was_undone_is_no_difference(towns: Dataset) -> None:
    towns.apply(FindReplace("town", "place", ()), "ada")
    towns.undo("ada")

    assert list(towns.diff(1)) == []


def test_the_history_of_a_row_a_column_and_a_cell(towns: Dataset) -> None:
    towns.apply(FindReplace("town ", "t", ("town",)), "ada")
    towns.apply(SetCells((5,), ("people",), (("5000",),)), "ada")
    towns.apply(SetCells((6,), ("people",), (("6000",),)), "ada")
    towns.annotate(Place(5, "people"), "doubt", "so many?", "ada")

    row = [(entry.sort, entry.number) for entry in towns.history(5)]
    column = [(entry.sort, entry.number) for entry in towns.history(column="people")]
    cell = [(entry.number, entry.before, entry.after) for entry in towns.history(5, "people")]

    revisions = [("revision", number) for number in (3, 2, 1)]
    assert row == [("annotation", 1), *revisions]
    assert column == [("annotation", 1), ("revision", 4), ("revision", 3), ("revision", 1)]
    assert cell == [(1, None, None), (3, "4", "5000"), (1, None, "4")]
