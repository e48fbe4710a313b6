from pathlib import Path

import pytest

from curator.intake import PagesReport, Report
from curator.sources import Source
from extractors.pdf.text_layer import pages_report
from tests.extractors.documents import ruled, text, write_pdf
from tests.extractors.locked import lock_pdf

IMAGE = "q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
HIDDEN = "3 Tr " + text(72, 700, "Total 1,234").replace("BT", "BT", 1)
WRITTEN = text(72, 700, "Dear reader")


def kinds(path: Path, pages: tuple[int, ...] = (), password: str | None = None) -> Report:
    source = Source.of(path, "application/pdf")
    return pages_report(path, source, lambda done, total: None, pages, password)


def test_neighbouring_pages_of_one_kind_are_told_of_together(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [WRITTEN, ruled([["a", "b"]]), IMAGE, "", "0 0 9 9 re f"])

    assert kinds(path).pages == (
        PagesReport(1, 2, "digital text"),
        PagesReport(3, 3, "scanned: no characters, 1 image"),
        PagesReport(4, 4, "blank"),
        PagesReport(5, 5, "no characters, drawings alone"),
    )


def test_only_the_pages_asked_for_are_told_of(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [WRITTEN] * 5)

    assert [(run.first, run.last) for run in kinds(path, (1, 2, 4)).pages] == [(1, 2), (4, 4)]


def test_text_that_is_not_drawn_is_told_apart(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [f"{IMAGE} {HIDDEN}"])

    (run,) = kinds(path).pages
    assert run.kind == "scanned: its text was recognised by a machine and may be wrong"


def test_a_locked_file_is_told_of_as_locked(tmp_path: Path) -> None:
    path = lock_pdf(write_pdf(tmp_path / "a.pdf", [WRITTEN]), "s3same")

    assert "is locked with a password" in kinds(path).warnings[0]
    assert kinds(path, password="s3same").pages == (PagesReport(1, 1, "digital text"),)


@pytest.mark.parametrize("extractor", ["pdf", "pdfplumber"])
def test_every_reader_of_pdfs_reports_on_pages(tmp_path: Path, extractor: str) -> None:
    from extractors import Options, report

    path = write_pdf(tmp_path / "a.pdf", [IMAGE])

    (run,) = report(path, Options(extractor=extractor)).pages
    assert run.kind == "scanned: no characters, 1 image"
