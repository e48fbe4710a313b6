"""The filters over a list of notes or steps: text, kind, person, state, column and days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.message import Message
from textual.widgets import Input, Select, Static

from curator.filters import FILTER_STATES, Filter, day_named
from curator.language import _
from curator.values import one_line
from screens.kinds import KINDS
from screens.widgets.line_input import LineInput
from screens.widgets.scripts import pictured

_ANYTHING = {
    "kind": _("any kind"),
    "person": _("anybody"),
    "state": _("any state"),
    "column": _("any column"),
}
"""What one chooses from → what stands there while one does not."""
_DAYS = {"since": _("since 2026-11-24"), "until": _("until 2026-11")}
_WORDS = {**KINDS, "unsettled": _("unsettled")}


class FilterLine(Container):
    """Filters that must all fit, on one line, or on two where the screen is narrow."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    FilterLine { height: 2; layout: vertical; background: $panel; padding: 0 1; }
    FilterLine Horizontal { height: 1; width: 1fr; }
    FilterLine Select { width: 1fr; height: 1; }
    FilterLine #text { width: 2fr; }
    FilterLine #since { width: 18; }
    FilterLine #until { width: 15; }
    FilterLine #only { display: none; width: auto; max-width: 24; padding: 0 1; text-wrap: nowrap; }
    FilterLine #count { width: auto; min-width: 8; padding-left: 1; text-align: right; }
    .-wide FilterLine { height: 1; layout: horizontal; }
    """

    @dataclass
    class Changed(Message):
        """Another filter is wanted."""

        wanted: Filter

    class Left(Message):
        """Enter was pressed in a field: the list is next."""

    def compose(self) -> ComposeResult:
        """Lay out the fields, in the order in which Tab goes through them."""
        with Horizontal():
            yield LineInput(
                placeholder=_("text: what was said or done, and why"), id="text", compact=True
            )
            yield Select[str]([], prompt=_ANYTHING["kind"], id="kind", compact=True)
            yield Select[str]([], prompt=_ANYTHING["person"], id="person", compact=True)
        with Horizontal():
            yield Select[str]([], prompt=_ANYTHING["state"], id="state", compact=True)
            yield Select[str]([], prompt=_ANYTHING["column"], id="column", compact=True)
            for name, words in _DAYS.items():
                yield LineInput(
                    placeholder=words, id=name, restrict=r"[\d-]*", max_length=10, compact=True
                )
            yield Static("", id="only", markup=False)
            yield Static("", id="count", markup=False)

    def offer(self, kinds: Iterable[str], people: Iterable[str], columns: Iterable[str]) -> None:
        """Offer what there is to filter by; what was chosen stays, if it is still there."""
        choices = {"kind": kinds, "person": people, "state": FILTER_STATES, "column": columns}
        for name, offered in choices.items():
            self._offer(name, dict.fromkeys(offered))

    def _offer(self, name: str, choices: Mapping[str, None]) -> None:
        select = self.query_one(f"#{name}", Select)
        chosen = select.value
        spoken = _WORDS if name in ("kind", "state") else {}
        with select.prevent(Select.Changed):
            select.set_options(
                (Text(pictured(one_line(spoken.get(choice, choice), 40))), choice)
                for choice in choices
            )
            if chosen in choices:
                select.value = chosen

    @property
    def wanted(self) -> Filter:
        """What is wanted now; a day that is not written to its end filters nothing yet."""
        kind, person, state, column = map(self._chosen, _ANYTHING)
        since, until = (day_named(self._typed(name)) for name in _DAYS)
        return Filter(person, kind, state, column, since, until, self._typed("text") or None)

    def tell(self, shown: int, total: int, only: str | None = None) -> None:
        """Say how many lines fit, and `only` on what they are, if not on everything."""
        self.query_one("#count", Static).update(
            _("{row_count:,} of {total:,}").format(row_count=shown, total=total)
        )
        chip = self.query_one("#only", Static)
        chip.display = only is not None
        chip.update(pictured(only) if only is not None else "")

    def clear(self) -> None:
        """Let everything fit again."""
        with self.prevent(Input.Changed, Select.Changed):
            for field in self.query(Input):
                field.value = ""
                field.remove_class("-invalid")
            for select in self.query(Select):
                select.clear()
        self.post_message(self.Changed(self.wanted))

    def go_in(self) -> None:
        """Put the cursor into the first field."""
        self.query_one("#text", Input).focus()

    @on(Input.Changed)
    @on(Select.Changed)
    def _change(self, event: Input.Changed | Select.Changed) -> None:
        event.stop()
        for name in _DAYS:
            day = self._typed(name)
            self.query_one(f"#{name}").set_class(bool(day) and day_named(day) is None, "-invalid")
        self.post_message(self.Changed(self.wanted))

    @on(Input.Submitted)
    def _leave(self, event: Input.Submitted) -> None:
        """Go to the list, unless a day is not written to its end."""
        event.stop()
        if event.input.id in _DAYS and event.value and day_named(event.value) is None:
            self.notify(
                _("{text!r} is no day; write 2026-11-24, 2026-11 or 2026.").format(
                    text=event.value
                ),
                severity="warning",
                markup=False,
            )
            return
        self.post_message(self.Left())

    def _chosen(self, name: str) -> str | None:
        value = self.query_one(f"#{name}", Select).value
        return value if isinstance(value, str) else None

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value
