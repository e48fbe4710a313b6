"""How the screens look: dark, light, high contrast, and without any colour."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

from curator.language import _

BLACK, WHITE = "#000000", "#ffffff"

THEMES: Mapping[str, Theme] = {
    "dark": Theme(
        name="curator-dark",
        primary="#5aa9e6",
        secondary="#3d6f99",
        accent="#f2b263",
        warning="#f2b263",
        error="#f07178",
        success="#7fc98f",
        foreground="#e6e6e6",
        background="#14171a",
        surface="#1b1f23",
        panel="#2a3036",
    ),
    "light": Theme(
        name="curator-light",
        primary="#1b5e9b",
        secondary="#3d6f99",
        accent="#8a4b00",
        warning="#8a4b00",
        error="#a3122a",
        success="#1f6b35",
        foreground="#1a1a1a",
        background="#f4f4f1",
        surface="#fcfcfa",
        panel="#e0e3e6",
        dark=False,
    ),
    "high-contrast": Theme(
        name="curator-high-contrast",
        primary="#00ffff",
        secondary="#00ffff",
        accent="#ffff00",
        warning="#ffff00",
        error="#ffff00",
        success="#00ff00",
        foreground=WHITE,
        background=BLACK,
        surface=BLACK,
        panel=BLACK,
        boost=BLACK,
        text_alpha=1.0,
        variables={
            "block-cursor-foreground": BLACK,
            "block-cursor-background": "#ffff00",
            "block-cursor-blurred-text-style": "underline",
            "footer-key-foreground": "#ffff00",
            "scrollbar": "#ffffff",
            "scrollbar-background": BLACK,
            "text-muted": WHITE,
            "text-disabled": WHITE,
        },
    ),
    "monochrome": Theme(
        name="curator-monochrome",
        primary=WHITE,
        secondary=WHITE,
        accent=WHITE,
        warning=WHITE,
        error=WHITE,
        success=WHITE,
        foreground=WHITE,
        background=BLACK,
        surface=BLACK,
        panel=BLACK,
        boost=BLACK,
        text_alpha=1.0,
        luminosity_spread=0.0,
        variables={
            "block-cursor-foreground": BLACK,
            "block-cursor-background": WHITE,
            "block-cursor-blurred-foreground": WHITE,
            "block-cursor-blurred-background": BLACK,
            "block-cursor-blurred-text-style": "underline",
            "block-hover-background": BLACK,
            "footer-key-foreground": WHITE,
            "input-selection-background": WHITE,
            "input-selection-foreground": BLACK,
            "scrollbar": WHITE,
            "scrollbar-background": BLACK,
            "text-muted": WHITE,
            "text-disabled": WHITE,
        },
    ),
}
"""By the name that the setting has for it."""

SPOKEN: Mapping[str, str] = {
    "dark": _("dark"),
    "light": _("light"),
    "high-contrast": _("high contrast"),
    "monochrome": _("without colours"),
}

_LIGHT = 0.5


def suited(wish: str, colours: int) -> str:
    """Return the theme to begin with: what is wished, as far as there are colours for it.

    Args:
        wish: a theme, or "auto".
        colours: how many the terminal shows.
    """
    if colours < 8:
        return "monochrome"
    if wish != "auto":
        return wish
    return "dark" if colours > 16 else "high-contrast"


class Colourless(LineFilter):
    """Leaves no colour; what is light behind its letters is drawn reversed."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return a segment for each of `segments`."""
        return [
            Segment(text, style and _colourless(style), control)
            for text, style, control in segments
        ]


@lru_cache(1024)
def _colourless(style: Style) -> Style:
    reversed_now = bool(style.reverse) != _is_light(style.bgcolor)
    return style.without_color + Style(reverse=reversed_now)


def _is_light(colour: RichColor | None) -> bool:
    if colour is None or colour.is_default:
        return False
    return Color.from_rich_color(colour).brightness > _LIGHT
