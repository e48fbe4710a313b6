from __future__ import annotations

import sqlite3

import pytest

from curator.annotations import Place
from curator.errors import OperationError
from curator.operations import (
    DeleteRows,
    InsertRows,
    MergeRows,
    Operation,
    RestoreRows,
    SetCells,
    SplitRows,
)
from curator.store import Dataset, Store, examine
from curator.tables import Value


def rows(dataset: Dataset, at: int | None = None) -> list[tuple[Value, ...]]:
    return [row.cells for row in dataset.view(at).rows()]


def ids(dataset: Dataset) -> list[int]:
    return [row.id for row in dataset.view().rows()]


def sound(store: Store) -> bool:
    return all(found.state == "sound" for found in examine(store, lambda _done, _total: None))


def test_restored_rows_stand_where_they_stood(cities: Dataset) -> None:
    before = rows(cities)
    cities.apply(DeleteRows((3, 4)), "ada")
    cities.apply(InsertRows((2,), 1), "ada")
    cities.apply(RestoreRows((4, 3)), "ada")

    found = rows(cities)
    assert [found[0], *found[2:]] == before
    cities.undo("ada")
    assert len(rows(cities)) == 3


def test_only_a_deleted_row_can_be_restored(cities: Dataset) -> None:
    for row_id in (1, 2, 99):
        with pytest.raises(OperationError, match=f"no deleted row with the id {row_id}"):
            cities.apply(RestoreRows((row_id,)), "ada")


@pytest.fixture
def lines(cities: Dataset) -> Dataset:
    """Rows of which the second holds three lines in two of its cells."""
    block = (("Rasht\r\nAnzali\n\nLahijan", "1\n2\n\n3\n"),)
    cities.apply(SetCells((3,), ("city", "code"), block), "ada")
    cities.apply(SetCells((3,), ("country",), ((7,),)), "ada")
    return cities


def test_a_split_row_keeps_the_first_values_and_its_annotations(lines: Dataset) -> None:
    number = lines.annotate(Place(3, "city"), "doubt", "really?", "ada")
    lines.apply(SplitRows(("city", "code")), "ada")

    assert rows(lines)[1:5] == [
        (7, "Rasht", "1"),
        (7, "Anzali", "2"),
        (7, None, None),
        (7, "Lahijan", "3"),
    ]
    assert ids(lines)[1] == 3
    assert [note.number for note in lines.annotations_on(ids(lines)[3])] == [number]


def test_the_other_cells_of_new_rows_are_blank_where_that_is_wished(lines: Dataset) -> None:
    lines.apply(SetCells((3,), ("city", "code"), (("a; b", "x"),)), "ada")
    lines.apply(SplitRows(("city", "code"), ";", "blank"), "ada")

    assert rows(lines)[1:3] == [(7, "a", "x"), (None, "b", None)]


def test_a_split_row_finds_the_ink_of_its_parent(store: Store, lines: Dataset) -> None:
    lines.apply(SplitRows(("city", "code")), "ada")
    lines.apply(SetCells((ids(lines)[2],), ("city",), (("An-za-li",),)), "ada")
    lines.apply(SplitRows(("city",), "-"), "ada")

    for row_id in ids(lines)[1:7]:
        (origin,) = lines.origins(row_id, "city")
        assert (origin.text, origin.reference) == ("Rasht", "record 3, field 2")
    assert sound(store)


def test_cells_that_disagree_how_many_values_there_are_leave_the_row(lines: Dataset) -> None:
    lines.apply(SetCells((3, 4), ("city", "code"), (("a\nb", "1\n2\n3"), ("c\nd", "4\n5"))), "ada")
    revision = lines.apply(SplitRows(("city", "code")), "ada")

    assert revision is not None
    (left,) = revision.left
    assert (left.count, left.reason) == (
        1,
        "row 2 left as it is: cells that hold different numbers of values",
    )
    assert rows(lines)[1][1] == "a\nb"
    assert [row[1] for row in rows(lines)[2:4]] == ["c", "d"]


def test_merged_rows_are_one_and_name_all_their_ink(store: Store, cities: Dataset) -> None:
    cities.annotate(Place(4), "doubt", "one town?", "ada")
    cities.apply(MergeRows((4, 2, 3), " | "), "ada")

    assert rows(cities) == [
        ("Iran | Nepal", " Tehran  | Rasht | Pokhara", "001 | 002"),
        (None, None, "004"),
    ]
    merged = ids(cities)[0]
    found = [(origin.text, origin.reference) for origin in cities.origins(merged, "code")]
    assert found == [
        ("001", "record 2, field 3"),
        ("002", "record 3, field 3"),
        (None, "record 4, field 3"),
    ]
    assert [note.text for note in cities.annotations_on(merged)] == ["one town?"]
    assert sound(store)


