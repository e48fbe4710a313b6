"""Tables of the same columns in several files, as one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors import Found, Group, Spool, Together, group_report, put_together, read, read_group
from extractors.options import Options
from extractors.spool import Place

TABLE = "<table><caption>{title}</caption><tr><th>place<th>count{rows}</table>"


def table(*rows: tuple[str, str], title: str = "Ships") -> str:
    return TABLE.format(title=title, rows="".join(f"<tr><td>{a}<td>{b}" for a, b in rows))


def form(**pairs: str) -> str:
    return f"<dl>{''.join(f'<dt>{term}<dd>{value}' for term, value in pairs.items())}</dl>"


def found(folder: Path, spool: Spool, name: str, content: str) -> list[Found]:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return [spool.keep(each) for each in read(path)]


@pytest.fixture
def spool() -> Iterator[Spool]:
    with Spool() as opened:
        yield opened


def rows_of(whole: Together) -> list[list[str | None]]:
    return [list(row) for batch in whole.table().batches for row in batch.rows]


def test_rows_of_the_same_columns_become_one_table_that_names_their_files(
    tmp_path: Path, spool: Spool
) -> None:
    one = found(tmp_path, spool, "a.html", table(("A", "1"), ("B", "2")))
    two = found(tmp_path, spool, "b.html", table(("C", "3")))

    (whole,), alone = put_together([one, two], "ports")

    assert rows_of(whole) == [
        ["file", "place", "count"],
        ["a.html", "A", "1"],
        ["a.html", "B", "2"],
        ["b.html", "C", "3"],
    ]
    assert rows_of(whole) == [list(row) for row in whole.window(0, 99)]
    assert whole.head.levels == (("file",), ("place",), ("count",))
    assert whole.head.flags == ("one table of 2 files",)
    assert whole.own(3, 2) == Place(two[0], 1, 1)
    assert not alone


def test_header_rows_name_no_file(tmp_path: Path, spool: Spool) -> None:
    rows = (
        "<table><tr><th rowspan=2>place<th colspan=2>ships<tr><th>in<th>out"
        "<tr><td>A<td>1<td>2<tr><td>B<td>3<td>4</table>"
    )
    files = [found(tmp_path, spool, name, rows) for name in ("a.html", "b.html")]

    (whole,), _alone = put_together(files, "ports")

    assert [row[0] for row in rows_of(whole)] == ["file", None, *["a.html"] * 2, *["b.html"] * 2]
    assert [row[0] for row in whole.window(1, 2)] == [None, "a.html"]


def test_a_form_gives_a_row_and_need_not_have_every_term(tmp_path: Path, spool: Spool) -> None:
    one = found(tmp_path, spool, "a.html", form(Name="Ana", Born="1990", City="Rey"))
    two = found(tmp_path, spool, "b.html", form(Born="1991", Name="Bo"))

    (whole,), alone = put_together([one, two], "people")

    assert rows_of(whole) == [
        ["file", "Name", "Born", "City"],
        ["a.html", "Ana", "1990", "Rey"],
        ["b.html", "Bo", "1991", None],
    ]
    assert whole.head.flags == ("one table of 2 files", "1 file has no 'City'")
    assert whole.own(2, 1) == Place(two[0], 1, 1)
    assert not alone


def test_what_has_no_like_is_named(tmp_path: Path, spool: Spool) -> None:
    menu = "<table><tr><th>other<th>columns<th>here<tr><td>1<td>2<td>3</table>"
    one = found(tmp_path, spool, "a.html", table(("A", "1")) + menu)
    two = found(tmp_path, spool, "b.html", table(("C", "3")))

    wholes, alone = put_together([one, two], "ports")

    assert len(wholes) == 1
    assert alone == [(0, 1)]


def test_the_second_table_of_a_page_belongs_with_the_second_of_another(
    tmp_path: Path, spool: Spool
) -> None:
    both = table(("A", "1"), title="Men") + table(("A", "2"), title="Women")
    files = [found(tmp_path, spool, name, both) for name in ("a.html", "b.html")]

    wholes, _alone = put_together(files, "people")

    assert [whole.source.name for whole in wholes] == ["people Men", "people Women"]
    assert [row[2] for row in rows_of(wholes[1])] == ["count", "2", "2"]


def test_stretches_say_in_which_file_rows_stand(tmp_path: Path, spool: Spool) -> None:
    one = found(tmp_path, spool, "a.html", table(("A", "1")))
    two = found(tmp_path, spool, "b.html", table(("C", "3")))
    (whole,), _alone = put_together([one, two], "ports")

    first, second = (batch.stretch for batch in whole.table().batches)

    assert first is not None
    assert second is not None
    assert (first.row0, second.row0) == (0, 1)
    assert [first.source, second.source] == [source.sha256 for source in whole.files()]
    assert (first.table, second.table) == (1, 1)
    assert second.columns == (1, 2)


def test_pages_without_a_like_stand_by_themselves(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(table(("A", "1")))
    (tmp_path / "b.csv").write_text("place,count\nB,2\n")
    (tmp_path / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n")

    with Group(tmp_path) as group, Spool() as spool:
        reading = read_group(group, Options(), spool)

    assert not reading.wholes
    assert [file.member.name for file in reading.others()] == ["a.html", "b.csv", "c.png"]
    assert reading.files[2].problem == "c.png is a picture; pictures are not read."


def test_the_report_of_a_group_tells_of_each_file(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(table(("A", "1")))
    (tmp_path / "b.csv").write_text("place,count\nB,2\n")
    (tmp_path / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n")

    told = group_report(tmp_path, Options())

    assert [sheet.name for sheet in told.sheets] == ["a.html: Ships", "b.csv"]
    assert "c.png: c.png is a picture; pictures are not read." in told.warnings
