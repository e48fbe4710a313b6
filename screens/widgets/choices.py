"""A list of which several lines may be chosen; what is chosen is told by a sign, not by colour."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from curator.language import _
from screens.keyboard.keyed import Keyed
from screens.widgets.scripts import isolated


class Choices(Keyed, OptionList):
    """Lines with `[x]` or `[ ]` before them; Space or Enter changes one."""

    PLACE = _("Choices")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", _("Choose"), show=True)]

    def __init__(
        self,
        lines: Sequence[str],
        chosen: Collection[str],
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        """`lines` are distinct; `chosen` are some of them."""
        self.lines = list(lines)
        self.chosen = [line for line in lines if line in chosen]
        super().__init__(*(Option(self._drawn(line)) for line in lines), id=id, markup=False)

    @on(OptionList.OptionSelected)
    def change(self, event: OptionList.OptionSelected) -> None:
        """Choose a line, or let go of it."""
        event.stop()
        line = self.lines[event.option_index]
        kept = set(self.chosen) ^ {line}
        self.chosen = [each for each in self.lines if each in kept]
        self.replace_option_prompt_at_index(event.option_index, self._drawn(line))

    def _drawn(self, line: str) -> Text:
        return Text(f"[{'x' if line in self.chosen else ' '}] {isolated(line)}", no_wrap=True)
