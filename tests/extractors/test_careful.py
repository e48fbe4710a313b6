from pathlib import Path

import pytest

from curator.sources import Mark, Source, TableHead
from extractors.careful import careful_records
from extractors.delimited import Delimited
from extractors.dialect import Dialect

PLAIN = Delimited()
Rows = list[list[str | None]]


def table(path: Path, extractor: Delimited = PLAIN) -> tuple[TableHead, Rows, list[Mark]]:
    (found,) = extractor.extract(path, Source.of(path, "text/csv"), lambda done, total: None)
    batches = list(found.batches)
    rows = [list(row) for batch in batches for row in batch.rows]
    return found.head, rows, [mark for batch in batches for mark in batch.marks]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "found.csv"
    path.write_bytes(content)
    return path


def test_an_unclosed_mark_swallows_nothing(tmp_path: Path) -> None:
    lines = [b"code,name,n", b'001,"Ali,2', *(b"%03d,Reza,3" % n for n in range(2, 200))]

    head, rows, marks = table(written(tmp_path, b"\n".join(lines) + b"\n"))

    assert len(rows) == 200
    assert rows[1:3] == [["001", '"Ali', "2"], ["002", "Reza", "3"]]
    assert head.flags == ("a quotation mark is never closed in line 2",)
    assert [mark.row for mark in marks] == [1]


def test_an_unclosed_mark_does_not_turn_later_ones_around(tmp_path: Path) -> None:
    content = b'a,b,c\n1,"x,2\n3,"y, z",4\n5,"w",6\n7,v,8\n'

    _, rows, _ = table(written(tmp_path, content))

    assert rows[1:] == [["1", '"x', "2"], ["3", "y, z", "4"], ["5", "w", "6"], ["7", "v", "8"]]


def test_line_breaks_within_fields_are_kept(tmp_path: Path) -> None:
    content = b'a,b,c\n1,"one\ntwo, and\nthree",2\n3,"four\n\nfive",4\n'

    head, rows, marks = table(written(tmp_path, content))

    assert rows[1:] == [["1", "one\ntwo, and\nthree", "2"], ["3", "four\n\nfive", "4"]]
    assert (head.flags, marks) == ((), [])


def test_an_unclosed_mark_in_the_last_line_is_told(tmp_path: Path) -> None:
    head, rows, _ = table(written(tmp_path, b'a,b\n"1",2\n3,"4'))

    assert rows[-1] == ["3", '"4']
    assert head.flags == ("a quotation mark is never closed in line 3",)


def test_lines_are_numbered_from_the_top_of_the_file() -> None:
    lines = ["a,b,c\n", '1,"x\n', 'y",2\n', '3,"z,4\n', "5,6,7\n", "8,9,0\n"]

    found = list(careful_records(lines, Dialect(), 3))

    assert [(noted.line, noted.unclosed) for noted in found] == [
        (1, False),
        (2, False),
        (4, True),
        (5, False),
        (6, False),
    ]


def test_ragged_and_nul_lines_are_told_by_number(tmp_path: Path) -> None:
    head, rows, _ = table(written(tmp_path, b"a,b,c\n1,2,3\n4,5\n6,\x007,8\n9,10,11\n"))

    assert head.flags == ("not 3 cells wide: line 3", "NUL in line 4")
    assert rows[2:4] == [["4", "5", None], ["6", "\\x007", "8"]]


def test_two_troubles_of_one_cell_are_one_mark(tmp_path: Path) -> None:
    _, _, marks = table(written(tmp_path, b"a,b\n1,2\n\x00,2,3\n4,5\n" + b"6,\x00\n" * 2))

    assert len({(mark.row, mark.column) for mark in marks}) == len(marks)


def test_lines_in_another_encoding_are_read_by_it_and_told(tmp_path: Path) -> None:
    lines = ["شهر,تعداد", "تهران,1", "شيراز,2", "یزد,3"]
    names = ["utf-8", "utf-8", "cp1256", "utf-8"]
    content = b"\n".join(line.encode(name) for line, name in zip(lines, names, strict=True))

    head, rows, marks = table(written(tmp_path, content))

    assert rows == [line.split(",") for line in lines]
    assert "line 3 in windows-1256, unlike the rest" in head.flags
    assert marks == [Mark(2, 0, flag="line 3 is in windows-1256, unlike the file")]


def test_codes_and_days_stay_text(tmp_path: Path) -> None:
    content = "کد,شناسه,روز\n001,0012345678,۱۴۰۲/۰۵/۱۲\n002,0087654321,1402/05/13\n"

    _, rows, _ = table(written(tmp_path, content.encode()))

    assert rows[1:] == [
        ["001", "0012345678", "۱۴۰۲/۰۵/۱۲"],
        ["002", "0087654321", "1402/05/13"],
    ]


def test_windows_1256_keeps_its_letters(tmp_path: Path) -> None:
    content = "كد,نام\n001,كرماني\n002,شيرازي\n".encode("cp1256")

    head, rows, _ = table(written(tmp_path, content))

    assert rows[1] == ["001", "كرماني"]
    assert head.flags == ("read as windows-1256",)


@pytest.mark.parametrize("quote", ["", '"'])
def test_what_is_chosen_holds(tmp_path: Path, quote: str) -> None:
    content = 'Report\nof May\na;b\n"1";é\n2;3\nSource: us\n'.encode("cp850")
    chosen = Delimited(
        encoding="cp850", delimiter="semicolon", quote=quote, skip=2, footer=1, header_rows=1
    )

    head, rows, _ = table(written(tmp_path, content), chosen)

    assert rows == [["a", "b"], ["1" if quote else '"1"', "é"], ["2", "3"]]
    assert (head.title, head.notes) == ("Report\nof May", "Source: us")
    assert (head.header_count, head.geometry.first_row) == (1, 3)
    assert head.extractor["encoding"] == "cp850"
    assert head.extractor["delimiter"] == ";"


def test_what_was_found_is_remembered_and_reads_the_same(tmp_path: Path) -> None:
    path = written(tmp_path, b"Name      Pop\nIran    85000\nIraq    40000\nOman     5000\n")

    head, rows, _ = table(path)
    options = {key: value for key, value in head.extractor.items() if key != "name"}
    again = table(path, Delimited(**options))

    assert head.extractor["fixed_width"] is not None
    assert (
        again[1]
        == rows
        == [["Name", "Pop"], ["Iran", "85000"], ["Iraq", "40000"], ["Oman", "5000"]]
    )


def test_titles_and_notes_are_not_called_ragged(tmp_path: Path) -> None:
    content = b"Report\nof May\n\na,b,c\n" + b"x,1,2\n" * 5 + b"y,3\n" + b"x,1,2\n\nSource: us\n"

    head, _, _ = table(written(tmp_path, content))

    assert (head.title, head.notes) == ("Report\nof May", "Source: us")
    assert head.flags == ("not 3 cells wide: line 10",)
