import csv
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.errors import ExportError
from curator.export import Delimited, export
from curator.values import unescaped
from tests.curator.export.views import RowsView, quiet

CELLS = st.none() | st.text(
    st.sampled_from("=+-@'\"\t\r\n,;") | st.characters(codec="utf-8", exclude_characters="\0"),
    min_size=1,
)
ROWS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5)
)


def read(path: Path, delimiter: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def written(
    rows: Sequence[Sequence[str | None]], exporter: Delimited, folder: Path
) -> list[list[str]]:
    names = [f"column {number}" for number in range(len(rows[0]))]
    done = export(RowsView(names, rows), exporter, folder, {}, quiet)
    return read(done.folder / "cities.csv", exporter.delimiter)


@settings(max_examples=50, deadline=None)
@given(ROWS, st.sampled_from([",", ";", "\t", "|"]), st.booleans(), st.booleans())
def test_what_is_read_from_the_csv_is_what_was_in_the_view(
    rows: list[list[str | None]], delimiter: str, bom: bool, escape: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _, *lines = written(rows, Delimited(bom, delimiter, escape), Path(folder))

    back = [[unescaped(cell) if escape else cell for cell in line] for line in lines]
    assert back == [[cell or "" for cell in row] for row in rows]


def test_the_file_is_utf_8_with_crlf_and_without_a_mark(tmp_path: Path) -> None:
    done = export(RowsView(["ciudad", "شهر"], [["Ñuñoa", None]]), Delimited(), tmp_path, {}, quiet)

    assert (done.folder / "cities.csv").read_bytes() == "ciudad,شهر\r\nÑuñoa,\r\n".encode()


def test_a_byte_order_mark_comes_first_where_it_is_wanted(tmp_path: Path) -> None:
    done = export(RowsView(["a"], [["1"]]), Delimited(bom=True), tmp_path, {}, quiet)

    assert (done.folder / "cities.csv").read_bytes() == b"\xef\xbb\xbfa\r\n1\r\n"


def test_escaped_cells_are_counted_with_those_of_the_header(tmp_path: Path) -> None:
    view = RowsView(["=a", "b"], [["=1", "-5"], ["@x", "y"]])

    assert export(view, Delimited(), tmp_path, {}, quiet).escaped_cells == 3


@pytest.mark.parametrize("delimiter", ["", ",,", '"', "\n", "\r"])
def test_a_delimiter_that_could_not_be_read_back_is_refused(tmp_path: Path, delimiter: str) -> None:
    with pytest.raises(ExportError, match="cannot separate cells"):
        export(RowsView(["a"], [["1"]]), Delimited(delimiter=delimiter), tmp_path, {}, quiet)

    assert list(tmp_path.iterdir()) == []
