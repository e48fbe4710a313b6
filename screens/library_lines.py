"""The lines of the library's two lists."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.widgets import DataTable

from curator.sources import MEDIA_TYPES
from curator.store import KeptSource, Summary


def fill(table: DataTable[Text], rows: Sequence[tuple[str, Sequence[object]]]) -> None:
    """Draw rows anew and keep the cursor where it was."""
    row = table.cursor_row
    table.clear()
    for key, cells in rows:
        table.add_row(*(Text(str(cell), no_wrap=True) for cell in cells), key=key)
    table.move_cursor(row=min(row, max(len(rows) - 1, 0)))


def dataset_cells(line: Summary) -> tuple[object, ...]:
    """Return what is told of a dataset."""
    where = ", ".join(filter(None, (line.source, line.place)))
    return (
        line.name,
        f"{line.rows:,}",
        line.open_doubts or "–",
        line.open_annotations or "–",
        line.revision,
        line.changed_at.replace("T", " ")[:16],
        line.changed_by,
        where,
    )


def source_cells(kept: KeptSource) -> tuple[object, ...]:
    """Return what is told of a source."""
    source = kept.source
    kind = MEDIA_TYPES.get(source.media_type, source.media_type)
    return (source.name, kind, f"{source.size:,}", kept.added_at[:10], kept.datasets)
