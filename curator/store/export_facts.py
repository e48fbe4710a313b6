"""What the manifest of an export tells of a dataset; it names nobody."""

from __future__ import annotations

import sqlite3
from typing import Any

from curator.store.annotations import count_open
from curator.store.hashing import read_json
from curator.store.states import read_standing


def read_facts(connection: sqlite3.Connection, dataset: int, revision: int) -> dict[str, Any]:
    """Return title, notes, flags, sources, state, the revision's hash and what is still open."""
    title, notes, flags = connection.execute(
        "SELECT title, notes, flags FROM dataset WHERE id = ?", (dataset,)
    ).fetchone()
    (digest,) = connection.execute(
        "SELECT hash FROM rev WHERE ds = ? AND number = ?", (dataset, revision)
    ).fetchone()
    return {
        "title": title,
        "notes": notes,
        "flags": read_json(flags),
        "sources": _sources(connection, dataset),
        "state": read_standing(connection, dataset, revision).state,
        "revision_hash": digest.hex(),
        "open_annotations": count_open(connection, dataset),
    }


def _sources(connection: sqlite3.Connection, dataset: int) -> list[dict[str, Any]]:
    """Return each source once, with the page on which the table begins and all on which it goes on."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for name, sha256, page, sheet in connection.execute(
        "SELECT o.name, o.sha256, s.page, s.sheet FROM span s"
        " JOIN source o ON o.id = s.source WHERE s.ds = ? ORDER BY s.rid_lo",
        (dataset,),
    ):
        told = {"name": name, "sha256": sha256, "page": page, "sheet": sheet}
        known = found.setdefault((name, sha256, sheet), told)
        if page not in known.get("pages", (known["page"],)):
            known.setdefault("pages", [known["page"]]).append(page)
    return list(found.values())
