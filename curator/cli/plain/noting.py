"""What people write beside a dataset, and its history."""

from __future__ import annotations

from curator.annotations import SPOKEN, Place
from curator.cli.annotate_verb import written
from curator.cli.answering import answered
from curator.cli.plain.line import Line
from curator.cli.plain.seat import Seat
from curator.cli.plain.speech import note_words, step_words
from curator.errors import UnknownNameError
from curator.language import _, ngettext

NEWEST = 20
"""How many steps of the history are said unless all are asked for."""
_ON = "on="


def annotate(kind: str, seat: Seat, line: Line) -> None:
    """Write an annotation of a kind beside the cell, or what `on=` says."""
    place, number = _place(seat, line)
    text = line.rest() or _asked(seat, _("What is the {kind}? ").format(kind=SPOKEN[kind]))
    if not text.strip():
        raise UnknownNameError(_("An annotation needs a text; nothing was written."))
    note = seat.dataset.annotate(place, kind, text, seat.who)
    seat.say(written(seat.dataset, note, number))


def notes(seat: Seat, line: Line) -> None:
    """Say the annotations that are open, or all, with what was said to them."""
    every = line.skip("all")
    found = [note for note in seat.dataset.annotations() if every or note.is_open]
    for note in found:
        seat.say(note_words(note, seat.number_of(note.place.row_id)))
    if not found:
        seat.say(_("There are no notes.") if every else _("No note is open."))


def append(event: str, seat: Seat, line: Line) -> None:
    """Answer, resolve or reopen an annotation by its number."""
    word = line.word()
    if not word.isdecimal():
        raise UnknownNameError(_("Say the note's number; notes lists them."))
    text = line.rest()
    if not text and event == "answered":
        text = _asked(seat, _("What is the answer? "))
        if not text:
            raise UnknownNameError(_("An answer needs a text; nothing was written."))
    seat.say(answered(seat.store, int(word), event, text or None, seat.who))


def history(seat: Seat, line: Line) -> None:
    """Say what was done to the dataset, or to a cell of this row, newest first."""
    if not line or line.peek() == "all":
        found = seat.dataset.history()
    else:
        found = seat.dataset.history(seat.row_id, seat.named(line.word()))
    shown = len(found) if line.skip("all") else NEWEST
    for entry in found[:shown]:
        seat.say(step_words(entry))
    more = len(found) - shown
    if more > 0:
        words = ngettext(
            "{count:,} earlier step; history all says it too.",
            "{count:,} earlier steps; history all says them too.",
            more,
        )
        seat.say(words.format(count=more))


def _place(seat: Seat, line: Line) -> tuple[Place, int | None]:
    """Take the place of an annotation, and return it with its row's number.

    It is `on=dataset`, `on=row`, `on=column`, or a cell of this row: in the column that the first
    of several words names, else in the one where one is.
    """
    first = line.peek()
    if first.startswith(_ON):
        return _place_on(seat, line.word().removeprefix(_ON))
    column = seat.column
    names = {known.name.casefold() for known in seat.view.columns}
    if first.casefold() in names and not line.is_last():
        column = seat.named(line.word())
    return Place(seat.row_id, column), seat.row


def _place_on(seat: Seat, what: str) -> tuple[Place, int | None]:
    match what:
        case "dataset":
            return Place(), None
        case "row":
            return Place(seat.row_id), seat.row
        case "column":
            return Place(column=seat.column), None
    raise UnknownNameError(
        _("A note stands on=dataset, on=row, on=column or beside a cell, not on={what}.").format(
            what=what
        )
    )


def _asked(seat: Seat, question: str) -> str:
    return seat.talk.ask(question).strip() if seat.talk.terminal else ""
