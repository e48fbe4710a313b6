"""Keys on the screens: presets, other scripts' layouts, the menu, the palette, and changing them."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from curator.keymaps import PRESETS, KeyChoice, Preset, preset
from curator.operations import SetCells
from curator.store import Dataset, Store
from screens.app import CuratorApp
from screens.editor import EditorScreen
from screens.history import HistoryScreen
from screens.keyboard.active import live_actions
from screens.keys import KeysScreen
from screens.library import LibraryScreen
from screens.menu import MenuScreen, MenuTitle
from screens.operation_form import OperationForm
from screens.operations import OFFERED
from screens.press_key import PressKeyScreen
from screens.reason import ReasonInput
from screens.widgets.cell_input import CellInput
from screens.widgets.grid import Grid
from tests.driving import press, settled


def cursor(pilot: Pilot[None]) -> tuple[int, int]:
    return pilot.app.screen.query_one(Grid).cursor


def told(pilot: Pilot[None], name: str) -> str:
    return str(pilot.app.screen.query_one(f"#{name}", Static).content)


async def test_letters_are_typed_in_a_spreadsheet(store: Store, cities: Dataset) -> None:
    KeyChoice(preset("spreadsheet")).keep()
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, *"ujG", "question_mark")

        assert pilot.app.screen.query_one(CellInput).value == "ujG?"


async def test_a_spreadsheet_s_keys_work(store: Store, cities: Dataset) -> None:
    KeyChoice(preset("spreadsheet")).keep()
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+end", "end")
        assert cursor(pilot) == (3, 2)
        await press(pilot, "x", "enter", "enter")
        assert cities.view().revision == 2
        await press(pilot, "ctrl+z")
        assert cities.view().revision == 3
        await press(pilot, "ctrl+h")
        assert isinstance(pilot.app.screen, OperationForm)
        await press(pilot, "escape", "shift+f2")
        assert "Annotate" in type(pilot.app.screen).__name__


async def test_visidata_s_keys_work(store: Store, cities: Dataset) -> None:
    cities.apply(SetCells((2,), ("city",), (("Bam",),)), "ada")
    KeyChoice(preset("visidata")).keep()
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, *"Gl")
        assert cursor(pilot) == (3, 1)
        await press(pilot, *"ggh")
        assert cursor(pilot) == (0, 0)
        await press(pilot, "U")
        assert cities.view().revision == 3
        await press(pilot, "d")
        assert pilot.app.screen.query(ReasonInput)
        await press(pilot, "escape", "D")
        assert isinstance(pilot.app.screen, HistoryScreen)
        await press(pilot, "q")
        assert isinstance(pilot.app.screen, EditorScreen)
        await press(pilot, "circumflex_accent")
        assert isinstance(pilot.app.screen, OperationForm)
        await press(pilot, "escape", "q")
        assert isinstance(pilot.app.screen, LibraryScreen)


@pytest.mark.parametrize("letter", ["ت", "о", "ξ", "ח"])
async def test_a_letter_of_another_script_runs_its_latin_key_s_action(
    store: Store, cities: Dataset, letter: str
) -> None:
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, letter)

        assert cursor(pilot) == (1, 0)
        assert not pilot.app.screen.query(CellInput)


async def test_ctrl_with_a_letter_of_another_script_is_ctrl_with_the_latin_one(
    store: Store, cities: Dataset
) -> None:
    cities.apply(SetCells((2,), ("city",), (("Bam",),)), "ada")
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+ظ")

        assert cities.view().revision == 3, "undone"


async def test_what_follows_an_edit_s_key_stays_as_it_was_typed(
    store: Store, cities: Dataset
) -> None:
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ث", "ث", "ت")
        await settled(pilot)

        assert pilot.app.screen.query_one(CellInput).value == "Iranثت"


async def test_a_letter_of_another_script_is_typed_in_a_spreadsheet(
    store: Store, cities: Dataset
) -> None:
    KeyChoice(preset("spreadsheet")).keep()
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, *"ثت")

        assert pilot.app.screen.query_one(CellInput).value == "ثت"


@pytest.mark.parametrize("each", PRESETS, ids=lambda each: each.name)
async def test_every_action_is_in_the_palette_and_the_menu(
    store: Store, cities: Dataset, each: Preset
) -> None:
    KeyChoice(each).keep()
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "shift+down")  # or there were no selection to drop
        app = pilot.app
        assert isinstance(app, CuratorApp)
        place = app.screen
        offered = " ".join(command.title for command in app.get_system_commands(place))
        await press(pilot, "f10")
        assert isinstance(app.screen, MenuScreen)
        listed: set[str] = set()
        for _title in app.screen.query(MenuTitle):
            lines = app.screen.query_one(OptionList)
            listed |= {str(lines.get_option_at_index(n).prompt) for n in range(lines.option_count)}
            await press(pilot, "right")

        for action in app.actions().values():
            if action.place in ("editor", "grid", "screen", "app") and "tour" not in action.id:
                assert action.does in offered
                assert any(line.startswith(action.does) for line in listed), action.id
        for operation in OFFERED:
            assert operation.title in offered


@pytest.mark.parametrize(
    ("place", "keys"),
    [
        ("library", ["escape"]),
        ("open-file", ["escape", "f3"]),
        ("history", ["f7"]),
        ("threads", ["f6"]),
        ("export", ["f12"]),
        ("annotate", ["f4"]),
        ("operation-form", ["f9", "enter"]),
        ("help", ["f1"]),
    ],
)
async def test_every_action_of_a_place_is_in_its_palette_and_menu(
    store: Store, cities: Dataset, place: str, keys: list[str]
) -> None:
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, *keys)
        app = pilot.app
        assert isinstance(app, CuratorApp)

        offered = {each.does for each in live_actions(app.screen)}
        wanted = {each.does for each in app.actions().values() if each.place == place}
        assert wanted
        assert wanted <= offered


async def test_each_action_can_be_done_without_latin_letters(store: Store, cities: Dataset) -> None:
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f10", "right", "right")
        lines = pilot.app.screen.query_one(OptionList)
        wanted = [str(lines.get_option_at_index(n).prompt) for n in range(lines.option_count)]
        steps = next(n for n, line in enumerate(wanted) if line.startswith("Rename column"))
        await press(pilot, *["down"] * steps, "enter")

        assert isinstance(pilot.app.screen, OperationForm)


async def test_the_menu_is_opened_and_used_by_mouse(store: Store, cities: Dataset) -> None:
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f8", *"menu")
        await pilot.pause(0.3)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, MenuScreen)
        titles = list(pilot.app.screen.query(MenuTitle))
        await pilot.click(titles[-1])
        await settled(pilot)
        await pilot.click(OptionList, offset=(3, 1))
        await settled(pilot)

        assert type(pilot.app.screen).__name__ == "HelpScreen"


async def test_the_menu_of_a_dialog_lists_the_dialog_s_actions(
    store: Store, cities: Dataset
) -> None:
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f9", "enter")
        assert isinstance(pilot.app.screen, OperationForm)
        does = {each.does for each in live_actions(pilot.app.screen)}
        await press(pilot, "f10")

        assert {"Go on", "Help", "Back"} <= does
        assert isinstance(pilot.app.screen, MenuScreen)
        await press(pilot, "f10")
        assert isinstance(pilot.app.screen, OperationForm)


async def keys_screen(pilot: Pilot[None]) -> KeysScreen:
    await settled(pilot)
    await pilot.app.run_action("keys")
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, KeysScreen)
    return screen


async def find(pilot: Pilot[None], words: str) -> None:
    await press(pilot, "f3")
    pilot.app.screen.query_one(Input).value = words
    await press(pilot, "enter")


async def test_an_action_is_given_a_key_that_works_at_once(store: Store, cities: Dataset) -> None:
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        await keys_screen(pilot)
        await find(pilot, "editor.history")
        await press(pilot, "enter", "W", "escape", "W")

        assert isinstance(pilot.app.screen, HistoryScreen)
    assert KeyChoice.kept().own == {"editor.history": ("f7", "H", "W")}


async def test_a_key_is_taken_only_once_that_was_told(store: Store, cities: Dataset) -> None:
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        await keys_screen(pilot)
        await find(pilot, "editor.history")
        await press(pilot, "enter", "D")
        assert isinstance(pilot.app.screen, PressKeyScreen)
        assert "D already does “Delete rows”" in told(pilot, "told")
        assert KeyChoice.kept() == KeyChoice()
        await press(pilot, "enter")

    assert KeyChoice.kept().own == {
        "editor.delete-rows": ("ctrl+delete",),
        "editor.history": ("f7", "H", "D"),
    }


async def test_an_action_without_keys_gets_those_of_the_preset_again(
    store: Store, cities: Dataset
) -> None:
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        await keys_screen(pilot)
        await find(pilot, "editor.history")
        await press(pilot, "delete")
        assert KeyChoice.kept().own == {"editor.history": ()}
        await press(pilot, "f4")

    assert KeyChoice.kept() == KeyChoice()


async def test_the_preset_is_changed_while_one_works(store: Store, cities: Dataset) -> None:
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        await keys_screen(pilot)
        await press(pilot, "f6", "escape", "u")

        assert KeyChoice.kept().preset.name == "spreadsheet"
        assert pilot.app.screen.query_one(CellInput).value == "u"


async def test_what_fits_no_action_says_what_to_do(store: Store, cities: Dataset) -> None:
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        screen = await keys_screen(pilot)
        await find(pilot, "zzz")

        lines = screen.query_one(OptionList)
        assert "No action fits" in str(lines.get_option_at_index(0).prompt)
        await press(pilot, "enter", "delete", "f4")
        assert KeyChoice.kept() == KeyChoice()


async def test_help_tells_the_keys_that_hold(store: Store, cities: Dataset) -> None:
    KeyChoice(preset("visidata")).keep()
    async with CuratorApp(store, "ada", "cities").run_test(size=(110, 24)) as pilot:
        await settled(pilot)
        keys = {each.does: each.keys for each in live_actions(pilot.app.screen)}

        assert keys["Undo"] == "Ctrl+Z  U"
        assert keys["History"] == "F7  D"
