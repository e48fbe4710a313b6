"""Make the documents of `curator demo` and `curator practice`, the same bytes at every run.

Needs fpdf2 and uharfbuzz (`pip install '.[documents]'`) and a font with Arabic script, such as
DejaVu Sans (Debian's fonts-dejavu-core), of which the PDF embeds the glyphs that it uses. With
lxml openpyxl writes the same XML in other bytes, so it is told not to use it.

    OPENPYXL_LXML=False python docs/make_demo_documents.py --out curator/demo
"""

from __future__ import annotations

import argparse
import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import uharfbuzz
from demo_figures import (
    CARGO,
    CLINIC_HEADER,
    CLINIC_NOTE,
    CLINIC_QUIRKS,
    CLINIC_TITLE,
    CLINICS,
    ENGLISH_PROSE,
    FOOTER,
    FOOTNOTE,
    INNER_SHEET,
    PERSIAN_PROSE,
    STAFF,
    Grid,
    cells_of,
    english_ports,
    persian_ports,
)
from fpdf import FPDF
from fpdf.fonts import TTFFont
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from curator.demo import practice

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
MADE = datetime(2024, 1, 1, tzinfo=UTC)
"""The moment at which both documents say they were made."""

INK, PALE, RULE = (28, 42, 54), (219, 233, 238), (120, 140, 152)
LEFT, RIGHT = 42.0, 553.0
"""Where the tables begin and end on an A4 page, in points."""
PORT_WIDTHS = (32, 107, 84, 34, 42, 54, 54, 54, 50)
CARGO_WIDTHS = (134, 60, 60, 60, 63, 134)
PRACTICE_WIDTHS = (40, 84, 96, 90, 48, 50, 51, 52)
PORT_ALIGNMENT = "CSSCNNNNN"
CARGO_ALIGNMENT = "LNNNNR"
PRACTICE_ALIGNMENT = "CLLRCNNN"
"""A letter a column: N number, C centred, L left, R right, S where the table's own side is."""


class Typeface(TTFFont):
    """A font that keeps the zero-width non-joiner as a glyph of no width.

    HarfBuzz would put a space in its place, which readers take for the end of a word.
    """

    def perform_harfbuzz_shaping(
        self, text: str, font_size_pt: float, text_shaping_params: dict[str, Any] | None
    ) -> Any:
        """Shape a run whose direction is known."""
        buffer = uharfbuzz.Buffer()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.flags = uharfbuzz.BufferFlags.PRESERVE_DEFAULT_IGNORABLES
        buffer.add_str(text)
        buffer.guess_segment_properties()
        direction = (text_shaping_params or {}).get("fragment_direction")
        if direction is not None:
            buffer.direction = direction.value
        uharfbuzz.shape(self.hbfont, buffer, {"kern": False, "liga": False})
        return buffer.glyph_infos, buffer.glyph_positions


class Document(FPDF):
    """An A4 document with the footer that says its figures are invented."""

    def __init__(self, font: Path, title: str) -> None:
        super().__init__(unit="pt", format="A4")
        self.fonts["text"] = Typeface(self, font, "text", "")
        self.set_creation_date(MADE)
        self.set_title(title)
        self.set_auto_page_break(False)
        self.set_line_width(0.6)
        self.set_draw_color(*RULE)

    def footer(self) -> None:
        """Draw the note and the page's number at its foot."""
        self.write_line(802, FOOTER, 8, "C")
        self.write_line(802, str(self.page_no()), 8, "R")

    def write_line(self, top: float, text: str, size: float, align: str) -> None:
        """Write one line of text between the margins; `align` is L, C or R."""
        self.write_cell((LEFT, top, RIGHT - LEFT, size * 1.6), text, size, align)

    def write_cell(
        self, box: tuple[float, float, float, float], text: str, size: float, align: str
    ) -> None:
        """Write text into a box of x, top, width and height; `align` is L, C or R."""
        self.set_font("text", size=size)
        self.set_text_color(*INK)
        self.set_text_shaping(True, direction="rtl" if is_rtl(text) else "ltr")
        self.set_xy(box[0], box[1])
        self.cell(box[2], box[3], text, align=align)

    def write_prose(self, top: float, text: str) -> None:
        """Write a paragraph at the page's left, or at its right where it is Persian."""
        align = "R" if is_rtl(text) else "L"
        self.set_font("text", size=10)
        self.set_text_shaping(True, direction="rtl" if align == "R" else "ltr")
        self.set_xy(LEFT, top)
        self.multi_cell(RIGHT - LEFT, 17, text, align=align)


