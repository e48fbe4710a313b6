"""The manifest: what an export is, and that it is complete."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from curator.errors import ExportError
from curator.export.safe_folder import FileProof
from curator.language import _
from curator.views import View

FILE = "manifest.json"
SUMS = "SHA256SUMS"
FORMAT = "curator-export"
LARGEST = 64 << 20
"""Bytes; a larger file of that name is none of ours."""


def manifest(
    view: View, proofs: Sequence[FileProof], details: Mapping[str, Any], facts: Mapping[str, Any]
) -> bytes:
    """Return the manifest's bytes.

    Args:
        proofs: the files that were written.
        details: what the exporter tells of its format.
        facts: what is told of the dataset: its title, notes, sources, open annotations.

    It names no person, machine or folder and no time, so the same view gives the same bytes.
    """
    told: dict[str, Any] = {
        "format": FORMAT,
        "version": 1,
        "dataset": view.dataset,
        "revision": view.revision,
        "rows": view.row_count,
        "columns": [
            {"name": column.name, "title": column.title, "type": column.type}
            for column in view.columns
        ],
        **facts,
        **details,
        "files": [
            {"path": proof.name, "bytes": proof.size, "sha256": proof.sha256} for proof in proofs
        ],
    }
    told["checksum"] = checksum(told)
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def checksum(told: Mapping[str, Any]) -> str:
    """Return SHA-256 over a manifest without its own checksum."""
    rest = {key: value for key, value in told.items() if key != "checksum"}
    canonical = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def sums(proofs: Sequence[FileProof]) -> bytes:
    """Return the lines that `sha256sum -c` reads."""
    return "".join(f"{proof.sha256}  {proof.name}\n" for proof in proofs).encode()


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return a folder's manifest.

    Raises:
        ExportError: there is none, or it is damaged.
    """
    path = folder / FILE
    try:
        if path.stat().st_size > LARGEST:
            raise ExportError(
                _("{file} is no manifest of an export: it is too large.").format(file=path)
            )
        told = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise ExportError(
            _("{folder} has no manifest: the export was not finished. Export it again.").format(
                folder=folder
            )
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise ExportError(
            _("{file} cannot be read: it is damaged. Export it again.").format(file=path)
        ) from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise ExportError(_("{file} is no manifest of an export.").format(file=path))
    try:
        sound = told.get("checksum") == checksum(told)
    except UnicodeEncodeError:  # half a surrogate pair, which we never write
        sound = False
    if not sound:
        raise ExportError(
            _("{file} is damaged: its checksum does not fit. Export it again.").format(file=path)
        )
    return told
