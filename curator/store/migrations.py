"""The schema of a new store, and how a store of an earlier version gets it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from importlib.resources import files

from curator.store.triggers import statements

VERSION = 2
"""The version of `schema.sql`."""
Drawn = dict[tuple[str, str], str]
"""The statement that made each thing, by its type and name."""


def schema_script() -> str:
    """Return the statements that make an empty store's tables and triggers."""
    schema = files("curator.store").joinpath("schema.sql").read_text(encoding="utf-8")
    return schema + "".join(f"{statement};\n" for statement in statements())


def fresh_schema() -> Drawn:
    """Return what an empty store of this version holds."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema_script())
        return drawn(connection)


def drawn(connection: sqlite3.Connection) -> Drawn:
    """Return the tables, indexes and triggers of a store, the datasets' own tables left out."""
    from sqlite_utils import Database  # imports much, and is needed rarely

    database = Database(connection)
    made = {("table", table.name): table.schema for table in database.tables}
    made |= {("trigger", trigger.name): trigger.sql for trigger in database.triggers}
    indexes = database.query(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
    )
    return made | {("index", index["name"]): index["sql"] for index in indexes}


def upgrade(connection: sqlite3.Connection) -> None:
    """Give an older store the tables, indexes and triggers of this version.

    A table that differs is made anew and its rows copied; a column that it did not have gets its
    default. Nothing is kept of it unless the caller's transaction is committed.
    """
    wanted, there = fresh_schema(), drawn(connection)
    for kind, name in there:
        if kind != "table" and there[kind, name] != wanted.get((kind, name)):
            connection.execute(f"DROP {kind} {name}")
    for kind, name in _of_kind(wanted, "table"):
        if (kind, name) not in there:
            connection.execute(wanted[kind, name])
        elif there[kind, name] != wanted[kind, name]:
            _make_anew(connection, name, wanted[kind, name])
    left = drawn(connection)
    for key, made in wanted.items():
        if key not in left:
            connection.execute(made)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _of_kind(things: Iterable[tuple[str, str]], kind: str) -> list[tuple[str, str]]:
    return [thing for thing in things if thing[0] == kind]


def _make_anew(connection: sqlite3.Connection, table: str, made: str) -> None:
    """Make a table by the new statement and copy its rows; its triggers go with the old one."""
    connection.execute("PRAGMA legacy_alter_table = ON")  # what points at it goes on doing so
    connection.execute(f"ALTER TABLE {table} RENAME TO former_{table}")
    connection.execute("PRAGMA legacy_alter_table = OFF")
    connection.execute(made)
    columns = connection.execute(f"SELECT name FROM pragma_table_info('former_{table}')")
    names = ", ".join(f'"{name}"' for (name,) in columns.fetchall())
    connection.execute(f"INSERT INTO {table}({names}) SELECT {names} FROM former_{table}")
    connection.execute(f"DROP TABLE former_{table}")
