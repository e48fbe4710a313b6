"""Right-to-left columns and characters, in the editor."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
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
        await press(pilot, "down", "m")

        grid = pilot.app.screen.query_one(Grid)
        assert header(pilot) == ["code", "city", "country"]
        assert grid.cursor == (1, 2)
        assert "column country" in said(pilot, "#ink")
        await press(pilot, "m")
        assert header(pilot) == ["country", "city", "code"]
        assert grid.cursor == (1, 0)


async def test_in_turned_columns_the_left_arrow_goes_to_the_left(
    store: Store, cities: Dataset
) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "m", "left")

        assert "column city" in said(pilot, "#ink")
        await press(pilot, "end")
        assert "column code" in said(pilot, "#ink")
        await press(pilot, "home")
        assert "column country" in said(pilot, "#ink")


async def test_frozen_columns_stay_frozen_when_columns_turn(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "z", "m")

        line = pilot.app.screen.query_one(Grid).render_line(1).text
        assert line.split("┃")[1].startswith("Iran")
        await press(pilot, "m")
        line = pilot.app.screen.query_one(Grid).render_line(1).text
        assert line.split("┃")[0].endswith("Iran   ")


async def test_an_edit_in_turned_columns_changes_the_cell_that_is_seen(
    store: Store, cities: Dataset
) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "m", "left", "enter", "ctrl+u", *"Qom", "enter", "enter")

        assert cities.view().window(0, 1)[0].cells == ("Iran", "Qom", "001")
        assert header(pilot) == ["code", "city", "country"]


async def test_a_block_of_turned_columns_is_copied_in_their_order(
    store: Store, cities: Dataset
) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "down", "m", "left", "shift+left", "Y")

        assert pilot.app.clipboard == "city\tcode\nRasht\t002\n"


async def test_a_block_is_pasted_into_turned_columns_in_their_order(
    store: Store, cities: Dataset
) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "m", "shift+left")
        pilot.app.post_message(events.Paste("Persia\tQom\n"))
        await settled(pilot)
        await press(pilot, "enter")

        assert cities.view().window(0, 1)[0].cells == ("Persia", "Qom", "001")


async def test_in_turned_columns_one_goes_to_names_and_to_changed_cells(
    store: Store, cities: Dataset
) -> None:
    cities.apply(SetCells((4,), ("city", "code"), (("Pokhra", "9"),)), "ada")
    async with editing(store, cities) as pilot:
        await press(pilot, "m", "semicolon")
        grid = pilot.app.screen.query_one(Grid)
        assert grid.cursor == (2, 1)
        assert "•" in grid.render_line(3).text
        await press(pilot, "semicolon")
        assert grid.cursor == (2, 0)

        await press(pilot, "semicolon")
        assert grid.cursor == (2, 1)
        await press(pilot, "colon", *"2 country", "enter")
        assert grid.cursor == (1, 2)


async def test_turned_columns_stay_turned_when_rows_are_sorted(
    store: Store, cities: Dataset
) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "m", "left", "right_square_bracket")

        line = pilot.app.screen.query_one(Grid).render_line(0).text
        assert [name.split() for name in line.split("│")][:3] == [
            ["code"],
            ["city", "▼"],
            ["country"],
        ]
        await press(pilot, "m", "escape")
        assert header(pilot) == ["country", "city", "code"]


async def test_a_selection_reaches_to_the_first_of_turned_columns(
    store: Store, cities: Dataset
) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "m", "left", "shift+home")

        assert pilot.app.screen.query_one(Grid).selection.columns == range(1, 3)


async def test_columns_stay_turned_while_one_is_elsewhere(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "m", "escape", "enter")

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
