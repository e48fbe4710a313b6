"""What the manifest beside a file that curator exported tells of how to read it again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from curator.values import ESCAPE

LARGEST = 16 << 20
"""Bytes; a larger manifest is none of ours."""


@dataclass(frozen=True)
class Exported:
    """How an export wrote its file: one line of names, then a line a row, in UTF-8."""

    escaped: bool
    """Whether apostrophes stand before what spreadsheets would run."""
    delimiter: str | None
    """What parts the cells, None if the manifest does not say it."""


def exported(path: Path, sha256: str) -> Exported | None:
    """Return what the manifest beside `path` tells of exactly this file, None if it tells nothing."""
    manifest = path.with_name("manifest.json")
    try:
        if manifest.stat().st_size > LARGEST:
            return None
        data = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.get("format") != "curator-export":
        return None
    files = data.get("files")
    named = any(
        isinstance(file, dict) and file.get("path") == path.name and file.get("sha256") == sha256
        for file in (files if isinstance(files, list) else ())
    )
    if not named:
        return None
    dialect = data.get("dialect")
    delimiter = dialect.get("delimiter") if isinstance(dialect, dict) else None
    return Exported(data.get("escape") == ESCAPE, delimiter if isinstance(delimiter, str) else None)
