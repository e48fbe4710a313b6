import csv
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Button, Input, OptionList, RadioSet, Static
from textual.worker import WorkerCancelled

from curator.annotations import Place
from curator.export import Delimited, export, verify
from curator.store import Dataset, Store
from screens.desk import Desk
from screens.export import ExportScreen
from screens.export_form import ExportForm
from screens.export_words import exported_lines, reached_words, room_words, size_words
from screens.prose import Prose
from screens.toggles import Tick
from tests.conftest import Found


class ExportApp(App[None]):
    def __init__(self, store: Store, dataset: Dataset) -> None:
        super().__init__()
        self.desk = Desk(store, "ada")
        self.dataset = dataset
        self.place = ExportScreen(self.desk, dataset)

    def on_mount(self) -> None:
        self.push_screen(self.place)

    def says(self, name: str) -> str:
        """What a part of the screen says."""
        console = Console(width=200, force_terminal=False, color_system=None)
        with console.capture() as capture:
            console.print(self.place.query_one(f"#{name}", Static).content, markup=False)
        return capture.get().strip()


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until all is read, written and shown."""
    for _ in range(3):
        with suppress(WorkerCancelled):  # a newer look takes the place of an older one
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


@pytest.fixture
def app(store: Store, cities: Dataset) -> ExportApp:
    return ExportApp(store, cities)


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_it_says_what_is_exported_and_how_large_it_is(
    app: ExportApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)

        assert app.says("title") == "Export cities · revision 1 · 4 rows × 3 · about 64.1 kB"
        assert not app.place.query_one("#warning").display


async def test_f12_exports_and_shows_the_proof(app: ExportApp, tmp_path: Path) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        app.place.query_one(Input).value = str(tmp_path / "carpeta")
        await pilot.press("f12")
        await settle(pilot)

        (verdict,) = verify(tmp_path / "carpeta")
        assert verdict.sound
        said = app.says("outcome")
        assert f"Exported  {tmp_path / 'carpeta' / 'cities'}" in said
        assert "Read back and found the same." in said
        assert "cities.csv" in said
        assert "SHA-256" in said
        assert app.desk.export_folder == str(tmp_path / "carpeta")
        assert app.focused is app.place.query_one(Button)


async def test_the_options_reach_the_file(app: ExportApp, tmp_path: Path) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        app.place.query_one(Input).value = str(tmp_path / "out")
        app.place.query_one("#bom", Tick).focus()
        await pilot.press("space")
        app.place.query_one("#delimiter", RadioSet).focus()
        await pilot.press("right", "enter")
        assert app.place.query_one(ExportForm).chosen() == Delimited(bom=True, delimiter=";")
        await pilot.press("f12")
        await settle(pilot)

    written = (tmp_path / "out" / "cities" / "cities.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfcountry;city;code\r\n")


async def test_enter_in_the_folder_exports_too(app: ExportApp, tmp_path: Path) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        app.place.query_one(Input).value = str(tmp_path / "out")
        app.place.query_one(Input).focus()
        await pilot.press("enter")
        await settle(pilot)

    assert (tmp_path / "out" / "cities" / "manifest.json").exists()


async def test_a_path_is_completed(app: ExportApp, tmp_path: Path) -> None:
    (tmp_path / "carpeta").mkdir()
    async with app.run_test() as pilot:
        await settle(pilot)
        folder = app.place.query_one(Input)
        folder.value = str(tmp_path / "ca")
        folder.cursor_position = len(folder.value)
        await pilot.pause()
        await pilot.press("r")
        await settle(pilot)
        await pilot.press("right")

        assert folder.value == f"{tmp_path / 'carpeta'}/"


async def test_the_folder_is_remembered_for_the_next_export(app: ExportApp, tmp_path: Path) -> None:
    app.desk.export_folder = str(tmp_path)
    async with app.run_test() as pilot:
        await app.push_screen(ExportScreen(app.desk, app.dataset))
        await settle(pilot)

        assert app.screen.query_one(Input).value == str(tmp_path)


async def test_without_a_folder_it_says_what_to_do(app: ExportApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        app.place.query_one(Input).value = ""
        await pilot.press("f12")
        await settle(pilot)

        assert "Choose a folder first" in "\n".join(n.message for n in app._notifications)
        assert app.focused is app.place.query_one(Input)


async def test_a_failure_stays_on_the_screen_and_one_can_try_again(
    app: ExportApp, tmp_path: Path
) -> None:
    (tmp_path / "cities").write_bytes(b"in the way")
    async with app.run_test() as pilot:
        await settle(pilot)
        app.place.query_one(Input).value = str(tmp_path)
        await pilot.press("f12")
        await settle(pilot)
        assert "there is a file of that name; choose another folder" in app.says("outcome")

        app.place.query_one(Input).value = str(tmp_path / "other")
        await pilot.press("f12")
        await settle(pilot)
        assert "Read back and found the same." in app.says("outcome")


async def test_open_doubts_and_harms_are_told_and_hold_nothing_back(
    app: ExportApp, cities: Dataset, tmp_path: Path
) -> None:
    for kind in ("doubt", "doubt", "harm", "question"):
        cities.annotate(Place(None, None), kind, "?", "نرگس")
    settled = cities.annotate(Place(None, None), "doubt", "?", "نرگس")
    cities.answer(settled, "resolved", None, "ada")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.says("warning").startswith("! Still open: 2 doubts and 1 harm.")

        app.place.query_one(Input).value = str(tmp_path / "out")
        await pilot.press("f12")
        await settle(pilot)
        assert "Read back and found the same." in app.says("outcome")


async def test_it_says_how_much_room_there_is(app: ExportApp, tmp_path: Path) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        folder = app.place.query_one(Input)
        folder.value = str(tmp_path)
        await settle(pilot)
        assert re.fullmatch(r"[\d.]+ .B free( on \S+)?\.", app.says("room"))

        folder.value = str(tmp_path / "new")
        await settle(pilot)
        assert app.says("room").startswith(f"{tmp_path / 'new'} is not there yet")


async def test_a_drive_without_room_is_told_and_can_be_overruled(
    app: ExportApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type(shutil.disk_usage(tmp_path))(10_000, 9_000, 1_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)  # a driver that is wrong
    async with app.run_test() as pilot:
        await settle(pilot)
        app.place.query_one(Input).value = str(tmp_path / "out")
        await settle(pilot)
        assert app.says("room").endswith("About 64.1 kB are needed.")

        await pilot.press("f12")
        await settle(pilot)
        assert "has 1,000 bytes free, and about" in app.says("outcome")

        app.place.query_one("#unasked", Tick).focus()
        await pilot.press("space", "f12")
        await settle(pilot)
        assert "Read back and found the same." in app.says("outcome")


async def test_the_largest_file_can_be_chosen(app: ExportApp) -> None:
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(pilot)
        app.place.query_one("#part_size", RadioSet).focus()
        await pilot.press("right", "right", "enter")

        assert app.place.query_one(ExportForm).chosen() == Delimited(part_size=100_000_000)


def test_parts_are_told_of(cities: Dataset, tmp_path: Path) -> None:
    done = export(cities.view(), Delimited(part_size=60), tmp_path, {}, lambda _a, _b: None)

    words = Prose(exported_lines(done)).plain
    assert "rows 4, in 2 parts, each with the header" in words
    assert "cities-1-of-2.csv" in words


async def test_strangers_that_were_left_alone_are_told_of(app: ExportApp, tmp_path: Path) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        app.place.query_one(Input).value = str(tmp_path / "out")
        await pilot.press("f12")
        await settle(pilot)
        (tmp_path / "out" / "cities" / "notes.txt").write_text("mine")
        await pilot.press("f12")
        await settle(pilot)

        assert "left alone  notes.txt" in app.says("outcome")


@pytest.mark.parametrize("kind", ["vfat", "FAT32", "msdos"])
def test_it_says_what_fat_cannot_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("screens.export_words.file_system", lambda _path: kind)

    assert "FAT takes no file of 4 GiB" in room_words(tmp_path, None)


async def test_escape_stops_an_export_and_nothing_of_it_is_left(
    store: Store, found: Found, file: Path, tmp_path: Path
) -> None:
    many = [["n", "نام"], *([str(number), "بندر"] for number in range(60_000))]
    app = ExportApp(store, store.add(found(many), file, "ada", "many"))
    async with app.run_test() as pilot:
        await settle(pilot)
        app.place.query_one(Input).value = str(tmp_path / "out" / "deep")
        app.place.action_export()
        app.place.action_back()  # both at once: no key is fast enough to be sure
        await settle(pilot)

        assert "You stopped it; nothing of it is left." in app.says("outcome")
        assert app.screen is app.place
    assert not (tmp_path / "out").exists()


async def test_escape_goes_back_where_nothing_runs(app: ExportApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("escape")
        await pilot.pause()

        assert app.screen is not app.place


async def test_formulas_are_written_harmless_and_counted(
    store: Store, found: Found, file: Path, tmp_path: Path
) -> None:
    app = ExportApp(store, store.add(found([["a"], ["=1+1"], ["-5"]]), file, "ada", "sums"))
    async with app.run_test() as pilot:
        await settle(pilot)
        app.place.query_one(Input).value = str(tmp_path / "out")
        await pilot.press("f12")
        await settle(pilot)
        assert "escaped cells  1, each with a leading '" in app.says("outcome")

    with (tmp_path / "out" / "sums" / "sums.csv").open(encoding="utf-8", newline="") as lines:
        assert list(csv.reader(lines)) == [["a"], ["'=1+1"], ["-5"]]


async def test_a_switch_tells_its_state_without_colour(app: ExportApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)

        assert str(app.place.query_one("#bom", Tick).render()).startswith("[ ]")
        assert str(app.place.query_one("#escape", Tick).render()).startswith("[x]")


async def test_no_drive_is_no_dead_end(app: ExportApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        listed = app.place.query_one(OptionList)

        assert listed.display == bool(listed.option_count)
        assert app.says("room")


def test_sizes_are_in_words() -> None:
    assert [size_words(size) for size in (999, 1500, 4 * 10**9, 2 * 10**12)] == [
        "999 bytes",
        "1.5 kB",
        "4.0 GB",
        "2.0 TB",
    ]


def test_progress_tells_what_is_left() -> None:
    assert reached_words(2_000, 8_000, 1.0) == "2,000 of 8,000 rows, about 3 s left"
    assert reached_words(8_000, 8_000, 4.0).endswith("reading back from the drive")
    assert reached_words(0, None, 0.0) == "0 rows"
