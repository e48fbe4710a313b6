"""The screens back up by themselves, follow who writes, refuse where nothing can be written."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, Static

from curator.operations import SetCells
from curator.store import Backups, Dataset, Store, back_up, copying
from screens import backing_up
from screens.app import CuratorApp
from screens.editor import EditorScreen
from screens.library import LibraryScreen
from screens.remove import RemoveScreen
from screens.widgets.grid import Grid
from tests.driving import press, settled
from tests.mounts import freeze, mounted


def notices(pilot: Pilot[None]) -> str:
    return " ".join(note.message for note in pilot.app._notifications)


async def test_a_store_is_backed_up_when_it_is_opened(store: Store, cities: Dataset) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        assert len(Backups(store.path).all()) == 1

    async with CuratorApp(store, "ada", None).run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        assert len(Backups(store.path).all()) == 1, "nothing was done since"


async def test_a_backup_is_made_from_the_palette(store: Store, cities: Dataset) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f8", *"back up now")
        await pilot.pause(0.3)
        await press(pilot, "enter", "enter")

        assert len(Backups(store.path).all()) == 2
        assert "Backed up, read back and examined" in notices(pilot)


async def test_a_backup_that_is_skipped_is_told_of(
    store: Store, cities: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_SPARE", 1 << 60)
    async with CuratorApp(store, "ada", None).run_test(size=(110, 24)) as pilot:
        await settled(pilot)

        assert "No backup was made" in notices(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_who_reads_sees_what_somebody_else_changes(
    store: Store, cities: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backing_up, "FOLLOWING", 0.05)
    with Store.read(store.path) as reader:
        async with CuratorApp(reader, "ada", "cities").run_test(size=(110, 24)) as pilot:
            await settled(pilot)
            cities.apply(SetCells((2,), ("city",), (("Bam",),)), "bob")
            for _ in range(100):
                await asyncio.sleep(0.02)
                if "revision 2" in str(pilot.app.screen.query_one("#status", Static).content):
                    break

            assert "revision 2" in str(pilot.app.screen.query_one("#status", Static).content)


@pytest.mark.parametrize("key", ["enter", "delete", "f9", "f4", "ctrl+z"])
async def test_who_reads_is_refused_in_one_sentence(
    store: Store, cities: Dataset, key: str
) -> None:
    with Store.read(store.path) as reader:
        async with CuratorApp(reader, "ada", "cities").run_test(size=(110, 24)) as pilot:
            await settled(pilot)
            await press(pilot, key)

            assert "opened for reading only" in notices(pilot)
            assert isinstance(pilot.app.screen, EditorScreen)
            assert isinstance(pilot.app.focused, Grid)
            assert "READ ONLY" in str(pilot.app.screen.query_one("#status", Static).content)
    assert cities.view().revision == 1


async def test_a_store_on_a_disc_says_read_only(
    store: Store, cities: Dataset, tmp_path: Path
) -> None:
    store.close()
    with mounted(tmp_path / "disc", "16m") as disc:
        path = Path(shutil.copy(store.path, disc))
        freeze(disc)
        with Store.read(path) as frozen:
            async with CuratorApp(frozen, "ada", None).run_test(size=(110, 24)) as pilot:
                await settled(pilot)

                title = str(pilot.app.screen.query_one("#title", Static).content)
                assert "READ ONLY" in title
                assert "may not write" in title
                await press(pilot, "delete")
                assert isinstance(pilot.app.screen, LibraryScreen)


async def test_a_dataset_is_removed_once_its_name_was_typed(store: Store, cities: Dataset) -> None:
    back_up(store, lambda _done, _total: None)
    async with CuratorApp(store, "ada", None).run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "delete")
        assert isinstance(pilot.app.screen, RemoveScreen)
        await press(pilot, "c", "enter")
        assert "not its name" in str(pilot.app.screen.query_one("#wrong", Static).content)
        pilot.app.screen.query_one(Input).value = "cities"
        await press(pilot, "enter")

        assert isinstance(pilot.app.screen, LibraryScreen)
        assert "cities is removed for good. Its source is still kept: cities.csv" in notices(pilot)
        assert store.datasets() == []
        await press(pilot, "tab", "delete")
        pilot.app.screen.query_one(Input).value = "cities.csv"
        await press(pilot, "enter")
        assert store.sources() == []
        assert pilot.app.screen.query_one("#source-list", DataTable).row_count == 0


async def test_escape_removes_nothing(store: Store, cities: Dataset) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "delete", "escape")

        assert [line.name for line in store.datasets()] == ["cities"]


async def test_a_source_in_use_is_not_removed(store: Store, cities: Dataset) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "delete")
        pilot.app.screen.query_one(Input).value = "cities.csv"
        await press(pilot, "enter")

        assert "these were made of: cities" in notices(pilot)
        assert len(store.sources()) == 1
