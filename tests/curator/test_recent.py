from __future__ import annotations

from pathlib import Path

from curator.recent import KEPT, forget_files, recent_files, remember_files


def kept(tmp_path: Path) -> Path:
    return tmp_path / "config" / "curator" / "recent.json"


def test_the_newest_file_comes_first_and_none_twice() -> None:
    a, b = Path("/x/a.pdf"), Path("/x/شهر\n.csv")

    remember_files([a])
    remember_files([b])
    remember_files([a])

    assert recent_files() == [a, b]


def test_only_so_many_are_kept() -> None:
    remember_files([Path(f"/x/{number}.pdf") for number in range(30)])

    assert recent_files() == [Path(f"/x/{number}.pdf") for number in range(29, 29 - KEPT, -1)]


def test_only_this_person_can_read_the_list(tmp_path: Path) -> None:
    remember_files([Path("/x/a.pdf")])

    assert kept(tmp_path).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in kept(tmp_path).parent.iterdir()] == ["recent.json"]


def test_a_list_without_files_leaves_nothing_behind(tmp_path: Path) -> None:
    remember_files([Path("/x/a.pdf"), Path("/y/b.pdf")])

    assert forget_files(lambda path: path.name == "a.pdf") == 1
    assert recent_files() == [Path("/y/b.pdf")]
    assert forget_files(lambda _path: True) == 1
    assert not kept(tmp_path).exists()


def test_a_damaged_list_is_an_empty_one(tmp_path: Path) -> None:
    remember_files([Path("/x/a.pdf")])
    kept(tmp_path).write_bytes(b'{"\xff')

    assert recent_files() == []