def is_rtl(text: str) -> bool:
    """Whether the text's first letter is one of Arabic script; digits are no letters."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and "\u0600" <= letters[0] <= "\u06ff"


def draw_table(
    pdf: Document, top: float, height: float, grid: Grid, widths: tuple[int, ...], aligns: str
) -> None:
    """Draw a ruled table whose columns stand left to right, rows `height` points high."""
    lefts = [LEFT + sum(widths[:column]) for column in range(len(widths) + 1)]
    bottom = top + height * len(grid)
    pdf.set_fill_color(*PALE)
    pdf.rect(LEFT, top, lefts[-1] - LEFT, height, style="F")
    for row in range(len(grid) + 1):
        pdf.line(LEFT, top + row * height, lefts[-1], top + row * height)
    for left in lefts:
        pdf.line(left, top, left, bottom)
    for row, cells in enumerate(grid):
        for column, text in enumerate(cells):
            align = "C" if row == 0 else aligns[column].replace("N", "R")
            box = (lefts[column], top + row * height, widths[column], height)
            pdf.write_cell(box, text, 8.5, align)


def draw_ports(pdf: Document, titles: tuple[str, str], grid: Grid) -> None:
    """Draw a page with a table of ports; a Persian one has its first column at the right."""
    pdf.add_page()
    widths, aligns, side = PORT_WIDTHS, PORT_ALIGNMENT, "L"
    if is_rtl(titles[0]):
        side, widths, aligns = "R", widths[::-1], aligns[::-1]
        grid = [row[::-1] for row in grid]
    pdf.write_line(46, titles[0], 17, side)
    pdf.write_line(76, titles[1], 9, side)
    draw_table(pdf, 104, 25, grid, widths, aligns.replace("S", side))


def draw_waiting(pdf: Document) -> None:
    """Draw the page with prose in both languages, a small table and its footnote."""
    pdf.add_page()
    pdf.write_line(46, "Waiting time at anchor", 17, "L")
    pdf.write_line(46, "زمان انتظار در لنگرگاه", 17, "R")
    pdf.write_prose(92, ENGLISH_PROSE)
    pdf.write_prose(158, PERSIAN_PROSE)
    pdf.write_line(232, "Table 3. Days waited, mean of all ports", 9, "L")
    pdf.write_line(232, "جدول ۳. میانگین روزهای انتظار در همه بندرها", 9, "R")
    grid = cells_of(CARGO)
    draw_table(pdf, 256, 25, grid, CARGO_WIDTHS, CARGO_ALIGNMENT)
    below = 256 + 25 * len(grid) + 6
    pdf.write_line(below, FOOTNOTE[0], 8, "L")
    pdf.write_line(below, FOOTNOTE[1], 8, "R")


def ports_pdf(font: Path) -> bytes:
    """Return the statistics PDF: ports in Persian, the same in English, waiting times."""
    pdf = Document(font, "Port operations · practice document")
    persian = ("آمار عملیات بنادر", "جدول ۱. کشتی‌ها و هزار تن بار، به تفکیک بندر و سال")
    english = ("Port operations", "Table 2. Ships, and thousand tonnes of cargo, by port and year")
    draw_ports(pdf, persian, persian_ports())
    draw_ports(pdf, english, english_ports())
    draw_waiting(pdf)
    return bytes(pdf.output())


def practice_pdf(font: Path) -> bytes:
    """Return the page of the practice table, on which only the last total is wrong."""
    pdf = Document(font, f"{practice.TITLE} · practice document")
    pdf.add_page()
    pdf.write_line(46, practice.TITLE, 17, "L")
    grid = [list(row) for row in (practice.HEADER, *practice.page())]
    draw_table(pdf, 92, 25, grid, PRACTICE_WIDTHS, PRACTICE_ALIGNMENT)
    return bytes(pdf.output())


def clinics_workbook() -> Workbook:
    """Return the workbook of clinics: a sheet to publish, and a hidden one never to."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Clínicas"
    for row in (CLINIC_TITLE, *CLINIC_HEADER):
        sheet.append(row)
    for merged in ("A1:J1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:H2", "I2:I3", "J2:J3"):
        sheet.merge_cells(merged)
    add_clinics(sheet)
    for place, text in CLINIC_QUIRKS.items():
        sheet[place] = text
    sheet.append(CLINIC_NOTE)
    dress(sheet)
    inner = book.create_sheet(INNER_SHEET)
    inner.sheet_state = "hidden"
    for row in cells_of(STAFF):
        inner.append(row)
    return book


