"""A file is read again as its dataset remembers that it was read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from curator.registry import dump
from extractors import EXTRACTORS, Extractor, Options
from extractors.delimited import Delimited
from extractors.pdf.pdf_tables import PdfTables
from extractors.pdf.pdfplumber_finder import Pdfplumber
from extractors.remembered import as_read
from extractors.workbook import Workbook


def kept(extractor: Extractor) -> Any:
    """Return what a store gives back of how a table was read."""
    return json.loads(json.dumps(dump(extractor)))


@pytest.mark.parametrize(
    ("extractor", "options"),
    [
        (PdfTables(stitch=False), Options(extractor="pdf", stitch=False)),
        (Pdfplumber(apart=(3, 7)), Options(extractor="pdfplumber", apart=(3, 7))),
        (
            Workbook(beneath=True, stack=True),
            Options(extractor="workbook", beneath=True, stack=True),
        ),
        (
            Delimited(encoding="cp850", skip=2, header_rows=0),
            Options(extractor="delimited", encoding="cp850", skip=2, header_rows=0),
        ),
    ],
)
def test_what_read_a_file_reads_it_again_with_what_it_was_told(
    extractor: Extractor, options: Options
) -> None:
    assert as_read(Options(), kept(extractor)) == options


def test_the_place_to_read_and_its_password_stay_as_they_are_wanted_now() -> None:
    wanted = Options(pages=(4,), password="open")

    again = as_read(wanted, kept(PdfTables(pages=(1, 2, 3))))

    assert (again.pages, again.password) == ((4,), "open")


def test_one_tables_header_rows_are_not_those_of_every_table_in_its_file() -> None:
    assert as_read(Options(), kept(Workbook(header_rows=3))).header_rows is None


def test_an_option_that_a_dataset_was_added_without_is_as_usual() -> None:
    assert as_read(Options(), {"name": "workbook"}) == Options(extractor="workbook")


@pytest.mark.parametrize("method", [None, {"name": "of another version", "angle": 7}])
def test_what_is_not_known_leaves_the_choice_as_it_is(method: dict[str, Any] | None) -> None:
    assert "of another version" not in {each.name for each in EXTRACTORS}

    assert as_read(Options(stitch=False), method) == Options(stitch=False)
