"""A cell's ink: the place in its source from which it came, and the text found there."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from curator.annotations import Place
from curator.language import _
from curator.seams import Seam, seam_of
from curator.sources import Geometry, Origin, Source
from curator.store.families import read_family
from curator.store.hashing import read_json
from curator.store.past import older_cells

_SPAN = (
    "SELECT s.rid_lo, s.rid_hi, s.page, s.sheet, s.row0, s.geometry, s.columns, s.method,"
    " o.sha256, o.name, o.media_type, o.bytes FROM span s JOIN source o ON o.id = s.source"
    " WHERE s.ds = ? AND s.rid_lo <= ? AND s.rid_hi >= ? ORDER BY s.rid_lo DESC LIMIT 1"
)


def read_origins(
    connection: sqlite3.Connection, dataset: int, row_id: int, column: int
) -> list[Origin]:
    """Return where a cell came from: one place, or one for each row of which its row was made.

    Empty for a row that a person inserted, and for a column that a person added.
    """
    family = read_family(connection, dataset, row_id)
    found = (_origin(connection, dataset, member, column) for member in family)
    return [origin for origin in found if origin is not None]


def read_places(connection: sqlite3.Connection, dataset: int) -> list[Place]:
    """Return the pages or sheets, or the whole files, on which a dataset's rows stood."""
    found = connection.execute(
        "SELECT DISTINCT o.name, s.page, s.sheet FROM span s JOIN source o ON o.id = s.source"
        " WHERE s.ds = ? ORDER BY o.name, s.page, s.tbl, s.rid_lo",
        (dataset,),
    )
    return [Place(source=name, page=page, sheet=sheet) for name, page, sheet in found]


def _origin(
    connection: sqlite3.Connection, dataset: int, row_id: int, column: int
) -> Origin | None:
    found = connection.execute(_SPAN, (dataset, row_id, row_id)).fetchone()
    if found is None:
        return None
    lo, hi, page, sheet, row0, geometry, columns, method, sha256, name, media_type, size = found
    source = Source(sha256, name, media_type, size)
    places = read_json(columns)
    if column not in places:
        return None
    row, place = row0 + row_id - lo, places.index(column)
    lie = read_json(geometry)
    drawn = Geometry(
        tuple(lie["column_edges"]),
        tuple(lie["row_edges"]),
        lie["first_row"],
        lie["first_column"],
        tuple(lie.get("left_rows", ())),
        tuple(lie.get("left_columns", ())),
        lie.get("turned", False),
    )
    ink = connection.execute(
        "SELECT shown, raw, flags FROM ink WHERE ds = ? AND rid = ? AND col = ?",
        (dataset, row_id, column),
    ).fetchone()
    shown, raw, flag = ink or (None, None, None)
    reference = None
    if page is None:
        reference = (
            drawn.reference(row, place)
            if sheet is not None
            else _("record {number}, field {column}").format(
                number=drawn.first_row + row, column=drawn.first_column + place
            )
        )
    return Origin(
        source=source,
        page=page,
        sheet=sheet,
        box=_box(drawn, lie["spans"], row, place),
        reference=reference,
        text=shown if shown is not None else _as_loaded(connection, dataset, row_id, column),
        raw=raw,
        flag=flag,
        table_box=tuple(lie["box"]) if lie["box"] else None,
        row=place if drawn.turned else row,
        column=row if drawn.turned else place,
        stretch=(lo, hi),
        method=read_json(method),
        turned=drawn.turned,
    )


@dataclass(frozen=True)
class PageRows:
    """Rows that stand together on one page of their source."""

    first: int
    """Their ids, as the last's, count the table's rows from 1."""
    last: int
    page: int
    seam: Seam | None
    """How they were joined to those before them; None for the first of a table."""


def read_pages(connection: sqlite3.Connection, dataset: int) -> list[PageRows]:
    """Return on which pages a dataset's rows were found, in order; empty without pages."""
    found = connection.execute(
        "SELECT rid_lo, rid_hi, page, geometry FROM span WHERE ds = ? AND page IS NOT NULL"
        " ORDER BY rid_lo",
        (dataset,),
    )
    pages = []
    for first, last, page, geometry in found:
        seam = read_json(geometry).get("seam")
        pages.append(PageRows(first, last, page, seam_of(seam) if seam else None))
    return pages


def page_of(pages: Sequence[PageRows], row_id: int) -> int | None:
    """Return the page on which a row was found, None for one that a person made."""
    place = bisect_right(pages, row_id, key=lambda rows: rows.first) - 1
    return pages[place].page if place >= 0 and row_id <= pages[place].last else None


def read_flags(connection: sqlite3.Connection, dataset: int) -> list[tuple[int, int, str]]:
    """Return (row id, column id, flag) of each cell of which the ink has a flag."""
    return connection.execute(
        "SELECT rid, col, flags FROM ink WHERE ds = ? AND flags IS NOT NULL ORDER BY rid, col",
        (dataset,),
    ).fetchall()


def _box(
    drawn: Geometry, spans: list[list[int]], row: int, place: int
) -> tuple[float, float, float, float] | None:
    for top, first, height, width in spans:
        if top <= row < top + height and first <= place < first + width:
            return drawn.box(top, first, height, width)
    return drawn.box(row, place)


def _as_loaded(
    connection: sqlite3.Connection, dataset: int, row_id: int, column: int
) -> str | None:
    changed = older_cells(connection, dataset, 1, [column], [(row_id, row_id)]).get(row_id, {})
    if column in changed:
        value = changed[column]
    else:
        found = connection.execute(
            f"SELECT c{column} FROM d{dataset} WHERE rid = ?", (row_id,)
        ).fetchone()
        value = found[0] if found else None
    return None if value is None else str(value)
