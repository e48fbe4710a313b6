"""The past: a dataset as of one of its revisions, in the editor's grid, to be looked at only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from curator.annotations import Annotation
from curator.history import Revision
from curator.language import _
from curator.store import Dataset, StoredView
from curator.values import one_line
from screens.desk import Desk
from screens.looking_back import LookingBack
from screens.note_marks import note_marks
from screens.note_words import moment
from screens.pane import InkPane
from screens.widgets.grid import Grid
from screens.widgets.scripts import isolated, pictured


@dataclass(frozen=True)
class _Moment:
    """What was read of one revision."""

    view: StoredView
    """As it was then, without the columns that were hidden."""
    revision: Revision
    newest: int
    names: Mapping[int, str]
    """What the columns are called today, by their ids; those that are no more are missing."""
    annotations: Sequence[Annotation]
    row: int | None
    """Where the cursor's row stood then; None if it was not there."""


class PastScreen(LookingBack):
    """Shows a dataset as of a revision; dismissed with the number of the one shown last."""

    HELP = _("""
## As of then

The dataset as it was when a revision was done. Nothing can be changed here: the title and the
double line at the left say so. The pane tells of each cell what it tells today, later changes
included.

**F5** goes to the revision before, **F6** to the one after; the cursor stays in its row.
**F3** changes how much of the ink is seen. **Escape** comes back to the history.
""")
    DEFAULT_CSS = """
    PastScreen.-wide InkPane {
        height: 1fr; width: 40%; max-width: 90; layout: vertical;
        border-top: none; border-left: solid $primary;
    }
    PastScreen.-wide InkPane.-page { width: 60%; max-width: 100%; height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5,left_square_bracket", "step(-1)", _("Revision before"), key_display="F5"),
        Binding("f6,right_square_bracket", "step(1)", _("Revision after"), key_display="F6"),
        Binding("f3", "pane", _("Ink"), key_display="F3", tooltip=_("More or less of the pane")),
    ]

    def __init__(self, desk: Desk, dataset: Dataset, revision: int) -> None:
        """`revision` is the one to begin at."""
        super().__init__(desk, dataset)
        self._wanted = revision
        self._moment: _Moment | None = None

    def pane(self) -> Widget:
        """Return the ink pane."""
        return InkPane(self.desk, self.dataset)

    def refusal(self) -> str:
        """Return in one sentence why nothing can be changed here."""
        return _("This is {dataset} as of revision {number}, read only; Escape comes back.").format(
            dataset=self.dataset.name, number=self._wanted
        )

    def on_mount(self) -> None:
        """Show the revision to begin at."""
        self.grid.focus()
        self._read()

    def read_again(self) -> None:
        """Show what somebody else has noted, and how many revisions there are now."""
        self._read()

    def _read(self) -> None:
        number, row_id = self._wanted, self.grid.current_row_id()
        self.look(lambda: self._at(number, row_id), self._show)

    def _at(self, number: int, row_id: int | None) -> _Moment:
        dataset = self.dataset
        view, today = dataset.view(number), dataset.view()
        return _Moment(
            view.in_sight(),
            dataset.revision(number),
            today.revision,
            {column.id: column.name for column in today.columns},
            dataset.annotations(),
            view.locate(row_id) if row_id is not None else None,
        )

    def _show(self, moment_: _Moment) -> None:
        self._moment = moment_
        grid, view = self.grid, moment_.view
        grid.show(self.desk.directed(self.dataset.name, view))
        names = {moment_.names.get(column.id): column.id for column in view.columns}
        grid.set_marks(note_marks(moment_.annotations, names, view.columns[0].id))
        if moment_.row is not None:
            grid.move_to(moment_.row, grid.cursor_column)
        self.query_one("#status", Static).update(self._title(moment_))
        self._tell_pane()

    def _title(self, moment_: _Moment) -> str:
        revision = moment_.revision
        parts = [
            "◷ " + isolated(pictured(one_line(self.dataset.name, 28))),
            _("as of revision {number} of {newest} · read only").format(
                number=revision.number, newest=moment_.newest
            ),
            _("{row_count:,} rows × {columns}").format(
                row_count=moment_.view.row_count, columns=len(moment_.view.columns)
            ),
            f"{revision.who}, {moment(revision.at)[:16]}",
            isolated(pictured(one_line(revision.what, 60))),
        ]
        return " · ".join(parts)

    @on(Grid.Moved)
    def follow(self, event: Grid.Moved) -> None:
        """Let the pane follow the cursor."""
        event.stop()
        self._tell_pane()

    def _tell_pane(self) -> None:
        row_id, shown, drawn = self.grid.current_row_id(), self._moment, self.grid.view
        if row_id is None or shown is None or drawn is None:
            return
        column = drawn.columns[self.grid.cursor_column]
        pane, name = self.query_one(InkPane), shown.names.get(column.id)
        if name is None:
            pane.say(_("The dataset has no column {column} any more.").format(column=column.name))
        else:
            pane.follow(row_id, name)

    def action_step(self, by: int) -> None:
        """Show the revision before or after."""
        newest = self._moment.newest if self._moment is not None else self._wanted
        if not 1 <= self._wanted + by <= newest:
            words = (
                _("Revision 1 is {dataset} as it was added; nothing was before it.")
                if by < 0
                else _("That is {dataset} as it is today; nothing comes after it.")
            )
            self.notify(words.format(dataset=self.dataset.name), markup=False)
            return
        self._wanted += by
        self._read()

    def action_pane(self) -> None:
        """Show more or less of the ink."""
        self.query_one(InkPane).cycle()

    def action_back(self) -> None:
        """Go back to the history, to the revision that is shown."""
        self.dismiss(self._wanted)
