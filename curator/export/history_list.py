"""A history as a list for others: lines of a CSV, or JSON objects, written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from curator.errors import ExportError
from curator.export.safe_folder import SafeFolder
from curator.history import Entry
from curator.language import _
from curator.tables import Value
from curator.values import escaped, plain
from curator.views import View

HEADER = (
    _("step"),
    _("when"),
    _("who"),
    _("kind"),
    _("what"),
    _("before"),
    _("after"),
    _("why"),
)


def line(entry: Entry) -> tuple[Value, ...]:
    """Return a step as one line under HEADER."""
    step = f"{entry.sort[0]}{entry.number}"
    return (
        _("{step} (undone)").format(step=step) if entry.undone else step,
        entry.at,
        entry.who,
        entry.kind,
        entry.what,
        entry.before,
        entry.after,
        entry.why,
    )


def told(entry: Entry, view: View) -> dict[str, object]:
    """Return all that is told of a step, as JSON values; `view` tells its row's number."""
    position = view.locate(entry.row_id) if entry.row_id is not None else None
    return {
        "sort": entry.sort,
        "number": entry.number,
        "who": entry.who,
        "at": entry.at,
        "kind": entry.kind,
        "what": entry.what,
        "why": entry.why,
        "row": None if position is None else position + 1,
        "columns": list(entry.columns),
        "cells": entry.cells,
        "before": entry.before,
        "after": entry.after,
        "undoes": entry.undoes,
        "undone": entry.undone,
        "annotation": entry.annotation,
        "event": entry.event,
        "options": dict(entry.details),
    }


def write_history(path: Path, entries: Sequence[Entry], view: View) -> None:
    """Write steps to a file that is not there yet: JSON where its name ends so, else CSV.

    Raises:
        ExportError: there is such a file already, or it cannot be written or read back.
    """
    if path.suffix.lower() not in (".csv", ".json"):
        raise ExportError(
            _("{file} ends in neither .csv nor .json; a list is written as one of them.").format(
                file=path.name
            )
        )
    if path.exists():
        raise ExportError(
            _("{path} is there already and was left alone; choose another name.").format(path=path)
        )
    text = _json(entries, view) if path.suffix.lower() == ".json" else _csv(entries)
    folder = SafeFolder(path.parent)
    try:
        with folder.file(path.name) as file:
            file.write(text.encode())
        folder.publish(path.name, ())
    except BaseException:
        folder.withdraw()
        raise


def _json(entries: Sequence[Entry], view: View) -> str:
    return json.dumps([told(e, view) for e in entries], ensure_ascii=False, indent=2) + "\n"


def _csv(entries: Sequence[Entry]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for entry in entries:
        cells = ("" if cell is None else plain(cell) for cell in line(entry))
        writer.writerow([escaped(cell) for cell in cells])
    return text.getvalue()
