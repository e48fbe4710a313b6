"""A found table as a view, so that the grid draws it before it is added."""

from __future__ import annotations

from collections.abc import Sequence

from curator.annotations import Annotation
from curator.language import _, joined
from curator.operations import spread
from curator.seams import Seam, Stretch
from curator.sources import Box, Mark, sheet_words
from curator.tables import Column
from curator.values import column_names, level_rows
from curator.views import Row, View
from extractors import Found, Together
from screens.widgets.page_layout import SheetText

ROWS_AROUND = 32
"""The rows of a sheet come in blocks of so many: the cursor's, and one on either side."""
COLUMNS_AROUND = 16


class FoundView(View):
    """What a found table would be as a dataset: header rows as names, the rows below as data.

    A row's id is its number in the table from 1, header rows counted, as the store gives it.
    Once the table's spool is closed there are no rows left to show.
    """

    def __init__(self, found: Found | Together, header_count: int | None = None) -> None:
        """Read the header rows.

        Args:
            header_count: how many of the first rows are the header; None takes the found one.
        """
        wish = found.head.header_count if header_count is None else header_count
        self.found = found
        self.header_count = min(max(wish, 0), found.row_count)
        self.dataset = found.source.name
        self.revision = 1
        self.row_count = found.row_count - self.header_count
        self.columns = self._columns()

    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        """Return up to `count` rows from position `first`; a short row is filled with blanks."""
        places = range(len(self.columns)) if columns is None else columns
        top = self.header_count + first
        return [
            Row(number, tuple(row[place] if place < len(row) else None for place in places))
            for number, row in enumerate(self._read(top, count), top + 1)
        ]

    def locate(self, row_id: int) -> int | None:
        """Return a row's position from 0, None for a header row or none at all."""
        position = row_id - 1 - self.header_count
        return position if 0 <= position < self.row_count else None

    def annotations(self, first: int, count: int) -> Sequence[Annotation]:
        """Return nothing: only what is in the store is annotated."""
        return ()

    def box(self, row: int, column: int) -> Box | None:
        """Return the box of the cell at a position, merged cells whole; None without a page."""
        number = row + self.header_count
        first, stretch = self._stretch(number)
        return stretch.box_of(number - first, column)

    def page(self, row: int) -> int | None:
        """Return the page of the row at a position, None without pages."""
        return self.found.page_of(row + self.header_count)

    def region(self, row: int) -> Box | None:
        """Return the table's region on the page of the row at a position."""
        return self._stretch(row + self.header_count)[1].box

    def seam(self, row: int) -> Seam | None:
        """Return how the row at a position was joined to the page before, if it is the first."""
        number = row + self.header_count
        first, stretch = self._stretch(number)
        return stretch.seam if number == first else None

    def place(self, row: int, column: int) -> str:
        """Say where the cell at a position stands in its source, such as "page 3" or "cell B12"."""
        page = self.page(row)
        if page is not None:
            box = self.box(row, column)
            if not box:
                return _("page {page}").format(page=page)
            x0, top, x1, bottom = box
            return _("page {page}, at {x0:.0f}–{x1:.0f} × {top:.0f}–{bottom:.0f} pt").format(
                page=page, x0=x0, x1=x1, top=top, bottom=bottom
            )
        own = self.found.own(row + self.header_count, column)
        head, source = own.found.head, own.found.source
        first, stretch = self._stretch(own.row, own.found)
        if stretch.sheet is None:
            return _("record {number}, field {column}").format(
                number=head.geometry.first_row + own.row,
                column=head.geometry.first_column + (own.column or 0),
            )
        words = [source.name] if own.found is not self.found else []
        if words or own.column is None:
            words.append(sheet_words(source.media_type, stretch.sheet))
        if own.column is not None:
            reference = stretch.geometry.reference(own.row - first + stretch.row0, own.column)
            words.append(_("cell {reference}").format(reference=reference))
        return joined(words)

    def flags(self, row: int, column: int) -> list[str]:
        """Return what is doubtful about the cell at a position, or about the end of its row."""
        number = row + self.header_count
        marks = [mark for mark in self._marks(number) if mark.flag is not None]
        here = [mark for mark in marks if mark.column == column]
        return list(dict.fromkeys(mark.flag or "" for mark in (here or marks)))

    def sheet(self, row: int, column: int) -> tuple[SheetText, tuple[int, int] | None]:
        """Return the part of the sheet around the cell at a position, and the cell's place in it.

        Header rows are part of it: this is the sheet as found. A cell of an added column has no
        place in it.
        """
        own = self.found.own(row + self.header_count, column)
        found, added, place = own.found, own.found.head.added, own.column or 0
        first, stretch = self._stretch(own.row, found)
        top = max((own.row - first) // ROWS_AROUND - 1, 0) * ROWS_AROUND
        left = max(place // COLUMNS_AROUND - 1, 0) * COLUMNS_AROUND
        right = min(left + 3 * COLUMNS_AROUND, found.head.column_count - added)
        lie, name = stretch.geometry, stretch.sheet
        count = min(3 * ROWS_AROUND, found.end_of_stretch(own.row) - first - top)
        part = SheetText(
            title=found.source.name if name is None else sheet_words(found.source.media_type, name),
            first_row=lie.first_row + stretch.row0 + top,
            first_column=lie.first_column + left,
            rows=[
                [
                    cells[at] if at < len(cells) else None
                    for at in range(added + left, added + right)
                ]
                for cells in self._read(first + top, count, found)
            ],
            lettered=name is not None,
        )
        at = (own.row - first - top, place - left) if own.column is not None else None
        return part, at

    def _columns(self) -> list[Column]:
        head = self.found.head
        header = list(enumerate(self._read(0, self.header_count)))
        wide = [(span.row, span.column, span.width) for span in head.spans if span.width > 1]
        own = level_rows(head.levels) if self.header_count == head.header_count else []
        names = column_names(own or spread(header, wide), head.column_count)
        return [Column(place, name, title) for place, (name, title) in enumerate(names, 1)]

    def _stretch(self, number: int, found: Found | None = None) -> tuple[int, Stretch]:
        try:
            return (found or self.found).stretch(number)
        except ValueError:  # the spool was closed: nobody looks at this view any more
            return 0, Stretch()

    def _read(
        self, first: int, count: int, found: Found | None = None
    ) -> Sequence[Sequence[str | None]]:
        try:
            return (found or self.found).window(first, count)
        except ValueError:  # closed, as above
            return ()

    def _marks(self, row: int) -> list[Mark]:
        try:
            return self.found.marks(row)
        except ValueError:  # closed, as above
            return []
