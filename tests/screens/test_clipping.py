from __future__ import annotations

import pytest
from textual import events
from textual.pilot import Pilot

from curator.store import Dataset, Store
from curator.tables import Value
from screens.clipboard import LONGEST, reaches_terminal
from screens.confirm import ConfirmScreen
from screens.widgets.cell_input import CellInput
from screens.widgets.grid import Grid
from tests.driving import press, settled
from tests.screens.test_editor import editing


def cells(dataset: Dataset) -> list[tuple[Value, ...]]:
    return [row.cells for row in dataset.view().rows()]


def notices(pilot: Pilot[None]) -> str:
    return " ".join(each.message for each in pilot.app._notifications)


async def paste(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await settled(pilot)


async def test_the_selection_is_copied_as_it_is_stored(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "right", "shift+right", "shift+down", "y")

        assert pilot.app.clipboard == " Tehran \t001\nRasht\t002\n"
        assert "4 cells copied." in notices(pilot)


async def test_names_of_columns_are_copied_on_wish(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "right", "S", "Y")

        assert pilot.app.clipboard == "city\n Tehran \nRasht\nPokhara\n\n"


async def test_under_tmux_it_is_told_what_is_needed(
    store: Store, cities: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    async with editing(store, cities) as pilot:
        await press(pilot, "ctrl+c")

        assert "set-clipboard" in notices(pilot)


def test_what_is_longer_than_terminals_take_does_not_reach_them() -> None:
    assert reaches_terminal("a" * (LONGEST // 4 * 3))
    assert not reaches_terminal("a" * LONGEST)


async def test_a_block_is_pasted_as_one_revision(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        before = cells(cities)
        await press(pilot, "right")
        await paste(pilot, 'Bam\t"two\nlines"\r\nRasht\t9\r\n')
        await press(pilot, *"from the ministry", "enter")

        assert [row[1:] for row in cells(cities)[:2]] == [("Bam", "two\nlines"), ("Rasht", "9")]
        assert cities.view().revision == 2
        entry = cities.history()[0]
        assert (entry.why, entry.cells) == ("from the ministry", 3)  # Rasht was there already
        await press(pilot, "ctrl+z")
        assert cells(cities) == before


async def test_of_two_pastes_at_once_the_later_is_asked_for(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        pilot.app.post_message(events.Paste("Bam\t5\nIlam\t6\n"))
        await paste(pilot, "Qom\t7\nYazd\t8\n")
        await press(pilot, "enter")

        assert [row[:2] for row in cells(cities)[:2]] == [("Qom", "7"), ("Yazd", "8")]
        assert cities.view().revision == 2


async def test_rows_are_added_for_a_block_only_after_a_question(
    store: Store, cities: Dataset
) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "G", "right")
        await paste(pilot, "Bam\t5\nIlam\t6\n")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await press(pilot, "escape")
        assert cities.view().revision == 1

        await paste(pilot, "Bam\t5\nIlam\t6\n")
        await press(pilot, "enter", "enter")

        assert cells(cities)[-2:] == [(None, "Bam", "5"), (None, "Ilam", "6")]
        assert cities.view().revision == 2


async def test_a_block_that_is_too_wide_is_refused_in_words(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "end")
        await paste(pilot, "a\tb\n")

        assert "2 columns wide" in notices(pilot)
        assert cities.view().revision == 1


async def test_one_value_is_pasted_into_all_that_is_selected(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "y", "shift+down", "shift+down", "ctrl+v", "enter")

        assert [row[0] for row in cells(cities)[:3]] == ["Iran"] * 3


async def test_a_line_that_is_pasted_begins_an_edit(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "right")
        await paste(pilot, "Qom")
        assert pilot.app.screen.query_one(CellInput).value == "Qom"
        await press(pilot, "enter", "enter")

        assert cells(cities)[0][1] == "Qom"


async def test_typing_replaces_the_cell(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "right", *"7قم", "enter", "enter")

        assert cells(cities)[0][1] == "7قم"


async def test_all_letters_are_typed_where_that_is_wished(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "right", "ctrl+t", *"Dhaka", "enter", "enter")

        assert cells(cities)[0][1] == "Dhaka"
        assert len(cells(cities)) == 4


async def test_typing_in_a_cell_is_undone_alone(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "delete", "enter", "enter", *"one two", "ctrl+z")
        cell = pilot.app.screen.query_one(CellInput)
        assert cell.value == "one"
        await press(pilot, "ctrl+z", "ctrl+y", "ctrl+y")
        assert cell.value == "one two"
        await press(pilot, "escape")

        assert cities.view().revision == 2
        assert pilot.app.focused is pilot.app.screen.query_one(Grid)
