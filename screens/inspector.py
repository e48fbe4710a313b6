"""The character inspector: what a text is made of, and what cannot be seen of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, Static

from curator.language import _, ngettext
from curator.sources import Origin
from curator.tables import Column, Value
from curator.values import suspicions
from screens.base import CuratorScreen
from screens.characters_view import CharactersView
from screens.prose import Line, Prose
from screens.widgets.grid import Grid


@dataclass(frozen=True)
class Inspected:
    """The texts of a cell."""

    place: str
    """Where it stands, in words."""
    text: str
    found: str | None
    """None where it was found in no source, or in several places."""
    title: str
    """Its column's, as found."""

    @classmethod
    def of(cls, row: int, column: Column, value: Value, origins: Sequence[Origin]) -> Inspected:
        """Take a cell's texts together; `row` is its number as shown."""
        return cls(
            _("row {row}, {column}").format(row=row, column=column.name),
            "" if value is None else str(value),
            str(origins[0].text or "") if len(origins) == 1 else None,
            column.title,
        )


class InspectorScreen(CuratorScreen):
    """Shows the code points of a cell beside those that were found, or those of its title."""

    HELP = _("""
## Characters

Each code point of the cell, in the order in which it is read: how it looks, its number, its name
and its kind. Beside it stands what was **found**: = is the same. Marks that cannot be seen have
short names (ZWNJ, ZWJ, LRM, RLM, ZWSP, BOM; ␣ is a space, ⍽ one that does not break); combining
marks stand on a dotted circle ◌. F3 shows the column's title instead.
""")
    DEFAULT_CSS = """
    InspectorScreen #text { height: auto; max-height: 8; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,t", "other", _("Cell / title"), key_display="F3"),
        Binding("i", "back", _("Back"), show=False),
    ]

    def __init__(self, inspected: Inspected) -> None:
        super().__init__()
        self.inspected = inspected
        self._on_title = False

    def compose(self) -> ComposeResult:
        """Lay out the text and its code points."""
        yield Static("", id="status", classes="line", markup=False)
        yield Static("", id="text", markup=False)
        yield Grid()
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Begin with the cell."""
        self.query_one(Grid).focus()
        self._show()

    def action_other(self) -> None:
        """Show the column's title, or the cell again."""
        self._on_title = not self._on_title
        self._show()

    def _show(self) -> None:
        inspected = self.inspected
        text, found = inspected.text, inspected.found
        if self._on_title:
            text, found = inspected.title, None
        place = _("title of the column") if self._on_title else inspected.place
        count = len(text)
        size = ngettext("{count:,} code point", "{count:,} code points", count).format(count=count)
        self.query_one("#status", Static).update(f"{place} · {size}")
        lines = [Line(_("text"), [text or _("It is blank: there is nothing to inspect.")])]
        if found is not None and found != text:
            lines.append(Line(_("found"), [found]))
        lines += [Line("!", [words]) for words in suspicions(text)]
        self.query_one("#text", Static).update(Prose(lines))
        self.query_one(Grid).show(CharactersView(text, found), keep_cursor=False)
