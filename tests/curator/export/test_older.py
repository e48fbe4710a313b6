"""What lies in the folder already when an export comes."""

import json
import sys
import unicodedata
from pathlib import Path

import pytest

from curator.errors import ExportError
from curator.export import Delimited, Exported, export, verify
from curator.export.manifest import checksum
from tests.curator.export.views import RowsView, quiet

OLD = [["1"], ["2"]]


def exported(folder: Path, rows: list[list[str]] = OLD, name: str = "cities") -> Exported:
    return export(RowsView(["a"], rows, name), Delimited(), folder, {}, quiet)


def parted(folder: Path) -> Exported:
    return export(RowsView(["a"], OLD), Delimited(part_size=6), folder, {}, quiet)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def sound(folder: Path) -> list[bool]:
    return [verdict.sound for verdict in verify(folder)]


def test_strangers_beside_an_export_are_left_alone_and_told_of(tmp_path: Path) -> None:
    done = exported(tmp_path)
    for name in ("notes.txt", "film.part", "cities-old.csv.bak"):
        (done.folder / name).write_bytes(b"precious")

    again = exported(tmp_path, [["3"]])

    assert again.strangers == ("cities-old.csv.bak", "film.part", "notes.txt")
    assert {contents(done.folder)[name] for name in again.strangers} == {b"precious"}
    assert (done.folder / "cities.csv").read_bytes() == b"a\r\n3\r\n"


@pytest.mark.parametrize("name", ["cities.csv", "cities-1-of-2.csv", "manifest.json"])
def test_a_file_that_only_looks_like_ours_is_not_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / "cities").mkdir()
    (tmp_path / "cities" / name).write_bytes(b"{}")

    with pytest.raises(ExportError, match=f"holds other files, such as {name}"):
        exported(tmp_path)

    assert contents(tmp_path / "cities") == {name: b"{}"}


def test_a_stranger_under_a_name_that_is_needed_is_one_sentence(tmp_path: Path) -> None:
    done = exported(tmp_path)
    (done.folder / "CITIES-1-of-2.csv").write_bytes(b"precious")
    before = contents(done.folder)

    with pytest.raises(ExportError, match=r"holds CITIES-1-of-2\.csv, which is of no export"):
        parted(tmp_path)

    assert contents(done.folder) == before


@pytest.mark.parametrize("former", [exported, parted])
@pytest.mark.parametrize("moved", [0, 1, 2])
def test_an_export_that_was_cut_short_is_taken_over(
    tmp_path: Path, former: type[Exported], moved: int
) -> None:
    newer = contents(exported(tmp_path / "newer", [["3"]]).folder)
    folder = former(tmp_path).folder
    (folder / "manifest.json").unlink()  # the older one was retired …
    for place, (name, data) in enumerate(sorted(newer.items())):
        (folder / (name if place < moved else f"{name}.part")).write_bytes(data)
    assert sound(tmp_path) != [True]

    done = exported(tmp_path, [["3"]])

    assert contents(done.folder) == newer
    assert done.strangers == ()


@pytest.mark.parametrize("damage", [b"", b"\0" * 512, b'{"format": "curator-export"'])
def test_a_damaged_manifest_does_not_stand_in_the_way(tmp_path: Path, damage: bytes) -> None:
    done = parted(tmp_path)
    (done.folder / "manifest.json").write_bytes(damage)

    again = exported(tmp_path)

    assert sound(tmp_path) == [True]
    assert sorted(contents(again.folder)) == ["SHA256SUMS", "cities.csv", "manifest.json"]


def test_two_datasets_of_one_safe_name_do_not_replace_each_other(tmp_path: Path) -> None:
    before = contents(exported(tmp_path, OLD, "births: 2024").folder)

    with pytest.raises(ExportError, match="holds an export of births: 2024"):
        exported(tmp_path, OLD, "births? 2024")

    assert contents(tmp_path / "births- 2024") == before


def test_names_that_differ_in_case_only_do_not_lie_side_by_side(tmp_path: Path) -> None:
    exported(tmp_path, OLD, "Cities")

    with pytest.raises(ExportError, match="holds an export of Cities"):
        exported(tmp_path, OLD, "cities")

    assert [path.name for path in tmp_path.iterdir()] == ["Cities"]


@pytest.mark.skipif(sys.platform == "darwin", reason="the Mac spells names as it likes")
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_accent_may_be_spelled_either_way(tmp_path: Path, form: str) -> None:
    name = "Población"
    folder = exported(tmp_path, OLD, name).folder
    other = tmp_path / unicodedata.normalize(form, name)
    folder.rename(other)
    for path in list(other.iterdir()):
        path.rename(other / unicodedata.normalize(form, path.name))
    assert sound(tmp_path) == [True]

    again = exported(tmp_path, [["3"]], name)

    assert [path.name for path in tmp_path.iterdir()] == [again.folder.name] == [other.name]
    assert sound(tmp_path) == [True]
    assert len(contents(other)) == 3


def test_a_manifest_of_another_program_is_not_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "cities"
    folder.mkdir()
    told = {"format": "web-app", "files": []}
    (folder / "manifest.json").write_text(json.dumps(told | {"checksum": checksum(told)}))

    with pytest.raises(ExportError, match="holds other files"):
        exported(tmp_path)


def test_what_is_proven_stays_where_the_exchange_fails(tmp_path: Path) -> None:
    folder = exported(tmp_path).folder
    (folder / "cities.csv").unlink()
    (folder / "cities.csv").mkdir()  # which no file can take the place of

    with pytest.raises(ExportError, match="could not be finished"):
        exported(tmp_path, [["3"]])

    assert (folder / "cities.csv.part").read_bytes() == b"a\r\n3\r\n"
    assert sound(tmp_path) == [False]

    (folder / "cities.csv").rmdir()
    exported(tmp_path, [["3"]])
    assert sound(tmp_path) == [True]
