"""What is read of a saved page, and what is left alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import ExtractionError, UnknownNameError
from curator.intake import Report
from curator.sources import Mark, Source, Span, TableHead
from extractors import sniff
from extractors.web.found import tables_of
from extractors.web.parsing import parsed
from extractors.web.saved_page import SavedPage

Rows = list[list[str | None]]
Found = tuple[TableHead, Rows, list[Mark]]
PLAIN = SavedPage()


def quiet(done: int, total: int | None) -> None:
    """Take note of nothing."""


def page(folder: Path, content: str | bytes, name: str = "page.html") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def tables(path: Path, extractor: SavedPage = PLAIN) -> list[Found]:
    """Every table of the page."""
    source = Source.of(path, sniff.media_type(path))
    found = []
    for table in extractor.extract(path, source, quiet):
        batches = list(table.batches)
        rows = [list(row) for batch in batches for row in batch.rows]
        found.append((table.head, rows, [mark for batch in batches for mark in batch.marks]))
    return found


def report(path: Path) -> Report:
    return PLAIN.report(path, Source.of(path, sniff.media_type(path)), quiet)


def test_cells_that_cover_several_stay_spans_and_name_their_columns(tmp_path: Path) -> None:
    path = page(
        tmp_path,
        "<table><caption>People</caption><thead><tr><th rowspan=2>Place<th colspan=2>2020</tr>"
        "<tr><th>Men<th>Women</thead><tr><td rowspan=2>Kabul<td>1<td>2<tr><td>3<td>4</table>",
    )

    ((head, rows, _),) = tables(path)

    assert rows[2:] == [["Kabul", "1", "2"], [None, "3", "4"]]
    assert head.levels == (("Place",), ("2020", "Men"), ("2020", "Women"))
    assert head.spans == (Span(0, 0, 2, 1), Span(0, 1, 1, 2), Span(2, 0, 2, 1))
    assert (head.sheet, head.title, head.header_count) == ("People", "People", 2)


def test_what_a_cell_covers_is_filled_when_asked_for(tmp_path: Path) -> None:
    path = page(
        tmp_path, "<table><tr><th>a<th>b<tr><td rowspan=2>1<td>2<tr><td>3<tr><td>4<td>5</table>"
    )

    ((_, rows, _),) = tables(path, SavedPage(fill_merged=True))

    assert rows[1:] == [["1", "2"], ["1", "3"], ["4", "5"]]


def test_a_table_that_lays_the_page_out_is_none_but_those_within_it_are(tmp_path: Path) -> None:
    path = page(
        tmp_path,
        "<table><tr><td>menu<td><h2>Ports</h2><table><tr><th>port<th>ships<tr><td>A<td>1</table>"
        "</table><table role=presentation><tr><td>1<td>2<tr><td>3<td>4</table>"
        "<table><tr><td>Home<td>About</table>",
    )

    ((head, rows, _),) = tables(path)

    assert rows == [["port", "ships"], ["A", "1"]]
    assert (head.sheet, head.title) == ("table 1", "Ports")


def test_breaks_lists_links_and_fields_become_one_line(tmp_path: Path) -> None:
    path = page(
        tmp_path,
        "<table><tr><th>a<th>b<tr><td>one<br>two <a href='http://x.example'>three</a>"
        "<ul><li>four</li><li>five</li></ul><script>six()</script>"
        "<td><input value=seven><select><option>no<option selected>eight</select></table>",
    )

    ((_, rows, _),) = tables(path)

    assert rows[1] == ["one two three four five", "seven eight"]


def test_hidden_rows_and_columns_are_left_out_and_told_of(tmp_path: Path) -> None:
    content = (
        "<table><tr><th>a<th style='display: none'>key<tr><td>1<td style='display:none'>x"
        "<tr hidden><td>2<td style='display:none'>y<tr><td>3<td style='display:none'>z</table>"
    )
    path = page(tmp_path, content)

    ((head, rows, _),) = tables(path)
    ((_, every, _),) = tables(path, SavedPage(hidden=True))

    assert rows == [["a"], ["1"], ["3"]]
    assert head.flags == ("1 hidden rows left out", "hidden columns left out: 2")
    assert head.geometry.reference(2, 0) == "A4"
    assert every[2] == ["2", "y"]


def test_hidden_text_stays_beneath_what_is_seen(tmp_path: Path) -> None:
    path = page(
        tmp_path,
        "<table><tr><th>a<th>b<tr><td><span style='display:none'>0012</span>12<td>x</table>",
    )

    ((_, rows, marks),) = tables(path)

    assert rows[1] == ["12", "x"]
    assert marks == [Mark(1, 0, raw="001212")]


def test_a_hidden_table_is_told_of_as_hidden(tmp_path: Path) -> None:
    path = page(
        tmp_path, "<div style='display:none'><table><tr><th>a<th>b<tr><td>1<td>2</table></div>"
    )

    ((head, _, _),) = tables(path)

    assert head.hidden
    assert head.flags == ("hidden table",)


def test_definition_lists_and_forms_are_terms_and_values(tmp_path: Path) -> None:
    path = page(
        tmp_path,
        "<dl><dt>District:<dd>Herat<dt>Schools<dd>12<dd>of them 3 closed</dl>"
        "<table><tr><td>Name:<td>Ana<tr><td>Born:<td>1990</table>",
    )

    (first, rows, _), (second, others, _) = tables(path)

    assert rows == [["District", "Herat"], ["Schools", "12"], ["Schools", "of them 3 closed"]]
    assert others == [["Name", "Ana"], ["Born", "1990"]]
    assert first.form
    assert second.form
    assert second.levels == (("term",), ("value",))


def test_titles_above_and_notes_beneath_are_no_rows(tmp_path: Path) -> None:
    path = page(
        tmp_path,
        "<table><tr><td colspan=2>Ships by port<tr><th>port<th>ships<tr><td>A<td>1<tr><td>Total"
        "<td>1<tfoot><tr><td colspan=2>Source: the harbour</table>",
    )

    ((head, rows, _),) = tables(path)

    assert rows == [["port", "ships"], ["A", "1"], ["Total", "1"]]
    assert (head.title, head.notes) == ("Ships by port", "Source: the harbour")
    assert head.geometry.reference(1, 0) == "A3"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (
            "<meta charset=windows-1256><table><tr><th>کد<th>نام<tr><td>1<td>ی</table>",
            "windows-1256",
        ),
        ("\ufeff<table><tr><th>کد<th>نام<tr><td>1<td>ی</table>", "utf-16-le"),
        ("<table><tr><th>کد<th>نام<tr><td>1<td>ی</table>", "utf-8"),
    ],
)
def test_a_page_is_read_as_it_is_written(tmp_path: Path, content: str, encoding: str) -> None:
    path = page(tmp_path, content.replace("ی", "ي").encode(encoding))

    ((_, rows, _),) = tables(path)

    assert rows == [["کد", "نام"], ["1", "ي"]]
    assert report(path).encoding == encoding


def test_a_page_that_is_not_what_it_says_is_flagged(tmp_path: Path) -> None:
    content = "<meta charset=utf-8><table><tr><th>a<th>b<tr><td>سلام<td>خوب</table>"
    path = page(tmp_path, content.encode("cp1256"))

    ((head, rows, _),) = tables(path)

    assert rows[1] == ["سلام", "خوب"]
    assert head.flags == ("says that it is UTF-8 and is not; read as windows-1256",)


def test_an_encoding_can_be_chosen(tmp_path: Path) -> None:
    content = "<meta charset=windows-1252><table><tr><th>a<th>b<tr><td>سلام<td>خوب</table>"
    path = page(tmp_path, content.encode("cp1256"))

    ((_, rows, _),) = tables(path, SavedPage(encoding="cp1256"))

    assert rows[1] == ["سلام", "خوب"]
    with pytest.raises(ExtractionError, match="no text encoding 'nonsense'"):
        tables(path, SavedPage(encoding="nonsense"))


def test_a_page_in_an_archive_of_mails_is_found_by_its_headers(tmp_path: Path) -> None:
    head = (
        "From: <Saved by a browser>\r\nSubject: =?utf-8?Q?a?=\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\tboundary="x"\r\n\r\n--x\r\n'
        'Content-Type: text/html; charset="windows-1252"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    body = "<table><tr><th>a<th>b<tr><td>caf=E9<td>=\r\n2</table>\r\n--x--\r\n"
    path = page(tmp_path, head + body, "page.mht")

    ((_, rows, _),) = tables(path)

    assert sniff.media_type(path) == "multipart/related"
    assert rows[1] == ["café", "2"]


def test_a_table_can_be_chosen_by_its_name(tmp_path: Path) -> None:
    one = "<table><caption>Same</caption><tr><th>a<th>b<tr><td>{}<td>2</table>"
    path = page(tmp_path, one.format(1) + one.format(3))

    ((head, rows, _),) = tables(path, SavedPage(sheets=("Same (2)",)))

    assert (head.sheet, rows[1]) == ("Same (2)", ["3", "2"])
    with pytest.raises(UnknownNameError, match="no table 'Other'; its tables are: Same"):
        tables(path, SavedPage(sheets=("Other",)))


def test_spans_without_end_cost_nothing(tmp_path: Path) -> None:
    path = page(
        tmp_path,
        "<table><tr><th colspan=99999999>a<th>b<tr><td rowspan=0>1<td colspan=999999999999>2"
        "<tr><td>3</table>",
    )

    ((head, rows, _),) = tables(path)

    assert head.column_count == 3
    assert [cell for row in rows for cell in row if cell] == ["a", "b", "1", "2", "3"]


def test_nesting_beyond_measure_is_said_and_what_came_before_is_kept(tmp_path: Path) -> None:
    good = "<table><tr><th>a<th>b<tr><td>1<td>2</table>"
    path = page(tmp_path, good + "<div>" * 100_000 + good)
    source = Source.of(path, sniff.HTML)
    found = PLAIN.extract(path, source, quiet)

    first = next(found)

    assert [list(row) for batch in first.batches for row in batch.rows] == [["a", "b"], ["1", "2"]]
    with pytest.raises(ExtractionError, match="nested too deeply"):
        list(found)


def test_nothing_is_opened_that_a_page_names(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("seen")
    path = page(
        tmp_path,
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><script src="http://x.example">'
        "</script><table><tr><th>a<th>b<tr><td>&x;<td>2</table>",
    )

    ((_, rows, _),) = tables(path)

    assert "seen" not in str(rows)
    assert rows[1][1] == "2"


def test_the_report_says_what_a_page_hides_and_does_not_tell(tmp_path: Path) -> None:
    path = page(
        tmp_path,
        "<style>td{}</style><script>x()</script><table><tr><th>a<th>b<tr hidden><td>1<td>2"
        "<tr><td>3<td>4</table>",
    )

    told = report(path)

    assert [sheet.name for sheet in told.sheets] == ["table 1"]
    assert told.sheets[0].range == "A1:B3"
    assert told.sheets[0].tables[0].header_rows == (0,)
    assert told.sheets[0].tables[0].data_end == 2
    assert "Table 'table 1': 1 row is hidden, left out unless asked for." in told.warnings
    assert any("scripts; they are never run" in words for words in told.warnings)
    assert any("style sheets" in words for words in told.warnings)


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=0, max_size=5),
        min_size=1,
        max_size=6,
    )
)
def test_every_cell_stands_in_a_place_of_its_own(shape: list[list[tuple[int, int]]]) -> None:
    number = 0
    rows = []
    for row in shape:
        cells = []
        for wide, high in row:
            number += 1
            cells.append(f"<td colspan={wide} rowspan={high}>n{number}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    root, _whole = parsed(f"<table><thead><tr><th>h</th></tr></thead>{''.join(rows)}</table>")

    (found,) = tables_of(root, lambda: None)

    texts = [text for row in range(found.grid.height) for text in found.grid.row(row) if text]
    assert sorted(texts[1:]) == sorted(f"n{each + 1}" for each in range(number))


def test_cells_beyond_the_last_column_are_told_of(tmp_path: Path) -> None:
    path = page(tmp_path, f"<table><tr><th>a<th>b<tr>{'<td colspan=1000>1' * 6}</table>")

    ((head, _, _),) = tables(path)

    assert head.column_count == 5
    assert head.flags == ("2 cells beyond column 4000 left out",)
