"""The list of the tables found in a source, and what the curator chose for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.annotations import Annotation
from curator.geometry import page_runs
from curator.language import _, joined, ngettext, number
from curator.sources import ExtractedTable
from curator.tables import Column
from curator.values import one_line
from curator.views import Row, View
from extractors import Found, Together
from screens.widgets.cells import measure
from screens.widgets.grid import Grid

NAME = 4
"""The position of the column that is named in place."""
_COLUMNS = (_("keep"), _("where"), _("rows × cols"), _("header"), _("name"), _("title"))


@dataclass
class Entry:
    """A table that was found, and what the curator wants of it."""

    number: int
    """Its number in the source, from 1."""
    found: Found | Together
    header_count: int
    kept: bool = False
    name: str | None = None
    """What the dataset shall be called; None takes the file's name."""
    dataset: str | None = None
    """What it became once it was added."""

    @classmethod
    def of(cls, number: int, found: Found | Together) -> Entry:
        """Return a table as it was found; nothing is kept unasked."""
        return cls(number, found, min(found.head.header_count, found.row_count))

    @property
    def hidden(self) -> bool:
        """Whether the source hides it."""
        return self.found.head.hidden

    def chosen_as(self, other: Entry) -> None:
        """Take over what was chosen for the same table when the file was read before."""
        self.kept, self.name, self.dataset = other.kept, other.name, other.dataset
        self.header_count = min(other.header_count, self.found.row_count)

    @property
    def usual_name(self) -> str:
        """What the dataset is called if the curator gives no name."""
        name = self.found.source.name
        return name if isinstance(self.found, Together) else Path(name).stem

    def where(self) -> str:
        """Say on which page or sheet it stands."""
        if isinstance(self.found, Together):
            count = len(self.found.files())
            return ngettext("{count} file", "{count} files", count).format(count=count)
        head, pages = self.found.head, self.found.pages()
        if len(pages) > 1:
            return _("pages {pages}").format(pages=page_runs(pages))
        if head.page is not None and head.extractor.get("regions"):
            return _("page {page}, by hand").format(page=head.page)
        if head.page is not None:
            return _("page {page}").format(page=head.page)
        sheets = self.found.sheets()
        if len(sheets) > 1:
            return one_line(_("sheets {sheets}").format(sheets=joined(sheets)), 30)
        return one_line(head.sheet, 30) if head.sheet is not None else _("whole file")

    def table(self) -> ExtractedTable:
        """Return the table to be added, with the header rows as chosen."""
        head, count = self.found.head, self.header_count
        if count != head.header_count:  # a choice, remembered as one
            method = {**head.extractor, "header_rows": count}
            head = replace(head, header_count=count, levels=(), extractor=method)
        return self.found.table(head)

    def cells(self) -> tuple[str | None, ...]:
        """Return its line of the list."""
        state = _("added") if self.dataset is not None else "[x]" if self.kept else "[ ]"
        head = self.found.head
        return (
            _("{state} hidden").format(state=state) if self.hidden else state,
            self.where(),
            f"{number(self.found.row_count - self.header_count)} × {number(head.column_count)}",
            number(self.header_count),
            self.dataset or self.name or one_line(self.usual_name),
            one_line(head.title) if head.title is not None else None,
        )


class Listing(View):
    """The list as a view: a row a table."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """The list shows the entries as they are now."""
        self.dataset = "tables"
        self.revision = 1
        self.columns = [Column(number, name, name) for number, name in enumerate(_COLUMNS, 1)]
        self.row_count = len(entries)
        self._rows = [Row(entry.number, entry.cells()) for entry in entries]

    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        """Return up to `count` tables from position `first`."""
        rows = self._rows[first : first + count]
        if columns is None:
            return rows
        return [Row(row.id, tuple(row.cells[place] for place in columns)) for row in rows]

    def locate(self, row_id: int) -> int | None:
        """Return the position of table number `row_id`."""
        return row_id - 1 if 1 <= row_id <= self.row_count else None

    def annotations(self, first: int, count: int) -> Sequence[Annotation]:
        """Return nothing: only what is in the store is annotated."""
        return ()

    def widths(self) -> list[int]:
        """Return how wide each column is so that every table fits, within reason."""
        return [
            min(max(measure(name), *(measure(row.cells[place]) for row in self._rows)), 30)
            for place, name in enumerate(_COLUMNS)
        ]


class TableList(Grid):
    """The list of tables; Enter keeps or skips, F2 names."""

    PLACE = _("Tables of a source")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.keep", _("Keep / skip"), show=False),
        Binding("f2", "screen.name", _("Name"), show=False),
    ]

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Draw the list anew, wide enough for every table."""
        listing = Listing(entries)
        self.show(listing)
        if entries:
            self.set_widths(dict(enumerate(listing.widths())))


class Choices:
    """What was chosen for the tables of a source, while it is read anew."""

    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        """`entries` are the tables as they were found before."""
        self._known = {_place(entry): entry for entry in entries}

    def restore(self, entry: Entry) -> None:
        """Choose for a table what was chosen for the one that began in the same place."""
        known = self._known.get(_place(entry))
        if known is not None:
            entry.chosen_as(known)


def _place(entry: Entry) -> tuple[object, ...]:
    head = entry.found.head
    return entry.found.source.name, head.page, head.sheet, head.box


def keep_all(entries: Sequence[Entry]) -> None:
    """Keep every table that the source does not hide; if they all are kept, skip every table."""
    free = [entry for entry in entries if not entry.hidden and entry.dataset is None]
    keep = not all(entry.kept for entry in free)
    for entry in free if keep else entries:
        entry.kept = keep
