import json
import os
import sys
from pathlib import Path

import pytest

from curator.errors import ExportError
from curator.export import Delimited, export, verify
from curator.export.manifest import checksum
from tests.curator.export.views import RowsView, quiet


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    view = RowsView(["a"], [[str(number)] for number in range(100)])
    return export(view, Delimited(), tmp_path, {}, quiet).folder


def problems(folder: Path) -> str:
    return "\n".join(problem for verdict in verify(folder) for problem in verdict.problems)


def rewrite(folder: Path, path: str) -> None:
    """Let the manifest name another file, with a checksum that fits."""
    told = json.loads((folder / "manifest.json").read_bytes())
    told["files"][0]["path"] = path
    told["checksum"] = checksum(told)
    (folder / "manifest.json").write_text(json.dumps(told))


def test_an_untouched_export_is_sound(exported: Path) -> None:
    (verdict,) = verify(exported)

    assert verdict.sound
    assert (verdict.dataset, verdict.rows) == ("cities", 100)


def test_the_folder_around_exports_may_be_given(exported: Path) -> None:
    assert [verdict.folder for verdict in verify(exported.parent)] == [exported]


@pytest.mark.parametrize("name", ["cities.csv", "SHA256SUMS", "manifest.json"])
def test_a_flipped_bit_is_found(exported: Path, name: str) -> None:
    data = bytearray((exported / name).read_bytes())
    data[len(data) // 2] ^= 1
    (exported / name).write_bytes(data)

    assert problems(exported)


@pytest.mark.parametrize("name", ["cities.csv", "SHA256SUMS"])
def test_a_missing_file_is_found(exported: Path, name: str) -> None:
    (exported / name).unlink()

    assert problems(exported) == f"{name} is missing."


def test_a_cut_file_is_found(exported: Path) -> None:
    os.truncate(exported / "cities.csv", 100)

    assert "has 100 bytes and should have" in problems(exported)


@pytest.mark.parametrize("part", [0.0, 0.3, 0.99])
def test_a_cut_manifest_is_found(exported: Path, part: float) -> None:
    path = exported / "manifest.json"
    os.truncate(path, int(path.stat().st_size * part))

    assert "it is damaged" in problems(exported)


def test_an_export_without_its_manifest_was_not_finished(exported: Path) -> None:
    (exported / "manifest.json").unlink()

    assert "the export was not finished" in problems(exported)


def test_what_a_cut_off_export_left_is_found(exported: Path) -> None:
    (exported / "cities.csv.part").write_bytes(b"half")

    assert "left when it was cut short" in problems(exported)


def test_a_csv_that_the_manifest_does_not_know_is_found(exported: Path) -> None:
    (exported / "towns.csv").write_bytes(b"a\r\n")

    assert problems(exported) == "towns.csv is in the folder, and the manifest does not know it."


@pytest.mark.parametrize("path", ["../cities.csv", "/etc/passwd", "..", "", "a\0b", "nul"])
def test_a_manifest_that_names_files_elsewhere_is_not_followed(exported: Path, path: str) -> None:
    rewrite(exported, path)

    assert f"{path!r} is no name of a file in an export." in problems(exported)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_is_not_waited_for(exported: Path) -> None:
    (exported / "cities.csv").unlink()
    os.mkfifo(exported / "cities.csv")

    assert problems(exported) == "cities.csv is no ordinary file."


@pytest.mark.parametrize(
    "told",
    [b"[]", b"{}", b'{"format": "curator-export", "a": "\\ud800"}', b"\xff", b"[" * 100_000],
)
def test_a_manifest_that_is_none_is_a_problem_not_a_crash(exported: Path, told: bytes) -> None:
    (exported / "manifest.json").write_bytes(told)

    assert problems(exported)


def test_a_folder_without_exports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="There is no export in"):
        list(verify(tmp_path))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="There is no folder"):
        list(verify(tmp_path / "nowhere"))


def test_somebody_elses_unfinished_download_is_no_export(exported: Path) -> None:
    other = exported.parent / "films"
    other.mkdir()
    (other / "film.mkv.part").write_bytes(b"half")

    assert [verdict.folder for verdict in verify(exported.parent)] == [exported]
