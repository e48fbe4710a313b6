"""The code points of a text as a view, beside those of the text as it was found."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from curator.annotations import Annotation
from curator.language import _
from curator.tables import Column
from curator.values import CATEGORIES, Character, characters
from curator.views import Row, View

LONGEST = 2000
"""Characters that are compared one by one; texts beyond it are told as they are."""

_NAMES = (_("sign"), _("code"), _("found"), _("name"), _("category"), _("remark"))
_SAME, _NONE = "=", "–"

Pair = tuple[Character | None, Character | None]
"""A code point today and as found; None where the other text has none in its place."""


class CharactersView(View):
    """A row for each code point, in reading order; a row's id counts from 1."""

    dataset, revision = "", 0

    def __init__(self, text: str, found: str | None) -> None:
        """`found` is the text as it was found; None leaves it out."""
        self.pairs = paired(text, found)
        self._places = [place for place in range(len(_NAMES)) if found is not None or place != 2]
        self.columns = [
            Column(number, _NAMES[place], _NAMES[place])
            for number, place in enumerate(self._places, 1)
        ]
        self.row_count = len(self.pairs)

    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        """Return up to `count` code points from position `first`."""
        chosen = range(len(self._places)) if columns is None else columns
        rows = []
        for number, pair in enumerate(self.pairs[first : first + count], first + 1):
            cells = _cells(*pair)
            rows.append(Row(number, tuple(cells[self._places[place]] for place in chosen)))
        return rows

    def locate(self, row_id: int) -> int | None:
        """Return a code point's position from 0."""
        return row_id - 1 if 0 < row_id <= self.row_count else None

    def annotations(self, first: int, count: int) -> Sequence[Annotation]:
        """Return none: nothing hangs on a code point."""
        return ()


def paired(text: str, found: str | None) -> list[Pair]:
    """Return the code points of two texts beside each other, as alike as they are."""
    today = list(characters(text))
    if found is None:
        return [(each, None) for each in today]
    before = list(characters(found))
    if text == found:
        return list(zip(today, before, strict=True))
    if len(text) + len(found) > 2 * LONGEST:
        return _beside(today, before)
    pairs: list[Pair] = []
    matcher = SequenceMatcher(None, found, text, autojunk=False)
    for _what, old, old_end, new, new_end in matcher.get_opcodes():
        pairs += _beside(today[new:new_end], before[old:old_end])
    return pairs


def _beside(today: Sequence[Character], before: Sequence[Character]) -> list[Pair]:
    return [
        (
            today[place] if place < len(today) else None,
            before[place] if place < len(before) else None,
        )
        for place in range(max(len(today), len(before)))
    ]


def _cells(today: Character | None, before: Character | None) -> tuple[str, ...]:
    told = today or before
    assert told is not None
    found = _NONE if before is None else f"{before.code} {before.sign}"
    return (
        today.sign if today is not None else _NONE,
        today.code if today is not None else _NONE,
        _SAME if today == before else found,
        told.name.lower(),
        CATEGORIES[told.category],
        told.remark,
    )
