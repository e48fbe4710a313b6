import hashlib
import json
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import ExtractionError
from curator.sources import Mark, Source, TableHead
from extractors.delimited import Delimited
from extractors.dialect import Dialect
from extractors.records import measured_by_lines
from extractors.text_file import TextFile

PLAIN = Delimited()
Rows = list[list[str | None]]


def table(path: Path, extractor: Delimited = PLAIN) -> tuple[TableHead, Rows, list[Mark]]:
    """The file's one table."""
    (found,) = extractor.extract(path, Source.of(path, "text/csv"), lambda done, total: None)
    batches = list(found.batches)
    rows = [list(row) for batch in batches for row in batch.rows]
    return found.head, rows, [mark for batch in batches for mark in batch.marks]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "found.csv"
    path.write_bytes(content)
    return path


def test_text_stays_as_found(tmp_path: Path) -> None:
    path = written(tmp_path, b'code,n\n001," 1.50 "\n"a ""b""\nc",\n')

    head, rows, _ = table(path)

    assert rows == [["code", "n"], ["001", " 1.50 "], ['a "b"\nc', None]]
    assert (head.column_count, head.header_count) == (2, 1)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    lines = [["name", "share"], ["a", "1.5"], ["b", "2.5"]]
    path = written(tmp_path, "\n".join(delimiter.join(line) for line in lines).encode())

    assert table(path)[1] == lines


