"""The page with frames and rulers over it, and the keys that move them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.language import _
from curator.sources import PageText
from screens.keyboard.keyed import Keyed
from screens.widgets.page import PageView
from screens.widgets.page_layout import PageLayout
from screens.widgets.ruled_layout import Frame, ruled_layout

COARSE, FINE = 5.0, 1.0
"""Points that a key moves a ruler."""


class RuledPage(Keyed, PageView):
    """Draws a page with what is drawn on it by hand; the screen does what the keys ask."""

    PLACE = _("A page with rulers")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.choose(1)", _("Next ruler"), key_display="Tab"),
        Binding("shift+tab", "screen.choose(-1)", _("Ruler before"), show=False),
        Binding("left", f"screen.move({-COARSE}, 0.0)", _("Move left"), show=False),
        Binding("right", f"screen.move({COARSE}, 0.0)", _("Move right"), show=False),
        Binding("up", f"screen.move(0.0, {-COARSE})", _("Move up"), show=False),
        Binding("down", f"screen.move(0.0, {COARSE})", _("Move down"), show=False),
        Binding("shift+left", f"screen.move({-FINE}, 0.0)", _("A point left"), show=False),
        Binding("shift+right", f"screen.move({FINE}, 0.0)", _("A point right"), show=False),
        Binding("shift+up", f"screen.move(0.0, {-FINE})", _("A point up"), show=False),
        Binding("shift+down", f"screen.move(0.0, {FINE})", _("A point down"), show=False),
    ]

    _laid: PageLayout | None = None

    def show_frames(self, page: PageText, frames: Sequence[Frame]) -> None:
        """Draw the whole page with frames over it, the chosen ruler in sight."""
        if self._laid is None or self._laid.page is not page:
            self._laid = PageLayout(page, None)
        first = self.scroll_offset.y
        seen = range(first, first + max(self.scrollable_content_region.height - 1, 0))
        self.draw(ruled_layout(self._laid, frames, seen))
