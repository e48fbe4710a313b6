"""Small files for the tests, written by hand: PDFs with ruled tables, and workbooks."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

LEFT, TOP, WIDTH, HEIGHT = 72, 700, 120, 24
"""Of a ruled table and its cells, in PDF points from the bottom left."""


def ruled(rows: Sequence[Sequence[str]], caption: str = "") -> str:
    """Return a page's drawing: a table with a rule around every cell, and a line above it."""
    drawn = []
    if caption:
        drawn.append(text(LEFT, TOP + 8, caption))
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            x, y = LEFT + across * WIDTH, TOP - (down + 1) * HEIGHT
            drawn.append(f"{x} {y} {WIDTH} {HEIGHT} re S")
            drawn.append(text(x + 4, y + 8, cell))
    return "\n".join(drawn)


def text(x: float, y: float, words: str) -> str:
    """Return the drawing of a line of text that begins at (x, y)."""
    return f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET"


def write_pdf(
    path: Path,
    pages: Sequence[str],
    attributes: str = "",
    names: Mapping[str, str] = MappingProxyType({}),
) -> Path:
    """Write a PDF with one page a drawing; `attributes` go into every page's dictionary.

    Args:
        names: the letters that the font says some of the drawn ones are.
    """
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}/MediaBox[0 0 612 792]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding"
        + (f"/ToUnicode {4 + 2 * len(pages)} 0 R>>" if names else ">>").encode(),
    ]
    for number, drawing in enumerate(pages):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R>>>>"
            + f"/Contents {5 + 2 * number} 0 R{attributes}>>".encode()
        )
        packed = zlib.compress(drawing.encode("latin-1"), 1)
        head = f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode()
        objects.append(head + packed + b"\nendstream")
    if names:
        listed = "\n".join(
            f"<{ord(drawn):02x}> <{letters.encode('utf-16-be').hex()}>"
            for drawn, letters in names.items()
        )
        cmap = (
            "begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
            f"{len(names)} beginbfchar\n{listed}\nendbfchar endcmap"
        ).encode()
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(cmap), cmap))
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    path.write_bytes(out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode())
    return path


def write_ods(path: Path, tables: Mapping[str, str]) -> Path:
    """Write an ODS workbook: each sheet's name and the XML of its rows."""
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    sheets = "".join(
        f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in tables.items()
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {spaces} office:version="1.2">'
            f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
            "</office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:media-type="{kind}" manifest:full-path="/"/>'
            '<manifest:file-entry manifest:media-type="text/xml" '
            'manifest:full-path="content.xml"/></manifest:manifest>',
        )
    return path


def replace_in_zip(path: Path, member: str, before: str, after: str) -> None:
    """Rewrite one member of the archive at `path`, with `before` replaced by `after`.

    An element without content is `<v/>`, whichever library openpyxl writes XML with.
    """
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    content = contents[member].replace(b" />", b"/>").replace(b"<v></v>", b"<v/>")
    assert before.encode() in content
    contents[member] = content.replace(before.encode(), after.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
