from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.annotations import Place
from curator.errors import Cancelled, UnknownNameError
from curator.operations import SetCells
from curator.store import Dataset, Hit, Store, search
from curator.values import folded
from tests.conftest import Found

LETTERS = st.text("abAéß يیكکہ\u200cة0۱٢३\u064b -", min_size=1, max_size=6)


def found_in(store: Store, text: str) -> list[Hit]:
    return list(search(store, text, lambda _done, _total: None))


def test_names_titles_columns_notes_and_cells_are_searched(store: Store, cities: Dataset) -> None:
    cities.annotate(Place(3, "city"), "doubt", "is Tehran meant?", "bob")

    hits = found_in(store, "TEHRAN")

    assert [(hit.what, hit.row, hit.place.column) for hit in hits] == [
        ("note", 2, "city"),
        ("cell", 1, "city"),
    ]
    assert hits[1].text == "Tehran"
    assert [hit.what for hit in found_in(store, "cit")] == ["name", "column"]


def test_yeh_kaf_joiners_and_digits_are_found_however_they_are_written(
    store: Store, found: Found, file: Path
) -> None:
    rows = [["شهر", "سال"], ["كرمانشاه", "۱۴۰۲"], ["می\u200cبد", "1402"], ["علي", None]]
    store.add(found(rows), file, "ada", "شهرها")

    assert [hit.text for hit in found_in(store, "کرمان")] == ["كرمانشاه"]
    assert [hit.text for hit in found_in(store, "میبد")] == ["می\u200cبد"]
    assert [hit.text for hit in found_in(store, "علی")] == ["علي"]
    assert [hit.row for hit in found_in(store, "١٤٠٢")] == [1, 2]
    assert [hit.what for hit in found_in(store, "شهر")] == ["name", "column"]


def test_deleted_rows_are_not_found_and_rows_are_numbered_as_shown(
    store: Store, cities: Dataset
) -> None:
    from curator.operations import DeleteRows

    cities.apply(DeleteRows((2,)), "ada")

    assert found_in(store, "Tehran") == []
    assert [hit.row for hit in found_in(store, "Pokhara")] == [2]


def test_a_cell_that_holds_the_sign_between_cells_is_found(store: Store, cities: Dataset) -> None:
    cities.apply(SetCells((2,), ("city",), (("a\x1fb",),)), "ada")

    assert [hit.row for hit in found_in(store, "a\x1fb")] == [1]


def test_search_stops_when_it_is_told_to(store: Store, cities: Dataset) -> None:
    def stop(_done: int, _total: int | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        list(search(store, "x", stop))


def test_nothing_cannot_be_looked_for(store: Store) -> None:
    with pytest.raises(UnknownNameError):
        found_in(store, " \u200c ")


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cells=st.lists(LETTERS, min_size=1, max_size=4), needle=LETTERS)
def test_exactly_the_cells_that_hold_the_text_are_found(
    cells: list[str], needle: str, store: Store, found: Found, file: Path
) -> None:
    if not folded(needle.strip()):
        return
    header = [str(place) for place in range(len(cells))]
    dataset = store.add(found([header, cells]), file, "ada")

    hits = [
        hit.place.column
        for hit in found_in(store, needle)
        if hit.what == "cell" and hit.dataset.id == dataset.id
    ]

    columns = [column.name for column in dataset.view().columns]
    holding = [
        column
        for column, cell in zip(columns, cells, strict=True)
        if folded(needle.strip()) in folded(cell)
    ]
    assert hits == holding
