"""Backing up, restoring and removing on the command line."""

from __future__ import annotations

import json
import os
import pty
import select
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from curator import settings
from curator.annotations import Place
from curator.cli import open_verb
from curator.operations import FillDown
from curator.store import Backups, Store
from tests.curator.cli.running import run, told


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    path = tmp_path / "towns.csv"
    path.write_text("city\nRasht\nAnzali\n", encoding="utf-8")
    run("add", path, "--as", "ada")
    return path


def test_a_backup_is_made_listed_and_restored(towns: Path) -> None:
    made = told("backup", "--json")
    run("set", "towns", 1, "city", "Fuman", "--as", "ada")

    (line,) = told("restore", "--list", "--json")
    assert (line["path"], line["bytes"], line["datasets"]) == (
        made["path"],
        made["bytes"],
        ["towns"],
    )
    restored = told("restore", "--json")
    assert restored["restored"] == made["path"]
    assert "Rasht" in run("show", "towns").stdout
    run("restore", Path(restored["put_aside"]).name)
    assert "Fuman" in run("show", "towns").stdout


def test_a_backup_goes_where_it_is_told(towns: Path, tmp_path: Path) -> None:
    on_stick = Path(run("backup", tmp_path / "stick").stdout.strip())
    file = Path(run("backup", tmp_path / "mine.store").stdout.strip())

    assert on_stick.parent == tmp_path / "stick"
    assert file == tmp_path / "mine.store"
    run("restore", on_stick)
    assert "already" in run("backup", file, code=5).stderr


def test_what_cannot_be_restored_is_told_of(towns: Path, tmp_path: Path) -> None:
    assert "There is no backup of" in run("restore", code=2).stderr
    assert "There is no backup 'nothing'" in run("restore", "nothing", code=2).stderr
    (tmp_path / "notes.txt").write_text("no store" * 500)
    assert "Use another backup" in run("restore", tmp_path / "notes.txt", code=5).stderr


def test_nothing_is_restored_or_removed_while_somebody_writes(towns: Path) -> None:
    run("backup")
    with Store.open(settings.store_path(), "curator's screens"):
        for words in (("restore",), ("remove", "towns", "--yes")):
            told_busy = run(*words, code=3).stderr
            assert f"is being written to by curator's screens (process {os.getpid()})" in told_busy
        run("backup")


def test_a_newer_store_is_refused_by_every_verb(towns: Path) -> None:
    with closing(sqlite3.connect(settings.store_path())) as connection:
        connection.execute("PRAGMA user_version = 99")

    for words in (("list",), ("undo", "towns"), ("backup",), ("doctor",)):
        assert "was written by a newer curator" in run(*words, code=1).stderr


def test_leaving_the_screens_backs_up_what_was_done(towns: Path) -> None:
    with Store.open(settings.store_path()) as store:
        open_verb._back_up(store)
        open_verb._back_up(store)
        assert len(Backups(store.path).all()) == 1, "nothing was done between them"
        store.dataset("towns").apply(FillDown(), "ada")
        store.dataset("towns").annotate(Place(), "doubt", "?", "ada")
        open_verb._back_up(store)
        assert len(Backups(store.path).all()) == 2


def test_removal_off_a_terminal_needs_yes(towns: Path) -> None:
    assert "--yes" in run("remove", "towns", code=2).stderr
    assert "There is no dataset 'nowhere'" in run("remove", "nowhere", code=2).stderr
    assert "made of: towns" in run("remove", "--source", "towns.csv", code=3).stderr
    run("remove", code=2)
    run("remove", "towns", "--source", "towns.csv", "--yes", code=2)
    assert [line["name"] for line in told("list", "--json")] == ["towns"]


def test_a_dataset_then_its_source_are_removed(towns: Path) -> None:
    run("backup")
    assert "made of: towns" in run("remove", "--source", "towns.csv", "--yes", code=3).stderr

    removed = told("remove", "towns", "--yes", "--json")

    assert removed == {"removed": "towns", "backups_deleted": 1, "sources_kept": ["towns.csv"]}
    assert "removed for good" in run("remove", "--source", "towns.csv", "--yes").stderr
    assert told("sources", "--json") == []
    run("doctor")


def test_advice_of_doctor_leaves_the_exit_code(towns: Path) -> None:
    found = {line["what"]: line["state"] for line in told("doctor", "--json")}

    assert found["backups"] == "advice"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no ptys")
@pytest.mark.parametrize("answer", ["y", "n"])
def test_one_question_is_asked_on_a_terminal(towns: Path, answer: str) -> None:
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "curator", "remove", "towns"],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(follower)
    seen = read_until(leader, "[y/N]")
    os.write(leader, answer.encode() + b"\n")
    seen += read_until(leader, "other disks" if answer == "y" else "Nothing was removed")

    assert process.wait(20) == (0 if answer == "y" else 130)
    assert seen.count("for good, from the backups too?") == 1
    assert len(json.loads(run("list", "--json").stdout)) == (0 if answer == "y" else 1)
    os.close(leader)


def read_until(leader: int, words: str) -> str:
    seen = ""
    end = time.monotonic() + 20
    while words not in seen and time.monotonic() < end:
        if select.select([leader], [], [], 0.2)[0]:
            try:
                seen += os.read(leader, 4096).decode()
            except OSError:  # Linux's way to say that the other side was closed
                break
    return seen
