"""What is told of a note: one of its events, or the note from its writing to today."""

from __future__ import annotations

from curator.annotations import SPOKEN, Annotation, Event
from curator.language import _
from curator.values import one_line
from screens.prose import Line, parted


def moment(at: str) -> str:
    """Return a moment of the history without what all of them share."""
    return at.replace("T", " ").removesuffix("Z").removesuffix("+00:00")


def event_parts(event: Event) -> list[str]:
    """Return one event of a thread as parts of a line: when, who, what, and what was said."""
    parts = [f"{event.at[:10]} ", event.who, f" {SPOKEN[event.event]}"]
    return [*parts, ": ", one_line(event.text, 600)] if event.text else parts


def brief_line(annotation: Annotation) -> Line:
    """Tell a note on one line: its kind, number and state, who wrote it and what."""
    label = f"{SPOKEN[annotation.kind]} {annotation.number}, {SPOKEN[annotation.state]}"
    return Line(label, event_parts(annotation.events[0]))


def note_line(annotation: Annotation, where: str) -> Line:
    """Say which note it is, of what kind, in what state, and `where` it hangs."""
    return Line(
        _("Note {number}").format(number=annotation.number),
        parted(
            _("{kind}, {state}, on {where}"),
            kind=SPOKEN[annotation.kind],
            state=SPOKEN[annotation.state],
            where=where,
        ),
    )


def event_lines(annotation: Annotation, chosen: int | None = None) -> list[Line]:
    """Tell everything that happened to a note, undone events too; `chosen` has an arrow."""
    standing = {event.number for event in annotation.standing}
    lines = []
    for event in annotation.events:
        said = f" {SPOKEN[event.event]}"
        if event.undoes is not None:
            said = f"{said} a{event.undoes}"
        elif event.number not in standing:
            said = _("{said} (undone)").format(said=said)
        label = f"{'→' if event.number == chosen else ' '} a{event.number}"
        lines.append(Line(label, [moment(event.at), " ", event.who, said]))
        if event.text:
            lines.append(Line(" " * len(label), [event.text]))
    return lines
