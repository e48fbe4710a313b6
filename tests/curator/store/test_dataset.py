from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from curator.annotations import Place
from curator.errors import ConflictError, NothingToDoError, OperationError, UnknownNameError
from curator.operations import (
    CollapseWhitespace,
    DeleteRows,
    FillDown,
    FindReplace,
    InsertRows,
    RenameColumn,
    SetCells,
    SetHeaderRows,
)
from curator.sources import ExtractedTable
from curator.store import Dataset, Store
from curator.tables import Value


def rows(dataset: Dataset, at: int | None = None) -> list[tuple[Value, ...]]:
    return [row.cells for row in dataset.view(at).rows()]


def test_text_stays_as_found(cities: Dataset) -> None:
    assert rows(cities) == [
        ("Iran", " Tehran ", "001"),
        (None, "Rasht", "002"),
        ("Nepal", "Pokhara", None),
        (None, None, "004"),
    ]


def test_every_revision_stays_readable(cities: Dataset) -> None:
    before = rows(cities)
    cities.apply(FillDown(("country",)), "ada")
    cities.apply(RenameColumn("city", "place"), "ada")
    cities.apply(DeleteRows((2,)), "ada")

    assert rows(cities, 1) == before
    assert [column.name for column in cities.view(2).columns] == ["country", "city", "code"]
    assert [column.name for column in cities.view().columns] == ["country", "place", "code"]
    assert rows(cities, 3)[0] == ("Iran", " Tehran ", "001")
    assert rows(cities)[0] == ("Iran", "Rasht", "002")


def test_a_view_keeps_showing_its_revision(cities: Dataset) -> None:
    view = cities.view()
    cities.apply(SetCells((2,), ("city",), (("Shiraz",),)), "bob")

    assert view.window(0, 1)[0].cells[1] == " Tehran "
    assert view.revision == 1


def test_undo_appends(cities: Dataset) -> None:
    cities.apply(FillDown(("country",)), "ada")
    cities.undo("ada")

    assert cities.view().revision == 3
    assert rows(cities) == rows(cities, 1)
    cities.redo("ada")
    assert rows(cities) == rows(cities, 2)


def test_undo_takes_back_step_after_step(cities: Dataset) -> None:
    for number in range(3):
        cities.apply(SetCells((2,), ("city",), ((f"v{number}",),)), "ada")
    for expected in ("v1", "v0", " Tehran "):
        cities.undo("ada")

        assert rows(cities)[0][1] == expected
    for expected in ("v0", "v1", "v2"):
        cities.redo("ada")

        assert rows(cities)[0][1] == expected


def test_undo_of_an_earlier_revision_leaves_what_was_changed_since(cities: Dataset) -> None:
    cities.apply(FindReplace("0", "9", ("code",)), "ada")
    cities.apply(SetCells((2,), ("code",), (("mine",),)), "bob")

    taken = cities.undo("ada", revision=2)

    assert [cells[2] for cells in rows(cities)] == ["mine", "002", None, "004"]
    assert [entry.reason for entry in taken.left] == [
        "row 1, code: changed again since, left as it is"
    ]


def test_undo_of_what_was_wholly_changed_since_is_refused(cities: Dataset) -> None:
    cities.apply(SetCells((2,), ("code",), (("a",),)), "ada")
    cities.apply(SetCells((2,), ("code",), (("b",),)), "ada")

    with pytest.raises(ConflictError, match="revision 2"):
        cities.undo("ada", revision=2)
    assert cities.view().revision == 3


def test_undo_of_a_rename_gives_way_where_the_name_is_taken(cities: Dataset) -> None:
    cities.apply(RenameColumn("country", "land"), "ada")
    cities.apply(RenameColumn("city", "country"), "bob")

    with pytest.raises(ConflictError):
        cities.undo("ada", revision=2)
    assert [column.name for column in cities.view().columns] == ["land", "country", "code"]


