"""Laws over random operations."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.errors import CuratorError
from curator.operations import SetCells
from curator.sources import Batch, ExtractedTable, Source, TableHead
from curator.store import Dataset, Store, examine, staging
from curator.store.order import Order, State
from curator.tables import Column, Value
from tests.operating import assert_log_gives_the_table, random_operation

ROWS = 6
CELLS = (None, "a", "۱۲", " x ", "1,5", "p\nq", "7")
CHANCE = st.randoms(use_true_random=False)
Snapshot = tuple[list[Column], list[tuple[int, tuple[Value, ...]]]]


def snapshot(dataset: Dataset, at: int | None = None) -> Snapshot:
    view = dataset.view(at)
    return list(view.columns), [(row.id, row.cells) for row in view.rows()]


def with_cities(folder: Path) -> tuple[Store, Dataset]:
    file = folder / "f.csv"
    file.write_bytes(b"x")
    rows = [["c0", "c1", "c2"], *([CELLS[n], CELLS[-n], CELLS[n // 2]] for n in range(ROWS))]
    head = TableHead(3, 1, extractor={"name": "delimited"})
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
@given(st.lists(st.sampled_from(["operation"] * 3 + ["cell", "undo", "redo"]), max_size=10), CHANCE)
def test_the_past_stays_and_undo_restores_it(steps: list[str], chance: Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store, dataset = with_cities(Path(folder))
        past = {1: snapshot(dataset)}
        for step in steps:
            with suppress(CuratorError):
                do(dataset, step, chance)
            past[dataset.view().revision] = snapshot(dataset)

        for number, then in past.items():
            assert snapshot(dataset, number) == then
        assert_log_gives_the_table(store, dataset)
        assert [f.words for f in examine(store, lambda _d, _t: None) if f.state != "sound"] == []
        while any(True for _ in _undone(dataset)):
            pass
        assert snapshot(dataset) == past[1]
        store.close()


@settings(max_examples=150, deadline=None)
@given(CHANCE, st.lists(st.sampled_from(["operation", "cell"]), max_size=4))
def test_a_difference_tells_all_that_an_operation_did(chance: Random, before: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store, dataset = with_cities(Path(folder))
        for step in [*before, "operation"]:
            with suppress(CuratorError):
                do(dataset, step, chance)

        head = dataset.view().revision
        for number in range(1, head):
            same = shown(dataset, number) == shown(dataset, number + 1)
            assert (list(dataset.diff(number, number + 1)) == []) == same
        store.close()


def do(dataset: Dataset, step: str, chance: Random) -> None:
    """Do one thing; raises CuratorError where it does not fit."""
    if step == "undo":
        dataset.undo("ada")
    elif step == "redo":
        dataset.redo("ada")
    elif step == "cell" and (view := dataset.view()).row_count:
        row_id = chance.choice(view.window(0, 100, ())).id
        column = chance.choice(view.columns).name
        dataset.apply(SetCells((row_id,), (column,), ((chance.choice(CELLS),),)), "ada")
    elif operation := random_operation(dataset, chance, 4):
        dataset.apply(operation, "ada")


def shown(dataset: Dataset, at: int) -> object:
    """What a view shows, but for the order of rows that are there before and after."""
    columns, rows = snapshot(dataset, at)
    return columns, dict(rows)


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
