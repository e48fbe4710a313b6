"""The history's screen: its list, its filters, and the ways from it."""

import json
from pathlib import Path

import pytest
from textual.widgets import Input, Select, Static

from curator.annotations import Place
from curator.store import Dataset, Store
from screens.ask import AskScreen
from screens.desk import Desk
from screens.history import HistoryScreen
from screens.list_pane import Lines
from screens.step_pane import Cells
from screens.visit import Jump, Visit
from tests.screens.history_stand import HistoryApp, count, edit, settle, told, words


@pytest.fixture
def edited(cities: Dataset) -> Dataset:
    return edit(cities)


@pytest.fixture
def app(store: Store, edited: Dataset) -> HistoryApp:
    return HistoryApp(store, edited)


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_the_newest_step_is_told_first(app: HistoryApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)

        assert count(app) == "6 of 6"
        assert "Note 1  doubt, answered, on row 1, code" in words(app)
        assert "josé answered" in words(app)


async def test_a_revision_is_told_with_its_options_reason_and_cells(app: HistoryApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "down")
        await settle(pilot)

        said = words(app)
        assert "Revision 3  by ada" in said
        assert "columns  code" in said
        assert "row 3, code: ∅ → 003" in said


async def test_typing_a_text_filters_and_shift_f3_shows_all_again(app: HistoryApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"report")
        await settle(pilot)
        assert count(app) == "1 of 6"
        assert "Revision 2" in words(app)

        await pilot.press("shift+f3")
        await settle(pilot)
        assert count(app) == "6 of 6"
        assert app.focused is app.place.query_one(Lines)


async def test_filters_can_be_combined_by_tab(app: HistoryApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f3", "tab", "enter", *"revision", "enter", "tab")
        await settle(pilot)
        assert count(app) == "4 of 6"

        app.place.query_one("#person", Select).value = "josé"
        await settle(pilot)
        assert count(app) == "1 of 6"


async def test_where_nothing_fits_it_says_how_to_go_on(app: HistoryApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        app.place.query_one(Input).value = "nowhere"
        await settle(pilot)

        assert words(app).strip() == "No step fits these filters. Shift+F3 clears them."


async def test_enter_goes_to_the_cell_of_a_step(app: HistoryApp, edited: Dataset) -> None:
    row_id = edited.view().row_id(3)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "down", "enter")
        await settle(pilot)

    assert app.visits == [Visit(changed=False, jump=Jump(row_id, "code"))]


async def test_enter_goes_to_the_place_of_a_note(app: HistoryApp, edited: Dataset) -> None:
    row_id = edited.view().row_id(1)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)

    assert app.visits == [Visit(changed=False, jump=Jump(row_id, "code"))]


async def test_enter_goes_to_the_first_of_many_cells(app: HistoryApp, edited: Dataset) -> None:
    row_id = edited.view().row_id(2)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "down", "down")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)

    assert app.visits == [Visit(changed=False, jump=Jump(row_id, "country"))]


async def test_enter_on_what_has_no_cell_says_so(app: HistoryApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("G")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)

        assert "changed no cell that one could go to" in told(app)
    assert app.visits == []


async def test_every_action_can_be_found_in_words(app: HistoryApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        described = {active.binding.description for active in app.place.active_bindings.values()}

    assert {"Go there", "Filter", "Clear filters", "Undo this", "Undo newest"} <= described


async def test_only_what_touched_one_cell_is_listed(store: Store, edited: Dataset) -> None:
    row_id = edited.view().row_id(3)
    place = HistoryApp(store, edited)
    place.place = HistoryScreen(Desk(store, "josé"), edited, (row_id, "code"))
    async with place.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f11")
        await settle(pilot)
        assert place.screen.query_one(Input).value == "3:code"
        await pilot.press("enter")
        await settle(pilot)
        assert count(place) == "2 of 6"
        assert str(place.place.query_one("#only", Static).content) == "3:code"
        await pilot.press("down")
        await settle(pilot)
        assert "added from cities.csv, record 4, field 3" in words(place)

        await pilot.press("shift+f3")
        await settle(pilot)
        assert count(place) == "6 of 6"


async def test_a_cell_that_is_not_there_is_asked_for_again(app: HistoryApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f11", *"9:code", "enter")
        await settle(pilot)

        assert "cities has no row 9" in told(app)
        assert app.screen.query_one(Input).value == "9:code"


async def test_a_note_is_written_on_the_revision_under_the_cursor(
    app: HistoryApp, edited: Dataset
) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "down", "f4", "up", *"which page?", "enter")
        await settle(pilot)

        assert "Note 2  question, open, on revision 3" in words(app)
        note = edited.annotation(2)
        assert (note.kind, note.text, note.place) == (
            "question",
            "which page?",
            Place(revision=3),
        )
        await pilot.press("enter")
        await settle(pilot)
        assert "Revision 3" in words(app)


async def test_a_note_is_answered_from_the_history(app: HistoryApp, edited: Dataset) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f4", *"gracias", "enter")
        await settle(pilot)

    assert edited.annotation(1).events[-1].text == "gracias"


async def test_it_begins_at_the_revision_that_is_asked_for(store: Store, edited: Dataset) -> None:
    app = HistoryApp(store, edited)
    app.place = HistoryScreen(Desk(store, "josé"), edited, revision=2)
    async with app.run_test() as pilot:
        await settle(pilot)

        assert "Revision 2" in words(app)


async def test_cells_of_a_revision_are_listed_before_and_after_and_led_to(
    app: HistoryApp, edited: Dataset
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "down", "down")
        await settle(pilot)
        cells = app.place.query_one(Cells)
        lines = [cells.render_line(y).text.split() for y in range(3)]
        assert lines[0] == ["row", "│column", "│before│after│"]
        assert [line[1:] for line in lines[1:]] == [
            ["2│country│∅", "│Iran", "│"],
            ["deleted│country│∅", "│Nepal│"],
        ]

        await pilot.press("f7", "enter")
        await settle(pilot)

    assert app.visits == [Visit(changed=False, jump=Jump(edited.view().row_id(2), "country"))]


async def test_what_is_listed_is_saved_and_nothing_is_replaced(
    app: HistoryApp, tmp_path: Path
) -> None:
    path = tmp_path / "steps.json"
    async with app.run_test() as pilot:
        await settle(pilot)
        app.place.query_one("#text", Input).value = "report"
        await settle(pilot)
        for _time in range(2):
            app.place.action_save()
            await pilot.pause()
            app.screen.query_one(Input).value = str(path)
            await pilot.press("enter")
            await settle(pilot)
        assert f"{path} holds 1 step." in told(app)
        assert "is there already and was left alone" in told(app)
        assert isinstance(app.screen, AskScreen)

    assert [step["number"] for step in json.loads(path.read_bytes())] == [2]
    assert [each.name for each in tmp_path.iterdir() if "steps" in each.name] == ["steps.json"]
