from __future__ import annotations

import pytest

from curator.errors import ConflictError, OperationError
from curator.operations import (
    AddColumn,
    ChangeCase,
    DropColumns,
    FindReplace,
    HideColumns,
    MoveColumns,
    Operation,
    RenameColumn,
    RetitleColumn,
    SetCells,
    UnhideColumns,
)
from curator.store import Dataset
from curator.tables import Value


def names(dataset: Dataset, at: int | None = None) -> list[str]:
    return [column.name for column in dataset.view(at).columns]


def rows(dataset: Dataset, at: int | None = None) -> list[tuple[Value, ...]]:
    return [row.cells for row in dataset.view(at).rows()]


@pytest.mark.parametrize(
    ("operation", "after"),
    [
        (MoveColumns(("code", "country"), "first"), ["code", "country", "city"]),
        (MoveColumns(("country",), "last"), ["city", "code", "country"]),
        (MoveColumns(("code",), "before", "city"), ["country", "code", "city"]),
        (MoveColumns(("country",), "after", "city"), ["city", "country", "code"]),
    ],
)
def test_moved_columns_stand_where_they_were_sent(
    cities: Dataset, operation: Operation, after: list[str]
) -> None:
    cities.apply(operation, "ada")

    assert names(cities) == after
    assert dict(zip(after, rows(cities)[0], strict=True)) == {
        "country": "Iran", "city": " Tehran ", "code": "001"
    }  # fmt: skip
    assert names(cities, 1) == ["country", "city", "code"]
    cities.undo("ada")
    assert names(cities) == ["country", "city", "code"]


def test_a_moved_column_is_a_difference_of_place(cities: Dataset) -> None:
    cities.apply(MoveColumns(("code",)), "ada")

    assert {(d.column, d.field) for d in cities.diff(1)} == {
        (name, "place") for name in ("country", "city", "code")
    }
    assert names(cities) == ["code", "country", "city"]


@pytest.mark.parametrize(
    ("operation", "why"),
    [
        (MoveColumns((), "first"), "shall move"),
        (MoveColumns(("city",), "after"), "Give the column"),
        (MoveColumns(("city",), "after", "city"), "beside itself"),
        (MoveColumns(("town",), "first"), "no column"),
        (AddColumn("CITY"), "already"),
        (AddColumn("  "), "at least one letter"),
        (DropColumns(()), "shall go"),
        (DropColumns(("country", "city", "code")), "must stay"),
        (HideColumns(("country", "city", "code")), "must stay"),
    ],
)
def test_what_does_not_fit_is_refused(cities: Dataset, operation: Operation, why: str) -> None:
    with pytest.raises(OperationError, match=why):
        cities.apply(operation, "ada")

    assert cities.view().revision == 1


def test_what_is_no_choice_is_refused() -> None:
    with pytest.raises(OperationError, match="upper, lower, title"):
        ChangeCase("sponge")


def test_an_added_column_has_its_value_in_every_row_and_no_ink(cities: Dataset) -> None:
    cities.apply(AddColumn("کشور", "ایران", "after", "country"), "ada")

    assert names(cities) == ["country", "کشور", "city", "code"]
    assert [row[1] for row in rows(cities)] == ["ایران"] * 4
    assert cities.origins(2, "کشور") == []


def test_an_added_column_goes_with_undo_unless_it_was_filled(cities: Dataset) -> None:
    cities.apply(AddColumn("note"), "ada")
    cities.apply(SetCells((2,), ("note",), (("x",),)), "ada")
    cities.undo("ada")
    cities.undo("ada")
    assert names(cities) == ["country", "city", "code"]

    cities.redo("ada")
    cities.redo("ada")
    with pytest.raises(ConflictError):
        cities.undo("ada", 2)
    assert names(cities)[-1] == "note"


def test_dropped_columns_come_back_with_their_cells(cities: Dataset) -> None:
    before = rows(cities)
    cities.apply(DropColumns(("city",)), "ada")
    assert rows(cities)[0] == ("Iran", "001")
    cities.apply(FindReplace("a", "b"), "ada")
    cities.undo("ada", 2)

    assert names(cities) == ["country", "city", "code"]
    assert [row[1] for row in rows(cities)] == [row[1] for row in before]


def test_a_dropped_column_whose_name_was_taken_is_left(cities: Dataset) -> None:
    cities.apply(DropColumns(("city",)), "ada")
    cities.apply(RenameColumn("country", "city"), "ada")
    cities.apply(MoveColumns(("code",)), "ada")

    with pytest.raises(ConflictError):
        cities.undo("ada", 2)


def test_hidden_columns_are_in_the_view_and_marked(cities: Dataset) -> None:
    cities.apply(HideColumns(("country", "city")), "ada")
    assert [column.hidden for column in cities.view().columns] == [True, True, False]
    assert names(cities) == ["country", "city", "code"]

    cities.apply(UnhideColumns(("city",)), "ada")
    assert [column.hidden for column in cities.view().columns] == [True, False, False]
    cities.apply(UnhideColumns(), "ada")
    assert not any(column.hidden for column in cities.view().columns)


def test_a_title_changes_and_the_name_stays(cities: Dataset) -> None:
    cities.apply(RetitleColumn("city", " City or town "), "ada")
    assert cities.view().columns[1].title == "City or town"
    assert names(cities)[1] == "city"

    cities.apply(RetitleColumn("city"), "ada")
    assert cities.view().columns[1].title == ""


@pytest.mark.parametrize(
    ("to", "before", "after"),
    [
        ("upper", "straße", "STRASSE"),
        ("lower", "ΟΔΟΣ", "οδος"),
        ("title", "o'brien’s ÉCOLE-mère e\u0301t", "O'brien’s École-Mère E\u0301t"),
        ("title", "ǆungla 3rd", "ǅungla 3Rd"),
        ("upper", "تهران काठमाडौँ", "تهران काठमाडौँ"),
    ],
)
def test_case_follows_unicode(cities: Dataset, to: str, before: str, after: str) -> None:
    cities.apply(SetCells((2,), ("city",), ((before,),)), "ada")
    cities.apply(ChangeCase(to, ("city",)), "ada")

    assert rows(cities)[0][1] == after
