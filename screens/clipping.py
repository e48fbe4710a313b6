"""Copying out of the grid and pasting into it, as spreadsheets do."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from curator.errors import CuratorError, OperationError
from curator.language import _, ngettext
from curator.operations import Operation, PasteBlock, SetCells
from curator.tables import Column, Value
from curator.values import Block, block_text, read_block, typed
from curator.views import View
from screens.clipboard import reaches_terminal
from screens.confirm import ConfirmScreen
from screens.grid_screen import GridScreen
from screens.prose import cells_words, rows_words
from screens.widgets.grid import Grid, Selection

MOST = 200_000
"""Cells that are copied or pasted at once; more is an export's work, or an operation's."""


class Clipping(GridScreen):
    """Copies the selection as text, and pastes blocks of cells as one revision."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,y", "copy(False)", _("Copy"), show=False),
        Binding(
            "Y,f24,shift+f12",
            "copy(True)",
            _("Copy with the columns' names"),
            show=False,
            key_display="Y Shift+F12",
        ),
        Binding("ctrl+v,p", "paste", _("Paste"), show=False),
    ]

    def action_copy(self, named: bool) -> None:
        """Copy the selection; `named` puts the columns' names above it."""
        view, chosen = self.straight, self.chosen
        if view is None or not view.row_count:
            return
        cells = len(chosen.rows) * len(chosen.columns)
        if cells > MOST:
            self.tell(
                _("{cells} are too many to copy; {most:,} at most. F12 exports them.").format(
                    cells=cells_words(cells), most=MOST
                )
            )
            return
        self.do(lambda: copied(view, chosen, named), partial(self._copied, cells))

    def _copied(self, cells: int, text: str) -> None:
        self.app.copy_to_clipboard(text)
        words = [_("{cells} copied.").format(cells=cells_words(cells))]
        if not reaches_terminal(text):
            words.append(
                _("That is more than terminals take: paste it within curator, with Ctrl+V.")
            )
        elif "TMUX" in os.environ:
            words.append(_("tmux hands it on if its option set-clipboard is on."))
        self.tell(" ".join(words))

    def action_paste(self) -> None:
        """Paste what was copied within curator."""
        if self.app.clipboard:
            self.paste(self.app.clipboard)
        else:
            self.tell(
                _(
                    "Nothing was copied here yet. What other programs copied comes by the"
                    " terminal's own paste, often Ctrl+Shift+V."
                )
            )

    @on(Grid.Pasted)
    def pasted(self, event: Grid.Pasted) -> None:
        """Paste what the terminal hands over."""
        event.stop()
        self.paste(event.text)

    def paste(self, text: str) -> None:
        """Put a block of cells where the selection begins, or a single value into all of it."""
        view, chosen, block = self.straight, self.chosen, read_block(text)
        if view is None:
            return
        if len(block) == len(block[0]) == 1:
            if len(chosen.rows) * len(chosen.columns) == 1:
                self.grid.edit_with(block[0][0] or "")
                return
            if len(chosen.rows) * len(chosen.columns) <= MOST:
                block = (block[0] * len(chosen.columns),) * len(chosen.rows)
        try:
            columns = self._place(view, chosen, block)
        except OperationError as error:
            self.tell_error(error)
            return
        first = chosen.rows.start if view.row_count else 0
        beyond = first + len(block) - view.row_count
        if beyond <= 0:
            self._paste(view, first, columns, block)
            return
        self.app.push_screen(
            ConfirmScreen(
                _("Add {rows}?").format(rows=rows_words(beyond)),
                _(
                    "The block is {rows} high and reaches beyond the last row. Enter adds rows"
                    " for it; Escape changes nothing."
                ).format(rows=rows_words(len(block))),
            ),
            lambda answer: self._paste(view, first, columns, block) if answer else None,
        )

    def _place(self, view: View, chosen: Selection, block: Block) -> Sequence[Column]:
        """Return the columns that a block comes into.

        Raises:
            OperationError: it is wider than what is there, or too large.
        """
        cells, width = len(block) * len(block[0]), len(block[0])
        many = max(cells, len(chosen.rows) * len(chosen.columns) if cells == 1 else 0)
        if many > MOST:
            raise OperationError(
                _("{cells} are too many to paste; {most:,} at most.").format(
                    cells=cells_words(many), most=MOST
                )
            )
        columns = view.columns[chosen.columns.start : chosen.columns.start + width]
        if len(columns) < width:
            first = view.columns[chosen.columns.start].name
            raise OperationError(
                ngettext(
                    "The block is {width} columns wide, but from {first} on there is {count}."
                    " Begin at an earlier column, or add columns with F9.",
                    "The block is {width} columns wide, but from {first} on there are {count}."
                    " Begin at an earlier column, or add columns with F9.",
                    len(columns),
                ).format(width=width, first=first, count=len(columns))
            )
        return columns

    def _paste(self, view: View, first: int, columns: Sequence[Column], block: Block) -> None:
        self.grid.hold()
        self.do(
            lambda: pasting(view, first, columns, block),
            self.rehearse,
            self._not_pasted,
        )

    def _not_pasted(self, error: CuratorError) -> None:
        self.grid.release()
        self.tell_error(error)


def copied(view: View, chosen: Selection, named: bool) -> str:
    """Return the selected cells as text: as they are stored, never as they are shown."""
    rows: list[Sequence[Value]] = []
    if named:
        rows.append([view.columns[place].name for place in chosen.columns])
    window = view.window(chosen.rows.start, len(chosen.rows), chosen.columns)
    rows += [row.cells for row in window]
    return block_text(rows)


def pasting(view: View, first: int, columns: Sequence[Column], block: Block) -> Operation:
    """Return the operation that puts a block into a view from row position `first` on."""
    names = tuple(column.name for column in columns)
    values = tuple(
        tuple(typed(value, column.type) for value, column in zip(row, columns, strict=True))
        for row in block
    )
    rows = tuple(row.id for row in view.window(first, len(block), ()))
    if len(rows) < len(values):
        return PasteBlock(rows, names, values)
    return SetCells(rows, names, values)
