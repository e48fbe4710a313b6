"""The editor: one dataset's grid, its status line, and what hangs on the cell under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Footer, Static

from curator.annotations import Annotation
from curator.history import Standing
from curator.language import _, ngettext
from curator.store import ArrangedView, Dataset, StoredView
from curator.values import one_line
from screens.annotate import cell_targets
from screens.arranged_line import ArrangedLine, header_marks
from screens.changing import Changing
from screens.clipping import Clipping
from screens.desk import Desk
from screens.editing_grid import EditingGrid
from screens.export import ExportScreen
from screens.finding import Finding
from screens.keyboard.keyed import NO_KEY
from screens.note_marks import note_marks, open_note
from screens.noting import Noting
from screens.operations import OFFERED
from screens.pane import InkPane
from screens.state import standing_words
from screens.totalling import Totalling
from screens.visit import Jump
from screens.visiting import Visiting
from screens.widgets.grid import Grid, Marks
from screens.widgets.typing_input import TypingInput

ASKING = ("clear", "fill_down", "delete_rows", "insert_row", "hide_columns")
"""Actions after which a line asks why."""

TYPING = ("help", "back", "pane", "copy_text")
"""Actions that are wanted while one types too."""


class EditorScreen(Changing, Visiting, Finding, Clipping, Totalling):
    """Correct and annotate a dataset beside the page that it came from."""

    HELP = _("""
## The editor

**Enter** edits the cell under the cursor; after Enter a line asks **why**, and Enter again keeps
the change as a revision of the history. There **↑** brings an earlier reason back, and Escape goes
back and loses nothing.

Below (or at the right) stands the cell's **ink**: where it was found, the text as found, the page
around it, who changed it, and what was written beside it. F3 changes how much of it is seen,
the page as it is printed among it; **o** (or Shift+F3) opens the source at the cell, and from there
goes back to the row of another.

Every change is kept at once and can be taken back: **Ctrl+Z**, or any revision in the history.
Signs at a cell's edge: `?` an open doubt or question, `!` harm, `§` a source, `=` a decision,
`~` doubtful as it was read, `•` changed since it was added, `…` longer than its column.
∅ is a blank cell.

Shift and the arrows select a block, **s** whole rows, **S** whole columns; the line above tells
what their numbers come to. **y** copies, and what a spreadsheet copied can be pasted.

**[** and **]** sort by the cursor's column, **,** shows only the rows with this cell's value, and
F11 sorts and filters by more. Rows keep their numbers; Escape shows all of them again.

