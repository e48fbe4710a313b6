from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest

from curator.operations import DeleteRows, FindReplace, InsertRows, SetCells
from curator.sources import Mark
from curator.store import Dataset, Store, StoredView
from curator.views import Sign
from tests.conftest import Found

ROWS = 3000


@pytest.fixture
def long(store: Store, found: Found, file: Path) -> Dataset:
    """A dataset of 3,000 rows; the ids of its rows are their numbers plus one."""
    rows: Sequence[Sequence[str | None]] = [
        ["a", "b"],
        *([f"x{n}", f"y{n}"] for n in range(1, ROWS + 1)),
    ]
    marks = [Mark(row, 1, flag="doubtful") for row in (5, 6, 2900)]
    return store.add(found(rows, marks=marks), file, "ada", "long")


def changed(dataset: Dataset) -> set[tuple[int, int]]:
    """What the signs say is changed, over all windows."""
    view = dataset.view()
    told: set[tuple[int, int]] = set()
    for first in range(0, view.row_count, 256):
        signs = view.signs(view.window(first, 256))
        told |= {cell for cell, sign in signs.items() if sign == "changed"}
    return told


def differing(dataset: Dataset) -> set[tuple[int, int]]:
    """The same, cell by cell."""
    view, founding = dataset.view(), dataset.view(1)
    return {
        (row.id, column.id)
        for row in view.rows()
        for column, cell, was in zip(
            view.columns, row.cells, founding.cells(row.id) or row.cells, strict=True
        )
        if cell != was
    }


def all_signed(
    view: StoredView, sign: Sign, place: tuple[int, int], step: Literal[1, -1]
) -> list[tuple[int, int]]:
    """Every place that searching from one to the next finds."""
    places = []
    while (place := next(filter(None, view.next_signed(sign, place, step)), (-1, -1))) != (-1, -1):
        places.append(place)
    return places


def test_cells_that_differ_from_revision_1_are_changed(long: Dataset) -> None:
    long.apply(SetCells((3, 4), ("b",), (("p",), ("q",))), "ada")
    long.apply(SetCells((4,), ("b",), (("y3",),)), "ada")  # as it was
    long.apply(FindReplace("x1", "z1", ("a",)), "ada")  # large enough to be packed
    long.apply(DeleteRows((10, 11)), "ada")

    told = changed(long)

    assert told == differing(long)
    assert (3, 2) in told
    assert (4, 2) not in told


def test_an_undone_change_is_no_change(long: Dataset) -> None:
    long.apply(FindReplace("x", "z", ("a",)), "ada")
    long.undo("ada")

    assert changed(long) == set()


def test_a_flagged_cell_is_flagged_until_it_is_changed(long: Dataset) -> None:
    long.apply(SetCells((6,), ("b",), (("sure",),)), "ada")
    view = long.view()

    assert view.signs(view.window(0, 10)) == {(6, 2): "changed", (7, 2): "flagged"}


def test_the_search_finds_each_changed_cell_in_order_and_back(long: Dataset) -> None:
    long.apply(SetCells((3, 2800), ("a", "b"), (("p", "q"), ("r", "s"))), "ada")
    long.apply(InsertRows((2,), 1), "ada")
    view = long.view()
    places = [(2, 0), (2, 1), (2799, 0), (2799, 1)]

    assert all_signed(view, "changed", (0, 0), 1) == places
    assert all_signed(view, "changed", (view.row_count - 1, 1), -1) == places[::-1]


def test_the_search_finds_what_was_packed(long: Dataset) -> None:
    long.apply(FindReplace("y", "w", ("b",)), "ada")
    view = long.view()

    assert all_signed(view, "changed", (ROWS - 20, 0), 1)[0] == (ROWS - 20, 1)
    assert len(all_signed(view, "changed", (ROWS - 20, 0), 1)) == 20


def test_the_search_for_flags_leaves_out_what_was_changed(long: Dataset) -> None:
    long.apply(SetCells((6,), ("b",), (("sure",),)), "ada")

    assert all_signed(long.view(), "flagged", (0, 0), 1) == [(5, 1), (2899, 1)]
