from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, Select, Static
from textual.widgets._footer import FooterKey

from curator.annotations import Place
from curator.operations import (
    OPERATIONS,
    DeleteRows,
    MergeRows,
    Operation,
    ParseNumber,
    RestoreRows,
    SetCells,
    UnhideColumns,
)
from curator.store import Dataset, Store
from curator.tables import Value
from screens.deleted_rows import DeletedRowsScreen
from screens.desk import Desk
from screens.editor import EditorScreen
from screens.keyboard.keyed import NO_KEY
from screens.operation_form import OperationForm
from screens.prose import Prose
from screens.toggles import Tick
from screens.widgets.choices import Choices
from screens.widgets.grid import Grid
from tests.driving import press, settled


class Alone(App[None]):
    CSS_PATH = None

    def __init__(self, desk: Desk, dataset: Dataset) -> None:
        super().__init__()
        self.first = EditorScreen(desk, dataset)

    def on_mount(self) -> None:
        self.push_screen(self.first)


@asynccontextmanager
async def editing(store: Store, dataset: Dataset) -> AsyncIterator[Pilot[None]]:
    app = Alone(Desk(store, "ada"), dataset)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        yield pilot


def cell(dataset: Dataset, row: int, column: str) -> Value:
    view = dataset.view()
    return view.window(row - 1, 1)[0].cells[view.column(column)]


def words(pilot: Pilot[None], selector: str) -> str:
    content = pilot.app.screen.query_one(selector, Static).content
    return content.plain if isinstance(content, Prose) else str(content)


async def test_an_edit_is_kept_with_its_reason(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "down", "right", "enter", *"er", "enter", *"typo", "enter")

        assert cell(cities, 2, "city") == "Rashter"
        ((revision, before, _),) = cities.cell_history(3, "city")
        assert (revision.who, revision.why, before) == ("ada", "typo", "Rasht")
        assert "revision 2" in words(pilot, "#status")
        assert pilot.app.focused is pilot.app.screen.query_one(Grid)


async def test_reasons_are_brought_back_newest_first(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        for value, why in (("1", "old"), ("2", "new"), ("3", "old")):
            await press(pilot, value, "enter", *why, "enter")
        await press(pilot, "4", "enter", *"mine")
        line = pilot.app.screen.query_one("ReasonInput Input", Input)
        seen = []
        for key in ("up", "up", "up", "down", "down"):
            await press(pilot, key)
            seen.append(line.value)

        assert seen == ["old", "new", "new", "old", "mine"]
        await press(pilot, "up", "enter")
        assert cities.history()[0].why == "old"


async def test_the_footer_offers_nothing_that_leaves_a_reason_behind(
    store: Store, cities: Dataset
) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "1", "enter", "f9", "f7", "f12", "x")

        assert isinstance(pilot.app.screen, EditorScreen)
        keys = {key.description for key in pilot.app.screen.query(FooterKey)}
        assert "Back to the cell" in keys
        assert not keys & {"Edit", "Change", "History", "Export", "Note"}
        await press(pilot, "enter")
        assert cities.history()[0].why == "x"
        assert "Edit" in {key.description for key in pilot.app.screen.query(FooterKey)}


async def test_escape_never_loses_what_was_typed(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "down", "right", "enter", *"er", "enter", "escape")
        await press(pilot, "enter", "enter")

        assert cell(cities, 2, "city") == "Rashter"


async def test_escape_in_the_cell_leaves_it_as_it_is(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "enter", *"zzz", "escape")

        assert cities.view().revision == 1
        assert pilot.app.focused is pilot.app.screen.query_one(Grid)


async def burst(pilot: Pilot[None], *keys: str) -> None:
    """Keys that come in one breath: nothing is handled between them."""
    for key in keys:
        character = key if len(key) == 1 else None
        pilot.app.post_message(events.Key(key, character))
    await settled(pilot)


async def test_keys_that_come_in_one_breath_keep_their_order(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "right")
        await burst(pilot, "enter", "ctrl+u", *"abX", "backspace", *"cd", "left", "Y", "enter")
        await burst(pilot, *"Dw", "left", "x", "enter")

        assert cell(cities, 1, "city") == "abcYd"
        assert cities.history()[0].why == "Dxw"
        assert cities.view().row_count == 4


async def test_letters_typed_ahead_of_the_reason_are_no_commands(
    store: Store, cities: Dataset
) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "right")
        await burst(pilot, "delete", *"Da", "enter")

        assert cell(cities, 1, "city") is None
        assert (cities.history()[0].why, cities.view().row_count) == ("Da", 4)


