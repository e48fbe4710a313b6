"""What is kept of datasets, rows and revisions that are not there."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from curator.language import _

_OF_DATASETS = (
    "dcol", "col_chg", "run", "span", "ink", "rev", "parent", "chg", "pack",
    "annotation", "annotation_event",
)  # fmt: skip
"""The tables that hold a dataset's things, in their column `ds`."""


def stray_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what belongs to datasets that are not there."""
    for table in _OF_DATASETS:
        (count,) = connection.execute(
            f"SELECT count(*) FROM {table} WHERE ds NOT IN (SELECT id FROM dataset)"
        ).fetchone()
        if count:
            yield _("{count} rows of {table} belong to no dataset.").format(
                count=count, table=table
            )
    known = {number for (number,) in connection.execute("SELECT id FROM dataset")}
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'd[0-9]*'"
    ).fetchall()
    for (name,) in tables:
        if re.fullmatch(r"d\d+", name) and int(name[1:]) not in known:
            yield _("The table {name} belongs to no dataset.").format(name=name)


def orphan_faults(connection: sqlite3.Connection, dataset: int) -> Iterator[str]:
    """Yield what hangs on rows, columns, revisions or sources that a dataset has not got."""
    for words, statement in _ORPHANS:
        found = connection.execute(
            statement.format(table=f"d{dataset}"), {"ds": dataset}
        ).fetchall()
        if found:
            yield words.format(count=len(found), first=found[0][0])


_ROW = "SELECT 1 FROM {table} WHERE rid ="
_REVISION = "SELECT 1 FROM rev WHERE ds = :ds AND number ="
_COLUMN = "SELECT 1 FROM dcol WHERE ds = :ds AND col ="
_ORPHANS = (
    (
        _("{count} cells' ink hangs on rows or columns that are not there (row {first})."),
        "SELECT rid FROM ink WHERE ds = :ds"
        f" AND (NOT EXISTS ({_ROW} ink.rid) OR NOT EXISTS ({_COLUMN} ink.col))",
    ),
    (
        _(
            "{count} notes hang on a row, column, revision or source that is not there (no. {first})."
        ),
        "SELECT id FROM annotation a WHERE ds = :ds AND ("
        f"(rid IS NOT NULL AND NOT EXISTS ({_ROW} a.rid))"
        f" OR (col IS NOT NULL AND NOT EXISTS ({_COLUMN} a.col))"
        f" OR (rev IS NOT NULL AND NOT EXISTS ({_REVISION} a.rev))"
        " OR (source IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM span WHERE ds = :ds AND source = a.source)))",
    ),
    (
        _("{count} notes have no words, since nobody wrote them (no. {first})."),
        "SELECT id FROM annotation a WHERE ds = :ds AND NOT EXISTS"
        " (SELECT 1 FROM annotation_event WHERE annotation = a.id AND ds = :ds)",
    ),
    (
        _("{count} rows come from rows that are not there (row {first})."),
        "SELECT rid FROM parent p WHERE ds = :ds"
        f" AND (NOT EXISTS ({_ROW} p.rid) OR NOT EXISTS ({_ROW} p.parent))",
    ),
    (
        _("{count} stretches of rows stand in a source and not in the table (row {first})."),
        "SELECT rid_lo FROM span s WHERE ds = :ds"
        f" AND (NOT EXISTS ({_ROW} s.rid_lo) OR NOT EXISTS ({_ROW} s.rid_hi)"
        " OR NOT EXISTS (SELECT 1 FROM source WHERE id = s.source))",
    ),
    (
        _("{count} packs belong to revisions or columns that are not there (revision {first})."),
        "SELECT rev FROM pack p WHERE ds = :ds AND"
        f" (NOT EXISTS ({_REVISION} p.rev) OR (col > 0 AND NOT EXISTS ({_COLUMN} p.col)))",
    ),
    (
        _("{count} revisions are missing and their changes are there (revision {first})."),
        f"SELECT DISTINCT rev FROM chg c WHERE ds = :ds AND NOT EXISTS ({_REVISION} c.rev)",
    ),
)
"""What is told, and the statement that finds it; the first column is told as an example."""


def view_faults(connection: sqlite3.Connection, dataset: int) -> Iterator[str]:
    """Yield whether the SQL view, by which other programs read the dataset, is missing."""
    (view,) = connection.execute("SELECT view FROM dataset WHERE id = ?", (dataset,)).fetchone()
    there = connection.execute(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'view' AND name = ?", (view,)
    ).fetchone()
    if view is not None and not there[0]:
        words = _("The view {view}, by which other programs read it, is missing.")
        yield words.format(view=view)