**m** puts the first column at the right, and again at the left. **i** shows what a cell is made of,
code point by code point.
""")
    DEFAULT_CSS = """
    EditorScreen #desk { height: 1fr; layout: vertical; }
    EditorScreen.-wide #desk { layout: horizontal; }
    EditorScreen.-wide InkPane {
        height: 1fr; width: 40%; max-width: 90; layout: vertical;
        border-top: none; border-left: solid $primary;
    }
    EditorScreen.-wide InkPane.-page { width: 60%; max-width: 100%; height: 1fr; }
    """
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (120, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2,e", "edit", _("Edit"), key_display="Enter"),
        Binding("f4,a", "annotate", _("Note"), key_display="F4"),
        Binding("f6,A", "threads", _("Notes"), key_display="F6"),
        Binding("ctrl+z,u", "undo", _("Undo"), show=False),
        Binding("ctrl+y,R", "redo", _("Redo"), show=False),
        Binding("f9,t", "operations", _("Change"), key_display="F9"),
        Binding("shift+f3,o", "source", _("To the source"), show=False),
        Binding("f3", "pane", _("More or less ink"), show=False),
        Binding("f7,H", "history", _("History"), key_display="F7"),
        Binding("f12,x", "export", _("Export"), key_display="F12"),
        Binding("delete", "clear", _("Make blank"), show=False),
        Binding("ctrl+d,f", "fill_down", _("Fill the column down"), show=False),
        Binding("ctrl+delete,D", "delete_rows", _("Delete rows"), show=False),
        Binding("insert,I", "insert_row", _("Insert a row below"), show=False),
        Binding("minus", "hide_columns", _("Hide columns"), show=False),
        *(
            Binding(f"{NO_KEY}{each.name}", f"operate('{each.name}')", each.title, show=False)
            for each in OFFERED
        ),
    ]

    def __init__(self, desk: Desk, dataset: Dataset, jump: Jump | None = None) -> None:
        """`jump` is where the cursor stands at first; None is the top."""
        super().__init__(desk, dataset)
        self._jump = jump
        self._notes: Marks = {}
        self._standing = Standing()

    def compose(self) -> ComposeResult:
        """Lay out the status line, the grid and the pane."""
        yield Static("", id="status", classes="line", markup=False)
        yield ArrangedLine()
        with Container(id="desk"):
            yield EditingGrid(ASKING, self.desk.reasons)
            yield InkPane(self.desk, self.dataset)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Show the dataset as it stands."""
        self.query_one(Grid).focus()
        self.query_one(EditingGrid).refusal = self.desk.store.refusal
        self.read()
        self.ask_once()

    def read_again(self) -> None:
        """Show what somebody else has changed."""
        self.read()

    def read(self, notice: str | None = None) -> None:
        """Read the dataset as it stands, and show it as it is arranged."""
        self.do(
            lambda: (
                self.followed(self.dataset.view()),
                self.dataset.annotations(),
                self.dataset.standing(),
            ),
            lambda read: self._show(*read, notice),
        )

    def _show(
        self,
        view: StoredView | ArrangedView,
        annotations: Sequence[Annotation],
        standing: Standing,
        notice: str | None,
    ) -> None:
        if self.overtaken(view):
            self.read(notice)
            return
        self._annotations = annotations
        opening = self._view is None
        self._standing = standing
        drawn = view.in_sight().columns
        columns: dict[str | None, int] = {column.name: column.id for column in drawn}
        self._notes = note_marks(annotations, columns, drawn[0].id)
        self.redraw(view)
        if opening:
            self.query_one(Grid).action_first_column()
        if notice:
            self.notify(notice, markup=False)
        self.follow_jump()

    def redraw(self, view: StoredView | ArrangedView) -> None:
        """Draw `view`, and let the pane follow."""
        drawn = self.take_up(view)
        self.query_one(EditingGrid).show(drawn)
        arrows = header_marks(view.in_sight()) if isinstance(view, ArrangedView) else {}
        self.query_one(Grid).set_marks({**self._notes, **arrows})
        self.tell_status()
        self._tell_pane()

    def tell_status(self) -> None:
        """Write the status line."""
        view = self.whole
        if view is None:
            return
        open_ones = sum(note.is_open for note in self._annotations)
        open_notes = ngettext("{count} open note", "{count} open notes", open_ones)
        parts = [
            one_line(self.dataset.name, 28),
            _("{row_count:,} rows × {columns}").format(
                row_count=view.row_count, columns=len(view.columns)
            ),
            self._hidden_words(),
            _("revision {revision}").format(revision=view.revision),
            standing_words(self._standing),
            self.desk.who if self.desk.store.refusal is None else _("READ ONLY"),
            open_notes.format(count=open_ones) if open_ones else "",
            self._working or "",
        ]
        if self.selection_words:
            parts[1:-1] = [self.selection_words]
        if not view.row_count:
            parts[:0] = [_("no rows: Ctrl+Z brings deleted ones back, F9 sets header rows")]
        self.query_one("#status", Static).update(" · ".join(filter(None, parts)))

    def _hidden_words(self) -> str:
        hidden = sum(column.hidden for column in self.whole.columns) if self.whole else 0
        return (
            ngettext("{count} hidden", "{count} hidden", hidden).format(count=hidden)
            if hidden
            else ""
        )

    @on(Grid.Moved)
    def follow(self, event: Grid.Moved) -> None:
        """Let the pane follow the cursor."""
        event.stop()
        self._tell_pane()

    def _tell_pane(self) -> None:
        place = self.cell_here()
        if place is not None:
            self.query_one(InkPane).follow(*place)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a value or a reason is typed, offer nothing that would leave it behind."""
        line = self.focused
        return action in TYPING or not isinstance(line, TypingInput) or line.is_given

    def action_edit(self) -> None:
        """Open the cell for editing."""
        self.query_one(Grid).action_edit()

    def action_annotate(self) -> None:
        """Write a note beside the cell, or answer or settle the one that is open there."""
        if self.query_one(EditingGrid).refuses():
            return
        grid = self.query_one(Grid)
        place = self.cell_here()
        if place is not None and self._view is not None:
            number = self._view.number(grid.cursor_row, place[0]) or 0
            targets = cell_targets(self.dataset, number, *place)
            row_id, column = place
            among = (column,) if grid.cursor_column else (column, None)
            note = open_note(self._annotations, row_id, among)
            Noting(self, self.desk, self.read).write_or_answer(targets, self.dataset, note)

    def action_pane(self) -> None:
        """Show the ink pane, the page in it, or neither."""
        self.query_one(InkPane).cycle()

    def action_export(self) -> None:
        """Write the dataset to a folder or a stick."""
        self.app.push_screen(ExportScreen(self.desk, self.dataset))

    def action_back(self) -> None:
        """Stop what runs; else show all rows; else go back to the library."""
        if self._working is not None:
            self.cancel_work()
        elif not self.leave_arrangement():
            self.dismiss()
