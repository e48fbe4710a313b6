"""Upgrading a store in place, with a verified backup of what it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from curator.errors import BackupError, StoreError
from curator.language import _
from curator.store.backups import Backups
from curator.store.copying import copy_store
from curator.store.migrations import VERSION, upgrade


def upgrade_safely(connection: sqlite3.Connection, path: Path) -> None:
    """Bring an older store to this version: all of it, or nothing.

    Raises:
        BackupError: it could not be backed up, and so was left as it is.
    """
    backups = Backups(path)
    backups.tidy()
    try:
        copy_store(connection, backups.place("before-upgrade"), lambda _done, _total: None)
    except StoreError as error:
        raise BackupError(
            _(
                "{name} is of an earlier version, and is upgraded only once it is backed up:"
                " {reason}"
            ).format(name=path.name, reason=error)
        ) from error
    try:
        connection.execute("BEGIN IMMEDIATE")
        upgrade(connection)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
