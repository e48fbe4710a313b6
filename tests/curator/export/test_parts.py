import csv
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.errors import ExportError
from curator.export import Delimited, Exported, export, verify
from tests.curator.export.views import RowsView, quiet

CELLS = st.none() | st.text(
    st.sampled_from("=-'\"\r\n,") | st.characters(codec="utf-8", exclude_characters="\0"),
    min_size=1,
    max_size=12,
)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=9)
)
MANY = [[f"شهر {number}", str(number)] for number in range(10_000)]


def csv_files(done: Exported) -> list[Path]:
    told = json.loads((done.folder / "manifest.json").read_bytes())
    return [done.folder / part["path"] for part in told["parts"]]


def records(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def in_parts(folder: Path, size: int, rows: list[list[str]] = MANY) -> Exported:
    return export(RowsView(["a", "b"], rows), Delimited(part_size=size), folder, {}, quiet)


@settings(max_examples=50, deadline=None)
@given(TABLES, st.integers(120, 400), st.booleans())
def test_parts_joined_equal_the_whole(rows: list[list[str | None]], size: int, bom: bool) -> None:
    view = RowsView([f"column {number}" for number in range(len(rows[0]))], rows)
    with tempfile.TemporaryDirectory() as folder:
        whole = export(view, Delimited(bom), Path(folder) / "whole", {}, quiet)
        parted = export(view, Delimited(bom, part_size=size), Path(folder) / "parted", {}, quiet)
        ((header, *lines),) = map(records, csv_files(whole))
        parts = [records(path) for path in csv_files(parted)]
        sizes = [path.stat().st_size for path in csv_files(parted)]
        verdicts = [verdict.sound for verdict in verify(parted.folder)]

    assert [part[0] for part in parts] == [header] * len(parts)
    assert [line for part in parts for line in part[1:]] == lines
    assert max(sizes) <= size
    assert verdicts == [True]


def test_each_name_tells_how_many_parts_there_are(tmp_path: Path) -> None:
    done = in_parts(tmp_path, 80_000)

    assert [path.name for path in csv_files(done)] == [
        "cities-1-of-3.csv",
        "cities-2-of-3.csv",
        "cities-3-of-3.csv",
    ]
    assert all(path.stat().st_size <= 80_000 for path in csv_files(done))


def test_the_manifest_tells_the_rows_of_each_part(tmp_path: Path) -> None:
    done = in_parts(tmp_path, 80_000)

    told = json.loads((done.folder / "manifest.json").read_bytes())
    rows = [part["rows"] for part in told["parts"]]
    assert rows == [len(records(path)) - 1 for path in csv_files(done)]
    assert sum(rows) == told["rows"] == 10_000


def test_a_table_that_just_fits_is_one_file(tmp_path: Path) -> None:
    whole = in_parts(tmp_path / "whole", 1 << 30)
    size = csv_files(whole)[0].stat().st_size

    assert len(csv_files(in_parts(tmp_path / "fits", size))) == 1
    assert len(csv_files(in_parts(tmp_path / "not", size - 1))) == 2


def test_a_row_that_fits_in_no_part_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"Row 2 takes 1,005 bytes.*Choose larger parts"):
        in_parts(tmp_path, 200, [["a", "b"], ["x" * 1000, "yz"]])

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_part_that_is_missing_or_changed_is_found(tmp_path: Path, place: int) -> None:
    done = in_parts(tmp_path, 80_000)
    name = f"cities-{place}-of-3.csv"
    path = done.folder / name
    data = path.read_bytes()

    path.write_bytes(data[:-3] + b"?" + data[-2:])
    (changed,) = verify(done.folder)
    path.unlink()
    (missing,) = verify(done.folder)

    assert changed.problems == (f"{name} was changed: its SHA-256 is not the manifest's.",)
    assert missing.problems == (f"{name} is missing.",)


def test_fewer_parts_take_the_place_of_more_and_back(tmp_path: Path) -> None:
    for size, names in (
        (80_000, {"cities-1-of-3.csv", "cities-2-of-3.csv", "cities-3-of-3.csv"}),
        (120_000, {"cities-1-of-2.csv", "cities-2-of-2.csv"}),
        (1 << 30, {"cities.csv"}),
        (120_000, {"cities-1-of-2.csv", "cities-2-of-2.csv"}),
    ):
        done = in_parts(tmp_path, size)

        there = {path.name for path in done.folder.iterdir()}
        assert there == names | {"SHA256SUMS", "manifest.json"}
        assert [verdict.sound for verdict in verify(tmp_path)] == [True]
        assert done.strangers == ()
