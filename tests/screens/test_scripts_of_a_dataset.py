"""Right-to-left columns and characters, in the editor."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from curator.operations import SetCells
from curator.settings import BIDI
from curator.store import Dataset, Store
from screens.app import CuratorApp
from screens.calibration import CalibrationScreen, Sample
from screens.characters_view import paired
from screens.editor import EditorScreen
from screens.inspector import InspectorScreen
from screens.prose import Prose
from screens.widgets.grid import Grid
from tests.conftest import Found
from tests.driving import press, settled


@asynccontextmanager
async def editing(store: Store, dataset: Dataset) -> AsyncIterator[Pilot[None]]:
    app = CuratorApp(store, "ada", dataset.name)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        yield pilot


def header(pilot: Pilot[None]) -> list[str]:
    line = pilot.app.screen.query_one(Grid).render_line(0).text
    return [name.strip() for name in line.split("│")][:3]


def said(pilot: Pilot[None], where: str) -> str:
    content = pilot.app.screen.query_one(where, Static).content
    return content.plain if isinstance(content, Prose) else str(content)


async def test_columns_turn_and_the_cursor_stays_on_its_cell(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "down", "r")

        grid = pilot.app.screen.query_one(Grid)
        assert header(pilot) == ["code", "city", "country"]
        assert grid.cursor == (1, 2)
        assert "column country" in said(pilot, "#ink")
        await press(pilot, "r")
        assert header(pilot) == ["country", "city", "code"]
        assert grid.cursor == (1, 0)


async def test_in_turned_columns_the_left_arrow_goes_to_the_left(
    store: Store, cities: Dataset
) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "r", "left")

        assert "column city" in said(pilot, "#ink")
        await press(pilot, "end")
        assert "column code" in said(pilot, "#ink")
        await press(pilot, "home")
        assert "column country" in said(pilot, "#ink")


async def test_an_edit_in_turned_columns_changes_the_cell_that_is_seen(
    store: Store, cities: Dataset
) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "r", "left", "enter", "ctrl+u", *"Qom", "enter", "enter")

        assert cities.view().window(0, 1)[0].cells == ("Iran", "Qom", "001")
        assert header(pilot) == ["code", "city", "country"]


async def test_columns_stay_turned_while_one_is_elsewhere(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "r", "escape", "enter")

        assert header(pilot) == ["code", "city", "country"]
        assert pilot.app.screen.query_one(Grid).cursor == (0, 2)


async def test_a_cell_is_inspected_beside_what_was_found(store: Store, cities: Dataset) -> None:
    cities.apply(SetCells((2,), ("city",), (("می\u200cشود ۱2",),)), "ada")
    async with editing(store, cities) as pilot:
        await press(pilot, "right", "i")

        assert isinstance(pilot.app.screen, InspectorScreen)
        grid = pilot.app.screen.query_one(Grid)
        lines = [grid.render_line(y).text for y in range(1, 9)]
        assert "ARABIC LETTER MEEM".lower() in lines[0]
        assert "ZWNJ" in lines[2]
        assert "digits are mixed" in said(pilot, "#text")
        assert "found  Tehran" in said(pilot, "#text")
        await press(pilot, "f3")
        assert grid.row_count == len("city")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, EditorScreen)


def test_what_was_found_stands_beside_what_became_of_it() -> None:
    pairs = paired("علی", "علي ")

    told = [(a.text if a else None, b.text if b else None) for a, b in pairs]
    assert told == [("ع", "ع"), ("ل", "ل"), ("ی", "ي"), (None, " ")]


async def test_a_blank_cell_has_nothing_to_inspect(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "down", "i")

        assert "nothing to inspect" in said(pilot, "#text")


@pytest.fixture
def persian(store: Store, found: Found, file: Path) -> Dataset:
    return store.add(found([["شهر"], ["تهران"]]), file, "ada", "persian")


async def test_who_orders_is_asked_once_and_blocks_nothing(
    store: Store, persian: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CURATOR_BIDI")
    async with editing(store, persian) as pilot:
        notices = [notice.title for notice in pilot.app._notifications]
        assert notices == ["From right to left"]
        assert isinstance(pilot.app.screen, EditorScreen)
        await press(pilot, "escape", "enter")
        assert len(pilot.app._notifications) == 1
        assert BIDI.given() == ("auto", "kept")


async def test_no_latin_dataset_asks_who_orders(
    store: Store, cities: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CURATOR_BIDI")
    async with editing(store, cities) as pilot:
        assert not list(pilot.app._notifications)


@pytest.mark.parametrize(
    ("keys", "kept"),
    [(["2"], "terminal"), (["down", "down", "enter"], "words"), (["1"], "app")],
)
async def test_the_line_that_reads_right_is_remembered(
    store: Store,
    persian: Dataset,
    monkeypatch: pytest.MonkeyPatch,
    keys: list[str],
    kept: str,
) -> None:
    monkeypatch.delenv("CURATOR_BIDI")
    async with editing(store, persian) as pilot:
        app = pilot.app
        assert isinstance(app, CuratorApp)
        app.action_calibrate()
        await settled(pilot)
        assert isinstance(app.screen, CalibrationScreen)
        line = Region(0, 0, 40, 1)
        drawn = {each.render_lines(line)[0].text[5:] for each in app.screen.query(Sample)}
        assert len(drawn) == 3
        assert app.screen.query_one(OptionList).has_focus
        await press(pilot, *keys)

        assert (BIDI.value(), app.rtl) == (kept, kept)
        assert isinstance(app.screen, EditorScreen)


async def test_escape_leaves_who_orders_as_it_was(store: Store, persian: Dataset) -> None:
    async with editing(store, persian) as pilot:
        app = pilot.app
        assert isinstance(app, CuratorApp)
        app.action_calibrate()
        await press(pilot, "escape")

        assert (app.rtl, BIDI.given()) == ("app", ("app", "environment"))