async def test_all_that_is_pasted_into_a_cell_is_kept(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "right", "enter", "ctrl+u")
        pilot.app.post_message(events.Paste("line one\tتهران\r\nline two\n"))
        await settled(pilot)
        await press(pilot, "enter", "enter")

        assert cell(cities, 1, "city") == "line one\tتهران\nline two"


async def test_undo_and_redo(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "down", "ctrl+d", "enter")
        assert cell(cities, 2, "country") == "Iran"
        await press(pilot, "ctrl+z")
        assert cell(cities, 2, "country") is None
        await press(pilot, "ctrl+y")
        assert cell(cities, 2, "country") == "Iran"


async def test_a_block_is_made_blank(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "right", "shift+down", "shift+right", "delete", "enter")

        assert [cell(cities, row, "city") for row in (1, 2, 3)] == [None, None, "Pokhara"]
        assert [cell(cities, row, "code") for row in (1, 2)] == [None, None]


async def test_selected_rows_are_deleted(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "shift+down", "D", "enter")

        assert cities.view().row_count == 2
        assert "2 rows" in words(pilot, "#status")


async def test_an_operation_is_chosen_and_filled_in(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "right", "f9", "down", "down", "down", "enter")
        await press(pilot, *"Rasht", "tab", *"Rašt", "f9", *"spelling", "enter")

        assert cell(cities, 2, "city") == "Rašt"
        assert cities.history()[0].why == "spelling"


async def test_an_expression_that_does_not_fit_costs_no_reason(
    store: Store, cities: Dataset
) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "right", "f9", "down", "down", "down", "enter", "(", "tab", "x")
        form = pilot.app.screen
        form.query_one("#regex", Tick).value = True
        await press(pilot, "f9")

        assert isinstance(pilot.app.screen, OperationForm)
        again = pilot.app.screen
        assert again.query_one("#find", Input).value == "("
        assert again.query_one("#regex", Tick).value
        assert cities.view().revision == 1


async def test_escape_from_the_reason_goes_back_to_the_form(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "right", "f9", "down", "down", "down", "enter", *"Rasht", "tab", "x")
        await press(pilot, "f9")
        assert "1 cell" in words(pilot, "ReasonInput Static")
        await press(pilot, "escape")

        assert isinstance(pilot.app.screen, OperationForm)
        assert pilot.app.screen.query_one("#find", Input).value == "Rasht"
        await press(pilot, "f9", "enter")
        assert cell(cities, 2, "city") == "x"


async def test_an_annotation_is_written_and_seen_in_the_pane(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "right", "f4", "up", *"sure", "enter")

        (note,) = cities.annotations()
        assert (note.kind, note.text, note.place.row_id) == ("question", "sure", 2)
        assert note.place.column == "city"
        assert "question 1 open" in words(pilot, "#ink")


async def test_the_pane_follows_the_cursor(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        assert "record 2, field 1" in words(pilot, "#ink")
        await press(pilot, "down", "right", "right")
        assert "record 3, field 3" in words(pilot, "#ink")
        assert "“002”" in words(pilot, "#ink")


async def test_notes_are_answered_and_settled_from_their_list(
    store: Store, cities: Dataset
) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "f4", *"why", "enter", "f6")
        await press(pilot, "f4", *"because", "enter")
        await press(pilot, "f9", "enter")

        (note,) = cities.annotations()
        assert [event.event for event in note.events] == ["written", "answered", "resolved"]
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, EditorScreen)


async def test_a_note_leads_back_to_its_cell(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "down", "down", "right", "f4", *"x", "enter", "ctrl+home", "home")
        await press(pilot, "f6", "enter")

        assert pilot.app.screen.query_one(Grid).cursor == (2, 1)


async def test_go_to_a_row_by_its_number(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "f5", "3", "enter")

        assert pilot.app.screen.query_one(Grid).cursor_row == 2


async def choose(pilot: Pilot[None], operation: type[Operation]) -> None:
    """Open the form of an operation from the list under F9."""
    offered = [each for each in OPERATIONS if each is not SetCells]
    await press(pilot, "f9", *["down"] * offered.index(operation), "enter")


async def test_numbers_are_parsed_from_a_form_with_choices(store: Store, cities: Dataset) -> None:
    cities.apply(SetCells((2, 3), ("code",), (("1.234",), ("n/a",))), "ada")
    async with editing(store, cities) as pilot:
        await press(pilot, "right", "right")
        await choose(pilot, ParseNumber)
        form = pilot.app.screen
        assert form.query_one("#column", Select).value == "code"
        assert form.query_one("#decimal", Select).value == "auto"
        await press(pilot, "f9")

        assert isinstance(pilot.app.screen, OperationForm)  # 1.234 can be read in two ways
        pilot.app.screen.query_one("#decimal", Select).value = "comma"
        await press(pilot, "f9", "enter")
        assert [cell(cities, row, "code") for row in (1, 2, 4)] == [1234, "n/a", "004"]
        assert cities.view().columns[2].type == "integer"


