import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.errors import Cancelled, ExportError
from curator.export import Delimited, estimated_bytes, export, verify
from tests.curator.export.views import RowsView, quiet

SMALL = RowsView(["a", "b"], [["1", None], ["2", "x"]])
FOLDER = "cities"


def sly(rows: int = 4096) -> RowsView:
    """A view whose long cells all lie between the places that an estimate looks at."""
    lots = [["x" * 500 if number % 512 >= 256 else "1"] for number in range(rows)]
    return RowsView(["a"], lots)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 kB."""
    place = tmp_path / "stick"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this system lets only root mount a small file system")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.fixture
def limited() -> Iterator[None]:
    """No file may grow beyond 256 kB."""
    if sys.platform == "win32":
        pytest.skip("Windows has no such limit")
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (256 << 10, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_every_file_is_listed_with_its_hash(tmp_path: Path) -> None:
    done = export(SMALL, Delimited(), tmp_path, {}, quiet)

    assert done.folder == tmp_path / FOLDER
    assert sorted(proof.name for proof in done.files) == sorted(contents(done.folder))
    assert done.rows == 2


def test_exporting_again_gives_the_same_bytes(tmp_path: Path) -> None:
    before = contents(export(SMALL, Delimited(), tmp_path, {"title": "شهرها"}, quiet).folder)

    after = contents(export(SMALL, Delimited(), tmp_path, {"title": "شهرها"}, quiet).folder)

    assert after == before


def test_a_full_drive_is_one_sentence_and_nothing_is_left(full: Path) -> None:
    with pytest.raises(ExportError, match="no space left; make room or use another drive"):
        export(sly(), Delimited(), full, {}, quiet)

    assert list(full.iterdir()) == []


def test_an_older_export_stays_when_a_newer_one_finds_the_drive_full(full: Path) -> None:
    before = contents(export(SMALL, Delimited(), full, {}, quiet).folder)

    with pytest.raises(ExportError):
        export(sly(), Delimited(), full, {}, quiet)

    assert contents(full / FOLDER) == before
    assert [verdict.sound for verdict in verify(full)] == [True]


def test_a_drive_that_is_known_to_be_too_small_is_not_written_on(full: Path) -> None:
    view = RowsView(["a"], [["x" * 500]] * 1000)

    with pytest.raises(ExportError, match="bytes free, and about"):
        export(view, Delimited(), full, {}, quiet)

    assert list(full.iterdir()) == []


def test_a_file_that_may_not_grow_leaves_nothing(tmp_path: Path, limited: None) -> None:
    with pytest.raises(ExportError, match=r"cities\.csv could not be written"):
        export(sly(), Delimited(), tmp_path, {}, quiet)

    assert list(tmp_path.iterdir()) == []


def test_a_stopped_export_leaves_neither_files_nor_the_folders_made_for_it(
    tmp_path: Path,
) -> None:
    def stop(_done: int, _total: int | None) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        export(SMALL, Delimited(), tmp_path / "new" / "deep", {}, stop)

    assert list(tmp_path.iterdir()) == []


def test_it_can_be_stopped_while_it_is_read_back(tmp_path: Path) -> None:
    told: list[int] = []

    def stop_the_second_time(done: int, _total: int | None) -> None:
        told.append(done)
        if told.count(2) == 2:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        export(SMALL, Delimited(), tmp_path, {}, stop_the_second_time)

    assert list(tmp_path.iterdir()) == []


def test_what_an_export_that_was_cut_short_left_is_swept(tmp_path: Path) -> None:
    left = tmp_path / FOLDER / "cities.csv.part"
    left.parent.mkdir()
    left.write_bytes(b"half")

    export(SMALL, Delimited(), tmp_path, {}, quiet)

    assert not left.exists()
    assert [verdict.sound for verdict in verify(tmp_path)] == [True]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few people make links")
def test_a_link_that_waits_under_the_temporary_name_is_not_written_through(
    tmp_path: Path,
) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "cities.csv.part").symlink_to(victim)

    export(SMALL, Delimited(), tmp_path, {}, quiet)

    assert victim.read_bytes() == b"precious"


def test_a_folder_with_other_files_is_refused_and_stays(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "thesis.docx").write_bytes(b"years of work")

    with pytest.raises(ExportError, match=r"holds other files, such as thesis\.docx"):
        export(SMALL, Delimited(), tmp_path, {}, quiet)

    assert contents(tmp_path / FOLDER) == {"thesis.docx": b"years of work"}


def test_another_datasets_export_is_refused_and_stays(tmp_path: Path) -> None:
    before = contents(export(SMALL, Delimited(), tmp_path, {}, quiet).folder)
    (tmp_path / FOLDER).rename(tmp_path / "towns")

    with pytest.raises(ExportError, match="holds an export of cities"):
        export(RowsView(["a"], [["1"]], "towns"), Delimited(), tmp_path, {}, quiet)

    assert contents(tmp_path / "towns") == before


def test_what_a_mac_leaves_in_the_folder_is_no_stranger(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / ".DS_Store").write_bytes(b"")
    (tmp_path / FOLDER / "._cities.csv").write_bytes(b"")

    export(SMALL, Delimited(), tmp_path, {}, quiet)

    assert [verdict.problems for verdict in verify(tmp_path)] == [()]


def test_a_file_where_the_folder_should_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_bytes(b"")

    with pytest.raises(ExportError, match="there is a file of that name; choose another folder"):
        export(SMALL, Delimited(), tmp_path, {}, quiet)


def test_the_estimate_is_near_the_truth(tmp_path: Path) -> None:
    view = RowsView(["a", "b"], [[f"شهر {number}", None] for number in range(20_000)])

    done = export(view, Delimited(), tmp_path, {}, quiet)

    size = sum(proof.size for proof in done.files)
    assert size <= estimated_bytes(view) <= size * 1.3 + 64_000


def test_no_person_machine_or_folder_is_named(tmp_path: Path) -> None:
    done = export(SMALL, Delimited(), tmp_path, {}, quiet)

    told = b"".join(contents(done.folder).values())
    assert os.fsencode(tmp_path) not in told
