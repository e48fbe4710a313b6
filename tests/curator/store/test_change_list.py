from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.history import Change
from curator.operations import FillDown, SetCells
from curator.sources import ExtractedTable
from curator.store import ChangeList, Dataset, Store

ROWS = 3_000


@pytest.fixture
def large(store: Store, found: Callable[..., ExtractedTable], file: Path) -> Dataset:
    """Two columns of blanks under one value each, filled down in one packed revision."""
    rows = [["a", "b"], ["x", "y"], *([None, None] for _row in range(ROWS))]
    dataset = store.add(found(rows), file, "ada", "large")
    dataset.apply(FillDown(("a", "b")), "ada")
    return dataset


def test_every_cell_of_a_packed_revision_is_told_once(large: Dataset) -> None:
    changes = large.change_list(2)
    told = [change for first in range(0, len(changes), 700) for change in changes.read(first, 700)]

    assert len(changes) == len(told) == 2 * ROWS
    assert len({(change.row_id, change.column) for change in told}) == 2 * ROWS
    assert {(c.column, c.before, c.after) for c in told} == {("a", None, "x"), ("b", None, "y")}


@given(first=st.integers(-5, 2 * ROWS + 5), count=st.integers(0, 2_500))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20
)
def test_a_window_is_a_piece_of_the_whole(large: Dataset, first: int, count: int) -> None:
    changes = large.change_list(2)

    whole = changes.read(0, len(changes))
    assert changes.read(first, count) == whole[max(first, 0) : max(first, 0) + count]


def test_a_small_revision_is_told_row_by_row(cities: Dataset) -> None:
    ids = [row.id for row in cities.view().rows()]
    cities.apply(SetCells((ids[0], ids[2]), ("city", "code"), (("a", "b"), ("c", "d"))), "ada")
    changes: ChangeList = cities.change_list(2)

    assert changes.read(1, 2) == [
        Change(ids[0], "code", "001", "b"),
        Change(ids[2], "city", "Pokhara", "c"),
    ]


def test_a_revision_that_changed_no_cell_has_an_empty_list(cities: Dataset) -> None:
    assert len(cities.change_list(1)) == 0
    assert cities.change_list(1).read(0, 10) == []