def test_decimal_commas_do_not_cut(tmp_path: Path) -> None:
    path = written(tmp_path, "Área;km²\nSão Paulo;1,5\nRio;2,5\n".encode())

    assert table(path)[1][1] == ["São Paulo", "1,5"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_told_by_its_bytes(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "سال;مقدار\nتهران;۱۲٫۵\n".encode(encoding))

    assert table(path)[1] == [["سال", "مقدار"], ["تهران", "۱۲٫۵"]]


def test_windows_1256_and_1252_are_told_apart_and_said(tmp_path: Path) -> None:
    arabic = "نام,شهر\nعلي,بغداد\nمحمد,البصرة\n"
    latin = "Província;População\nSão Paulo;1\nParaná;2\n"

    head, rows, _ = table(written(tmp_path, arabic.encode("cp1256")))
    assert (head.flags, rows[1]) == (("read as windows-1256",), ["علي", "بغداد"])

    head, rows, _ = table(written(tmp_path, latin.encode("cp1252")))
    assert (head.flags, rows[1]) == (("read as windows-1252",), ["São Paulo", "1"])


def test_one_byte_far_down_decides_the_encoding(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n" + b"x,y\n" * 500_000 + "é,z\n".encode("cp1252"))

    _, rows, _ = table(path)

    assert rows[-1] == ["é", "z"]


def test_ragged_rows_lose_nothing_and_are_marked(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b,c\n1,2,3\n4\n5,6,7,8\n9,10,11\n")

    head, rows, marks = table(path)

    assert head.column_count == 4
    assert rows[2:4] == [["4", None, None, None], ["5", "6", "7", "8"]]
    assert marks == [
        Mark(2, 1, flag="row has 1 cells, the table 3"),
        Mark(3, 3, flag="row has 4 cells, the table 3"),
    ]


def test_a_long_record_far_down_widens_the_table(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n" + b"1,2\n" * 5000 + b"1,2,3\n")

    head, rows, _ = table(path)

    assert head.column_count == 3
    assert rows[-1] == ["1", "2", "3"]


def test_blank_records_within_are_kept_and_those_at_the_end_are_not(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n1,2\n\n3,4\n\n,\n\n")

    assert table(path)[1] == [["a", "b"], ["1", "2"], [None, None], ["3", "4"]]


def test_lines_may_end_with_carriage_returns(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\r1,2\r3,4\r")

    assert table(path)[1] == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_nul_and_broken_bytes_are_shown_as_escapes(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n1,\x002\n3,\xff\n")

    _, rows, marks = table(path, Delimited(encoding="utf-8"))

    assert rows[1:] == [["1", "\\x002"], ["3", "\\udcff"]]
    assert [(mark.row, mark.column) for mark in marks] == [(1, 1), (2, 1)]
    assert all("escapes" in (mark.flag or "") for mark in marks)


def test_a_field_of_megabytes_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, b'a,b\n1,"' + b"z" * 2_000_000 + b'"\n')

    assert len(table(path)[1][1][1] or "") == 2_000_000


def test_a_manifest_undoes_the_apostrophes_of_its_own_export(tmp_path: Path) -> None:
    path = written(tmp_path, b"'=name,n\n'=1+1,'-x\n''+2,'tis\n")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest = {
        "format": "curator-export",
        "files": [{"path": path.name, "sha256": digest}],
        "escape": "apostrophe",
    }
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))

    _, rows, marks = table(path)

    assert rows == [["=name", "n"], ["=1+1", "-x"], ["'+2", "'tis"]]
    assert marks[0] == Mark(0, 0, raw="'=name")
    assert len(marks) == 4


def test_a_manifest_of_another_file_undoes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,n\n'=1+1,2\n")
    manifest = {
        "format": "curator-export",
        "files": [{"path": path.name, "sha256": "0" * 64}],
        "escape": "apostrophe",
    }
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))

    assert table(path)[1][1] == ["'=1+1", "2"]


def test_one_record_of_a_million_fields_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = written(tmp_path, b"x," * 1_000_000 + b"\n" + b"1,2\n" * 1000)

    with pytest.raises(ExtractionError, match="1,000,001 fields"):
        table(path)


def test_the_header_may_be_said(tmp_path: Path) -> None:
    path = written(tmp_path, b"1,2\n3,4\n")

    assert table(path)[0].header_count == 0
    assert table(path, Delimited(header_rows=2))[0].header_count == 2


def test_titles_leave_the_rows_and_records_stay_right(tmp_path: Path) -> None:
    path = written(tmp_path, b"Exports,,\nin tonnes,,\n,,\ncode,n,m\n001,1,2\n002,3\n")

    head, rows, marks = table(path)

    assert head.title == "Exports\nin tonnes"
    assert rows == [["code", "n", "m"], ["001", "1", "2"], ["002", "3", None]]
    assert (head.header_count, head.geometry.first_row) == (1, 4)
    assert marks == [Mark(2, 2, flag="row has 2 cells, the table 3")]


def test_one_column_has_no_titles(tmp_path: Path) -> None:
    assert table(written(tmp_path, b"name\na\nb\n"))[1] == [["name"], ["a"], ["b"]]


@given(st.text("a, ;\t\r\n\ufeffé", max_size=40), st.sampled_from([",", ";", "\t"]))
def test_lines_measure_what_records_measure(text: str, delimiter: str) -> None:
    dialect = Dialect(delimiter)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_bytes(text.encode())
        with TextFile(path, "utf-8").lines() as lines:
            found = list(dialect.records(lines))
        by_lines = measured_by_lines(path, "utf-8", dialect, lambda _done, _total: None)

    filled = [number for number, record in enumerate(found, 1) if any(record)]
    if by_lines is not None:
        widths = Counter(len(record) for record in found if any(record))
        assert (by_lines.counts, by_lines.height) == (widths, filled[-1] if filled else 0)
        assert list(by_lines.last) == found[: by_lines.height]
    else:
        assert "\r" in text


def test_an_export_is_read_as_it_was_written(tmp_path: Path) -> None:
    content = "\ufeffReport;of May\r\nNotes;\r\n;\r\nSource: us;'=1\r\n".encode()
    path = written(tmp_path, content)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest = {
        "format": "curator-export",
        "files": [{"path": path.name, "sha256": digest}],
        "dialect": {"delimiter": ";"},
        "escape": "apostrophe",
    }
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))

    head, rows, _ = table(path)

    assert rows == [["Report", "of May"], ["Notes", None], [None, None], ["Source: us", "=1"]]
    assert (head.header_count, head.title, head.notes) == (1, None, None)


@given(
    st.lists(
        st.sampled_from(
            ["a", ",", ";", '"', "'", "\n", "\r", "1", "  ", "\t", "\\", "\x00", "é", "name", "|"]
        ),
        max_size=60,
    )
)
def test_no_word_is_lost_whatever_the_file(pieces: list[str]) -> None:
    text = "".join(pieces)
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), text.encode())
        found = PLAIN.extract(path, Source.of(path, "text/csv"), lambda _done, _total: None)
        kept = ""
        for each in found:
            rows = [row for batch in each.batches for row in batch.rows]
            kept = "".join(cell or "" for row in rows for cell in row)
            kept += f"{each.head.title}{each.head.notes}"

    assert all(kept.count(word) >= text.count(word) for word in ("name", "1"))
