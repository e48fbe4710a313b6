"""The commands of line mode, found by their names or by what they begin with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from curator.annotations import KINDS, SPOKEN
from curator.cli.plain import changing, ink, leaving, moving, noting
from curator.cli.plain.line import Line
from curator.cli.plain.seat import Seat
from curator.errors import UnknownNameError
from curator.language import _, joined

QUIT = "quit"


@dataclass(frozen=True)
class Command:
    """Something that one can say."""

    name: str
    usage: str
    """What comes after the name, "" for nothing."""
    help: str
    run: Callable[[Seat, Line], None]


def _annotating(kind: str) -> Command:
    told = _(
        "Write a {kind} beside a cell of this row. The first of several words may name the column;"
        " on=row, on=column or on=dataset before the text sets it on those."
    )
    run = partial(noting.annotate, kind)
    return Command(kind, "[COLUMN] TEXT", told.format(kind=SPOKEN[kind]), run)


def _help(seat: Seat, line: Line) -> None:
    """Say what can be said, or what one command does."""
    if line:
        known = command_named(line.word())
        seat.say(f"{known.name} {known.usage}".rstrip())
        seat.say(known.help)
        return
    for known in COMMANDS:
        seat.say(f"{known.name} {known.usage}".rstrip())
    seat.say(_("A beginning of a name will do. help COMMAND says what it is for."))


def _nothing(_seat: Seat, _line: Line) -> None:
    """Leaving is the loop's."""


COMMANDS = (
    Command(
        "where", "", _("Say the dataset, the cell, the revision and what is open."), moving.where
    ),
    Command("columns", "", _("Name the columns."), moving.columns),
    Command(
        "row", "[NUMBER]", _("Go to a row and say it; without a number, say this one."), moving.row
    ),
    Command("rows", "FIRST:LAST", _("Say several rows and stay where you are."), moving.rows),
    Command(
        "next",
        "[flag|note|doubt|question|source|decision|harm]",
        _("Go to the next row, or to the next cell with a flag or an open note."),
        moving.onward,
    ),
    Command("previous", "", _("Go to the row before."), moving.back),
    Command("column", "NAME", _("Go to a column and say its cell."), moving.column),
    Command(
        "cell",
        "[COLUMN]",
        _("Say a cell of this row, whole, and what of it cannot be heard."),
        moving.cell,
    ),
    Command("spell", "[COLUMN]", _("Say a cell character by character."), moving.spell),
    Command(
        "find",
        "TEXT",
        _("Go to the next cell that holds a text, whatever the case; find again repeats it."),
        moving.find,
    ),
    Command("flags", "", _("List the cells that were doubtful when they were read."), moving.flags),
    Command(
        "ink",
        "[COLUMN]",
        _("Say where a cell was found, the text as found, and the page around it."),
        ink.ink,
    ),
    Command(
        "set",
        "COLUMN VALUE [why REASON]",
        _('Give a cell of this row a value; several words in quotes, "" makes it blank.'),
        changing.set_cell,
    ),
    Command("blank", "[COLUMN] [why REASON]", _("Make a cell of this row blank."), changing.blank),
    Command(
        "apply",
        "OPERATION [OPTION=VALUE]... [why REASON]",
        _("Apply an operation, such as apply fill-down columns=Province why printed once."),
        changing.apply,
    ),
    Command(
        "undo",
        "[REVISION] [why REASON]",
        _("Take back the newest step, or a revision by its number."),
        changing.undo,
    ),
    Command("redo", "", _("Put back what the newest undo took."), changing.redo),
    *map(_annotating, KINDS),
    Command("notes", "[all]", _("Say the open notes, or all, with their threads."), noting.notes),
    Command("answer", "NUMBER TEXT", _("Answer a note."), partial(noting.append, "answered")),
    Command(
        "resolve", "NUMBER [TEXT]", _("Mark a note as settled."), partial(noting.append, "resolved")
    ),
    Command(
        "reopen",
        "NUMBER [TEXT]",
        _("Open a settled note again."),
        partial(noting.append, "reopened"),
    ),
    Command(
        "history",
        "[COLUMN] [all]",
        _("Say what was done to the dataset, or to a cell of this row, newest first."),
        noting.history,
    ),
    Command(
        "export",
        "FOLDER",
        _("Write the dataset as CSV to a folder or a stick, and verify it."),
        leaving.write_out,
    ),
    Command("help", "[COMMAND]", _("Say what can be said, or what a command is for."), _help),
    Command(QUIT, "", _("Leave; everything is kept already."), _nothing),
)
"""Every command, in the order in which help says them."""


def command_named(name: str) -> Command:
    """Return the command of that name, or the only one that begins so.

    Raises:
        UnknownNameError: there is none, or several.
    """
    wanted = name.casefold()
    found = [command for command in COMMANDS if command.name.startswith(wanted)]
    exact = [command for command in found if command.name == wanted]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise UnknownNameError(
            _("There is no command {name!r}; help says which there are.").format(name=name)
        )
    raise UnknownNameError(
        _("{name!r} may be {commands}; write more of it.").format(
            name=name, commands=joined(command.name for command in found)
        )
    )
