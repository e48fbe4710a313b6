from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from curator.sources import Box
from extractors.pdf.glyphs import PlacedGlyph, glyphs_in, page_glyphs
from extractors.pdf.logical import cell_text
from extractors.pdf.running import Running
from tests.extractors.documents import text, write_pdf

NAMES = {"n": "ن", "a": "ا", "j": "ج", "y": "ی", "h": "ه", "L": "لا", "m": "م", "x": "…"}
WHOLE: Box = (0.0, 0.0, 612.0, 792.0)
HEIGHT = 792.0


def placed(path: Path, drawing: str, names: Mapping[str, str] = NAMES) -> list[PlacedGlyph]:
    write_pdf(path, [drawing], names=names)
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        text_page = raw.FPDFText_LoadPage(page.raw)
        try:
            return page_glyphs(text_page, lambda x0, y0, x1, y1: (x0, HEIGHT - y1, x1, HEIGHT - y0))
        finally:
            raw.FPDFText_ClosePage(text_page)


def turned(x: float, y: float, matrix: str, words: str) -> str:
    return f"BT /F1 10 Tf {matrix} {x} {y} Tm ({words}) Tj ET"


def test_a_ligature_is_one_glyph(tmp_path: Path) -> None:
    glyphs = glyphs_in(placed(tmp_path / "a.pdf", text(100, 700, "najyhL")), WHOLE)

    assert len(glyphs) == 6
    assert cell_text(glyphs) == "لاهیجان"


def test_brackets_are_called_as_the_file_calls_them(tmp_path: Path) -> None:
    as_seen = glyphs_in(placed(tmp_path / "a.pdf", text(100, 700, r"\(naj\) nm")), WHOLE)
    as_read = glyphs_in(placed(tmp_path / "b.pdf", text(100, 700, r"\)naj\( nm")), WHOLE)

    assert [g.text for g in sorted(as_seen, key=lambda g: g.x0) if g.text in "()"] == ["(", ")"]
    assert [g.text for g in sorted(as_read, key=lambda g: g.x0) if g.text in "()"] == [")", "("]
    assert cell_text(as_seen) == cell_text(as_read) == "من (جان)"


def test_brackets_about_latin_are_called_as_the_file_calls_them(tmp_path: Path) -> None:
    for number, shown in enumerate((r"\(NIOC\) naj", r"\)NIOC\( naj")):
        glyphs = glyphs_in(placed(tmp_path / f"{number}.pdf", text(100, 700, shown)), WHOLE)

        assert cell_text(glyphs) == "جان (NIOC)"


def test_a_glyph_ends_where_the_next_is_set_down(tmp_path: Path) -> None:
    glyphs = glyphs_in(placed(tmp_path / "a.pdf", text(100, 700, "naj")), WHOLE)

    first, second, third = sorted(glyphs, key=lambda g: g.x0)
    assert first.x0 == pytest.approx(100)
    assert first.x1 == pytest.approx(second.x0)
    assert second.x1 == pytest.approx(third.x0)
    assert {g.size for g in glyphs} == {10}


def test_an_ellipsis_is_one_sign(tmp_path: Path) -> None:
    assert cell_text(glyphs_in(placed(tmp_path / "a.pdf", text(100, 700, "x")), WHOLE)) == "…"


def test_words_that_stand_apart_have_a_space_between(tmp_path: Path) -> None:
    drawing = text(100, 700, "naj") + text(118, 700, "ma")

    assert cell_text(glyphs_in(placed(tmp_path / "a.pdf", drawing), WHOLE)) == "ام جان"


@pytest.mark.parametrize(
    ("matrix", "running"),
    [
        ("0 1 -1 0", Running.UP),
        ("0 -1 1 0", Running.DOWN),
        ("-1 0 0 -1", Running.LEFT),
        ("1 0 0 1", Running.RIGHT),
    ],
)
def test_turned_text_is_read_the_way_it_runs(tmp_path: Path, matrix: str, running: Running) -> None:
    drawing = turned(300, 400, matrix, r"najyhL \(12\)")

    glyphs = placed(tmp_path / "a.pdf", drawing)

    assert {one.running for one in glyphs} == {running}
    assert cell_text(glyphs_in(glyphs, WHOLE)) in ("(12) لاهیجان", "(12)لاهیجان")


def test_the_size_is_that_on_the_page(tmp_path: Path) -> None:
    drawing = "BT /F1 1 Tf 12 0 0 12 100 700 Tm (naj) Tj ET"

    assert {g.size for g in glyphs_in(placed(tmp_path / "a.pdf", drawing), WHOLE)} == {12}


def test_only_what_stands_in_the_box_is_given(tmp_path: Path) -> None:
    drawing = text(100, 700, "naj") + text(300, 700, "mm")

    found = glyphs_in(placed(tmp_path / "a.pdf", drawing), (290.0, 80.0, 340.0, 100.0))

    assert [g.text for g in found if g.text != " "] == ["م", "م"]


def test_a_letter_named_by_two_glyphs_is_read_once(tmp_path: Path) -> None:
    names = {"n": "ن", "O": "أ", "C": "ا"}
    drawing = text(100, 700, "n") + text(106, 700, "C") + text(106, 700, "O")

    glyphs = glyphs_in(placed(tmp_path / "a.pdf", drawing, names), WHOLE)

    assert cell_text(glyphs) == "أن"


def test_the_same_letter_twice_is_read_twice(tmp_path: Path) -> None:
    assert cell_text(glyphs_in(placed(tmp_path / "a.pdf", text(100, 700, "yya")), WHOLE)) == "ایی"


def test_a_number_is_not_parted_by_a_narrow_gap(tmp_path: Path) -> None:
    drawing = text(100, 700, "12") + text(113, 700, "34 naj")

    assert "1234" in cell_text(glyphs_in(placed(tmp_path / "a.pdf", drawing), WHOLE))
