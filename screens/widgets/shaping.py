"""Arabic-script letters in the forms in which they join."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import bidirectional

_WORD = re.compile(
    "[\u0620-\u06d3\u06fa-\u06ff\u0750-\u077f\u200d\u0610-\u061a\u064b-\u065f\u0670]+"
)
MARK = (
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
"""The marks of Arabic and Hebrew letters, for a class of characters."""
_MARKS = re.compile(f"[{MARK}]")
_ISOLATES = ("LRI", "RLI", "FSI", "PDI")


def known(text: str) -> str:
    """Return `text` without what python-bidi's slower version breaks on.

    Those are code points that Unicode has not given a direction, and isolates.
    """
    directed = ((char, bidirectional(char)) for char in text)
    return "".join(char if kind else "\ufffd" for char, kind in directed if kind not in _ISOLATES)


def joined(text: str) -> str:
    """Return `text` with Arabic-script letters in their joined forms, one sign for each letter."""
    return _WORD.sub(lambda word: _shape(word[0]), text)


@lru_cache(8192)
def _shape(word: str) -> str:
    """Replace the letters of an unbroken Arabic-script run by their joined forms."""
    from arabic_reshaper.letters import FINAL, INITIAL, ISOLATED, LETTERS_ARABIC, MEDIAL

    shaped: list[str] = []
    before: tuple[int, tuple[str, ...], bool] | None = None
    for letter in word:
        forms = LETTERS_ARABIC.get(letter)
        if forms is None:
            if not _MARKS.match(letter):
                before = None
            shaped.append(letter)
            continue
        joined = before is not None and bool(forms[FINAL] or forms[MEDIAL])
        if before is not None and joined:
            place, known, was_joined = before
            first = known[INITIAL] or known[ISOLATED]
            shaped[place] = (known[MEDIAL] or first) if was_joined else first
        shaped.append((forms[FINAL] or forms[MEDIAL]) if joined else (forms[ISOLATED] or letter))
        before = (len(shaped) - 1, forms, joined) if forms[INITIAL] else None
    return "".join(shaped)
