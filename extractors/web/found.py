"""The tables, forms and definition lists of one page, in reading order, and what they are called."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractors.web.grid import Cell, Grid, Index, grid_of, index_of
from extractors.web.judging import kind_of, lays_out, pairs_of
from extractors.web.words import Element, Words, is_hidden, words_of

TERM, VALUE = "term", "value"
"""The columns of a form."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "legend")
_TITLE = 300
"""A title that is longer, in characters, is cut there."""


@dataclass(frozen=True)
class FoundTable:
    """A table of a page."""

    name: str
    """Its caption, or "table 2"; no two of a page are called the same."""
    title: str | None
    """Its caption, or the heading above it."""
    grid: Grid
    form: bool
    """Whether its rows are terms and values."""
    hidden: bool
    """Whether the page says that nobody sees it."""


def tables_of(root: Element, beat: Callable[[], object]) -> Iterator[FoundTable]:
    """Yield the tables in the order in which they begin; `beat` is called now and then."""
    index = index_of(root)
    names: set[str] = set()
    heading: str | None = None
    number = 0
    for one in root.iter("table", "dl", *_HEADINGS):
        if one.tag in _HEADINGS:
            heading = _short(words_of(one).shown) or heading
            continue
        found = _read(one, index, beat)
        if found is None:
            continue
        number += 1
        grid, form = found
        caption = _caption(one)
        name = _free(caption or f"table {number}", names)
        names.add(name.casefold())
        yield FoundTable(name, caption or heading, grid, form, _unseen(one))


def _read(one: Element, index: Index, beat: Callable[[], object]) -> tuple[Grid, bool] | None:
    """Return an element's cells and whether it is a form; None for a layout."""
    if one.tag == "dl":
        pairs = _definitions(one)
        return (_paired(pairs), True) if pairs else None
    if lays_out(one, index):
        return None
    grid = grid_of(one, index, beat)
    kind = kind_of(one, grid, index)
    if kind == "layout":
        return None
    if kind == "data":
        return grid, False
    cells = [pair for row in grid.cells for pair in pairs_of(row)]
    nothing = Words("")
    return _paired([(name.words, value.words if value else nothing) for name, value in cells]), True


def _definitions(element: Element) -> list[tuple[Words, Words]]:
    """Return each term with each of its definitions; a term without any has a blank one."""
    pairs: list[tuple[Words, Words]] = []
    terms: list[Words] = []
    used = False
    own = [
        one for one in element.iter("dt", "dd") if next(one.iterancestors("dl"), None) is element
    ]
    apart = frozenset(own)  # one that is not closed holds those after it
    for one in own:
        if one.tag == "dt":
            if used:
                terms = []
            terms.append(words_of(one, apart))
            used = False
            continue
        pairs += [(term, words_of(one, apart)) for term in terms or [Words("")]]
        used = True
    if not used:
        pairs += [(term, Words("")) for term in terms]
    named = any(term.shown for term, _value in pairs)
    return [pair for pair in pairs if pair[0].shown or pair[1].shown] if named else []


def _paired(pairs: list[tuple[Words, Words]]) -> Grid:
    """Return a form as a table of two columns, whatever it had on the page."""
    cells = [
        [_cell(row, 0, _without_colon(name)), _cell(row, 1, value)]
        for row, (name, value) in enumerate(
            pair for pair in pairs if pair[0].shown or pair[1].shown
        )
    ]
    return Grid(cells, ["tbody"] * len(cells), 2)


def _cell(row: int, column: int, words: Words) -> Cell:
    return Cell(row, column, 1, 1, words, heads=False, labels=column == 0)


def _without_colon(words: Words) -> Words:
    bare = words.shown.rstrip(":： ")
    return Words(bare or words.shown, words.raw or (words.shown if bare != words.shown else None))


def _caption(one: Element) -> str | None:
    """Return what the page calls a table."""
    caption = next(one.iterchildren("caption"), None)
    around = one.getparent()
    if caption is None and around is not None and around.tag == "figure":
        caption = next(around.iterchildren("figcaption"), None)
    words = words_of(caption).shown if caption is not None else one.get("aria-label") or ""
    return _short(words) or None


def _unseen(one: Element) -> bool:
    return is_hidden(one) or any(map(is_hidden, one.iterancestors()))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TITLE else line[: _TITLE - 1] + "…"


def _free(name: str, taken: set[str]) -> str:
    wish, number = name, 2
    while wish.casefold() in taken:
        wish, number = f"{name} ({number})", number + 1
    return wish
