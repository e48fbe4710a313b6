"""The loop of line mode: ask, do, say, until somebody quits or nobody is there any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from curator.cli.errors import PROBLEMS, Told, partly
from curator.cli.plain.commands import COMMANDS, QUIT, command_named
from curator.cli.plain.conversation import Conversation
from curator.cli.plain.line import Line
from curator.cli.plain.seat import Seat
from curator.errors import CuratorError, UnknownNameError
from curator.language import _, ngettext
from curator.values import one_line

if TYPE_CHECKING:
    from curator.store import Dataset, Store

PROMPT = "> "


def edit(store: Store, dataset: Dataset, who: str) -> None:
    """Converse about a dataset until the person leaves.

    An error is said and the person goes on. Where nobody is there to go on, as in a pipe, it ends
    the work: what stands on the lines before is kept.

    Raises:
        Told: a line of a pipe was an error, or changes left places as they were.
    """
    seat = Seat(store, dataset, who, Conversation())
    with seat.talk.held(lambda start: _completions(seat, start)):
        try:
            if seat.talk.terminal:
                _greet(seat)
            while _obeyed(seat):
                pass
        except EOFError:  # nobody is there any more; each change was kept when it was made
            pass
    if seat.left and not seat.talk.terminal:
        raise partly(
            ngettext(
                "{count:,} place left as it was.", "{count:,} places left as they were.", seat.left
            ).format(count=seat.left)
        )


def _greet(seat: Seat) -> None:
    rows, columns = seat.view.row_count, len(seat.view.columns)
    seat.say(
        _("{dataset}, {rows}, {columns}, revision {revision}. Type help for the commands.").format(
            dataset=seat.dataset.name,
            rows=ngettext("{count:,} row", "{count:,} rows", rows).format(count=rows),
            columns=ngettext("{count} column", "{count} columns", columns).format(count=columns),
            revision=seat.view.revision,
        )
    )


def _obeyed(seat: Seat) -> bool:
    """Ask for one line and obey it; False once the person wants to leave."""
    text = ""
    try:
        text = seat.talk.ask(PROMPT)
        return _obey(seat, Line(text))
    except CuratorError as error:
        _tell(seat, text, str(error))
    except click.UsageError as error:  # an operation's option that click could not read
        _tell(seat, text, error.format_message())
    except KeyboardInterrupt:
        if not seat.talk.terminal:
            raise
        seat.say("")
        seat.say(_("Stopped. What was finished before is kept; the rest is not. quit leaves."))
        seat.refresh()
    return True


def _obey(seat: Seat, line: Line) -> bool:
    if not line:
        return True
    command = command_named(line.word())
    if command.name == QUIT:
        return False
    if command.usage or not line:
        command.run(seat, line)
    if line:
        raise UnknownNameError(
            _("“{rest}” was not understood; help {command} says what can be said.").format(
                rest=line.rest(), command=command.name
            )
        )
    return True


def _tell(seat: Seat, text: str, error: str) -> None:
    """Say an error to whoever is there; where nobody is, end with it."""
    if seat.talk.terminal:
        seat.say(error)
        return
    where = _("Line {number}, {text}: {error}")
    words = where.format(number=seat.talk.number, text=one_line(text), error=error)
    raise Told(words, PROBLEMS)


def _completions(seat: Seat, start: str) -> list[str]:
    """Return the commands and columns that begin so."""
    names = [command.name for command in COMMANDS]
    names += [column.name for column in seat.view.columns if " " not in column.name]
    return [f"{name} " for name in names if name.casefold().startswith(start.casefold())]