def test_merging_keeps_single_numbers_and_takes_equal_values_once(cities: Dataset) -> None:
    cities.apply(SetCells((2, 3), ("country", "code"), (("Iran", 1), ("Iran", None))), "ada")
    cities.apply(MergeRows((2, 3), "\\n", once=True), "ada")

    assert rows(cities)[0] == ("Iran", " Tehran \nRasht", 1)


def test_splitting_takes_back_what_merging_joined(cities: Dataset) -> None:
    before = [row[1] for row in rows(cities)[1:3]]
    cities.apply(MergeRows((3, 4), ";"), "ada")
    cities.apply(SplitRows(("city",), ";"), "ada")

    assert [row[1] for row in rows(cities)[1:3]] == before


@pytest.mark.parametrize(
    ("operation", "why"),
    [
        (MergeRows((2,)), "two rows or more"),
        (MergeRows((2, 2)), "two rows or more"),
        (MergeRows((2, 4)), "one below the other"),
        (SplitRows(("city",), ""), "separator"),
        (SplitRows(()), "Give the columns"),
    ],
)
def test_what_does_not_fit_is_refused(cities: Dataset, operation: Operation, why: str) -> None:
    with pytest.raises(OperationError, match=why):
        cities.apply(operation, "ada")


@pytest.mark.parametrize("operation", [SplitRows(("city", "code")), MergeRows((2, 3, 4))])
def test_undo_and_redo_of_splits_and_merges_are_exact(
    store: Store, lines: Dataset, operation: Operation
) -> None:
    before, order = rows(lines), ids(lines)
    lines.apply(operation, "ada")
    after, later = rows(lines), ids(lines)

    lines.undo("ada")
    assert (rows(lines), ids(lines)) == (before, order)
    lines.redo("ada")
    assert (rows(lines), ids(lines)) == (after, later)
    assert sound(store)


def test_a_forged_or_orphaned_parent_is_found(store: Store, lines: Dataset) -> None:
    lines.apply(SplitRows(("city", "code")), "ada")
    lines.apply(MergeRows(tuple(ids(lines)[:2])), "ada")
    store.close()

    with sqlite3.connect(store.path) as raw:
        raw.execute("DROP TRIGGER parent_no_update")
        raw.execute("UPDATE parent SET parent = 77 WHERE parent = 3 AND rid < 1 << 62")
    raw.close()
    with Store.read(store.path) as opened:
        words = " ".join(found.words for found in examine(opened, lambda _done, _total: None))
    assert "come from rows that are not there" in words
    assert "is not what it was when it was written" in words


def test_deleted_rows_are_listed_with_who_and_where(cities: Dataset) -> None:
    cities.apply(DeleteRows((3,)), "bob", "twice")
    cities.apply(DeleteRows((5,)), "ada")
    cities.apply(InsertRows((), 2), "ada")
    cities.undo("ada")

    found = [(d.row_id, d.below, d.revision, d.who, d.why) for d in cities.deletions()]
    assert found == [(3, 1, 2, "bob", "twice"), (5, 2, 3, "ada", None)]
    (gone,) = cities.view().rows_of([3])
    assert gone.cells == (None, "Rasht", "002")


def test_a_row_whose_making_was_undone_is_no_deleted_row(cities: Dataset) -> None:
    cities.apply(InsertRows((2,), 1), "ada")
    for _ in range(2):
        cities.undo("ada")
        assert cities.deletions() == []
        cities.redo("ada")
    (fresh,) = set(ids(cities)) - {2, 3, 4, 5}
    cities.apply(DeleteRows((fresh,)), "ada")

    assert [deletion.row_id for deletion in cities.deletions()] == [fresh]


def test_the_history_of_a_merged_cell_begins_with_its_parents(cities: Dataset) -> None:
    cities.apply(SetCells((2,), ("code",), (("01",),)), "bob", "printed so")
    cities.apply(MergeRows((2, 3), "-"), "ada")
    merged = ids(cities)[0]
    cities.apply(SetCells((merged,), ("code",), (("x",),)), "ada")

    told = [(r.number, before, after) for r, before, after in cities.cell_history(merged, "code")]
    assert told == [(4, "01-002", "x"), (3, None, "01-002"), (2, "001", "01")]
    assert [entry.number for entry in cities.history(merged, "code")] == [4, 3, 2, 1, 1]


def test_what_a_parent_goes_through_after_the_split_is_its_own(lines: Dataset) -> None:
    lines.apply(SplitRows(("city", "code")), "ada")
    split = ids(lines)[2]
    lines.apply(SetCells((3,), ("city",), (("Raşt",),)), "ada")

    told = [(r.number, after) for r, _before, after in lines.cell_history(split, "city")]
    assert told == [(4, "Anzali"), (2, "Rasht\r\nAnzali\n\nLahijan")]
