"""The practice table: what its page says, the mistakes planted in it, and the known answers.

Every figure is invented; docs/make_demo_documents.py draws the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from curator.language import _

HEADER = ("Code", "Province", "District", "نام", "سال", "Doctors", "Nurses", "Staff")
TITLE = "Clinics by district: doctors, nurses and staff"
_CLINICS = """
001 Gilan Rasht رشت ۱۳۶۸ 41 118 159
002 - Rudbar رودبار ۱۳۷۰ 17 52 69
003 - Langarud لنگرود ۱۳۷۵ 9 31 40
004 - Astara آستارا ۱۳۸۱ 12 38 50
005 - Fuman فومن ۱۳۷۹ 8 27 35
006 - Talesh تالش ۱۳۷۲ 14 46 60
007 Kerman Kerman کرمان ۱۳۶۵ 39 112 151
008 - Bam بم ۱۳۷۴ 15 49 64
009 - Jiroft جیرفت ۱۳۷۷ 13 44 57
010 - Zarand زرند ۱۳۸۰ 11 36 47
011 - Sirjan سیرجان ۱۳۷۱ 19 61 80
012 Hormozgan Minab میناب ۱۳۷۸ 10 34 44
013 - Bandar_Lengeh بندر_لنگه ۱۳۸۲ 7 25 32
014 - Qeshm قشم ۱۳۸۴ 9 30 39
015 - Jask جاسک ۱۳۸۶ 6 21 27
016 Fars Shiraz شیراز ۱۳۶۳ 58 167 225
017 - Fasa فسا ۱۳۷۳ 16 53 69
018 - Darab داراب ۱۳۷۶ 12 41 53
019 - Jahrom جهرم ۱۳۷۴ 18 57 75
020 All Total جمع - 334 1,042 1,386
"""
"""A row a line; a province stands once a group, and 1,386 is the publisher's slip."""
WRAPPED_AT, WRAPPED = "013", ("Bandar", "Lengeh")
"""The code of the row that was read as two, and the halves of its name."""
Key = tuple[str, str]
"""A cell, by the row's code and the column's name."""


@dataclass(frozen=True)
class Mistake:
    """A mistake in the practice table."""

    name: str
    task: str
    """What to look for, in words that do not say where."""
    planted: Mapping[Key, str | None] = field(default_factory=dict)
    """What stands in cells that were right on the page."""
    notable: bool = False
    """Whether a note beside the cell is as good an answer as a correction."""


def _mistakes() -> tuple[Mistake, ...]:
    return (
        Mistake(
            "swapped-digits",
            _("Two digits of a figure are swapped: compare with the page, or with the row's sum."),
            {("011", "Nurses"): "16"},
        ),
        Mistake(
            "mixed-digits",
            _("A year mixes the digits of two scripts."),
            {("008", "سال"): "۱۳٧٤"},
        ),
        Mistake(
            "arabic-letters",
            _("A name is written with the yeh and kaf of Arabic where Persian ones belong."),
            {("011", "نام"): "سيرجان", ("007", "نام"): "كرمان"},
        ),
        Mistake(
            "trailing-blanks",
            _("A name ends in blanks that nobody sees."),
            {("006", "District"): "Talesh  "},
        ),
        Mistake(
            "wrapped-row",
            _("A name that is long was read as two rows: one is left over."),
            {("013", "District"): WRAPPED[0]},
        ),
        Mistake(
            "fill-down",
            _("A province is printed once a group: the rows below it need it too."),
            {(row[0], "Province"): None for row in page() if not row[1]},
        ),
        Mistake(
            "wrong-total",
            _(
                "A total does not add up, on the page neither: correct it with a reason, or write"
                " a doubt beside it."
            ),
            {("020", "Staff"): "1,386"},
            notable=True,
        ),
        Mistake(
            "wrong-column",
            _("Two names of one row stand in each other's column."),
            {("016", "District"): "شیراز", ("016", "نام"): "Shiraz"},
        ),
    )


def page() -> list[tuple[str, ...]]:
    """Return the rows as they are printed, without the header; "" is a blank."""
    lines = _CLINICS.strip().splitlines()
    return [tuple(_word(word) for word in line.split(" ")) for line in lines]


def answers() -> dict[Key, str | None]:
    """Return what each cell ought to be once every mistake is put right."""
    right: dict[Key, str | None] = {}
    province = ""
    for row in page():
        province = row[1] or province
        cells = (row[0], province, *row[2:])
        right |= {(row[0], name): cell or None for name, cell in zip(HEADER, cells, strict=True)}
    right["020", "Staff"] = "1,376"
    return right


def planted() -> list[tuple[str | None, ...]]:
    """Return the rows as curator is to have read them, the mistakes in them."""
    wrong = {key: value for mistake in MISTAKES for key, value in mistake.planted.items()}
    rows: list[tuple[str | None, ...]] = []
    for row in page():
        code = row[0]
        rows.append(
            tuple(
                wrong.get((code, name), cell or None)
                for name, cell in zip(HEADER, row, strict=True)
            )
        )
        if code == WRAPPED_AT:
            rows.append(tuple(WRAPPED[1] if name == "District" else None for name in HEADER))
    return rows


def practice_page() -> Path:
    """Return the PDF with the table's page."""
    return Path(__file__).parent / "practice.pdf"


def _word(word: str) -> str:
    return "" if word == "-" else word.replace("_", " ")


MISTAKES = _mistakes()
"""Every mistake, in the order in which they are told."""
