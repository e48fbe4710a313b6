"""Going about a dataset: where one is, its columns and rows, the cells that hold a text."""

from __future__ import annotations

from collections.abc import Iterator

from curator.annotations import KINDS, SPOKEN, Annotation
from curator.cli.plain.line import Line
from curator.cli.plain.seat import Seat
from curator.cli.plain.speech import listed, remarks, said, spelled
from curator.cli.session import row_range
from curator.errors import UnknownNameError
from curator.language import _, ngettext
from curator.tables import Column, Value
from curator.views import Row

_LOT = 1024
"""How many rows are read together."""


def where(seat: Seat, _line: Line) -> None:
    """Say the dataset, the cell, the revision, and what is open."""
    view = seat.view
    open_notes = len(seat.open_notes())
    place = (
        _("row {row:,} of {count:,}, column {column}").format(
            row=seat.row, count=view.row_count, column=seat.column
        )
        if view.row_count
        else _("no rows")
    )
    notes = ngettext("{count} open note", "{count} open notes", open_notes)
    seat.say(
        _("{dataset}, {place}; revision {revision}; {notes}; you are {who}.").format(
            dataset=seat.dataset.name,
            place=place,
            revision=view.revision,
            notes=notes.format(count=open_notes),
            who=seat.who,
        )
    )


def columns(seat: Seat, _line: Line) -> None:
    """Name the columns."""
    for place, column in enumerate(seat.view.columns, 1):
        words = [f"{place}: {column.name}"]
        if column.title != column.name:
            words.append(_("titled {title}").format(title=column.title))
        if column.type != "string":
            words.append(column.type)
        if column.hidden:
            words.append(_("hidden in the screens"))
        if column.name == seat.column:
            words.append(_("you are here"))
        seat.say(listed(words))


def row(seat: Seat, line: Line) -> None:
    """Go to a row and say it."""
    if line:
        first, last = row_range(line.word())
        if first != last:
            raise UnknownNameError(
                _("One is at one row; rows {first}:{last} says several.").format(
                    first=first, last=last
                )
            )
        seat.go(row=first)
    _say_rows(seat, seat.row, 1)


def rows(seat: Seat, line: Line) -> None:
    """Say several rows and stay where one is."""
    first, last = row_range(line.word())
    seat.view.row_id(first)
    _say_rows(seat, first, last - first + 1)


def onward(seat: Seat, line: Line) -> None:
    """Go to the next row, or to the next cell that is flagged or noted."""
    if line:
        _to_next(seat, line.word())
        return
    if seat.row == seat.view.row_count:
        raise UnknownNameError(_("This is the last row."))
    seat.go(row=seat.row + 1)
    _say_rows(seat, seat.row, 1)


def back(seat: Seat, _line: Line) -> None:
    """Go to the row before."""
    if seat.row == 1:
        raise UnknownNameError(_("This is the first row."))
    seat.go(row=seat.row - 1)
    _say_rows(seat, seat.row, 1)


def column(seat: Seat, line: Line) -> None:
    """Go to a column and say its cell."""
    seat.go(column=seat.column_of(line))
    if seat.view.row_count:
        cell(seat, line)
    else:
        seat.say(seat.column)


def cell(seat: Seat, line: Line) -> None:
    """Say a cell of the row, whole; one stays where one is."""
    name = seat.column_of(line)
    value = seat.value(name)
    words = [_value_words(seat, name, value, _row_notes(seat, seat.row_id)), *remarks(value)]
    place = _("row {row:,}, {column}").format(row=seat.row, column=name)
    seat.say(f"{place}: {listed(words)}")


def spell(seat: Seat, line: Line) -> None:
    """Say a cell character by character."""
    value = seat.value(seat.column_of(line))
    if value is None:
        seat.say(said(value))
    for words in spelled("" if value is None else str(value)):
        seat.say(words)


def find(seat: Seat, line: Line) -> None:
    """Go to the next cell that holds a text, whatever the case; after the last comes the first."""
    again = line.skip("again") and not line
    text = seat.found if again else line.rest()
    if not text:
        raise UnknownNameError(_("Say which text to find; find again looks for it once more."))
    seat.found = text
    found = _holding(seat, text.casefold())
    if found is None:
        raise UnknownNameError(_("No cell holds “{text}”.").format(text=text))
    seat.go(*found)
    cell(seat, line)


def flags(seat: Seat, _line: Line) -> None:
    """List the cells of which the source made something doubtful."""
    found = _flagged(seat)
    for number, name in sorted(found):
        place = _("row {row:,}, {column}").format(row=number, column=name)
        seat.say(f"{place}: {found[number, name]}")
    if not found:
        seat.say(_("No cell is flagged."))


