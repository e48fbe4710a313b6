"""Taking back, on the history's screen, what was done, and putting it back."""

import pytest
from textual.widgets import Input

from curator.operations import SetCells
from curator.store import Dataset, Store
from screens.ask import AskScreen
from screens.visit import Visit
from tests.screens.history_stand import HistoryApp, count, edit, settle, told, words


@pytest.fixture
def edited(cities: Dataset) -> Dataset:
    return edit(cities)


@pytest.fixture
def app(store: Store, edited: Dataset) -> HistoryApp:
    return HistoryApp(store, edited)


@pytest.mark.parametrize("key", ["f9", "u"])
async def test_a_revision_is_taken_back_with_a_reason(
    app: HistoryApp, edited: Dataset, key: str
) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "down", key)
        await pilot.pause()
        assert isinstance(app.screen, AskScreen)
        await pilot.press(*"bad", "enter")
        await settle(pilot)

        assert count(app) == "7 of 7"
        assert "takes back  r3" in words(app)
        newest = edited.history()[0]
        assert (newest.undoes, newest.why, newest.who) == (3, "bad", "josé")
        await pilot.press("escape")
        await pilot.pause()

    assert app.visits == [Visit(changed=True, jump=None)]


async def test_escape_at_the_reason_changes_nothing(app: HistoryApp, edited: Dataset) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "down", "f9")
        await pilot.pause()
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("escape")
        await pilot.pause()

    assert len(edited.history()) == 6
    assert app.visits == [Visit(changed=False, jump=None)]


async def test_what_could_not_be_restored_is_named(app: HistoryApp, edited: Dataset) -> None:
    ids = [row.id for row in edited.view().rows()]
    edited.apply(SetCells((ids[1],), ("country",), (("Irán",),)), "ada")
    edited.undo("ada", 4)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.place.query_one(Input).value = "report"
        await settle(pilot)
        app.place.action_undo_this()
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        assert "r2 is taken back, but for 1 place" in told(app)

        await pilot.press("shift+f3")
        await settle(pilot)
        assert "left  row 2, country: changed again since, left as it is" in words(app)


async def test_an_undone_revision_says_by_what_it_was_undone(
    app: HistoryApp, edited: Dataset
) -> None:
    edited.undo("ada", 3)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.place.query_one(Input).value = "003"
        await settle(pilot)
        await pilot.press("f3", "enter", "down", "f9")
        await settle(pilot)

        assert "r3 was taken back already by r5" in told(app)
        assert not isinstance(app.screen, AskScreen)


async def test_the_first_revision_says_that_it_stays(app: HistoryApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("G", "f9")
        await settle(pilot)

        assert "it cannot be taken back" in told(app)


async def test_an_older_event_of_a_note_says_what_can_be_done(app: HistoryApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "f9")
        await settle(pilot)

        assert "only while it is the newest step" in told(app)


@pytest.mark.parametrize("key", ["ctrl+z", "f9"])
async def test_the_newest_event_of_a_note_is_taken_back(
    app: HistoryApp, edited: Dataset, key: str
) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)

    assert [note.state for note in edited.annotations()] == ["open"]


async def test_a_step_taken_back_in_one_cell_s_history_is_found_in_all_of_them(
    app: HistoryApp, edited: Dataset
) -> None:
    edited.undo("ada", 3)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f11", *"3:code", "enter")
        await settle(pilot)
        await pilot.press("down")
        await settle(pilot)

        assert "by r5" in words(app)
        await pilot.press("ctrl+z")
        await settle(pilot)
    assert edited.annotation(1).state == "open"  # the newest step, though it is not listed


async def test_what_was_taken_back_is_put_back(app: HistoryApp, edited: Dataset) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert edited.annotation(1).state == "open"
        await pilot.press("ctrl+y")
        await settle(pilot)

    assert edited.annotation(1).state == "answered"
