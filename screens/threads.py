"""The annotations of a dataset: read the threads, answer, settle, or go there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Footer, Static

from curator.annotations import SPOKEN, Annotation, Event
from curator.language import _
from curator.store import Dataset, StoredView
from curator.values import one_line
from screens.ask import AskScreen
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.prose import Line, Prose
from screens.visit import Jump, Visit


class ThreadsScreen(CuratorScreen):
    """Lists annotations, open ones first; dismissed with a Visit."""

    HELP = _("""
## Notes

Doubts, questions, sources, decisions and harms that people wrote beside this dataset, open ones
first. Enter goes to the place; F4 answers; F9 settles one, and opens a settled one again.
""")
    DEFAULT_CSS = """
    ThreadsScreen DataTable { height: 1fr; }
    ThreadsScreen #thread { height: auto; max-height: 10; border-top: solid $primary; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "jump", _("Go there"), key_display="Enter"),
        Binding("f4,a", "answer", _("Answer"), key_display="F4"),
        Binding("f9,r", "settle", _("Settle / open again"), key_display="F9"),
        Binding("ctrl+z,u", "undo", _("Undo")),
    ]

    def __init__(self, desk: Desk, dataset: Dataset) -> None:
        super().__init__()
        self.desk = desk
        self.dataset = dataset
        self._found: dict[int, Annotation] = {}
        self._changed = False

    def compose(self) -> ComposeResult:
        """Lay out the list and the thread under its cursor."""
        yield Static(
            _("{dataset} · notes").format(dataset=self.dataset.name), classes="line", markup=False
        )
        yield Static(
            _("Nobody has written anything here yet. In the grid, F4 writes beside a cell."),
            classes="empty",
        )
        yield DataTable[Text](cursor_type="row")
        yield Static("", id="thread", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Read the annotations."""
        self.query_one(DataTable).add_columns(
            _("no."), _("kind"), _("state"), _("place"), _("by"), _("text")
        )
        self.query_one(DataTable).focus()
        self._read()

    def _read(self) -> None:
        self.do(lambda: (self.dataset.annotations(), self.dataset.view()), self._show)

    def _show(self, read: tuple[Sequence[Annotation], StoredView]) -> None:
        annotations, view = read
        ordered = sorted(annotations, key=lambda note: (not note.is_open, note.number))
        self._found = {note.number: note for note in ordered}
        table = self.query_one(DataTable)
        row = table.cursor_row
        table.clear()
        for note in ordered:
            cells = (
                note.number,
                SPOKEN[note.kind],
                SPOKEN[note.state],
                _place(note, view),
                note.events[0].who,
            )
            text = Text(note.text, no_wrap=True)
            table.add_row(*(Text(str(cell)) for cell in cells), text, key=str(note.number))
        table.move_cursor(row=min(row, max(len(ordered) - 1, 0)))
        table.display = bool(ordered)
        self.query_one(".empty").display = not ordered
        self._tell_thread()

    @on(DataTable.RowHighlighted)
    def follow(self, event: DataTable.RowHighlighted) -> None:
        """Show the thread under the cursor."""
        event.stop()
        self._tell_thread()

    @on(DataTable.RowSelected)
    def select(self, event: DataTable.RowSelected) -> None:
        """Go to the place."""
        event.stop()
        self.action_jump()

    def _tell_thread(self) -> None:
        note = self._chosen()
        lines = [] if note is None else [thread_line(event) for event in note.standing]
        self.query_one("#thread", Static).update(Prose([Line("", [line]) for line in lines]))

    def _chosen(self) -> Annotation | None:
        table = self.query_one(DataTable)
        if not table.row_count:
            return None
        key = table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value
        return self._found.get(int(str(key)))

    def action_jump(self) -> None:
        """Go back to the grid, to where the annotation hangs."""
        note = self._chosen()
        if note is None:
            return
        row_id = note.place.row_id
        if row_id is None:
            self.notify(
                _("It hangs on {place}.").format(place=note.place.words(None)), markup=False
            )
            return
        self.dismiss(Visit(self._changed, Jump(row_id, note.place.column)))

    def action_answer(self) -> None:
        """Write an answer."""
        note = self._chosen()
        if note is not None:
            self.app.push_screen(
                AskScreen(_("Answer to annotation {number}").format(number=note.number), note.text),
                lambda text: self._tell(note, "answered", text),
            )

    def action_settle(self) -> None:
        """Mark as settled, or open again what was settled."""
        note = self._chosen()
        if note is None:
            return
        event = "reopened" if note.state == "resolved" else "resolved"
        words = _("How was it settled?") if event == "resolved" else _("Why is it open again?")
        self.app.push_screen(
            AskScreen(
                words, _("{text}\nEnter goes on, with or without words.").format(text=note.text)
            ),
            lambda text: self._tell(note, event, text),
        )

    def _tell(self, note: Annotation, event: str, text: str | None) -> None:
        if text is None:
            return
        self._changed = True
        self.do(
            lambda: self.dataset.answer(note.number, event, text or None, self.desk.who),
            lambda _: self._read(),
        )

    def action_undo(self) -> None:
        """Take back the newest step of the dataset."""
        self._changed = True
        self.do(lambda: self.dataset.undo(self.desk.who), lambda taken: self._undone(taken.what))

    def _undone(self, what: str) -> None:
        self.notify(f"{what[0].upper()}{what[1:]}.", markup=False)
        self._read()

    def action_back(self) -> None:
        """Go back to the grid."""
        self.dismiss(Visit(self._changed, None))


def thread_line(event: Event) -> str:
    """Return one event of a thread as a line."""
    said = f"{event.at[:10]} {event.who} {SPOKEN[event.event]}"
    return f"{said}: {one_line(event.text, 600)}" if event.text else said


def _place(note: Annotation, view: StoredView) -> str:
    if note.place.row_id is None:
        return note.place.words(None)
    position = view.locate(note.place.row_id)
    return note.place.words(None if position is None else position + 1)
