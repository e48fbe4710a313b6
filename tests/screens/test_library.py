from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.command import CommandPalette
from textual.widgets import DataTable, Footer, Input, Static

from curator import settings
from curator.operations import SetCells
from curator.sources import ExtractedTable
from curator.store import Dataset, Store
from screens.app import CuratorApp
from screens.ask import AskScreen
from screens.editor import EditorScreen
from screens.export import ExportScreen
from screens.history import HistoryScreen
from screens.keyboard.active import live_actions
from screens.library import LibraryScreen
from screens.open_file import OpenFileScreen
from screens.source import SourceScreen
from screens.widgets.grid import Grid
from tests.driving import press, settled


async def test_an_empty_library_says_what_to_do(store: Store) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(80, 24)) as pilot:
        await settled(pilot)

        empty = pilot.app.screen.query_one(".empty", Static)
        assert empty.display
        assert "F3" in str(empty.content)
        await press(pilot, "f12")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await pilot.press("f3")
        await pilot.pause()
        assert isinstance(pilot.app.screen, OpenFileScreen)


async def test_no_key_shows_behind_the_palettes(store: Store) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(80, 24)) as pilot:
        await settled(pilot)

        footer = pilot.app.screen.query_one(Footer)
        palette = footer.query_one(".-command-palette")
        assert palette.region.right == footer.region.right


async def test_a_dataset_is_listed_with_its_doubts_and_opened(
    store: Store, cities: Dataset
) -> None:
    from curator.annotations import Place

    cities.annotate(Place(2, "city"), "doubt", "?", "bob")
    async with CuratorApp(store, "ada", None).run_test(size=(110, 24)) as pilot:
        await settled(pilot)

        row = [str(cell) for cell in pilot.app.screen.query_one(DataTable).get_row("cities")]
        assert row[:6] == ["cities", "4", "draft", "0 of 1", "1", "1"]
        assert row[7] == "bob"
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, EditorScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_history_and_export_open_from_the_library(store: Store, cities: Dataset) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f7")
        assert isinstance(pilot.app.screen, HistoryScreen)
        await press(pilot, "escape", "f12")
        assert isinstance(pilot.app.screen, ExportScreen)


async def test_a_step_of_the_history_leads_to_its_cell(store: Store, cities: Dataset) -> None:
    cities.apply(SetCells((4,), ("city",), (("x",),)), "ada")
    async with CuratorApp(store, "ada", None).run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f7", "enter")

        assert isinstance(pilot.app.screen, EditorScreen)
        assert pilot.app.screen.query_one(Grid).cursor == (2, 1)


async def test_a_kept_source_is_read_again_from_the_store(
    store: Store, cities: Dataset, file: Path
) -> None:
    file.unlink()
    async with CuratorApp(store, "ada", None).run_test(size=(110, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "enter")

        assert isinstance(pilot.app.screen, SourceScreen)


async def test_a_handle_is_asked_for_once(
    store: Store, found: Callable[..., ExtractedTable]
) -> None:
    async with CuratorApp(store, None, None).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, AskScreen)
        pilot.app.screen.query_one(Input).value = "parvin"
        await press(pilot, "enter")

        assert isinstance(pilot.app.screen, LibraryScreen)
        assert settings.handle() == "parvin"


async def test_curator_opens_at_a_dataset(store: Store, cities: Dataset) -> None:
    async with CuratorApp(store, "ada", "cities").run_test(size=(80, 24)) as pilot:
        await settled(pilot)

        assert isinstance(pilot.app.screen, EditorScreen)


async def test_a_dataset_that_is_not_there_leaves_one_at_the_library(store: Store) -> None:
    async with CuratorApp(store, "ada", "nowhere").run_test(size=(80, 24)) as pilot:
        await settled(pilot)

        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_the_palette_names_every_action_with_its_key(store: Store, cities: Dataset) -> None:
    async with CuratorApp(store, "ada", "cities").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        commands = {command.title for command in pilot.app.get_system_commands(pilot.app.screen)}

        for wanted in ("Note  (F4", "Fill the column down", "Undo", "Export  (F12"):
            assert any(wanted in title for title in commands), wanted
        latin_only = [
            each.does
            for each in live_actions(pilot.app.screen)
            if each.keys and all(len(key) == 1 and key.isalpha() for key in each.keys.split())
        ]
        assert latin_only == []


async def test_an_action_runs_from_the_palette(store: Store, cities: Dataset) -> None:
    async with CuratorApp(store, "ada", "cities").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f8")
        assert isinstance(pilot.app.screen, CommandPalette)
        await press(pilot, *"Fill the column", "enter")
        await press(pilot, "enter")

        assert cities.view().window(1, 1)[0].cells[0] == "Iran"


async def test_a_state_is_given_by_f4_and_shown_here_and_in_the_editor(
    store: Store, cities: Dataset
) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f4", "down", "enter", *"fine", "enter")

        standing = cities.standing()
        assert (standing.state, standing.who, standing.why) == ("approved", "ada", "fine")
        table = pilot.app.screen.query_one("#dataset-list", DataTable)
        assert str(table.get_row("cities")[2]) == "approved"
        await press(pilot, "enter")
        assert "approved" in str(pilot.app.screen.query_one("#status", Static).content)
        cities.apply(SetCells((4,), ("city",), (("x",),)), "bob")
        await press(pilot, "escape")
        assert str(table.get_row("cities")[2]) == "changed since approved"
