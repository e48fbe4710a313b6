from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from curator.errors import OperationError
from curator.export import Delimited, export
from curator.operations import ParseNumber
from curator.store import Dataset, Store
from curator.tables import Value
from tests.conftest import Found


@pytest.fixture
def prices(store: Store, found: Found, file: Path) -> Prices:
    return Prices(store, found, file)


class Prices:
    """Makes a dataset of one column."""

    def __init__(self, store: Store, found: Found, file: Path) -> None:
        self.store, self.found, self.file = store, found, file

    def of(self, *texts: str | None) -> Dataset:
        rows: Sequence[Sequence[str | None]] = [["price"], *([text] for text in texts)]
        return self.store.add(self.found(rows), self.file, "ada")


def column(dataset: Dataset) -> list[Value]:
    return [row.cells[0] for row in dataset.view().rows()]


def test_one_telling_number_decides_for_the_whole_column(prices: Prices) -> None:
    dataset = prices.of("۱٬۲۳۴٫۵", "(۷)", None, "−3", "n/a", "001")
    revision = dataset.apply(ParseNumber("price"), "ada")

    assert column(dataset) == [1234.5, -7, None, -3, "n/a", "001"]
    assert dataset.view().columns[0].type == "number"
    assert revision is not None
    assert [(left.count, left.reason) for left in revision.left] == [
        (1, "row 5 left as it is: price has no number as the others are written"),
        (1, "row 6 left as it is: price has leading zeros, as codes have them"),
    ]


def test_whole_numbers_make_an_integer_column_and_undo_gives_the_text_back(prices: Prices) -> None:
    dataset = prices.of("1 234", "5", "9223372036854775808")
    dataset.apply(ParseNumber("price"), "ada")

    assert column(dataset) == [1234, 5, "9223372036854775808"]
    assert dataset.view().columns[0].type == "integer"
    dataset.undo("ada")
    assert column(dataset) == ["1 234", "5", "9223372036854775808"]
    assert dataset.view().columns[0].type == "string"


def test_an_ambiguous_column_is_refused_with_both_readings(prices: Prices) -> None:
    dataset = prices.of("12", "1.234")
    with pytest.raises(OperationError, match=r"“1.234”.* as 1\.234 or as 1234,"):
        dataset.apply(ParseNumber("price"), "ada")

    dataset.apply(ParseNumber("price", decimal="comma"), "ada")
    assert column(dataset) == [12, 1234]


def test_a_column_written_in_two_ways_is_refused_with_both(prices: Prices) -> None:
    dataset = prices.of("1,5", "1.5", "1,234.5")
    with pytest.raises(OperationError, match=r"“1,5” and “1.5”|“1,5” and “1,234.5”"):
        dataset.apply(ParseNumber("price"), "ada")

    revision = dataset.apply(ParseNumber("price", "point", "comma"), "ada")
    assert column(dataset) == ["1,5", 1.5, 1234.5]
    assert revision is not None
    assert revision.left[0].count == 1


@pytest.mark.parametrize(("percent", "value"), [("strip", 12.5), ("divide", 0.125)])
def test_percentages_are_read_where_it_is_said(prices: Prices, percent: str, value: float) -> None:
    dataset = prices.of("12.5%", "12.5 ٪")
    dataset.apply(ParseNumber("price", percent=percent), "ada")

    assert column(dataset) == [value, value]


def test_a_column_without_numbers_is_refused(prices: Prices) -> None:
    with pytest.raises(OperationError, match="No text in column 'price' is a number"):
        prices.of("a", "007").apply(ParseNumber("price"), "ada")


def test_one_mark_cannot_be_both(prices: Prices) -> None:
    with pytest.raises(OperationError, match="One mark"):
        prices.of("1").apply(ParseNumber("price", "comma", "comma"), "ada")


def test_a_decimal_that_a_float_would_change_is_left_and_told(prices: Prices) -> None:
    dataset = prices.of("0.1", "12345678901234567.25")
    revision = dataset.apply(ParseNumber("price"), "ada")

    assert column(dataset) == [0.1, "12345678901234567.25"]
    assert revision is not None
    assert "more digits than a number keeps exactly" in revision.left[0].reason


def test_many_left_rows_are_counted_and_the_first_named(prices: Prices) -> None:
    dataset = prices.of("1", *(f"x{n}" for n in range(30)))
    revision = dataset.apply(ParseNumber("price"), "ada")

    assert revision is not None
    assert revision.left[0].count == 30
    assert "rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 20 more left" in revision.left[0].reason


@pytest.mark.parametrize("escape", [True, False])
def test_numbers_are_exported_in_plain_decimal(
    prices: Prices, tmp_path: Path, escape: bool
) -> None:
    dataset = prices.of("10000000000000000.0", "0.00001", "-7", "1.50")
    dataset.apply(ParseNumber("price"), "ada")

    view = dataset.view()
    exported = export(view, Delimited(escape=escape), tmp_path, {}, lambda _done, _total: None)

    text = (exported.folder / exported.files[0].name).read_text()
    assert text.split() == ["price", "10000000000000000.0", "0.00001", "-7", "1.5"]
