"""Tell running text and Markdown from tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARKUP = re.compile(r"#{1,6} \S|[-*+] \S|\d+\. \S|```|> |\|[ :|\-]+\|\s*$|={3,}\s*$|-{3,}\s*$")
_SENTENCE = re.compile(r"[.!?…؟。]['\"”»)]?\s+\S|[.!?…؟。]['\"”»)]?\s*$")
WORDS = 6
"""A line of a sentence has more."""


def is_running_text(lines: Sequence[str]) -> bool:
    """Tell whether most of the lines that are not blank are sentences, or marked up as Markdown."""
    filled = [line.strip() for line in lines if line.strip()]
    if not filled:
        return False
    wordy = sum(len(line.split()) > WORDS and not _is_figures(line) for line in filled)
    ending = sum(bool(_SENTENCE.search(line)) for line in filled)
    marked = sum(bool(_MARKUP.match(line)) for line in filled)
    long_text = wordy * 2 > len(filled) and ending * 4 >= len(filled)
    return long_text or (marked * 3 >= len(filled) and marked >= 2 and wordy + marked > 2)


def _is_figures(line: str) -> bool:
    """Tell whether a quarter of the words of a line are figures."""
    words = line.split()
    return sum(any(sign.isdigit() for sign in word) for word in words) * 4 >= len(words)
