"""Undo the apostrophes with which an export of curator keeps spreadsheets from running text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from curator.sources import Mark
from curator.values import ESCAPE, unescaped

LARGEST = 16 << 20
"""Bytes; a larger manifest is none of ours."""


def is_escaped(path: Path, sha256: str) -> bool:
    """Tell whether the manifest beside `path` says that exactly this file has been escaped."""
    manifest = path.with_name("manifest.json")
    try:
        if manifest.stat().st_size > LARGEST:
            return False
        data = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    if not isinstance(data, dict) or data.get("format") != "curator-export":
        return False
    files = data.get("files")
    return data.get("escape") == ESCAPE and any(
        isinstance(file, dict) and file.get("path") == path.name and file.get("sha256") == sha256
        for file in (files if isinstance(files, list) else ())
    )


def as_exported(
    rows: Sequence[Sequence[str | None]], first: int
) -> tuple[list[list[str | None]], list[Mark]]:
    """Return `rows` without one apostrophe where one was put, and marks that keep the text.

    Args:
        first: the position of the first of `rows` in its table.
    """
    undone: list[list[str | None]] = []
    marks: list[Mark] = []
    for number, row in enumerate(rows, first):
        cells = list(row)
        for place, cell in enumerate(cells):
            if cell is not None and (found := unescaped(cell)) != cell:
                cells[place] = found
                marks.append(Mark(number, place, raw=cell))
        undone.append(cells)
    return undone, marks
