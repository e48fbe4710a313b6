"""The intake report of a workbook: its sheets and tables, and in words what is to know of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curator.intake import ColumnReport, SheetReport, TableReport
from curator.language import _, ngettext
from curator.sources import letters
from extractors import sniff
from extractors.bands import Layout, column_name
from extractors.book_facts import BookFacts
from extractors.sheet import Sheet
from extractors.sheet_cut import Cut
from extractors.sheet_words import levels_of

NAMED = 8
"""So many rows, columns, links or colours are named one by one."""

_GAPS = {
    sniff.XLSX: _(
        "Not told of this kind of file: colours that a rule gives, what pictures, charts and "
        "pivot tables show, and number formats of a language other than English."
    ),
    sniff.XLS: _(
        "Not told of this kind of file: whether a value is a formula's, formulas without a stored "
        "value, links to other files, and colours that a rule gives."
    ),
    sniff.XLSB: _(
        "Not told of this kind of file: number formats, colours, comments, hidden columns and "
        "links to other files; values are read as they are stored."
    ),
    sniff.ODS: _(
        "Not told of this kind of file: colours that a rule gives, and what pictures and charts "
        "show."
    ),
}


def sheet_report(
    sheet: Sheet, name: str, hidden: bool, cuts: Sequence[tuple[Layout, Cut]]
) -> SheetReport:
    """Return where the tables of a sheet lie."""
    area = None
    if sheet.layouts:
        first = f"{letters(sheet.first_column + 1)}{sheet.first_row + 1}"
        last = f"{letters(sheet.last_column + 1)}{sheet.last_row + 1}"
        area = first if first == last else f"{first}:{last}"
    tables = tuple(_table(sheet, layout, cut) for layout, cut in cuts)
    return SheetReport(name, hidden, area, tables)


def _table(sheet: Sheet, layout: Layout, cut: Cut) -> TableReport:
    levels = levels_of(sheet, layout, cut) or ((),) * len(cut.columns)
    found = cut.data_start == layout.band.data_start
    header = layout.band.header_rows if found else tuple(range(cut.top, cut.data_start))
    empty = layout.data_end < cut.data_start
    return TableReport(
        title_rows=layout.band.title_rows,
        header_rows=header,
        data_start=None if empty else cut.data_start,
        data_end=None if empty else layout.data_end,
        footer_start=layout.footer_start,
        columns=tuple(ColumnReport(column_name(one), one) for one in levels),
    )


def book_warnings(book: BookFacts, media_type: str) -> Iterator[str]:
    """Yield what is to know of the workbook as a whole."""
    if book.macros:
        yield _("The workbook holds macros; they are never run.")
    if book.links:
        yield _("Cells take values from elsewhere, which is never opened: {links}.").format(
            links=_some(book.links)
        )
    if book.people:
        yield _("Properties of the document name people or organisations: {names}.").format(
            names=_some(book.people)
        )
    if book.protected:
        yield _("The workbook's structure is protected; it is read all the same.")
    if book.untold:
        yield _("Only the values of the workbook could be read, not how its cells look.")
    yield _GAPS[media_type]


def sheet_warnings(sheet: Sheet, name: str, hidden: bool, taken: bool) -> Iterator[str]:
    """Yield what is to know of one sheet, each sentence with the sheet's name.

    Args:
        taken: whether hidden rows and columns are read.
    """
    for words in (*_hidden(sheet, hidden, taken), *_cells(sheet), *_looks(sheet), *_spread(sheet)):
        yield _("Sheet {sheet!r}: {words}").format(sheet=name, words=words)


def _hidden(sheet: Sheet, hidden: bool, taken: bool) -> Iterator[str]:
    facts = sheet.facts
    if hidden:
        yield _("it is hidden, and is added only if it is asked for.")
    fate = _("taken") if taken else _("left out unless asked for")
    rows = sorted(row + 1 for row in facts.hidden_rows if row <= sheet.last_row)
    if rows:
        yield ngettext(
            "{count:,} row is hidden, {fate}: {rows}.",
            "{count:,} rows are hidden, {fate}: {rows}.",
            len(rows),
        ).format(count=len(rows), fate=fate, rows=_some(_runs(rows)))
    columns = sorted(one + 1 for one in facts.hidden_columns if one <= sheet.last_column)
    if columns:
        yield ngettext(
            "{count:,} column is hidden, {fate}: {columns}.",
            "{count:,} columns are hidden, {fate}: {columns}.",
            len(columns),
        ).format(count=len(columns), fate=fate, columns=_some(list(map(letters, columns))))
    if facts.protected:
        yield _("it is protected; it is read all the same.")


def _cells(sheet: Sheet) -> Iterator[str]:
    facts = sheet.facts
    noted = [text for row in facts.noted.values() for text in row.values()]
    unstored, failed = noted.count(None), sum(text is not None for text in noted)
    if facts.formulas:
        yield ngettext(
            "{count:,} cell is a formula, whose stored value is read.",
            "{count:,} cells are formulas, whose stored values are read.",
            facts.formulas,
        ).format(count=facts.formulas)
    if unstored:
        yield ngettext(
            "{count:,} formula has no stored value: its cell is blank and flagged as an error.",
            "{count:,} formulas have no stored value: their cells are blank and flagged as errors.",
            unstored,
        ).format(count=unstored)
    if failed:
        yield ngettext(
            "{count:,} cell shows a formula's error.",
            "{count:,} cells show a formula's error.",
            failed,
        ).format(count=failed)
    if facts.comments:
        yield ngettext(
            "{count:,} comment becomes a note; it may name people, and who wrote it is left out "
            "unless asked for.",
            "{count:,} comments become notes; they may name people, and who wrote them is left out "
            "unless asked for.",
            len(facts.comments),
        ).format(count=len(facts.comments))


def _looks(sheet: Sheet) -> Iterator[str]:
    facts = sheet.facts
    rare = facts.rare()
    for mark, count in facts.marks().most_common(NAMED):
        if mark in rare:
            yield ngettext(
                "{count:,} cell is {mark}, and flagged.",
                "{count:,} cells are {mark}, and flagged.",
                count,
            ).format(count=count, mark=mark)
        else:
            yield ngettext(
                "{count:,} cell is {mark}: so much of the sheet is that it flags nothing.",
                "{count:,} cells are {mark}: so much of the sheet is that it flags nothing.",
                count,
            ).format(count=count, mark=mark)


def _spread(sheet: Sheet) -> Iterator[str]:
    if sheet.merged:
        yield ngettext(
            "{count:,} area is merged; its text stands in the first cell only unless asked for.",
            "{count:,} areas are merged; their text stands in the first cell only unless asked for.",
            len(sheet.merged),
        ).format(count=len(sheet.merged))
    for place, text in sheet.facts.strays:
        yield _("cell {place} stands far from all others and is left out: {text}").format(
            place=place, text=text
        )
    if len(sheet.layouts) > 1:
        yield ngettext(
            "{count} table was found on it.", "{count} tables were found on it.", len(sheet.layouts)
        ).format(count=len(sheet.layouts))
    for layout in sheet.layouts:
        if layout.band.tag_rows:
            yield _("row {row} holds tags or column numbers, and is no data.").format(
                row=layout.band.tag_rows[0] + 1
            )


def _runs(numbers: Sequence[int]) -> list[str]:
    """Return numbers in order as runs, such as "3–5"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]


def _some(words: Sequence[str]) -> str:
    more = len(words) - NAMED
    shown = ", ".join(words[:NAMED])
    return _("{shown} and {count:,} more").format(shown=shown, count=more) if more > 0 else shown
