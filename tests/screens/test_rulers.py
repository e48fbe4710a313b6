import json
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static
from textual.worker import WorkerCancelled

from curator.store import Store
from extractors import Found, Options
from screens.correction import run_of
from screens.desk import Desk
from screens.rulers import RulersScreen
from screens.rulers_reading import CLOSER
from screens.source import SourceScreen
from screens.widgets.ruled_page import RuledPage
from tests.curator.cli.running import run
from tests.extractors.documents import ruled, text, write_pdf

ROWS = [["code", "place", "people"], ["001", "Tehran", "10"], ["002", "Lyon", "11"]]
LINES = [["North bank", "120"], ["South", "95"]]
SIZES = [(80, 24), (200, 50)]


class SourceApp(App[None]):
    """Shows one source."""

    def __init__(self, screen: SourceScreen) -> None:
        super().__init__()
        self.source = screen

    def on_mount(self) -> None:
        self.push_screen(self.source)

    @property
    def rulers(self) -> RulersScreen:
        assert isinstance(self.screen, RulersScreen)
        return self.screen

    def said(self, where: str = "#said") -> str:
        return str(self.screen.query_one(where, Static).render())


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Wait for the threads that remove what screens kept."""
    yield
    for thread in threading.enumerate():
        if thread.name in (CLOSER, "curator-close-source"):
            thread.join()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    listed = "\n".join(
        text(x, 700 - 40 * number, cell)
        for number, row in enumerate(LINES)
        for x, cell in zip((72, 200), row, strict=True)
    )
    low = "\n".join(_lowered(line) for line in ruled(ROWS[:2]).splitlines())
    return write_pdf(tmp_path / "ports.pdf", [ruled(ROWS), f"{ruled(ROWS)}\n{low}", listed])


def _lowered(line: str) -> str:
    """Return a line of a page's drawing that is drawn 200 points further down."""
    words = line.split(" ")
    place = 9 if line.startswith("BT") else 1
    words[place] = str(int(words[place]) - 200)
    return " ".join(words)


def app_of(store: Store, path: Path, *pages: int) -> SourceApp:
    return SourceApp(SourceScreen(Desk(store, "ada"), path, Options(pages=pages)))


def rows(found: Found) -> list[list[str | None]]:
    return [list(row) for row in found.window(0, found.row_count)]


