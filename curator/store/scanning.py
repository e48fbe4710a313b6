"""Reading all of a dataset at one moment, beside everything else, until told to stop."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from curator.errors import Cancelled
from curator.language import _
from curator.store.telling import told

_STEPS = 20_000
"""SQLite's steps between two questions whether to stop; some milliseconds."""


@contextmanager
def scanning(
    path: Path, fresh: sqlite3.Connection, stops: Callable[[], bool]
) -> Iterator[sqlite3.Connection]:
    """Read within one transaction on a connection that was made for it and ends with it.

    What SQLite sorts meanwhile goes to files that nobody else can open, so memory stays flat.

    Raises:
        Cancelled: `stops` wanted it, which SQLite asks now and then.
        StoreError: the disk fails, or the store is damaged.
    """
    with closing(fresh) as connection, told(path, connection):
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cache_size = -4000")
        connection.execute("PRAGMA temp_store = FILE")
        connection.set_progress_handler(stops, _STEPS)
        try:
            connection.execute("BEGIN")
            yield connection
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise Cancelled(_("Stopped; nothing was changed.")) from error
            raise
