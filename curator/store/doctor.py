"""Examining a store: what is wrong with it, and what to do."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from curator.language import _
from curator.store.dataset_faults import Hashes, faults_of
from curator.store.migrations import drawn, fresh_schema
from curator.store.orphans import stray_faults
from curator.store.people import people_faults
from curator.store.store import Store
from curator.tables import Progress


@dataclass(frozen=True)
class Finding:
    """One thing that was examined."""

    what: str
    """What was examined: "file", "schema", "sources", "datasets", "people", or a dataset's name."""
    state: Literal["sound", "advice", "damaged"]
    """Advice is for what is not damaged and should be seen to."""
    words: str
    """What was found and, where it is not sound, what to do."""


def examine(store: Store, progress: Progress) -> Iterator[Finding]:
    """Yield a finding for the file, the schema, the sources, strays, the people, and each dataset.

    Recomputes every hash: of the sources, of the chain of revisions and annotation events, and of
    the rows as loaded, which it gets by unwinding the change log from today's table.
    """
    with store.connections.reading() as connection:
        for what, sound, look in (
            ("file", _("SQLite finds the file whole"), _file),
            ("schema", _("tables and the triggers that guard history are there"), _schema),
            ("sources", _("every source is the file that was read"), _sources),
            ("datasets", _("nothing is kept of datasets that are not there"), stray_faults),
            ("people", _("every step of every person is there"), people_faults),
        ):
            yield _finding(what, _faults(look(connection)), sound)
        try:
            datasets = connection.execute(
                "SELECT id, uid, name FROM dataset ORDER BY name"
            ).fetchall()
            hashes = _hashes(connection)
        except sqlite3.DatabaseError as error:
            yield _finding(
                "datasets", [_("They cannot be examined: {error}.").format(error=error)], ""
            )
            return
        for done, (number, uid, name) in enumerate(datasets):
            progress(done, len(datasets))
            faults = [
                fault
                for look in faults_of(connection, number, uid, hashes)
                for fault in _faults(look)
            ]
            yield _finding(name, faults, _("history, hashes, order and rows agree"))


def _faults(look: Iterator[str]) -> list[str]:
    """Look, and count it as a fault where damage makes looking impossible."""
    try:
        return list(look)
    except (sqlite3.DatabaseError, ValueError, TypeError, KeyError) as error:
        return [_("It cannot be examined: {error}.").format(error=error)]


def _finding(what: str, faults: list[str], sound: str) -> Finding:
    if not faults:
        return Finding(what, "sound", sound)
    told = " ".join(faults[:3])
    if len(faults) > 3:
        told = _("{words} (and {count:,} more)").format(words=told, count=len(faults) - 3)
    advice = _(
        "Do not edit it further. `curator restore` puts this store aside and goes back to your"
        " newest backup; `curator restore --list` lists all of them."
    )
    return Finding(what, "damaged", f"{told} {advice}")


def _file(connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check(20)").fetchall():
        if line != "ok":
            yield line
    for table, row, other, _key in connection.execute("PRAGMA foreign_key_check").fetchmany(20):
        words = _("Row {row} of {table} points at a row of {other} that is not there.")
        yield words.format(row=row, table=table, other=other)


def _schema(connection: sqlite3.Connection) -> Iterator[str]:
    """The tables and the triggers that guard them are those that a new store has."""
    wanted, there = fresh_schema(), drawn(connection)
    for (kind, name), made in wanted.items():
        if there.get((kind, name)) != made:
            yield _("The {kind} {name} is not as curator makes it.").format(kind=kind, name=name)
    for kind, name in there:
        if kind == "trigger" and (kind, name) not in wanted:
            yield _("The trigger {name} is none of curator's.").format(name=name)


def _sources(connection: sqlite3.Connection) -> Iterator[str]:
    for number, sha256, name in connection.execute(
        "SELECT id, sha256, name FROM source"
    ).fetchall():
        digest = hashlib.sha256()
        for (data,) in connection.execute(
            "SELECT data FROM source_chunk WHERE source = ? ORDER BY n", (number,)
        ):
            digest.update(data)
        if digest.hexdigest() != sha256:
            yield _("{name} is not the file that was read.").format(name=name)


def _hashes(connection: sqlite3.Connection) -> Hashes:
    """The hash of every step of every person."""
    rows = connection.execute(
        "SELECT actor, seq, hash FROM rev UNION ALL SELECT actor, seq, hash FROM annotation_event"
        " UNION ALL SELECT actor, seq, hash FROM removed_step"
    )
    return {(actor, seq): digest for actor, seq, digest in rows}
