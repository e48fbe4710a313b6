"""Tables of several sheets as one: where its rows stand, and what is merged there."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from extractors import Found, Options, Spool, read
from screens.found_view import FoundView


def counties(folder: Path) -> Path:
    """Write two sheets of one header, each with a title, and a merged cell in the second."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, first in (("north", 1), ("south", 3)):
        sheet = book.create_sheet(name)
        for row in (
            ["Ships by port"],
            [],
            ["port", "ships", "boats"],
            ["a", first, 7],
            ["b", 8, 9],
        ):
            sheet.append(row)
    book["south"].merge_cells("B5:C5")
    path = folder / "counties.xlsx"
    book.save(path)
    return path


def stacked(path: Path, spool: Spool) -> Found:
    """Read the one table of a file, whose sheets are put together."""
    (found,) = (spool.keep(table) for table in read(path, Options(stack=True)))
    return found


def test_the_rows_of_each_sheet_are_a_stretch_that_names_it(tmp_path: Path) -> None:
    with Spool() as spool:
        found = stacked(counties(tmp_path), spool)

        assert [row[:2] for row in found.window(0, 5)] == [
            (None, "port"),
            ("north", "a"),
            ("north", "b"),
            ("south", "a"),
            ("south", "b"),
        ]
        assert [found.stretch(row)[1].sheet for row in range(5)] == ["north"] * 3 + ["south"] * 2
        assert found.sheets() == ["north", "south"]
        assert [found.end_of_stretch(row) for row in (2, 3)] == [3, 5]


def test_a_cell_is_placed_and_seen_in_its_own_sheet(tmp_path: Path) -> None:
    with Spool() as spool:
        view = FoundView(stacked(counties(tmp_path), spool))

        assert view.place(2, 1) == "cell A4"
        assert view.place(2, 0) == "sheet south"
        part, place = view.sheet(2, 2)
        assert (part.title, part.first_row, place) == ("sheet south", 4, (0, 1))
        assert [row[0] for row in part.rows] == ["a", "b"]
        assert view.sheet(2, 0) == (part, None)
