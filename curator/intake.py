"""What is said of a file before anything of it is imported: the intake report, and its JSON form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from curator.language import _, ngettext
from curator.media_types import MEDIA_TYPES
from curator.values import one_line

LONGEST = 1000
"""Of a warning no more characters are shown."""
LONGEST_KIND = 120
"""Characters of what is said of a page; names of fonts come from the file."""


@dataclass(frozen=True)
class ColumnReport:
    """One column of a table as its header names it."""

    name: str
    """The levels joined, such as "Population / Male"; "" where the header has nothing."""
    levels: tuple[str, ...] = ()
    """The header's texts above the column, topmost first, each once."""


@dataclass(frozen=True)
class TableReport:
    """Where a table lies in its sheet; rows count from 0 at the top of the sheet."""

    title_rows: tuple[int, ...] = ()
    header_rows: tuple[int, ...] = ()
    data_start: int | None = None
    """None where the table has a header and nothing beneath it."""
    data_end: int | None = None
    """The last row of data, included."""
    footer_start: int | None = None
    """The first row of the notes and sources beneath the data; None where there are none."""
    columns: tuple[ColumnReport, ...] = ()


@dataclass(frozen=True)
class SheetReport:
    """A sheet, or the one of a text file, whose rows are its records."""

    name: str | None
    hidden: bool = False
    range: str | None = None
    """The used cells, such as "B3:F20"; None where all are blank."""
    tables: tuple[TableReport, ...] = ()


@dataclass(frozen=True)
class PagesReport:
    """Neighbouring pages of a PDF whose text is of one kind."""

    first: int
    """1 is the PDF's first page."""
    last: int
    kind: str
    """In words, such as "digital text" or "scanned: no characters, 1 image"."""


@dataclass(frozen=True)
class EncodingReport:
    """How some lines of a text file would read in one encoding, for the eye to choose."""

    encoding: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class DialectReport:
    """How the records of a text file are written."""

    delimiter: str
    quote: str
    """"" where no field is quoted."""
    escape: str
    """What stands before a quotation mark within quotation marks; "" if it is doubled."""
    line_end: str
    """"" where lines end in several ways."""
    fixed_width: str | None = None
    """Where the columns begin, in a table of fixed width."""


@dataclass(frozen=True)
class Report:
    """What a file is by its content, what is doubtful about it, and where its tables lie."""

    source: str
    """The file's name without its folder."""
    media_type: str | None
    """None for a file that is not read."""
    encoding: str | None = None
    """Of a text file."""
    warnings: tuple[str, ...] = ()
    """Whole sentences: what is hidden, merged, computed, coloured or ambiguous, and what the
    report cannot tell."""
    sheets: tuple[SheetReport, ...] = ()
    pages: tuple[PagesReport, ...] = ()
    encodings: tuple[EncodingReport, ...] = ()
    """Of a text file: the likeliest first, with the same lines in each."""
    dialect: DialectReport | None = None
    """Of a text file."""


def described(report: Report) -> Iterator[str]:
    """Yield the report in words, line by line; rows are numbered as spreadsheets number them."""
    kind = MEDIA_TYPES.get(report.media_type or "", report.media_type or _("not read"))
    yield _("{file}: {kind}").format(file=one_line(report.source), kind=kind)
    if report.encoding:
        yield _("  written in {encoding}").format(encoding=report.encoding)
    if report.dialect is not None:
        yield "  " + _dialect_line(report.dialect)
    for warning in report.warnings:
        yield f"  ! {one_line(warning, LONGEST)}"
    if len(report.encodings) > 1:
        yield _("  The same lines in the likeliest encodings; --encoding chooses:")
        for one in report.encodings:
            yield from (f"    {one.encoding:12} {one_line(line)}" for line in one.lines)
    for sheet in report.sheets:
        yield from _sheet_lines(sheet)
    for line in page_lines(report.pages):
        yield f"  {line}"


