"""Arrangements as a person writes them: `code:numeric:desc`, `city has rasht`, `price 10..20`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast, get_args

from curator.annotations import kind_named
from curator.arrangement.arrangement import Filter
from curator.arrangement.conditions import (
    Between,
    Blank,
    CellCondition,
    Changed,
    Compared,
    Condition,
    Flagged,
    Has,
    Is,
    Matches,
    Not,
    Noted,
    Sign,
    Starts,
)
from curator.arrangement.sort_key import Kind, SortKey
from curator.errors import UnknownNameError
from curator.language import _, joined

_COMPARED = re.compile(r"(!=|<=|>=|=|<|>)\s*(.+)", re.DOTALL)
_BETWEEN = re.compile(r'("[^"]*"|[^"]*?)\s*\.\.\s*("[^"]*"|[^"]*)', re.DOTALL)
_REGEX = re.compile(r"/(.+)/(i?)", re.DOTALL)
_WITH_TEXT: Mapping[str, type[Is | Has | Starts]] = {"is": Is, "has": Has, "starts": Starts}
_DIRECTIONS = {"asc": False, "desc": True}


def condition(text: str) -> Condition:
    """Return the condition that an expression means.

    Raises:
        UnknownNameError: it means none.
    """
    written = text.strip()
    word, _space, rest = written.partition(" ")
    rest = rest.strip()
    if word == "not" and rest:
        inner = condition(rest)
        if isinstance(inner, CellCondition):
            return Not(inner)
    found = _about_cell(written, word, rest) or _about_row(word, rest)
    if found is None:
        raise UnknownNameError(
            _(
                "{text!r} is no condition; write blank, not blank, is X, has X, starts X, = X,"
                " != X, > 100, 10..20, /REGEX/, noted, noted KIND, flagged or changed since 5."
            ).format(text=text)
        )
    return found


def _about_cell(written: str, word: str, rest: str) -> CellCondition | None:
    if written == "blank":
        return Blank()
    if word in _WITH_TEXT and rest:
        return _WITH_TEXT[word](_bare(rest))
    if compared := _COMPARED.fullmatch(written):
        return Compared(cast(Sign, compared[1]), _bare(compared[2]))
    if regex := _REGEX.fullmatch(written):
        return _matches(regex[1], re.IGNORECASE if regex[2] else 0)
    if (between := _BETWEEN.fullmatch(written)) is None:
        return None
    lowest, highest = (_bare(bound) for bound in between.groups())
    if lowest and highest:
        return Between(lowest, highest)
    bound = lowest or highest
    return Compared(">=" if lowest else "<=", bound) if bound else None


def _matches(pattern: str, flags: int) -> Matches:
    try:
        return Matches(re.compile(pattern, flags))
    except re.error as error:
        raise UnknownNameError(
            _("“{pattern}” is no regular expression: {reason}.").format(
                pattern=pattern, reason=error
            )
        ) from error


def _about_row(word: str, rest: str) -> Condition | None:
    if word == "noted":
        return Noted(kind_named(rest)) if rest else Noted()
    if word == "flagged" and not rest:
        return Flagged()
    number = rest.removeprefix("since").strip()
    if word == "changed" and (not rest or number.isdecimal()):
        return Changed(int(number)) if number else Changed()
    return None


def filter_of(text: str, columns: Sequence[str]) -> Filter:
    """Return the filter that `text` means: a column's name, or `*` for any, and an expression.

    A name stands as it is or in quotes, whatever the case; the longest that fits is meant.

    Raises:
        UnknownNameError: no column is named, or the expression means nothing.
    """
    written = text.strip()
    if written.startswith("*"):
        return Filter(None, condition(written[1:]))
    for name in sorted(columns, key=len, reverse=True):
        for beginning in (f'"{name}"', name):
            rest = written[len(beginning) :]
            if written[: len(beginning)].casefold() == beginning.casefold() and (
                not rest or not rest[0].isalnum()
            ):
                return Filter(name, condition(rest))
    raise UnknownNameError(
        _("{text!r} begins with no column's name. The columns are: {known}.").format(
            text=text, known=joined(columns)
        )
    )


def sort_key(text: str, columns: Sequence[str]) -> SortKey:
    """Return the key that `text` means: COLUMN, and after colons a kind and a direction.

    Raises:
        UnknownNameError: there is no such column.
    """
    known = {column.casefold(): column for column in columns}
    name, descending = text.strip(), False
    kind: Kind = "text"
    while name:
        if name in columns or name.casefold() in known:
            column = name if name in columns else known[name.casefold()]
            return SortKey(column, kind, descending)
        name, _colon, word = name.rpartition(":")
        if word in get_args(Kind):
            kind = cast(Kind, word)
        elif word in _DIRECTIONS:
            descending = _DIRECTIONS[word]
        else:
            break
    raise UnknownNameError(
        _(
            "{text!r} names no column to sort by; write COLUMN, COLUMN:numeric, COLUMN:natural or"
            " COLUMN:text, and :desc for the greatest first. The columns are: {known}."
        ).format(text=text, known=joined(columns))
    )


def _bare(text: str) -> str:
    """Return a text without the quotes that keep its ends."""
    bare = text.strip()
    return bare[1:-1] if len(bare) > 1 and bare[0] == bare[-1] == '"' else bare
