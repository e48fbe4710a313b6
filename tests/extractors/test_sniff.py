import zipfile
from pathlib import Path

import openpyxl
import pytest

from curator.errors import ExtractionError
from extractors import sniff
from tests.extractors.documents import ruled, write_ods, write_pdf

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def test_the_name_is_never_asked(tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "a.csv", [ruled([["a", "b"]])])
    ods = write_ods(tmp_path / "a.pdf", {"s": ""})
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    book = (tmp_path / "a.xlsx").rename(tmp_path / "a.txt")
    text = tmp_path / "a.xls"
    text.write_bytes(b"a,b\n1,2\n")

    assert sniff.media_type(pdf) == "application/pdf"
    assert sniff.media_type(ods) == "application/vnd.oasis.opendocument.spreadsheet"
    assert sniff.media_type(book).endswith("spreadsheetml.sheet")
    assert sniff.media_type(text) == "text/csv"


def test_a_pdf_may_begin_after_other_bytes(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [""])
    path.write_bytes(b"HTTP/1.1 200 OK\r\n\r\n" + path.read_bytes())

    assert sniff.media_type(path) == "application/pdf"


def test_utf_16_without_a_mark_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("سال;مقدار\n۱۳۹۶;۱۲٫۵\n".encode("utf-16-be"))

    assert sniff.media_type(path) == "text/csv"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b'<?xml version="1.0"?><x/>', "is an XML document"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "XML spreadsheet of Excel 2003",
        ),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "is a picture"),
        (bytes(range(256)) * 8, "is of a kind that is not read"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), "is locked with a password"),
        (OLE2 + "WordDocument".encode("utf-16-le"), "but not a workbook"),
        (b"PK\x03\x04 and no more", "is damaged or cut short"),
    ],
)
def test_what_is_not_read_is_said(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "found.xls"
    path.write_bytes(content)

    with pytest.raises(ExtractionError, match=rf"^found\.xls .*{sentence}.*\.$"):
        sniff.media_type(path)


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match=r"^There is no file .*nowhere\.pdf\.$"):
        sniff.media_type(tmp_path / "nowhere.pdf")
    with pytest.raises(ExtractionError, match="is a folder"):
        sniff.media_type(tmp_path)


def test_an_archive_that_is_no_workbook_is_said(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("[Content_Types].xml", "<w/>")

    with pytest.raises(ExtractionError, match="not a workbook"):
        sniff.media_type(tmp_path / "a.xlsx")


def test_an_archive_of_files_is_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("2019/a.csv", "a,b")

    assert sniff.media_type(tmp_path / "a.xlsx") == "application/zip"


@pytest.mark.parametrize(
    "content",
    [
        b"<html><table><tr><td>1</td></tr></table></html>",
        b"\xef\xbb\xbf\n<!DOCTYPE html><title>a</title>",
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
        "<!doctype html><p>a".encode("utf-16"),
    ],
)
def test_a_web_page_is_told_by_its_markup(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)

    assert sniff.media_type(tmp_path / "a.csv") == "text/html"


def test_an_archive_that_unpacks_too_far_is_not_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<w/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (sniff.ZIP_SMALL + 1))

    with pytest.raises(ExtractionError, match="would unpack"):
        sniff.media_type(tmp_path / "a.xlsx")
