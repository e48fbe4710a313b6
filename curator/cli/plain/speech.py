"""How cells, places and steps are said where nothing can be seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from curator.annotations import SPOKEN, Annotation, Event
from curator.cli.session import flat
from curator.history import Entry
from curator.language import _, joined, ngettext
from curator.tables import Value

_SPACES_WITHIN = re.compile(r"\S(\s{2,})\S")
_LINE_BREAK = re.compile(r"[\n\r\u2028\u2029]")


def said(value: Value) -> str:
    """Say a cell's value; a blank has no other."""
    return _("blank") if value is None else flat(value)


def remarks(value: Value) -> Iterator[str]:
    """Say what of a text cannot be heard: white space, line breaks, marks without a shape."""
    if not isinstance(value, str):
        return
    before, after = len(value) - len(value.lstrip()), len(value) - len(value.rstrip())
    if before:
        yield ngettext("{count} space before it", "{count} spaces before it", before).format(
            count=before
        )
    if after:
        yield ngettext("{count} space after it", "{count} spaces after it", after).format(
            count=after
        )
    if _SPACES_WITHIN.search(value):
        yield _("several spaces together")
    if _LINE_BREAK.search(value):
        yield _("a line break in it")
    marks = {character(char) for char in value if unicodedata.category(char) in ("Cf", "Cc")}
    for mark in sorted(marks - {character(char) for char in "\n\r"}):
        yield _("a {character} in it").format(character=mark)
    systems = {_digits(char) for char in value if char.isdecimal()}
    if len(systems) > 1:
        yield _("digits of several scripts")


def spelled(value: str) -> Iterator[str]:
    """Say a text character by character, each with its code point and its name in Unicode."""
    for place, char in enumerate(value, 1):
        yield f"{place}: {flat(char).strip()} U+{ord(char):04X} {character(char)}".replace(
            "  ", " "
        )


def character(char: str) -> str:
    """Return a character's name in Unicode, in small letters."""
    return unicodedata.name(char, f"U+{ord(char):04X}").lower()


def step_words(entry: Entry) -> str:
    """Say a step of the history: who, when, what, what the cell was before and after, and why."""
    number = _("revision {number}") if entry.sort == "revision" else _("event {number}")
    parts = [number.format(number=entry.number), moment(entry.at), entry.who, entry.what]
    if entry.before is not None or entry.after is not None:
        parts.append(became(entry.before, entry.after))
    if entry.why:
        parts.append(_("why: {reason}").format(reason=entry.why))
    if entry.undone:
        parts.append(_("undone"))
    return "; ".join(parts)


def became(before: Value, after: Value) -> str:
    """Say what a cell was and is."""
    return _("{before} became {after}").format(before=said(before), after=said(after))


def note_words(note: Annotation, row: int | None) -> str:
    """Say an annotation with its thread; `row` is its row's number, if any."""
    heading = _("{kind} {number}, {state}, {place}").format(
        kind=SPOKEN[note.kind],
        number=note.number,
        state=SPOKEN[note.state],
        place=note.place.words(row),
    )
    return "; ".join([heading, *map(event_words, note.standing)])


def event_words(event: Event) -> str:
    """Say who said what to an annotation, and when."""
    words = f"{moment(event.at)} {event.who} {SPOKEN[event.event]}"
    return f"{words}: {event.text}" if event.text else words


def moment(at: str) -> str:
    """Return a moment to the minute."""
    return at[:16].replace("T", " ")


def capital(text: str) -> str:
    """Return a sentence with its first letter large."""
    return text[:1].upper() + text[1:]


def listed(words: Sequence[str]) -> str:
    """Return words as a sentence's list."""
    return joined(words)


def _digits(char: str) -> int:
    """Return what tells a digit's script: the code point of its zero."""
    return ord(char) - unicodedata.decimal(char)