def test_undo_of_an_insertion_leaves_a_row_that_somebody_filled(cities: Dataset) -> None:
    cities.apply(InsertRows((2,), 2), "ada")
    filled = cities.view().row_id(2)
    cities.apply(SetCells((filled,), ("city",), (("precious",),)), "bob")

    taken = cities.undo("ada", revision=2)

    assert [cells[1] for cells in rows(cities)] == [
        " Tehran ", "precious", "Rasht", "Pokhara", None
    ]  # fmt: skip
    assert "its cells were changed since" in taken.left[0].reason


def test_rows_inserted_at_the_top_stand_below_the_header(cities: Dataset) -> None:
    cities.apply(InsertRows((), 1), "ada")
    cities.apply(SetHeaderRows(0), "ada")

    assert rows(cities)[:2] == [("country", "city", "code"), (None, None, None)]


def test_many_columns_are_changed_at_once(cities: Dataset, store: Store) -> None:
    from curator.sources import Batch, ExtractedTable, Source, TableHead

    wide = [[f"c{number}" for number in range(600)], *([["a"] * 600] * 70)]
    path = store.path.with_name("wide.csv")
    path.write_text("x")
    head = TableHead(600, 1, extractor={"name": "delimited"})
    table = ExtractedTable(Source.of(path, "text/csv"), head, iter([Batch(wide)]))
    dataset = store.add(table, path, "ada")

    revision = dataset.apply(FindReplace("a", "b"), "ada")

    assert revision is not None
    assert revision.cells == 70 * 600
    assert set(rows(dataset)) == {("b",) * 600}
    dataset.undo("ada")
    assert set(rows(dataset)) == {("a",) * 600}


def test_edits_find_their_changes_by_the_revision(cities: Dataset, store: Store) -> None:
    plans = [
        row[3]
        for row in store.connections.reader().execute(
            "EXPLAIN QUERY PLAN UPDATE d1 SET c1 = g.new FROM chg g INDEXED BY chg_rev"
            " WHERE g.ds = 1 AND g.rev = 2 AND g.col = 1 AND g.rid = d1.rid"
        )
    ]

    assert any("chg_rev (ds=? AND rev=? AND col=?" in plan for plan in plans)


def test_an_annotation_is_answered_in_its_own_dataset(
    cities: Dataset, store: Store, found: Callable[..., ExtractedTable], file: Path
) -> None:
    other = store.add(found([["a"], ["1"]]), file, "ada", "other")
    number = cities.annotate(Place(2, "city"), "doubt", "?", "ada")

    with pytest.raises(UnknownNameError, match="another dataset"):
        other.answer(number, "resolved", None, "ada")
    with pytest.raises(UnknownNameError, match="no such row"):
        cities.annotate(Place(999), "doubt", "?", "ada")


def test_texts_that_are_no_utf8_are_kept_as_visible_escapes(cities: Dataset) -> None:
    cities.apply(SetCells((2,), ("city",), (("\udcff",),)), "a\udcffda", "be\udcffcause")
    cities.apply(RenameColumn("city", "to\udcffwn"), "ada")

    assert cities.view().columns[1].name == "to\\udcffwn"
    assert rows(cities)[0][1] == "\\udcff"
    assert cities.history()[1].who == "a\\udcffda"


@pytest.mark.parametrize("value", [True, float("nan"), float("inf"), 2**70])
def test_values_that_no_cell_holds_are_refused(cities: Dataset, value: float) -> None:
    with pytest.raises(OperationError, match="cannot stand in a cell"):
        cities.apply(SetCells((2,), ("city",), ((value,),)), "ada")


def test_nothing_to_undo_and_nothing_to_redo(cities: Dataset) -> None:
    with pytest.raises(NothingToDoError, match="nothing to undo"):
        cities.undo("ada")
    with pytest.raises(NothingToDoError, match="nothing to redo"):
        cities.redo("ada")


