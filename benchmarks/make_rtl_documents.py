"""Make PDFs of tables in Persian, Arabic, Hebrew and Urdu, by several programs and typefaces.

    python benchmarks/make_rtl_documents.py FOLDER [PRODUCER ...]

Each is named TABLE__FONT__PRODUCER.pdf; truth.json says what the cells hold. Programs and typefaces
that are missing are named and left out. fpdf2 and reportlab take letters from one typeface alone,
so cells with letters that it lacks stay blank; truth.json names them. `benchmarks/rtl.py FOLDER`
reads the PDFs and compares. Needs none of them, but is of use with LibreOffice (writer and calc), Chromium, WeasyPrint, fpdf2
with uharfbuzz, reportlab with arabic-reshaper and python-bidi, and PyGObject with Pango's and
cairo's bindings; one that belongs to another Python is made by running this with that Python.
"""

from __future__ import annotations

import html
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.rtl_tables import FONTS, TABLES, Place, Sheet

WIDTHS = (30.0, 80.0, 105.0, 65.0, 75.0, 195.0)
"""Of the columns, the first at the right, in PDF points."""
HEIGHT, SIZE, RIGHT, TOP = 40.0, 11.0, 575.0, 60.0
"""Of a row and of the letters; where the table begins."""


class Missing(Exception):  # noqa: N818 - it names what is not there, which is no error
    """A program or a library is not installed."""


def main() -> int:
    """Make the documents; return the exit status."""
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    folder, wanted = Path(sys.argv[1]), sys.argv[2:] or list(PRODUCERS)
    folder.mkdir(parents=True, exist_ok=True)
    left = _left_before(folder)
    for producer in wanted:
        made = 0
        try:
            for name, sheet in _sheets():
                path = folder / f"{name}__{sheet.font.replace(' ', '')}__{producer}.pdf"
                blank = _blank(sheet, SHAPED_BY[producer]) if producer in SHAPED_BY else []
                PRODUCERS[producer](sheet.without(blank), path)
                made += path.exists()
                left[path.stem] = blank
        except (Missing, ImportError) as error:
            print(f"{producer}: left out, {error} is missing.")
        print(f"{producer}: {made} documents")
    tables = {name: {"lang": language, "rows": rows} for name, (language, rows) in TABLES.items()}
    truth = {"tables": tables, "blank": left}
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")
    return 0


def _left_before(folder: Path) -> dict[str, list[Place]]:
    """What an earlier run, maybe by another Python, left blank."""
    if not (folder / "truth.json").exists():
        return {}
    blank: dict[str, list[Place]] = json.loads((folder / "truth.json").read_text("utf-8"))["blank"]
    return blank


def _blank(sheet: Sheet, shaped: Callable[[str], str]) -> list[Place]:
    """The cells of which the typeface lacks a letter, in the shape in which it is drawn."""
    from fontTools.ttLib import TTFont

    with TTFont(sheet.file, fontNumber=0) as font:
        there = set(font.getBestCmap())
    return [
        (r, c)
        for r, row in enumerate(sheet.rows)
        for c, cell in enumerate(row)
        if not there.issuperset(map(ord, shaped(cell)))
    ]


def _sheets() -> list[tuple[str, Sheet]]:
    sheets = []
    for name, (language, rows) in TABLES.items():
        for font in FONTS[language]:
            file = _file(font)
            if file is None:
                print(f"{font}: left out, the typeface is missing.")
            else:
                sheets.append((name, Sheet(language, rows, font, file)))
    return sheets


def _file(font: str) -> Path | None:
    asked = [_program("fc-match"), "-f", "%{family}\n%{file}", f"{font}:style=Regular,Book,Medium"]
    family, file = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )[:2]
    return Path(file) if font in family.split(",") else None


def _program(*names: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise Missing(names[0])
    return found


def _page(sheet: Sheet) -> str:
    """The table as a web page."""
    cells = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
        for row in sheet.rows
    )
    return (
        f'<html dir="rtl" lang="{sheet.language}"><head><meta charset="utf-8"><style>'
        f'body{{font-family:"{sheet.font}";font-size:{SIZE}pt}}'
        "table{border-collapse:collapse;width:100%}td{border:0.7pt solid black;padding:3pt 5pt}"
        f'</style></head><body dir="rtl"><table dir="rtl" border="1">{cells}</table></body></html>'
    )


def _weasyprint(sheet: Sheet, path: Path) -> None:
    import weasyprint

    weasyprint.HTML(string=_page(sheet)).write_pdf(path)


def _chromium(sheet: Sheet, path: Path) -> None:
    browser = _program("chromium", "chromium-browser", "google-chrome")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(_page(sheet), "utf-8")
        told = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        told += [f"--user-data-dir={folder}", f"--print-to-pdf={path}", page.as_uri()]
        subprocess.run([browser, *told], capture_output=True, check=False, timeout=120)


