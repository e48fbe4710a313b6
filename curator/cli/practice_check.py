"""Which mistakes of the practice table were found, which not, and what was broken."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from curator.cli.session import flat
from curator.demo.practice import HEADER, MISTAKES, WRAPPED, Key, Mistake, answers
from curator.language import _
from curator.tables import Value
from curator.views import View

_CODE, _DISTRICT = 1, HEADER.index("District") + 1
"""Columns by their ids, which stay whatever they are called and wherever they stand."""

Cells = Mapping[int, Value]
"""A row by column ids."""


@dataclass(frozen=True)
class Judgement:
    """What became of the practice table."""

    found: Sequence[Mistake]
    missed: Sequence[Mistake]
    broken: Sequence[str]
    """What was right and is not any more, in words."""


@dataclass(frozen=True)
class _Table:
    rows: Mapping[str, Cells]
    """Each row that the answers know, by its code."""
    is_whole: bool
    """Whether nothing is left of the row that was read as two."""
    faults: Sequence[str]
    """Rows that stand there twice, or that the page does not have, in words."""


def judged(view: View, noted: Collection[Key]) -> Judgement:
    """Compare a practice table with the known answers.

    Args:
        noted: the cells with notes beside them, by code and column; the column is as it was added.
    """
    table = _sorted_out(view)
    right = answers()
    wrong = [key for key, answer in right.items() if not _is(_cell(table, key), answer)]
    missed = [mistake for mistake in MISTAKES if not _is_found(mistake, table, wrong, noted)]
    planted = {key for mistake in MISTAKES for key in mistake.planted}
    lost = [_("Row {code} is gone.").format(code=c) for c, _n in right if c not in table.rows]
    broken = [
        _("Row {code}, {column}: {right} is {now} now.").format(
            code=key[0],
            column=key[1],
            right=right[key] or _("blank"),
            now=flat(_cell(table, key)) or _("blank"),
        )
        for key in wrong
        if key not in planted and key[0] in table.rows
    ]
    found = [mistake for mistake in MISTAKES if mistake not in missed]
    return Judgement(found, missed, [*dict.fromkeys(lost), *broken, *table.faults])


def code_of(view: View, row_id: int) -> str | None:
    """Return the code of a row, None if it is not there or has none."""
    position = view.locate(row_id)
    if position is None:
        return None
    code = _by_id(view, view.window(position, 1)[0].cells).get(_CODE)
    return None if code is None else _code(code)


def _sorted_out(view: View) -> _Table:
    codes = {code for code, _column in answers()}
    rows: dict[str, Cells] = {}
    faults: list[str] = []
    is_whole = True
    for number, row in enumerate(view.rows(), 1):
        cells = _by_id(view, row.cells)
        code = _code(cells.get(_CODE))
        if code in codes and code not in rows:
            rows[code] = cells
        elif code in codes:
            faults.append(_("Row {code} stands there twice.").format(code=code))
        elif not code and cells.get(_DISTRICT) == WRAPPED[1]:
            is_whole = False
        else:
            faults.append(_("Row {number} is not on the page.").format(number=number))
    return _Table(rows, is_whole, faults)


def _is_found(
    mistake: Mistake, table: _Table, wrong: Collection[Key], noted: Collection[Key]
) -> bool:
    if mistake.name == "wrapped-row" and not table.is_whole:
        return False
    open_cells = [key for key in mistake.planted if key in wrong]
    if mistake.notable and all(key in noted for key in open_cells):
        return all(_is(_cell(table, key), mistake.planted[key]) for key in open_cells)
    return not open_cells


def _cell(table: _Table, key: Key) -> Value:
    return table.rows.get(key[0], {}).get(HEADER.index(key[1]) + 1)


def _by_id(view: View, cells: Sequence[Value]) -> Cells:
    return {column.id: cell for column, cell in zip(view.columns, cells, strict=True)}


def _code(value: Value) -> str:
    """Return a code as it is printed; parsed as a number it is still the same code."""
    return f"{value:03}" if isinstance(value, int) else str(value or "")


def _is(value: Value, answer: str | None) -> bool:
    """Whether a cell is what it ought to be, as text or as the number that the text means."""
    if isinstance(value, str) or value is None or answer is None:
        return value == answer
    digits = answer.replace(",", "")
    return digits.isdecimal() and float(digits) == value
