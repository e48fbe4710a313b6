"""Words about data, for panes: wrapped in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import Formatter

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.text import Text

from curator.language import ngettext
from screens.widgets.scripts import has_rtl, isolated, pictured

_NARROWEST = 12


@dataclass(frozen=True)
class Line:
    """A labelled line; each part keeps its own direction, whatever stands beside it."""

    label: str
    parts: Sequence[str]


def parted(template: str, **fields: str) -> list[str]:
    """Return a template's words and its fields as parts of a line."""
    parts: list[str] = []
    for words, field, _spec, _conversion in Formatter().parse(template):
        parts += [part for part in (words, fields[field] if field else "") if part]
    return parts


def cells_words(count: int) -> str:
    """Return a number of cells in words."""
    return ngettext("{count:,} cell", "{count:,} cells", count).format(count=count)


def rows_words(count: int) -> str:
    """Return a number of rows in words."""
    return ngettext("{count:,} row", "{count:,} rows", count).format(count=count)


class Prose:
    """Lines that a Static shows; nothing in them is markup."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines

    @property
    def plain(self) -> str:
        """The words in logical order, unwrapped."""
        return "\n".join(" ".join(filter(None, (line.label, *line.parts))) for line in self.lines)

    def height(self, console: Console, width: int) -> int:
        """Return how many lines it takes at a width."""
        return sum(1 for _ in self._texts(console, width))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Draw the lines at the width there is."""
        yield from self._texts(console, options.max_width)

    def _texts(self, console: Console, width: int) -> Iterator[Text]:
        for line in self.lines:
            label = f"{line.label}  " if line.label else ""
            for text in self._wrapped(console, line.parts, width - len(label)):
                yield Text.assemble((label, "bold"), text, no_wrap=True, overflow="ellipsis")
                label = " " * len(label)

    def _wrapped(self, console: Console, parts: Sequence[str], width: int) -> Iterator[str]:
        """Yield lines; a part that runs right to left is never mixed with its neighbours.

        Parts share a line where they fit whole; a longer one begins on a line of its own.
        """
        shown = [pictured(part) for part in parts]
        whole = "".join(shown)
        waiting: list[str] = []
        for piece in shown if has_rtl(whole) else [whole]:
            if cell_len("".join([*waiting, piece])) <= width:
                waiting.append(piece)
                continue
            if waiting:
                yield _joined(waiting)
                waiting = []
            for line in Text(piece.strip()).wrap(console, max(width, _NARROWEST)):
                yield isolated(line.plain.rstrip())
        if waiting:
            yield _joined(waiting)


def _joined(parts: Sequence[str]) -> str:
    return "".join(map(isolated, parts)).rstrip()
