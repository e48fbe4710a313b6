import json

from hypothesis import given
from hypothesis import strategies as st

from curator.intake import (
    ColumnReport,
    PagesReport,
    Report,
    SheetReport,
    TableReport,
    described,
    page_lines,
    report_data,
    report_of,
)

TEXTS = st.text(max_size=5)
ROWS = st.lists(st.integers(0, 99), max_size=3).map(tuple)
COLUMNS = st.builds(ColumnReport, TEXTS, st.lists(TEXTS, max_size=2).map(tuple))
TABLES = st.builds(
    TableReport,
    title_rows=ROWS,
    header_rows=ROWS,
    columns=st.lists(COLUMNS, max_size=2).map(tuple),
)
SHEETS = st.builds(SheetReport, TEXTS, tables=st.lists(TABLES, max_size=2).map(tuple))


@given(
    st.builds(
        Report,
        TEXTS,
        TEXTS,
        warnings=st.lists(TEXTS, max_size=2).map(tuple),
        sheets=st.lists(SHEETS, max_size=2).map(tuple),
        pages=st.lists(st.builds(PagesReport), max_size=2).map(tuple),
    )
)
def test_a_report_survives_json(report: Report) -> None:
    assert report_of(json.loads(json.dumps(report_data(report)))) == report


def test_the_json_form_is_the_one_that_is_relied_on() -> None:
    column = ColumnReport("People / Men", ("People", "Men"))
    table = TableReport((0,), (1, 2), 3, 9, 11, (column,))
    report = Report(
        "a.xlsx", "kind", None, ("Look.",), (SheetReport("S", True, "A1:B12", (table,)),)
    )

    assert report_data(report) == {
        "source": "a.xlsx",
        "media_type": "kind",
        "encoding": None,
        "warnings": ("Look.",),
        "sheets": (
            {
                "name": "S",
                "hidden": True,
                "range": "A1:B12",
                "tables": (
                    {
                        "title_rows": (0,),
                        "header_rows": (1, 2),
                        "data_start": 3,
                        "data_end": 9,
                        "footer_start": 11,
                        "columns": ({"name": "People / Men", "levels": ("People", "Men")},),
                    },
                ),
            },
        ),
        "pages": (),
    }


def test_in_words_rows_are_numbered_as_spreadsheets_do() -> None:
    table = TableReport((0,), (1, 2), 3, 9, 11, (ColumnReport("n"), ColumnReport("")))
    report = Report(
        "a.csv", "text/csv", "utf-8", ("Look.",), (SheetReport(None, False, "A1", (table,)),)
    )

    assert list(described(report)) == [
        "a.csv: CSV",
        "  written in utf-8",
        "  ! Look.",
        "  A1",
        "    Table 1: rows of the title 1, header 2–3, data 4–10, notes from 12",
        "      n | –",
    ]


def test_kinds_of_pages_are_said_as_far_as_there_is_room() -> None:
    pages = [PagesReport(1, 3, "digital text"), PagesReport(4, 4, "blank"), PagesReport(5, 9, "x")]

    assert list(page_lines(pages)) == ["Pages 1–3: digital text", "Page 4: blank", "Pages 5–9: x"]
    assert list(page_lines(pages, 2)) == ["Pages 1–3: digital text", "and 6 more pages"]