def add_clinics(sheet: Worksheet) -> None:
    """Add a row a clinic; a region stands only in the first row of its clinics."""
    number = 0
    for region, *clinics in cells_of(CLINICS):
        for place, clinic in enumerate(clinics):
            number += 1
            counts = [120 + (number * factor) % 263 for factor in (71, 53, 97, 89)]
            visited = date(2023, 1, 9) + timedelta(days=number * 37 % 340)
            codes = [f"{number:03}", f"00{12345678 + (number - 1) * 90917}"]
            sheet.append([None if place else region, clinic, *codes, *counts, visited])
            sheet.cell(sheet.max_row, 9).number_format = "dd/mm/yyyy"


def dress(sheet: Worksheet) -> None:
    """Give the title, the header and the columns the look of a published table."""
    for row in sheet["A1:J3"]:
        for cell in row:
            cell.font = Font(bold=True, size=14 if cell.row == 1 else 11)
            cell.alignment = Alignment(horizontal="center", vertical="center")
            if cell.row > 1:
                cell.fill = PatternFill("solid", fgColor="DBE9EE")
    for letter, width in zip("ABCDEFGHIJ", (18, 18, 8, 14, 9, 9, 9, 9, 13, 26), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "C4"


def clinics_xlsx() -> bytes:
    """Return the workbook's bytes without a creator, and with the same time in every place."""
    book = clinics_workbook()
    written = io.BytesIO()
    book.save(written)
    neutral = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(neutral, "w") as new:
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = core_properties()
            member = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            member.create_system = 0  # else it tells the system on which this ran
            new.writestr(member, content, zipfile.ZIP_DEFLATED, 9)
    return neutral.getvalue()


def core_properties() -> bytes:
    """Return a workbook's properties that name no one; openpyxl would put in the time of day."""
    made = f'xsi:type="dcterms:W3CDTF">{MADE:%Y-%m-%dT%H:%M:%SZ}<'
    return (
        '<cp:coreProperties xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dcterms:created {made}/dcterms:created><dcterms:modified {made}/dcterms:modified>"
        "</cp:coreProperties>"
    ).encode()


def main() -> None:
    """Write the documents into a folder."""
    parser = argparse.ArgumentParser(description="Make the documents of demo and practice.")
    parser.add_argument("--font", type=Path, default=FONT, help="a TrueType font with Arabic")
    parser.add_argument("--out", type=Path, default=Path("curator/demo"), help="the folder")
    options = parser.parse_args()
    for name, content in (
        ("ports-statistics.pdf", ports_pdf(options.font)),
        ("clinics.xlsx", clinics_xlsx()),
        ("practice.pdf", practice_pdf(options.font)),
    ):
        (options.out / name).write_bytes(content)
        print(f"{options.out / name}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