async def settled(pilot: Pilot[None]) -> None:
    """Wait until one piece of work has led to no other; a newer reading replaces an older one."""
    for _time in range(8):
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, then wait."""
    for key in keys:
        await pilot.press(key)
    await settled(pilot)


async def opened(pilot: Pilot[None], *keys: str) -> None:
    """Open the rulers on the table that is shown, wait for it, and press keys."""
    await settled(pilot)
    await press(pilot, "shift+f5")
    await press(pilot, *keys)


@pytest.mark.parametrize("size", SIZES)
async def test_a_correction_takes_the_place_of_the_table(
    store: Store, path: Path, size: tuple[int, int]
) -> None:
    app = app_of(store, path, 1)
    async with app.run_test(size=size) as pilot:
        await opened(pilot, "tab", "delete", "enter")

        (entry,) = app.source.entries
        assert rows(entry.found) == [
            ["code place", "people"],
            ["001 Tehran", "10"],
            ["002 Lyon", "11"],
        ]
        assert entry.kept
        assert entry.where() == "page 1, by hand"


async def test_the_command_line_reads_what_the_dataset_remembers_as_the_screen_did(
    store: Store, path: Path
) -> None:
    app = app_of(store, path, 1)
    async with app.run_test() as pilot:
        await opened(pilot, "tab", "right", "shift+right", "insert", "f4", "enter")
        (entry,) = app.source.entries
        read = rows(entry.found)
        method, header = entry.found.head.extractor, entry.found.head.header_count

    words = ["--region", *method["regions"], "--columns", *method["columns"]]
    words += ["--rows", *method["rows"], "--header-rows", method["header_rows"]]
    (table,) = json.loads(run("extract", path, *words).stdout)

    assert table["rows"] == read
    assert table["header_count"] == header == 2
    assert "region by hand" in table["flags"]


async def test_escape_leaves_the_list_as_it_was(store: Store, path: Path) -> None:
    app = app_of(store, path, 1)
    async with app.run_test() as pilot:
        await opened(pilot)
        before = app.source.entries[0].found
        await press(pilot, "tab", "delete", "escape")

        assert [entry.found for entry in app.source.entries] == [before]


async def test_what_is_chosen_and_where_it_is_is_said_in_words(store: Store, path: Path) -> None:
    app = app_of(store, path, 1)
    async with app.run_test() as pilot:
        await opened(pilot)
        said = [app.said()]
        for keys in (["tab"], ["right"], ["shift+left"], ["shift+tab"], ["shift+tab"]):
            await press(pilot, *keys)
            said.append(app.said())

    assert said == [
        "page 1, left edge at 72.0 pt",
        "page 1, column ruler 1 of 2 at 192.0 pt, found",
        "page 1, column ruler 1 of 2 at 197.0 pt, by hand",
        "page 1, column ruler 1 of 2 at 196.0 pt, by hand",
        "page 1, left edge at 72.0 pt",
        "page 1, bottom edge at 164.0 pt",
    ]


async def test_the_table_is_read_anew_with_each_change(store: Store, path: Path) -> None:
    app = app_of(store, path, 1)
    async with app.run_test() as pilot:
        await opened(pilot)
        whole = app.said("#told")
        await press(pilot, "shift+tab", "up", "up", "up", "up")

        assert whole == "Read now: 2 rows, 3 columns, 1 header row."
        assert app.said("#told") == "Read now: 1 row, 3 columns, 1 header row."


async def test_changes_are_undone_and_made_again(store: Store, path: Path) -> None:
    app = app_of(store, path, 1)
    async with app.run_test() as pilot:
        await opened(pilot, "tab", "delete", "insert")
        changed = app.said()
        await press(pilot, "ctrl+z", "ctrl+z")
        undone = app.said("#told")
        await press(pilot, "ctrl+y", "ctrl+y")

        assert undone == "Read now: 2 rows, 3 columns, 1 header row."
        assert app.said() == changed


async def test_rulers_by_hand_are_found_again(store: Store, path: Path) -> None:
    app = app_of(store, path, 1)
    async with app.run_test() as pilot:
        await opened(pilot, "tab", "delete", "f9")

        assert app.said("#told") == "Read now: 2 rows, 3 columns, 1 header row."
        assert app.said().endswith("found")


async def test_a_table_is_split_in_two_at_a_row_ruler(store: Store, path: Path) -> None:
    app = app_of(store, path, 1)
    async with app.run_test() as pilot:
        await opened(pilot, *["tab"] * 5, "f5", "enter")

        found = [rows(entry.found) for entry in app.source.entries]
        assert found == [ROWS[:1], ROWS[1:]]
        assert [entry.number for entry in app.source.entries] == [1, 2]


async def test_two_tables_of_a_page_are_merged(store: Store, path: Path) -> None:
    app = app_of(store, path, 2)
    async with app.run_test() as pilot:
        await opened(pilot, "f6", "enter")

        (entry,) = app.source.entries
        assert rows(entry.found) == [*ROWS, *ROWS[:2]]


async def test_what_was_split_is_merged_again(store: Store, path: Path) -> None:
    app = app_of(store, path, 1)
    async with app.run_test() as pilot:
        await opened(pilot, *["tab"] * 5, "f5", "f6")

        assert app.said("#told") == "Read now: 2 rows, 3 columns, 1 header row."
        assert "of 2" not in app.said().replace("ruler", "")


async def test_a_table_is_drawn_where_none_was_found(store: Store, path: Path) -> None:
    app = app_of(store, path, 3)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert not app.source.entries
        await opened(pilot)
        await press(pilot, "enter")

        (entry,) = app.source.entries
        assert rows(entry.found) == LINES
        assert app.source.query_one("#body").display


async def test_a_run_of_pages_has_a_table_each(store: Store, path: Path) -> None:
    app = app_of(store, path, 1)
    async with app.run_test() as pilot:
        await opened(pilot, "f7", "end", "backspace", "2", "enter")
        said = app.said()
        await press(pilot, "enter")

        assert "for pages 1–2" in said
        assert [entry.found.head.page for entry in app.source.entries] == [1, 2]


async def test_another_page_is_drawn_on_without_losing_the_first(store: Store, path: Path) -> None:
    app = app_of(store, path, 1)
    async with app.run_test() as pilot:
        await opened(pilot, "ctrl+pagedown")
        await press(pilot, "ctrl+pagedown")
        await press(pilot, "enter")

        assert [entry.found.head.page for entry in app.source.entries] == [1, 3]


async def test_the_table_can_be_walked_through(store: Store, path: Path) -> None:
    app = app_of(store, path, 1)
    async with app.run_test() as pilot:
        await opened(pilot, "f2")
        on_table = app.screen.focused
        await press(pilot, "f2")

        assert on_table is app.screen.query_one("#table")
        assert app.screen.focused is app.screen.query_one(RuledPage)


async def test_a_ruler_is_drawn_between_the_words_that_it_parts(store: Store, path: Path) -> None:
    app = app_of(store, path, 1)
    async with app.run_test() as pilot:
        await opened(pilot, "tab")
        lines = app.screen.query_one(RuledPage).lines()

    assert [line.split() for line in lines[1:3]] == [
        ["│code", "┃place", "┊people│"],
        ["│001", "┃Tehran", "┊10", "│"],
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
async def test_after_a_crash_the_next_change_is_read_by_another_reader(
    store: Store, path: Path
) -> None:
    app = app_of(store, path, 1)
    async with app.run_test() as pilot:
        await opened(pilot)
        for pid in _children():
            os.kill(pid, signal.SIGKILL)
        await press(pilot, "tab", "right")
        broken = app.said("#told")
        await press(pilot, "right")
        again = app.said("#told")

    assert "its reader broke down" in broken
    assert again.startswith("The reader broke down before, and was started anew. Read now:")


def _children() -> Sequence[int]:
    listed = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return [int(pid) for path in listed for pid in path.read_text().split()]


def test_a_run_of_pages_holds_the_one_that_is_drawn_on() -> None:
    assert run_of("3-5", 4) == (3, 5)
