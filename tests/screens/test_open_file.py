from pathlib import Path

import pytest
from textual.app import App
from textual.widgets import Static

from curator.recent import recent_files, remember_files
from screens.file_tree import FileTree
from screens.open_file import OpenFileScreen, PlaceButton
from screens.path_input import PathInput, completed
from tests.driving import settled


class OpenApp(App[None]):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.chosen: list[list[Path] | None] = []

    def on_mount(self) -> None:
        self.push_screen(OpenFileScreen(self.folder), self.chosen.append)


def told(app: OpenApp) -> str:
    return str(app.screen.query_one("#told", Static).render())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "Ports 1402.csv").write_text("a\n", "utf-8")
    (folder / "zebra.pdf").write_bytes(b"%PDF")
    (folder / ".hidden").write_text("", "utf-8")
    return folder


def test_a_path_is_completed_to_the_next_separator(folder: Path) -> None:
    assert completed(f"{folder}/de", folder) == f"{folder}/deep/"
    assert completed("deep/Po", folder) == "deep/Ports 1402.csv"


def test_the_case_need_not_be_right(folder: Path) -> None:
    assert completed("ZEB", folder) == "zebra.pdf"


def test_home_can_be_written_short(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))

    assert completed("~/zeb", folder) == "~/zebra.pdf"


def test_hidden_entries_are_offered_once_a_dot_is_typed(folder: Path) -> None:
    assert completed(".h", folder) == ".hidden"
    assert completed("h", folder) is None


def test_a_folder_that_is_not_there_has_no_completion(folder: Path) -> None:
    assert completed("nowhere/x", folder) is None


async def test_tab_takes_the_completion_and_enter_the_file(folder: Path) -> None:
    app = OpenApp(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"zeb")
        await settled(pilot)
        await pilot.press("tab")
        assert app.screen.query_one(PathInput).value == "zebra.pdf"
        await pilot.press("enter")
        await settled(pilot)

    assert app.chosen == [[folder / "zebra.pdf"]]


async def test_a_file_that_is_not_there_is_told_of_in_place(folder: Path) -> None:
    app = OpenApp(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"nothing", "enter")
        await settled(pilot)

        assert told(app) == f"There is no file 'nothing' in {folder}."
        assert app.chosen == []


async def test_a_folder_becomes_the_tree(folder: Path) -> None:
    app = OpenApp(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"deep", "enter")
        await settled(pilot)

        tree = app.screen.query_one(FileTree)
        assert tree.path == folder / "deep"
        assert tree.has_focus


async def test_tab_goes_to_the_tree_and_enter_chooses_there(folder: Path) -> None:
    app = OpenApp(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("tab")
        tree = app.screen.query_one(FileTree)
        await tree.reload()
        await pilot.pause()
        assert [str(node.label).strip() for node in tree.root.children] == ["deep", "zebra.pdf"]
        await pilot.press("end", "enter")
        await settled(pilot)

    assert app.chosen == [[folder / "zebra.pdf"]]


async def test_escape_chooses_nothing(folder: Path) -> None:
    app = OpenApp(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
        await pilot.pause()

    assert app.chosen == [None]


async def test_space_chooses_several_and_enter_takes_them_all(folder: Path) -> None:
    (folder / "apple.csv").write_text("a\n", "utf-8")
    app = OpenApp(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("tab")
        tree = app.screen.query_one(FileTree)
        await tree.reload()
        await pilot.pause()
        await pilot.press("end", "space", "up", "space")
        await settled(pilot)
        assert told(app).startswith("2 are chosen")
        await pilot.press("enter")
        await settled(pilot)

    assert app.chosen == [[folder / "zebra.pdf", folder / "apple.csv"]]


async def test_files_that_were_opened_last_are_offered_and_forgotten(folder: Path) -> None:
    remember_files([folder / "zebra.pdf", folder / "gone.csv"])
    app = OpenApp(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        offered = app.screen.query("#recent PlaceButton").results(PlaceButton)
        assert [button.path for button in offered] == [folder / "zebra.pdf"]
        app.screen.query_one("#forget").focus()
        await pilot.press("enter")
        await settled(pilot)
        assert recent_files() == []
        assert not app.screen.query_one("#recent").display


async def test_a_file_that_was_opened_last_is_opened_again(folder: Path) -> None:
    remember_files([folder / "zebra.pdf"])
    app = OpenApp(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.screen.query("#recent PlaceButton").first().focus()
        await pilot.press("enter")
        await settled(pilot)

    assert app.chosen == [[folder / "zebra.pdf"]]