def test_a_new_step_ends_redo(cities: Dataset) -> None:
    cities.apply(FillDown(), "ada")
    cities.undo("ada")
    cities.apply(CollapseWhitespace(), "ada")

    with pytest.raises(NothingToDoError):
        cities.redo("ada")


def test_an_operation_that_changes_nothing_makes_no_revision(cities: Dataset) -> None:
    assert cities.apply(SetCells((2,), ("code",), (("001",),)), "ada") is None
    assert cities.view().revision == 1


def test_an_operation_that_does_not_fit_leaves_no_trace(cities: Dataset) -> None:
    with pytest.raises(OperationError, match="nowhere"):
        cities.apply(FillDown(("city", "nowhere")), "ada")

    assert cities.view().revision == 1


def test_deleted_rows_come_back_where_they_stood(cities: Dataset) -> None:
    before = rows(cities)
    cities.apply(DeleteRows((3, 4)), "ada")
    assert len(rows(cities)) == 2

    cities.undo("ada")

    assert rows(cities) == before


def test_rows_are_inserted_below_a_row_and_at_the_top(cities: Dataset) -> None:
    cities.apply(InsertRows((2,), 2), "ada")
    cities.apply(InsertRows((), 1), "ada")

    assert [cells[2] for cells in rows(cities)] == [None, "001", None, None, "002", None, "004"]
    view = cities.view()
    assert [view.locate(row.id) for row in view.rows()] == list(range(7))


def test_header_rows_become_data_and_back(cities: Dataset) -> None:
    cities.apply(SetHeaderRows(0), "ada")
    assert rows(cities)[0] == ("country", "city", "code")
    assert [column.name for column in cities.view().columns] == ["column_1", "column_2", "column_3"]

    cities.apply(SetHeaderRows(2), "ada")
    assert [column.name for column in cities.view().columns] == [
        "country / Iran",
        "city / Tehran",
        "code / 001",
    ]
    cities.undo("ada")
    cities.undo("ada")
    assert rows(cities) == rows(cities, 1)


def test_annotations_are_steps_of_the_history(cities: Dataset) -> None:
    number = cities.annotate(Place(2, "city"), "doubt", "spelling?", "ada")
    cities.answer(number, "answered", "as printed", "bob")
    cities.answer(number, "resolved", None, "ada")

    (note,) = cities.annotations()
    assert (note.state, [event.who for event in note.events]) == ("resolved", ["ada", "bob", "ada"])
    assert [entry.sort for entry in cities.history()][:3] == ["annotation"] * 3
    for state in ("answered", "open", "withdrawn"):
        cities.undo("ada")
        assert cities.annotations()[0].state == state
    cities.redo("ada")
    assert cities.annotations()[0].state == "open"


def test_settling_twice_is_a_conflict(cities: Dataset) -> None:
    number = cities.annotate(Place(), "question", "which year?", "ada")
    cities.answer(number, "resolved", None, "ada")

    with pytest.raises(ConflictError, match="resolved already"):
        cities.answer(number, "resolved", None, "ada")


def test_a_cell_knows_its_ink_and_its_history(cities: Dataset) -> None:
    cities.apply(SetCells((2,), ("city",), (("Tehran",),)), "bob", why="stray spaces")

    (origin,) = cities.origins(2, "city")
    assert (origin.text, origin.reference) == (" Tehran ", "record 2, field 2")
    ((revision, before, after),) = cities.cell_history(2, "city")
    assert (revision.who, revision.why, before, after) == (
        "bob",
        "stray spaces",
        " Tehran ",
        "Tehran",
    )


def test_an_inserted_row_has_no_ink(cities: Dataset) -> None:
    cities.apply(InsertRows((), 1), "ada")

    assert cities.origins(cities.view().row_id(1), "city") == []


def test_a_revision_that_is_not_there_is_named(cities: Dataset) -> None:
    with pytest.raises(UnknownNameError, match="revisions are 1 to 1"):
        cities.view(7)
