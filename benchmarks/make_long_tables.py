"""Make PDFs of one long table over many pages, with all that a printed ledger does at page breaks.

Every page has the caption and the header again, and the table ends with its grand total. A ledger
carries its totals over and keeps its rows whole; a list carries nothing over, and a row that does
not fit goes on at the next page; a register does both, and is ruled. Beside each PDF a JSON file
tells the rows as they were before they were printed. The same bytes at every run.

Needs fpdf2 and uharfbuzz (`pip install '.[documents]'`) and a font with Arabic script.

    python benchmarks/make_long_tables.py --out FOLDER --pages 12,200
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uharfbuzz
from fpdf import FPDF
from fpdf.fonts import TTFFont

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
MADE = datetime(2024, 1, 1, tzinfo=UTC)
LEFT, RIGHT = 42.0, 553.0
CAPTION, TOP, FOOT = 56.0, 78.0, 776.0
"""Where the caption and the header begin and the last row ends, in points from the top."""
LINE, PAD = 13.0, 4.0
SHARES = (0.12, 0.5, 0.19, 0.19)
"""Of the table's width, for number, words and two amounts."""

Cells = list[str]


@dataclass(frozen=True)
class Kind:
    """How a table is printed."""

    name: str
    ruled: bool
    carries: bool
    """Whether totals are carried over page breaks."""
    cuts: bool
    """Whether a row may be cut in two by a page break."""


KINDS = (
    Kind("ledger", ruled=True, carries=True, cuts=False),
    Kind("list", ruled=True, carries=False, cuts=True),
    Kind("register", ruled=True, carries=True, cuts=True),
    Kind("unruled-ledger", ruled=False, carries=True, cuts=False),
    Kind("unruled-list", ruled=False, carries=False, cuts=True),
)


@dataclass(frozen=True)
class Language:
    """What a ledger says."""

    code: str
    rtl: bool
    header: Cells
    caption: str
    continued: str
    carried: str
    brought: str
    total: str
    words: Sequence[str]
    number: Callable[[int], str]


def _persian(number: int) -> str:
    digits = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
    return f"{number:,}".replace(",", "٬").translate(digits)


LANGUAGES = (
    Language(
        "es",
        rtl=False,
        header=["N.º", "Concepto", "Ingresos", "Gastos"],
        caption="Cuadro 7. Libro de caja del puerto",
        continued="Cuadro 7. Libro de caja del puerto (continuación)",
        carried="Suma y sigue",
        brought="Suma anterior",
        total="Total general",
        words=(
            "alquiler del muelle", "reparación de la grúa", "derechos de atraque",
            "venta de hielo", "combustible", "seguro del almacén", "pintura y señales",
            "jornales de la descarga", "agua para los buques", "multas",
        ),
        number=lambda number: f"{number:,}".replace(",", "."),
    ),
    Language(
        "fa",
        rtl=True,
        header=["ردیف", "شرح", "دریافت", "پرداخت"],
        caption="جدول ۷ - دفتر صندوق بندر",
        continued="ادامه جدول ۷ - دفتر صندوق بندر",
        carried="نقل به صفحه بعد",
        brought="نقل از صفحه قبل",
        total="جمع کل",
        words=(
            "اجاره اسکله", "تعمیر جرثقیل", "حق پهلوگیری", "فروش یخ", "سوخت",
            "بیمه انبار", "رنگ و علائم", "دستمزد تخلیه", "آب کشتی", "جریمه",
        ),
        number=_persian,
    ),
)  # fmt: skip


class Typeface(TTFFont):
    """A font that is shaped in the direction that a run has."""

    def perform_harfbuzz_shaping(
        self, text: str, font_size_pt: float, text_shaping_params: dict[str, Any] | None
    ) -> Any:
        """Shape a run whose direction is known."""
        buffer = uharfbuzz.Buffer()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        direction = (text_shaping_params or {}).get("fragment_direction")
        if direction is not None:
            buffer.direction = direction.value
        uharfbuzz.shape(self.hbfont, buffer, {"kern": False, "liga": False})
        return buffer.glyph_infos, buffer.glyph_positions


@dataclass
class Ledger:
    """Rows without an end, and what they come to."""

    language: Language
    seed: int
    rows: list[Cells] = field(default_factory=list)
    sums: list[int] = field(default_factory=lambda: [0, 0])

    def entries(self) -> Iterator[list[Cells]]:
        """Yield rows, each as the lines of its four cells."""
        choice = random.Random(self.seed)
        while True:
            lines = [
                "، ".join(choice.sample(self.language.words, 2))
                if self.language.rtl
                else ", ".join(choice.sample(self.language.words, 2))
                for _line in range(choice.choice((1, 1, 1, 2, 3)))
            ]
            amounts = [choice.randrange(10, 90_000), choice.randrange(10, 90_000)]
            self.sums = [total + more for total, more in zip(self.sums, amounts, strict=True)]
            number = self.language.number
            cells = [number(len(self.rows) + 1), " ".join(lines), *map(number, amounts)]
            self.rows.append(cells)
            yield [[cells[0]], lines, [cells[2]], [cells[3]]]

    def total(self, words: str) -> Cells:
        """Return a row of what the rows come to so far."""
        return ["", words, *map(self.language.number, self.sums)]


