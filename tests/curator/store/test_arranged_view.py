"""An arranged view equals Python's own sorting and filtering of a plain list."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.annotations import Place
from curator.arrangement import (
    KINDS,
    Arrangement,
    CellCondition,
    Filter,
    SortKey,
    condition,
    filter_of,
)
from curator.errors import Cancelled, UnknownNameError
from curator.operations import DeleteRows, HideColumns, InsertRows, SetCells
from curator.sources import Batch, ExtractedTable, Mark, Source, TableHead
from curator.store import ArrangedView, Dataset, Store, StoredView, arranged, scan
from curator.tables import Value
from tests.conftest import Found

CELLS = st.one_of(
    st.none(),
    st.sampled_from(["a", "B", "é", "ñ", "علي", "علی", "گ", "۱۲", "9", "10", "-3", "1,5", "x 2"]),
    st.text(max_size=3).filter(lambda text: text.isprintable()),
)
CONDITIONS = ["blank", "not blank", "> 5", "5..11", "= 12", "!= a", "has ع", "starts x", "/[a-z]/"]


def quiet(_done: int, _total: int | None) -> None:
    return None


def made(folder: Path, rows: Sequence[Sequence[Value]]) -> tuple[Store, Dataset]:
    file = folder / "f.csv"
    file.write_bytes(b"x")
    cells = [[None if cell in ("", None) else str(cell) for cell in row] for row in rows]
    head = TableHead(2, 1, extractor={"name": "delimited"})
    table = ExtractedTable(Source.of(file, "text/csv"), head, iter([Batch([["a", "b"], *cells])]))
    store = Store.open(folder / "s.store")
    return store, store.add(table, file, "ada")


def last(view: StoredView, arrangement: Arrangement) -> ArrangedView:
    *_others, final = arranged(view, arrangement, quiet)
    assert final.complete
    return final


def by_python(view: StoredView, arrangement: Arrangement) -> list[int]:
    """Return row ids, filtered and sorted key by key from the last, which sorting in place keeps."""
    rows = list(view.rows())
    for each in arrangement.filters:
        assert isinstance(each.condition, CellCondition)
        holds = each.condition.holds
        places = [view.column(each.column)] if each.column else range(len(view.columns))
        rows = [row for row in rows if any(holds(row.cells[place]) for place in places)]
    for key in reversed(arrangement.keys):
        place = view.column(key.column)

        def rank(value: Value, key: SortKey = key) -> tuple[int, float, str]:
            compared = key.comparable(value)
            if isinstance(compared, str):
                return (1, 0, compared)
            return (0, compared or 0, "")

        filled = [row for row in rows if row.cells[place] is not None]
        blank = [row for row in rows if row.cells[place] is None]
        filled.sort(key=lambda row: rank(row.cells[place]), reverse=key.reverses)
        rows = [*filled, *blank]
    return [row.id for row in rows]


KEYS = st.builds(
    SortKey, st.sampled_from(["a", "b"]), st.sampled_from(sorted(KINDS)), st.booleans()
)
FILTERS = st.builds(
    Filter, st.sampled_from(["a", "b", None]), st.sampled_from(CONDITIONS).map(condition)
)
ARRANGEMENTS = st.builds(
    Arrangement,
    st.lists(KEYS, max_size=2).map(tuple),
    st.lists(FILTERS, max_size=2).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_an_arrangement_equals_sorting_and_filtering_a_list(data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=12))
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "FIRST", 3)
        patch.setattr(scan, "_SLICE", 2)
        store, dataset = made(Path(folder), rows)
        with store:
            first = list(dataset.view().window(0, 99))
            if data.draw(st.booleans()):
                dataset.apply(InsertRows((first[0].id,), 2), "ada")
                dataset.apply(DeleteRows((first[-1].id,)), "ada")
                dataset.apply(
                    SetCells((first[0].id,), ("a",), ((data.draw(CELLS) or None,),)), "ada"
                )
            view = dataset.view(data.draw(st.integers(1, dataset.view().revision)))
            arrangement = data.draw(ARRANGEMENTS)

            shown = list(arranged(view, arrangement, quiet))

            expected = by_python(view, arrangement)
            assert [row.id for row in shown[-1].rows()] == expected
            for partial in shown:
                ids = [row.id for row in partial.rows()]
                assert ids == expected[: len(ids)]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=12), ARRANGEMENTS)
def test_a_row_is_located_where_the_window_shows_it(
    rows: list[tuple[Value, Value]], arrangement: Arrangement
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store, dataset = made(Path(folder), rows)
        with store:
            whole = dataset.view()
            view = last(whole, arrangement)

            shown = view.window(0, view.row_count)

            assert [view.locate(row.id) for row in shown] == list(range(view.row_count))
            assert [row.cells for row in shown] == [whole.cells(row.id) for row in shown]
            hidden = {row.id for row in whole.rows()} - {row.id for row in shown}
            assert [view.locate(row_id) for row_id in hidden] == [None] * len(hidden)
            for place, row in enumerate(shown):
                assert view.row_id(view.number(place, row.id) or 0) == row.id


def ids(view: ArrangedView) -> list[int]:
    return [row.id for row in view.rows()]


def only(dataset: Dataset, *filters: str) -> list[int]:
    view = dataset.view()
    names = [column.name for column in view.columns]
    return ids(last(view, Arrangement((), tuple(filter_of(each, names) for each in filters))))


def test_rows_are_found_by_what_is_noted_flagged_or_changed(
    store: Store, found: Found, file: Path
) -> None:
    rows = [["city", "code"], ["Rasht", "1"], ["Lyon", "2"], ["Bam", "3"]]
    flagged = Mark(1, 0, flag="two readings")
    dataset = store.add(found(rows, marks=[flagged]), file, "ada", "d")
    first = dataset.view().row_id(1)
    number = dataset.annotate(Place(first + 1, "code"), "doubt", "sure?", "ada")
    dataset.annotate(Place(first + 2, "code"), "source", "p. 3", "ada")
    dataset.apply(SetCells((first + 2,), ("city",), (("Bām",),)), "ada")

    assert only(dataset, "* noted") == [first + 1, first + 2]
    assert only(dataset, "code noted doubt") == [first + 1]
    assert only(dataset, "city noted") == []
    assert only(dataset, "* changed") == [first + 2]
    assert only(dataset, "code changed") == []
    assert only(dataset, "* changed since 2") == []
    assert only(dataset, "* noted", "* changed") == [first + 2]
    dataset.answer(number, "resolved", None, "ada")
    assert only(dataset, "code noted doubt") == []


def test_rows_stay_where_they_are_after_an_edit(cities: Dataset) -> None:
    view = last(cities.view(), Arrangement((SortKey("code", "numeric", True),)))
    before = ids(view)
    cities.apply(SetCells((before[0],), ("code",), (("000",),)), "ada")

    after = view.carried(cities.view())

    assert ids(after) == before
    assert (after.revision, after.since) == (2, 1)
    assert after.window(0, 1)[0].cells[2] == "000"


def test_rows_that_go_and_come_are_followed(cities: Dataset) -> None:
    view = last(cities.view(), Arrangement((SortKey("code", "numeric", True),)))
    first, second, third, fourth = ids(view)
    cities.apply(DeleteRows((second,)), "ada")
    cities.apply(InsertRows((first,), 1), "ada")
    fresh = {row.id for row in cities.view().rows()} - {first, third, fourth}

    assert ids(view.carried(cities.view())) == [first, *fresh, third, fourth]


def test_rows_are_sorted_by_a_column_that_is_hidden(cities: Dataset) -> None:
    cities.apply(HideColumns(("code",)), "ada")

    view = last(cities.view(), Arrangement((SortKey("code", "numeric", True),))).in_sight()

    assert [column.name for column in view.columns] == ["country", "city"]
    assert [view.number(place, row.id) for place, row in enumerate(view.rows())] == [4, 2, 1, 3]


def test_a_stopped_arrangement_leaves_no_thread(cities: Dataset) -> None:
    threads = set(threading.enumerate())

    def stop(_done: int, _total: int | None) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        list(arranged(cities.view(), Arrangement((), (filter_of("* blank", ["a"]),)), stop))

    assert set(threading.enumerate()) <= threads
    assert cities.view().row_count == 4


def test_a_column_that_is_not_there_is_named(cities: Dataset) -> None:
    with pytest.raises(UnknownNameError, match="contry"):
        last(cities.view(), Arrangement((SortKey("contry"),)))
