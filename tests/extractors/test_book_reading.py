"""What calamine leaves out of XLS, XLSB and ODS is told by their own files."""

from __future__ import annotations

import struct
from pathlib import Path
from zipfile import ZipFile

from curator.sources import ExtractedTable, Mark, Source
from extractors import sniff
from extractors.workbook import Workbook
from extractors.xls_book import xls_book
from extractors.xlsb_book import xlsb_book
from tests.extractors.documents import replace_in_zip, write_ods

SPACES = (
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
)


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


def text(words: str) -> str:
    return (
        f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'
    )


def number(value: str, shown: str, inside: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}">{inside}'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def ods(folder: Path, rows: str) -> Path:
    path = write_ods(folder / "a.ods", {"s": rows})
    replace_in_zip(path, "content.xml", "xmlns:office=", SPACES + "xmlns:office=")
    return path


def table(
    path: Path, extractor: Workbook | None = None
) -> tuple[ExtractedTable, list[Mark], list[list[str | None]]]:
    source = Source.of(path, sniff.media_type(path))
    (only,) = (extractor or Workbook()).extract(path, source, lambda done, total: None)
    batches = list(only.batches)
    marks = [mark for batch in batches for mark in batch.marks]
    return only, marks, [list(cells) for batch in batches for cells in batch.rows]


def test_ods_cells_are_as_a_person_saw_them(tmp_path: Path) -> None:
    rows = row(text("id"), text("n")) + row(number("7", "007"), number("1234.5", "1.234,50 €"))

    _table, marks, found = table(ods(tmp_path, rows))

    assert found[1] == ["007", "1.234,50 €"]
    assert [mark.raw for mark in marks] == ["7", "1234.5"]


def test_ods_errors_and_formulas_without_a_value_are_no_blanks(tmp_path: Path) -> None:
    failed = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    )
    unstored = '<table:table-cell table:formula="of:=[.A1]"/>'
    rows = (
        row(text("a"), text("b")) + row(number("1", "1"), failed) + row(number("2", "2"), unstored)
    )

    _table, marks, found = table(ods(tmp_path, rows + row(number("3", "3"), number("4", "4"))))

    assert found[1:3] == [["1", "#N/A"], ["2", None]]
    assert [mark.flag for mark in marks] == ["formula error", "formula without a stored value"]


def test_ods_tells_comments_and_hidden_rows(tmp_path: Path) -> None:
    note = (
        "<office:annotation><dc:creator>Ada</dc:creator><text:p>twice</text:p></office:annotation>"
    )
    rows = (
        row(text("a"), text("b"))
        + row(number("1", "1"), number("2", "2", note))
        + row(number("3", "3"), number("4", "4"), attributes=' table:visibility="collapse"')
        + row(number("5", "5"), number("6", "6"))
    )

    found, _marks, cells = table(ods(tmp_path, rows))

    assert cells[1:] == [["1", "2"], ["5", "6"]]
    assert [remark.text for remark in found.head.remarks] == ["twice"]


def record(kind: int, data: bytes = b"") -> bytes:
    first = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return first + bytes([len(data)]) + data


def wide(words: str) -> bytes:
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")


def test_xlsb_tells_errors_and_hidden_rows(tmp_path: Path) -> None:
    hidden = struct.pack("<IIHBB", 4, 0, 300, 0, 0x10)
    error = struct.pack("<II", 2, 0) + b"\x2a"
    rows = (
        '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.bin"/>'
        "</Relationships>"
    )
    with ZipFile(tmp_path / "a.xlsb", "w") as archive:
        book = record(156, struct.pack("<II", 0, 1) + wide("r1") + wide("Sheet"))
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/_rels/workbook.bin.rels", rows)
        archive.writestr("xl/worksheets/sheet1.bin", record(0, hidden) + record(3, error))

    with ZipFile(tmp_path / "a.xlsb") as archive:
        facts = xlsb_book(archive).sheets["Sheet"]

    assert facts.noted == {4: {2: "#N/A"}}
    assert facts.hidden_rows == {4}


def test_an_xls_that_xlrd_does_not_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(b"\x09\x08\x10\x00" + bytes(60))

    assert xls_book(path).untold
