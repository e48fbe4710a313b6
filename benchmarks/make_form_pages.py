"""Make pages of one form, as a register answers and a browser saves them.

    python -m benchmarks.make_form_pages FOLDER [--pages 40]

Each page is of one district: a layout of nested tables, a form of terms and values, a table of
the district's schools, and a menu. Every second page is MHTML; every fifth is in windows-1256.
The figures follow from the page's number, so that sums can be checked.
"""

from __future__ import annotations

import argparse
import quopri
from pathlib import Path

SCHOOLS = 5
"""Rows of the table on each page."""
NAMES = ("هرات", "کابل", "بلخ", "قندهار", "ننگرهار", "بامیان", "غزنی", "پروان")
_HEAD = (
    "From: <Saved by a browser>\r\nSubject: register\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="part"\r\n\r\n--part\r\n'
    'Content-Type: text/html; charset="utf-8"\r\n'
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
)


def district(page: int) -> str:
    """Return the district of a page, counted from 1."""
    return f"{NAMES[page % len(NAMES)]} {page:02}"


def pupils(page: int, school: int) -> int:
    """Return how many pupils a school of a page has."""
    return 100 * page + school


def make(folder: Path, pages: int = 40) -> list[Path]:
    """Write the pages into `folder` and return them."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder, page) for page in range(1, pages + 1)]


def _write(folder: Path, page: int) -> Path:
    if page % 2:
        body = quopri.encodestring(_html(page, "utf-8").encode()).decode("ascii")
        path = folder / f"district-{page}.mht"
        path.write_bytes((_HEAD + body.replace("\n", "\r\n") + "\r\n--part--\r\n").encode())
        return path
    encoding = "windows-1256" if page % 5 == 0 else "utf-8"
    path = folder / f"district-{page}.html"
    path.write_bytes(_html(page, encoding).encode(encoding, "xmlcharrefreplace"))
    return path


def _html(page: int, encoding: str) -> str:
    rows = "".join(
        f"<tr><td>{school}<td>00{page:02}{school}<td>School {page}-{school}"
        f"<td align=right>{pupils(page, school):,}</tr>"
        for school in range(1, SCHOOLS + 1)
    )
    return f"""<!DOCTYPE html><html><head><meta charset="{encoding}"><title>Register</title>
<script src="https://register.example/app.js"></script>
<link rel="stylesheet" href="https://register.example/style.css"></head><body>
<table width="100%"><tr><td><table><tr><td><a href="/">Home</a><td><a href="/all">All</a></table>
<tr><td><img src="https://register.example/logo.png"><td>
<table><tr><td><b>District:</b><td>{district(page)}<tr><td><b>Year:</b><td>1398
<tr><td><b>Code:</b><td>{page:04}</table>
<table border=1><caption>Schools</caption>
<tr><th rowspan=2>Nr<th rowspan=2>Code<th colspan=2>School<tr><th>Name<th>Pupils</tr>{rows}
<tr><td colspan=4>Source: the ministry</table></table></body></html>"""


def main() -> None:
    """Make the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=40)
    asked = parser.parse_args()
    print(f"{len(make(asked.folder, asked.pages))} pages in {asked.folder}")


if __name__ == "__main__":
    main()
