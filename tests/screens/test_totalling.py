from __future__ import annotations

from pathlib import Path

from curator.store import Dataset, Store
from tests.conftest import Found
from tests.driving import press
from tests.screens.test_editor import editing, words


async def test_the_status_line_tells_what_is_selected(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "right", "shift+down", "shift+right")
        assert "2 rows × 2 columns selected" in words(pilot, "#status")
        assert "4 no numbers" in words(pilot, "#status")

        await press(pilot, "escape")
        assert "4 rows × 3" in words(pilot, "#status")


async def test_numbers_in_every_script_are_added_up(store: Store, found: Found, file: Path) -> None:
    rows = [["n"], ["0.1"], ["۰٫۲"], ["१०"], [None], ["-"]]
    numbers = store.add(found(rows), file, "ada", "numbers")
    async with editing(store, numbers) as pilot:
        await press(pilot, "S")

        status = words(pilot, "#status")
        assert "sum 10.3 · min 0.1 · max 10 · 1 no number" in status