def _say_rows(seat: Seat, first: int, count: int) -> None:
    for start in range(first, min(first + count, seat.view.row_count + 1), _LOT):
        found = seat.view.window(start - 1, min(_LOT, first + count - start))
        for number, each in enumerate(found, start):
            seat.say(_row_words(seat, number, each))


def _row_words(seat: Seat, number: int, each: Row) -> str:
    """Say a row: each cell with its column, whether it was changed, and what is noted of it."""
    notes = _row_notes(seat, each.id)
    added = seat.as_added([each.id]).get(each.id)
    words = []
    for place in seat.shown_columns():
        known, value = seat.view.columns[place], each.cells[place]
        told = _value_words(seat, known.name, value, notes)
        if added is not None and _is_changed(known, value, added):
            told = _("{value}, changed").format(value=told)
        words.append(f"{known.name} {told}")
    words += [_note_sign(note) for note in notes if note.place.column is None]
    return _("row {row:,}: {cells}").format(row=number, cells="; ".join(words))


def _is_changed(column: Column, value: Value, added: dict[int, Value]) -> bool:
    return value != added.get(column.id)


def _value_words(seat: Seat, name: str, value: Value, notes: list[Annotation]) -> str:
    signs = [_note_sign(note) for note in notes if note.place.column == name]
    return listed([said(value), *signs])


def _row_notes(seat: Seat, row_id: int) -> list[Annotation]:
    on_row = seat.dataset.annotations_on(row_id)
    return [note for note in on_row if note.is_open and note.place.row_id == row_id]


def _note_sign(note: Annotation) -> str:
    return f"{SPOKEN[note.kind]} {note.number}"


def _holding(seat: Seat, text: str) -> tuple[int, str] | None:
    """Return the first cell after the one where one is that holds `text`, itself at the last."""
    here = (seat.row, seat.view.column(seat.column))
    for number, place, value in _cells(seat, here[0], seat.view.row_count):
        if (number, place) > here and _holds(value, text):
            return number, seat.view.columns[place].name
    for number, place, value in _cells(seat, 1, here[0]):
        if _holds(value, text):
            return number, seat.view.columns[place].name
    return None


def _cells(seat: Seat, first: int, last: int) -> Iterator[tuple[int, int, Value]]:
    """Yield the cells of rows `first` to `last` with their row numbers and columns' positions."""
    shown = seat.shown_columns()
    progress = seat.talk.progress(_("Looking"))
    for start in range(first, last + 1, _LOT):
        progress(start, last)
        found = seat.view.window(start - 1, min(_LOT, last + 1 - start), shown)
        for number, each in enumerate(found, start):
            yield from (
                (number, place, value) for place, value in zip(shown, each.cells, strict=True)
            )


def _holds(value: Value, text: str) -> bool:
    return value is not None and text in str(value).casefold()


def _flagged(seat: Seat) -> dict[tuple[int, str], str]:
    """Return what is doubtful of each flagged cell, by row number and column name."""
    names = {column.id: column.name for column in seat.view.columns}
    return {
        (number, names[column]): flag
        for row_id, column, flag in seat.dataset.flags()
        if column in names and (number := seat.number_of(row_id)) is not None
    }


def _noted(seat: Seat, kind: str | None) -> set[tuple[int, str]]:
    """Return the cells with open annotations of a kind; a row's stands at its first column."""
    first = seat.view.columns[seat.shown_columns()[0]].name
    return {
        (number, note.place.column or first)
        for note in seat.open_notes()
        if kind in (None, note.kind) and (number := seat.number_of(note.place.row_id)) is not None
    }


def _to_next(seat: Seat, wanted: str) -> None:
    if wanted == "flag":
        places = set(_flagged(seat))
    elif wanted == "note" or wanted in KINDS:
        places = _noted(seat, None if wanted == "note" else wanted)
    else:
        raise UnknownNameError(
            _("There is no next {wanted!r}; there is a next flag, note, {kinds}.").format(
                wanted=wanted, kinds=listed(KINDS)
            )
        )
    order = {column.name: place for place, column in enumerate(seat.view.columns)}
    ordered = sorted(places, key=lambda place: (place[0], order[place[1]]))
    here = (seat.row, order[seat.column])
    after = [place for place in ordered if (place[0], order[place[1]]) > here]
    if not ordered:
        raise UnknownNameError(_("There is no {wanted}.").format(wanted=wanted))
    if not after:
        seat.say(_("There is none below; this is the first."))
    seat.go(*(after or ordered)[0])
    cell(seat, Line(""))