def _writer(sheet: Sheet, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(_page(sheet), "utf-8")
        _convert(page, "odt:writer8", "--infilter=HTML (StarWriter)")
        shutil.move(_convert(page.with_suffix(".odt"), "pdf"), path)


def _calc(sheet: Sheet, path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    table = book.active
    table.sheet_view.rightToLeft = True
    table.page_setup.orientation = "landscape"
    table.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    side = Side("thin")
    for row in sheet.rows:
        table.append(row)
    for cells in table.iter_rows():
        for cell in cells:
            cell.data_type = "s"
            cell.font = Font(name=sheet.font, size=SIZE)
            cell.border = Border(side, side, side, side)
            cell.alignment = Alignment(readingOrder=2, wrap_text=True)
    for letter, width in zip("ABCDEF", WIDTHS, strict=True):
        table.column_dimensions[letter].width = width / 5
    with tempfile.TemporaryDirectory() as folder:
        saved = Path(folder, "book.xlsx")
        book.save(saved)
        shutil.move(_convert(saved, "pdf"), path)


def _convert(path: Path, kind: str, *told: str) -> Path:
    office = _program("soffice", "libreoffice")
    profile = Path(tempfile.gettempdir(), "curator-office").as_uri()
    asked = [office, "--headless", f"-env:UserInstallation={profile}", *told]
    asked += ["--convert-to", kind, "--outdir", str(path.parent), str(path)]
    subprocess.run(asked, capture_output=True, check=False, timeout=180)
    made = path.with_suffix("." + kind.partition(":")[0])
    if not made.exists():
        raise Missing(f"what LibreOffice needs for {kind}")
    return made


def _as_it_is(text: str) -> str:
    return text.replace("\u200c", "")


def _fpdf2(sheet: Sheet, path: Path) -> None:
    import uharfbuzz  # noqa: F401 - fpdf2 shapes by it
    from fpdf import FPDF

    pdf = FPDF(unit="pt")
    pdf.add_page()
    pdf.add_font("face", fname=sheet.file)
    pdf.set_font("face", size=SIZE)
    pdf.set_text_shaping(use_shaping_engine=True, direction="rtl")
    for down, row in enumerate(sheet.rows):
        for cell, x, width in zip(row, _lefts(), WIDTHS, strict=True):
            pdf.set_xy(x, TOP + down * HEIGHT)
            pdf.cell(width, HEIGHT, cell, border=1, align="R")
    pdf.output(str(path))


def _reshaped(text: str) -> str:
    import arabic_reshaper

    reshaper = arabic_reshaper.ArabicReshaper({"delete_harakat": False, "support_zwj": True})
    return str(reshaper.reshape(text)).replace("\u200c", "")


def _reportlab(sheet: Sheet, path: Path) -> None:
    from bidi.algorithm import get_display
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont
    from reportlab.pdfgen.canvas import Canvas

    try:
        pdfmetrics.registerFont(TTFont(sheet.font, str(sheet.file)))
    except TTFError:
        return
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont(sheet.font, SIZE)
    for down, row in enumerate(sheet.rows):
        for cell, x, width in zip(row, _lefts(), WIDTHS, strict=True):
            top = 842 - TOP - down * HEIGHT
            canvas.rect(x, top - HEIGHT, width, HEIGHT)
            shown = get_display(_reshaped(cell), base_dir="R")
            canvas.drawRightString(x + width - 4, top - 0.65 * HEIGHT, shown)
    canvas.save()


def _pango(sheet: Sheet, path: Path) -> None:
    import gi

    gi.require_version("Pango", "1.0")
    gi.require_version("PangoCairo", "1.0")
    import cairo
    from gi.repository import Pango, PangoCairo

    surface = cairo.PDFSurface(str(path), 595, 842)
    context = cairo.Context(surface)
    layout = PangoCairo.create_layout(context)
    layout.set_font_description(Pango.FontDescription(f"{sheet.font} {SIZE * 0.75}"))
    layout.get_context().set_base_dir(Pango.Direction.RTL)
    layout.set_auto_dir(False)
    for down, row in enumerate(sheet.rows):
        for cell, x, width in zip(row, _lefts(), WIDTHS, strict=True):
            layout.set_text(cell, -1)
            layout.set_width(int((width - 8) * Pango.SCALE))
            context.rectangle(x, TOP + down * HEIGHT, width, HEIGHT)
            context.stroke()
            context.move_to(x + 4, TOP + down * HEIGHT + 4)
            PangoCairo.show_layout(context, layout)
    surface.finish()


def _lefts() -> list[float]:
    """Where the columns begin, the first at the right."""
    return [RIGHT - sum(WIDTHS[: number + 1]) for number in range(len(WIDTHS))]


PRODUCERS: dict[str, Callable[[Sheet, Path], None]] = {
    "weasyprint": _weasyprint,
    "chromium": _chromium,
    "writer": _writer,
    "calc": _calc,
    "fpdf2": _fpdf2,
    "reportlab": _reportlab,
    "pango": _pango,
}
SHAPED_BY: dict[str, Callable[[str], str]] = {"fpdf2": _as_it_is, "reportlab": _reshaped}
"""Those that take letters from one typeface alone, and which letters they take for a text."""

if __name__ == "__main__":
    sys.exit(main())
