"""The rows that a dataset has no more, to choose those that shall come back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, Static

from curator.annotations import Annotation
from curator.history import Deletion
from curator.language import _, ngettext
from curator.operations import RestoreRows
from curator.store import Dataset, StoredView
from curator.tables import Column, Value
from curator.views import Row, View
from screens.base import CuratorScreen
from screens.note_words import moment
from screens.widgets.grid import Grid

_TOLD = (_("below row"), _("deleted by"), _("when (UTC)"), _("why"))
"""What is told of a deleted row before its cells."""


class DeletedView(View):
    """Deleted rows with their cells, so that the grid draws a million as it draws a dataset."""

    def __init__(self, view: StoredView, deletions: Sequence[Deletion]) -> None:
        """`view` is the dataset today, `deletions` the rows in the order they stood in."""
        self.dataset = view.dataset
        self.revision = view.revision
        self.row_count = len(deletions)
        self.columns = [
            *(Column(-number, name, name) for number, name in enumerate(_TOLD, 1)),
            *view.columns,
        ]
        self.deletions = deletions
        self._view = view

    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        """Return up to `count` deleted rows from position `first`."""
        places = range(len(self.columns)) if columns is None else columns
        lot = self.deletions[max(first, 0) : max(first, 0) + count]
        own = [place - len(_TOLD) for place in places if place >= len(_TOLD)]
        rows = self._view.rows_of([deletion.row_id for deletion in lot], own)
        return [
            Row(row.id, _cells(deletion, row, places))
            for deletion, row in zip(lot, rows, strict=True)
        ]

    def locate(self, row_id: int) -> int | None:
        """Return a deleted row's position from 0."""
        for place, deletion in enumerate(self.deletions):
            if deletion.row_id == row_id:
                return place
        return None

    def annotations(self, first: int, count: int) -> Sequence[Annotation]:
        """Nothing is written beside the list."""
        return ()


def _cells(deletion: Deletion, row: Row, places: Sequence[int]) -> tuple[Value, ...]:
    told: tuple[Value, ...] = (
        deletion.below,
        deletion.who,
        moment(deletion.at)[:16],
        deletion.why,
    )
    own = iter(row.cells)
    return tuple(told[place] if place < len(told) else next(own) for place in places)


class Deleted(Grid):
    """The list; Enter restores."""

    PLACE = _("Deleted rows: the list")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2", "edit", _("Restore"), key_display="Enter")
    ]


class DeletedRowsScreen(CuratorScreen):
    """Lists deleted rows; dismissed with the operation that restores those selected, or None."""

    HELP = _("""
## Deleted rows

The rows that were deleted, or merged into others, in the order in which they stood, with who
deleted them and why. Shift with ↑ and ↓ selects several; **Enter** or **F9** brings the selected
ones back to their places. A line then asks why, and nothing is changed before that.
""")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "restore", _("Restore"), key_display="F9", show=False),
    ]

    def __init__(self, dataset: Dataset) -> None:
        super().__init__()
        self.dataset = dataset
        self._shown: DeletedView | None = None

    def compose(self) -> ComposeResult:
        """Lay out the status line and the list."""
        yield Static(_("Reading the history …"), id="status", classes="line", markup=False)
        yield Deleted()
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Read which rows were deleted."""
        self.query_one(Deleted).focus()
        dataset = self.dataset
        self.do(lambda: DeletedView(dataset.view().in_sight(), dataset.deletions()), self._show)

    def _show(self, view: DeletedView) -> None:
        self._shown = view
        self.query_one(Deleted).show(view)
        count = view.row_count
        words = (
            ngettext(
                "{count:,} deleted row · Enter restores it",
                "{count:,} deleted rows · Shift+↓ selects several, Enter restores them",
                count,
            ).format(count=count)
            if count
            else _("No row of {dataset} is deleted. Esc goes back.").format(dataset=view.dataset)
        )
        self.query_one("#status", Static).update(words)

    @on(Grid.EditRequested)
    def _ask(self, event: Grid.EditRequested) -> None:
        event.stop()
        self.action_restore()

    def action_restore(self) -> None:
        """Go back with the selected rows."""
        view = self._shown
        if view is None or not view.row_count:
            return
        block = self.query_one(Deleted).selection
        self.dismiss(RestoreRows(tuple(view.deletions[place].row_id for place in block.rows)))

    def action_back(self) -> None:
        """Go back and restore nothing."""
        self.dismiss(None)
