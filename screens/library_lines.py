"""The lines of the library's two lists."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import DataTable

from curator.language import _, joined, number
from curator.media_types import MEDIA_TYPES
from curator.store import KeptSource, Store, Summary
from curator.values import one_line
from screens.state import state_words
from screens.widgets.anchored import held
from screens.widgets.scripts import isolated, pictured, widest

EMPTY = _(
    "No dataset yet.\n\nPress F3 to open a PDF, a workbook or a CSV. Its tables are"
    " found and shown\nbeside the page, and those you keep become datasets here.\n\n"
    "New to curator? Leave with Ctrl+Q and type:  curator demo --tour"
)
"""What stands in place of a list without datasets."""
DATASET_COLUMNS = (
    _("dataset"),
    _("rows"),
    _("state"),
    _("settled"),
    _("doubts"),
    _("notes"),
    _("changed"),
    _("by"),
    _("source"),
    _("rev"),
)
SOURCE_COLUMNS = (
    _("source"),
    _("tables"),
    _("from"),
    _("datasets"),
    _("kind"),
    _("bytes"),
    _("added"),
)


class Listed(DataTable[Text]):
    """A list of the library, whose cells stand below each other in every terminal."""

    def __init__(self, columns: Sequence[str], id: str) -> None:  # noqa: A002 - Textual's word
        """`columns` are what its columns are called."""
        super().__init__(cursor_type="row", id=id)
        self._titles = columns

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines, each cell in its column."""
        return held(super().render_lines(crop), self.region.x + crop.x)

    def on_mount(self) -> None:
        """Name the columns."""
        self.add_columns(*self._titles)


def fill(table: DataTable[Text], rows: Sequence[tuple[str, Sequence[object]]]) -> None:
    """Draw rows anew and keep the cursor where it was."""
    row = table.cursor_row
    table.clear()
    for key, cells in rows:
        words = (_roomy(isolated(pictured(str(cell)))) for cell in cells)
        table.add_row(*(Text(word, no_wrap=True) for word in words), key=key)
    table.move_cursor(row=min(row, max(len(rows) - 1, 0)))


def _roomy(text: str) -> str:
    """Return a text with the room behind it that some terminals need to draw it."""
    return text + " " * (widest(text) - cell_len(text))


def dataset_cells(line: Summary) -> tuple[object, ...]:
    """Return what is told of a dataset."""
    where = joined(filter(None, (line.source, line.place)))
    return (
        line.name,
        number(line.rows),
        state_words(line.state, line.said, line.changed_since),
        settled_words(line.settled, line.to_settle),
        number(line.open_doubts) if line.open_doubts else "–",
        number(line.open_annotations) if line.open_annotations else "–",
        line.changed_at.replace("T", " ")[:16],
        line.changed_by,
        where,
        number(line.revision, "d"),
    )


def settled_words(settled: int, total: int) -> str:
    """Say how much of what asks for a look is settled; a dash where nothing does."""
    return _("{settled:,} of {total:,}").format(settled=settled, total=total) if total else "–"


def source_cells(kept: KeptSource) -> tuple[object, ...]:
    """Return what is told of a source."""
    source = kept.source
    kind = MEDIA_TYPES.get(source.media_type, source.media_type)
    return (
        source.name,
        number(kept.tables),
        one_line(kept.places(), 40),
        number(kept.datasets),
        kind,
        number(source.size),
        kept.added_at[:10],
    )


def title_words(store: Store) -> str:
    """Name the store, and say why it is only read where it is."""
    if store.refusal is None:
        return _("curator · {path}").format(path=store.path.name)
    return _("curator · {path} · READ ONLY · {why}").format(path=store.path.name, why=store.refusal)
