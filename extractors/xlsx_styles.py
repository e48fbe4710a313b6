"""The styles of an XLSX workbook that tell something: number formats, fills, strokes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from extractors.sheet_facts import PLAIN, Style

LARGEST = 32 << 20
"""Bytes of the largest file of styles that is read."""
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT_SPACE = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm",
    37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0",
}  # fmt: skip
"""ECMA-376, 18.8.30; what a language shows otherwise is shown as American English does."""
_USUAL = {"General", "@", "yyyy-mm-dd"}
"""Codes that show what the text of the value is already."""


def xlsx_styles(archive: ZipFile, part: str) -> Sequence[Style]:
    """Return what each style of `part` tells; a cell names its style by its place."""
    if part not in archive.namelist() or archive.getinfo(part).file_size > LARGEST:
        return ()
    try:
        root = ET.fromstring(
            archive.read(part).replace(STRICT_SPACE[1:-1].encode(), SPACE[1:-1].encode())
        )
    except ET.ParseError:
        return ()
    codes = dict(_BUILT_IN)
    for one in root.iter(f"{SPACE}numFmt"):
        if one.get("numFmtId", "").isdecimal():
            codes[int(one.get("numFmtId", "0"))] = one.get("formatCode", "")
    fills = [_colour(one) for one in root.iterfind(f"{SPACE}fills/{SPACE}fill")]
    struck = [_struck(one) for one in root.iterfind(f"{SPACE}fonts/{SPACE}font")]
    return [_style(one, codes, fills, struck) for one in root.iterfind(f"{SPACE}cellXfs/{SPACE}xf")]


def _style(
    xf: ET.Element, codes: Mapping[int, str], fills: Sequence[str | None], struck: Sequence[bool]
) -> Style:
    code = codes.get(_number(xf, "numFmtId"))
    fill, font = _number(xf, "fillId"), _number(xf, "fontId")
    style = Style(
        code=None if code is None or code in _USUAL else code,
        colour=fills[fill] if fill < len(fills) else None,
        struck=struck[font] if font < len(struck) else False,
    )
    return PLAIN if style == PLAIN else style


def _number(element: ET.Element, name: str) -> int:
    text = element.get(name, "0")
    return int(text) if text.isdecimal() else 0


def _struck(font: ET.Element) -> bool:
    strike = font.find(f"{SPACE}strike")
    return strike is not None and strike.get("val", "1") not in {"0", "false"}


def _colour(fill: ET.Element) -> str | None:
    """Return a solid fill's colour; white is none."""
    pattern = fill.find(f"{SPACE}patternFill")
    if pattern is None or pattern.get("patternType", "none") in {"none", "gray125"}:
        return None
    colour = pattern.find(f"{SPACE}fgColor")
    if colour is None:
        return None
    if colour.get("rgb"):
        rgb = colour.get("rgb", "")[-6:].upper()
        return None if rgb == "FFFFFF" else rgb
    if colour.get("theme"):
        tint = colour.get("tint")
        theme = _number(colour, "theme")
        if theme == 0 and not tint:
            return None
        return f"theme {theme}" + (f" ({float(tint):+.2f})" if tint else "")
    number = _number(colour, "indexed")
    return None if number in {1, 9, 64, 65} else f"no. {number}"
