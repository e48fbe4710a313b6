from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Static, TabbedContent

from curator.demo import documents
from curator.recent import recent_files
from curator.store import Store
from screens.app import CuratorApp
from screens.editor import EditorScreen
from screens.job_list import JobList
from screens.library import LibraryScreen
from screens.queueing import QueueLine
from screens.reading_queue import ReadingQueue
from screens.source import SourceScreen
from tests.driving import press, settled


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    towns = tmp_path / "شهرها.csv"
    towns.write_text("province,city\nGilan,Rasht\n", encoding="utf-8")
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")
    pdf = next(path for path in documents() if path.suffix == ".pdf")
    return [towns, broken, pdf]


async def opened(pilot: Pilot[None], files: list[Path]) -> LibraryScreen:
    """Open files together and wait until they are read."""
    await settled(pilot)
    library = pilot.app.screen
    assert isinstance(library, LibraryScreen)
    library._read(files)
    await settled(pilot)
    return library


def states(library: LibraryScreen) -> list[str]:
    return [job.state for job in library.query_one(QueueLine).queue.jobs]


async def test_several_files_are_read_and_wait_until_one_looks(
    store: Store, files: list[Path]
) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(80, 24)) as pilot:
        library = await opened(pilot, files)

        assert states(library) == ["found", "failed", "found"]
        assert library.query_one(TabbedContent).active == "queue"
        assert store.datasets() == []
        assert recent_files() == files[::-1]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SourceScreen)
        await press(pilot, "f7")
        assert isinstance(pilot.app.screen, EditorScreen)
        assert [line.name for line in store.datasets()] == ["شهرها"]
        await press(pilot, "escape")
        assert states(library) == ["added", "failed", "found"]


async def test_going_back_from_the_tables_leaves_them_waiting(
    store: Store, files: list[Path]
) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(80, 24)) as pilot:
        library = await opened(pilot, files)
        for _ in range(2):
            await press(pilot, "enter")
            screen = pilot.app.screen
            assert isinstance(screen, SourceScreen)
            assert len(screen.entries) == 1
            await press(pilot, "escape")

        assert states(library)[0] == "found"


async def test_space_keeps_all_tables_of_a_file(store: Store, files: list[Path]) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(120, 40)) as pilot:
        library = await opened(pilot, files)
        await press(pilot, "down", "down", "space")

        assert states(library) == ["found", "failed", "added"]
        assert len(store.datasets()) == 3
        await press(pilot, "space")
        assert len(store.datasets()) == 3


async def test_a_problem_is_explained_until_it_is_dismissed(
    store: Store, files: list[Path]
) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(80, 24)) as pilot:
        library = await opened(pilot, files)
        await press(pilot, "tab")

        assert library.query_one(TabbedContent).active == "problems"
        words = str(library.query_one("#problems .told", Static).content)
        assert "broken.pdf" in words
        assert "F3 opens it again" in words
        await press(pilot, "delete")
        assert states(library) == ["found", "found"]
        assert library.query_one("#problems JobList", JobList).chosen is None


async def test_stopping_all_stops_what_waits(tmp_path: Path) -> None:
    queue = ReadingQueue()
    path = tmp_path / "towns.csv"
    path.write_text("a\n1\n", encoding="utf-8")
    assert queue.put([path, path])
    assert not queue.put([path])

    queue.stop(queue.jobs[1])
    queue.work(lambda: queue.stop(queue.jobs[2]))

    assert [job.state for job in queue.jobs] == ["found", "stopped", "stopped"]
    assert queue.put([path])
    for job in list(queue.jobs):
        queue.drop(job)


async def test_tab_passes_over_lists_without_files(store: Store) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "tab")
        assert pilot.app.screen.query_one(TabbedContent).active == "sources"
        await press(pilot, "tab")

        assert pilot.app.screen.query_one(TabbedContent).active == "datasets"
        assert pilot.app.screen.query_one("#queue DataTable", DataTable).row_count == 0


async def test_files_chosen_in_the_dialog_come_to_the_front_as_a_queue(
    store: Store, files: list[Path]
) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f3")
        pilot.app.screen.dismiss(files)
        await settled(pilot)

        library = pilot.app.screen
        assert library.query_one(TabbedContent).active == "queue"
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, SourceScreen)
