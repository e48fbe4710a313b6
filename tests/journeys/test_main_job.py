"""The main job, from a file to a verified CSV: by the screens and by the verbs, with equal bytes."""

from __future__ import annotations

import json
import shutil
import socket
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from textual.widgets import Input

from curator.cli import cli
from curator.demo import documents
from curator.store import Store
from screens.app import CuratorApp
from screens.editor import EditorScreen
from screens.export import ExportScreen
from screens.library import LibraryScreen
from tests.driving import press, settled

WHO = "parvaneh-k"


def run(*words: object) -> str:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.stdout


def by_verbs(pdf: Path, store: Path, stick: Path) -> None:
    run("--store", store, "add", pdf, "--table", 2, "--name", "ports", "--as", WHO)
    shared = ["--store", store, "--as", WHO]
    run("apply", "ports", "fill-down", "--columns", "Province", "--why", "printed once", *shared)
    run("annotate", "ports", "--row", 17, "--column", "Unloaded", "sure?", *shared)
    run("set", "ports", 17, "Unloaded", "1,378.6", "--why", "the totals agree", *shared)
    run("resolve", 1, "corrected", *shared)
    run("undo", "ports", *shared)
    run("undo", "ports", *shared)
    run("redo", "ports", *shared)
    run("redo", "ports", *shared)
    run("export", "ports", stick, "--store", store)
    run("verify", stick)


async def by_screens(pdf: Path, store: Path, stick: Path) -> None:
    with Store.open(store) as opened:
        app = CuratorApp(opened, WHO, None)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await press(pilot, "f3", *str(pdf), "enter")
            await press(pilot, "down", "space", "f2", "ctrl+u", *"ports", "enter", "f7")
            assert isinstance(app.screen, EditorScreen)
            await press(pilot, "right", "ctrl+d", *"printed", "space", *"once", "enter")
            await press(pilot, "f5", "1", "7", "enter", "right", "right", "right", "right")
            await press(pilot, "f4", *"sure?", "enter")
            await press(pilot, "enter", "end", "ctrl+u", *"1,378.6", "enter")
            await press(pilot, *"the", "space", *"totals", "space", *"agree", "enter")
            await press(pilot, "f6", "f9", *"corrected", "enter", "escape")
            await press(pilot, "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+y")
            await press(pilot, "f12")
            assert isinstance(app.screen, ExportScreen)
            app.screen.query_one(Input).value = str(stick)
            await press(pilot, "f12")
            await press(pilot, "escape", "escape")
            assert isinstance(app.screen, LibraryScreen)


def told(store: Path) -> Any:
    history = json.loads(run("history", "ports", "--json", "--store", store))
    notes = json.loads(run("annotations", "ports", "--json", "--store", store))
    for entry in history:
        entry.pop("at")
    for note in notes:
        for event in note["events"]:
            event.pop("at")
    return history, notes


@pytest.fixture
def sockets() -> list[str]:
    """Every internet socket that this process makes from here on."""
    made: list[str] = []

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "socket.__new__" and args[1] in (socket.AF_INET, socket.AF_INET6):
            made.append(event)
        if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
            made.append(event)

    sys.addaudithook(hook)
    return made


async def test_screens_and_verbs_end_in_equal_bytes_and_history_without_a_socket(
    tmp_path: Path, sockets: list[str]
) -> None:
    pdf, _ = documents()
    by_verbs(pdf, tmp_path / "a.store", tmp_path / "a")
    await by_screens(pdf, tmp_path / "b.store", tmp_path / "b")

    csv = (tmp_path / "a" / "ports" / "ports.csv").read_bytes()
    assert csv == (tmp_path / "b" / "ports" / "ports.csv").read_bytes()
    assert csv.splitlines()[17] == (
        b'021,Khuzestan,Khorramshahr,1401,533,"1,378.6",452.3,"1,830.9",5.9'
    )
    assert told(tmp_path / "a.store") == told(tmp_path / "b.store")
    for store in ("a.store", "b.store"):
        assert "agree" in run("doctor", "--store", tmp_path / store)
    assert sockets == []


def test_an_export_names_no_person_machine_or_folder(tmp_path: Path) -> None:
    pdf, _ = documents()
    by_verbs(pdf, tmp_path / "a.store", tmp_path / "a")

    for path in (tmp_path / "a" / "ports").iterdir():
        text = path.read_text(encoding="utf-8")
        assert WHO not in text
        assert str(tmp_path) not in text
        assert socket.gethostname() not in text


def test_the_hidden_sheet_never_reaches_the_stick(tmp_path: Path) -> None:
    _, workbook = documents()
    store = tmp_path / "a.store"
    run("add", workbook, "--all", "--store", store)
    run("export", "clinics", tmp_path / "stick", "--store", store)

    for path in (tmp_path / "stick").rglob("*"):
        if path.is_file():
            assert "Bermúdez" not in path.read_text(encoding="utf-8")


def test_the_demo_walks_the_main_job_and_says_where_the_csv_lies() -> None:
    paths = run("demo", "--headless").split()

    assert [Path(path).name for path in paths] == ["ports.csv", "clinics.csv"]
    assert all(Path(path).exists() for path in paths)
    run("verify", Path(paths[0]).parent.parent)
    shutil.rmtree(Path(paths[0]).parents[2])
