from __future__ import annotations

from pathlib import Path

import pytest

from curator.annotations import Place
from curator.errors import UnknownNameError
from curator.operations import SetCells
from curator.sources import Mark
from curator.store import Dataset, Store
from screens.go_to import Destination, GoToScreen, destination
from screens.widgets.grid import Grid
from tests.conftest import CITIES, Found
from tests.driving import press
from tests.screens.test_editor import editing
from tests.screens.test_grid import line

NAMES = ("country", "city", "code", "count")


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("12", (11, None)),
        (":12", (11, None)),
        ("۱۲", (11, None)),
        ("1,000", (999, None)),
        ("city", (None, 1)),
        (":ci", (None, 1)),
        ("COD", (None, 2)),
        ("12 city", (11, 1)),
        ("count", (None, 3)),
    ],
)
def test_rows_and_columns_are_gone_to(answer: str, found: Destination) -> None:
    assert destination(answer, NAMES, 1000) == found


@pytest.mark.parametrize("answer", ["0", "1001", "x", "", "12 x", "coun"])
def test_nowhere_is_told_in_words(answer: str) -> None:
    with pytest.raises(UnknownNameError):
        destination(answer, NAMES, 1000)


async def test_a_wrong_answer_asks_again(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "colon", "9", "enter")
        assert isinstance(pilot.app.screen, GoToScreen)
        await press(pilot, "backspace", "3", "space", *"ci", "enter")

        assert pilot.app.screen.query_one(Grid).cursor == (2, 1)


async def test_open_notes_are_gone_to_in_turn(store: Store, cities: Dataset) -> None:
    cities.annotate(Place(3, "city"), "doubt", "?", "ada")
    settled = cities.annotate(Place(4, "city"), "doubt", "?", "ada")
    cities.answer(settled, "resolved", None, "ada")
    cities.annotate(Place(5, "code"), "question", "?", "ada")
    async with editing(store, cities) as pilot:
        grid = pilot.app.screen.query_one(Grid)
        places = []
        for key in ("n", "n", "n", "N"):
            await press(pilot, key)
            places.append(grid.cursor)

        assert places == [(1, 1), (3, 2), (1, 1), (3, 2)]
        assert "from the top" in " ".join(each.message for each in pilot.app._notifications)


async def test_changed_cells_and_flags_are_marked_and_gone_to(
    store: Store, found: Found, file: Path
) -> None:
    table = found(CITIES, marks=[Mark(2, 1, flag="doubtful"), Mark(4, 2, flag="doubtful")])
    flagged = store.add(table, file, "ada", "flagged")
    flagged.apply(SetCells((4,), ("country",), (("Népal",),)), "ada")
    async with editing(store, flagged) as pilot:
        grid = pilot.app.screen.query_one(Grid)
        assert line(grid, 2).split("│")[1].endswith("~")
        assert line(grid, 3).split("│")[0].endswith("•")
        places = []
        for key in ("apostrophe", "apostrophe", "quotation_mark", "semicolon"):
            await press(pilot, key)
            places.append(grid.cursor)

        assert places == [(1, 1), (3, 2), (1, 1), (2, 0)]


async def test_that_nothing_is_found_is_told(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "n", "semicolon", "apostrophe")

        assert len(pilot.app._notifications) == 3
        assert pilot.app.screen.query_one(Grid).cursor == (0, 0)