async def test_a_number_typed_over_a_number_stays_one(store: Store, cities: Dataset) -> None:
    cities.apply(SetCells((2,), ("code",), (("1",),)), "ada")
    cities.apply(ParseNumber("code", leading_zeros=True), "ada")
    async with editing(store, cities) as pilot:
        await press(pilot, "right", "right", "enter", "enter")
        assert cities.view().revision == 3
        await press(pilot, "enter", "5", "enter", "enter")

        assert cell(cities, 1, "code") == 15


async def test_deleted_rows_are_restored_from_their_list(store: Store, cities: Dataset) -> None:
    cities.apply(DeleteRows((3,)), "ada", "twice")
    cities.apply(DeleteRows((5,)), "ada")
    async with editing(store, cities) as pilot:
        await choose(pilot, RestoreRows)
        assert isinstance(pilot.app.screen, DeletedRowsScreen)
        assert "2 deleted rows" in words(pilot, "#status")
        await press(pilot, "shift+down", "enter", *"ok", "enter")

        assert [cell(cities, row, "code") for row in (1, 2, 3, 4)] == ["001", "002", None, "004"]
        assert cities.history()[0].why == "ok"
        await choose(pilot, RestoreRows)
        assert "No row of cities is deleted" in words(pilot, "#status")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, EditorScreen)


async def test_hidden_columns_are_out_of_sight_and_counted(store: Store, cities: Dataset) -> None:
    cities.annotate(Place(3, "country"), "doubt", "?", "ada")
    async with editing(store, cities) as pilot:
        await press(pilot, "minus", *"no use", "enter")

        grid = pilot.app.screen.query_one(Grid)
        assert len(grid.widths) == 2
        assert "1 hidden" in words(pilot, "#status")
        await press(pilot, "enter", "x", "enter", "enter")
        assert cell(cities, 1, "city") == " Tehran x"
        await press(pilot, "f6", "enter")
        assert grid.cursor == (1, 0)
        await choose(pilot, UnhideColumns)
        assert pilot.app.screen.query_one(Choices).chosen == ["country"]
        await press(pilot, "f9", "enter")
        assert len(grid.widths) == 3


async def test_rows_are_merged_from_a_form(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "shift+down")
        await choose(pilot, MergeRows)
        await press(pilot, "f9", "enter")

        assert cell(cities, 1, "code") == "001 002"
        await press(pilot, "up")
        assert "record 2, field 1" in words(pilot, "#ink")
        assert "record 3, field 1" in words(pilot, "#ink")


async def test_help_names_every_action_with_its_key(store: Store, cities: Dataset) -> None:
    from screens.help import HelpScreen

    async with editing(store, cities) as pilot:
        editor = pilot.app.screen
        await press(pilot, "f1")

        assert isinstance(pilot.app.screen, HelpScreen)
        told = {str(cell) for column in pilot.app.screen.keys.columns for cell in column.cells}
        assert {
            b.description
            for b in EditorScreen.BINDINGS
            if not isinstance(b, tuple) and not b.key.startswith(NO_KEY)
        } <= told
        await press(pilot, "escape")
        assert pilot.app.screen is editor


async def test_the_pane_tells_what_hangs_on_the_cell_and_all_around_it(
    store: Store, cities: Dataset
) -> None:
    here = cities.view().row_id(1)
    places = (
        Place(here, "city"),
        Place(here),
        Place(column="city"),
        Place(),
        Place(source="cities.csv"),
    )
    elsewhere = (Place(here, "code"), Place(column="code"), Place(revision=1))
    for place in (*places, *elsewhere):
        cities.annotate(place, "doubt", "?", "ada")
    async with editing(store, cities) as pilot:
        await press(pilot, "right")

        told = words(pilot, "#ink")
    assert [number for number in range(1, 9) if f"doubt {number} " in told] == [1, 2, 3, 4, 5]


async def test_the_history_offers_the_cell_under_the_cursor(store: Store, cities: Dataset) -> None:
    async with editing(store, cities) as pilot:
        await press(pilot, "down", "right", "f7", "f11")

        assert pilot.app.screen.query_one(Input).value == "2:city"


async def test_a_note_on_a_column_leads_back_to_it_in_the_same_row(
    store: Store, cities: Dataset
) -> None:
    cities.annotate(Place(column="code"), "doubt", "?", "ada")
    async with editing(store, cities) as pilot:
        await press(pilot, "down", "f6", "enter")

        assert pilot.app.screen.query_one(Grid).cursor == (1, 2)
