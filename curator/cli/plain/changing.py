"""What changes a dataset: a cell, an operation, taking back and putting back."""

from __future__ import annotations

from collections.abc import Sequence

import click

from curator.cli.apply_verb import asked_for, filled_in
from curator.cli.changing import changed, left_words
from curator.cli.plain.line import Line
from curator.cli.plain.seat import Seat
from curator.cli.plain.speech import became, capital, listed
from curator.cli.set_verb import setting
from curator.errors import UnknownNameError
from curator.history import Left
from curator.language import _, ngettext
from curator.operations import OPERATIONS, Operation

WHY = "why"
"""The word after which a line gives the reason."""
_NO = ("no", "off", "false", "0")


def set_cell(seat: Seat, line: Line) -> None:
    """Give a cell of this row a value."""
    if not line:
        raise UnknownNameError(_("Say the column and the value: set COLUMN VALUE."))
    column = seat.named(line.word())
    if not line:
        raise UnknownNameError(
            _('Say the value for {column}; "" makes it blank.').format(column=column)
        )
    value = line.word()
    if line and not _at_reason(line):
        raise UnknownNameError(
            _('Put a value of several words in quotes: set {column} "{value}".').format(
                column=column, value=f"{value} {line.rest()}"
            )
        )
    _set(seat, column, value, line)


def blank(seat: Seat, line: Line) -> None:
    """Make a cell of this row blank."""
    column = seat.column if not line or _at_reason(line) else seat.named(line.word())
    _set(seat, column, "", line)


def apply(seat: Seat, line: Line) -> None:
    """Apply an operation; where somebody can be asked, its size is told before the reason."""
    operation = _operation(seat, line)
    if seat.talk.terminal:
        cells, rows = seat.dataset.rehearse(operation, seat.talk.progress(operation.title))
        seat.say(
            _("{cells}, {rows} would change.").format(
                cells=ngettext("{count:,} cell", "{count:,} cells", cells).format(count=cells),
                rows=ngettext("{count:,} row", "{count:,} rows", rows).format(count=rows),
            )
        )
    why = _reason(seat, line)
    revision = seat.dataset.apply(operation, seat.who, why, seat.talk.progress(operation.title))
    _tell(seat, changed(seat.dataset, revision), () if revision is None else revision.left)


def undo(seat: Seat, line: Line) -> None:
    """Take back the newest step, or a revision by its number."""
    number = None
    if line and not _at_reason(line):
        number = _number(line.word())
    taken = seat.dataset.undo(seat.who, number, _given_reason(line))
    _tell(seat, _("{what}.").format(what=capital(taken.what)), taken.left)


def redo(seat: Seat, _line: Line) -> None:
    """Put back what the newest undo took."""
    taken = seat.dataset.redo(seat.who)
    _tell(seat, _("{what}.").format(what=capital(taken.what)), taken.left)


def _set(seat: Seat, column: str, value: str, line: Line) -> None:
    operation = setting(seat.view, seat.row_id, column, value)
    before, number = seat.value(column), seat.row
    why = _reason(seat, line)
    revision = seat.dataset.apply(operation, seat.who, why)
    if revision is None:
        _tell(seat, changed(seat.dataset, None))
        return
    seat.refresh()
    _tell(
        seat,
        _("row {row:,}, {column}: {change}. Revision {number}.").format(
            row=number,
            column=column,
            change=became(before, seat.value(column)),
            number=revision.number,
        ),
        revision.left,
    )


def _tell(seat: Seat, words: str, left: Sequence[Left] = ()) -> None:
    """Look at what is there now, then say what was done and what was left."""
    seat.refresh()
    seat.say(words)
    for entry in left:
        seat.say(entry.reason)
    if left:
        seat.say(left_words(left))
        seat.left += sum(entry.count for entry in left)


def _at_reason(line: Line) -> bool:
    return line.peek() == WHY


def _given_reason(line: Line) -> str | None:
    """Take the reason that the line gives after its word, None if it gives none."""
    if line and not line.skip(WHY):
        raise UnknownNameError(
            _("“{rest}” is not understood here; a reason comes after why.").format(rest=line.rest())
        )
    return line.rest() or None


def _reason(seat: Seat, line: Line) -> str | None:
    """Return the reason that the line gives, or ask for one where somebody can answer.

    Who is gone before the answer has not taken the change back: it is kept without a reason.
    """
    if line or not seat.talk.terminal:
        return _given_reason(line)
    try:
        return (
            seat.talk.ask(_("Why? Enter alone gives no reason, Ctrl+C changes nothing: ")) or None
        )
    except EOFError:
        return None


def _number(word: str) -> int:
    if not word.isdecimal():
        raise UnknownNameError(_("{word!r} is no number of a revision.").format(word=word))
    return int(word)


def _operation(seat: Seat, line: Line) -> Operation:
    """Take an operation's name and its options, each as option=value."""
    if not line:
        known = listed([operation.name for operation in OPERATIONS])
        raise UnknownNameError(_("Say which operation: {known}.").format(known=known))
    operation = OPERATIONS[line.word()]
    options = {option.name: option for option in asked_for(operation)}
    arguments = []
    while line and not _at_reason(line):
        name, equals, value = line.word().partition("=")
        option = options.get(name.replace("-", "_"))
        if option is None:
            raise UnknownNameError(
                _("{operation} has no option {name!r}. Its options are: {known}.").format(
                    operation=operation.name, name=name, known=listed([*map(str, options)])
                )
            )
        arguments += _argument(option, value if equals else None)
    command = click.Command(operation.name, params=[*options.values()], add_help_option=False)
    given = command.make_context(operation.name, arguments).params
    return filled_in(operation, given, seat.view)


def _argument(option: click.Option, value: str | None) -> list[str]:
    """Write one option as the command line does."""
    (flag, *_others) = option.opts
    if option.is_flag:
        return [] if value in _NO else [flag]
    if value is None:
        raise UnknownNameError(
            _("Say the value of {option}: {option}=VALUE.").format(option=option.name)
        )
    return [f"{flag}={value}"]
