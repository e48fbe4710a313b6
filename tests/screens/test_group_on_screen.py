"""A folder of pages of one form, chosen in the tree and kept as one dataset."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from textual.widgets import Static

from benchmarks import make_form_pages
from curator.store import Store
from screens.app import CuratorApp
from screens.file_tree import FileTree
from screens.library import LibraryScreen
from screens.open_file import OpenFileScreen
from screens.source import SourceScreen
from tests.curator.cli.running import run
from tests.driving import press, settled


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    make_form_pages.make(tmp_path / "home" / "register", 3)
    (tmp_path / "home" / "register" / "other.html").write_text("<p>Nothing here.")
    return tmp_path / "home" / "register"


def cells(store: Store, name: str) -> list[tuple[object, ...]]:
    view = store.dataset(name).view()
    return [row.cells for row in view.window(0, view.row_count)]


async def test_a_folder_is_chosen_by_space_and_its_pages_are_one_dataset(
    store: Store, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        library = pilot.app.screen
        assert isinstance(library, LibraryScreen)
        library.folder = pages.parent
        await press(pilot, "f3")
        await press(pilot, "f6")
        assert isinstance(pilot.app.screen, OpenFileScreen)
        await press(pilot, "end", "space")
        assert list(pilot.app.screen.query_one(FileTree).chosen) == [pages]
        await press(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, SourceScreen)

        assert [entry.where() for entry in screen.entries] == ["3 files", "3 files"]
        spot = screen.query_one("#spot", Static)
        assert "district-1.mht" in str(spot.render())
        await press(pilot, "f6", "f7")

    monkeypatch.setenv("CURATOR_STORE", str(tmp_path / "other.store"))
    run("add", pages, "--as", "ada", code=1)
    with Store.read(tmp_path / "other.store") as other:
        for name in ("register Schools", "register table 1"):
            assert cells(store, name) == cells(other, name)


async def test_an_archive_in_the_queue_tells_of_each_file_that_is_not_read(
    store: Store, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "stats.zip", "w") as archive:
        archive.writestr("2019/a.csv", "a,b\n1,2\n")
        archive.writestr("b.png", b"\x89PNG\r\n\x1a\n")
        archive.writestr("c.csv", "")
    (tmp_path / "d.csv").write_text("a,b\n3,4\n")
    async with CuratorApp(store, "ada", None).run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        library = pilot.app.screen
        assert isinstance(library, LibraryScreen)
        library._read([tmp_path / "stats.zip", tmp_path / "d.csv"])
        await settled(pilot)
        job = library._queueing.chosen()
        assert job is not None
        problem = str(job.problem)
        await press(pilot, "space")

        assert "b.png is a picture" in problem
        assert "c.csv is empty" in problem
        assert [line.name for line in store.datasets()] == ["a"]
        assert [kept.source.name for kept in store.sources()] == ["stats.zip/2019/a.csv"]
