from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select

from curator.arrangement import Arrangement, SortKey, filter_of
from curator.store import Dataset, Store
from screens.arrange import ArrangeScreen
from screens.arranged_line import ArrangedLine
from screens.editor import EditorScreen
from screens.keyboard.active import live_actions
from screens.widgets.grid import Grid
from tests.conftest import Found
from tests.driving import press, settled
from tests.screens.test_editor import burst, editing

TOWNS = [
    ["town", "count"],
    ["Rasht", "9"],
    ["Lyon", "10"],
    ["کرمان", "۱۱"],
    ["Bam", None],
    ["Lyon", "2"],
]


@pytest.fixture
def towns(store: Store, found: Found, file: Path) -> Dataset:
    return store.add(found(TOWNS), file, "ada", "towns")


@asynccontextmanager
async def at_towns(store: Store, towns: Dataset) -> AsyncIterator[Pilot[None]]:
    async with editing(store, towns) as pilot:
        yield pilot


def shown(pilot: Pilot[None]) -> list[tuple[int | None, str]]:
    """Return number and town of each row of the grid."""
    view = pilot.app.screen.query_one(Grid).view
    assert view is not None
    rows = enumerate(view.window(0, 99))
    return [(view.number(place, row.id), str(row.cells[0])) for place, row in rows]


def line(pilot: Pilot[None]) -> str:
    told = pilot.app.screen.query_one(ArrangedLine)
    return str(told.content) if told.display else ""


async def test_a_column_of_numbers_is_sorted_as_numbers(store: Store, towns: Dataset) -> None:
    async with at_towns(store, towns) as pilot:
        await press(pilot, "down", "right", "left_square_bracket")

        assert [number for number, _town in shown(pilot)] == [5, 1, 2, 3, 4]
        assert "sorted by ▲ count as numbers" in line(pilot)
        assert "5 of 5 rows shown" in line(pilot)
        assert pilot.app.screen.query_one(Grid).cursor == (0, 1)

        await press(pilot, "right_square_bracket")
        assert [number for number, _town in shown(pilot)] == [3, 2, 1, 5, 4]


async def test_only_rows_with_the_value_of_a_cell(store: Store, towns: Dataset) -> None:
    async with at_towns(store, towns) as pilot:
        await press(pilot, "down", "comma")

        assert shown(pilot) == [(2, "Lyon"), (5, "Lyon")]
        assert "2 of 5 rows shown · town is Lyon" in line(pilot)


async def test_escape_shows_all_rows_and_stays_on_the_row(store: Store, towns: Dataset) -> None:
    async with at_towns(store, towns) as pilot:
        await press(pilot, "down", "comma", "down", "escape")

        assert len(shown(pilot)) == 5
        assert line(pilot) == ""
        assert pilot.app.screen.query_one(Grid).cursor == (4, 0)
        assert isinstance(pilot.app.screen, EditorScreen)


async def test_escape_stops_what_is_being_made(store: Store, towns: Dataset) -> None:
    async with at_towns(store, towns) as pilot:
        await burst(pilot, "comma", "escape")

        assert len(shown(pilot)) == 5
        assert line(pilot) == ""
        assert not [worker for worker in pilot.app.workers if worker.group == "arrange"]
        assert isinstance(pilot.app.screen, EditorScreen)


async def test_an_edit_goes_to_the_row_that_is_seen_and_the_row_stays(
    store: Store, towns: Dataset
) -> None:
    async with at_towns(store, towns) as pilot:
        await press(pilot, "down", "comma", "down", "enter", *"s", "enter", "enter")

        assert towns.view().window(4, 1)[0].cells[0] == "Lyons"
        assert shown(pilot) == [(2, "Lyon"), (5, "Lyons")]
        assert "as of revision 1" in line(pilot)

        await press(pilot, "r")
        assert shown(pilot) == [(2, "Lyon")]
        await press(pilot, "ctrl+z", "r")
        assert shown(pilot) == [(2, "Lyon"), (5, "Lyon")]


async def test_a_note_goes_to_the_row_that_is_seen(store: Store, towns: Dataset) -> None:
    async with at_towns(store, towns) as pilot:
        await press(pilot, "down", "comma", "down", "f4", *"sure?", "enter")

        (note,) = towns.annotations()
        assert towns.view().locate(note.place.row_id or 0) == 4


async def test_a_row_is_gone_to_by_its_own_number(store: Store, towns: Dataset) -> None:
    async with at_towns(store, towns) as pilot:
        await press(pilot, "left_square_bracket", "f5", "1", "enter")
        grid = pilot.app.screen.query_one(Grid)
        view = grid.view

        assert view is not None
        assert view.number(grid.cursor_row, grid.current_row_id()) == 1


async def test_keys_and_filters_are_chosen_in_a_dialog(store: Store, towns: Dataset) -> None:
    async with at_towns(store, towns) as pilot:
        await press(pilot, "right", "f11", *"> 5", "enter", "shift+tab")
        pilot.app.screen.query_one("#way", Select).value = "text:desc"
        pilot.app.screen.query_one("#column", Select).value = "town"
        await press(pilot, "f4", "f9")

        assert shown(pilot) == [(3, "کرمان"), (1, "Rasht"), (2, "Lyon")]
        assert "∩" in header(pilot)
        assert "▼" in header(pilot)


def header(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(Grid).render_line(0).text


async def test_what_means_nothing_is_told_in_the_dialog(store: Store, towns: Dataset) -> None:
    async with at_towns(store, towns) as pilot:
        await press(pilot, "f11", *"gossip", "f9")
        dialog = pilot.app.screen

        assert isinstance(dialog, ArrangeScreen)
        assert "no condition" in str(dialog.query_one("#refusal").render())
        assert dialog.query_one(Input).value == "gossip"


async def test_a_line_is_turned_round_and_taken_away(store: Store, towns: Dataset) -> None:
    given = Arrangement(
        (SortKey("town"),), (filter_of("town not blank", ["town"]), filter_of("* noted", ["town"]))
    )
    async with at_towns(store, towns) as pilot:
        chosen: list[Arrangement | None] = []
        await pilot.app.push_screen(ArrangeScreen(given, ["town"], "town"), chosen.append)
        await settled(pilot)
        await press(pilot, "shift+tab", "shift+tab", "shift+tab", "f2", "down", "down", "delete")
        await press(pilot, "f9")

        assert chosen == [Arrangement((SortKey("town", descending=True),), given.filters[:1])]


async def test_every_way_to_arrange_stands_in_the_palette(store: Store, towns: Dataset) -> None:
    async with at_towns(store, towns) as pilot:
        told = [each.does for each in live_actions(pilot.app.screen)]

        for words in (
            "Sort by this column ▲",
            "Sort by this column ▼",
            "Only rows with this cell's value",
            "Sort and filter",
            "Sort and filter again",
            "Show all rows in order",
        ):
            assert words in told
