"""The language of what the program says: gettext over the catalogues in `locale/`.

It is chosen once, when the program starts, by CURATOR_LANGUAGE or else as gettext does by
LANGUAGE, LC_ALL, LC_MESSAGES and LANG; what has no translation is said in English. Words that are
kept in a store (what a revision did, why cells were left) are data, and stay as they were written.

A number that `format` puts into a text is written as the language writes numbers, and so is one
that `number` writes. Cells, and whatever a machine reads, go neither way.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from decimal import Decimal
from gettext import translation
from pathlib import Path
from string import Formatter

CATALOGUES = Path(__file__).parent / "locale"
"""Where the catalogues lie: `curator.pot`, and `LANGUAGE/LC_MESSAGES/curator.po` and `.mo`."""

_chosen = os.environ.get("CURATOR_LANGUAGE")
_catalogue = translation(
    "curator",
    os.environ.get("CURATOR_CATALOGUES") or CATALOGUES,
    languages=[_chosen] if _chosen else None,
    fallback=True,
)


def _(text: str) -> str:
    """Return a text in the language."""
    return _Text(_catalogue.gettext(text))


def ngettext(one: str, several: str, count: int) -> str:
    """Return the form of a text that fits a count, in the language."""
    return _Text(_catalogue.ngettext(one, several, count))


def number(value: int | float | Decimal, spec: str = ",") -> str:
    """Write a number for people; `spec` is one of `format`, with the marks of English."""
    return format(value, spec).translate(_NUMERALS)


def joined(words: Iterable[str]) -> str:
    """Return words or names one after the other, with the language's comma between them."""
    return _(", ").join(words)


class _Numbers(Formatter):
    """Formats as str.format does, but for numbers, which it writes as the language does."""

    def format_field(self, value: object, format_spec: str) -> str:
        """Text stays as it is, whatever digits it has: it may be a cell or a name."""
        words = format(value, format_spec)
        return words.translate(_NUMERALS) if type(value) in (int, float, Decimal) else words


class _Text(str):
    """A text of the catalogue; the fields that `format` fills are the language's too."""

    __slots__ = ()

    def format(self, *fields: object, **named: object) -> str:
        if not _NUMERALS:
            return super().format(*fields, **named)
        return _NUMBERS.vformat(self, fields, named)


def _numerals() -> dict[int, str]:
    """Read from the catalogue how numbers are written; empty where that is as in English.

    The text that is translated is ten digits, the mark between thousands, the one before decimals.
    """
    english = "0123456789,."
    written = _catalogue.gettext("0123456789,.")
    return {} if written == english else dict(zip(map(ord, english), written, strict=True))


_NUMERALS = _numerals()
_NUMBERS = _Numbers()
