from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
from pathlib import Path

import pytest

from curator.cli.export_verb import LARGEST
from tests.curator.cli.running import run, told

WIDE = "a,b\n" + "".join(f"Rasht {number},{number}\n" for number in range(1000))


@pytest.fixture
def wells(tmp_path: Path) -> Path:
    """The folder to export to; the store has a dataset "wells"."""
    path = tmp_path / "wells.csv"
    path.write_text(WIDE, encoding="utf-8")
    run("add", path, "--as", "ada")
    return tmp_path / "stick"


def test_a_large_file_comes_in_parts_that_are_told_of(wells: Path) -> None:
    done = run("export", "wells", wells, "--part-size", "10kB")

    assert "It is in 2 parts; each is a CSV with the header." in done.stderr
    assert (wells / "wells" / "wells-2-of-2.csv").read_bytes().startswith(b"a,b\r\n")
    assert "whole, 1,000 rows" in run("verify", wells).stdout


def test_a_part_read_again_is_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "sums.csv"
    path.write_text("a,b\n" + "=1+1,x\n" * 20, encoding="utf-8")
    run("add", path, "--as", "ada")
    run("export", "sums", tmp_path / "stick", "--part-size", 100)

    run("add", tmp_path / "stick" / "sums" / "sums-2-of-2.csv", "--name", "again")

    rows = told("show", "again", "--json")["rows"]
    assert rows[0]["cells"] == ["=1+1", "x"]


@pytest.mark.parametrize(
    ("given", "size"),
    [("700MB", 700_000_000), ("4GiB", 4 << 30), ("1.5k", 1500), ("512", 512), ("none", None)],
)
def test_sizes_are_understood(wells: Path, given: str, size: int | None) -> None:
    from curator.cli.export_verb import command

    option = next(option for option in command.params if option.name == "part_size")

    assert option.process_value(command.make_context("export", ["a", "b"]), given) == size


@pytest.mark.parametrize("given", ["0", "-1", "big", "4 elephants", ""])
def test_a_size_that_is_none_is_refused(wells: Path, given: str) -> None:
    done = run("export", "wells", wells, "--part-size", given, code=2)

    assert "is no size; write 700MB, 4GiB or none" in done.stderr


def test_a_file_is_at_most_what_fat_takes() -> None:
    assert LARGEST == 2**32 - 1


def test_a_drive_without_room_is_left_alone_and_can_be_overruled(
    wells: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type(shutil.disk_usage(wells.parent))(10_000, 9_000, 1_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)  # a driver that is wrong

    refused = run("export", "wells", wells, code=5)
    assert "has 1,000 bytes free, and about" in refused.stderr
    assert not wells.exists()

    run("export", "wells", wells, "--no-space-check")
    assert "whole" in run("verify", wells).stdout


def test_strangers_in_the_folder_are_told_of(wells: Path) -> None:
    run("export", "wells", wells)
    (wells / "wells" / "notes.txt").write_text("mine")

    done = run("export", "wells", wells)

    assert "1 file in the folder is not part of the export and was left alone: notes.txt." in (
        done.stderr
    )
    assert told("export", "wells", wells, "--json")["left_alone"] == ["notes.txt"]


def test_the_same_revision_gives_the_same_bytes_anywhere(wells: Path, tmp_path: Path) -> None:
    for place in ("one", "two"):
        run("export", "wells", tmp_path / place, "--part-size", "10kB")

    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / place / "wells").iterdir()}
        for place in ("one", "two")
    )
    assert len(one) == 4
    assert one == two


def test_nothing_tells_who_exported_or_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home of zahra"
    home.mkdir()
    for name, value in {"HOME": home, "USER": "zahra", "LOGNAME": "zahra"}.items():
        monkeypatch.setenv(name, str(value))
    (home / "t.csv").write_text("a,b\n1,2\n")
    run("add", home / "t.csv", "--as", "bahar", "--store", home / "s.store")
    run("export", "t", tmp_path / "stick", "--store", home / "s.store")

    secrets = {"zahra", "bahar", str(tmp_path), tmp_path.name, platform.node(), os.uname().nodename}
    written = [path for path in (tmp_path / "stick").rglob("*") if path.is_file()]
    assert len(written) == 3
    for path in written:
        for secret in secrets:
            assert secret.encode() not in path.read_bytes()
            assert secret not in path.name


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="this system has no sha256sum")
def test_the_sums_are_verified_without_curator(wells: Path) -> None:
    run("export", "wells", wells, "--part-size", "10kB")
    check = ["sha256sum", "--strict", "-c", "SHA256SUMS"]

    assert subprocess.run(check, cwd=wells / "wells", capture_output=True).returncode == 0

    (wells / "wells" / "wells-1-of-2.csv").write_bytes(b"a,b\r\n")
    assert subprocess.run(check, cwd=wells / "wells", capture_output=True).returncode == 1


def test_an_export_is_verified_where_there_is_no_store(
    wells: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("export", "wells", wells)
    monkeypatch.setenv("CURATOR_STORE", str(tmp_path / "nowhere" / "s.store"))

    assert "whole" in run("verify", wells).stdout
    assert told("verify", wells, "--json")[0]["sound"] is True


def test_the_store_knows_the_revision_that_was_exported(wells: Path) -> None:
    run("export", "wells", wells)
    run("set", "wells", 1, "a", "Lahijan", "--as", "ada")

    done = run("verify", wells, "--with-store")

    assert "wells: this is revision 1 of 2 in the store, and their hashes are the same." in (
        done.stdout
    )
    assert told("verify", wells, "--with-store", "--json")[0]["store"] == {
        "known": True,
        "head": 2,
        "same_hash": True,
    }


def test_a_manifest_with_another_hash_than_the_store_exits_1(wells: Path) -> None:
    from curator.export.manifest import checksum

    run("export", "wells", wells)
    path = wells / "wells" / "manifest.json"
    forged = json.loads(path.read_bytes())
    forged["revision_hash"] = hashlib.sha256(b"forged").hexdigest()
    forged["checksum"] = checksum(forged)
    path.write_text(json.dumps(forged))
    run("verify", wells)

    done = run("verify", wells, "--with-store", code=1)

    assert "the store's revision 1 has another hash" in done.stderr


def test_an_export_of_another_store_is_told_and_no_fault(wells: Path, tmp_path: Path) -> None:
    run("export", "wells", wells)
    other = tmp_path / "other.store"
    (tmp_path / "t.csv").write_text("a,b\n1,2\n")
    run("add", tmp_path / "t.csv", "--as", "ada", "--store", other)

    done = run("verify", wells, "--with-store", "--store", other)

    assert "wells: the store has no such dataset and revision." in done.stdout


def test_drives_are_listed() -> None:
    drives = told("drives", "--json")

    assert isinstance(drives, list)
    assert all({"path", "label", "file_system", "bytes", "free_bytes"} == {*d} for d in drives)
    assert run("drives").exit_code == 0