class Printed(FPDF):
    """The pages of one ledger."""

    def __init__(self, language: Language, kind: Kind) -> None:
        super().__init__(unit="pt", format="A4")
        self.fonts["text"] = Typeface(self, FONT, "text", "")
        self.set_creation_date(MADE)
        self.set_auto_page_break(False)
        self.set_line_width(0.6)
        self.language = language
        self.kind = kind
        self.down = TOP

    def footer(self) -> None:
        """Write the page's number."""
        self.write_cell((LEFT, 802, RIGHT - LEFT, 12), str(self.page_no()), "C")

    def begin(self) -> None:
        """Begin a page with its caption and the header."""
        self.add_page()
        words = self.language.caption if self.page_no() == 1 else self.language.continued
        align = "R" if self.language.rtl else "L"
        self.write_cell((LEFT, CAPTION, RIGHT - LEFT, 14), words, align)
        self.down = TOP
        self.row([[cell] for cell in self.language.header])

    def row(self, cells: Sequence[Cells]) -> None:
        """Draw a row whose cells have some lines each."""
        height = LINE * max(map(len, cells)) + PAD
        left, shares = LEFT, SHARES
        placed = list(zip(cells, (False, False, True, True), shares, strict=True))
        for lines, amount, share in reversed(placed) if self.language.rtl else placed:
            width = share * (RIGHT - LEFT)
            if self.kind.ruled:
                self.rect(left, self.down, width, height)
            align = "R" if amount or self.language.rtl else "L"
            for place, line in enumerate(lines):
                top = self.down + PAD / 2 + place * LINE
                self.write_cell((left + 3, top, width - 6, LINE), line, align)
            left += width
        self.down += height

    def write_cell(self, box: tuple[float, float, float, float], text: str, align: str) -> None:
        """Write a line into a box of x, top, width and height."""
        self.set_font("text", size=8.5)
        rtl = any("\u0600" <= letter <= "\u06ef" for letter in text)
        self.set_text_shaping(rtl, direction="rtl" if rtl else "ltr")
        self.set_xy(box[0], box[1])
        self.cell(box[2], box[3], text, align=align)

    def fits(self, lines: int) -> bool:
        """Whether a row of so many lines fits above the total that is carried over."""
        return self.down + LINE * lines + PAD <= FOOT - (LINE + PAD)


def make(path: Path, language: Language, kind: Kind, pages: int, seed: int = 7) -> None:
    """Write the PDF at `path` and its truth beside it."""
    ledger = Ledger(language, seed)
    entries = ledger.entries()
    pdf = Printed(language, kind)
    pdf.begin()
    split = 0
    while True:
        before = list(ledger.sums)
        row = next(entries)
        lines = len(row[1])
        if not pdf.fits(lines):
            if pdf.page_no() == pages:
                ledger.rows.pop()
                ledger.sums = before
                break
            split += _turn(pdf, ledger, row, before)
            continue
        pdf.row(row)
    pdf.row([[cell] for cell in ledger.total(language.total)])
    pdf.output(str(path))
    total = ledger.total(language.total)
    taken = (pages - 1) * (3 if kind.carries else 1)
    truth = {"header": language.header, "rows": ledger.rows, "total": total}
    truth |= {"taken": taken, "split": split}
    path.with_suffix(".json").write_text(json.dumps(truth, ensure_ascii=False), "utf-8")


def _turn(pdf: Printed, ledger: Ledger, row: list[Cells], before: list[int]) -> bool:
    """Turn the page within or before a row; return whether the row was cut in two."""
    language, after = pdf.language, ledger.sums
    room = next((count for count in range(len(row[1]) - 1, 0, -1) if pdf.fits(count)), 0)
    if room and pdf.kind.cuts:
        pdf.row([row[0], row[1][:room], row[2], row[3]])
        row = [[], row[1][room:], [], []]
    else:
        room = 0
        ledger.sums = before
    carried = ledger.total(language.carried)
    brought = ledger.total(language.brought)
    ledger.sums = after
    if pdf.kind.carries:
        pdf.row([[cell] for cell in carried])
    pdf.begin()
    if pdf.kind.carries:
        pdf.row([[cell] for cell in brought])
    pdf.row(row)
    return room > 0


def main() -> None:
    """Write a PDF for each language and kind, for each number of pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pages", default="12,200")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for pages in map(int, chosen.pages.split(",")):
        for language in LANGUAGES:
            for kind in KINDS:
                path = chosen.out / f"{language.code}-{kind.name}-{pages}.pdf"
                make(path, language, kind, pages)
                print(path)


if __name__ == "__main__":
    main()
