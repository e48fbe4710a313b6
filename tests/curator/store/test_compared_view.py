from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.errors import Cancelled
from curator.operations import AddColumn, DeleteRows, DropColumns, FillDown, InsertRows, SetCells
from curator.store import Dataset
from curator.store.compared_view import ComparedView
from curator.store.order import Order, State
from curator.tables import Value


def quiet(_done: int, _total: int | None) -> None:
    """Tell nobody."""


def cells(view: ComparedView) -> Sequence[tuple[Value, ...]]:
    return [row.cells for row in view.window(0, 100)]


def signs(view: ComparedView) -> list[str]:
    """Each row's sign and its cells' signs, in display order."""
    return [
        view.sign(row.id, None) + "".join(view.sign(row.id, c.id) or "." for c in view.columns)
        for row in view.window(0, 100)
    ]


@pytest.fixture
def edited(cities: Dataset) -> Dataset:
    """Cities with a country filled down, a code set, row 2 gone and a row inserted below it."""
    ids = [row.id for row in cities.view().rows()]
    cities.apply(FillDown(("country",)), "ada")
    cities.apply(SetCells((ids[2],), ("code",), (("003",),)), "ada")
    cities.apply(DeleteRows((ids[1],)), "ada")
    cities.apply(InsertRows((ids[2],), 1), "ada")
    return cities


def test_changed_cells_and_rows_that_came_and_went_have_signs(edited: Dataset) -> None:
    view = edited.compare(1)

    assert signs(view) == ["...", "−...", "..≠", "+...", "≠.."]
    assert cells(view)[1] == (None, "Rasht", "002")
    assert cells(view)[2] == ("Nepal", "Pokhara", "003")


def test_all_differences_are_counted_and_found_from_the_top(edited: Dataset) -> None:
    found = edited.compare(1).find(quiet)

    assert (found.cells, found.came, found.went) == (2, 1, 1)
    assert list(found.places) == [1, 2, 3, 4]
    assert (found.next(1), found.previous(1), found.next(4)) == (2, None, None)


def test_a_cell_is_told_before_and_after(edited: Dataset) -> None:
    view = edited.compare(1)
    row = view.window(2, 1)[0]

    assert view.both(row.id, 2) == (None, "003")
    assert view.places(row.id) == [2]


def test_columns_that_came_and_went_are_shown(cities: Dataset) -> None:
    cities.apply(AddColumn("notes"), "ada")
    cities.apply(DropColumns(("code",)), "ada")
    view = cities.compare(1)

    assert [(c.name, view.sign(None, c.id)) for c in view.columns] == [
        ("country", ""),
        ("city", ""),
        ("notes", "+"),
        ("code", "−"),
    ]
    assert cells(view)[0] == ("Iran", " Tehran ", None, "001")


def test_the_later_revision_may_come_first(edited: Dataset) -> None:
    assert signs(edited.compare(5, 1))[1] == "+..."


def test_comparing_can_be_stopped(edited: Dataset) -> None:
    def stop(_done: int, _total: int | None) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        edited.compare(1).find(stop)


@given(st.lists(st.sampled_from(State), min_size=12, max_size=12), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_an_order_shows_what_either_of_two_has(states: list[State], data: st.DataObject) -> None:
    others = data.draw(st.lists(st.sampled_from(State), min_size=12, max_size=12))
    whole = Order.fresh(0, 12)
    one, other = (whole.with_states(enumerate(chosen, 1)) for chosen in (states, others))

    both = one.showing_also(other)

    wanted = [n for n in range(1, 13) if State.DATA in (states[n - 1], others[n - 1])]
    assert [n for lo, hi in both.ranges(0, 12) for n in range(lo, hi + 1)] == wanted
    assert [both.position(n) for n in wanted] == list(range(len(wanted)))
