"""Laws over random operations."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.errors import CuratorError
from curator.operations import (
    DeleteRows,
    FillDown,
    FindReplace,
    InsertRows,
    Operation,
    SetCells,
    SetHeaderRows,
)
from curator.sources import Batch, ExtractedTable, Source, TableHead
from curator.store import Dataset, Store, examine, staging
from curator.store.order import Order, State
from curator.tables import Column, Value

ROWS = 6
CELLS = st.one_of(st.none(), st.sampled_from(["a", "b", "۱۲", " x "]))
Snapshot = tuple[list[Column], list[tuple[int, tuple[Value, ...]]]]


@st.composite
def operations(draw: st.DrawFn) -> Operation:
    rows = tuple(draw(st.sets(st.integers(1, ROWS + 1), min_size=1, max_size=3)))
    column = draw(st.integers(0, 1))
    match draw(st.integers(0, 5)):
        case 0:
            values = tuple((draw(CELLS),) for _ in rows)
            return SetCells(rows, (f"c{column}",), values)
        case 1:
            return FillDown(())
        case 2:
            return DeleteRows(rows)
        case 3:
            return InsertRows(rows[:1], draw(st.integers(1, 3)))
        case 4:
            return SetHeaderRows(draw(st.integers(0, 2)))
        case _:
            return FindReplace("a", draw(st.sampled_from(["b", ""])))


def snapshot(dataset: Dataset, at: int | None = None) -> Snapshot:
    view = dataset.view(at)
    return list(view.columns), [(row.id, row.cells) for row in view.rows()]


def renamed(dataset: Dataset, operation: Operation) -> Operation:
    """Columns change their names with the header; take the one at the same position."""
    if isinstance(operation, SetCells):
        column = dataset.view().columns[int(operation.columns[0][1])].name
        return SetCells(operation.rows, (column,), operation.values)
    return operation


def with_cities(folder: Path) -> tuple[Store, Dataset]:
    file = folder / "f.csv"
    file.write_bytes(b"x")
    rows = [["c0", "c1"], *([str(number), None] for number in range(ROWS))]
    head = TableHead(2, 1, extractor={"name": "delimited"})
    store = Store.open(folder / "s.store")
    table = ExtractedTable(Source.of(file, "text/csv"), head, iter([Batch(rows)]))
    return store, store.add(table, file, "ada")


@pytest.fixture(params=[1_000, 2], ids=["change rows", "packs"])
def _packing(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let revisions be packed from few changes on, so that small tables meet packs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(staging, "FROM", request.param)
        yield


@pytest.mark.usefixtures("_packing")
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.one_of(operations(), st.just("undo"), st.just("redo")), max_size=10))
def test_the_past_stays_and_undo_restores_it(steps: list[Operation | str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store, dataset = with_cities(Path(folder))
        past = {1: snapshot(dataset)}
        for step in steps:
            try:
                if isinstance(step, Operation):
                    dataset.apply(renamed(dataset, step), "ada")
                else:
                    dataset.undo("ada") if step == "undo" else dataset.redo("ada")
            except CuratorError:
                pass
            past[dataset.view().revision] = snapshot(dataset)

        for number, then in past.items():
            assert snapshot(dataset, number) == then
        assert replayed(dataset) == past[dataset.view().revision]
        assert all(f.state == "sound" for f in examine(store, lambda _d, _t: None))
        while any(True for _ in _undone(dataset)):
            pass
        assert snapshot(dataset)[1] == past[1][1]
        store.close()


def replayed(dataset: Dataset) -> Snapshot:
    """Return today's table, made of the first revision and the log alone."""
    columns, rows = snapshot(dataset)
    first = dataset.view(1)
    cells = {row.id: row.cells for row in (*first.header(), *first.rows())}
    shown = [row_id for row_id, _cells in rows]
    replay = {row_id: list(cells.get(row_id, (None,) * len(columns))) for row_id in shown}
    for number in range(2, dataset.view().revision + 1):
        names = [column.name for column in dataset.view().columns]
        for change in dataset.changes(number, 10_000):
            if change.row_id in replay:
                place = names.index(change.column)
                assert replay[change.row_id][place] == change.before
                replay[change.row_id][place] = change.after
    return columns, [(row_id, tuple(replay[row_id])) for row_id in shown]


def _undone(dataset: Dataset) -> list[bool]:
    try:
        dataset.undo("ada")
    except CuratorError:
        return []
    return [True]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_an_order_equals_a_plain_list(data: st.DataObject) -> None:
    order = Order.fresh(1, 12)
    plain = [(row_id, State.DATA if row_id > 1 else State.HEADER) for row_id in range(1, 14)]
    fresh = itertools.count(1 << 40)
    for _ in range(data.draw(st.integers(0, 12))):
        known = [row_id for row_id, _ in plain]
        if data.draw(st.booleans()):
            chosen = data.draw(st.sets(st.sampled_from(known), min_size=1, max_size=4))
            state = data.draw(st.sampled_from(list(State)))
            order = order.with_states((row_id, state) for row_id in chosen)
            plain = [(r, state if r in chosen else was) for r, was in plain]
        else:
            after = data.draw(st.sampled_from([None, *known]))
            size = data.draw(st.integers(1, 3))
            ids = list(itertools.islice(fresh, size))
            order = order.with_inserted([(after, ids[0], ids[-1])])
            leading = list(itertools.takewhile(lambda row: row[1] != State.DATA, plain))
            header = [row_id for row_id, state in leading if state == State.HEADER]
            below = after if after is not None or not header else header[-1]
            place = 0 if below is None else known.index(below) + 1
            plain[place:place] = [(row_id, State.DATA) for row_id in ids]

    shown = [row_id for row_id, state in plain if state == State.DATA]
    ranges = order.ranges(0, len(shown))
    assert [row_id for lo, hi in ranges for row_id in range(lo, hi + 1)] == shown
    assert [order.position(row_id) for row_id in shown] == list(range(len(shown)))
    assert order.header() == [row_id for row_id, state in plain if state == State.HEADER]
    ordinals = [run.ord for run in order.runs]
    assert ordinals == sorted(set(ordinals))
