"""The line in which a path is typed, and completed as it is."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester
from textual.widgets import DirectoryTree

from curator.language import _
from screens.keyboard.keyed import Keyed
from screens.widgets.line_input import LineInput


class PathInput(Keyed, LineInput):
    """A path; Tab takes the completion that is offered, and else goes on to the tree."""

    PLACE = _("Path")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", _("Complete / tree")),
        Binding("down", "screen.other", _("Tree"), show=False),
    ]

    def action_complete(self) -> None:
        """Take the completion, or go to the tree where there is none."""
        if self._suggestion and self.cursor_at_end:
            self.action_cursor_right()
        else:
            self.screen.query_one(DirectoryTree).focus()


class PathSuggester(Suggester):
    """Completes a path by the entries of its folder, folders with a separator behind them."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where a path that is not absolute begins."""
        super().__init__(use_cache=False, case_sensitive=True)
        self.folder = folder

    async def get_suggestion(self, value: str) -> str | None:
        """Return `value` with the first entry that continues it, None if there is none."""
        return await asyncio.to_thread(completed, value, self.folder)


def written_path(text: str, folder: Path) -> Path:
    """Return the path that a person typed; one that is not absolute begins at `folder`."""
    path = Path(os.path.expanduser(text.strip()))  # noqa: PTH111 - leaves an unknown ~name alone
    return path if path.is_absolute() else folder / path


def completed(text: str, folder: Path) -> str | None:
    """Return `text` continued to the first entry of its folder that fits, None if none does.

    The case of what was typed need not be right. Hidden entries are offered once a dot is typed.
    """
    if text == "~":
        return "~/"
    head, slash, start = text.rpartition("/")
    try:
        with os.scandir(written_path(head + slash, folder) if head or slash else folder) as found:
            entries = sorted(found, key=lambda entry: entry.name.casefold())
            for entry in entries:
                name = entry.name
                if not name.casefold().startswith(start.casefold()):
                    continue
                if name.startswith(".") and not start.startswith("."):
                    continue
                if start or entry.is_dir() or len(entries) == 1:
                    rest = name[len(start) :] + ("/" if entry.is_dir() else "")
                    return text + rest if rest and name.startswith(start) else head + slash + name
    except OSError:
        return None
    return None
