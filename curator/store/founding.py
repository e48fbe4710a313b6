"""What revision 1 vouches for: the rows as loaded, and all that was found with them."""

from __future__ import annotations

import hashlib
import sqlite3

from curator.store.columns import read_columns
from curator.store.hashing import canonical, changes_digest


def founding_digest(connection: sqlite3.Connection, dataset: int, rows: bytes) -> bytes:
    """Return SHA-256 over the rows' digest and what stands in the store of where they came from.

    That is the dataset's title, notes and flags, its columns as they were added, where its rows
    lie in which source, and the ink of single cells.
    """
    told = connection.execute(
        "SELECT title, notes, flags FROM dataset WHERE id = ?", (dataset,)
    ).fetchone()
    columns = [[c.id, c.name, c.title, c.type] for c in read_columns(connection, dataset, 1)]
    places = connection.execute(
        "SELECT s.rid_lo, s.rid_hi, o.sha256, o.name, o.media_type, s.page, s.sheet, s.tbl, s.row0,"
        " s.geometry, s.columns, s.method FROM span s LEFT JOIN source o ON o.id = s.source"
        " WHERE s.ds = ? ORDER BY s.rid_lo",
        (dataset,),
    ).fetchall()
    ink = connection.execute(
        "SELECT rid, col, shown, raw, flags FROM ink WHERE ds = ? ORDER BY rid, col", (dataset,)
    )
    digest = hashlib.sha256(rows)
    digest.update(canonical([told, columns, places]).encode())
    digest.update(changes_digest(ink))
    return digest.digest()
