import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from curator.export.rendering import Rendering
from curator.values import escaped
from curator.views import PARTING

CELLS = st.text(st.sampled_from("=+-@'\"\t\r\n,;.17e ") | st.characters(codec="utf-8"), max_size=4)
ROWS = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=4)
)
DELIMITERS = st.sampled_from([",", ";", "\t", "|", "-", "'", "1", " ", PARTING])


@given(ROWS, DELIMITERS, st.booleans())
def test_lines_are_what_the_csv_module_writes(
    rows: list[list[str]], delimiter: str, escape: bool
) -> None:
    rows = [[cell.replace(PARTING, "") for cell in row] for row in rows]
    safe = [[escaped(cell) if escape and cell else cell for cell in row] for row in rows]
    plain = io.StringIO()
    csv.writer(plain, delimiter=delimiter).writerows(safe)

    rendering = Rendering(delimiter, escape)
    lot = rendering.lines([PARTING.join(row) for row in rows])

    assert lot.text == rendering.cells(rows).text == plain.getvalue()
    assert lot.rows == len(rows)
    assert lot.escaped == sum(
        a != b for r, s in zip(rows, safe, strict=True) for a, b in zip(r, s, strict=True)
    )


@given(ROWS, DELIMITERS)
def test_a_lot_is_cut_into_its_rows(rows: list[list[str]], delimiter: str) -> None:
    rows = [[cell.replace(PARTING, "") for cell in row] for row in rows]

    lot = Rendering(delimiter, escape=True).lines([PARTING.join(row) for row in rows])

    assert "".join(lot.cut()) == lot.text
    assert len(lot.cut()) == lot.rows


def test_negative_numbers_take_the_short_way() -> None:
    lot = Rendering(",", escape=True).lines([f"-5{PARTING}-1.5", f"+3{PARTING}a"])

    assert lot.text == "-5,-1.5\r\n+3,a\r\n"
    assert lot.pieces is None