def page_lines(pages: Sequence[PagesReport], most: int | None = None) -> Iterator[str]:
    """Yield what kinds of pages there are, such as "Pages 1–3: digital text", line by line.

    Args:
        most: of so many lines the last says how many more there are; None yields all.
    """
    shown = pages if most is None or len(pages) <= most else pages[: most - 1]
    for run in shown:
        if run.first == run.last:
            yield _("Page {page}: {kind}").format(
                page=run.first, kind=one_line(run.kind, LONGEST_KIND)
            )
        else:
            yield _("Pages {first}–{last}: {kind}").format(
                first=run.first, last=run.last, kind=one_line(run.kind, LONGEST_KIND)
            )
    if len(shown) < len(pages):
        left = sum(run.last - run.first + 1 for run in pages[len(shown) :])
        yield ngettext("and {count:,} more page", "and {count:,} more pages", left).format(
            count=left
        )


def _dialect_line(dialect: DialectReport) -> str:
    if dialect.fixed_width is not None:
        return _("columns of fixed width, from {places}").format(places=dialect.fixed_width)
    quote = dialect.quote or _("nothing")
    line = _("{delimiter!r} between fields, {quote} around them")
    return line.format(delimiter=dialect.delimiter, quote=quote)


def _sheet_lines(sheet: SheetReport) -> Iterator[str]:
    words = [] if sheet.name is None else [_("Sheet {sheet}").format(sheet=one_line(sheet.name))]
    if sheet.hidden:
        words.append(_("hidden"))
    words.append(sheet.range or _("blank"))
    yield "  " + ", ".join(words)
    for number, table in enumerate(sheet.tables, 1):
        yield from _table_lines(number, table)


def _table_lines(number: int, table: TableReport) -> Iterator[str]:
    parts = [
        _("title {rows}").format(rows=_rows(table.title_rows)) if table.title_rows else "",
        _("header {rows}").format(rows=_rows(table.header_rows))
        if table.header_rows
        else _("no header"),
        _("no data")
        if table.data_start is None or table.data_end is None
        else _("data {rows}").format(rows=_rows((table.data_start, table.data_end))),
        ""
        if table.footer_start is None
        else _("notes from {row}").format(row=table.footer_start + 1),
    ]
    yield _("    Table {number}: rows of the {parts}").format(
        number=number, parts=", ".join(part for part in parts if part)
    )
    names = [one_line(column.name) or "–" for column in table.columns]
    if names:
        yield "      " + " | ".join(names)


def _rows(rows: Sequence[int]) -> str:
    first, last = rows[0] + 1, rows[-1] + 1
    return str(first) if first == last else f"{first}–{last}"


def report_data(report: Report) -> dict[str, Any]:
    """Return `report` as JSON-ready data; each key is a field, those of text files only for them."""
    data = asdict(report)
    if report.dialect is None:
        del data["encodings"], data["dialect"]
    return data


def report_of(data: Mapping[str, Any]) -> Report:
    """Rebuild a report from what `report_data` and JSON made of it."""
    return Report(
        **{
            **_known(Report, {"encodings": (), "dialect": None, **data}),
            "warnings": tuple(data["warnings"]),
            "sheets": tuple(_sheet(sheet) for sheet in data["sheets"]),
            "pages": tuple(PagesReport(**run) for run in data["pages"]),
            "encodings": tuple(
                EncodingReport(one["encoding"], tuple(one["lines"]))
                for one in data.get("encodings", ())
            ),
            "dialect": DialectReport(**data["dialect"]) if data.get("dialect") else None,
        }
    )


def _sheet(data: Mapping[str, Any]) -> SheetReport:
    tables = tuple(_table(table) for table in data["tables"])
    return SheetReport(**{**_known(SheetReport, data), "tables": tables})


def _table(data: Mapping[str, Any]) -> TableReport:
    columns = (ColumnReport(one["name"], tuple(one["levels"])) for one in data["columns"])
    return TableReport(
        **{
            **_known(TableReport, data),
            "title_rows": tuple(data["title_rows"]),
            "header_rows": tuple(data["header_rows"]),
            "columns": tuple(columns),
        }
    )


def _known(
    kind: type[Report | SheetReport | TableReport], data: Mapping[str, Any]
) -> dict[str, Any]:
    return {each.name: data[each.name] for each in fields(kind)}
