import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, Select, Static
from textual.worker import WorkerCancelled

from curator.annotations import Place
from curator.filters import Filter
from curator.operations import DeleteRows, FillDown, SetCells
from curator.store import Dataset, Store
from screens.ask import AskScreen
from screens.desk import Desk
from screens.entries_view import EntriesView, Log
from screens.history import HistoryScreen
from screens.list_pane import Lines
from screens.prose import Line, Prose
from screens.step_pane import Cells
from screens.visit import Jump, Visit
from screens.widgets.reading_order import ReadingOrder


class HistoryApp(App[None]):
    def __init__(self, store: Store, dataset: Dataset) -> None:
        super().__init__()
        self.place = HistoryScreen(Desk(store, "josé"), dataset)
        self.visits: list[Visit | None] = []

    def on_mount(self) -> None:
        self.push_screen(self.place, self.visits.append)


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until all is read and shown."""
    for _ in range(3):
        with suppress(WorkerCancelled):  # a newer look takes the place of an older one
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def words(app: HistoryApp, width: int = 200) -> str:
    """What the details say."""
    console = Console(width=width, force_terminal=False, color_system=None)
    with console.capture() as capture:
        console.print(app.place.query_one("#words", Static).content)
    return capture.get()


def told(app: HistoryApp) -> str:
    """The notices that were shown."""
    return "\n".join(notice.message for notice in app._notifications)


def count(app: HistoryApp) -> str:
    return str(app.place.query_one("#count", Static).content)


@pytest.fixture
def edited(cities: Dataset) -> Dataset:
    """Cities after five steps: r2, r3, a1, r4, a2; the newest is a2."""
    ids = [row.id for row in cities.view().rows()]
    cities.apply(FillDown(("country",)), "ada", "the report leaves repeated countries out")
    cities.apply(SetCells((ids[2],), ("code",), (("003",),)), "ada", "صفحه ۳")
    note = cities.annotate(Place(ids[0], "code"), "doubt", "کد درست است؟", "نرگس")
    cities.apply(DeleteRows((ids[3],)), "josé")
    cities.answer(note, "answered", "Sí", "josé")
    return cities


@pytest.fixture
def app(store: Store, edited: Dataset) -> HistoryApp:
    return HistoryApp(store, edited)


def steps(view: EntriesView) -> list[str]:
    return [str(row.cells[0]) for row in view.window(0, 100, (0,))]


def view_of(dataset: Dataset, **wanted: str) -> EntriesView:
    log = Log.of(dataset.history(), dataset.annotations(), dataset.view())
    return EntriesView(log, log.fitting(Filter(**wanted)))


def test_all_steps_are_listed_newest_first(edited: Dataset) -> None:
    assert steps(view_of(edited)) == ["a2", "r4", "a1", "r3", "r2", "r1"]


@pytest.mark.parametrize(
    ("wanted", "listed"),
    [
        ({"kind": "set-cells"}, ["r3"]),
        ({"kind": "doubt"}, ["a2", "a1"]),
        ({"kind": "revision"}, ["r4", "r3", "r2", "r1"]),
        ({"person": "josé"}, ["a2", "r4"]),
        ({"column": "country"}, ["r4", "r2", "r1"]),
        ({"text": "REPORT"}, ["r2"]),
        ({"text": "صفحه"}, ["r3"]),
        ({"text": "003"}, ["r3"]),
        ({"text": "کد", "kind": "annotation", "person": "نرگس"}, ["a1"]),
        ({"text": "nowhere"}, []),
    ],
)
def test_filters_must_all_fit(edited: Dataset, wanted: dict[str, str], listed: list[str]) -> None:
    assert steps(view_of(edited, **wanted)) == listed


def test_a_step_that_was_undone_says_so_in_words(edited: Dataset) -> None:
    edited.undo("ada", 3)

    assert "r3 undone" in steps(view_of(edited))


def test_a_row_is_found_by_its_id_also_when_filtered(edited: Dataset) -> None:
    every, few = view_of(edited), view_of(edited, kind="revision")
    ids = [row.id for row in every.window(0, 100)]

    assert [every.locate(row_id) for row_id in ids] == [0, 1, 2, 3, 4, 5]
    assert [few.locate(row_id) for row_id in ids] == [None, 0, None, 1, 2, 3]


def test_each_part_of_a_line_keeps_its_own_direction() -> None:
    console = Console(width=60, force_terminal=False, color_system=None)
    with console.capture() as capture:
        console.print(Prose([Line("", ["قدیم", " → ", "جدید"])]))

    before, _, after = ReadingOrder("app").line(capture.get().strip()).partition(" → ")
    assert before != after
    assert before.startswith("\ufee2")  # meem, the last letter of the old word, stands leftmost


def test_text_from_data_is_never_markup() -> None:
    console = Console(width=60, force_terminal=False, color_system=None)
    with console.capture() as capture:
        console.print(Prose([Line("why", ["[bold]no[/bold] [nowhere"])]))

    assert "[bold]no[/bold] [nowhere" in capture.get()


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


def test_the_state_of_notes_and_days_filter_too(edited: Dataset) -> None:
    settled = edited.annotate(Place(column="code"), "question", "?", "ada")
    edited.answer(settled, "resolved", None, "ada")

    assert steps(view_of(edited, state="answered")) == ["a2", "a1"]
    assert steps(view_of(edited, state="resolved")) == ["a4", "a3"]
    assert steps(view_of(edited, since="2020", until="2999-01", kind="fill-down")) == ["r2"]
    assert steps(view_of(edited, until="2001")) == []


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


async def test_what_was_taken_back_is_put_back(app: HistoryApp, edited: Dataset) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert edited.annotation(1).state == "open"
        await pilot.press("ctrl+y")
        await settle(pilot)

    assert edited.annotation(1).state == "answered"


async def test_it_begins_at_the_revision_that_is_asked_for(store: Store, edited: Dataset) -> None:
    app = HistoryApp(store, edited)
    app.place = HistoryScreen(Desk(store, "josé"), edited, revision=2)
    async with app.run_test() as pilot:
        await settle(pilot)

        assert "Revision 2" in words(app)


def test_parts_share_a_line_where_they_fit_and_a_long_one_begins_its_own() -> None:
    console = Console(width=24, force_terminal=False, color_system=None)
    with console.capture() as capture:
        console.print(Prose([Line("", ["2026 ", "نرگس", " written: ", "صفحه پاره شده است اینجا"])]))

    first, *others = capture.get().rstrip().split("\n")
    assert first.startswith("2026 ")
    assert first.rstrip().endswith("written:")
    assert len(others) == 1


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
