"""The dataset as of a revision, and two revisions compared, on screen."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.widgets import Static

from curator.annotations import Place
from curator.operations import DeleteRows, FillDown, InsertRows, ParseNumber, RenameColumn, SetCells
from curator.store import Dataset, Store
from screens.compare import CompareScreen
from screens.desk import Desk
from screens.history import HistoryScreen
from screens.past import PastScreen
from screens.prose import Prose
from screens.widgets.grid import Grid
from tests.driving import press, settled


class Stand(App[None]):
    """The history of a dataset, and whatever it leads to."""

    def __init__(self, store: Store, dataset: Dataset) -> None:
        super().__init__()
        self.place = HistoryScreen(Desk(store, "josé"), dataset)

    def on_mount(self) -> None:
        self.push_screen(self.place)

    @property
    def title_line(self) -> str:
        return str(self.screen.query_one("#status", Static).content)

    @property
    def lines(self) -> list[str]:
        """The header and the first rows of the grid, as drawn."""
        grid = self.screen.query_one(Grid)
        return [grid.render_line(y).text.rstrip() for y in range(grid.row_count + 1)]

    def words(self, name: str) -> str:
        content = self.screen.query_one(name, Static).content
        assert isinstance(content, Prose)
        return content.plain


def told(app: Stand) -> str:
    return "\n".join(notice.message for notice in app._notifications)


@pytest.fixture
def edited(cities: Dataset) -> Dataset:
    """Cities after r2 fill down, r3 code of row 3, r4 row 2 deleted, r5 a row inserted."""
    ids = [row.id for row in cities.view().rows()]
    cities.apply(FillDown(("country",)), "ada", "the report leaves repeated countries out")
    cities.apply(SetCells((ids[2],), ("code",), (("003",),)), "ada", "صفحه ۳")
    cities.apply(DeleteRows((ids[1],)), "josé")
    cities.apply(InsertRows((ids[2],), 1), "josé")
    return cities


@pytest.fixture
def app(store: Store, edited: Dataset) -> Stand:
    return Stand(store, edited)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_f5_shows_the_dataset_as_it_was_and_says_so(
    app: Stand, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "down", "down", "f5")

        assert isinstance(app.screen, PastScreen)
        assert "cities · as of revision 3 of 5 · read only" in app.title_line
        assert app.screen.query_one(Grid).row_count == 4
        assert "Rasht" in app.lines[2]
        assert "003" in app.lines[3]


async def test_nothing_is_changed_in_the_past(app: Stand, edited: Dataset) -> None:
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "down", "down", "f5")
        for key in ("enter", "f2", "delete", "ctrl+d", "f4", "f9", "ctrl+z"):
            app.clear_notifications()
            await press(pilot, key)
            assert told(app) == "This is cities as of revision 3, read only; Escape comes back."

    assert edited.view().revision == 5


async def test_f5_and_f6_step_to_the_revision_before_and_after_in_the_same_row(app: Stand) -> None:
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "f5", "down", "right")
        assert "as of revision 5 of 5" in app.title_line
        await press(pilot, "f6")
        assert "nothing comes after it" in told(app)

        await press(pilot, "f5", "f5")
        assert "as of revision 3 of 5" in app.title_line
        assert app.screen.query_one(Grid).cursor == (2, 1)

        await press(pilot, "f6", "escape")
        assert app.screen is app.place
        assert "Revision 4" in app.words("#words")


async def test_the_pane_tells_the_ink_of_a_column_that_was_renamed_since(
    app: Stand, edited: Dataset
) -> None:
    edited.apply(RenameColumn("code", "postcode"), "ada")
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "down", "down", "down", "f5", "end")

        assert "record 2, field 3" in app.words("#ink")


async def test_open_notes_are_marked_in_the_past_too(app: Stand, edited: Dataset) -> None:
    edited.annotate(Place(edited.view().row_id(1), "code"), "doubt", "?", "ada")
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "down", "f5")

        assert "001?" in app.lines[1].replace(" ", "")


async def test_f6_compares_with_today_and_marks_what_differs(app: Stand) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "G", "f6", "enter")

        assert isinstance(app.screen, CompareScreen)
        assert "revision 1 → today · read only · 2 cells ≠, 1 row +, 1 row −" in app.title_line
        lines = [line.replace(" ", "") for line in app.lines]
        assert [line[:2] for line in lines[1:]] == ["1I", "2−", "3N", "4+", "5N"]
        assert "003≠" in lines[3]
        assert "Nepal≠" in lines[5]


async def test_the_next_difference_is_a_key_away_and_told_before_and_after(app: Stand) -> None:
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "G", "f6", "enter")
        places = []
        for key in ("f6", "n", "f6", "f6", "f6", "f5"):
            await press(pilot, key)
            places.append(app.screen.query_one(Grid).cursor)
            if key == "n":
                assert app.words("#pane") == "code\nbefore ∅\nafter “003”"

        assert places == [(1, 0), (2, 2), (3, 0), (4, 0), (4, 0), (3, 0)]
        assert "There is no further difference this way." in told(app)


async def test_the_end_of_the_differences_is_told_once(app: Stand) -> None:
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "G", "f6", "enter", "f5", "f5", "f5")

        assert told(app) == "There is no further difference this way."


async def test_a_column_that_got_a_type_is_counted_and_told(app: Stand, edited: Dataset) -> None:
    first = edited.view().row_id(1)
    edited.apply(SetCells((first,), ("code",), (("12",),)), "ada")
    edited.apply(ParseNumber("code"), "ada")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "G", "f6", "enter", "end")

        assert "columns: 1 ≠, " in app.title_line
        assert "column held text, holds whole numbers" in app.words("#pane")


async def test_two_revisions_are_compared_and_a_wrong_one_is_asked_for_again(app: Stand) -> None:
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "down", "down", "f6", "9", "enter")
        assert "cities has no revision 9" in told(app)
        await press(pilot, "backspace", "2", "enter")

        assert "revision 2 → 3 · read only · 1 cell ≠" in app.title_line
        await press(pilot, "enter")
        assert "Two revisions of cities are compared here" in told(app)
        await press(pilot, "escape")
        assert app.screen is app.place


async def test_turned_columns_are_turned_in_the_past_too(app: Stand) -> None:
    app.place.desk.leftward.add("cities")
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "down", "down", "down", "f5")

        assert app.lines[0].split("│")[0].split() == ["code"]
        await press(pilot, "home")
        assert "column country" in app.words("#ink")


async def test_a_comparison_follows_turned_columns_in_the_order_of_reading(app: Stand) -> None:
    app.place.desk.leftward.add("cities")
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "G", "f6", "enter")
        assert app.lines[0].split("│")[0].split() == ["code"]
        places = []
        for key in ("f6", "n"):
            await press(pilot, key)
            places.append(app.screen.query_one(Grid).cursor)

        assert places == [(1, 2), (2, 0)]
        assert app.words("#pane") == "code\nbefore ∅\nafter “003”"


async def test_the_sign_of_a_cell_that_differs_costs_none_of_its_letters(
    app: Stand, edited: Dataset
) -> None:
    first = edited.view().row_id(1)
    edited.apply(SetCells((first,), ("city",), (("Tehran-e Qadim",),)), "ada")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "G", "f6", "enter")

        assert "Tehran-e Qadim≠" in app.lines[1]
