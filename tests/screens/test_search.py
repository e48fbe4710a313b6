from __future__ import annotations

from pathlib import Path

from textual.widgets import DataTable, Input, Static

from curator.store import Dataset, Store
from screens.app import CuratorApp
from screens.editor import EditorScreen
from screens.library import LibraryScreen
from screens.search import SearchScreen
from screens.widgets.grid import Grid
from tests.conftest import Found
from tests.driving import press, settled


async def test_a_hit_leads_to_its_cell(store: Store, cities: Dataset) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f2")
        await press(pilot, *"pokh", "enter")

        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        assert str(screen.query_one("#status", Static).content) == "1 place."
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, EditorScreen)
        assert pilot.app.screen.query_one(Grid).cursor == (2, 1)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_persian_names_are_found_with_arabic_letters(
    store: Store, found: Found, file: Path
) -> None:
    store.add(found([["شهر"], ["کرمان"]]), file, "ada", "شهرها")
    async with CuratorApp(store, "ada", None).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "slash")
        pilot.app.screen.query_one(Input).value = "كرمان"
        await press(pilot, "enter")

        assert pilot.app.screen.query_one(DataTable).row_count == 1


async def test_a_newer_search_replaces_the_older(store: Store, cities: Dataset) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f2", *"ra", "enter", "f2", *"sht", "enter")

        table = pilot.app.screen.query_one(DataTable)
        assert [str(table.get_row_at(row)[2]) for row in range(table.row_count)] == ["Rasht"]


async def test_what_is_nowhere_is_said_so(store: Store, cities: Dataset) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f2", *"zzz", "enter")

        words = str(pilot.app.screen.query_one("#status", Static).content)
        assert words.startswith("It is nowhere")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_a_hit_far_to_the_right_is_brought_into_sight(
    store: Store, found: Found, file: Path
) -> None:
    rows = [[f"column {place}" for place in range(30)], ["value"] * 29 + ["needle"]]
    store.add(found(rows), file, "ada", "wide")
    async with CuratorApp(store, "ada", None).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f2")
        await press(pilot, *"needle", "enter")
        await press(pilot, "down", "enter")

        grid = pilot.app.screen.query_one(Grid)
        assert grid.cursor == (0, 29)
        assert 29 in grid.seen.places
