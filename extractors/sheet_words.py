"""What is said of a table of a sheet besides its rows: names, remarks and flags."""

from __future__ import annotations

from collections.abc import Sequence

from curator.sources import Remark, Span, letters
from extractors.bands import Layout, column_levels
from extractors.sheet import Sheet
from extractors.sheet_cut import Cut
from extractors.sheet_facts import Comment, Facts


def levels_of(sheet: Sheet, layout: Layout, cut: Cut) -> tuple[tuple[str, ...], ...]:
    """Return the levels of each column; of a header as it was found, without its tags."""
    if cut.data_start == cut.top:
        return ()
    rows = sheet.header(cut)
    found = layout.band.header_rows
    if found and cut.data_start == layout.band.data_start:
        rows = rows[: found[-1] - found[0] + 1]
    rows = [row[: layout.right + 1] for row in rows]
    spans = [
        Span(span.row - cut.top, span.column, span.height, span.width)
        for span in sheet.merged
        if cut.top <= span.row < cut.data_start
    ]
    levels = column_levels([[None] * layout.left + [*row[layout.left :]] for row in rows], spans)
    levels += [()] * (cut.columns[-1] + 1 - len(levels))
    return tuple(levels[column] for column in cut.columns)


def remarks_of(cut: Cut, comments: Sequence[Comment], authors: bool) -> tuple[Remark, ...]:
    """Return the comments on cells of a table; who wrote them is said only if `authors`."""
    found = []
    for comment in comments:
        row, column = cut.row(comment.row), cut.places.get(comment.column)
        if row is not None and column is not None and comment.text:
            named = authors and comment.author
            text = f"{comment.author}: {comment.text}" if named else comment.text
            found.append(Remark(row, column, text))
    return tuple(found)


def flags_of(cut: Cut, facts: Facts) -> tuple[str, ...]:
    """Return what a person should know of the whole table, in words."""
    flags = []
    if cut.left_rows:
        flags.append(f"{len(cut.left_rows)} hidden rows left out")
    columns = [
        letters(column + 1)
        for column in range(cut.columns[0], cut.columns[-1] + 1)
        if column in facts.hidden_columns and column not in cut.places
    ]
    if columns:
        flags.append(f"hidden columns left out: {', '.join(columns)}")
    flags += [f"{place}, far from all others, left out: {text}" for place, text in facts.strays]
    return tuple(flags)
