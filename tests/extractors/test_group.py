"""Folders and archives, file by file."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from curator.errors import ExtractionError
from extractors import Group, Member, group, is_group, read

CSV = "a,b\n1,2\n"


def zipped(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_members_of_an_archive_are_named_after_it_and_can_be_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "stats.zip", {"2019/a.csv": CSV, "b.csv": CSV})

    with Group(path) as found:
        members = found.members()
        (table,) = read(_path(members[0]), name=members[0].name)
        kept = [_path(member) for member in members]

    assert [member.name for member in members] == ["stats.zip/2019/a.csv", "stats.zip/b.csv"]
    assert table.source.name == "stats.zip/2019/a.csv"
    assert not any(path.exists() for path in kept)


def test_a_folder_is_read_with_all_in_it_and_numbers_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("page10.csv", "page2.csv", "deep/c.csv", ".hidden", "deep/Thumbs.db"):
        (tmp_path / name).write_text(CSV)
    (tmp_path / "link.csv").symlink_to(tmp_path / "page2.csv")
    zipped(tmp_path / "inner.zip", {"d.csv": CSV})

    with Group(tmp_path) as found:
        members = found.members()

    told = {member.name: member.problem for member in members}
    read_ = [name for name, problem in told.items() if problem is None]
    assert read_ == ["deep/c.csv", "inner.zip/d.csv", "page2.csv", "page10.csv"]
    assert "is hidden" in str(told[".hidden"])
    assert "system's own file" in str(told["deep/Thumbs.db"])
    assert "is a link" in str(told["link.csv"])


def test_a_member_stays_in_its_place_whatever_it_is_called(tmp_path: Path) -> None:
    names = {"../../up.csv": CSV, "/root.csv": CSV, "C:\\x\\con.csv": CSV, "a:b?.csv": CSV}
    path = zipped(tmp_path / "a.zip", {**names})

    with Group(path) as found:
        members = found.members()
        places = {_path(member).resolve() for member in members}
        folder = Path(found._folder.name).resolve() if found._folder else None

    assert len(places) == 4
    assert folder is not None
    assert all(folder in place.parents for place in places)
    assert sorted(member.name for member in members)[:2] == ["a.zip/a:b?.csv", "a.zip/root.csv"]


def test_a_locked_member_is_one_sentence_and_holds_up_nobody(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"b.csv": CSV, "c.csv": CSV})
    content = bytearray(path.read_bytes())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + place] |= 1
    path.write_bytes(content)

    with Group(path) as found:
        locked, other = found.members()

    assert locked.problem == "b.csv is locked with a password; unpack it with another program."
    assert other.problem is None


def test_a_damaged_member_is_told_of(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.csv", CSV)
        archive.writestr("c.csv", CSV)
    content = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(content.replace(b"a,b\n1,2\n", b"a,b\n1,3\n", 1))

    with Group(tmp_path / "a.zip") as found:
        damaged, other = found.members()

    assert "damaged in its archive" in str(damaged.problem)
    assert other.problem is None


def test_archives_in_archives_are_opened_so_far(tmp_path: Path) -> None:
    path = zipped(tmp_path / "0.zip", {"a.csv": CSV})
    for number in range(1, group.DEEPEST + 1):
        inner = path.read_bytes()
        path = zipped(
            tmp_path / f"{number}.zip", {f"{number - 1}.zip": inner, f"{number}.csv": CSV}
        )

    with Group(path) as found:
        members = found.members()

    left = [member for member in members if member.problem is not None]
    assert len(members) == group.DEEPEST + 1
    assert [member.name for member in left] == ["3.zip/2.zip/1.zip/0.zip"]
    assert "an archive within archives" in str(left[0].problem)


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group, "MOST", 2)
    for number in range(3):
        (tmp_path / f"{number}.csv").write_text(CSV)

    with Group(tmp_path) as found, pytest.raises(ExtractionError, match="more than 2 files"):
        found.members()


def test_a_workbook_is_no_group(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    text = tmp_path / "b.csv"
    text.write_text(CSV)

    assert not is_group(tmp_path / "a.xlsx")
    assert not is_group(text)
    assert not is_group(tmp_path / "nowhere")
    assert is_group(tmp_path)
    assert is_group(zipped(tmp_path / "c.xlsx", {"a.csv": CSV}))


def test_an_archive_that_is_read_as_a_file_is_told_of(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": CSV})

    with pytest.raises(ExtractionError, match="is an archive"):
        list(read(path))


def _path(member: Member) -> Path:
    assert member.path is not None
    return member.path
