"""What lies beneath a dialog is drawn as it was: once in order, with its cursor controls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from rich.console import ConsoleRenderable, RenderableType
from rich.style import Style as RichStyle
from textual.filter import LineFilter
from textual.geometry import Region
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.strip import Strip

from screens.widgets.anchored import anchored
from screens.widgets.reading_order import ReadingOrder
from screens.widgets.rows import Anchored

if TYPE_CHECKING:
    _Screen = ModalScreen[Any]
else:
    _Screen = object


class Overlay(_Screen):
    """A screen that shows another one behind it, whose lines have passed all filters already."""

    auto_links = reactive(False)
    """Looking for links makes text of the controls in what lies beneath."""

    _kept: dict[LineFilter, Anchored]

    def post_render(self, renderable: RenderableType, base_style: RichStyle) -> ConsoleRenderable:
        """Leave what lies beneath in its styles; to lay one over it makes text of the controls."""
        return cast(ConsoleRenderable, renderable)

    def render_line(self, y: int) -> Strip:
        """Draw a line of what lies beneath, so that it can be cut."""
        return anchored([super().render_line(y)], 0)[0]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines of what lies beneath."""
        return anchored(super().render_lines(crop), crop.x)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the application's filters, but for the one that must not act twice."""
        kept = self.__dict__.setdefault("_kept", {})
        return [
            kept.setdefault(each, Anchored(each))
            for each in super().get_line_filters()
            if not isinstance(each, ReadingOrder)
        ]
