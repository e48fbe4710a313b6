"""Choosing sort keys and filters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Footer, Input, OptionList, Select, Static
from textual.widgets.option_list import Option

from curator.arrangement import KINDS, Arrangement, Filter, Kind, SortKey, condition
from curator.errors import CuratorError
from curator.language import _
from curator.values import one_line
from screens.dialog import Dialog
from screens.widgets.line_input import LineInput
from screens.widgets.scripts import isolated, pictured

_ANY = "*"


class ArrangeScreen(Dialog[Arrangement | None]):
    """Asks for an arrangement; dismissed with it, or with None where the person went back."""

    HELP = _("""
## Sort and filter

Above stands what is asked for: keys, the first of which counts most, and filters, all of which
must hold. Below, choose a column and what to do, and press Enter in the line, or F4. F2 turns a key
round, Delete takes a line away, F9 shows the rows.

A filter is `blank`, `not blank`, `is 001` (exactly), `has text` (case, accents, yeh, kaf and
joiners do not count), `starts text`, `= 5`, `!= 5`, `> 100`, `10..20` (digits of any script),
`/expression/`, `noted`, `noted doubt`, `flagged`, or `changed since 5`.
""")
    DEFAULT_CSS = """
    ArrangeScreen { align: center bottom; }
    ArrangeScreen OptionList { height: auto; max-height: 7; border: none; }
    ArrangeScreen Horizontal { height: auto; }
    ArrangeScreen Select { width: 1fr; }
    ArrangeScreen Input, ArrangeScreen Input:focus {
        border: none; border-left: thick $primary; height: 1; padding: 0 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+j", "accept", _("Show the rows"), key_display="F9"),
        Binding("f4", "add", _("Add"), key_display="F4"),
        Binding("f2", "turn", _("Turn round"), key_display="F2"),
        Binding("delete", "take_away", _("Take away")),
    ]

    def __init__(self, given: Arrangement, columns: Sequence[str], here: str) -> None:
        """Begin with what is shown; `here` is the column that is chosen first."""
        super().__init__()
        self.columns = columns
        self.here = here
        self.parts: list[SortKey | Filter] = [*given.keys, *given.filters]

    def compose(self) -> ComposeResult:
        """Lay out what is asked for, and the line that adds to it."""
        columns = [(pictured(name), name) for name in self.columns]
        with Vertical(classes="dialog"):
            yield Static(_("Sort and filter"), classes="dialog-title")
            yield OptionList(id="parts", markup=False)
            with Horizontal():
                yield Select(
                    [*columns, (_("any column"), _ANY)],
                    value=self.here,
                    allow_blank=False,
                    id="column",
                )
                yield Select(list(_ways()), value="filter", allow_blank=False, id="way")
            yield LineInput(placeholder=_("has text, = 5, > 100, 10..20, blank, noted … (F1)"))
            yield Static("", id="refusal", markup=False)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Begin in the line."""
        self._list()
        self.query_one(Input).focus()

    @on(Select.Changed, "#way")
    def ask_for_condition(self, event: Select.Changed) -> None:
        """A key needs no condition."""
        event.stop()
        self.query_one(Input).disabled = event.value != "filter"

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Enter adds what was typed; with nothing typed it goes on."""
        event.stop()
        if event.value.strip():
            self.action_add()
        else:
            self.action_accept()

    def action_add(self) -> None:
        """Add a key, or a filter if its condition means something."""
        column = str(self.query_one("#column", Select).value)
        kind, _colon, direction = str(self.query_one("#way", Select).value).partition(":")
        line, refusal = self.query_one(Input), self.query_one("#refusal", Static)
        refusal.update("")
        if kind == "filter":
            try:
                meant = condition(line.value)
            except CuratorError as error:
                refusal.update(str(error))
                return
            self.parts.append(Filter(None if column == _ANY else column, meant))
            line.value = ""
        elif column == _ANY:
            refusal.update(_("Choose one column to sort by."))
            return
        else:
            key = SortKey(column, _kind(kind), direction == "desc")
            self.parts = [part for part in self.parts if not _sorts_by(part, column)]
            self.parts.insert(sum(isinstance(part, SortKey) for part in self.parts), key)
        self._list()

    def action_turn(self) -> None:
        """Let the key under the cursor sort the other way."""
        place = self.query_one(OptionList).highlighted
        if place is not None and isinstance(part := self.parts[place], SortKey):
            self.parts[place] = SortKey(part.column, part.kind, not part.descending)
            self._list(place)

    def action_take_away(self) -> None:
        """Take the line under the cursor away."""
        place = self.query_one(OptionList).highlighted
        if place is not None:
            del self.parts[place]
            self._list(place)

    def action_accept(self) -> None:
        """Go back with the arrangement; what stands in the line counts too."""
        if self.query_one(Input).value.strip() and not self.query_one(Input).disabled:
            self.action_add()
            if self.query_one(Input).value:
                return
        keys = tuple(part for part in self.parts if isinstance(part, SortKey))
        filters = tuple(part for part in self.parts if isinstance(part, Filter))
        self.dismiss(Arrangement(keys, filters))

    def _list(self, place: int = 0) -> None:
        lines = self.query_one(OptionList)
        lines.clear_options()
        lines.add_options(
            Option(isolated(pictured(one_line(part.words(), 200)))) for part in self.parts
        )
        lines.display = bool(self.parts)
        lines.highlighted = min(place, len(self.parts) - 1) if self.parts else None


def _ways() -> Iterator[tuple[str, str]]:
    """Yield what can be done with a column, with the value that means it."""
    yield _("show only cells that …"), "filter"
    for kind, words in KINDS.items():
        yield _("▲ sort {kind}").format(kind=words), f"{kind}:asc"
        yield _("▼ sort {kind}").format(kind=words), f"{kind}:desc"


def _kind(word: str) -> Kind:
    found: Kind
    for found in get_args(Kind):
        if found == word:
            return found
    raise AssertionError(word)


def _sorts_by(part: SortKey | Filter, column: str) -> bool:
    return isinstance(part, SortKey) and part.column == column
