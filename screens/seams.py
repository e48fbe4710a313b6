"""The seams of a found table: where it goes on over page breaks, why, and whether it shall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer

from curator.annotations import Annotation
from curator.language import _
from curator.seams import DOUBTS, TAKEN, Seam
from curator.tables import Column
from curator.values import one_line
from curator.views import Row, View
from screens.base import CuratorScreen
from screens.list_pane import Lines, ListPane
from screens.prose import Line
from screens.widgets.cells import measure
from screens.widgets.grid import Grid
from screens.widgets.scripts import isolated

_COLUMNS = (_("joined"), _("pages"), _("how sure"), _("what speaks for it"), _("taken out"))
WIDEST = 44
"""No column of the list is wider."""


@dataclass
class Break:
    """A page break within a table, or one before which a person let it end."""

    page: int
    """The page that begins there."""
    seam: Seam | None
    """How the table goes on; None where it was kept apart before it was read."""
    joined: bool

    def cells(self) -> tuple[str | None, ...]:
        """Return its line of the list."""
        state = "[x]" if self.joined else "[ ]"
        pages = f"{self.page - 1} → {self.page}"
        if self.seam is None:
            return (state, pages, _("kept apart by you"), None, None)
        return (
            state,
            pages,
            _("in doubt") if self.seam.doubts else _("sure"),
            self.seam.reasons(),
            str(len(self.seam.taken)),
        )


def breaks_of(seams: Sequence[Seam], apart: Sequence[int]) -> list[Break]:
    """Return the breaks at which a table goes on, and those at which none shall, by page."""
    found = [Break(seam.page, seam, joined=True) for seam in seams]
    known = {each.page for each in found}
    found += [Break(page, None, joined=False) for page in apart if page not in known]
    return sorted(found, key=lambda each: each.page)


class BreaksView(View):
    """The list as a view: a row a break."""

    def __init__(self, breaks: Sequence[Break]) -> None:
        """The list shows the breaks as they are now."""
        self.dataset = "seams"
        self.revision = 1
        self.columns = [Column(number, name, name) for number, name in enumerate(_COLUMNS, 1)]
        self.row_count = len(breaks)
        self._rows = [Row(number, each.cells()) for number, each in enumerate(breaks, 1)]

    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        """Return up to `count` breaks from position `first`."""
        places = range(len(_COLUMNS)) if columns is None else columns
        rows = self._rows[max(first, 0) : max(first, 0) + count]
        return [Row(row.id, tuple(row.cells[place] for place in places)) for row in rows]

    def locate(self, row_id: int) -> int | None:
        """Return the position of break number `row_id`."""
        return row_id - 1 if 1 <= row_id <= self.row_count else None

    def annotations(self, first: int, count: int) -> Sequence[Annotation]:
        """Nothing is written beside the list."""
        return ()

    def widths(self) -> dict[int, int]:
        """Return how wide each column is so that every line fits, within reason."""
        return {
            place: min(
                max(measure(name), *(measure(str(row.cells[place] or "")) for row in self._rows)),
                WIDEST,
            )
            for place, name in enumerate(_COLUMNS)
            if self._rows
        }


class Breaks(Lines):
    """The list; Enter undoes a seam or makes it again."""

    PLACE = _("Seams: the list")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2", "edit", _("Undo / redo seam"), key_display="Enter", show=False)
    ]


class SeamsScreen(CuratorScreen):
    """Lists page breaks; dismissed with the pages before which no table shall go on."""

    PLACE = _("Seams of a table")
    HELP = _("""
## Seams

A table that goes on over page breaks was read as one. Each line is such a break: what speaks for
it, how sure it is, and how many rows were taken out there because they repeat the header or carry
a total over. Those rows, and all the evidence, stand beside the list.

**Space** or **Enter** undoes a seam, and makes it again; **F6** does so with all. **F7** reads the
file anew that way; **Escape** goes back and leaves all as it was.
""")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "read_anew", _("Read so"), key_display="F7"),
        Binding("space", "part", _("Undo / redo seam"), key_display="Space"),
        Binding("f6,a", "part_all", _("All"), key_display="F6"),
    ]

    def __init__(self, breaks: Sequence[Break], at: int | None = None) -> None:
        """List breaks, with the cursor on the one before page `at` or the nearest before it."""
        super().__init__()
        self.breaks = list(breaks)
        self._before = self.apart()
        self._at = at

    def compose(self) -> ComposeResult:
        """Lay out the list and what is told of a break."""
        yield ListPane(_("Reading the seams …"), Breaks())
        yield Footer()

    def on_mount(self) -> None:
        """Show the list."""
        lines = self.query_one(Breaks)
        self._list()
        lines.focus()
        if self._at is not None:
            fitting = [place for place, each in enumerate(self.breaks) if each.page <= self._at]
            lines.move_to(fitting[-1] if fitting else 0, 0)

    def apart(self) -> tuple[int, ...]:
        """Return the pages before which no table shall go on."""
        return tuple(each.page for each in self.breaks if not each.joined)

    def _list(self) -> None:
        view = BreaksView(self.breaks)
        lines = self.query_one(Breaks)
        lines.show(view, keep_cursor=True)
        lines.set_widths(view.widths())

    @on(Grid.Moved)
    def _tell(self, event: Grid.Moved) -> None:
        """Tell of the break under the cursor."""
        event.stop()
        if event.row < len(self.breaks):
            self.query_one(ListPane).tell(told(self.breaks[event.row]))

    @on(Grid.EditRequested)
    def _part(self, event: Grid.EditRequested) -> None:
        event.stop()
        self.action_part()

    def action_part(self) -> None:
        """Undo the seam under the cursor, or make it again."""
        place = self.query_one(Breaks).cursor_row
        if place < len(self.breaks):
            self.breaks[place].joined = not self.breaks[place].joined
            self._list()

    def action_part_all(self) -> None:
        """Undo every seam; if none is left, make them all again."""
        join = not any(each.joined for each in self.breaks)
        for each in self.breaks:
            each.joined = join
        self._list()

    def action_read_anew(self) -> None:
        """Go back, and have the file read as the list says."""
        apart = self.apart()
        self.dismiss(apart if apart != self._before else None)

    def action_back(self) -> None:
        """Go back and leave all as it was."""
        self.dismiss(None)


def told(each: Break) -> list[Line]:
    """Say all that is known of a break."""
    pages = _("Between pages {before} and {page}").format(before=each.page - 1, page=each.page)
    if each.seam is None:
        words = _(
            "No table goes on here, since you said so. Space lets it, if anything speaks for it."
        )
        return [Line(pages, [words])]
    seam = each.seam
    lines = [Line(pages, [_("joined") if each.joined else _("undone: F7 reads the file so")])]
    lines.append(Line(_("for it"), [seam.reasons()]))
    if seam.doubts:
        against = "; ".join(DOUBTS.get(name, name) for name in seam.doubts)
        lines.append(Line(_("against it"), [against]))
    if not seam.taken:
        lines.append(Line(_("taken out"), [_("nothing")]))
    for row in seam.taken:
        words = _("page {page}, {why}: {cells}").format(
            page=row.page,
            why=TAKEN.get(row.why, row.why),
            cells=" | ".join(isolated(one_line(cell or "", 24)) for cell in row.cells),
        )
        lines.append(Line(_("taken out"), [words]))
    if seam.rejoined:
        lines.append(Line(_("made whole"), [_("a row that the break had cut in two")]))
    return lines
