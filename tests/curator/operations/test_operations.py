from __future__ import annotations

import pytest

from curator.errors import OperationError
from curator.operations import (
    OPERATIONS,
    CollapseWhitespace,
    FillDown,
    FindReplace,
    Operation,
    RenameColumn,
    SetCells,
    SetHeaderRows,
    TrimWhitespace,
)
from curator.registry import dump
from curator.store import Dataset
from curator.tables import Value


def column(dataset: Dataset, name: str) -> list[Value]:
    view = dataset.view()
    place = view.column(name)
    return [row.cells[place] for row in view.rows()]


def test_fill_down_takes_the_nearest_value_above(cities: Dataset) -> None:
    cities.apply(FillDown(("country", "code")), "ada")

    assert column(cities, "country") == ["Iran", "Iran", "Nepal", "Nepal"]
    assert column(cities, "code") == ["001", "002", "002", "004"]


def test_trim_takes_white_space_off_both_ends_only(cities: Dataset) -> None:
    cities.apply(SetCells((2,), ("city",), (("\u00a0 New  Tehran\n",),)), "ada")
    cities.apply(TrimWhitespace(), "ada")

    assert column(cities, "city")[0] == "New  Tehran"


def test_collapse_makes_each_run_of_white_space_one_space(cities: Dataset) -> None:
    cities.apply(SetCells((2,), ("city",), (("می\u200cشود \n\t  خوب ",),)), "ada")
    cities.apply(CollapseWhitespace(("city",)), "ada")

    assert column(cities, "city")[0] == "می\u200cشود خوب"


def test_a_cell_of_white_space_alone_becomes_blank(cities: Dataset) -> None:
    cities.apply(SetCells((2,), ("city",), (("   ",),)), "ada")
    cities.apply(TrimWhitespace(), "ada")

    assert column(cities, "city")[0] is None


def test_find_and_replace_takes_text_as_it_stands(cities: Dataset) -> None:
    cities.apply(SetCells((2,), ("city",), (("a.c\\1",),)), "ada")
    cities.apply(FindReplace(".c\\1", "-\\g<0>", ("city",)), "ada")

    assert column(cities, "city")[0] == "a-\\g<0>"


def test_find_and_replace_takes_regular_expressions_over_many_columns(cities: Dataset) -> None:
    cities.apply(FindReplace(r"(\d)(\d)", r"\2\1", regex=True), "ada")

    assert column(cities, "code") == ["001", "002", None, "004"]
    cities.apply(FindReplace(r"^0+", "", ("code",), regex=True), "ada")
    assert column(cities, "code") == ["1", "2", None, "4"]


def test_find_and_replace_ignores_case_where_it_is_told_to(cities: Dataset) -> None:
    cities.apply(FindReplace("RASHT", "Rašt", ignore_case=True), "ada")

    assert column(cities, "city")[1] == "Rašt"


@pytest.mark.parametrize(
    ("find", "replace"), [("(", ""), ("a", r"\2"), ("", "x"), ("(a)", r"\g<name>")]
)
def test_an_expression_that_does_not_fit_is_refused(
    cities: Dataset, find: str, replace: str
) -> None:
    with pytest.raises(OperationError):
        cities.apply(FindReplace(find, replace, regex=True), "ada")


def test_two_columns_cannot_share_a_name(cities: Dataset) -> None:
    with pytest.raises(OperationError, match="already"):
        cities.apply(RenameColumn("city", "CODE"), "ada")


def test_a_renamed_column_keeps_the_title_that_was_found(cities: Dataset) -> None:
    cities.apply(RenameColumn("city", "town"), "ada")

    assert cities.view().columns[1].title == "city"


def test_a_block_that_does_not_fit_its_place_is_refused(cities: Dataset) -> None:
    with pytest.raises(OperationError, match="does not fit"):
        cities.apply(SetCells((2, 3), ("city",), (("a",),)), "ada")


def test_more_header_rows_than_rows_are_refused(cities: Dataset) -> None:
    with pytest.raises(OperationError, match="9 header rows"):
        cities.apply(SetHeaderRows(9), "ada")


@pytest.mark.parametrize(
    "operation",
    [
        SetCells((2,), ("city",), ((None,),)),
        FillDown(("city",)),
        FindReplace("a", "b", (), True, True),
        RenameColumn("a", "b"),
    ],
)
def test_an_operation_survives_json(operation: Operation) -> None:
    import json

    assert OPERATIONS.load(json.loads(json.dumps(dump(operation)))) == operation
